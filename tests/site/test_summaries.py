"""Charts of sums: what is not known is never drawn as nothing."""

from __future__ import annotations

from gongkai import codes
from gongkai.site.groups.summaries import CUT, composition, denial_grounds
from gongkai.site.groups.totals import Cube
from gongkai.site.groups.year_page import _totals


def cube(year: int, row: str, total: int, known: int) -> Cube:
    return Cube(year, "own", "", "", "applications", row, total, known, 0, 1 - known)


def test_where_a_kind_of_outcome_has_no_number_there_are_no_shares() -> None:
    whole = [cube(2023, row, 2, 1) for row in codes.outcome_codes()]
    cut = [cube(2022, row, 5 if row == "granted" else 0, int(row == "granted")) for row in codes.outcome_codes()]
    chart = composition([*whole, *cut], lambda part: str(part.year), ["2023", "2022"], "怎样答复")
    shares = dict(chart.rows)
    assert all(shares["2023"])
    assert set(shares["2022"]) == {None}
    assert CUT in chart.note
    assert CUT not in composition(whole, lambda part: str(part.year), ["2023"], "怎样答复").note


def test_cells_without_a_number_are_told_whatever_they_hold() -> None:
    """`other`: unreadable, marked or not found. They are in no sum, as blanks are not."""
    lost = Cube(2023, "own", "", "", "applications", "denied_inquiry", 0, 0, 1, 2)
    assert "另有 3 格没有数" in denial_grounds([lost], "理由").note
    assert "另有 3 格没有数" in composition([lost], lambda part: str(part.year), ["2023"], "怎样答复").note
    known = [cube(2023, row, 2, 1) for row in codes.outcome_codes()]
    assert "没有数" not in composition(known, lambda part: str(part.year), ["2023"], "怎样答复").note


def test_reports_without_the_table_stand_behind_a_total_too() -> None:
    part = Cube(2023, "own", "", "", "applications", "received_new", 7, 2, 1, 0)
    assert "2／1／2" in _totals({"own": 5}, [part])
