"""Drawings of groups, made by hand: thousands of pages of places can have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.cells import number
from gongkai.site.groups.tallies import COMPARABLE, UNITS, percent
from gongkai.site.language import _, counted
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gongkai.site.groups.tallies import Spread
    from gongkai.site.groups.totals import Sum

BINS = 10
BIN_WIDTH = 36
LEFT = 18
PLOT = 92
BOX = 26
"""Room above the columns for the quartiles."""
FOOT = 20

SMALL_STEP = 15
SMALL_BAR = 11
SMALL_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bodies in ten classes of a share."""

    title: str
    spread: Spread
    bins: tuple[tuple[str, int, int], ...]
    """(class, bodies, of these the marked ones)."""
    marked: str
    """What the marked ones are; empty where none are told apart."""

    def render(self) -> Markup:
        """The drawing with its numbers as a table; in words where there are too few bodies."""
        return render("histogram.html", chart=self, svg=self.svg(), few=UNITS, least=COMPARABLE)

    def svg(self) -> Markup | None:
        """Columns, and above them a line from the first to the third quartile; None with fewer than `UNITS` bodies."""
        quartiles = self.spread.quartiles
        if quartiles is None:
            return None
        top = max(count for _label, count, _marked in self.bins)
        base = BOX + PLOT
        width, height = 2 * LEFT + BINS * BIN_WIDTH, base + FOOT
        shapes = []
        for position, (_label, count, marked) in enumerate(self.bins):
            x = LEFT + position * BIN_WIDTH + 2
            for kind, upto in (
                ("o-second" if self.marked else "o-main", count),
                ("o-main", marked if self.marked else 0),
            ):
                if upto:
                    tall = round((PLOT - 14) * upto / top, 1)
                    shapes.append(
                        f'<rect class="{kind}" x="{x}" y="{base - tall:g}" width="{BIN_WIDTH - 4}" height="{tall:g}"/>'
                    )
            if count:
                tall = (PLOT - 14) * count / top
                shapes.append(f'<text x="{x + BIN_WIDTH / 2 - 2:g}" y="{base - tall - 3:.4g}">{number(count)}</text>')
        shapes += [
            f'<text class="soft" x="{LEFT + part * BINS * BIN_WIDTH // 4}" y="{height - 5}">{part * 25}%</text>'
            for part in range(5)
        ]
        low, middle, high = (round(LEFT + share * BINS * BIN_WIDTH, 1) for share in quartiles)
        shapes.append(
            f'<path class="box" d="M{low:g} 9V19M{high:g} 9V19M{low:g} 14H{high:g}"/><circle cx="{middle:g}" cy="14" r="5"/>'
        )
        return Markup(  # noqa: S704 - numbers, and text that goes through `escape`
            f'<svg class="histogram" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(self.told())}">'
            f'<path class="base" d="M{LEFT} {base}.5H{width - LEFT}"/>{"".join(shapes)}</svg>'
        )

    def told(self) -> str:
        """The drawing in one sentence."""
        low, middle, high = self.spread.quartiles or (0.0, 0.0, 0.0)
        return _(
            "%(title)s：%(count)s 个机关，四分之一在 %(low)s 以下，一半在 %(middle)s 以下，四分之三在 %(high)s 以下。",
            title=self.title,
            count=len(self.spread.values),
            low=percent(low),
            middle=percent(middle),
            high=percent(high),
        )


def histogram(title: str, spread: Spread, own: Collection[str] = (), marked: str = "") -> Histogram:
    """Sort bodies into classes of ten hundredths.

    Args:
        title: of the drawing.
        spread: the shares.
        own: ids of the bodies to mark.
        marked: what they are.
    """
    counts = [[0, 0] for _bin in range(BINS)]
    for value, agency in spread.values:
        at = min(int(value * BINS), BINS - 1)
        counts[at][0] += 1
        counts[at][1] += agency in own
    return Histogram(
        title,
        spread,
        tuple(
            (f"{position * 10}%–{position * 10 + 10}%", every, mine) for position, (every, mine) in enumerate(counts)
        ),
        marked if any(mine for _every, mine in counts) else "",
    )


@dataclass(frozen=True, slots=True)
class Small:
    """One of many small drawings: a sum by year."""

    label: str
    href: str
    sums: tuple[Sum | None, ...]
    """One a year; None where there is no report."""
    svg: Markup
    highest: str


def small(label: str, href: str, years: Sequence[int], sums: Sequence[Sum | None]) -> Small:
    """Columns by year on a scale of their own; a year without a number is a dashed gap.

    Args:
        label: the place.
        href: its page.
        years: the oldest first.
        sums: one a year.
    """
    known = [(found.total, year) for found, year in zip(sums, years, strict=True) if found and found.known]
    top = max((total for total, _year in known), default=0)
    shapes, told = [], []
    for position, (found, year) in enumerate(zip(sums, years, strict=True)):
        x = position * SMALL_STEP + 2
        if found is None or not found.known:
            shapes.append(f'<rect class="t-gap" x="{x}" y="1" width="{SMALL_BAR}" height="{SMALL_HEIGHT - 1}"/>')
            told.append(f"{year} {_('没有数')}")
        else:
            tall = round((SMALL_HEIGHT - 2) * found.total / top, 1) if top else 0
            shapes.append(
                f'<rect class="t-bar" x="{x}" y="{SMALL_HEIGHT - tall:g}" width="{SMALL_BAR}" height="{tall:g}"/>'
            )
            told.append(f"{year} {number(found.total)}")
    width = max(SMALL_STEP * len(years), 1)
    svg = Markup(  # noqa: S704 - numbers, and text that goes through `escape`
        f'<svg class="trend" viewBox="0 0 {width} {SMALL_HEIGHT + 1}" width="{width}" height="{SMALL_HEIGHT + 1}" role="img" '
        f'aria-label="{escape(_("，").join(told))}"><path class="t-base" d="M0 {SMALL_HEIGHT}.5H{width}"/>{"".join(shapes)}</svg>'
    )
    if not known:
        return Small(label, href, tuple(sums), svg, _("没有数"))
    total, year = max(known)
    return Small(label, href, tuple(sums), svg, counted("最高 %(count)s 件（%(year)s）", total, year=year))
