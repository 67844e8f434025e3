"""The files beside a report's page: whatever the page shows is in them."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml.html import fromstring
from tests.site import making
from tests.site.test_site import article
from tests.site.test_structured import AGENCY

from gongkai.site.annual_report.downloads import downloads
from gongkai.site.annual_report.summary import summary
from gongkai.site.citation import Edition
from gongkai.site.records import Correction

if TYPE_CHECKING:
    from tests.site.conftest import Site

    from gongkai.site.store import Store

NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNSAID = ("th", "dt", "caption", "summary")
"""Labels and headings of the page's own, which are no content of the report."""


def numbers(text: str) -> set[Decimal]:
    return {Decimal(found) for found in NUMBER.findall(text.replace(",", ""))}


def spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)


def told(page: str) -> str:
    """What a page says of its report: labels, the size of the file to download, and the frame left out."""
    root = fromstring(article(page))
    for element in root.xpath("|".join(f"//{name}" for name in UNSAID)):
        element.drop_tree()
    for link in root.xpath("//p[@class='files']/a"):
        link.drop_tree()
    return " ".join(root.itertext())


def test_every_number_on_a_page_is_in_its_json(site: Site, store: Store) -> None:
    seen = 0
    for _, report in store.reports():
        found = numbers(told(site.page(f"reports/{report.id}")))
        held = numbers((site.folder / "reports" / report.id / "data.json").read_text(encoding="utf-8"))
        assert found <= held, (report.id, found - held)
        seen += len(found)
    assert seen > 1000


def test_the_json_has_what_stands_beside_the_tables(site: Site, store: Store) -> None:
    """Three reports of different kinds: as the form wants it, an aggregate, one of the free form."""
    conditions = ("r.form = '2021' AND r.scope = 'own'", "r.scope = 'aggregate'", "r.form = '2008'")
    for condition in conditions:
        _, report = next(store.reports(condition, limit=1))
        record = store.record(report)
        page = fromstring(article(site.page(f"reports/{report.id}"))).text_content()
        data = json.loads((site.folder / "reports" / report.id / "data.json").read_text(encoding="utf-8"))
        assert data["summary"]["sentence"] in page
        for fact in data["summary"]["facts"] if report.form != "2008" else ():
            assert spaceless(f"{fact['label']}{fact['text']}{fact['detail']}") in spaceless(page)
        for text in data["citation"].values():
            assert text in page
        for place in data["places"]:
            assert place["where"] in page
        assert data["report"]["sha256"] in page
        assert (site.folder / unquote(data["report"]["original_copy"])).stat().st_size == report.bytes
        assert (data["checks"] or {}) == {**dict.fromkeys(data["checks"] or (), 0), **record.checks}
        assert [finding["position"] for finding in data["findings"]] == [f.position for f in record.findings]
        assert [finding["where"] for finding in data["findings"]] == [f.where for f in record.findings]
        for finding in data["findings"]:
            assert finding["state"] not in {"failed", "explained"} or finding["title"] in page
        for statement in data["statements"]:
            text = data["sections"][statement["section"] - 1]["text"]
            assert text[statement["start"] : statement["end"]] == statement["phrase"]
        assert report.id in {other["report_id"] for other in data["agency_reports"]}
        assert (site.folder / data["page"] / "index.html").is_file()


def test_the_csv_has_the_place_and_the_manner_of_reading_of_every_cell(site: Site, store: Store) -> None:
    for _, report in store.reports():
        lines = csv.DictReader((site.folder / "reports" / report.id / "data.csv").read_text("utf-8").splitlines())
        found = {(line["table"], line["row"], line["column"]): (line["read_by"], line["where"]) for line in lines}
        expected = {
            (table, row, column): (read_by, re.sub("(^|;)box=[^;]*", "", where or "").removeprefix(";"))
            for table in ("disclosure", "applications", "proceedings")
            for row, column, read_by, where in store.rows(
                f'SELECT row, "column", read_by, "where" FROM {table} WHERE report_id = ?', (report.id,)
            )
        }
        assert found == expected


def test_formulas_are_texts_and_corrections_are_told() -> None:
    keys = making.cells("2021")[:3]
    figures = (
        making.figure(*keys[0], 5, raw="=1+1", where="page=1;row=2"),
        making.figure(*keys[1], None, "unreadable", "@SUM(A1)", "\t-1+2", 'member="=a".pdf;page=1;ocr=1'),
        making.figure(*keys[2], 7, raw="7", where="page=1;box=1.0,2.0,3.0,4.0"),
    )
    correction = Correction(*keys[2], "1", "7", "原件为7")
    record = replace(making.record(figures), corrections=(correction,))
    edition = Edition("1.2.3", "2024-01-01", "")
    as_csv, as_json = downloads(record, AGENCY, [record], {}, summary=summary(record, AGENCY, [record], edition))
    lines = list(csv.DictReader(as_csv.splitlines()))
    assert [line["raw"] for line in lines] == ["'=1+1", "'@SUM(A1)", "7"]
    assert lines[1]["note"] == "'\t-1+2"
    assert [line["read_by"] for line in lines] == ["text", "ocr", "correction"]
    assert [line["where"] for line in lines] == [figures[0].where, figures[1].where, "page=1"], "without the box"
    data = json.loads(as_json)
    assert data["printed"][0]["raw"] == "@SUM(A1)", "a program gets texts as they are"
    assert data["corrections"] == [correction._asdict()]
    assert (data["data_version"], data["created"], data["specimen"]) == ("1.2.3", "2024-01-01", False)
