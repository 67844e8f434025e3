"""`gongkai read`: one document as understood. The tool for every bug report."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.read_json import to_json
from gongkai.cli.read_text import show
from gongkai.cli.terminal import stdout
from gongkai.model import AnnualReport
from gongkai.pipeline import TIME_LIMIT, in_time
from gongkai.pipeline.folder import Original, fingerprint, originals

if TYPE_CHECKING:
    from collections.abc import Iterator


EXAMPLES = (
    "gongkai read report.pdf",
    "gongkai read report.pdf --format json | less",
    "gongkai read folder --format jsonl > all.jsonl",
)


class Format(StrEnum):
    """How a reading is shown."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


Paths = Annotated[list[Path], typer.Argument(help="Files, or folders of files.", exists=True)]
As = Annotated[
    Format, typer.Option("--format", "-f", help="text for people; json, an object a file; jsonl, a line a file.")
]


def read(paths: Paths, format: As = Format.text) -> None:  # noqa: A002 - the option is called --format
    """Show how documents are understood.

    Agency, year, figures, sections and findings are shown as they would be
    published. Exits 1 if a file is no annual report.
    """
    all_reports = True
    for number, original in enumerate(_originals(paths)):
        reading = in_time(fingerprint(original), TIME_LIMIT)
        all_reports = all_reports and isinstance(reading, AnnualReport)
        if format is Format.text:
            console = stdout()
            if number:
                console.print()
            show(reading, console)
        else:
            indent = 2 if format is Format.json else None
            typer.echo(json.dumps(to_json(reading), ensure_ascii=False, indent=indent).encode("utf-8", "replace"))
    if not all_reports:
        raise typer.Exit(1)


def _originals(paths: list[Path]) -> Iterator[Original]:
    """The files named, and those in the folders named."""
    for path in paths:
        if path.is_dir():
            found, _ = originals(path, leave_out=())
            yield from (Original(original.path, original.path.as_posix()) for original in found)
        else:
            yield Original(path, path.as_posix())
