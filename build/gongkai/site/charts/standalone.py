"""A chart as a file of its own: title, key, drawing, note and source on white, in its own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from gongkai.site.charts.base import WIDTH, width, wrap
from gongkai.site.charts.palette import GROUND, INK, PALETTE, PAPER, SOFT
from gongkai.site.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.site.charts.base import Series
    from gongkai.site.charts.drawing import Drawn
    from gongkai.site.citation import Edition

FAMILY = "Noto Sans SC"
"""What the picture is set in; who opens the SVG sees it in the first of `FALLBACK` that is there."""
FALLBACK = f"'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','{FAMILY}','WenQuanYi Micro Hei',system-ui,sans-serif"
MARGIN = 16
TITLE, KEY, SMALL = 16, 13, 11


def source(of: Edition, name: str) -> tuple[str, ...]:
    """Where the figures come from, for the foot; `name` is the site's."""
    said = _(
        "来源：%(name)s，数据版本 %(version)s（%(created)s），CC BY 4.0。",
        name=f"{name} {of.url}".strip(),
        version=of.version,
        created=of.created,
    )
    return (said, _("样例数据：所有机关和数字都是虚构的。")) if of.specimen else (said,)


def standalone(drawn: Drawn, of: Edition, name: str) -> str:
    """The SVG file; `name` is the site's."""
    inner = WIDTH
    y = MARGIN
    parts: list[str] = []
    for line in wrap(drawn.chart.title, inner / TITLE):
        y += round(TITLE * 1.35)
        parts.append(_text(line, y - 5, TITLE, INK, more=' font-weight="700"'))
    for row in _key_rows(drawn.chart.key(), inner):
        y += round(KEY * 1.6)
        parts += row(y - 4)
    y += 8
    parts.append(f'<g transform="translate({MARGIN} {y})">{drawn.body.replace(GROUND, PAPER)}</g>')
    y += drawn.height + 8
    for line in (part for said in (drawn.chart.note, *source(of, name)) for part in wrap(said, inner / SMALL)):
        y += round(SMALL * 1.5)
        parts.append(_text(line, y - 4, SMALL, SOFT))
    y += MARGIN - 4
    across = WIDTH + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{y}" viewBox="0 0 {across} {y}" role="img" '
        f'lang="{drawn.language}" color="{INK}" font-family="{FALLBACK}">'
        f"<title>{escape(drawn.chart.title)}</title><desc>{escape(drawn.told())}</desc>"
        f'<rect width="{across}" height="{y}" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _text(text: str, y: int, size: int, colour: str, *, more: str = "", x: float = MARGIN) -> str:
    return f'<text x="{x:g}" y="{y}" font-size="{size}" fill="{colour}"{more}>{escape(text)}</text>'


class _Row:
    """Series of the key that stand beside one another."""

    def __init__(self) -> None:
        self.places: list[tuple[float, Series]] = []
        self.end = 0.0

    def __call__(self, y: int) -> Iterator[str]:
        for x, series in self.places:
            yield f'<rect x="{MARGIN + x:g}" y="{y - 10}" width="11" height="11" fill="{PALETTE[series.kind]}"/>'
            yield _text(series.label, y, KEY, INK, x=MARGIN + x + 16)


def _key_rows(key: Sequence[Series], inner: float) -> list[_Row]:
    rows: list[_Row] = []
    for series in key:
        wide = 16 + KEY * width(series.label) + 18
        if not rows or rows[-1].end + wide > inner + 18:
            rows.append(_Row())
        rows[-1].places.append((rows[-1].end, series))
        rows[-1].end += wide
    return rows
