"""Annual reports come back from the data package as they went in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.package import factory

from gongkai import codes
from gongkai.checks import COLLECTION_CHECKS, PAIR_CHECKS, RULES, check
from gongkai.model import AnnualReport, Figure, Finding, Number, Section, Status, TableCode, Where
from gongkai.package import annual_reports as read_back
from gongkai.package import write_package
from gongkai.package.keys import report_id
from gongkai.package.rows import TABLES
from gongkai.package.text import DECIMALS, DIGITS, clean

if TYPE_CHECKING:
    from tests.package.conftest import Built

TEXT = st.text(max_size=20).map(clean)
BODY = next(factory.annual_reports(1)).agency
WHERE = st.builds(Where, page=st.none() | st.integers(1, 99), line=st.none() | st.integers(1, 99)).filter(
    lambda where: where != Where()
)
CELLS: list[tuple[TableCode, str, str]] = [
    (table, row, column)
    for table in TABLES
    if table != "disclosure"
    for row in codes.row_codes(table)
    for column in codes.column_codes(table)
]
CELLS += [("disclosure", *cell) for cell in codes.disclosure_cells()]
AMOUNTS = {"amount", "procurement_amount"}
COUNTS = st.integers(-(10**DIGITS) + 1, 10**DIGITS - 1)
MONEY = st.tuples(st.integers(-(10**DIGITS) + 1, 10**DIGITS - 1), st.integers(0, DECIMALS)).map(
    lambda parts: Decimal(parts[0]).scaleb(-parts[1])
)


STATUSES: tuple[Status, ...] = ("reported", "reported", *get_args(Status))


@st.composite
def figures(draw: st.DrawFn) -> tuple[Figure, ...]:
    made = []
    for table, row, column in draw(st.lists(st.sampled_from(CELLS), unique=True, max_size=25)):
        status = draw(st.sampled_from(STATUSES))
        value = (draw(MONEY) if column in AMOUNTS else draw(COUNTS)) if status == "reported" else None
        made.append(
            Figure(
                table=table,
                row=row,
                column=column,
                value=value,
                status=status,
                raw=draw(TEXT),
                note=draw(TEXT),
                where=draw(st.none() | WHERE),
            )
        )
    order = {
        cell: place
        for place, cell in enumerate(
            (t, r, c)
            for t in ("disclosure", "applications", "proceedings")
            for r in codes.row_codes(t)
            for c in codes.column_codes(t)
        )
    }
    return tuple(sorted(made, key=lambda f: order[f.table, f.row, f.column]))


SECTIONS = st.builds(
    Section,
    code=st.none() | st.sampled_from(list(codes.labels("sections"))),
    number=TEXT,
    heading=TEXT,
    text=TEXT,
    where=WHERE,
)
OPTIONAL = st.none() | TEXT.filter(bool)
FINDINGS = st.builds(
    Finding,
    type=st.sampled_from([rule.code for rule in RULES]),
    severity=st.sampled_from(list(codes.labels("severities"))),
    state=st.sampled_from(list(codes.labels("states"))),
    table=st.none() | st.sampled_from(list(codes.labels("tables"))),
    instance=TEXT,
    row=OPTIONAL,
    column=OPTIONAL,
    expected=OPTIONAL,
    actual=OPTIONAL,
    note=TEXT,
    where=st.none() | WHERE,
)
DAYS = st.none() | st.dates(date(2008, 1, 1), date(2030, 1, 1))
REPORTS = st.builds(
    AnnualReport,
    path=st.sampled_from(["a.pdf", "甲/乙 丙.html", "x,y.txt"]),
    media_type=st.just("text/plain"),
    sha256=st.integers(0, 16**64 - 1).map("{:064x}".format),
    bytes=st.integers(1, 10**9),
    agency=st.none() | st.just(BODY),
    year=st.none() | st.integers(2008, 2030),
    scope=st.sampled_from(["own", "aggregate"]),
    title=OPTIONAL,
    published_on=DAYS,
    retrieved_on=DAYS,
    period=st.none() | st.just("2023-01-01/2023-12-31"),
    form=st.sampled_from(list(codes.labels("forms"))),
    figures=figures(),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    source_url=OPTIONAL,
)


BESIDE_OTHERS = {each.rule.code for each in PAIR_CHECKS} | {each.rule.code for each in COLLECTION_CHECKS}


def alone(report: AnnualReport) -> AnnualReport:
    """The report without what is found on writing, when all reports stand beside one another."""
    return replace(report, findings=tuple(f for f in report.findings if f.type not in BESIDE_OTHERS))


@given(st.lists(REPORTS, max_size=3, unique_by=report_id))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_report_comes_back_as_it_went_in(reports: list[AnnualReport]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "out"
        write_package(reports, package, originals=None)
        assert list(map(alone, read_back(package))) == list(map(alone, sorted(reports, key=report_id)))


def test_plausible_reports_come_back_and_check_the_same(built: Built) -> None:
    reports = {report_id(r): r for r in built.readings if isinstance(r, AnnualReport)}
    read = {report_id(r): r for r in read_back(built.path)}
    assert list(read) == sorted(reports)
    for key, report in read.items():
        if not report.path.startswith("odd/"):
            assert alone(report) == alone(reports[key])
            assert check(report) == check(reports[key])


def test_amounts_come_back_as_decimals_and_counts_as_whole_numbers(tmp_path: Path) -> None:
    report = next(factory.annual_reports(1))
    cells: dict[tuple[str, str], Number] = {
        ("fees", "amount"): Decimal(5),
        ("penalties", "decisions"): 5,
        ("licensing", "decisions"): Decimal("5.5"),
    }
    changed = replace(
        report,
        figures=tuple(
            Figure(table="disclosure", row=r, column=c, value=v, status="reported", raw="")
            for (r, c), v in cells.items()
        ),
    )
    write_package([changed], tmp_path / "out", originals=None)
    (read,) = read_back(tmp_path / "out")
    assert {(f.row, f.column): (f.value, type(f.value)) for f in read.figures} == {
        cell: (value, type(value)) for cell, value in cells.items()
    }


def test_a_very_long_narrative_comes_back(tmp_path: Path) -> None:
    report = next(factory.annual_reports(1))
    long = replace(report.sections[0], text="公开，\n" * 100_000)
    write_package([replace(report, sections=(long,))], tmp_path / "out", originals=None)
    (read,) = read_back(tmp_path / "out")
    assert read.sections[0].text == long.text
