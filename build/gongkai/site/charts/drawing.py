"""From a chart to the SVG that stands in the page, and to the specification that makes it interactive."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from gongkai.site.charts.base import WIDTH, specification
from gongkai.site.charts.palette import themed
from gongkai.site.language import _, spoken

if TYPE_CHECKING:
    from gongkai.site.charts.base import Chart

VEGA_LITE = "6.4"

_FONT = re.compile(r' font-family="[^"]*"')
_SVG = re.compile(r"^<svg [^>]*>|</svg>\s*$")
_UNUSED = re.compile(r' (?:class|role|aria-roledescription|aria-hidden|pointer-events)="[^"]*"')
_NOTHING = re.compile(
    r'<path [^>]*?d=""[^>]*>(?:</path>)?| opacity="1"| stroke-miterlimit="10"| fill="transparent"(?= stroke="transparent")'
)
_LONG_DECIMALS = re.compile(r"(\d+\.\d\d)\d+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, drawn once for the page and for the files beside it."""

    chart: Chart
    name: str
    """Of the files, the same whenever the chart is the same."""
    language: str
    body: str
    """Inside of the `<svg>`, in the colours of light paper."""
    height: int
    spec: str
    """JSON for Vega, in the colours of the page."""

    def told(self) -> str:
        """Title, message, and what the figures rest on."""
        return " ".join(filter(None, (_("%(title)s。", title=self.chart.title), self.chart.told(), self.chart.note)))

    def inline(self) -> Markup:
        """For the page: its font, its colours, a text alternative and no fixed size."""
        head = f'<svg viewBox="0 0 {WIDTH} {self.height}" role="img" aria-label="{escape(self.told())}">'
        title = f"<title>{escape(self.chart.title)}</title>"
        return Markup(f"{head}{title}{themed(self.body)}</svg>")  # noqa: S704 - labels were escaped by Vega, the rest here


def draw(chart: Chart) -> Drawn:
    """Let Vega draw a chart."""
    # What Altair would check at each step, Vega and the tests of every kind of chart check once: it takes half of the time.
    with alt.utils.schemapi.debug_mode(False):  # noqa: FBT003 - positional there
        drawing = chart.drawing()
        spec = specification(drawing)
    body = drawing.tables.in_svg(_svg(_compact(_still(spec))))
    text = drawing.tables.in_json(_compact(spec))
    seed = f"{type(chart).__name__}{spoken()}{chart.title}{chart.note}{text}"
    name = hashlib.sha256(seed.encode()).hexdigest()[:12]
    return Drawn(chart, name, spoken(), body, drawing.height, themed(text).replace("<", "\\u003c"))


def _compact(spec: object) -> str:
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def _still(spec: Any) -> Any:
    """The specification without what only moves."""
    if isinstance(spec, dict):
        return {key: _still(value) for key, value in spec.items() if key != "tooltip"}
    return [_still(value) for value in spec] if isinstance(spec, list) else spec


@lru_cache(maxsize=512)
def _svg(spec: str) -> str:
    """Inside of the drawing. The same figures with texts in another language are the same drawing."""
    svg = str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))
    return _LONG_DECIMALS.sub(r"\1", _NOTHING.sub("", _UNUSED.sub("", _FONT.sub("", _SVG.sub("", svg)))))
