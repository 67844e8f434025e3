"""`gongkai build`: a folder of originals becomes a data package."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongkai import codes
from gongkai.cli.terminal import count, plain_table, stderr, stdout
from gongkai.pipeline import build as run_build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from gongkai.pipeline import BuildSummary
    from gongkai.pipeline import Progress as Step

EXAMPLES = (
    "gongkai build",
    "gongkai build --reports ~/reports --out ~/data",
    "gongkai build --strict --quiet",
)

SHOWN_REJECTS = 10
STAGES = {"look": "Looking at", "convert": "Converting", "read": "Reading", "write": "Writing"}

Reports = Annotated[
    Path | None,
    typer.Option("--reports", "-r", help="Folder of originals.  [default: OUT/originals]", show_default=False),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of the data package.")]
Workers = Annotated[
    int | None, typer.Option("--workers", "-j", min=1, help="Processes; as many as processors when left out.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every original again.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 if a file was rejected or a report contradicts itself.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List every rejected file.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def build(
    *,
    reports: Reports = None,
    out: Out = Path("datapackage"),
    workers: Workers = None,
    no_cache: NoCache = False,
    strict: Strict = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Turn a folder of annual reports into a data package.

    Originals are read, recognised and checked. Files that are no reports, or
    cannot be read, are listed with the reason; they end nothing. Unchanged
    originals are not read again.
    """
    folder = reports if reports is not None else out / "originals"
    watch = _Watch(stderr(), quiet=quiet)
    try:
        summary = run_build(folder, out, workers=workers, cached=not no_cache, on_progress=watch)
    finally:
        watch.end()
    if not quiet:
        show(summary, stdout(), verbose=verbose)
    if strict and (summary.rejects or summary.findings.get("error")):
        raise typer.Exit(1)


class _Watch:
    """Shows how far a build is: a bar on a terminal, a line for each stage elsewhere."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console = console
        self._quiet = quiet
        self._stage = ""
        self._bar: Progress | None = None
        if console.is_terminal and not quiet:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[name]}", markup=False),
                console=console,
                transient=True,
            )
            self._bar.start()
        self._task = self._bar.add_task("", name="") if self._bar is not None else None

    def __call__(self, step: Step) -> None:
        """Take note of one step."""
        if self._quiet:
            return
        if step.stage != self._stage and self._bar is None:
            what = f"{count(step.total)} originals" if step.stage != "write" else "the data package"
            self._console.print(f"{STAGES[step.stage]} {what} …")
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task, description=STAGES[step.stage], completed=step.done, total=step.total, name=step.name[-24:]
            )
        self._stage = step.stage

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def show(summary: BuildSummary, console: Console, *, verbose: bool) -> None:
    """The summary of a build as a table, and the rejected files."""
    table = plain_table("", "", "", right=())
    table.show_header = False
    table.columns[1].justify = "right"
    table.add_row("originals", count(summary.originals), f"{count(summary.cached)} known from the cache")
    table.add_row("annual reports", count(summary.reports), _list(_named("forms", summary.forms)))
    if summary.kinds:
        table.add_row("", "", _list(_named("media_types", summary.kinds)))
    others = {status: number for status, number in summary.figures.items() if status != "reported"}
    table.add_row("figures", count(summary.figures.get("reported", 0)), _list(_named("statuses", others)))
    table.add_row("findings", count(sum(summary.findings.values())), _list(_named("severities", summary.findings)))
    beside = sum(summary.findings_beside.values())
    table.add_row("", "", f"{count(beside)} of them from comparing reports with other years and bodies")
    table.add_row(
        "rejected",
        count(len(summary.rejects)),
        _list(_named("reject_reasons", Counter(r.type for r in summary.rejects))),
    )
    console.print(table)
    _show_rejects(summary, console, verbose=verbose)
    done = "unchanged since the last build" if summary.unchanged else f"{summary.bytes / 1e6:,.1f} MB"
    console.print(f"{summary.out}: {done}, {summary.seconds:.1f} s", soft_wrap=True)


def _show_rejects(summary: BuildSummary, console: Console, *, verbose: bool) -> None:
    shown = summary.rejects if verbose else summary.rejects[:SHOWN_REJECTS]
    for rejection in shown:
        console.print(f"rejected {rejection.path}: {rejection.note}", soft_wrap=True)
    if len(shown) < len(summary.rejects):
        more = len(summary.rejects) - len(shown)
        console.print(
            f"… and {count(more)} more: see --verbose, or {summary.out / 'data' / 'rejects.csv'}", soft_wrap=True
        )


def _named(code_list: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Counts under the labels of a code list, in its order."""
    return {label: counts[code] for code, label in codes.labels(code_list, "en").items() if code in counts}


def _list(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count(number)}" for name, number in counts.items() if number)
