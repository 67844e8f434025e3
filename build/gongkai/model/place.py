"""A place in an original, so that every figure can be found again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in the original. Only the coordinates that its file kind has are set; all count from 1."""

    page: int | None = None
    """Page of a PDF."""
    box: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points from the upper left corner of the page as displayed (PDF)."""
    table: int | None = None
    """Position of the table in the document."""
    row: int | None = None
    column: int | None = None
    """Grid row and first grid column inside the table."""
    line: int | None = None
    """Line of a text file."""
    sheet: str | None = None
    """Name of the sheet (workbooks)."""
    member: str | None = None
    """Path of the file inside an archive."""
    ocr: bool = False
    """What stands there is a picture; its characters were recognised."""
