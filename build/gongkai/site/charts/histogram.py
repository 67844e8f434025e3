"""How many reports lie between which values."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from gongkai.site.charts.base import PLAIN, WIDTH, Cell, Drawing, Series, Tables, axis, number
from gongkai.site.charts.palette import PALETTE
from gongkai.site.language import _

HEIGHT = 150
LEFT, RIGHT, TOP, FOOT = 20, 20, 44, 30


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts between edges. The last class takes in its upper edge; an empty class is a fact and stays."""

    title: str
    note: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    """One fewer than edges."""
    unit: str = "份"
    shares: bool = False
    """Edges are parts of 1."""
    middle: float | None = None
    """The median, marked by a rule."""

    def drawable(self) -> bool:
        """Whether there are at least three values: fewer have no distribution."""
        return sum(self.counts) > 2

    def told(self) -> str:
        """The fullest class, and the median."""
        at = max(range(len(self.counts)), key=lambda position: self.counts[position])
        said = _(
            "最多的一段是 %(between)s，%(count)s %(unit)s，共 %(all)s %(unit)s。",
            between=self._between(at),
            count=number(self.counts[at]),
            unit=_(self.unit),
            all=number(sum(self.counts)),
        )
        if self.middle is not None:
            said += _("中位数 %(middle)s。", middle=number(self.middle, percent=self.shares))
        return said

    def _between(self, at: int) -> str:
        low, high = self.edges[at], self.edges[at + 1]
        return f"{number(low, percent=self.shares)}–{number(high, percent=self.shares)}"

    def key(self) -> tuple[Series, ...]:
        """One colour."""
        return ()

    def columns(self) -> tuple[str, ...]:
        """Class, count."""
        return (_("从–到（不含后者）"), _(self.unit))

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """A row for each class."""
        return tuple((self._between(at), count) for at, count in enumerate(self.counts))

    def percent(self) -> bool:
        """Counts, always."""
        return False

    def drawing(self) -> Drawing:
        """Columns from edge to edge, counts above them."""
        tables = Tables()
        data = [
            {
                "low": self.edges[at],
                "high": self.edges[at + 1],
                "mid": (self.edges[at] + self.edges[at + 1]) / 2,
                "count": count,
                "between": self._between(at),
            }
            for at, count in enumerate(self.counts)
        ]
        scale = alt.Scale(domain=[self.edges[0], self.edges[-1]], nice=False)
        bottom = axis(
            format=".0%" if self.shares else PLAIN,
            grid=False,
            labelPadding=6,
            labelFlush=False,
            values=list(self.edges[:: 2 if len(self.edges) > 7 else 1]),
        )
        y = alt.Y("count:Q", axis=None, scale=alt.Scale(domain=[0, max(*self.counts, 1)]))
        base = tables.chart(data)
        layers = [
            base.mark_bar(color=PALETTE["main"], binSpacing=2).encode(
                x=alt.X("low:Q", scale=scale, axis=bottom, bin="binned"),
                x2="high:Q",
                y=y,
                tooltip=[alt.Tooltip("between:N", title=" "), alt.Tooltip("count:Q", title=_(self.unit))],
            ),
            base.mark_text(dy=-7).encode(x=alt.X("mid:Q", scale=scale, axis=bottom), y=y, text="count:Q"),
        ]
        if self.middle is not None:
            mark = [
                {"at": self.middle, "text": _("中位数 %(middle)s", middle=number(self.middle, percent=self.shares))}
            ]
            rule = tables.chart(mark).encode(x=alt.X("at:Q", scale=scale, axis=bottom))
            right = self.middle > (self.edges[0] + self.edges[-1]) / 2
            layers += [
                rule.mark_rule(strokeDash=[5, 3], color="currentColor"),
                rule.mark_text(align="right" if right else "left", dx=-4 if right else 4, dy=-32, fontSize=12).encode(
                    y=alt.value(0), text="text:N"
                ),
            ]
        chart = alt.layer(*layers).properties(
            width=WIDTH - LEFT - RIGHT,
            height=HEIGHT,
            padding={"left": LEFT, "right": RIGHT, "top": TOP, "bottom": FOOT},
            autosize="none",
        )
        return Drawing(chart, HEIGHT + TOP + FOOT, tables)
