"""What the readers hand on: one original as ordered blocks, each knowing where it stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 dataclass fields are resolved at run time by the cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model.checking import Finding
    from gongkai.model.place import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, with its place and extent in the grid (counted from 0)."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    """As in the original, line breaks kept."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose columns are certain: from rulings or from mark-up, spans resolved."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    """In reading order; each grid position is covered at most once."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or one line of a text file verbatim (tabs and bars kept; empty lines are kept too)."""

    text: str
    where: Where
    heading: bool = False
    """The mark-up says that this is a heading or title."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a maintainer states about an original in `originals.csv`; it overrides what the text says or lacks."""

    url: str | None = None
    agency: str | None = None
    """Full official name."""
    year: int | None = None
    region_code: str | None = None
    """Six digits, GB/T 2260."""
    retrieved_on: date | None = None
    """Day on which the original was fetched from its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One original as ordered blocks."""

    path: str
    """As given on the command line, or relative to the reports folder; `/` as separator."""
    media_type: str
    sha256: str
    bytes: int
    blocks: tuple[Block, ...]
    line_based: bool = False
    """Text files: blocks are lines, and the columns of tables are to be inferred."""
    title: str | None = None
    """Title from mark-up or metadata; a hint, below the title printed in the text."""
    published_on: date | None = None
    """Publication date from mark-up; a hint."""
    source_url: str | None = None
    stated: Stated = field(default_factory=Stated)
    findings: tuple[Finding, ...] = ()
    """What the reader itself doubts."""
