"""Applicants, channels, documents and decisions of the prose: borne out, contradicted, not checkable."""

from __future__ import annotations

from tests.checks.cases import BLANK, PLAIN_2019, Case
from tests.checks.cases_narrative import APPLICATIONS, said, telling
from tests.checks.factory import with_cells

TABLE = with_cells(
    APPLICATIONS,
    {
        ("disclosure", "normative_documents", "issued"): 4,
        ("disclosure", "penalties", "decisions"): 9,
        ("disclosure", "coercion", "decisions"): BLANK,
    },
)
ONLINE = said("channel", "online", 27)
LETTER = said("channel", "letter", 1)
ALL = said("received", value=28)
ISSUED = "normative_documents.issued"

CASES: tuple[Case, ...] = (
    Case("narrative_applicants", "passed", telling(TABLE, said("applicant", "organisations", 3)), "organisations", "warning", 3, 3),
    Case("narrative_applicants", "failed", telling(TABLE, said("applicant", "natural_person", 24)), "natural_person", "warning", 25, 24),
    Case("narrative_applicants", "not_checkable", telling(TABLE, said("applicant", "enterprise", 1, other_body="某镇")), "enterprise", "warning", reason="scope"),
    Case("narrative_channels", "passed", telling(TABLE, ALL, ONLINE, LETTER), "received_new", "warning", 28, 28),
    Case("narrative_channels", "failed", telling(TABLE, ALL, ONLINE, said("channel", "letter", 2)), "received_new", "warning", 28, 29),
    Case("narrative_channels", "not_checkable", telling(TABLE, ALL, ONLINE), "received_new", "warning", reason="scope"),
    Case("narrative_documents", "passed", telling(TABLE, said("documents", ISSUED, 4)), ISSUED, "warning", 4, 4),
    Case("narrative_documents", "failed", telling(TABLE, said("documents", ISSUED, 5)), ISSUED, "warning", 4, 5),
    Case("narrative_documents", "failed", telling(TABLE, said("documents", ISSUED, 5, qualifiers=("published",))), ISSUED, "info", 4, 5),
    Case("narrative_documents", "not_checkable", telling(PLAIN_2019, said("documents", "regulations.in_force", 5)), "regulations.in_force", "warning", reason="form"),
    Case("narrative_decisions", "passed", telling(TABLE, said("decisions", "penalties", 9)), "penalties", "info", 9, 9),
    Case("narrative_decisions", "failed", telling(TABLE, said("decisions", "penalties", 8)), "penalties", "info", 9, 8),
    Case("narrative_decisions", "not_checkable", telling(TABLE, said("decisions", "coercion", 8)), "coercion", "info", reason="blank"),
)  # fmt: skip
