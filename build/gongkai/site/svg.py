"""Small charts drawn by hand: they cost microseconds, so that every record page can have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.cells import number
from gongkai.site.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMN_STEP = 38
COLUMN_WIDTH = 24
PLOT_HEIGHT = 84
HEAD_ROOM = 18
FOOT = 20


@dataclass(frozen=True, slots=True)
class Point:
    """One column of a trend."""

    label: str
    value: int | None
    words: str
    """What is said where there is no number."""


def trend(title: str, points: Sequence[Point]) -> Markup | None:
    """Columns by year, zero at the foot; years without a number are hatched gaps. None with fewer than two numbers."""
    known = [point.value for point in points if point.value is not None]
    if len(known) < 2:
        return None
    top = max(*known, 1)
    width = COLUMN_STEP * len(points)
    height = HEAD_ROOM + PLOT_HEIGHT + FOOT
    base = HEAD_ROOM + PLOT_HEIGHT
    shapes = []
    for position, point in enumerate(points):
        x = COLUMN_STEP * position + (COLUMN_STEP - COLUMN_WIDTH) // 2
        middle = x + COLUMN_WIDTH // 2
        if point.value is None:
            shapes.append(
                f'<rect class="t-gap" x="{x}" y="{HEAD_ROOM}" width="{COLUMN_WIDTH}" height="{PLOT_HEIGHT}"/>'
            )
            shapes.append(f'<text class="t-none" x="{middle}" y="{base - 6}">{escape(point.words)}</text>')
        else:
            tall = round(PLOT_HEIGHT * max(point.value, 0) / top, 1)
            shapes.append(f'<rect class="t-bar" x="{x}" y="{base - tall:g}" width="{COLUMN_WIDTH}" height="{tall:g}"/>')
            shapes.append(f'<text x="{middle}" y="{base - tall - 5:g}">{number(point.value)}</text>')
        shapes.append(f'<text class="t-year" x="{middle}" y="{height - 5}">{escape(point.label)}</text>')
    told = _("，").join(
        _(
            "%(year)s 年 %(value)s",
            year=point.label,
            value=number(point.value) if point.value is not None else point.words,
        )
        for point in points
    )
    return Markup(  # noqa: S704 - numbers, and text that went through `escape`
        f'<svg class="trend" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{escape(_("%(title)s：%(told)s", title=title, told=told))}">'
        f'<path class="t-base" d="M0 {base}.5H{width}"/>{"".join(shapes)}</svg>'
    )
