"""Charts drawn by Altair: one SVG for light and dark, no fonts, no empty drawing."""

from __future__ import annotations

import re

import pytest
from tests.site.conftest import EVIL

from gongkai.site import charts, summaries
from gongkai.site.charts import Bars, Series

SERIES = (Series("granted", "予以公开"), Series("denied", "不予公开"))
ROWS = (("2021", (5, 3)), ("2022", (8, 9)))


@pytest.mark.parametrize("shares", [True, False])
def test_the_drawing_has_no_size_font_or_fixed_text_colour(shares: bool) -> None:
    svg = charts.draw(Bars("办理结果", "说明", SERIES, ROWS, shares=shares))
    assert re.match(r'<svg viewBox="[\d. ]+" role="img" aria-label="办理结果。说明">', svg)
    assert "font-family" not in svg
    assert set(re.findall(r'<text[^>]* fill="([^"]+)"', svg)) == {"currentColor"}
    assert {charts.PALETTE["granted"], charts.PALETTE["denied"]} <= set(re.findall(r'fill="(#[0-9a-f]+)"', svg))


def test_the_figure_holds_its_data_as_a_table() -> None:
    html = charts.figure(Bars("办理结果", "说明", SERIES, ROWS))
    assert "<svg" in html
    assert "<figcaption>办理结果</figcaption>" in html
    assert re.findall(r"<td>(\d+)</td>", html) == ["5", "3", "8", "9"]


@pytest.mark.parametrize("rows", [(), (("2021", (5, 3)),), (("2021", (0, 0)), ("2022", (0, 0)))])
def test_too_few_numbers_are_words(rows: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
    html = charts.figure(Bars("办理结果", "", SERIES, rows))
    assert "<svg" not in html
    assert "数据太少，不作图" in html


def test_bars_that_are_cut_to_the_same_words_stay_apart() -> None:
    name = "某某自治州某某自治县某某镇人民政府"
    svg = charts.draw(Bars("新收", "", SERIES[:1], ((name + "甲", (1,)), (name + "乙", (2,)))))
    assert svg.count("某某自治州某某自治县某某…") == 2


def test_the_same_numbers_give_the_same_drawing() -> None:
    bars = Bars("办理结果", "说明", SERIES, ROWS, shares=True)
    assert charts.draw(bars) == charts.draw(bars)


def test_a_distribution_keeps_its_empty_classes_and_names_the_blanks() -> None:
    bars = summaries.distribution([5, 12, 12, None, 3000], "新收")
    assert dict(bars.rows) == {
        "0 件": (0,),
        "1–9 件": (1,),
        "10–49 件": (2,),
        "50–199 件": (0,),
        "200–999 件": (0,),
        "1,000 件以上": (1,),
    }
    assert bars.note == "另有 1 份没有填报这个数。"
    assert charts.draw(bars).count("件") == len(bars.rows)


def test_labels_are_escaped() -> None:
    bars = Bars(EVIL, EVIL, SERIES, ((EVIL, (1, 2)), ("乙", (3, 4))))
    assert "<script" not in charts.figure(bars)
