"""`corrections.csv` and `versions.csv` through a whole build: what a maintainer corrected, and the version of the data."""

from __future__ import annotations

import csv
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.errors import CorrectionRefusedError
from gongkai.model import AnnualReport, Figure, Finding
from gongkai.pipeline import build
from gongkai.pipeline.corrections import applied, read_corrections

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gongkai.pipeline import BuildSummary
    from gongkai.pipeline.understand import Understand

    Folder = Callable[[dict[str, str]], Path]

HEADER = "report,cell,read,corrected,reason,expect\n"
REPORTS = {"a.txt": "report 甲样市水利局 2021 5", "b.txt": "report 甲样市水利局 2022 6"}
ID = "990100-shuili-ju-2021"
HAN = re.compile(r"[\u3400-\u9fff，。；：]")
CELL = "disclosure.licensing.decisions"
GOOD = f"{ID},{CELL},5,50,原件为50,5\n"


def rows(out: Path, resource: str) -> list[dict[str, str]]:
    with (out / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def built(reports: Path, how: Understand, *lines: str, name: str = "corrections.csv") -> BuildSummary:
    if lines:
        (reports / name).write_text(HEADER + "".join(lines), encoding="utf-8")
    with ThreadPoolExecutor(2) as threads:
        return build(reports, reports.parent / "out", executor=threads, how=how)


def cell(out: Path, row: str, report: str = ID) -> tuple[str, str, str, str]:
    (found,) = [line for line in rows(out, "disclosure") if (line["report_id"], line["row"]) == (report, row)]
    return found["value"], found["status"], found["raw"], found["read_by"]


def test_a_correction_replaces_the_figure_and_is_told(folder: Folder, obey: Understand) -> None:
    """Number for number and number for blank; what is printed stays; other reports too; counts follow."""
    reports = folder(REPORTS)
    before = built(reports, obey)
    summary = built(reports, obey, GOOD, f"{ID},disclosure.penalties.decisions,blank,3,漏读,blank\n")
    out = summary.out
    assert not summary.unchanged
    assert cell(out, "licensing") == ("50", "reported", "5", "correction")
    assert cell(out, "penalties") == ("3", "reported", "", "correction")
    assert cell(out, "licensing", "990100-shuili-ju-2022") == ("6", "reported", "6", "text")
    assert summary.figures["reported"] == before.figures["reported"] + 1
    assert summary.figures["blank"] == before.figures["blank"] - 1
    told = [(line["column"], line["row"], line["read"], line["corrected"]) for line in rows(out, "corrections")]
    assert told == [("decisions", "licensing", "5", "50"), ("decisions", "penalties", "blank", "3")]
    assert summary.findings["info"] >= before.findings["info"]
    assert summary.findings["warning"] > before.findings.get("warning", 0), "the rules were not applied again"
    assert not summary.rejects
    assert built(reports, obey).unchanged


def test_a_number_can_be_corrected_to_blank(folder: Folder, obey: Understand) -> None:
    summary = built(folder(REPORTS), obey, f"{ID},{CELL},5,blank,原件为空白,5\n")
    assert cell(summary.out, "licensing") == ("", "blank", "5", "correction")


def test_of_rivals_the_kept_report_is_corrected(folder: Folder, obey: Understand) -> None:
    summary = built(folder({**REPORTS, "c.txt": REPORTS["a.txt"] + "\n"}), obey, GOOD)
    assert cell(summary.out, "licensing")[0] == "50"
    assert [rejection.path for rejection in summary.rejects] == ["c.txt"]
    assert "duplicate_report" in [line["type"] for line in rows(summary.out, "findings") if line["report_id"] == ID]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (GOOD.replace(",5\n", ",4\n"), f"line 2: {ID} {CELL}: read is 5, expected was 4"),
        (GOOD.replace(",5\n", ",blank\n"), "read is 5, expected was blank"),
        (GOOD.replace("2021", "2020"), "no such report"),
        (GOOD.replace("licensing", "coercion"), "no such cell"),
        ('"x', "not readable from here on"),
        (GOOD.replace(",5\n", ",5,6\n"), "line 2: has 7 fields, expected 6"),
        (GOOD.replace("licensing", "nothing"), "expected table.row.column"),
        (GOOD.replace(",50,", ",5.5,"), "corrected is '5.5', expected a whole number"),
        (GOOD.replace(",50,", ",many,"), "corrected is 'many', expected a whole number"),
        (GOOD.replace("原件为50", ""), "line 2: reason empty"),
        (GOOD.replace(",5\n", ",five\n"), "expect is 'five', expected a number"),
        (GOOD + GOOD, "line 3: corrects the same cell as line 2"),
        ("\n".join(["a,b"] * 2), "line 2: "),
    ],
)
def test_what_cannot_be_applied_stops_the_build(line: str, says: str, folder: Folder, obey: Understand) -> None:
    """The data package of before stays as it is."""
    reports = folder(REPORTS)
    out = built(reports, obey).out
    before = (out / "data" / "disclosure.csv").read_bytes()
    with pytest.raises(CorrectionRefusedError) as refused:
        built(reports, obey, line)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not HAN.search(str(refused.value)), "errors are in one language"
    assert (out / "data" / "disclosure.csv").read_bytes() == before


def test_the_command_says_it_in_one_line_and_exits_2(folder: Folder, tmp_path: Path) -> None:
    reports = folder({"a.txt": "x"})
    (reports / "corrections.csv").write_text(HEADER + GOOD, encoding="utf-8")
    result = CliRunner().invoke(app, ["build", "--reports", str(reports), "--out", str(tmp_path / "out"), "--quiet"])
    assert result.exit_code == 2
    assert (
        result.stderr
        == f"gongkai: corrections.csv: line 2: {ID} {CELL}: there is no such report in the data package; see reports.csv for the ids\n"
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1: the file is empty, expected the header report,cell"),
        (b"report,cell\n", "line 1: the header is report,cell, expected report,cell,read"),
        (HEADER.encode().replace(b"expect", b"expect,cell"), "line 1: the header has cell more than once"),
        (b"\xff\xff\xff", "line 1: no text in UTF-8 or GBK"),
        (HEADER.encode() + b"a\x07,b,c,d,e,f\n", "line 2: 'a\\x07' has characters that cannot be shown"),
    ],
)
def test_a_table_that_is_none_stops_in_english_too(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "corrections.csv").write_bytes(data)
    with pytest.raises(CorrectionRefusedError) as refused:
        read_corrections(tmp_path)
    assert says in str(refused.value)
    assert not HAN.search(str(refused.value))


def test_no_table_no_correction(tmp_path: Path) -> None:
    assert read_corrections(tmp_path).entries == ()


def test_the_version_of_the_data_comes_from_its_table(folder: Folder, obey: Understand) -> None:
    """A new line is a new data package; a faulty one is listed, and the one before counts."""
    reports = folder(REPORTS)

    def version(out: Path) -> str:
        described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
        assert described["gongkai:program"]
        assert f"版本 {described['version']}，" in (out / "README.md").read_text(encoding="utf-8")
        return str(described["version"])

    assert version(built(reports, obey).out) == "0.1.0"
    path = reports / "versions.csv"
    path.write_text("version,date,note\n0.1.0,2026-01-01,初版\n0.2.0,2026-02-01,\n", encoding="utf-8")
    summary = built(reports, obey)
    assert (version(summary.out), summary.rejects, summary.unchanged) == ("0.2.0", (), False)
    path.write_text("version,date,note\n0.3.0,2026-01-01,初版\n第四版,2026-02-01,\n", encoding="utf-8")
    summary = built(reports, obey)
    assert (version(summary.out), [r.path for r in summary.rejects]) == ("0.3.0", ["versions.csv:3"])


def test_a_doubt_about_the_corrected_cell_is_explained(tmp_path: Path) -> None:
    """What was read twice in one cell is unreadable, as in the data package, until it is corrected; other doubts stay."""
    (tmp_path / "corrections.csv").write_text(
        HEADER + GOOD.replace(",5,50,", ",unreadable,50,").replace(",5\n", ",unreadable\n")
    )
    figure = Figure(table="disclosure", row="licensing", column="decisions", value=5, status="reported", raw="5")
    report = AnnualReport(
        path="a.txt",
        media_type="text/plain",
        sha256="0" * 64,
        bytes=1,
        agency=None,
        year=2021,
        title=None,
        published_on=None,
        form="2021",
        figures=(figure, replace(figure, value=50, raw="50")),
        sections=(),
        findings=(Finding(type="label_variant", severity="info", note="行名异写"),),
    )
    found = applied(report, read_corrections(tmp_path).entries)
    assert [(f.value, f.raw, f.read_by) for f in found.figures] == [(50, "5 | 50", "correction")]
    states = {finding.type: finding.state for finding in found.findings}
    assert (states["unreadable_cells"], states["label_variant"]) == ("explained", "failed")
    (doubt,) = [finding for finding in found.findings if finding.type == "unreadable_cells"]
    assert doubt.note.endswith("；已对照原件更正。")
