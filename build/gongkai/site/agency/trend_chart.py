"""Charts over the years, drawn by hand as SVG: columns and shares, with marks where years cannot be compared.

Every year of the axis is drawn. Where there is no number the place is hatched and says why; where the prescribed form
changed a rule stands between the years, and nothing is joined across it. They cost microseconds, so that each body
can have a dozen.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gongkai.site.cells import percentage
from gongkai.site.groups.tallies import wilson
from gongkai.site.language import _
from gongkai.site.magnitude import magnitude

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = 40
"""Units from one year to the next; a unit is a pixel of CSS."""
WIDTH = 22
"""Of a column."""
PLOT = 92
"""Height from zero to the greatest number."""
WORDS = 13
"""Height kept for the words of a break."""
HEAD = 16
"""Height kept for the number above the greatest column."""
FOOT = 20
"""Height kept for the years."""
LINE = 16
"""Height of a line of the key."""
LETTER = 6.3
"""Width of a digit; a Chinese character has twice that."""


class Year(NamedTuple):
    """One place on the axis."""

    year: int
    broken: bool
    """The form differs from that of the report before it."""


class Part(NamedTuple):
    """One kind of thing counted over the years."""

    kind: str
    """Class of the style sheet, which gives the colour."""
    label: str
    counts: tuple[int | None, ...]
    """One for each year."""


class Share(NamedTuple):
    """A part of a whole."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return self.part / self.whole

    @property
    def bounds(self) -> tuple[float, float]:
        """How far chance alone may have moved a share of so few."""
        return wilson(self.part, self.whole)

    @property
    def small(self) -> bool:
        """Of so few that it is not compared with others."""
        return self.whole < SMALL


SMALL = 30
"""Below so many cases a share is not compared, as in the data package."""


def columns(title: str, years: Sequence[Year], parts: Sequence[Part], reasons: Sequence[str]) -> Markup:
    """Columns from zero, the parts of a year one above the other and their sum on top.

    Args:
        title: said to those who do not see the drawing.
        years: the axis.
        parts: what is counted; a year in which any of them is unknown has no column.
        reasons: for each year why it has no number; empty where it has one.
    """
    stacks = [[part.counts[at] for part in parts] for at in range(len(years))]
    sums = [None if reasons[at] else sum(count or 0 for count in stack) for at, stack in enumerate(stacks)]
    known = [total for total in sums if total is not None]
    top = max([*known, 1])
    written = magnitude(top)
    step = max(STEP, *(int(len(written.text(total)) * LETTER) + 10 for total in known)) if known else STEP
    base = WORDS + HEAD + PLOT
    drawn: dict[str, list[str]] = {part.kind: [] for part in parts}
    texts = []
    for at, (stack, total) in enumerate(zip(stacks, sums, strict=True)):
        if total is None:
            continue
        middle, y = step * at + step // 2, float(base)
        for part, count in zip(parts, stack, strict=True):
            tall = round(PLOT * max(count or 0, 0) / top, 1)
            if tall:
                y = round(y - tall, 1)
                drawn[part.kind].append(f"<rect x={middle - WIDTH // 2} y={y:g} width={WIDTH} height={tall:g} />")
        texts.append(f"<text x={middle} y={y - 4:g}>{written.text(total)}</text>")
    named, height = _key(parts, base + FOOT + 8, drawn) if len(parts) > 1 else ("", 0)
    shapes = [f'<g class="{kind}">{"".join(found)}</g>' for kind, found in drawn.items() if found]
    return _frame(title, years, reasons, step, [*shapes, *texts, named], FOOT + height)


def _key(parts: Sequence[Part], top: int, drawn: dict[str, list[str]]) -> tuple[str, int]:
    """What the colours mean, below the drawing and a part of it, so that it goes along where the drawing is saved."""
    names = []
    for at, part in enumerate(parts):
        drawn[part.kind].append(f"<rect x=2 y={top + LINE * at} width=10 height=10 />")
        names.append(f"<text x=17 y={top + LINE * at + 9}>{escape(part.label)}</text>")
    return f'<g class="t-key">{"".join(names)}</g>', 8 + LINE * len(parts)


def shares(title: str, years: Sequence[Year], found: Sequence[Share | None], reasons: Sequence[str]) -> Markup:
    """Points from 0 to 100 % with their intervals; joined only where two years in a row have the same form.

    Args:
        title: said to those who do not see the drawing.
        years: the axis.
        found: one for each year; a hollow point where there are few cases.
        reasons: for each year why it has no share; empty where it has one.
    """
    base, step = WORDS + HEAD + PLOT, STEP + 6
    wide = step * len(years)
    shapes = [
        f'<path class="t-grid" d="M0 {_at(level):g}H{wide}"/><text class="t-scale" x="1" y="{_at(level) - 2:g}">{level:.0%}</text>'
        for level in (0.5, 1.0)
    ]
    middles = [step * at + step // 2 for at in range(len(years))]
    for (left, one), (right, two) in pairwise(enumerate(found)):
        if one and two and not years[right].broken:
            shapes.append(
                f'<path class="t-line" d="M{middles[left]} {_at(one.value):g}L{middles[right]} {_at(two.value):g}"/>'
            )
    for x, share in zip(middles, found, strict=True):
        if share is None:
            continue
        low, high = (_at(bound) for bound in share.bounds)
        shapes.append(
            f'<path class="t-reach" d="M{x} {high:g}V{low:g}m-5 0h10M{x - 5} {high:g}h10"/>'
            f'<circle class="t-{"few" if share.small else "dot"}" cx="{x}" cy="{_at(share.value):g}" r="4"/>'
            f"<text x={x} y={base + 29}>{percentage(share.value)}</text>"
        )
    return _frame(title, years, reasons, step, shapes, foot=FOOT + 14)


def _at(share: float) -> float:
    return round(WORDS + HEAD + PLOT * (1 - share), 1)


def _frame(  # noqa: PLR0917 - what the two kinds of chart share
    title: str, years: Sequence[Year], reasons: Sequence[str], step: int, shapes: Sequence[str], foot: int = FOOT
) -> Markup:
    """What all charts have: the foot, the years, the hatched gaps, the rules where the form changed."""
    base, wide = WORDS + HEAD + PLOT, step * len(years)
    out = [f'<path class="t-base" d="M0 {base}.5H{wide}"/>']
    for at, (year, reason) in enumerate(zip(years, reasons, strict=True)):
        left = step * at
        middle = left + step // 2
        if reason:
            out.append(_hatch(left + 3, step - 6))
            out.append(f'<text class="t-none" x={middle} y={base - 6}>{escape(reason)}</text>')
        if year.broken:
            out.append(f'<path class="t-break" d="M{left} {WORDS + 2}V{base + 4}"/>')
            out.append(f'<text class="t-form" x={left} y=10>{escape(_("换表式"))}</text>')
    foots = (f"<text x={step * at + step // 2} y={base + 15}>{year.year}</text>" for at, year in enumerate(years))
    out.append(f'<g class="t-year">{"".join(foots)}</g>')
    height = base + foot
    return Markup(  # noqa: S704 - numbers, and text that went through `escape`
        f'<svg class="trend" viewBox="0 0 {wide} {height}" width="{wide}" height="{height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(out)}{"".join(shapes)}</svg>'
    )


def _hatch(x: int, width: int) -> str:
    """Slanting lines within a box; written out, since a pattern would need a name of its own on the page."""
    top, bottom = WORDS + HEAD, WORDS + HEAD + PLOT
    lines = []
    for start in range(x - PLOT, x + width, 9):
        left, right = max(start, x), min(start + PLOT, x + width)
        if left < right:
            lines.append(f"M{left} {bottom - (left - start)}L{right} {bottom - (right - start)}")
    return f'<path class="t-gap" d="{"".join(lines)}M{x} {top}h{width}v{PLOT}h-{width}z"/>'
