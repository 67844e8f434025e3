"""Charts of sums: what is not known is never drawn as nothing."""

from __future__ import annotations

from gongkai import codes
from gongkai.site.groups.summaries import CUT, composition
from gongkai.site.groups.totals import Cube


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
