"""Horizontal bars, plain or as parts of a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    colours,
    number,
    percent_axis,
    two,
    width,
)
from gongkai.site.charts.palette import GROUND, PALETTE
from gongkai.site.language import _, counted

BESIDE = 7.0
"""Labels up to this width (in Han characters) stand beside the bars, longer ones above."""
STEP, STEP_ABOVE = 28, 46
LINE = 17
"""Height of a second line of a label."""
VALUE_ROOM, DIGIT = 58, 7.5
NAMED = 3
"""Rows named in the text alternative."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: a row for each label, a value for each series."""

    title: str
    note: str
    series: tuple[Series, ...]
    rows: tuple[tuple[str, tuple[Number, ...]], ...]
    unit: str = "件"
    shares: bool = False
    """Draw each row as parts of 100 %."""
    keep_empty: bool = False
    """Draw rows without anything too: in a distribution an empty class is a fact."""

    def drawable(self) -> bool:
        """Whether there are at least two rows with something to draw."""
        return sum(any(values) for _label, values in self.rows) > 1

    def shown(self) -> list[tuple[str, tuple[Number, ...]]]:
        """Rows in the drawing: those with something, and those that have no number at all."""
        return [row for row in self.rows if self.keep_empty or any(row[1]) or all(v is None for v in row[1])]

    def told(self) -> str:
        """The longest bars, or the composition of the first row."""
        sums = [(label, sum(value or 0 for value in values), values) for label, values in self.shown()]
        if not sums:
            return ""
        if self.shares:
            label, whole, values = next((row for row in sums if row[1]), sums[0])
            parts = [
                f"{series.label} {number((value or 0) / whole, percent=True)}"
                for series, value in zip(self.series, values, strict=True)
                if whole
            ]
            said = _("%(label)s共 %(whole)s %(unit)s：", label=label, whole=number(whole), unit=_(self.unit))
            return said + _("，").join(parts) + _("。")
        ranked = sorted((row for row in sums if row[1]), key=lambda row: -row[1])[:NAMED]
        named = _("，").join(f"{label} {number(total)}" for label, total, _values in ranked)
        rows = counted("共 %(count)s 行。", len(sums))
        return _("最多的是：%(named)s（%(unit)s）。", named=named, unit=_(self.unit)) + rows

    def key(self) -> tuple[Series, ...]:
        """All series, where there are several."""
        return self.series if len(self.series) > 1 else ()

    def columns(self) -> tuple[str, ...]:
        """Unit, then a column for each series."""
        return (_(self.unit), *(series.label for series in self.series))

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """Counts, also where shares are drawn."""
        return tuple((label, *values) for label, values in self.rows)

    def percent(self) -> bool:
        """Counts, always."""
        return False

    def drawing(self) -> Drawing:
        """Bars by position: two long labels may be cut to the same words."""
        tables = Tables()
        rows = self.shown()
        above = max(width(label) for label, _values in rows) > BESIDE
        longest = (WIDTH - 8) / FONT_SIZE if above else BESIDE
        labels = [two(label, longest) for label, _values in rows]
        below = LINE if max(map(len, labels)) > 1 else 0
        left = 2 if above else 10 + round(FONT_SIZE * max(width(label) for label, _values in rows))
        widest = max((len(number(sum(value or 0 for value in values))) for _label, values in rows), default=0)
        right = 14 if self.shares else max(VALUE_ROOM, round(DIGIT * widest) + 10)
        height = ((STEP_ABOVE if above else STEP) + below) * len(rows)
        foot = 26 if self.shares else 4
        data = [
            {
                "at": position,
                "label": label,
                "series": series.kind,
                "name": series.label,
                "order": order,
                "value": value,
                "share": (value or 0) / whole if whole else 0,
            }
            for position, (label, values) in enumerate(rows)
            for whole in (sum(value or 0 for value in values),)
            for order, (series, value) in enumerate(zip(self.series, values, strict=True))
        ]
        side = axis(labelPadding=8, labelExpr=tables.labels({at: label for at, (label, _values) in enumerate(rows)}))
        base = tables.chart(data).encode(y=alt.Y("at:O", axis=None if above else side))
        hints = [
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("value:Q", title=_(self.unit), format=PLAIN),
        ]
        if self.shares:
            hints.append(alt.Tooltip("share:Q", title="%", format=".1%"))
        marks = base.mark_bar(height=15, yOffset=9 + below // 2 if above else 0, stroke=GROUND, strokeWidth=1).encode(
            x=alt.X(
                "value:Q",
                stack="normalize" if self.shares else "zero",
                axis=percent_axis() if self.shares else None,
                scale=alt.Scale(nice=False, zero=True),
            ),
            color=colours(self.series, PALETTE),
            order=alt.Order("order:Q"),
            tooltip=hints,
        )
        layers = [marks]
        if above:
            for line in range(max(map(len, labels))):
                names = [{"at": at, "text": lines[line]} for at, lines in enumerate(labels) if line < len(lines)]
                offset = -2 + below // 2 - (0 if line or not below else LINE)
                layers.append(
                    tables.chart(names)
                    .mark_text(align="left", baseline="bottom", yOffset=offset)
                    .encode(y=alt.Y("at:O", axis=None), x=alt.value(0), text="text:N")
                )
        layers += _amounts(tables, base, rows, offset=9 + below // 2 if above else 0, shares=self.shares)
        chart = alt.layer(*layers).properties(
            width=WIDTH - left - right,
            height=height,
            padding={"left": left, "right": right, "top": 4, "bottom": foot},
            autosize="none",
        )
        return Drawing(chart, height + foot + 4, tables)


def _amounts(
    tables: Tables, base: Any, rows: list[tuple[str, tuple[Number, ...]]], *, offset: int, shares: bool
) -> list[Any]:
    """The row's sum at the end of its bar; in words where no report has a number."""
    found = []
    if not shares:
        found.append(
            base.transform_filter("isValid(datum.value)")
            .transform_aggregate(sum="sum(value)", groupby=["at"])
            .transform_calculate(text="format(datum.sum, ',.12~g')")
            .mark_text(align="left", dx=6, yOffset=offset)
            .encode(x=alt.X("sum:Q", axis=None), text="text:N")
        )
    none = [
        {"at": at, "text": _("没有数") if any(value is None for value in values) else "0"}
        for at, (_label, values) in enumerate(rows)
        if all(value is None for value in values) or (shares and not any(values))
    ]
    if none:
        found.append(
            tables.chart(none)
            .mark_text(align="left", dx=2, yOffset=offset, opacity=0.75)
            .encode(y=alt.Y("at:O"), x=alt.value(0), text="text:N")
        )
    return found
