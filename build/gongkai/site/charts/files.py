"""The files beside the charts: SVG, PNG and CSV of every chart that a page shows, and Vega for those who want to play.

Charts are noted down while pages are made, since a page alone knows what it shows, and written at the end: all
pictures together want one font with the characters of all.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import vl_convert
from PIL import Image

from gongkai.site.charts import fonts
from gongkai.site.charts.standalone import FALLBACK, FAMILY, standalone
from gongkai.site.language import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.charts.drawing import Drawn
    from gongkai.site.citation import Edition

FOLDER = "charts"
"""Below the root of the site."""
VEGA = "assets/vega.js"
SCALE = 2
COLOURS = 48
"""Of a picture: a few colours and their blends with the paper."""

_waiting: dict[str, Drawn] = {}
"""Charts of the build under way, by the name of their files."""


def note(drawn: Drawn) -> None:
    """Remember a chart whose files the page links to."""
    _waiting[drawn.name] = drawn


def as_csv(drawn: Drawn) -> str:
    """The data table: figures unrounded, an empty field where there is none."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(drawn.chart.columns())
    lines.writerows(["" if cell is None else cell for cell in line] for line in drawn.chart.lines())
    return out.getvalue()


def as_png(svg: str) -> bytes:
    """The picture of an SVG file; `fonts.prepare` has been called with its characters."""
    plain = vl_convert.svg_to_png(svg.replace(FALLBACK, f"'{FAMILY}'"), scale=SCALE)
    small = BytesIO()
    with Image.open(BytesIO(plain)) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(small, "PNG", optimize=True)
    return small.getvalue()


def write_files(site: Path, of: Edition, names: Mapping[str, str]) -> int:
    """Write the files of all charts noted down, and forget them.

    Args:
        site: folder of the finished site.
        of: which data, told at the foot of each picture.
        names: language -> name of the site.

    Returns:
        Number of charts.
    """
    charts = sorted(_waiting.values(), key=lambda drawn: drawn.name)
    _waiting.clear()
    if not charts:
        return 0
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    drawings: dict[str, str] = {}
    for drawn in charts:
        with speaking(drawn.language):
            drawings[drawn.name] = standalone(drawn, of, names[drawn.language])
            # The mark at the beginning lets Excel read UTF-8.
            (folder / f"{drawn.name}.csv").write_text(as_csv(drawn), encoding="utf-8-sig", newline="")
    with TemporaryDirectory() as temporary:
        fonts.prepare("".join(drawings.values()), Path(temporary))
        for name, svg in drawings.items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            (folder / f"{name}.png").write_bytes(as_png(svg))
    return len(charts)


def bring_vega(site: Path) -> subprocess.Popen[bytes]:
    """Begin to write Vega as one script; it takes seconds, in which the pages are rendered. Wait for it at the end."""
    path = site / VEGA
    path.parent.mkdir(parents=True, exist_ok=True)
    code = "import sys, vl_convert; open(sys.argv[1], 'w', encoding='utf-8').write(vl_convert.javascript_bundle())"
    return subprocess.Popen([sys.executable, "-c", code, str(path)])  # noqa: S603 - our own interpreter and words
