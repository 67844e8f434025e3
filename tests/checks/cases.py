"""For every rule: a report on which it passes, one on which it fails, one on which it is not checkable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tests.checks.factory import (
    ELIDED,
    agency,
    annual_report,
    figure,
    only_sections,
    with_cells,
    with_row,
    without_rows,
)

from gongkai.checks.cells import DIVIDED, OUTCOMES
from gongkai.model import Where

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Severity, State, TableCode

BLANK: Literal["blank"] = "blank"
EMPTY_ROW = (BLANK,) * 7
OPEN_ROW = (258, 12, BLANK, BLANK, 1, 1, BLANK)


@dataclass(frozen=True)
class Case:
    """One instance of one rule on one report, and what it must say."""

    rule: str
    state: State
    report: AnnualReport
    instance: str
    severity: Severity
    left: object = None
    right: object = None
    reason: str | None = None


PLAIN = annual_report()
PLAIN_2019 = annual_report("2019")
APPLICATIONS: TableCode = "applications"
TOWNSHIP = annual_report(agency=agency(level="township"))


SCANNED = replace(PLAIN, figures=tuple(replace(each, where=Where(page=1, ocr=True)) for each in PLAIN.figures))


BACKWARDS = replace(PLAIN, sections=tuple(PLAIN.sections[place] for place in (0, 1, 3, 2, 4, 5)))


def replaced(report: AnnualReport, table: TableCode, row: str, column: str, **changes: object) -> AnnualReport:
    """The report with one cell made anew, raw text and all."""
    new = figure(table, row, column, **changes)  # type: ignore[arg-type]
    return replace(
        report, figures=tuple(new if (f.table, f.row, f.column) == (table, row, column) else f for f in report.figures)
    )


CASES: tuple[Case, ...] = (
    Case(
        "applications_row_total",
        "passed",
        with_row(PLAIN, APPLICATIONS, "received_new", (821, 35, BLANK, BLANK, 2, 1, 859)),
        "received_new",
        "error",
        859,
        859,
    ),
    Case(
        "applications_row_total",
        "failed",
        with_row(PLAIN, APPLICATIONS, "received_new", (5, 0, 0, 0, 0, 0, 4)),
        "received_new",
        "error",
        5,
        4,
    ),
    # Details that exceed the total fail, whatever the blanks stand for.
    Case(
        "applications_row_total",
        "failed",
        with_row(PLAIN, APPLICATIONS, "received_new", (5, BLANK, BLANK, BLANK, BLANK, BLANK, 4)),
        "received_new",
        "error",
        5,
        4,
    ),
    Case(
        "applications_row_total",
        "not_checkable",
        with_row(PLAIN, APPLICATIONS, "granted", OPEN_ROW),
        "granted",
        "error",
        reason="blank",
    ),
    # A total that the column implies to be zero is still not printed.
    Case(
        "applications_row_total",
        "not_checkable",
        with_row(PLAIN, APPLICATIONS, "granted", (0, 0, 0, 0, 0, 0, BLANK)),
        "granted",
        "error",
        reason="blank",
    ),
    Case(
        "applications_row_total",
        "not_checkable",
        with_row(PLAIN, APPLICATIONS, "granted", (1, 0, "unreadable", 0, 0, 0, 0)),
        "granted",
        "error",
        reason="unreadable",
    ),
    Case(
        "applications_row_total",
        "not_checkable",
        without_rows(PLAIN, APPLICATIONS, "granted"),
        "granted",
        "error",
        reason="absent",
    ),
    Case(
        "applications_row_total",
        "not_checkable",
        with_row(PLAIN, APPLICATIONS, "carried_in", (1, 0, 0, 0, 0, "not_applicable", 3)),
        "carried_in",
        "error",
        reason="not_applicable",
    ),
    Case("applications_results_total", "passed", PLAIN, "natural_person", "error", 0, 0),
    Case(
        "applications_results_total",
        "failed",
        with_cells(PLAIN, {(APPLICATIONS, "granted", "total"): 3}),
        "total",
        "error",
        3,
        0,
    ),
    Case(
        "applications_results_total",
        "not_checkable",
        with_cells(PLAIN, {(APPLICATIONS, "concluded_total", "total"): 2, (APPLICATIONS, "granted", "total"): BLANK}),
        "total",
        "error",
        reason="blank",
    ),
    # An abridged table must not fail on 0 + 0 ≠ 2.
    Case(
        "applications_results_total",
        "not_checkable",
        without_rows(
            with_cells(PLAIN, {(APPLICATIONS, "concluded_total", "total"): 2}), APPLICATIONS, *(*OUTCOMES, *DIVIDED)[2:]
        ),
        "total",
        "error",
        reason="absent",
    ),
    Case("applications_balance", "passed", PLAIN, "total", "error", 0, 0),
    Case(
        "applications_balance",
        "failed",
        with_cells(PLAIN, {(APPLICATIONS, "received_new", "total"): 10, (APPLICATIONS, "concluded_total", "total"): 5}),
        "total",
        "error",
        5,
        0,
    ),
    Case(
        "applications_balance",
        "not_checkable",
        with_cells(
            PLAIN,
            {
                (APPLICATIONS, "received_new", "total"): 34,
                (APPLICATIONS, "carried_in", "total"): 2,
                (APPLICATIONS, "concluded_total", "total"): 35,
                (APPLICATIONS, "carried_out", "total"): BLANK,
            },
        ),
        "total",
        "error",
        reason="blank",
    ),
    Case(
        "applications_bounds",
        "passed",
        with_cells(
            PLAIN,
            {
                (APPLICATIONS, "received_new", "total"): 34,
                (APPLICATIONS, "carried_in", "total"): 2,
                (APPLICATIONS, "concluded_total", "total"): 35,
                (APPLICATIONS, "carried_out", "total"): BLANK,
            },
        ),
        "concluded_total.total",
        "error",
        36,
        35,
    ),
    Case(
        "applications_bounds",
        "failed",
        with_cells(
            PLAIN, {(APPLICATIONS, "concluded_total", "total"): BLANK, (APPLICATIONS, "carried_out", "total"): 1}
        ),
        "carried_out.total",
        "error",
        0,
        1,
    ),
    # A bound may be reached.
    Case(
        "applications_bounds",
        "passed",
        with_cells(
            PLAIN,
            {
                (APPLICATIONS, "received_new", "total"): 34,
                (APPLICATIONS, "carried_in", "total"): 2,
                (APPLICATIONS, "concluded_total", "total"): 36,
                (APPLICATIONS, "carried_out", "total"): BLANK,
            },
        ),
        "concluded_total.total",
        "error",
        36,
        36,
    ),
    Case(
        "applications_bounds",
        "passed",
        without_rows(
            with_cells(
                PLAIN,
                {(APPLICATIONS, "denied_inquiry", "total"): 3, (APPLICATIONS, "concluded_total", "total"): 3},
            ),
            APPLICATIONS,
            "declined_repeat",
        ),
        "outcomes.total",
        "error",
        3,
        3,
    ),
    # A denial of 3 with （七）总计 0 in a table that is cut off.
    Case(
        "applications_bounds",
        "failed",
        without_rows(
            with_cells(PLAIN, {(APPLICATIONS, "denied_inquiry", "total"): 3}), APPLICATIONS, "declined_repeat"
        ),
        "outcomes.total",
        "error",
        0,
        3,
    ),
    Case(
        "applications_bounds",
        "not_checkable",
        with_cells(PLAIN, {(APPLICATIONS, "carried_out", "total"): BLANK}),
        "carried_out.total",
        "error",
        reason="blank",
    ),
    Case(
        "proceedings_total",
        "passed",
        with_row(PLAIN, "proceedings", "reconsideration", (5, BLANK, BLANK, 2, 7)),
        "reconsideration",
        "error",
        7,
        7,
    ),
    Case(
        "proceedings_total",
        "failed",
        with_row(PLAIN, "proceedings", "reconsideration", (10, 1, 0, 0, 0)),
        "reconsideration",
        "error",
        11,
        0,
    ),
    Case(
        "proceedings_total",
        "not_checkable",
        with_row(PLAIN, "proceedings", "litigation_direct", (BLANK,) * 5),
        "litigation_direct",
        "error",
        reason="blank",
    ),
    Case(
        "documents_in_force_bound",
        "passed",
        with_row(PLAIN, "disclosure", "normative_documents", (0, 5, 5)),
        "normative_documents",
        "warning",
        -5,
        5,
    ),
    Case(
        "documents_in_force_bound",
        "failed",
        with_row(PLAIN, "disclosure", "normative_documents", (2, 0, 0)),
        "normative_documents",
        "warning",
        2,
        0,
    ),
    Case(
        "documents_in_force_bound",
        "not_checkable",
        with_row(PLAIN, "disclosure", "regulations", ("not_applicable",) * 3),
        "regulations",
        "warning",
        reason="not_applicable",
    ),
    Case(
        "disclosed_bound",
        "passed",
        with_row(PLAIN_2019, "disclosure", "normative_documents", (65, 65, 65)),
        "normative_documents",
        "warning",
        65,
        65,
    ),
    Case(
        "disclosed_bound",
        "failed",
        with_row(PLAIN_2019, "disclosure", "normative_documents", (65, 65, 13)),
        "normative_documents",
        "warning",
        65,
        13,
    ),
    Case(
        "disclosed_bound",
        "not_checkable",
        with_row(PLAIN_2019, "disclosure", "normative_documents", (65, BLANK, 13)),
        "normative_documents",
        "warning",
        reason="blank",
    ),
    Case(
        "amount_unit",
        "passed",
        replaced(PLAIN, "disclosure", "fees", "amount", cell=Decimal("43.788"), raw="43.788万元"),
        "fees",
        "info",
        None,
        Decimal("43.788"),
    ),
    Case(
        "amount_unit",
        "passed",
        replaced(PLAIN_2019, "disclosure", "procurement", "procurement_amount", cell=Decimal("25.1"), raw="251000元"),
        "procurement",
        "info",
        None,
        Decimal("25.1"),
    ),
    Case(
        "amount_unit",
        "failed",
        replaced(PLAIN_2019, "disclosure", "procurement", "procurement_amount", cell=Decimal("52.15")),
        "procurement",
        "info",
        None,
        Decimal("52.15"),
    ),
    Case(
        "amount_unit",
        "failed",
        replaced(PLAIN, "disclosure", "fees", "amount", cell=Decimal("0.5"), raw="5000元"),
        "fees",
        "info",
        None,
        Decimal("0.5"),
    ),
    Case(
        "amount_unit",
        "not_checkable",
        with_cells(PLAIN, {("disclosure", "fees", "amount"): BLANK}),
        "fees",
        "info",
        reason="blank",
    ),
    Case(
        "regulations_without_power",
        "passed",
        with_row(TOWNSHIP, "disclosure", "regulations", ("not_applicable", BLANK, 0)),
        "issued",
        "warning",
        0,
        None,
    ),
    Case(
        "regulations_without_power",
        "failed",
        with_row(TOWNSHIP, "disclosure", "regulations", (2, 0, 2)),
        "in_force",
        "warning",
        0,
        2,
    ),
    # A city's department may list its government's 规章.
    Case(
        "regulations_without_power",
        "failed",
        with_row(annual_report(agency=agency(level="city")), "disclosure", "regulations", (2, 0, 2)),
        "issued",
        "info",
        0,
        2,
    ),
    Case(
        "regulations_without_power",
        "not_checkable",
        annual_report(agency=None),
        "issued",
        "warning",
        None,
        0,
        reason="scope",
    ),
    Case(
        "decisions_as_stock",
        "passed",
        with_row(PLAIN_2019, "disclosure", "penalties", (227, 73, 199)),
        "penalties",
        "info",
        300,
        199,
    ),
    Case(
        "decisions_as_stock",
        "failed",
        with_row(PLAIN_2019, "disclosure", "penalties", (6, -4, 2)),
        "penalties",
        "info",
        2,
        2,
    ),
    Case(
        "decisions_as_stock",
        "not_checkable",
        with_row(PLAIN_2019, "disclosure", "penalties", (2, BLANK, 4)),
        "penalties",
        "info",
        None,
        4,
        reason="blank",
    ),
    Case(
        "negative_figure",
        "passed",
        with_row(PLAIN_2019, "disclosure", "licensing", (6, -4, 2)),
        "licensing.decisions",
        "error",
        None,
        2,
    ),
    Case(
        "negative_figure",
        "failed",
        with_row(PLAIN_2019, "disclosure", "licensing", (6, -4, -4)),
        "licensing.decisions",
        "error",
        None,
        -4,
    ),
    Case("fractional_count", "passed", PLAIN, "licensing.decisions", "warning", None, 0),
    Case(
        "fractional_count",
        "failed",
        with_cells(PLAIN, {("disclosure", "licensing", "decisions"): Decimal("7.5")}),
        "licensing.decisions",
        "warning",
        None,
        Decimal("7.5"),
    ),
    Case(
        "total_left_zero",
        "failed",
        with_row(PLAIN, "proceedings", "litigation_direct", (5, 0, 0, 0, 0)),
        "litigation_direct",
        "info",
        5,
        0,
    ),
    Case(
        "total_left_zero",
        "passed",
        with_row(PLAIN, "proceedings", "litigation_direct", (5, 0, 0, 0, 4)),
        "litigation_direct",
        "info",
        5,
        4,
    ),
    Case("form_year", "passed", PLAIN, "form", "warning", "2021", "2021"),
    Case("form_year", "failed", annual_report("2019", year=2022), "form", "warning", "2021", "2019"),
    Case("form_year", "failed", annual_report("2021", year=2020), "form", "warning", "2019", "2021"),
    Case("form_year", "not_checkable", replace(PLAIN, year=None), "form", "warning", None, "2021", reason="absent"),
    Case("form_mixed", "passed", PLAIN, "form", "warning"),
    Case("form_mixed", "failed", replace(PLAIN, form="mixed"), "form", "warning"),
    Case("form_mixed", "not_checkable", without_rows(PLAIN, "disclosure"), "form", "warning", reason="absent"),
    Case("section_missing", "passed", PLAIN, "other_matters", "warning"),
    Case("section_missing", "failed", only_sections(PLAIN, {"other_matters": None}), "other_matters", "warning"),
    Case("section_order", "passed", PLAIN, "disclosure", "warning"),
    Case(
        "section_order",
        "failed",
        replace(PLAIN, sections=(PLAIN.sections[0], replace(PLAIN.sections[1], number="一"), *PLAIN.sections[2:])),
        "disclosure",
        "warning",
    ),
    # It is there, behind one that should follow it.
    Case("section_order", "failed", BACKWARDS, "applications", "warning"),
    Case("section_missing", "passed", BACKWARDS, "applications", "warning"),
    Case(
        "section_order",
        "not_checkable",
        replace(PLAIN, sections=(replace(PLAIN.sections[0], number=""), *PLAIN.sections[1:])),
        "overview",
        "warning",
        reason="absent",
    ),
    Case("section_empty", "passed", PLAIN, "overview", "warning"),
    Case("section_empty", "failed", only_sections(PLAIN, {"problems": "无。"}), "problems", "warning"),
    # Ten characters are enough.
    Case("section_empty", "passed", only_sections(PLAIN, {"problems": "答复不够及时，已改。"}), "problems", "warning"),
    Case("section_empty", "failed", only_sections(PLAIN, {"problems": "答复不够及时，已改"}), "problems", "warning"),
    Case(
        "section_empty",
        "not_checkable",
        only_sections(PLAIN, {"problems": ELIDED}),
        "problems",
        "warning",
        reason="absent",
    ),
    Case("table_missing", "passed", PLAIN, "applications", "warning"),
    Case("table_missing", "failed", without_rows(PLAIN, APPLICATIONS), "applications", "warning"),
    Case(
        "table_missing",
        "not_checkable",
        only_sections(without_rows(PLAIN, APPLICATIONS), {"applications": "具体情况详见附件1。"}),
        "applications",
        "warning",
        reason="attachment",
    ),
    Case(
        "table_missing",
        "not_checkable",
        only_sections(without_rows(PLAIN, APPLICATIONS), {"applications": "[image: 微信图片_1.png]"}),
        "applications",
        "warning",
        reason="image",
    ),
    Case("table_blank", "passed", PLAIN, "proceedings", "warning"),
    Case(
        "table_blank",
        "failed",
        with_cells(PLAIN, {(f.table, f.row, f.column): BLANK for f in PLAIN.figures if f.table == "proceedings"}),
        "proceedings",
        "warning",
    ),
    Case(
        "table_blank",
        "not_checkable",
        with_cells(
            PLAIN, {(f.table, f.row, f.column): "unreadable" for f in PLAIN.figures if f.table == "proceedings"}
        ),
        "proceedings",
        "warning",
        reason="unreadable",
    ),
    Case("blank_cells", "passed", PLAIN, "applications", "warning", 0, 0),
    Case("blank_cells", "failed", with_row(PLAIN, APPLICATIONS, "granted", EMPTY_ROW), "applications", "info", 0, 7),
    Case(
        "blank_cells",
        "failed",
        with_row(PLAIN, APPLICATIONS, "received_new", (BLANK, 0, 0, 0, 0, 0, 5)),
        "applications",
        "warning",
        0,
        1,
    ),
    Case(
        "blank_cells",
        "failed",
        with_row(PLAIN, APPLICATIONS, "carried_in", (*EMPTY_ROW[:6], 0)),
        "applications",
        "info",
        0,
        6,
    ),
    Case(
        "not_applicable_cells",
        "passed",
        with_row(PLAIN, "disclosure", "regulations", ("not_applicable",) * 3),
        "disclosure",
        "info",
        0,
        0,
    ),
    Case(
        "not_applicable_cells",
        "failed",
        with_cells(PLAIN, {("disclosure", "fees", "amount"): "not_applicable"}),
        "disclosure",
        "info",
        0,
        1,
    ),
    Case(
        "not_applicable_cells",
        "failed",
        with_row(PLAIN, "proceedings", "reconsideration", ("not_applicable",) * 5),
        "proceedings",
        "warning",
        0,
        5,
    ),
    Case(
        "published_late",
        "passed",
        annual_report(published_on=date(2024, 1, 31)),
        "published_on",
        "warning",
        "2024-01-31",
        "2024-01-31",
    ),
    Case(
        "published_late",
        "failed",
        annual_report(published_on=date(2024, 2, 1)),
        "published_on",
        "warning",
        "2024-01-31",
        "2024-02-01",
    ),
    Case(
        "published_late",
        "passed",
        annual_report(published_on=date(2024, 3, 31), agency=agency(level="province", government=True)),
        "published_on",
        "warning",
        "2024-03-31",
        "2024-03-31",
    ),
    # The office may publish for the whole area.
    Case(
        "published_late",
        "passed",
        only_sections(
            annual_report(
                published_on=date(2024, 3, 31),
                agency=replace(agency(), name="南样县人民政府办公室"),
                scope="aggregate",
            ),
            {"overview": "报告数据由南样县政府各部门和下级政府汇总而成。"},
        ),
        "published_on",
        "warning",
        "2024-03-31",
        "2024-03-31",
    ),
    Case(
        "published_late",
        "failed",
        annual_report(published_on=date(2024, 2, 1), agency=agency(level="township", government=True)),
        "published_on",
        "info",
        "2024-01-31",
        "2024-02-01",
    ),
    Case(
        "published_late", "not_checkable", annual_report(published_on=None), "published_on", "warning", reason="absent"
    ),
    Case(
        "published_late",
        "not_checkable",
        annual_report(published_on=date(2024, 2, 1), agency=None),
        "published_on",
        "warning",
        reason="scope",
    ),
    Case(
        "published_early",
        "passed",
        annual_report(published_on=date(2024, 1, 1)),
        "published_on",
        "warning",
        "2023-12-31",
        "2024-01-01",
    ),
    Case(
        "published_early",
        "failed",
        annual_report(published_on=date(2023, 12, 31)),
        "published_on",
        "warning",
        "2023-12-31",
        "2023-12-31",
    ),
    Case(
        "published_early", "not_checkable", annual_report(published_on=None), "published_on", "warning", reason="absent"
    ),
    Case("read_by_ocr", "passed", SCANNED, "carried_in.total", "warning", None, 0),
    Case("read_by_ocr", "failed", SCANNED, "penalties.decisions", "warning", None, 0),
)
