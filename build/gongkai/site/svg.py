"""Small charts drawn by hand: they cost microseconds, so that every record page can have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.cells import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.facts import Outcomes

BAR_WIDTH = 1000
"""Units across the outcome bar; it is stretched to the width of the page."""

COLUMN_STEP = 38
COLUMN_WIDTH = 24
PLOT_HEIGHT = 84
HEAD_ROOM = 18
FOOT = 20


def outcome_bar(outcomes: Outcomes) -> Markup:
    """One bar parted by kind of outcome; the figures stand in the legend beside it, as text."""
    parts, start = [], 0.0
    for kind, _, count in outcomes.counts:
        width = BAR_WIDTH * count / outcomes.total
        parts.append(f'<rect class="o-{kind}" x="{start:.0f}" width="{width:.0f}"/>')
        start += width
    return Markup(  # noqa: S704 - numbers and our own labels
        f'<svg class="obar" viewBox="0 0 {BAR_WIDTH} 28" preserveAspectRatio="none" role="img" aria-label="办理结果构成，数字见下">{"".join(parts)}</svg>'
    )


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
    told = "，".join(
        f"{point.label} 年 {number(point.value) if point.value is not None else point.words}" for point in points
    )
    return Markup(  # noqa: S704 - numbers, and text that went through `escape`
        f'<svg class="trend" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{escape(title)}：{escape(told)}">'
        f'<path class="t-base" d="M0 {base}.5H{width}"/>{"".join(shapes)}</svg>'
    )
