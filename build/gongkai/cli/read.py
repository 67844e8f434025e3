"""`gongkai read`: one document as understood. The tool for every bug report."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.read_json import to_json
from gongkai.cli.read_picture import draw
from gongkai.cli.read_show import only, select, show_selected
from gongkai.cli.read_text import show as show_reading
from gongkai.cli.terminal import stderr, stdout
from gongkai.errors import GongkaiError
from gongkai.model import AnnualReport
from gongkai.pipeline import TIME_LIMIT, in_time, prepared
from gongkai.pipeline.around import surroundings
from gongkai.pipeline.folder import Original, fingerprint, originals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Reading

EXAMPLES = (
    "gongkai read report.pdf",
    "gongkai read report.pdf --format json | less",
    "gongkai read folder --format jsonl > all.jsonl",
    "gongkai read report.pdf --show applications.received_new.total --picture where.png",
    "gongkai read report.docx --show 予以公开.总计",
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
Show = Annotated[
    str,
    typer.Option(
        "--show",
        "-s",
        metavar="FIGURE",
        help="Only this figure, row, column or table (codes or the form's words, joined by dots), or section.overview.",
    ),
]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--picture", "-p", metavar="OUT.png", help="Draw the page of a PDF with a box round what --show names."
    ),
]


def read(paths: Paths, format: As = Format.text, show: Show = "", picture: Picture = None) -> None:  # noqa: A002 - the option is called --format
    """Show how documents are understood.

    Agency, year, figures, sections and findings are shown as they would be
    published. Exits 1 if a file is no annual report.
    """
    if picture is not None and (not show or len(paths) != 1 or paths[0].is_dir()):
        raise GongkaiError(
            "--picture draws what --show names in one file: gongkai read FILE --show FIGURE --picture OUT.png"
        )
    all_reports = True
    known = surroundings(fingerprint(original) for original in _originals(paths))
    with prepared([each.original for each in known]) as ready:
        for number, (each, original) in enumerate(zip(known, ready, strict=True)):
            reading = each.joined(in_time(original, TIME_LIMIT))
            all_reports = all_reports and isinstance(reading, AnnualReport)
            if number and format is Format.text:
                stdout().print()
            _print(reading, original.path, format, show, picture)
    if not all_reports:
        raise typer.Exit(1)


def _print(reading: Reading, path: Path, format_: Format, show: str, picture: Path | None) -> None:
    """Show one reading, or the part of it that was asked for."""
    if show and isinstance(reading, AnnualReport):
        shown = select(reading, show)
        for written in draw(reading, path, shown.places, picture) if picture is not None else ():
            stderr().print(f"wrote {written}", soft_wrap=True)
        if format_ is Format.text:
            show_selected(reading, shown, stdout())
            return
        reading = only(reading, shown)
    if format_ is Format.text:
        show_reading(reading, stdout())
    else:
        indent = 2 if format_ is Format.json else None
        typer.echo(json.dumps(to_json(reading), ensure_ascii=False, indent=indent).encode("utf-8", "replace"))


def _originals(paths: list[Path]) -> Iterator[Original]:
    """The files named, and those in the folders named."""
    for path in paths:
        if path.is_dir():
            found, _ = originals(path, leave_out=())
            yield from (Original(original.path, original.path.as_posix()) for original in found)
        else:
            yield Original(path, path.as_posix())
