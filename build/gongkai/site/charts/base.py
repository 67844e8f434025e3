"""What all kinds of charts share: their outline, their measures, their style.

Colours of text and lines are `currentColor`, so that one SVG serves light and dark. Sizes are fixed by us and never
by measured text: the fonts of the machine that builds the site must not change the drawing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import altair as alt
from markupsafe import escape

from gongkai.site.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

WIDTH = 340
FONT_SIZE = 13
PLAIN = ",.12~g"
"""Vega's format for figures: commas, and no zeros at the end of decimals."""
Number = int | float | None
"""A figure; None where there is none. Shares are parts of 1."""
Cell = str | Number
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart."""

    kind: str
    """Name in `palette.PALETTE`."""
    label: str


class Drawing(NamedTuple):
    """Altair's chart with its data and texts."""

    chart: Any
    height: int
    """With margins."""
    tables: Tables


CODES = ("series", "run")
"""Fields that are not for people."""


class Tables:
    """The data of a chart, by name, for Altair would copy them a dozen times; and its texts, with a mark in place of each.

    Vega measures texts with the fonts it finds, which takes most of its time, and nothing here depends on the result.
    """

    def __init__(self) -> None:
        """Begin without data."""
        self.named: dict[str, Rows] = {}
        self.texts: dict[str, int] = {}

    def chart(self, rows: Rows) -> Any:
        """A chart of these rows."""
        name = f"d{len(self.named)}"
        self.named[name] = [
            {
                key: self._mark(value) if isinstance(value, str) and key not in CODES else value
                for key, value in row.items()
            }
            for row in rows
        ]
        return alt.Chart({"name": name})

    def labels(self, found: Mapping[int, str | list[str]]) -> str:
        """Vega's expression for the labels of an axis: a text, or lines of text, for each value."""
        marked = {
            value: [self._mark(line, "e") for line in text] if isinstance(text, list) else self._mark(text, "e")
            for value, text in found.items()
        }
        return f"{json.dumps(marked, ensure_ascii=False)}[datum.value]"

    def _mark(self, text: str, where: str = "") -> str:
        return f"¤{where}{self.texts.setdefault(text, len(self.texts))}¤"

    def in_svg(self, svg: str) -> str:
        """The drawing with its texts."""
        return self._with(svg, lambda text, _deep: str(escape(text)))

    def in_json(self, spec: str) -> str:
        """The specification with its texts; those in an expression stand in a string within a string."""
        return self._with(spec, lambda text, deep: _quoted(_quoted(text)) if deep else _quoted(text))

    def _with(self, marked: str, written: Callable[[str, bool], str]) -> str:
        texts = list(self.texts)
        return _MARK.sub(lambda match: written(texts[int(match[2])], bool(match[1])), marked)


_MARK = re.compile("¤(e?)(\\d+)¤")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


class Chart(Protocol):
    """What a page can show with `figure`."""

    @property
    def title(self) -> str:
        """What is shown, of whom and when."""

    @property
    def note(self) -> str:
        """What the figures rest on and what is missing: sentences."""

    def drawable(self) -> bool:
        """Whether there is enough to draw."""

    def told(self) -> str:
        """The main message in sentences, for those who do not see the drawing."""

    def key(self) -> tuple[Series, ...]:
        """Colours to be explained; none where there is only one."""

    def columns(self) -> tuple[str, ...]:
        """Header of the data table; the first column holds labels."""

    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows of the data table."""

    def percent(self) -> bool:
        """Whether the figures are shares."""

    def drawing(self) -> Drawing:
        """What Altair draws."""


def number(value: Number, *, percent: bool = False) -> str:
    """A figure for people.

    >>> number(12345), number(0.4567, percent=True), number(2.5), number(None)
    ('12,345', '45.7%', '2.5', '没有数')
    """
    if value is None:
        return _("没有数")
    if percent:
        return f"{value * 100:.1f}".removesuffix(".0") + "%"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def width(text: str) -> float:
    """Width in characters as wide as a Han character, so that nothing depends on a font.

    >>> width("年报"), round(width("2024"), 2)
    (2.0, 2.32)
    """
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.58 for character in text)


def cut(text: str, longest: float) -> str:
    """A text short enough for its place in the drawing; the table has it whole.

    >>> cut("某某市某某区某某镇人民政府办公室", 13)
    '某某市某某区某某镇人民政…'
    """
    if width(text) <= longest:
        return text
    kept = text
    while width(kept) > longest - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, longest: float) -> list[str]:
    """Lines of a text: parted between Han characters or at blanks, never before a closing mark.

    >>> wrap("各报告简单相加，可能重复。", 8)
    ['各报告简单相加，', '可能重复。']
    """
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word.rstrip()) > longest:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() else lines


def two(text: str, longest: float) -> list[str]:
    """At most two lines of a text; what is longer still is cut.

    >>> two("其他法律行政法规禁止公开", 9), two("丙样市财政局", 9)
    (['其他法律行政法规禁', '止公开'], ['丙样市财政局'])
    """
    first, *rest = wrap(text, longest) or [""]
    return [first, cut(text[text.index(rest[0], len(first)) :], longest)] if rest else [first]


def _words(text: str) -> list[str]:
    """Pieces that stay whole: a Han character with the closing marks after it, or a word with its blank."""
    pieces: list[str] = []
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        closing = character in "，。；：、！？）”》…·"
        last = pieces[-1] if pieces else ""
        whole = last and not last.endswith(" ") and unicodedata.east_asian_width(last[-1]) not in "WF" and not wide
        if last and (closing or whole or character == " " or last[-1] in "（“《"):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def axis(**more: Any) -> Any:
    """An axis without title and line."""
    return alt.Axis(**({"title": None, "domain": False, "ticks": False, "labelLimit": 0} | more))


def percent_axis(**more: Any) -> Any:
    """From 0 to 100 % in quarters."""
    return axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], **more)


def colours(series: Sequence[Series], palette: dict[str, str]) -> Any:
    """Colour by the field `series`, as the page's own key explains it."""
    kinds = [each.kind for each in series]
    return alt.Color("series:N", legend=None, scale=alt.Scale(domain=kinds, range=[palette[kind] for kind in kinds]))


STYLE = {
    "background": "transparent",
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "labelFontSize": FONT_SIZE,
        "gridColor": "currentColor",
        "gridOpacity": 0.14,
        "domainColor": "currentColor",
        "tickColor": "currentColor",
    },
    "text": {"color": "currentColor", "fontSize": FONT_SIZE},
}
"""Vega's settings, the same for all charts."""


def specification(drawing: Drawing) -> dict[str, Any]:
    """What Vega is given."""
    spec: dict[str, Any] = drawing.chart.to_dict(validate=False)
    return spec | {"datasets": drawing.tables.named, "config": STYLE}
