"""`gongkai read --picture`: the page of a PDF with a box drawn round what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.errors import NothingToShowError
from gongkai.readers.pdf.picture import outlined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gongkai.model import AnnualReport, Where

PDF = "application/pdf"


def draw(report: AnnualReport, original: Path, places: Sequence[Where], out: Path) -> list[Path]:
    """Write a PNG for each page on which something is shown; the first one under the name given.

    Returns:
        The files written: `out.png`, and `out-p4.png` for a further page.

    Raises:
        NothingToShowError: if the original is no PDF, or what is shown stands nowhere on its pages.
        UnreadableFileError: if the page cannot be drawn.
    """
    if report.media_type != PDF:
        raise NothingToShowError(
            f"{report.path}: is {report.media_type}; only pages of a PDF can be drawn, leave --picture out"
        )
    pages: dict[int, list[tuple[float, float, float, float]]] = {}
    for where in places:
        if where.page is not None and where.box is not None:
            pages.setdefault(where.page, []).append(where.box)
    if not pages:
        raise NothingToShowError(f"{report.path}: what is shown has no place on a page, so there is nothing to draw")
    data = original.read_bytes()
    written: list[Path] = []
    for page, boxes in sorted(pages.items()):
        target = out if not written else out.with_name(f"{out.stem}-p{page}{out.suffix}")
        target.write_bytes(outlined(data, page, boxes))
        written.append(target)
    return written
