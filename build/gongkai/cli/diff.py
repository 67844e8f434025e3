"""`gongkai diff`: what one data package has that another has not."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongkai.cli.terminal import count, stdout
from gongkai.errors import DataPackageError
from gongkai.package.changelog import figure_line, section, with_section
from gongkai.package.diff import difference
from gongkai.package.layout import ORIGINALS
from gongkai.package.version import following
from gongkai.pipeline.versions import add_version

if TYPE_CHECKING:
    from gongkai.package.diff import Difference

EXAMPLES = (
    "gongkai diff ~/before datapackage",
    "gongkai diff ~/before datapackage --format json",
    "gongkai diff ~/before datapackage --changelog CHANGES.md",
    "gongkai diff ~/before datapackage --release",
)

CHANGELOG = "CHANGELOG.md"


class Format(StrEnum):
    """What is written to standard output."""

    TEXT = "text"
    JSON = "json"


Old = Annotated[Path, typer.Argument(help="Folder of the earlier data package.")]
New = Annotated[Path, typer.Argument(help="Folder of the later data package.")]
Shape = Annotated[Format, typer.Option("--format", help="Lines for people, or everything as JSON.")]
Changelog = Annotated[Path | None, typer.Option("--changelog", help="Write the changes into this Markdown file.")]
Release = Annotated[
    bool, typer.Option("--release", help="Put the next version into NEW/originals/versions.csv and NEW/CHANGELOG.md.")
]


def diff(old: Old, new: New, shape: Shape = Format.TEXT, changelog: Changelog = None, release: Release = False) -> None:
    """Compare two data packages, cell by cell.

    Lists reports, figures and columns added, removed and changed, and what
    that means for the version of the data: MAJOR for columns or reports that
    are gone or mean something else, MINOR for more of them, PATCH for
    corrected content. Exit code 0: no difference, or released; 1: there are
    differences; 2: not compared.
    """
    found = difference(old, new)
    version = following(found.old_version, found.level)
    if shape is Format.JSON:
        typer.echo(json.dumps(as_json(found, version), ensure_ascii=False, indent=2))
    else:
        show(found, version)
    if found.level == "none":
        return
    today = _today().isoformat()
    if changelog is not None:
        _prepend(changelog, section(found, f"[{version}] - {today}"))
    if release:
        _prepend(new / CHANGELOG, section(found, f"[{version}] - {today}"))
        add_version(new / ORIGINALS, version, today, _note(found))
        if shape is Format.TEXT:
            stdout().print(f"released {version}: build {new} again, so that it carries the version", soft_wrap=True)
        return
    raise typer.Exit(1)


def as_json(found: Difference, version: str) -> dict[str, Any]:
    """Everything, lists complete."""
    return {
        "level": found.level,
        "next_version": version,
        **asdict(found),
        "figures": [{"kind": change.kind, **asdict(change)} for change in found.figures],
    }


def show(found: Difference, version: str) -> None:
    """One line a difference, then what they mean."""
    console = stdout()

    def line(text: str) -> None:
        console.print(text, soft_wrap=True)

    for sign, word, names in (
        ("+", "report", found.reports_added),
        ("-", "report", found.reports_removed),
        ("+", "agency", found.agencies_added),
        ("-", "agency", found.agencies_removed),
        ("+", "resource", found.resources_added),
        ("-", "resource", found.resources_removed),
    ):
        for name in names:
            line(f"{sign} {word} {name}")
    for column in found.columns:
        sign = {"added": "+", "removed": "-", "changed": "~"}[column.kind]
        what = f" {column.what}: {column.old or '-'} → {column.new or '-'}" if column.what else ""
        line(f"{sign} column {column.resource}.{column.column}{what}")
    for change in found.figures:
        line(f"{ {'added': '+', 'removed': '-', 'changed': '~'}[change.kind] } figure {figure_line(change)}")
    for rows in found.rows:
        line(f"~ rows {rows.resource}: {count(rows.old)} → {count(rows.new)}")
    if found.level == "none":
        line(f"no difference; version {found.old_version}")
    else:
        line(f"{_note(found)}; {found.level.upper()}: {found.old_version} → {version}")


def _note(found: Difference) -> str:
    """The counts in one line."""
    counts = (
        ("reports added", len(found.reports_added)),
        ("reports removed", len(found.reports_removed)),
        ("figures changed", len(found.figures)),
        ("columns changed", len(found.columns)),
        ("tables added", len(found.resources_added)),
        ("tables removed", len(found.resources_removed)),
    )
    return ", ".join(f"{name} {number}" for name, number in counts if number) or "other content changed"


def _today() -> date:
    """SOURCE_DATE_EPOCH where it is set, else the clock: a release is made on a day, a data package is not."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)).date()


def _prepend(path: Path, added: str) -> None:
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(with_section(text, added), encoding="utf-8", newline="\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataPackageError(f"{path}: cannot be written ({error}); name another file") from None
