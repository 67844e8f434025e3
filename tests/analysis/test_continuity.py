"""The continuity ledger: closing, opening, the state of the rule, and the report's own words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report, only_sections, with_cells, with_row

from gongkai.analysis import Analysis
from gongkai.analysis.continuity import LONGEST, continuity
from gongkai.checks import examined, followed

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Continuity

EARLIER = with_cells(annual_report(year=2022), {("applications", "carried_out", "total"): 3})
LATER = with_cells(annual_report(year=2023), {("applications", "carried_in", "total"): 5})


def ledger(report: AnnualReport, previous: AnnualReport | None) -> dict[str, Continuity]:
    complete = followed(examined(report), previous)
    return {item.item: item for item in continuity(complete, previous, "earlier" if previous is not None else None)}


def documents(report: AnnualReport, *numbers: object) -> AnnualReport:
    return with_row(report, "disclosure", "normative_documents", numbers)  # type: ignore[arg-type]


def test_applications_carried_over() -> None:
    item = ledger(LATER, EARLIER)["applications"]
    assert (item.closing, item.opening, item.difference, item.state) == (3, 5, 2, "failed")
    assert item.previous_report_id == "earlier"
    item = ledger(with_cells(LATER, {("applications", "carried_in", "total"): 3}), EARLIER)["applications"]
    assert (item.difference, item.state) == (0, "passed")


def test_documents_in_force() -> None:
    item = ledger(documents(LATER, 50, 227, 421), documents(EARLIER, 0, 0, 597))["normative_documents"]
    assert (item.closing, item.opening, item.difference, item.state) == (420, 421, 1, "failed")


def test_without_the_year_before_nothing_is_compared() -> None:
    items = ledger(LATER, None)
    assert set(items) == {"applications", "regulations", "normative_documents"}
    assert {(i.closing, i.difference, i.state, i.previous_report_id) for i in items.values()} == {
        (None, None, "not_checkable", None)
    }
    assert items["applications"].opening == 5


def test_a_blank_is_no_number() -> None:
    blank = with_cells(LATER, {("applications", "carried_in", "total"): "blank"})
    item = ledger(blank, EARLIER)["applications"]
    assert (item.closing, item.opening, item.difference, item.state) == (3, None, None, "not_checkable")


def test_a_count_with_decimals_is_none() -> None:
    item = ledger(documents(LATER, 1, 0, Decimal("4.5")), documents(EARLIER, 0, 0, 3))["normative_documents"]
    assert (item.closing, item.opening) == (4, None)
    item = ledger(documents(LATER, 1, 0, Decimal(4)), documents(EARLIER, 0, 0, 3))["normative_documents"]
    assert (item.closing, item.opening, item.difference) == (4, 4, 0)


@pytest.mark.parametrize("previous", [annual_report("2019", year=2022), None])
def test_the_form_of_2019_has_no_documents_in_force(previous: AnnualReport | None) -> None:
    assert set(ledger(annual_report("2019", year=2023), previous)) == {"applications"}


def test_after_the_form_of_2019_nothing_is_left_by_the_year_before() -> None:
    item = ledger(documents(LATER, 1, 0, 4), annual_report("2019", year=2022))["normative_documents"]
    assert (item.closing, item.opening, item.state) == (None, 4, "not_checkable")


def test_the_reports_own_words_are_quoted() -> None:
    report = only_sections(
        LATER,
        {
            "overview": "因机构合并，上年结转申请增加2件。制发行政规范性文件1件。学习了规章制度。规范性文件很重要。",
            "proceedings": "表中案件含上年度结转数量。",
        },
    )
    items = ledger(report, EARLIER)
    assert items["applications"].words == "“因机构合并，上年结转申请增加2件。”"
    assert items["normative_documents"].words == "“制发行政规范性文件1件。”"
    assert items["regulations"].words == ""


def test_a_note_in_the_cell_comes_first() -> None:
    figures = tuple(
        replace(f, note="含划转2件") if (f.row, f.column) == ("carried_in", "total") else f for f in LATER.figures
    )
    report = only_sections(replace(LATER, figures=figures), {"overview": "结转下年度0件。"})
    assert ledger(report, EARLIER)["applications"].words == "“含划转2件”“结转下年度0件。”"


def test_words_stay_short() -> None:
    long = only_sections(LATER, {"overview": "上年结转" + "很" * 200 + "多。"})
    words = ledger(long, EARLIER)["applications"].words
    assert len(words) == LONGEST
    assert words.endswith("…”")
    many = only_sections(LATER, {"overview": "".join(f"结转说明之{n}{'很' * 40}多。" for n in range(9))})
    assert 60 < len(ledger(many, EARLIER)["applications"].words) <= LONGEST


def test_words_on_a_cause_come_first() -> None:
    plain = "".join(f"第{n}季度结转申请数量保持平稳，与往年相比没有大的变化。" for n in "一二三四")
    report = only_sections(LATER, {"overview": plain + "因机构改革，上年结转增加2件。"})
    assert ledger(report, EARLIER)["applications"].words.startswith("“因机构改革，上年结转增加2件。”“第一季度")


def test_the_ledger_is_part_of_the_analysis() -> None:
    """Years of one agency and scope that follow each other; a gap leaves nothing to compare with."""
    analysis = Analysis(())
    first = analysis.of(examined(EARLIER), "a", "a-2022")
    other = analysis.of(examined(LATER), "b", "b-2023")
    second = analysis.of(examined(LATER), "a", "a-2023")
    after_gap = analysis.of(examined(replace(LATER, year=2025)), "a", "a-2025")
    found = [
        (item.previous_report_id, item.difference)
        for analysed in (first, other, second, after_gap)
        for item in analysed.continuity
        if item.item == "applications"
    ]
    assert found == [(None, None), (None, None), ("a-2022", 2), (None, None)]
    assert any(r.rule == "carried_over" and r.state == "failed" for r in second.report.results)
