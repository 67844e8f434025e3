"""Charts of the aggregate pages: Altair draws them while the site is built, the page holds plain SVG.

Colours of text and lines are `currentColor`, so that one SVG serves light and dark. Sizes are fixed
by us and never by measured text: the build machine's fonts must not change the drawing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from gongkai.site.render import render

WIDTH = 420
FONT_SIZE = 13
LONGEST_LABEL = 13.5
"""In characters as wide as a Han character; longer labels are cut in the drawing, never in the table."""
STEP = 28
VALUE_ROOM = 58
VEGA_LITE = "6.4"

PALETTE = {
    "granted": "#2f8178",
    "partial": "#84b8a6",
    "denied": "#bd5237",
    "unavailable": "#d29a42",
    "declined": "#7d6f9f",
    "other": "#8b979a",
    "main": "#2f8178",
    "second": "#84b8a6",
    "third": "#d29a42",
    "fourth": "#8b979a",
}
"""Mid-tones that stand out from both papers. The style sheet has the same under the class names."""

_FONT = re.compile(r' font-family="[^"]*"')
_SVG = re.compile(r"<svg [^>]*?viewBox=\"([^\"]+)\"[^>]*>")
_UNUSED = re.compile(r' (?:class|role|aria-roledescription|aria-hidden|pointer-events|opacity)="[^"]*"')
_LONG_DECIMALS = re.compile(r"(\d+\.\d\d)\d+")


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart."""

    kind: str
    """Key of `PALETTE`."""
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: a row for each label, a value for each series."""

    title: str
    note: str
    series: tuple[Series, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    unit: str = "件"
    shares: bool = False
    """Draw each row as parts of 100 %."""
    keep_empty: bool = False
    """Draw rows without anything too: in a distribution an empty class is a fact."""

    def drawable(self) -> bool:
        """Whether there are at least two rows with something to draw."""
        return sum(any(values) for _, values in self.rows) > 1


def figure(bars: Bars) -> Markup:
    """The chart with caption, key and data table; in words where there is too little to draw."""
    svg = draw(bars) if bars.drawable() else None
    return render("chart.html", bars=bars, svg=svg)


def draw(bars: Bars) -> Markup:
    """The SVG alone."""
    rows = [(label, values) for label, values in bars.rows if bars.keep_empty or any(values)]
    labels = [_cut(label) for label, _ in rows]
    left = 10 + FONT_SIZE * max(_width(label) for label in labels)
    right = 12 if bars.shares else VALUE_ROOM
    height = STEP * len(rows)
    values = [
        {"at": position, "series": series.kind, "order": order, "value": value}
        for position, (_, counts) in enumerate(rows)
        for order, (series, value) in enumerate(zip(bars.series, counts, strict=True))
    ]
    kinds = [series.kind for series in bars.series]
    base = alt.Chart({"values": values}).encode(
        # Rows are told apart by position: two long labels may be cut to the same words.
        y=alt.Y(
            "at:O",
            axis=alt.Axis(
                title=None,
                domain=False,
                ticks=False,
                labelLimit=0,
                labelPadding=8,
                labelExpr=f"{json.dumps(labels)}[datum.value]",
            ),
        ),
    )
    x_axis = (
        alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], title=None, domain=False, ticks=False)
        if bars.shares
        else None
    )
    marks = base.mark_bar(height=16).encode(
        x=alt.X(
            "value:Q", stack="normalize" if bars.shares else "zero", axis=x_axis, scale=alt.Scale(nice=False, zero=True)
        ),
        color=alt.Color(
            "series:N", scale=alt.Scale(domain=kinds, range=[PALETTE[kind] for kind in kinds]), legend=None
        ),
        order=alt.Order("order:Q"),
    )
    chart: Any = marks if bars.shares else marks + _amounts(base)
    foot = 24 if bars.shares else 4
    spec = (
        chart.properties(
            width=WIDTH - left - right,
            height=height,
            padding={"left": left, "right": right, "top": 4, "bottom": foot},
            autosize="none",
        )
        .configure(background="transparent", aria=False, view=alt.ViewConfig(stroke=None))
        .configure_axis(
            labelColor="currentColor",
            labelFontSize=FONT_SIZE,
            gridColor="currentColor",
            gridOpacity=0.14,
            domainColor="currentColor",
            tickColor="currentColor",
        )
        .configure_text(color="currentColor", fontSize=FONT_SIZE)
        .to_dict()
    )
    svg = str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))
    return Markup(_own(svg, f"{bars.title}。{bars.note}"))  # noqa: S704 - labels were escaped by Vega, the title below


def _amounts(base: Any) -> Any:
    """The row's sum, printed at the end of the bar."""
    return (
        base.transform_aggregate(sum="sum(value)", groupby=["at"])
        .transform_calculate(text="format(datum.sum, ',')")
        .mark_text(align="left", dx=6)
        .encode(x=alt.X("sum:Q", axis=None), text="text:N")
    )


def _own(svg: str, told: str) -> str:
    """Vega's SVG with the page's font, a text alternative and no fixed size."""
    plain = _LONG_DECIMALS.sub(r"\1", _UNUSED.sub("", _FONT.sub("", svg)))
    return _SVG.sub(lambda match: f'<svg viewBox="{match[1]}" role="img" aria-label="{escape(told)}">', plain, count=1)


def _width(label: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.58 for character in label)


def _cut(label: str) -> str:
    """A label short enough for the drawing.

    >>> _cut("某某市某某区某某镇人民政府办公室")
    '某某市某某区某某镇人民政…'
    """
    if _width(label) <= LONGEST_LABEL:
        return label
    kept = label
    while _width(kept) > LONGEST_LABEL - 1:
        kept = kept[:-1]
    return kept + "…"
