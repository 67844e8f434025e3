"""What a reader and the recogniser make of a specimen, against the truth about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.model import AnnualReport, Document
from gongkai.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.readers.original import Content
    from gongkai.specimen.figures import Key, Printed


def report(content: Content) -> AnnualReport:
    """The report that a reader's blocks make up."""
    reading = recognise(
        Document(
            path="x",
            media_type="x/x",
            sha256="0",
            bytes=1,
            blocks=content.blocks,
            title=content.title,
            findings=content.findings,
        )
    )
    assert isinstance(reading, AnnualReport), reading
    return reading


def not_exact(content: Content, truth: Mapping[Key, Printed]) -> dict[Key, tuple[object, ...]]:
    """Figures that are not read as they are: what is printed, and what was read."""
    found = {(figure.table, figure.row, figure.column): figure for figure in report(content).figures}
    wrong: dict[Key, tuple[object, ...]] = {}
    for key, printed in truth.items():
        figure = found.get(key)
        if figure is None or (figure.status, figure.value) != (printed.status, printed.value):
            wrong[key] = (printed.text, figure and figure.status, figure and figure.raw)
    for key, figure in found.items():
        if key not in truth and figure.value is not None:
            wrong[key] = (None, figure.status, figure.raw)
    return wrong
