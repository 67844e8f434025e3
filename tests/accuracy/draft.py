"""One synthetic report on its way to a file, with the truth about every figure that a reader may find in it.

A damage is a function from draft to draft: it changes what is printed and, in the same step, what
remains true. A figure whose place or digits the damaged document no longer determines is kept with
`determined=False`: then only the right number or an open doubt is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gongkai.specimen.tables import Grid, GridCell

if TYPE_CHECKING:
    from gongkai.model import Status, TableCode
    from gongkai.specimen.figures import Key
    from gongkai.specimen.report import Part, Specimen

Lines = list[str]
Shape = Callable[[Grid], str]
TableHtml = Callable[[Grid], str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What one cell says to a careful person."""

    value: Decimal | None
    status: Status
    determined: bool = True
    """False where the document as damaged does not tell the number, or not its place."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The right answers; several where several are right. None: "unknown" is right."""

    agency: tuple[str | None, ...]
    year: tuple[int | None, ...]
    form: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """What is done to the file itself while it is written; each writer knows its own."""

    shape: Shape | None = None
    """Text: how tables are typed."""
    text: tuple[Callable[[str], str], ...] = ()
    encode: Callable[[str], bytes] | None = None
    """Text and HTML: characters to bytes."""
    html: tuple[Callable[[str], str], ...] = ()
    docx: tuple[Callable[[dict[str, str]], None], ...] = ()
    """On the parts of the package, by name."""
    pens: tuple[type, ...] = ()
    """PDF: classes put before reportlab's canvas."""
    pdf: tuple[Callable[[bytes], bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A report, its truth, and what its writers do to it."""

    report: Specimen
    expected: Mapping[Key, Expected]
    identity: Identity
    before: tuple[str, ...] = ()
    """Lines above the title."""
    metadata: bool = True
    """HTML: whether the page's mark-up names title, body and date."""
    edits: Edits = field(default_factory=Edits)


def draft(report: Specimen) -> Draft:
    """A specimen as it is."""
    expected = {
        key: Expected(None if cell.value is None else Decimal(cell.value), cell.status)
        for key, cell in report.figures.items()
    }
    return Draft(report, expected, Identity((report.body.name,), (report.year,), (report.form,)))


def table(of: Draft, code: TableCode) -> Grid | None:
    """One of the three tables, if it is still there."""
    blocks = (block for part in of.report.parts for block in part.blocks)
    return next((block for block in blocks if isinstance(block, Grid) and block.table == code), None)


def with_parts(of: Draft, change: Callable[[Part], Part | None]) -> Draft:
    """Every section changed, or left out where the change gives None."""
    parts = tuple(changed for part in of.report.parts if (changed := change(part)) is not None)
    return replace(of, report=replace(of.report, parts=parts))


def with_table(of: Draft, grid: Grid) -> Draft:
    """The table of the same code replaced."""

    def change(part: Part) -> Part:
        blocks = tuple(grid if isinstance(b, Grid) and b.table == grid.table else b for b in part.blocks)
        return replace(part, blocks=blocks)

    return with_parts(of, change)


def with_cells(of: Draft, change: Callable[[GridCell], GridCell]) -> Draft:
    """Every cell of every table changed."""

    def change_part(part: Part) -> Part:
        blocks = tuple(
            b._replace(cells=tuple(change(cell) for cell in b.cells)) if isinstance(b, Grid) else b for b in part.blocks
        )
        return replace(part, blocks=blocks)

    return with_parts(of, change_part)


def printing(of: Draft, texts: Mapping[Key, str], truth: Mapping[Key, Expected] | None = None) -> Draft:
    """The named cells print other words; what is true of them changes only where `truth` says so."""
    changed = with_cells(of, lambda c: c._replace(text=texts[c.key]) if c.key and c.key in texts else c)
    return expecting(changed, truth or {})


def expecting(of: Draft, truth: Mapping[Key, Expected]) -> Draft:
    """Other answers are right."""
    return replace(of, expected={**of.expected, **truth}) if truth else of


def undetermined(of: Draft, keys: set[Key]) -> Draft:
    """These figures are no longer told with certainty."""
    return expecting(of, {key: replace(of.expected[key], determined=False) for key in keys if key in of.expected})


def without(of: Draft, keys: set[Key]) -> Draft:
    """These cells are not in the document any more."""
    return replace(of, expected={key: cell for key, cell in of.expected.items() if key not in keys})


def texts(of: Draft) -> dict[Key, str]:
    """What every figure cell prints."""
    grids = [b for part in of.report.parts for b in part.blocks if isinstance(b, Grid)]
    return {cell.key: cell.text for grid in grids for cell in grid.cells if cell.key is not None}


def editing(of: Draft, **changes: Any) -> Draft:
    """Further edits of the file; tuples are added to, other values replaced."""
    added: dict[str, Any] = {
        name: (*before, value) if isinstance(before := getattr(of.edits, name), tuple) else value
        for name, value in changes.items()
    }
    return replace(of, edits=replace(of.edits, **added))
