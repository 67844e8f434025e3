"""`gongkai build` as people and CI run it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from typer.testing import CliRunner

from gongkai.cli.build import show
from gongkai.model import Rejection
from gongkai.pipeline.summary import BuildSummary, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNNER = CliRunner()
DOUBLES = Path(__file__).parent.parent / "pipeline"
RUN_WITH_DOUBLE = (
    "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
    "import doubles, functools, gongkai.cli as cli, gongkai.pipeline as pipeline\n"
    "cli.build.run_build = functools.partial(pipeline.build, how=doubles.understand)\n"
    "cli.main()\n"
)
"""The real command, its reading replaced by one that does what the original says."""


def rejection(number: int) -> Rejection:
    return Rejection(
        path=f"{number:02}.doc",
        media_type="application/msword",
        sha256="0" * 64,
        bytes=1,
        outcome="unreadable",
        type="unsupported_kind",
        note="请另存为 DOCX",
    )


def summary(**changes: object) -> BuildSummary:
    values: dict[str, object] = {
        "out": Path("out"),
        "originals": 1234,
        "reports": 1222,
        "forms": {"2019": 222, "2021": 1000},
        "kinds": {"application/pdf": 1000, "text/html": 222},
        "figures": {"reported": 200_000, "blank": 5000, "unreadable": 7},
        "findings": {"error": 3, "warning": 40},
        "findings_beside": {"warning": 9},
        "rejects": tuple(rejection(n) for n in range(12)),
        "cached": 1200,
        "bytes": 12_345_678,
        "seconds": 3.21,
    }
    return BuildSummary(**{**values, **changes})  # type: ignore[arg-type]


def printed(made: BuildSummary, *, verbose: bool = False) -> str:
    with Path(os.devnull).open("w") as nothing:
        console = Console(width=80, record=True, file=nothing, highlight=False, markup=False)
        show(made, console, verbose=verbose)
        return console.export_text()


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", RUN_WITH_DOUBLE, str(DOUBLES), *map(str, arguments)]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def test_the_summary_names_what_counts() -> None:
    text = printed(summary())
    for part in (
        "1,234",
        "1,222",
        "1,200 known",
        "PDF 1,000",
        "Blank 5,000, Unreadable 7",
        "43",
        "Error 3",
        "9 of them from comparing reports",
        "not supported 12",
    ):
        assert part in text
    assert "rejected 09.doc: 请另存为 DOCX" in text
    assert "10.doc" not in text
    assert "and 2 more" in text
    assert "out: 12.3 MB, 3.2 s" in text


def test_verbose_lists_every_reject() -> None:
    text = printed(summary(), verbose=True)
    assert "rejected 11.doc" in text
    assert "more:" not in text


def test_an_unchanged_build_says_so() -> None:
    assert "out: unchanged since the last build" in printed(summary(unchanged=True))


def test_a_summary_survives_being_kept() -> None:
    assert from_json(to_json(summary())) == summary()


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("report 甲局 2021 5", ["--strict"], 0),
        ("refuse", [], 0),
        ("refuse", ["--strict"], 1),
        ("report 甲局 2021 -5", ["--strict"], 0),  # the double checks nothing
    ],
)
def test_exit_codes(reports: Path, tmp_path: Path, text: str, options: list[str], code: int) -> None:
    (reports / "a.txt").write_text(text, encoding="utf-8")
    run = subprocess.run(
        command("build", "-r", reports, "-o", tmp_path / "out", *options), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr.count("Traceback")) == (code, 0)


def test_plain_lines_without_a_terminal(reports: Path, tmp_path: Path) -> None:
    (reports / "a.txt").write_text("report 甲局 2021 5", encoding="utf-8")
    run = subprocess.run(
        command("build", "-r", reports, "-o", tmp_path / "out"), capture_output=True, text=True, check=True
    )
    assert run.stderr.splitlines() == [
        "Looking at 1 originals …",
        "Reading 1 originals …",
        "Writing the data package …",
    ]
    assert "\x1b" not in run.stdout + run.stderr
    assert "annual reports" in run.stdout


def test_quiet_says_nothing(reports: Path, tmp_path: Path) -> None:
    (reports / "a.txt").write_text("report 甲局 2021 5", encoding="utf-8")
    run = subprocess.run(
        command("build", "-r", reports, "-o", tmp_path / "out", "--quiet"), capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("", "")


def children(pid: int) -> set[int]:
    """Processes started by a process, from /proc."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.add(int(status.parent.name))
    return found


def wait_until(condition: Iterator[bool]) -> None:
    deadline = time.monotonic() + 30
    for met in condition:
        if met or time.monotonic() > deadline:
            break
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for worker processes in /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "terminate"])
def test_an_interruption_ends_everything_and_changes_nothing(
    reports: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out = tmp_path / "out"
    (reports / "a.txt").write_text("report 甲局 2021 5", encoding="utf-8")
    subprocess.run(command("build", "-r", reports, "-o", out, "-q"), check=True)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for original in range(200):
        (reports / f"{original}.txt").write_text("slow", encoding="utf-8")
    with subprocess.Popen(
        command("build", "-r", reports, "-o", out), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stderr is not None
        while "Reading" not in run.stderr.readline():
            pass
        workers = children(run.pid)
        assert workers
        run.send_signal(number)
        _, errors = run.communicate(timeout=30)
    assert run.returncode == code
    assert "Traceback" not in errors
    if number is signal.SIGINT:
        assert errors.splitlines()[-1] == "gongkai: interrupted; what was there before is unchanged"
    wait_until(not any(Path(f"/proc/{pid}").exists() for pid in workers) for _ in range(1000))
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == ["out", "reports"]
