"""The command line as a whole: help, errors in one line, exit codes."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from gongkai import __version__, cli
from gongkai.cli import app

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()
COMMANDS = ("build", "read", "check", "diff", "publish", "serve", "specimen", "version")


def test_help_lists_every_command() -> None:
    result = RUNNER.invoke(app, ["--help"])
    assert result.exit_code == 0
    assert [name for name in COMMANDS if re.search(rf"^  {name} ", result.output, re.MULTILINE)] == list(COMMANDS)


def test_every_command_is_tested_here() -> None:
    assert {command.callback.__name__ for command in app.registered_commands if command.callback} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_that_are_valid(command: str) -> None:
    """Each example names an existing command and only options that its help lists."""
    result = RUNNER.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    examples = getattr(cli, command).EXAMPLES
    assert examples
    for example in examples:
        assert example in [line.strip() for line in result.output.splitlines()]
        assert example.split()[:2] == ["gongkai", command]
        for option in re.findall(r"--[a-z-]+", example):
            assert option in result.output


@pytest.mark.parametrize("arguments", [["--version"], ["version"]])
def test_version(arguments: list[str]) -> None:
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code == 0
    assert result.output.startswith(f"gongkai {__version__}")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--reports", "missing"], "no such folder"),
        (["check", "missing"], "missing"),
        (["diff", "missing", "missing"], "folder of a data package"),
        (["publish", "--datapackage", "missing"], "gongkai build"),
        (["serve", "missing"], "gongkai publish"),
    ],
)
def test_errors_are_one_line_and_exit_2(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("gongkai: ")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr


@pytest.mark.parametrize("arguments", [["nonsense"], ["build", "--nonsense"], ["read", "missing.pdf"], ["read"]])
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert RUNNER.invoke(app, arguments).exit_code == 2


def test_as_a_module() -> None:
    run = subprocess.run([sys.executable, "-m", "gongkai", "--version"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, f"gongkai {__version__}")
