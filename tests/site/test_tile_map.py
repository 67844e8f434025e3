"""The map of tiles: every unit once, missing data hatched, colours that anybody can tell apart."""

from __future__ import annotations

import json
import re

import pytest
from tests.site.test_regions import agency
from tests.site.test_tallies import row, share

from gongkai import codes
from gongkai.site.assets import style_sheet
from gongkai.site.groups.regions import build
from gongkai.site.groups.tile_map import BESIDE, GRID, LETTERS, MEASURES, breaks, country, province, shade, tile_map
from gongkai.site.language import speaking

REGIONS = build(
    [agency("370000", "山东省"), agency("370100", "山东省", "济南市"), agency("990000", "示例省"), agency(None)]
)


def units() -> list[str]:
    return [
        line["code"] for line in codes.code_list("regions") if line["level"] == "province" and not line["fictional"]
    ]


def test_every_province_level_unit_has_one_place() -> None:
    placed = [code for line in GRID for code in line if code]
    assert sorted(placed) == units()
    assert len(placed) == 34
    taken = {(row, column) for row, line in enumerate(GRID, 1) for column, code in enumerate(line, 1) if code}
    assert not taken & set(BESIDE)
    assert {code[:2] for code in placed} <= set(LETTERS)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_neighbours_stay_neighbours() -> None:
    """Spot checks of a scheme that has no borders: who is north, who is east."""
    at = {code: (row, column) for row, line in enumerate(GRID) for column, code in enumerate(line) if code}
    for north, south in (("230000", "220000"), ("220000", "210000"), ("420000", "430000"), ("320000", "330000")):
        assert at[north][0] < at[south][0]
    for west, east in (("650000", "620000"), ("510000", "500000"), ("500000", "420000"), ("130000", "370000")):
        assert at[west][1] < at[east][1]


def test_only_places_with_a_page_are_linked_and_the_rest_say_so() -> None:
    rows = [row(region="370100"), row("b-2023", region="unknown"), row("c-2023", region="990000")]
    html = str(tile_map("省级地区", country(REGIONS, "../"), rows, province).render())
    tiles = dict(re.findall(r'<li class="q\d"[^>]* data-code="(\w+)"[^>]*>(.*)', html))
    assert len(tiles) == 36
    assert 'href="../regions/370000/"' in tiles["370000"]
    assert "<b>1</b>" in tiles["370000"]
    assert "href" not in tiles["110000"]
    assert "<b>无收录</b>" in tiles["110000"]
    assert "<b>—</b>" in tiles["810000"]
    assert "<b>1</b>" in tiles["990000"]
    assert 'class="q0" style="grid-area:2/6" data-code="110000"' in html
    assert "不是零" in html


def test_each_measure_and_year_is_there_for_the_script() -> None:
    rows = [row(region="370100", shares=share(30, 60)), row("b-2022", year=2022, region="370100", received=None)]
    html = str(tile_map("图", country(REGIONS, ""), rows, province, years=[2023, 2022]).render())
    views = json.loads(html.partition('application/json">')[2].partition("</script>")[0])["views"]
    assert set(views) == {measure.code for measure in MEASURES}
    assert set(views["granted"]) == {"all", "2023", "2022"}
    assert views["granted"]["2023"]["t"] == {"370000": "3|50%"}
    assert views["received"]["2022"]["t"] == {"370000": "0|缺数"}, "no number is no zero"
    assert views["reports"]["all"]["t"] == {"370000": "3|2"}


def test_few_cases_are_not_compared() -> None:
    rows = [row(region="370100", shares=share(2, 3))]
    html = str(tile_map("图", country(REGIONS, ""), rows, province, measures=MEASURES[2:3]).render())
    assert "<b>数小</b>" in html


def test_nothing_in_the_data_ends_the_script() -> None:
    rows = [row(region="370100", blank=1, cells=1000)]
    data = str(tile_map("图", country(REGIONS, ""), rows, province).render()).partition('application/json">')[2]
    assert "<" not in data.partition("</script>")[0]


@pytest.mark.parametrize("values", [[5], [5, 5], [1, 2], [0, 0, 0, 3], [1, 40, 900, 5000, 20000], [0.1, 0.11, 0.12]])
def test_larger_values_never_get_lighter_colours(values: list[float]) -> None:
    bounds = breaks(values, share=max(values) < 1)
    shades = [shade(value, bounds) for value in sorted(values)]
    assert shades == sorted(shades)
    assert (len(set(shades)) > 1) == (len(set(values)) > 1)


def test_in_english_a_tile_has_letters_and_a_name() -> None:
    with speaking("en"):
        html = str(tile_map("Provinces", country(REGIONS, ""), [row(region="370100")], province).render())
    assert '<span aria-hidden="true">SD</span><span class="vh">Shandong' in html
    assert not re.search(r"[\u4e00-\u9fff]", html.replace("示例省", ""))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_run_from_light_to_dark_and_carry_their_text() -> None:
    schemes = [
        dict(re.findall(r"--gk-(q[\w-]+): ?(#\w+)", block))
        for block in re.findall(r"\{[^{}]*--gk-q1[^{}]*\}", style_sheet())
    ]
    schemes = [scheme for scheme in schemes if scheme]
    assert len(schemes) == 2, "light and dark"
    for scheme in schemes:
        lights = [luminance(scheme[f"q{step}"]) for step in range(1, 6)]
        assert lights in (sorted(lights), sorted(lights, reverse=True)), "told apart by lightness alone"
        for step in range(1, 6):
            text = scheme["q-low"] if step < 4 else scheme["q-high"]
            assert contrast(scheme[f"q{step}"], text) >= 4.5
        for step in range(1, 5):
            assert contrast(scheme[f"q{step}"], scheme[f"q{step + 1}"]) >= 1.25


def test_none_is_zero_and_less_than_a_hundredth_is_something() -> None:
    granted = next(measure for measure in MEASURES if measure.share)
    assert [granted.text(value) for value in (0, 0.004, 0.005, 0.01, 0.5, 0.99, 0.996, 1)] == [
        "0%",
        "<1%",
        "<1%",
        "1%",
        "50%",
        "99%",
        ">99%",
        "100%",
    ]


def test_a_place_without_any_case_lacks_the_number() -> None:
    html = str(tile_map("图", country(REGIONS, ""), [row(region="370100")], province, measures=MEASURES[2:3]).render())
    assert "<b>缺数</b>" in html
    assert "<b>数小</b>" not in html


def test_the_smallest_value_bounds_no_class() -> None:
    assert breaks([10, 10, 10, 20, 50], share=False) == [20, 50]
