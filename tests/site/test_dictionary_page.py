"""The dictionary page has the columns of the files, in their order."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from lxml import html
from tests.package.factory import annual_reports

from gongkai.package import write_package
from gongkai.package.layout import csv_path, resources
from gongkai.site.pages.dictionary import page

if TYPE_CHECKING:
    from pathlib import Path


def test_the_dictionary_matches_the_files(tmp_path: Path) -> None:
    write_package(list(annual_reports(2)), tmp_path / "out", originals=None)
    described = {
        part.anchor: [
            str(cell.text_content()) for cell in html.fragment_fromstring(str(part.html), "div").findall(".//th/code")
        ]
        for part in page().parts
        if part.anchor  # the first says what the page is
    }
    assert list(described) == [resource.name for resource in resources()]
    for name, columns in described.items():
        with csv_path(tmp_path / "out", name).open(encoding="utf-8", newline="") as file:
            assert columns == next(csv.reader(file))


def test_links_of_the_dictionary_lead_to_its_tables() -> None:
    parts = page().parts
    anchors = {f"#{part.anchor}" for part in parts}
    links = {
        str(link.get("href"))
        for part in parts
        for link in html.fragment_fromstring(str(part.html), "div").findall(".//a")
    }
    assert {"#reports", "#code_statuses"} <= links <= anchors


def test_every_field_has_names_in_both_languages_and_says_what_blank_means() -> None:
    for part in page().parts:
        for row in html.fragment_fromstring(str(part.html), "div").findall(".//tbody/tr"):
            names, kind, _, _, blank = row.findall("td")
            assert all(str(cell.text_content()).strip() for cell in (names, kind, blank))
            assert [small.get("lang") for small in names.findall("small")] == ["en"]
            assert str(names.text or "").strip()
            assert str(names.findall("small")[0].text_content()).strip()
