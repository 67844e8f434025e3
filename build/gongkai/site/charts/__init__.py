"""Charts of the aggregate pages: Altair draws them while the site is built, the page holds plain SVG.

    figure(Bars(...)) -> caption, SVG, key, note, data table, and links to the same as SVG, PNG and CSV

Kinds: `Bars`, `Lines` over years, `Multiples`, `Histogram`, `Intervals`. A chart never hides that data are missing:
years without numbers are boxes, rows without numbers say so, and the note tells what stands behind the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site.charts import files
from gongkai.site.charts.bars import Bars
from gongkai.site.charts.base import Series
from gongkai.site.charts.base import number as _number
from gongkai.site.charts.drawing import draw
from gongkai.site.charts.files import Workshop
from gongkai.site.charts.histogram import Histogram
from gongkai.site.charts.intervals import Interval, Intervals
from gongkai.site.charts.multiples import Multiples, Panel
from gongkai.site.charts.palette import PALETTE
from gongkai.site.charts.years import Break, Lines
from gongkai.site.language import up
from gongkai.site.render import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from gongkai.site.charts.base import Chart

__all__ = [
    "PALETTE",
    "Bars",
    "Break",
    "Histogram",
    "Interval",
    "Intervals",
    "Lines",
    "Multiples",
    "Panel",
    "Series",
    "Workshop",
    "draw",
    "figure",
]

ROOT = "../../"


def figure(chart: Chart, root: str = ROOT) -> Markup:
    """The chart with caption, key, note and data table; in words where there is too little to draw.

    Args:
        chart: of any kind.
        root: what leads from the page to the root of its language; most pages lie two folders deep.
    """
    drawn = draw(chart) if chart.drawable() else None
    if drawn:
        files.note(drawn)
    percent = chart.percent()
    lines = [
        (line[0], [_number(cell, percent=percent) if isinstance(cell, int | float) else cell for cell in line[1:]])
        for line in chart.lines()
    ]
    return render(
        "chart.html",
        chart=chart,
        drawn=drawn,
        columns=chart.columns(),
        lines=lines,
        address=f"{root}{up()}{files.FOLDER}/{drawn.name}" if drawn else "",
    )
