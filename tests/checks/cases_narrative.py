"""Statements of the prose written by hand, against tables that bear them out, contradict them, or cannot tell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.checks.cases import BLANK, EMPTY_ROW, PLAIN, Case
from tests.checks.factory import with_cells, with_row, without_rows

from gongkai.model import Statement

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Number, State


def said(kind: str, item: str = "", value: Number | None = None, **rest: Any) -> Statement:
    """One statement of the first paragraph."""
    return Statement(kind=kind, item=item, value=value, section_position=1, paragraph=1, phrase="正文", **rest)


def telling(report: AnnualReport, *statements: Statement) -> AnnualReport:
    """The report with these statements."""
    return replace(report, statements=statements)


APPLICATIONS = with_cells(
    PLAIN,
    {
        ("applications", "received_new", "natural_person"): 25,
        ("applications", "received_new", "enterprise"): 3,
        ("applications", "received_new", "total"): 28,
        ("applications", "carried_in", "total"): 2,
        ("applications", "granted", "total"): 20,
        ("applications", "partially_granted", "total"): 3,
        ("applications", "denied_state_secret", "total"): 1,
        ("applications", "denied_inquiry", "total"): 2,
        ("applications", "other_other", "total"): 1,
        ("applications", "concluded_total", "total"): 27,
        ("applications", "carried_out", "total"): 3,
        ("proceedings", "reconsideration", "upheld"): 5,
        ("proceedings", "reconsideration", "pending"): 2,
        ("proceedings", "reconsideration", "total"): 7,
        ("proceedings", "litigation_direct", "upheld"): 4,
        ("proceedings", "litigation_direct", "total"): 4,
    },
)
NOTHING_PRINTED = with_row(APPLICATIONS, "applications", "received_new", EMPTY_ROW)
NOT_COUNTED = with_row(NOTHING_PRINTED, "applications", "concluded_total", EMPTY_ROW)
FOUR = (said("received", value=28), said("carried_in", value=2), said("concluded", value=27))
GROUPS = (
    said("outcome", "granted+partially_granted", 23),
    said("outcome", "denied", 3),
    said("outcome", "unavailable", 0),
    said("outcome", "declined", 0),
)
ALL_GROUPS = (*GROUPS, said("outcome", "other", 1))
TWO_SHARES = (
    said("percentage", value=Decimal("85.1"), share_of=0),
    said("percentage", value=Decimal("11.1"), share_of=1),
)


APPROXIMATE: tuple[tuple[str, int, State], ...] = (
    ("约", 26, "failed"),
    ("约", 27, "passed"),
    ("约", 29, "passed"),
    ("余", 25, "failed"),
    ("余", 26, "passed"),
    ("近", 31, "passed"),
    ("近", 34, "failed"),
)


def _sides(rule: str, kind: str, instance: str, item: str = "", *, right: int, table: int) -> tuple[Case, Case, Case]:
    """The three states of a rule on one number: the right one, another, and that of another body."""
    return (
        Case(
            rule, "passed", telling(APPLICATIONS, said(kind, item, table)), instance, "warning", left=table, right=table
        ),
        Case(
            rule, "failed", telling(APPLICATIONS, said(kind, item, right)), instance, "warning", left=table, right=right
        ),
        Case(
            rule,
            "not_checkable",
            telling(APPLICATIONS, said(kind, item, right, other_body="某办公室")),
            instance,
            "warning",
            reason="scope",
        ),
    )


CASES: tuple[Case, ...] = (
    *_sides("narrative_applications", "received", "received_new", right=31, table=28),
    Case(
        "narrative_applications",
        "not_checkable",
        telling(NOTHING_PRINTED, said("received", value=28)),
        "received_new",
        "warning",
        reason="blank",
    ),
    # 收到 may count what was carried in, 新收 may not.
    Case(
        "narrative_applications",
        "passed",
        telling(APPLICATIONS, said("received", value=30)),
        "received_new",
        "warning",
        left=30,
        right=30,
    ),
    Case(
        "narrative_applications",
        "failed",
        telling(APPLICATIONS, said("received", value=30, qualifiers=("new",))),
        "received_new",
        "warning",
        left=28,
        right=30,
    ),
    # 近 40 is 36 to 40: at most a hint.
    Case(
        "narrative_applications",
        "failed",
        telling(APPLICATIONS, said("received", value=40, approximate="近")),
        "received_new",
        "info",
        left=28,
        right=40,
    ),
    # 办理 may count what was concluded.
    Case(
        "narrative_applications",
        "passed",
        telling(APPLICATIONS, said("received", value=27, qualifiers=("handled",))),
        "received_new",
        "warning",
        left=27,
        right=27,
    ),
    # 约 is 5 % to either side, 25余 stops short of 27.5, 近31 begins at 27.9.
    *(
        Case(
            "narrative_applications",
            state,
            telling(APPLICATIONS, said("received", value=value, approximate=word)),
            "received_new",
            "info",
            left=28,
            right=value,
        )
        for word, value, state in APPROXIMATE
    ),
    *_sides("narrative_carried_in", "carried_in", "carried_in", right=3, table=2),
    *_sides("narrative_concluded", "concluded", "concluded_total", right=28, table=27),
    Case(
        "narrative_concluded",
        "passed",
        telling(APPLICATIONS, said("concluded", value=26)),
        "concluded_total",
        "warning",
        left=26,
        right=26,
    ),
    *_sides("narrative_carried_out", "carried_out", "carried_out", right=2, table=3),
    Case(
        "narrative_balance",
        "passed",
        telling(APPLICATIONS, *FOUR, said("carried_out", value=3)),
        "carried_out",
        "warning",
        left=3,
        right=3,
    ),
    # 收到 may count what was carried in.
    Case(
        "narrative_balance",
        "passed",
        telling(APPLICATIONS, said("received", value=30), *FOUR[1:], said("carried_out", value=3)),
        "carried_out",
        "warning",
        left=3,
        right=3,
    ),
    # Of several numbers received, one that balances is enough.
    Case(
        "narrative_balance",
        "passed",
        telling(
            APPLICATIONS,
            said("received", value=31),
            said("received", value=30),
            *FOUR[1:],
            said("carried_out", value=3),
        ),
        "carried_out",
        "warning",
        left=3,
        right=3,
    ),
    Case(
        "narrative_balance",
        "failed",
        telling(APPLICATIONS, *FOUR, said("carried_out", value=4)),
        "carried_out",
        "warning",
        left=3,
        right=4,
    ),
    Case(
        "narrative_balance",
        "not_checkable",
        telling(APPLICATIONS, *FOUR, said("carried_out", value=3, approximate="约")),
        "carried_out",
        "info",
        reason="scope",
    ),
    Case(
        "narrative_all_answered",
        "passed",
        telling(PLAIN, said("all_answered")),
        "carried_out",
        "warning",
        left=0,
        right=0,
    ),
    Case(
        "narrative_all_answered",
        "failed",
        telling(APPLICATIONS, said("all_answered", value=28)),
        "concluded_total",
        "warning",
        left=27,
        right=28,
    ),
    Case(
        "narrative_all_answered",
        "not_checkable",
        telling(with_row(PLAIN, "applications", "carried_out", EMPTY_ROW), said("all_answered")),
        "carried_out",
        "warning",
        reason="blank",
    ),
    *_sides("narrative_outcomes", "outcome", "denied", "denied", right=1, table=3),
    Case(
        "narrative_outcomes",
        "failed",
        telling(APPLICATIONS, said("outcome", "granted+partially_granted", 20)),
        "granted+partially_granted",
        "warning",
        left=23,
        right=20,
    ),
    # A blank total is made of its six columns.
    Case(
        "narrative_outcomes",
        "failed",
        telling(
            with_row(PLAIN, "applications", "granted", (258, 12, 0, 0, 1, 1, BLANK)), said("outcome", "granted", 258)
        ),
        "granted",
        "warning",
        left=272,
        right=258,
    ),
    Case(
        "narrative_outcome_sum",
        "passed",
        telling(APPLICATIONS, *ALL_GROUPS, said("concluded", value=27)),
        "concluded_total",
        "warning",
        left=27,
        right=27,
    ),
    Case(
        "narrative_outcome_sum",
        "failed",
        telling(APPLICATIONS, *GROUPS, said("outcome", "other", 5), said("concluded", value=27)),
        "concluded_total",
        "warning",
        left=27,
        right=31,
    ),
    # The whole named may be what was received; parts that exceed it fail, however few are named.
    Case(
        "narrative_outcome_sum",
        "passed",
        telling(APPLICATIONS, FOUR[0], *GROUPS, said("outcome", "other", 2)),
        "concluded_total",
        "warning",
        left=28,
        right=28,
    ),
    Case(
        "narrative_outcome_sum",
        "failed",
        telling(APPLICATIONS, said("outcome", "granted", 25), said("outcome", "denied", 4)),
        "concluded_total",
        "warning",
        left=27,
        right=29,
    ),
    Case(
        "narrative_outcome_sum",
        "not_checkable",
        telling(APPLICATIONS, *GROUPS),
        "concluded_total",
        "warning",
        reason="scope",
    ),
    Case(
        "narrative_percentage",
        "passed",
        telling(APPLICATIONS, GROUPS[1], said("percentage", value=Decimal("11.1"), share_of=0)),
        "denied",
        "warning",
        left=Decimal("11.11"),
        right=Decimal("11.1"),
    ),
    Case(
        "narrative_percentage",
        "failed",
        telling(APPLICATIONS, GROUPS[0], said("percentage", value=Decimal("33.9"), share_of=0)),
        "granted+partially_granted",
        "warning",
        left=Decimal("85.19"),
        right=Decimal("33.9"),
    ),
    # One unit in the last digit, not two.
    Case(
        "narrative_percentage",
        "failed",
        telling(APPLICATIONS, GROUPS[1], said("percentage", value=Decimal("11.3"), share_of=0)),
        "denied",
        "warning",
        left=Decimal("11.11"),
        right=Decimal("11.3"),
    ),
    Case(
        "narrative_percentage",
        "not_checkable",
        telling(NOT_COUNTED, GROUPS[1], said("percentage", value=Decimal("11.1"), share_of=0)),
        "denied",
        "warning",
        reason="blank",
    ),
    Case(
        "narrative_percentage_sum",
        "passed",
        telling(APPLICATIONS, *ALL_GROUPS, *TWO_SHARES, said("percentage", value=Decimal("3.7"), share_of=4)),
        "outcomes",
        "warning",
        left=100,
        right=Decimal("99.9"),
    ),
    Case(
        "narrative_percentage_sum",
        "failed",
        telling(APPLICATIONS, *ALL_GROUPS, *TWO_SHARES, said("percentage", value=Decimal("13.7"), share_of=4)),
        "outcomes",
        "warning",
        left=100,
        right=Decimal("109.9"),
    ),
    Case(
        "narrative_percentage_sum",
        "not_checkable",
        telling(APPLICATIONS, *ALL_GROUPS, *TWO_SHARES),
        "outcomes",
        "warning",
        reason="absent",
    ),
    *_sides("narrative_proceedings", "proceedings", "litigation", "litigation", right=9, table=4),
    Case(
        "narrative_proceedings",
        "not_checkable",
        telling(APPLICATIONS, said("proceedings", "reconsideration", 6, qualifiers=("recorded",))),
        "reconsideration",
        "warning",
        reason="scope",
    ),
    *_sides(
        "narrative_proceedings_results",
        "proceedings_result",
        "reconsideration",
        "reconsideration.upheld",
        right=7,
        table=5,
    ),
    Case(
        "narrative_proceedings_results",
        "failed",
        telling(
            APPLICATIONS,
            said("proceedings", "reconsideration", 7),
            said("proceedings_result", "reconsideration.upheld", qualifiers=("all",)),
        ),
        "reconsideration",
        "warning",
        left=5,
        right=7,
    ),
    Case(
        "narrative_proceedings_results",
        "passed",
        telling(APPLICATIONS, said("proceedings_result", "litigation.upheld", qualifiers=("all",))),
        "litigation",
        "warning",
        left=4,
        right=4,
    ),
    Case(
        "narrative_zero",
        "passed",
        telling(NOTHING_PRINTED, said("none", "applications")),
        "applications",
        "warning",
        left=0,
        right=0,
    ),
    Case(
        "narrative_zero",
        "failed",
        telling(APPLICATIONS, said("none", "litigation")),
        "litigation",
        "warning",
        left=4,
        right=0,
    ),
    Case(
        "narrative_zero",
        "not_checkable",
        telling(without_rows(PLAIN, "proceedings"), said("none", "reconsideration")),
        "reconsideration",
        "warning",
        reason="absent",
    ),
)
