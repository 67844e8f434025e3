"""The judge itself: what counts as exact, doubted, wrong beside a warning, wrong in silence, invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.accuracy.draft import Expected, Identity
from tests.accuracy.judge import judge, touched

KEY = ("applications", "granted", "enterprise")
IDENTITY = Identity(("示例县教育局",), (2022,), ("2021",))
SEVEN, BLANK = Expected(Decimal(7), "reported"), Expected(None, "blank")


def figure(value: int | None, status: str) -> dict[str, Any]:
    return {"table": KEY[0], "row": KEY[1], "column": KEY[2], "value": value, "status": status, "raw": ""}


def doubt(**changes: Any) -> dict[str, Any]:
    plain = {"type": "column_uncertain", "severity": "warning", "state": "failed", "table": "applications"}
    return plain | {"row": None, "column": None} | changes


def reading(*figures: dict[str, Any], findings: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    agency = {"name": "示例县教育局"}
    return {
        "outcome": "report",
        "figures": [*figures],
        "findings": [*findings],
        "agency": agency,
        "year": 2022,
        "form": "2021",
    }


@pytest.mark.parametrize(
    ("expected", "read", "verdict"),
    [
        (SEVEN, figure(7, "reported"), "exact"),
        (SEVEN, figure(None, "unreadable"), "flagged"),
        (SEVEN, figure(1, "reported"), "silent"),
        (SEVEN, figure(None, "blank"), "silent"),
        (SEVEN, figure(None, "absent"), "silent"),
        (BLANK, figure(None, "blank"), "exact"),
        (BLANK, figure(0, "reported"), "invented"),
        (BLANK, figure(None, "not_applicable"), "status"),
        (BLANK, figure(None, "absent"), "status"),
        (None, figure(7, "reported"), "invented"),
        (None, figure(None, "blank"), "status"),
    ],
)
def test_verdicts_without_any_finding(expected: Expected | None, read: dict[str, Any], verdict: str) -> None:
    score, _ = judge(reading(read), {KEY: expected} if expected else {}, IDENTITY)  # type: ignore[dict-item]
    assert +score.determined == {verdict: 1}
    assert score.bad == (verdict in ("silent", "invented"))


def test_a_figure_that_is_not_read_at_all_is_wrong_in_silence() -> None:
    score, _ = judge(reading(), {KEY: SEVEN}, IDENTITY)  # type: ignore[dict-item]
    assert score.determined["silent"] == 1


def test_a_wrong_figure_beside_its_finding_is_told_apart() -> None:
    score, _ = judge(reading(figure(1, "reported"), findings=(doubt(row="granted"),)), {KEY: SEVEN}, IDENTITY)  # type: ignore[dict-item]
    assert +score.determined == {"warned": 1}
    assert not score.bad


def test_figures_that_are_not_determined_are_counted_apart() -> None:
    open_seven = Expected(Decimal(7), "reported", determined=False)
    score, _ = judge(reading(figure(1, "reported")), {KEY: open_seven}, IDENTITY)  # type: ignore[dict-item]
    assert +score.open == {"silent": 1}
    assert not +score.determined
    assert score.bad == 1


@pytest.mark.parametrize(
    ("finding", "covers"),
    [
        (doubt(), True),
        (doubt(row="granted"), True),
        (doubt(column="enterprise"), True),
        (doubt(row="granted", column="enterprise"), True),
        (doubt(row="granted", column="total"), False),
        (doubt(type="applications_row_total", row="granted", column="total"), True),
        (doubt(type="applications_balance", row="carried_out", column="enterprise"), True),
        (doubt(row="carried_in"), False),
        (doubt(column="total"), False),
        (doubt(table="proceedings"), False),
        (doubt(table=None), False),
    ],
)
def test_a_finding_covers_what_it_names(finding: dict[str, Any], *, covers: bool) -> None:
    assert touched(KEY, [finding]) is covers  # type: ignore[arg-type]


@pytest.mark.parametrize("changes", [{"severity": "info"}, {"state": "explained"}])
def test_remarks_that_are_no_failed_warning_cover_nothing(changes: dict[str, str]) -> None:
    score, _ = judge(reading(figure(1, "reported"), findings=(doubt(**changes),)), {KEY: SEVEN}, IDENTITY)  # type: ignore[dict-item]
    assert score.determined["silent"] == 1


def test_a_refused_report_leaves_all_its_figures_open() -> None:
    score, _ = judge({"outcome": "unreadable"}, {KEY: SEVEN}, IDENTITY)  # type: ignore[dict-item]
    assert (score.refused, +score.determined) == (1, {"flagged": 1})


def test_body_year_and_form_are_right_unknown_or_wrong() -> None:
    read = reading() | {"agency": None, "year": 2021}
    score, _ = judge(read, {}, IDENTITY)
    assert score.identity == {"agency_unknown": 1, "year_wrong": 1, "form_right": 1}
