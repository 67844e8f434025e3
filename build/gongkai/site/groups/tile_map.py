"""A map of tiles: one square of equal size for each province-level unit, coloured by a measure.

A scheme, drawn by us, and no map of land or borders: it shows who is near whom, and gives a small
province the room of a large one. The same tiles without places in the grid compare any set of places.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.groups.regions import SPECIAL
from gongkai.site.groups.tallies import COMPARABLE, Tally, grouped, percent, quantile, tally
from gongkai.site.language import _, spoken
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markupsafe import Markup

    from gongkai.site.groups.regions import Region, Regions
    from gongkai.site.groups.tallies import Row

GRID: tuple[tuple[str, ...], ...] = (
    ("", "", "", "", "", "", "", "230000"),
    ("650000", "", "", "", "150000", "110000", "120000", "220000"),
    ("", "", "620000", "640000", "140000", "130000", "370000", "210000"),
    ("540000", "630000", "510000", "610000", "410000", "340000", "320000", "310000"),
    ("", "", "", "500000", "420000", "360000", "330000", ""),
    ("", "", "530000", "520000", "430000", "440000", "350000", "710000"),
    ("", "", "", "", "450000", "820000", "810000", ""),
    ("", "", "", "", "460000", "", "", ""),
)
"""Where the tile of each province-level unit stands."""

BESIDE = ((7, 1), (7, 2), (7, 3), (8, 1), (8, 2), (8, 3), (8, 4), (1, 1), (1, 2), (1, 3), (1, 4))
"""(row, column) of tiles for what is on no map: invented provinces, national bodies, unknown places."""

LETTERS = {
    "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL", "23": "HL", "31": "SH",
    "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX", "37": "SD", "41": "HA", "42": "HB", "43": "HN",
    "44": "GD", "45": "GX", "46": "HI", "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN",
    "62": "GS", "63": "QH", "64": "NX", "65": "XJ", "71": "TW", "81": "HK", "82": "MO", "na": "CN", "un": "?",
}  # fmt: skip
"""The letters of ISO 3166-2:CN, for pages in English: no name fits on a tile."""

ELSEWHERE = frozenset({"710000", "810000", "820000"})
"""Units where these reports do not exist."""

CLASSES = 5
VIEW_ALL = "all"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the colour stands for."""

    code: str
    label: str
    """Chinese; translated where it is shown."""
    said: str
    """How it is counted."""
    share: bool = False

    def value(self, of: Tally) -> float | None:
        """The number behind the colour; None where there is none to compare."""
        match self.code:
            case "reports":
                return of.reports
            case "received":
                return of.received.total if of.received.known else None
            case "granted":
                return of.rate.value if of.rate.comparable else None
            case "blank":
                return of.blank_share
            case _:
                return of.failed_share

    def text(self, value: float) -> str:
        """The number on the tile, short."""
        if not self.share:
            return f"{value:,.0f}"
        if 0 < value < 0.01:
            return "<1%"
        return ">99%" if 0.99 < value < 1 else f"{value:.0%}"


MEASURES = (
    Measure(
        "reports", "收录的年报（份）", "本站读到的年报，本机关和汇总两种口径都数在内。多少取决于收集，不是公开得好坏。"
    ),
    Measure("received", "新收申请（件）", "本机关口径的年报简单相加，空白不计为零；收录的年报越多，合计越大。"),
    Measure(
        "granted",
        "公开或部分公开率",
        "予以公开与部分公开之和除以办结总数，本机关口径，各年报的分子、分母分别相加；办结不足 30 件的不比较。",
        share=True,
    ),
    Measure("blank", "空白格占比", "表里空白的格子，占填了数、空白和无法识读三者之和的比例。", share=True),
    Measure("failed", "核对未过的年报占比", "至少有一处错误或警告没有说明的年报，占全部收录年报的比例。", share=True),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One place."""

    code: str
    name: str
    short: str
    href: str
    """Empty where there is no page."""
    at: tuple[int, int] | None = None
    """(row, column) from 1; None flows."""
    none: str = ""
    """What is said in place of a number."""


def breaks(values: Sequence[float], *, share: bool) -> list[float]:
    """Lower bounds of the classes above the first: round numbers near the fifths of the values.

    >>> breaks([1, 3, 8, 20, 90, 400], share=False)
    [5, 10, 20, 100]
    >>> breaks([15, 48], share=False), breaks([7], share=False)
    ([48], [])
    """
    found: list[float] = []
    ordered = sorted(values)
    if len(set(ordered)) < 2:
        return []
    for part in range(1, CLASSES):
        near = rounded(quantile(ordered, part / CLASSES), share=share)
        if ordered[0] < near <= ordered[-1] and near not in found:
            found.append(near)
    # Too close together for round numbers: the upper half apart from the lower.
    return found or [ordered[len(ordered) // 2] if ordered[len(ordered) // 2] > ordered[0] else ordered[-1]]


def rounded(value: float, *, share: bool) -> float:
    """The next 1, 2 or 5 times a power of ten; shares in whole or half hundredths.

    >>> rounded(34, share=False), rounded(0.437, share=True), rounded(0.012, share=True)
    (50, 0.45, 0.015)
    """
    if share:
        step = 0.05 if value >= 0.1 else 0.005
        return round(-(-value // step) * step, 3)
    power = 1
    while True:
        for times in (1, 2, 5):
            if value <= times * power:
                return times * power
        power *= 10


def shade(value: float, bounds: Sequence[float]) -> int:
    """Class of a value, 1 to 5; few classes are spread over the range of colours."""
    place = sum(value >= bound for bound in bounds)
    return 1 + round(place * (CLASSES - 1) / len(bounds)) if bounds else 3


def legend(measure: Measure, bounds: Sequence[float], values: Sequence[float]) -> list[tuple[int, str]]:
    """(class, smallest and largest number in it) of the classes in use.

    >>> legend(MEASURES[0], [48], [15, 48])
    [(1, '15'), (5, '48')]
    """
    text = percent if measure.share else "{:,.0f}".format
    found: dict[int, list[str]] = {}
    for value in sorted(values):
        found.setdefault(shade(value, bounds), []).append(text(value))
    return [(shade, ends[0] if ends[0] == ends[-1] else f"{ends[0]}–{ends[-1]}") for shade, ends in found.items()]


@dataclass(frozen=True, slots=True)
class View:
    """One measure over some reports."""

    tiles: Mapping[str, tuple[int, str]]
    """Code -> (class, text on the tile)."""
    legend: tuple[tuple[int, str], ...]

    def as_data(self) -> dict[str, object]:
        """What the script puts in place of the first view."""
        return {"t": {code: f"{shade}|{text}" for code, (shade, text) in self.tiles.items()}, "l": self.legend}


def view(measure: Measure, tallies: Mapping[str, Tally]) -> View:
    """Tiles and legend of one measure."""
    values = {code: value for code, found in tallies.items() if (value := measure.value(found)) is not None}
    bounds = breaks(list(values.values()), share=measure.share)
    tiles: dict[str, tuple[int, str]] = {}
    for code, found in tallies.items():
        if code in values:
            tiles[code] = (shade(values[code], bounds), measure.text(values[code]))
        elif found.reports:
            tiles[code] = (0, _missing(measure, found))
    return View(tiles, tuple(legend(measure, bounds, sorted(values.values()))))


def _missing(measure: Measure, found: Tally) -> str:
    """Why a place with reports has no number."""
    few = measure.code == "granted" and 0 < found.rate.denominator < COMPARABLE
    return _("数小") if few else _("缺数")


def country(regions: Regions, root: str) -> list[Tile]:
    """The tiles of the whole country, and beside them those of places that are on no map.

    Args:
        regions: the tree of places; only those in it have a page.
        root: leads from the page to the root of its language.
    """
    known = codes.labels("regions", spoken())
    tiles = []
    for row, line in enumerate(GRID, 1):
        for column, code in enumerate(line, 1):
            if code:
                href = f"{root}regions/{code}/" if code in regions.by_code else ""
                none = "—" if code in ELSEWHERE else ""
                tiles.append(Tile(code, known[code], _short(code, known[code]), href, (row, column), none))
    tiles.sort(key=lambda tile: tile.code)
    placed = {tile.code for tile in tiles}
    beside = [region for region in regions.roots() if region.code not in placed]
    for at, region in zip(BESIDE, beside, strict=False):
        href = f"{root}regions/{region.code}/"
        tiles.append(Tile(region.code, region.label, _short(region.code, region.label), href, at))
    return tiles


def _short(code: str, name: str) -> str:
    """What fits on a tile of 36 px: two or three Han characters, or two letters.

    A place without letters of its own has three, so that it is not taken for another one.
    """
    if spoken() != "zh":
        return LETTERS.get(code[:2], name[:3])
    if code in SPECIAL:
        return {"national": "国家", "unknown": "不明"}[code]
    return _short_names().get(code, name[:3])


@cache
def _short_names() -> dict[str, str]:
    return {row["code"]: row["short_name"] for row in codes.code_list("regions") if row["level"] == "province"}


def flowing(children: Iterable[Region], root: str) -> list[Tile]:
    """Tiles of some places, one after another."""
    return [Tile(child.code, child.label, child.label, f"{root}regions/{child.code}/") for child in children]


@dataclass(frozen=True, slots=True)
class Shown:
    """A tile as it stands on the page before any script runs."""

    tile: Tile
    shade: int
    """0: hatched, no number."""
    text: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map, ready to be rendered: every measure for every year, the first of them shown."""

    title: str
    tiles: tuple[Shown, ...]
    legend: tuple[tuple[int, str], ...]
    said: str
    views: Mapping[str, object]
    """For the script."""
    measures: tuple[tuple[str, str], ...]
    """(code, label)."""
    years: tuple[tuple[str, str], ...]
    grid: bool

    def render(self) -> Markup:
        """The list of tiles, its legend, its switches."""
        return render(
            "tile_map.html",
            map=self,
            views=json.dumps(self.views, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        )


def tile_map(
    title: str,
    tiles: Sequence[Tile],
    rows: Sequence[Row],
    key: Callable[[Row], str],
    *,
    years: Sequence[int] = (),
    measures: Sequence[Measure] = MEASURES,
) -> TileMap:
    """Colour tiles by what the reports of each place come to.

    Args:
        title: of the map.
        tiles: the places.
        rows: reports, of one year where the page is about a year.
        key: the tile a report belongs to.
        years: years to choose from, the newest first; none where the page is about one year.
        measures: what the colour can stand for, the first one shown.
    """
    spans: list[tuple[str, str, Sequence[Row]]] = [(VIEW_ALL, _("全部年度"), rows)]
    spans += [(str(year), str(year), [row for row in rows if row.year == year]) for year in years]
    views: dict[str, dict[str, object]] = {measure.code: {} for measure in measures}
    first: View | None = None
    for span, _label, inside in spans:
        tallies = {place: tally(members) for place, members in grouped(inside, key).items()}
        for measure in measures:
            seen = view(measure, tallies)
            first = first or seen
            views[measure.code][span] = seen.as_data()
    assert first is not None
    none = _("无收录")
    shown = [Shown(tile, *first.tiles.get(tile.code, (0, tile.none or none))) for tile in tiles]
    return TileMap(
        title=title,
        tiles=tuple(shown),
        legend=first.legend,
        said=_(measures[0].said),
        views={"none": none, "said": {measure.code: _(measure.said) for measure in measures}, "views": views},
        measures=tuple((measure.code, _(measure.label)) for measure in measures),
        years=tuple((span, label) for span, label, _rows in spans) if years else (),
        grid=any(tile.at for tile in tiles),
    )


def province(row: Row) -> str:
    """Code of the tile of the country's map that a report belongs to."""
    return row.region if row.region in SPECIAL else row.region[:2] + "0000"
