"""The files beside the charts: SVG, PNG and CSV of every chart that a page shows, and Vega for those who want to play.

Charts are noted down while pages are made, since a page alone knows what it shows, and written together: pictures
want one font with the characters of all of them.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import vl_convert
from PIL import Image

from gongkai.package.text import neutral_line
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
AT_ONCE = 100
"""Pictures a process makes with one font."""
COLOURS = 48
"""Of a picture: a few colours and their blends with the paper."""

_waiting: dict[str, Drawn] = {}
"""Charts of the build under way, by the name of their files."""


def note(drawn: Drawn) -> None:
    """Remember a chart whose files the page links to."""
    _waiting[drawn.name] = drawn


def as_csv(drawn: Drawn) -> str:
    """The data table: figures unrounded, an empty field where there is none."""
    return "".join(map(neutral_line, (drawn.chart.columns(), *drawn.chart.lines())))


def as_png(svg: str) -> bytes:
    """The picture of an SVG file; `fonts.prepare` has been called with its characters."""
    plain = vl_convert.svg_to_png(svg.replace(FALLBACK, f"'{FAMILY}'"), scale=SCALE)
    small = BytesIO()
    with Image.open(BytesIO(plain)) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(small, "PNG")
    return small.getvalue()


def paint(drawings: dict[str, str]) -> None:
    """Write the pictures of SVG files; runs in a process of its own, since a font once registered stays."""
    with TemporaryDirectory() as temporary:
        fonts.prepare("".join(drawings.values()), Path(temporary))
        for path, svg in drawings.items():
            Path(path).with_suffix(".png").write_bytes(as_png(svg))


def bring_vega(path: str) -> None:
    """Write Vega, Vega-Lite and Vega-Embed as one script; takes seconds."""
    Path(path).write_text(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"), encoding="utf-8")


class Workshop:
    """Makes the slow files in other processes, while the pages are rendered."""

    def __init__(self, site: Path) -> None:
        """Begin with Vega; `site` is the folder of the site."""
        self._folder = site / FOLDER
        vega = site / VEGA
        for folder in (self._folder, vega.parent):
            folder.mkdir(parents=True, exist_ok=True)
        self._pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), max_tasks_per_child=1)
        self._jobs = [self._pool.submit(bring_vega, str(vega))]

    def take(self, of: Edition, names: Mapping[str, str]) -> int:
        """Write the files of all charts noted down so far, and forget them.

        Args:
            of: which data, told at the foot of each picture.
            names: language -> name of the site.

        Returns:
            Number of charts.
        """
        charts = sorted(_waiting.values(), key=lambda drawn: drawn.name)
        _waiting.clear()
        drawings: dict[str, str] = {}
        for drawn in charts:
            path = self._folder / f"{drawn.name}.svg"
            with speaking(drawn.language):
                drawings[str(path)] = standalone(drawn, of, names[drawn.language])
                # The mark at the beginning lets Excel read UTF-8.
                path.with_suffix(".csv").write_text(as_csv(drawn), encoding="utf-8-sig", newline="")
            path.write_text(drawings[str(path)], encoding="utf-8")
        paths = iter(drawings)
        while some := list(islice(paths, AT_ONCE)):
            self._jobs.append(self._pool.submit(paint, {path: drawings[path] for path in some}))
        return len(charts)

    def close(self) -> None:
        """Wait for all files.

        Raises:
            Exception: what went wrong in another process.
        """
        with self._pool:
            for job in self._jobs:
                job.result()

    def stop(self) -> None:
        """Leave it: the build failed."""
        self._pool.shutdown(cancel_futures=True)
