"""`gongkai read`: the JSON contract, and the page for people."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.checks.factory import SAMPLES, annual_report, sample, with_cells, with_row
from typer.testing import CliRunner

from gongkai.checks import check
from gongkai.cli import app
from gongkai.cli.read_json import to_json
from gongkai.cli.read_text import show
from gongkai.model import AnnualReport, Finding, Rejection, Where

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Reading

RUNNER = CliRunner()
REJECTION = Rejection(
    path="a.doc",
    media_type="application/msword",
    sha256="0" * 64,
    bytes=12,
    outcome="unreadable",
    type="unsupported_kind",
    note="这是旧版 Word 文件；请另存为 DOCX",
)
KEYS = [
    "path",
    "media_type",
    "sha256",
    "outcome",
    "reason",
    "agency",
    "year",
    "scope",
    "title",
    "period",
    "published_on",
    "form",
    "figures",
    "sections",
    "findings",
    "statements",
    "results",
]


def printed(reading: Reading, *, width: int = 80) -> str:
    console = Console(width=width, highlight=False, emoji=False, markup=False, record=True, file=io.StringIO())
    show(reading, console)
    return console.export_text()


def checked(report: AnnualReport) -> AnnualReport:
    return replace(report, findings=check(report))


class TestJson:
    """The contract of `--format json`."""

    def test_keys_are_always_there(self) -> None:
        assert list(to_json(annual_report())) == KEYS
        assert list(to_json(REJECTION)) == KEYS

    def test_a_report(self) -> None:
        values = to_json(annual_report(published_on=date(2024, 1, 20)))
        assert values["outcome"] == "report"
        assert values["reason"] is None
        assert values["published_on"] == "2024-01-20"
        assert set(values["agency"]) == {
            "id",
            "name",
            "region_code",
            "province",
            "city",
            "county",
            "level",
            "sector",
            "parent",
        }
        assert list(values["sections"][0]) == ["number", "heading", "text", "where"]

    def test_an_unknown_agency_is_null(self) -> None:
        assert to_json(annual_report(agency=None))["agency"] is None

    def test_a_rejection_has_its_reason(self) -> None:
        values = to_json(REJECTION)
        assert values["outcome"] == "unreadable"
        assert values["reason"] == {"type": "unsupported_kind", "note": REJECTION.note}
        assert (values["agency"], values["year"], values["form"], values["figures"]) == (None, None, None, [])

    @pytest.mark.parametrize(
        ("cell", "column", "value"),
        [
            (5, "decisions", 5),
            (Decimal("43.788"), "amount", "43.788"),
            (Decimal("5E+3"), "amount", "5000"),
            (5, "amount", "5"),
            (Decimal("7.5"), "decisions", "7.5"),
            (Decimal(7), "decisions", 7),
            ("blank", "decisions", None),
            ("not_applicable", "amount", None),
        ],
    )
    def test_values(self, cell: int | Decimal, column: str, value: object) -> None:
        row = "fees" if column == "amount" else "licensing"
        values = to_json(with_cells(annual_report(), {("disclosure", row, column): cell}))
        figures = {(f["row"], f["column"]): f for f in values["figures"]}
        found = figures[row, column]["value"]
        assert found == value
        assert type(found) is type(value)
        assert list(figures[row, column]) == [
            "table",
            "row",
            "column",
            "value",
            "status",
            "raw",
            "note",
            "read_by",
            "where",
        ]

    def test_findings(self) -> None:
        report = with_row(annual_report("2021", year=2020), "proceedings", "reconsideration", (10, 1, 0, 0, 0))
        found = {f["type"]: f for f in to_json(checked(report))["findings"]}
        assert (found["proceedings_total"]["expected"], found["proceedings_total"]["actual"]) == (11, 0)
        # Editions are codes, although they look like numbers.
        assert (found["form_year"]["expected"], found["form_year"]["actual"]) == ("2019", "2021")
        assert list(found["form_year"]) == [
            "type",
            "severity",
            "state",
            "table",
            "instance",
            "row",
            "column",
            "expected",
            "actual",
            "note",
            "where",
        ]

    def test_decimals_of_findings_stay_text(self) -> None:
        finding = Finding(type="narrative_percentage", severity="warning", expected="32.05", actual="-7")
        values = to_json(annual_report(findings=(finding,)))["findings"][0]
        assert (values["expected"], values["actual"]) == ("32.05", -7)

    def test_where_has_only_what_is_known(self) -> None:
        place = Where(page=2, box=(1.0, 2.0, 3.0, 4.5), row=3)
        finding = Finding(type="label_variant", severity="info", where=place)
        values = to_json(annual_report(findings=(finding, replace(finding, where=None))))["findings"]
        assert values[0]["where"] == {"page": 2, "box": [1.0, 2.0, 3.0, 4.5], "row": 3}
        assert values[1]["where"] == {}


class TestText:
    """The page for people."""

    @pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
    def test_tables_fit_80_columns(self, path: Path) -> None:
        report, _ = sample(path)
        long = ("gongkai", "Next:", "[", "a.")  # sentences are wrapped by the terminal, tables cannot be
        for line in printed(checked(report)).splitlines():
            assert cell_len(line) <= 80 or line.startswith(long)

    def test_every_figure_is_shown(self) -> None:
        report = with_row(annual_report(), "applications", "received_new", (101, 102, 103, 104, 105, 106, 621))
        text = printed(report)
        assert all(str(number) in text for number in (101, 102, 103, 104, 105, 106, 621))

    def test_blank_slash_and_unreadable_differ(self) -> None:
        report = with_row(
            annual_report(), "disclosure", "normative_documents", ("blank", "not_applicable", "unreadable")
        )
        line = next(line for line in printed(report).splitlines() if "行政规范性文件" in line)
        assert line.split()[1:] == ["·", "/", "???"]

    def test_failures_come_first_with_both_values(self) -> None:
        report = with_row(annual_report(), "proceedings", "reconsideration", (10, 1, 0, 0, 0))
        report = with_row(report, "proceedings", "litigation_direct", ("blank",) * 5)
        text = printed(checked(report))
        assert "各项之和为 11，总计为 0" in text
        assert text.index("[错误]") < text.index("[警告]") < text.index("[提示]") < text.index("[无法核对]")
        assert "the error is the report's own" in text

    def test_doubts_about_the_identity_are_marked(self) -> None:
        finding = Finding(type="agency_unknown", severity="warning", note="没有机关名称")
        text = printed(replace(annual_report(agency=None, findings=(finding,)), year=None))
        assert "agency    ?  (? 机关不明)" in text
        assert "year      ?" in text

    def test_a_rejection_says_what_to_do(self) -> None:
        text = printed(REJECTION)
        assert "unreadable: 不支持的文件类型 (unsupported_kind)" in text
        assert text.rstrip().endswith("Next: 这是旧版 Word 文件；请另存为 DOCX")

    def test_sections_with_their_lengths(self) -> None:
        assert "一、总体情况  30 字" in printed(annual_report())

    def test_no_escapes_without_a_terminal(self) -> None:
        assert "\x1b" not in printed(checked(annual_report()))


class TestCommand:
    """Files, folders, formats, exit codes."""

    def test_what_is_no_report_exits_1(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("")
        result = RUNNER.invoke(app, ["read", str(tmp_path / "a.txt"), "--format", "json"])
        assert result.exit_code == 1
        values = json.loads(result.stdout)
        assert (values["outcome"], values["reason"]["type"]) == ("unreadable", "empty_file")
        assert values["path"] == (tmp_path / "a.txt").as_posix()

    def test_a_folder_gives_a_line_a_file(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.txt", "README.md"):
            (tmp_path / name).write_text("")
        result = RUNNER.invoke(app, ["read", str(tmp_path), "--format", "jsonl"])
        paths = [json.loads(line)["path"] for line in result.stdout.splitlines()]
        assert paths == [(tmp_path / name).as_posix() for name in ("a.txt", "b.txt")]

    def test_text_names_the_file_first(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("")
        result = RUNNER.invoke(app, ["read", str(tmp_path / "a.txt")])
        assert result.stdout.startswith((tmp_path / "a.txt").as_posix())
