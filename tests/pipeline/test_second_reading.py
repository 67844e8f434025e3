"""Two engines, one report: what each reads decides what is the report's own error, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from gongkai.errors import UnreadableFileError
from gongkai.model import AnnualReport
from gongkai.pipeline.folder import Original
from gongkai.pipeline.second_reading import compared_with_second
from gongkai.pipeline.understand import understand
from gongkai.readers import read
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.recognise import recognise
from gongkai.specimen.as_pdf import to_pdf
from gongkai.specimen.plan import plan
from gongkai.specimen.report import specimens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai.model import Figure, Finding
    from gongkai.readers.pdf.objects import PageObjects

CELL = ("unavailable_not_held", "natural_person")


@cache
def content(fault: str | None) -> bytes:
    """One report, with or without an error of its own."""
    everything = (s for order in plan(7, 90, ("pdf",)) for s in specimens(order, 7))
    return to_pdf(next(s for s in everything if [f.code for f in s.faults] == ([fault] if fault else [])))


def specimen(folder: Path, fault: str | None) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(content(fault))
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return specimen(tmp_path, None)


@pytest.fixture
def erring(tmp_path: Path) -> Path:
    return specimen(tmp_path, "row_total_wrong")


def first_reading(path: Path) -> AnnualReport:
    reading = recognise(read(path))
    assert isinstance(reading, AnnualReport)
    return reading


def figure(report: AnnualReport, row: str, column: str) -> Figure:
    return next(f for f in report.figures if (f.table, f.row, f.column) == ("applications", row, column))


def misread(report: AnnualReport, row: str, column: str, **changes: object) -> AnnualReport:
    """The report as an engine would give it that reads one cell otherwise."""
    wanted = figure(report, row, column)
    return replace(report, figures=tuple(replace(f, **changes) if f is wanted else f for f in report.figures))  # type: ignore[arg-type]


def found(report: AnnualReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.type.startswith("readings_")]


def never(_data: bytes) -> Iterator[PageObjects]:
    pytest.fail("the second engine was called")


def test_a_report_whose_sums_hold_is_read_once(sound: Path) -> None:
    report = first_reading(sound)

    assert compared_with_second(sound, report, never) is report


def test_an_error_that_both_engines_read_is_the_reports_own(erring: Path) -> None:
    report = first_reading(erring)

    after = compared_with_second(erring, report)

    assert after.figures == report.figures
    assert [(f.type, f.severity, f.state, f.table) for f in found(after)] == [
        ("readings_agree", "info", "explained", "applications")
    ]


def test_understanding_a_file_reads_it_again_where_a_sum_is_broken(erring: Path) -> None:
    reading = understand(Original(erring, "report.pdf"))

    assert isinstance(reading, AnnualReport)
    assert [f.type for f in found(reading)] == ["readings_agree"]


def test_the_one_reading_in_which_every_sum_holds_stands(sound: Path) -> None:
    right = first_reading(sound)
    printed = figure(right, *CELL)
    assert isinstance(printed.value, int)

    after = compared_with_second(sound, misread(right, *CELL, value=printed.value + 30, raw=f"3{printed.raw}"))

    assert figure(after, *CELL) == printed
    (finding,) = found(after)
    assert (finding.type, finding.severity, finding.row, finding.column) == ("readings_differ", "warning", *CELL)
    assert (finding.actual, finding.expected) == (str(printed.value + 30), str(printed.value))
    assert f"一为 {printed.value + 30}，一为 {printed.value}，" in finding.note


def test_where_neither_reading_balances_the_figure_is_given_up(erring: Path) -> None:
    right = first_reading(erring)
    printed = figure(right, *CELL)
    assert isinstance(printed.value, int)

    after = compared_with_second(erring, misread(right, *CELL, value=printed.value + 30))

    assert (figure(after, *CELL).value, figure(after, *CELL).status) == (None, "unreadable")
    assert [(f.type, f.severity) for f in found(after)] == [("readings_differ", "warning"), ("readings_agree", "info")]


def test_a_blank_against_a_number_is_a_difference(erring: Path) -> None:
    right = first_reading(erring)

    after = compared_with_second(erring, misread(right, *CELL, value=None, status="blank", raw=""))

    assert figure(after, *CELL).status == "unreadable"


def test_an_unreadable_cell_is_taken_from_the_second_reading_where_its_sums_hold(sound: Path) -> None:
    right = first_reading(sound)

    after = compared_with_second(sound, misread(right, *CELL, value=None, status="unreadable", raw="1 2"))

    assert figure(after, *CELL) == figure(right, *CELL)
    assert [(f.type, f.state, f.row, f.column) for f in found(after)] == [("readings_differ", "explained", *CELL)]
    assert not [f for f in after.findings if f.type == "unreadable_cells"]


def test_an_unreadable_cell_stays_so_where_its_sums_do_not_hold(erring: Path) -> None:
    right = first_reading(erring)
    broken = next(f for f in understand(Original(erring, "report.pdf")).findings if f.type == "applications_row_total")
    assert broken.row is not None
    cell = (broken.row, "natural_person")

    after = compared_with_second(erring, misread(right, *cell, value=None, status="unreadable"))

    assert figure(after, *cell).status == "unreadable"


@pytest.mark.parametrize("type_", ["damaged", "timeout"])
def test_an_engine_that_fails_leaves_the_first_reading(erring: Path, type_: str) -> None:
    report = first_reading(erring)

    def failing(data: bytes) -> Iterator[PageObjects]:
        yield next(pdf_plumber.pages(data))
        raise UnreadableFileError(type_, "…")

    assert compared_with_second(erring, report, failing) is report


def test_other_kinds_of_files_are_read_once(erring: Path) -> None:
    report = replace(first_reading(erring), media_type="application/zip")

    assert compared_with_second(erring, report, never) is report
