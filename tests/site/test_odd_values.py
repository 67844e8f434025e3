"""A misprinted number in one report must not stop the build of all others."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.site.making import filled
from tests.site.test_agency_page import BODY, page

from gongkai.site.annual_report import page as report_page
from gongkai.site.annual_report import provenance
from gongkai.site.annual_report.downloads import downloads
from gongkai.site.annual_report.summary import summary
from gongkai.site.citation import Edition
from gongkai.site.groups.regions import build
from gongkai.site.language import LANGUAGES, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.model import FormCode

MOST = 10**15 - 1
VALUES: dict[str, Callable[[int], int]] = {
    "all negative": lambda _at: -1,
    "signs alternate": lambda at: 7 if at % 2 else -7,
    "parts cancel out": lambda at: (-3, 0, 3)[at % 3],
    "as large as can be held": lambda _at: MOST,
    "large and negative": lambda at: MOST if at % 5 else -MOST,
    "all zero": lambda _at: 0,
    "one alone": lambda at: int(at == 40),
}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_any_numbers_make_pages_and_files(form: FormCode, value: Callable[[int], int]) -> None:
    made = filled(form, value)
    records = [
        replace(made, report=replace(made.report, id=f"x-{year}", agency_id=BODY.id, year=year))
        for year in (2022, 2023)
    ]
    chain = build([BODY]).chain("990100")
    edition = Edition("1.2.3", "2024-01-01", "https://site.invalid/")
    for language in LANGUAGES:
        with speaking(language):
            assert page(records).startswith("<")
            for record in records:
                told = summary(record, BODY, records, edition)
                html = str(report_page.page(record, BODY, records, chain, {}, summary=told).content)
                assert f"{value(0):,}" in html
                _csv, data = downloads(record, BODY, records, {}, summary=told)
                assert json.loads(data)["summary"]["sentence"] in html
    assert provenance.script(records[0]).startswith("gongkaiCells(")
