"""Charts drawn by Altair: one SVG for light and dark, no fonts, no hidden gap, files that are right without any font."""

from __future__ import annotations

import csv
import itertools
import json
import os
import re
import subprocess
import sys
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image
from tests.site.conftest import EVIL
from tests.site.test_theme import colours

from gongkai.site import charts
from gongkai.site.charts import (
    Bars,
    Break,
    Histogram,
    Interval,
    Intervals,
    Lines,
    Multiples,
    Panel,
    Series,
    Workshop,
    base,
    files,
    palette,
    standalone,
)
from gongkai.site.citation import Edition
from gongkai.site.groups import summaries
from gongkai.site.language import speaking
from gongkai.site.settings import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.charts.base import Chart

SERIES = (Series("granted", "予以公开"), Series("denied", "不予公开"))
ROWS = (("2021", (5, 3)), ("2022", (8, 9)))
YEARS = (2019, 2020, 2021, 2022)
LINES = Lines(
    "新收申请",
    "只加印出的数。",
    SERIES[:1],
    YEARS,
    ((12, None, 30, 40),),
    behind=("2 份", "没有", "3 份", "4 份"),
    breaks=(Break(2021, "2021 年换表式"),),
)
KINDS: dict[str, Chart] = {
    "shares": Bars("办理结果", "说明", SERIES, ROWS, shares=True),
    "bars": Bars("办理结果", "说明", SERIES, ROWS),
    "long": Bars(
        "新收", "说明", SERIES[:1], (("某某市某某区生态环境局某某分局", (3,)), ("甲局", (None,)), ("乙局", (2,)))
    ),
    "lines": LINES,
    "histogram": Histogram("完整", "说明", (0, 0.25, 0.5, 0.75, 1), (1, 0, 4, 2), shares=True, middle=0.6),
    "intervals": Intervals(
        "按层级", "说明", (Interval("省级", 0.5, 0.3, 0.7, "12 份"), Interval("乡级", None)), ("中位数", "低", "高")
    ),
    "multiples": Multiples(
        "各地", "说明", YEARS, (Panel("甲省", (1, None, 3, 4)), Panel("乙省", (9, 8, 7, 6))), breaks=LINES.breaks
    ),
}
OF = Edition("1.2.0", "2024-03-31", "https://site.invalid/", specimen=True)
NAMES = {"zh": "年报站", "en": "Reports"}


@pytest.fixture(params=KINDS)
def chart(request: pytest.FixtureRequest) -> Chart:
    return KINDS[request.param]


def texts(svg: str) -> list[str]:
    return [text for text in etree.fromstring(svg.encode()).itertext("{*}text") if text.strip()]


def test_the_specification_is_what_vega_lite_knows(chart: Chart) -> None:
    """The build skips Altair's own checks, which take half of its time."""
    chart.drawing().chart.to_dict(validate=True)


def test_the_drawing_has_no_size_font_or_fixed_text_colour(chart: Chart) -> None:
    svg = charts.draw(chart).inline()
    head = re.match(r'<svg viewBox="0 0 (\d+) (\d+)" role="img" aria-label="([^"]+)"><title>([^<]+)</title>', svg)
    assert head is not None
    assert head[3].startswith(f"{chart.title}。")
    assert head[4] == chart.title
    assert "font-family" not in svg
    assert set(re.findall(r'<text[^>]* fill="([^"]+)"', svg)) == {"currentColor"}
    assert not re.findall(r'(?:fill|stroke)="#', svg), "colours follow the scheme of the page"
    assert "¤" not in svg


def test_the_text_alternative_is_the_message_and_what_it_rests_on(chart: Chart) -> None:
    told = charts.draw(chart).told()
    assert chart.told()
    assert chart.told() in told
    assert chart.note in told
    assert re.search(r"\d", chart.told())


def test_nothing_stands_outside_of_the_drawing(chart: Chart) -> None:
    drawn = charts.draw(chart)
    for x, y in re.findall(r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)', drawn.body):
        assert -base.WIDTH <= float(x) <= base.WIDTH
        assert -drawn.height <= float(y) <= drawn.height


def test_the_figure_holds_its_data_as_a_table_and_links_to_its_files() -> None:
    html = charts.figure(Bars("办理结果", "说明", SERIES, ROWS), "../")
    assert "<figcaption>办理结果</figcaption>" in html
    assert re.findall(r"<td>(\d+)</td>", html) == ["5", "3", "8", "9"]
    links = re.findall(r'href="\.\./charts/([0-9a-f]{12})\.(png|svg|csv)" download="办理结果\.\2"', html)
    assert [kind for _name, kind in links] == ["png", "svg", "csv"]
    assert len({name for name, _kind in links}) == 1
    spec = re.search(r'<script type="application/json" class="vega-spec">(.*?)</script>', html)
    assert spec is not None
    assert json.loads(spec[1])["config"] == base.STYLE
    assert "var(--gk-granted)" in spec[1]


def test_english_charts_are_files_of_their_own_below_the_root_of_the_site() -> None:
    with speaking("en"):
        html = charts.figure(KINDS["bars"], "../")
    english = re.findall(r'href="\.\./\.\./charts/([0-9a-f]{12})\.png"', html)
    assert english
    assert charts.draw(KINDS["bars"]).name not in english


@pytest.mark.parametrize("rows", [(), (("2021", (5, 3)),), (("2021", (0, 0)), ("2022", (0, 0)))])
def test_too_few_numbers_are_words(rows: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
    html = charts.figure(Bars("办理结果", "", SERIES, rows))
    assert "<svg" not in html
    assert "数据太少，不作图" in html
    assert "charts/" not in html


def test_rows_and_years_without_a_number_say_so() -> None:
    for kind in ("long", "lines", "intervals"):
        drawn = charts.draw(KINDS[kind])
        assert any("没有数" in text for text in texts(drawn.inline())), kind
        assert "没有数" in drawn.told() or kind == "long"
        assert '<td class="b"><i>没有数</i></td>' in charts.figure(KINDS[kind])


def test_a_row_of_zeros_among_shares_is_no_missing_row() -> None:
    rows = (*ROWS, ("2023", (0, 0)), ("2024", (None, None)))
    drawn = texts(charts.draw(Bars("办理结果", "", SERIES, rows, shares=True, keep_empty=True)).inline())
    assert {"2023", "0", "2024", "没有数"} <= set(drawn)


def test_no_line_crosses_a_gap_or_a_new_form() -> None:
    rows = LINES.drawing().tables.named
    points = next(rows for rows in rows.values() if rows and "run" in rows[0])
    assert [(row["year"], row["run"]) for row in points] == [(2019, "0"), (2021, "2"), (2022, "2")]
    assert "2021 年换表式" in texts(charts.draw(LINES).inline())


def test_bars_that_are_cut_to_the_same_words_stay_apart() -> None:
    name = "某某自治州某某自治县某某镇人民政府某某某某某某某某某某某某" * 2
    svg = charts.draw(Bars("新收", "", SERIES[:1], ((name + "甲", (1,)), (name + "乙", (2,))))).body
    assert len(re.findall("[^<>]*…<", svg)) == 2


def test_the_same_numbers_give_the_same_drawing(chart: Chart) -> None:
    one = charts.draw(chart)
    charts.drawing._svg.cache_clear()
    assert charts.draw(chart) == one


def test_a_distribution_keeps_its_empty_classes_and_names_the_blanks() -> None:
    bars = summaries.distribution([5, 12, 12, None, 3000], "新收")
    assert [values for _label, values in bars.rows] == [(0,), (1,), (2,), (0,), (0,), (1,)]
    assert "1" in bars.note
    assert sum("件" in text for text in texts(charts.draw(bars).inline())) == len(bars.rows)


def test_labels_are_escaped() -> None:
    for kind in (
        Bars(EVIL, EVIL, SERIES, ((EVIL, (1, 2)), ("乙", (3, 4)))),
        Lines(EVIL, EVIL, SERIES[:1], YEARS, ((1, 2, None, 3),), behind=(EVIL,) * 4, breaks=(Break(2021, EVIL),)),
    ):
        html = charts.figure(kind)
        assert "<script>" not in html
        spec = re.search(r'class="vega-spec">(.*?)</script>', html)
        assert spec is not None
        assert EVIL in json.dumps(json.loads(spec[1]), ensure_ascii=False).replace('\\"', '"').replace('\\\\"', '"')


def test_the_svg_stands_alone(chart: Chart) -> None:
    svg = standalone.standalone(charts.draw(chart), OF, "年报站")
    root = etree.fromstring(svg.encode())
    found = texts(svg)
    assert chart.title in "".join(found)
    assert any("来源：年报站 https://site.invalid/" in text for text in found)
    assert any("虚构" in text for text in found), "whoever meets the picture elsewhere has to know"
    assert root.findtext("{*}desc") == charts.draw(chart).told()
    assert "var(--" not in svg
    assert palette.GROUND not in svg
    assert "sans-serif" in root.get("font-family", "")
    paper = root.find("{*}rect")
    assert paper is not None
    assert (paper.get("fill"), paper.get("width"), paper.get("height")) == (
        "#ffffff",
        root.get("width"),
        root.get("height"),
    )
    for series in chart.key():
        assert series.label in found


def test_csv_has_numbers_unrounded_and_nothing_where_there_is_none() -> None:
    rows = list(csv.reader(StringIO(files.as_csv(charts.draw(LINES)))))
    assert rows == [
        ["年份", "予以公开", "背后的年报"],
        ["2019", "12", "2 份"],
        ["2020", "", "没有"],
        ["2021", "30", "3 份"],
        ["2022", "40", "4 份"],
    ]


def test_names_in_csv_run_in_no_spreadsheet() -> None:
    named = Bars("件数", "", (Series("granted", "=甲局"),), (("@乙局", (5,)), ("1,2", (None,)), ("丙局", (1,))))
    assert files.as_csv(charts.draw(named)).splitlines()[0].endswith(",'=甲局")
    assert [line.split(",")[0] for line in files.as_csv(charts.draw(named)).splitlines()[1:]] == [
        "'@乙局",
        '"1',
        "丙局",
    ]


DRAW = """
import sys
from gongkai.site.charts import files
text = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{0}"><rect width="40" height="40" fill="#fff"/><text x="4" y="30" font-size="28">{1}</text></svg>'
folder = sys.argv[1]
files.paint({f"{folder}/{character}.svg": text.format(files.FALLBACK, character) for character in sys.argv[2]})
"""
CHARACTERS = "公开囍A"
NOWHERE = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'


def pictures(folder: Path, *command: str) -> dict[str, bytes]:
    folder.mkdir()
    subprocess.run([*command, sys.executable, "-c", DRAW, str(folder), CHARACTERS], check=True, env={**os.environ})
    found = {}
    for character in CHARACTERS:
        with Image.open(folder / f"{character}.png") as picture:
            found[character] = picture.convert("L").tobytes()
    return found


def test_pictures_show_chinese_where_the_machine_has_no_font(tmp_path: Path) -> None:
    """Boxes in place of characters would be all the same, and a font of the machine would be another."""
    usual = pictures(tmp_path / "usual")
    assert len(set(usual.values())) == len(CHARACTERS)
    assert all(min(picture) < 80 for picture in usual.values()), "nothing is drawn"
    hide = 'for d in /usr/share/fonts /usr/local/share/fonts; do [ ! -d $d ] || mount -t tmpfs none $d || exit 9; done; exec "$@"'
    if subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("no mount namespaces here")
    assert pictures(tmp_path / "bare", "unshare", "-rm", "sh", "-c", hide, "sh") == usual


def test_the_workshop_writes_three_files_a_chart_and_vega(tmp_path: Path) -> None:
    files._waiting.clear()
    html = "".join(charts.figure(chart) for chart in KINDS.values())
    shop = Workshop(tmp_path)
    assert shop.take(OF, NAMES) == len(KINDS)
    assert shop.take(OF, NAMES) == 0, "each is written once"
    shop.close()
    linked = set(re.findall(r'href="\.\./\.\./(charts/[^"]+)"', html))
    assert {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "charts").iterdir()} == linked
    assert (tmp_path / "assets/vega.js").stat().st_size > 500_000
    for path in (tmp_path / "charts").glob("*.png"):
        with Image.open(BytesIO(path.read_bytes())) as picture:
            assert picture.width == 2 * (base.WIDTH + 32)
            assert len(picture.getcolors(256) or ()) > 8
        assert path.stat().st_size < 45_000


# ---------- colours ----------

NO_RED = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
NO_GREEN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
ALL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
"""What reaches an eye, from linear RGB: Machado, Oliveira and Fernandes 2009, severity 1."""
LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
"""Oklab: distances in it are what people see as distances."""
Vector = tuple[float, float, float]


def times(matrix: tuple[Vector, Vector, Vector], vector: Vector) -> Vector:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def seen(colour: tuple[int, int, int], eye: tuple[Vector, Vector, Vector]) -> Vector:
    red, green, blue = (
        (value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4) for value in colour
    )
    one, two, three = times(eye, (red, green, blue))
    a, b, c = times(LMS, (min(max(one, 0), 1), min(max(two, 0), 1), min(max(three, 0), 1)))
    return times(LAB, (max(a, 0) ** (1 / 3), max(b, 0) ** (1 / 3), max(c, 0) ** (1 / 3)))


@pytest.mark.parametrize("eye", [ALL, NO_RED, NO_GREEN], ids=["all", "no red", "no green"])
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_any_two_colours_are_told_apart(scheme: str, eye: tuple[Vector, Vector, Vector]) -> None:
    """0.02 is about what is just seen side by side; a key stands further away."""
    found = {name: seen(colours(scheme)[name], eye) for name in palette.LIGHT}
    near = {
        (one, other): round(distance, 3)
        for one, other in itertools.combinations(found, 2)
        if (distance := sum((a - b) ** 2 for a, b in zip(found[one], found[other], strict=True)) ** 0.5) < 0.08
    }
    assert near == {}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_colours_stand_out_from_the_papers(scheme: str) -> None:
    """Of WCAG 2.2, 1.4.11."""
    found = colours(scheme)
    poor = {
        (name, paper): round(ratio, 2)
        for name in palette.LIGHT
        for paper in ("paper", "surface")
        if (ratio := contrast(found[name], found[paper])) < 3
    }
    assert poor == {}
