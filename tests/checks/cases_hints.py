"""Hints on failed sums: where the cause is likely, and where the sum failed without it."""

from __future__ import annotations

from tests.checks.cases import APPLICATIONS, PLAIN, Case
from tests.checks.factory import with_cells, with_row

SPLIT = with_row(PLAIN, "proceedings", "reconsideration", (2, 0, 1, 0, 21))
"""2 and 0 were 20."""
TRANSPOSED = with_row(PLAIN, "proceedings", "reconsideration", (12, 3, 0, 0, 24))
"""12 was 21."""
NEITHER = with_row(PLAIN, "proceedings", "reconsideration", (12, 3, 0, 0, 16))

FLOW = with_row(
    with_row(PLAIN, APPLICATIONS, "received_new", (9, 4, 0, 0, 0, 0, 13)),
    APPLICATIONS,
    "concluded_total",
    (9, 4, 0, 0, 0, 0, 13),
)
SHIFTED = with_row(
    with_row(FLOW, APPLICATIONS, "granted", (9, 0, 1, 0, 0, 0, 10)),
    APPLICATIONS,
    "partially_granted",
    (0, 3, 0, 0, 0, 0, 3),
)
"""One decision stands under 科研机构 instead of 商业企业."""
NOT_SHIFTED = with_row(
    with_row(FLOW, APPLICATIONS, "granted", (9, 0, 3, 0, 0, 0, 12)),
    APPLICATIONS,
    "partially_granted",
    (0, 3, 0, 0, 0, 0, 3),
)
"""The differences are not opposite: 商业企业 lacks 1, 科研机构 has 3 too many."""
APART = with_row(
    with_row(FLOW, APPLICATIONS, "granted", (9, 2, 2, 0, 0, 0, 13)),
    APPLICATIONS,
    "partially_granted",
    (0, 0, 0, 0, 0, 0, 0),
)
"""Differences are opposite, but the 2 cannot move where another figure stands."""
BALANCE = with_cells(
    with_row(FLOW, APPLICATIONS, "granted", (9, 4, 0, 0, 0, 0, 13)),
    {
        (APPLICATIONS, "carried_in", "research"): 5,
        (APPLICATIONS, "carried_in", "total"): 5,
        (APPLICATIONS, "carried_out", "nonprofit"): 5,
        (APPLICATIONS, "carried_out", "total"): 5,
    },
)
ALL_ROWS = with_row(
    with_row(
        with_row(PLAIN, APPLICATIONS, "received_new", (4, 0, 0, 0, 0, 0, 0)), APPLICATIONS, "granted", (4, *[0] * 6)
    ),
    APPLICATIONS,
    "concluded_total",
    (4, 0, 0, 0, 0, 0, 0),
)
SOME_ROWS = with_row(
    with_row(ALL_ROWS, APPLICATIONS, "carried_in", (0, 1, 0, 0, 0, 0, 1)),
    APPLICATIONS,
    "carried_out",
    (0, 1, 0, 0, 0, 0, 1),
)

CASES: tuple[Case, ...] = (
    Case("split_digits", "failed", SPLIT, "reconsideration", "info", 3, 21),
    Case("split_digits", "passed", TRANSPOSED, "reconsideration", "info", 15, 24),
    # A blank is no digit.
    Case(
        "split_digits",
        "passed",
        with_row(PLAIN, "proceedings", "reconsideration", (2, "blank", 0, 0, 0)),
        "reconsideration",
        "info",
        2,
        0,
    ),
    Case(
        "split_digits",
        "failed",
        with_row(PLAIN, APPLICATIONS, "granted", (1, 2, 0, 0, 0, 0, 12)),
        "granted",
        "info",
        3,
        12,
    ),
    Case("transposed_digits", "failed", TRANSPOSED, "reconsideration", "info", 15, 24),
    Case("transposed_digits", "passed", NEITHER, "reconsideration", "info", 15, 16),
    # A multiple of 9 alone is no cause, and no number begins with 0.
    Case(
        "transposed_digits",
        "passed",
        with_row(PLAIN, "proceedings", "reconsideration", (10, 0, 0, 0, 1)),
        "reconsideration",
        "info",
        10,
        1,
    ),
    Case(
        "transposed_digits",
        "failed",
        with_cells(
            PLAIN,
            {(APPLICATIONS, "received_new", "research"): 31, (APPLICATIONS, "concluded_total", "research"): 13},
        ),
        "balance.research",
        "info",
        18,
        0,
    ),
    Case("shifted_column", "failed", SHIFTED, "enterprise.research", "info", 1, -1),
    Case("shifted_column", "passed", APART, "enterprise.research", "info", 2, -2),
    Case("shifted_column", "failed", BALANCE, "balance.research.nonprofit", "info", -5, 5),
    Case("shifted_column", "failed", ALL_ROWS, "rows", "info", 0, 3),
    Case("shifted_column", "passed", SOME_ROWS, "rows", "info", 0, 3),
)
