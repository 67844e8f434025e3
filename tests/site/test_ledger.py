"""The lines of a body's page: what is handed on, what is expected, which years are alike, how large it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.site.making import record

from gongkai.site.agency import ledger
from gongkai.site.agency import page as agency_page
from gongkai.site.groups.directory import directory
from gongkai.site.records import Carried, Expected, Ledger, Similar

if TYPE_CHECKING:
    from gongkai.site.store import Store

RECORDS = [record([], year=year) for year in (2020, 2021, 2022, 2023)]


def carried(
    year: int = 2021, closing: int | None = 3, opening: int | None = 5, before: str | None = "x-2020"
) -> Carried:
    return Carried(f"x-{year}", "applications", before, closing, opening, 2, "failed", "“划入在办申请2件。”")


def test_a_difference_is_shown_with_the_words_of_the_report() -> None:
    ((report, (line,)),) = ledger.carried(Ledger(carried=(carried(),)), RECORDS)
    assert report == line.report
    assert (line.report.year, line.item, line.closing, line.opening, line.difference) == (2021, "申请", 3, 5, 2)
    assert (line.state_label, line.words) == ("未通过", "“划入在办申请2件。”")


def test_nothing_is_said_of_a_year_without_the_year_before_or_without_numbers() -> None:
    known = Ledger(carried=(carried(before=None), carried(2022, None, None), carried(2023, None, 0)))
    ((_, (line,)),) = ledger.carried(known, RECORDS)
    assert (line.report.year, line.closing, line.opening) == (2023, None, 0)


def test_states_of_expected_reports_are_in_words() -> None:
    states = ("in_time", "late", "date_unknown", "no_deadline", "missing")
    known = Ledger(expected=tuple(Expected("own", 2020, None, None, None, state) for state in states))
    words = [due.state for due in ledger.expected(known)]
    assert words == ["按时公布", "逾期公布", "有年报，公布日期不明", "有年报，无期限", "未收录"]


def test_the_earlier_of_two_alike_reports_comes_first() -> None:
    ((earlier, later, alike),) = ledger.similar(Ledger(similar=(Similar("x-2022", "x-2021", 0.9666),)), RECORDS)
    assert (earlier.year, later.year, alike) == (2021, 2022, "0.97")


def test_a_missing_year_is_not_said_to_be_of_a_size() -> None:
    sizes = {"x-2020": "small", "x-2022": "small"}
    known = ledger.sizes(Ledger(sizes=sizes), [RECORDS[0], RECORDS[2]])
    assert [years for years, _ in known] == ["2020 年度", "2022 年度"]


def test_years_of_one_size_are_told_together() -> None:
    sizes = {"x-2020": "small", "x-2021": "small", "x-2022": "large", "x-2023": "small"}
    assert ledger.sizes(Ledger(sizes=sizes), RECORDS) == (
        ("2020 至 2021 年度", "小（30—99件）"),
        ("2022 年度", "大（1000件以上）"),
        ("2023 年度", "小（30—99件）"),
    )


def test_rows_of_a_year_stand_under_one_header(store: Store) -> None:
    agency = next(store.agencies())
    silent = carried(2022)._replace(words="")
    known = Ledger(carried=(silent, carried(), carried()._replace(item="regulations", words="")))
    html = str(agency_page.page(agency, RECORDS, directory(store).chain(agency), (), {}, known=known).content)
    years = html.partition('<table class="form text ledger">')[2].partition("</table>")[0].split("<tbody>")[1:]
    spans = [re.findall(r'<th scope="rowgroup" rowspan="(\d+)">', year) for year in years]
    assert spans == [["1"], ["3"]]
    assert [year.count("<tr") for year in years] == [1, 3]
