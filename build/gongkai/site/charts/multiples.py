"""Small multiples: the same line for many places or kinds, on one scale, so that shapes compare."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import altair as alt

from gongkai.site.charts.base import FONT_SIZE, WIDTH, Cell, Drawing, Number, Rows, Series, Tables, number, two, width
from gongkai.site.charts.palette import PALETTE
from gongkai.site.language import _, counted

if TYPE_CHECKING:
    from gongkai.site.charts.years import Break

COLUMNS = 3
FEWER = 2
"""Columns where labels are long."""
HEIGHT, HEAD, FOOT, GAP = 56, 20, 18, 14
LINE = 18
"""Height of a second line of a label."""
LEFT, RIGHT = 8, 8


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart."""

    label: str
    values: tuple[Number, ...]
    """For each year."""


@dataclass(frozen=True, slots=True)
class Multiples:
    """Panels over the same years on the same scale; years without a number are marked at the foot."""

    title: str
    note: str
    years: tuple[int, ...]
    panels: tuple[Panel, ...]
    unit: str = "件"
    shares: bool = False
    """Values are parts of 1."""
    breaks: tuple[Break, ...] = ()

    def drawable(self) -> bool:
        """Whether two panels have a number, and there are years to compare."""
        return len(self.years) > 1 and sum(any(v is not None for v in panel.values) for panel in self.panels) > 1

    def told(self) -> str:
        """The last year's highest and lowest panels."""
        last = [
            (panel.label, known[-1])
            for panel in self.panels
            for known in ([value for value in panel.values if value is not None],)
            if known
        ]
        if not last:
            return ""
        high, low = max(last, key=lambda item: item[1]), min(last, key=lambda item: item[1])
        return counted("%(count)s 幅小图，同一尺度。", len(self.panels)) + _(
            "各自最近一年中最高的是%(high)s（%(most)s），最低的是%(low)s（%(least)s）。",
            high=high[0],
            most=number(high[1], percent=self.shares),
            low=low[0],
            least=number(low[1], percent=self.shares),
        )

    def key(self) -> tuple[Series, ...]:
        """One colour."""
        return ()

    def columns(self) -> tuple[str, ...]:
        """Label, then the years."""
        return ("%" if self.shares else _(self.unit), *(str(year) for year in self.years))

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """A row for each panel."""
        return tuple((panel.label, *panel.values) for panel in self.panels)

    def percent(self) -> bool:
        """As the values are."""
        return self.shares

    def drawing(self) -> Drawing:
        """All panels in one plot: places are computed here, so that no font decides them."""
        tables = Tables()
        columns = min(COLUMNS, len(self.panels))
        if max(width(panel.label) for panel in self.panels) * FONT_SIZE > _across(columns):
            columns = min(FEWER, len(self.panels))
        wide = _across(columns)
        rows = -(-len(self.panels) // columns)
        names = [two(panel.label, wide / FONT_SIZE) for panel in self.panels]
        head = HEAD + LINE * (max(map(len, names)) - 1)
        tall = head + HEIGHT + FOOT
        top = max((v for panel in self.panels for v in panel.values if v is not None), default=0) or 1
        step = wide / len(self.years)
        marks = _Marks()
        new = {each.year for each in self.breaks}
        for at, panel in enumerate(self.panels):
            left, base = (at % columns) * (wide + GAP), (at // columns) * tall + head + HEIGHT
            marks.feet.append({"x": left, "x2": left + wide, "y": base})
            for above, line in enumerate(reversed(names[at])):
                marks.write(left, base - HEIGHT - 6 - LINE * above, line, size=FONT_SIZE)
            marks.write(left, base + 13, str(self.years[0]))
            marks.write(left + wide, base + 13, str(self.years[-1]), "right")
            marks.rules += [
                {"x": left + step * position, "y": base - HEIGHT + 6, "y2": base}
                for position, (_before, year) in enumerate(pairwise(self.years), 1)
                if year in new
            ]
            run = 0
            for position, value in enumerate(panel.values):
                x, year = left + step * (position + 0.5), self.years[position]
                run += value is None or year in new
                if value is None:
                    marks.gaps.append({"x": x - step * 0.36, "x2": x + step * 0.36, "y": base - 12, "y2": base})
                    continue
                y, said = base - (HEIGHT - 18) * value / top, number(value, percent=self.shares)
                marks.points.append(
                    {"x": x, "y": y, "run": f"{at}.{run}", "panel": panel.label, "year": year, "said": said}
                )
                if all(later is None for later in panel.values[position + 1 :]):
                    marks.write(min(x, left + wide - 14), y - 7, said, "center")
        whole, height = WIDTH - LEFT - RIGHT, rows * tall
        across, down = alt.Scale(domain=[0, whole], nice=False), alt.Scale(domain=[height, 0], nice=False)
        plane = {"x": alt.X("x:Q", scale=across, axis=None), "y": alt.Y("y:Q", scale=down, axis=None)}
        hints = [
            alt.Tooltip("panel:N", title=" "),
            alt.Tooltip("year:Q", title=_("年份")),
            alt.Tooltip("said:N", title="%" if self.shares else _(self.unit)),
        ]
        layers = [
            tables.chart(marks.feet).mark_rule(color="currentColor", opacity=0.45).encode(**plane, x2="x2:Q"),
            tables.chart(marks.points).mark_line(strokeWidth=2, color=PALETTE["main"]).encode(**plane, detail="run:N"),
            tables.chart(marks.points)
            .mark_point(filled=True, size=22, opacity=1, color=PALETTE["main"])
            .encode(**plane, tooltip=hints),
        ]
        if marks.gaps:
            box = tables.chart(marks.gaps).mark_rect(
                fill="currentColor", fillOpacity=0.1, stroke="currentColor", strokeDash=[2, 2], strokeOpacity=0.5
            )
            layers.append(box.encode(**plane, x2="x2:Q", y2="y2:Q"))
        if marks.rules:
            line = tables.chart(marks.rules).mark_rule(color="currentColor", strokeDash=[4, 3], opacity=0.6)
            layers.append(line.encode(**plane, y2="y2:Q"))
        layers += [
            tables.chart(texts).mark_text(align=align, fontSize=size).encode(**plane, text="text:N")
            for (align, size), texts in marks.texts.items()
        ]
        chart = alt.layer(*layers).properties(
            width=whole,
            height=height,
            padding={"left": LEFT, "right": RIGHT, "top": 2, "bottom": 4},
            autosize="none",
        )
        return Drawing(chart, height + 6, tables)


class _Marks:
    """What is drawn, in the units of the plot."""

    def __init__(self) -> None:
        self.feet: Rows = []
        self.points: Rows = []
        self.gaps: Rows = []
        self.rules: Rows = []
        self.texts: dict[tuple[str, int], Rows] = defaultdict(list)

    def write(self, x: float, y: float, text: str, align: str = "left", *, size: int = 11) -> None:
        """A text; those of one alignment and size are drawn together."""
        self.texts[align, size].append({"x": x, "y": y, "text": text})


def _across(columns: int) -> float:
    """Width of a panel."""
    return (WIDTH - LEFT - RIGHT - GAP * (columns - 1)) / columns
