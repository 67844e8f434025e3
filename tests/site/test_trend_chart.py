"""Charts over the years: each year has its place, a gap says why, nothing is joined across a break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gongkai.site.agency import trend_chart
from gongkai.site.agency.trend_chart import Part, Share, Year
from gongkai.site.language import speaking
from gongkai.site.magnitude import magnitude

if TYPE_CHECKING:
    from gongkai.site.store import Store

YEARS = [Year(2019, broken=False), Year(2020, broken=False), Year(2021, broken=True), Year(2022, broken=False)]
NONE = ["", "", "", ""]


def columns(*counts: int | None, reasons: list[str] | None = None) -> str:
    return str(trend_chart.columns("新收", YEARS, [Part("o-granted", "", counts)], reasons or NONE))


def test_every_year_stands_on_the_axis_once() -> None:
    svg = columns(3, None, 5, 8, reasons=["", "未收录", "", ""])
    assert re.findall(r">(\d{4})<", svg) == ["2019", "2020", "2021", "2022"]


def test_a_gap_is_hatched_and_says_why_and_has_no_number() -> None:
    svg = columns(3, None, 5, 8, reasons=["", "空白", "", ""])
    assert svg.count('class="t-gap"') == 1
    assert re.findall(r'class="t-none"[^>]*>([^<]+)<', svg) == ["空白"]
    numbers = re.findall(r">(\d)</text>", svg)
    assert numbers == ["3", "5", "8"]


def test_zero_is_a_number_and_no_gap() -> None:
    svg = columns(0, 2, 5, 8)
    assert "t-gap" not in svg
    assert ">0</text>" in svg


def test_the_form_that_changed_is_marked_with_a_rule_and_words() -> None:
    svg = columns(3, 4, 5, 8)
    assert svg.count('class="t-break"') == 1
    assert "换表式" in svg
    with speaking("en"):
        assert "换表式" not in columns(3, 4, 5, 8)


def test_columns_are_as_tall_as_their_numbers() -> None:
    svg = columns(25, 50, 75, 100)
    heights = [float(height) for height in re.findall(r"<rect [^>]*height=([\d.]+)", svg)]
    assert heights == [trend_chart.PLOT / 4, trend_chart.PLOT / 2, trend_chart.PLOT * 0.75, trend_chart.PLOT]


def test_parts_are_named_within_the_drawing_and_stand_one_above_the_other() -> None:
    parts = [Part("o-granted", "甲", (1, 2, 3, 4)), Part("o-denied", "乙<", (4, 3, 2, 1))]
    svg = str(trend_chart.columns("结果", YEARS, parts, NONE))
    assert re.findall(r">(甲|乙&lt;)</text>", svg) == ["甲", "乙&lt;"]
    assert re.findall(r">(\d)</text>", svg) == ["5"] * 4
    tops = [float(y) for y in re.findall(r"<rect x=9 y=([\d.]+)", svg)]
    assert tops == [round(trend_chart.WORDS + trend_chart.HEAD + trend_chart.PLOT * 0.8, 1), 29.0]


@pytest.mark.parametrize(
    ("found", "joined"),
    [
        ([Share(1, 40), Share(2, 40), Share(3, 40), Share(4, 40)], 2),  # not from 2020 to 2021
        ([Share(1, 40), None, Share(3, 40), Share(4, 40)], 1),
        ([Share(1, 40), None, None, Share(4, 40)], 0),
    ],
)
def test_points_are_never_joined_across_a_break_or_a_gap(found: list[Share | None], joined: int) -> None:
    svg = str(trend_chart.shares("比例", YEARS, found, ["" if each else "空白" for each in found]))
    assert svg.count('class="t-line"') == joined
    assert svg.count('class="t-reach"') == svg.count("<circle") == sum(each is not None for each in found)


def test_a_share_of_few_is_hollow() -> None:
    svg = str(trend_chart.shares("比例", YEARS, [Share(1, 29), Share(1, 30), Share(3, 40), Share(4, 40)], NONE))
    assert svg.count('class="t-few"') == 1


def test_intervals_are_those_of_the_data_package(store: Store) -> None:
    query = (
        "SELECT numerator, denominator, low, high FROM indicators "
        "WHERE low IS NOT NULL AND indicator IN ('grant_rate', 'grant_or_partial_rate', 'denial_rate')"
    )
    rows = list(store.rows(query))
    assert len(rows) > 20
    for part, whole, low, high in rows:
        assert Share(part, whole).bounds == pytest.approx((low, high), abs=1e-6)


def test_hatching_stays_within_its_box() -> None:
    path = re.search(r'class="t-gap" d="([^"]+)"', columns(3, None, 5, 8, reasons=["", "空白", "", ""]))
    assert path is not None
    xs = [float(x) for x, _ in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path[1])]
    assert min(xs) >= trend_chart.STEP
    assert max(xs) <= 2 * trend_chart.STEP


def test_the_drawing_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    assert re.match(r'<svg class="trend" viewBox="0 0 \d+ \d+" [^>]*role="img" aria-label="新收">', columns(1, 2, 3, 4))


def test_numbers_of_one_chart_are_written_in_one_way() -> None:
    drawn = re.findall(r"<text x=\d+ y=[\d.]+>([^<]*)</text>", columns(59_220, 120_000, 805, 40))
    assert drawn[len(YEARS) :] == ["5.9万", "12万", "0.08万", "40"]
    assert magnitude(123_456_789).text(123_456_789) == "1.2亿"
    with speaking("en"):
        assert [magnitude(top).text(top) for top in (99_999, 120_000, 3_985_758)] == ["99,999", "120k", "4m"]
