"""`gongkai specimen` and the way from there to a data package, without any stand-in."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from gongkai.cli import app

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()


def test_specimens_are_counted_by_kind(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["specimen", "--out", str(tmp_path / "in"), "--count", "4"])
    assert result.exit_code == 0
    assert "4 synthetic reports" in result.stdout
    assert f"Next: gongkai build --reports {tmp_path / 'in'}" in result.stdout


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = RUNNER.invoke(app, ["specimen", "--out", str(tmp_path), "--count", "1"])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_from_specimens_to_a_data_package(tmp_path: Path) -> None:
    RUNNER.invoke(app, ["specimen", "--out", str(tmp_path / "in"), "--count", "8"])
    command = [sys.executable, "-m", "gongkai", "build", "-r", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    with (tmp_path / "out" / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 8
