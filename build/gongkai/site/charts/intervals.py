"""Dots with what lies around them: a share and its uncertainty, a median and the middle of many bodies."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from gongkai.site.charts.base import (
    FONT_SIZE,
    PLAIN,
    WIDTH,
    Cell,
    Drawing,
    Number,
    Series,
    Tables,
    axis,
    cut,
    number,
    percent_axis,
    width,
)
from gongkai.site.charts.palette import PALETTE
from gongkai.site.language import _

STEP = 44
SECOND = 17
"""Height of a second line of a label."""
ABOVE = 6
"""Between rows whose labels have two lines."""
LEFT, RIGHT, FOOT = 14, 44, 28


@dataclass(frozen=True, slots=True)
class Interval:
    """One row; without value there is no number for it."""

    label: str
    value: Number
    low: Number = None
    high: Number = None
    behind: str = ""
    """What the value rests on, such as 12 份."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """A dot a row, and a line from low to high."""

    title: str
    note: str
    rows: tuple[Interval, ...]
    words: tuple[str, str, str]
    """What value, low and high are called, such as 中位数, 第十百分位, 第九十百分位; empty where there is no low and high."""
    shares: bool = True
    """Values are parts of 1."""

    def drawable(self) -> bool:
        """Whether there is a row with a number."""
        return any(row.value is not None for row in self.rows)

    def told(self) -> str:
        """Each row's value, the largest first; rows without number at the end."""
        known = sorted((row for row in self.rows if row.value is not None), key=lambda row: -(row.value or 0))
        none = [row.label for row in self.rows if row.value is None]
        named = _("，").join(f"{row.label} {number(row.value, percent=self.shares)}" for row in known[:6])
        said = _("%(value)s：%(named)s。", value=self.words[0], named=named) if known else ""
        return said + (_("没有数：%(none)s。", none=_("、").join(none)) if none else "")

    def key(self) -> tuple[Series, ...]:
        """One colour."""
        return ()

    def columns(self) -> tuple[str, ...]:
        """Label, the three values, what is behind."""
        return (_("组"), *filter(None, self.words), _("背后的年报"))

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """As given."""
        return tuple(
            (row.label, *((row.value, row.low, row.high) if self.words[1] else (row.value,)), row.behind)
            for row in self.rows
        )

    def percent(self) -> bool:
        """As the values are."""
        return self.shares

    def drawing(self) -> Drawing:
        """Label above, line and dot below."""
        tables = Tables()
        most = max((value for row in self.rows for value in (row.value, row.high) if value is not None), default=1)
        scale = alt.Scale(domain=[0, 1 if self.shares else most or 1], nice=not self.shares)
        bottom = percent_axis() if self.shares else axis(tickCount=4, format=PLAIN)
        y = alt.Y("at:O", axis=None)
        data = [
            {
                "at": at,
                "value": row.value,
                "low": row.low,
                "high": row.high,
                "label": row.label,
                "end": row.value if row.high is None else row.high,
            }
            for at, row in enumerate(self.rows)
        ]
        longest = (WIDTH - LEFT) / FONT_SIZE  # the label stands above its line, where the room on the right is free
        words = [
            (row.label, " ".join(filter(None, (row.behind, "" if row.value is not None else _("没有数")))))
            for row in self.rows
        ]
        # What does not fit behind its label in any row, such as in English, goes below it in all rows.
        below = SECOND if any(width(" ".join(pair)) > longest for pair in words) else 0
        lines = [(label, rest) if below else (" ".join(filter(None, (label, rest))),) for label, rest in words]
        names = [
            {"at": at, "line": line, "text": cut(text, longest)}
            for at, pair in enumerate(lines)
            for line, text in enumerate(pair)
        ]
        step = STEP + (below + ABOVE if below else 0)
        hints = [alt.Tooltip("label:N", title=" ")] + [
            alt.Tooltip(f"{name}:Q", title=called, format=".1%" if self.shares else PLAIN)
            for name, called in zip(("value", "low", "high"), self.words, strict=True)
            if called
        ]
        base = tables.chart(data).encode(y=y)
        x = alt.X("value:Q", scale=scale, axis=bottom)
        chart = alt.layer(
            base.transform_filter("isValid(datum.low) && isValid(datum.high)")
            .mark_rule(strokeWidth=5, opacity=0.45, yOffset=9, color=PALETTE["main"], strokeCap="round")
            .encode(x=alt.X("low:Q", scale=scale, axis=bottom), x2="high:Q", tooltip=hints),
            base.transform_filter("isValid(datum.value)")
            .mark_point(filled=True, size=80, opacity=1, yOffset=9, color=PALETTE["main"])
            .encode(x=x, tooltip=hints),
            base.transform_filter("isValid(datum.value)")
            .mark_text(yOffset=9, dx=9, align="left", fontSize=12, fontWeight="bold")
            .encode(
                x=alt.X("end:Q", scale=scale, axis=bottom),
                text=alt.Text("value:Q", format=".0%" if self.shares else PLAIN),
            ),
            *(
                tables.chart([name for name in names if name["line"] == line])
                .mark_text(align="left", baseline="bottom", yOffset=-3 - (below if line == 0 else 0))
                .encode(y=y, x=alt.value(0), text="text:N")
                for line in range(2 if below else 1)
            ),
        ).properties(
            width=WIDTH - LEFT - RIGHT,
            height=step * len(self.rows),
            padding={"left": LEFT, "right": RIGHT, "top": 4, "bottom": FOOT},
            autosize="none",
        )
        return Drawing(chart, step * len(self.rows) + FOOT + 4, tables)
