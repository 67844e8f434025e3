"""Indicators of the applications table. Rates of outcomes stand over what was concluded, never over open cases."""

from __future__ import annotations

from gongkai import codes
from gongkai.checks.cells import APPLICANTS
from gongkai.indicators.operands import OTHER, Definition, Terms, total


def _group(name: str) -> tuple[str, ...]:
    return tuple(row for row in codes.outcome_codes() if codes.outcome_group(row) == name)


DENIED, UNAVAILABLE, DECLINED = _group("denied"), _group("unavailable"), _group("declined")
REFUSED = (*DENIED, *UNAVAILABLE, *DECLINED)
ORGANISATIONS = tuple(column for column in APPLICANTS if column != "natural_person")

CONCLUDED = total("concluded_total")
RECEIVED = total("received_new")
CASELOAD = total("received_new", "carried_in")
GRANTED = total("granted", "partially_granted")
OF_ORGANISATIONS: Terms = tuple((1, ("applications", "received_new", column)) for column in ORGANISATIONS)

DEFINITIONS: tuple[Definition, ...] = (
    Definition(code="caseload", numerator=CASELOAD, proportion=False, balance=True),
    Definition(code="grant_rate", numerator=total("granted"), denominator=CONCLUDED),
    Definition(code="grant_or_partial_rate", numerator=GRANTED, denominator=CONCLUDED),
    Definition(code="substantive_grant_rate", numerator=GRANTED, denominator=(*GRANTED, *total(*DENIED))),
    Definition(code="denial_rate", numerator=total(*DENIED), denominator=CONCLUDED),
    Definition(code="unavailable_rate", numerator=total(*UNAVAILABLE), denominator=CONCLUDED),
    Definition(code="declined_rate", numerator=total(*DECLINED), denominator=CONCLUDED),
    Definition(code="other_rate", numerator=((1, OTHER),), denominator=CONCLUDED),
    *(
        Definition(code="denial_ground_share", item=row, numerator=total(row), denominator=total(*DENIED))
        for row in DENIED
    ),
    *(
        Definition(code="refusal_reason_share", item=row, numerator=total(row), denominator=total(*REFUSED))
        for row in REFUSED
    ),
    Definition(code="clearance_rate", numerator=CONCLUDED, denominator=CASELOAD, balance=True),
    Definition(code="carry_over_rate", numerator=total("carried_out"), denominator=CASELOAD, balance=True),
    Definition(
        code="natural_person_share",
        numerator=((1, ("applications", "received_new", "natural_person")),),
        denominator=RECEIVED,
    ),
    *(
        Definition(
            code="organisation_mix",
            item=column,
            numerator=((1, ("applications", "received_new", column)),),
            denominator=OF_ORGANISATIONS,
        )
        for column in ORGANISATIONS
    ),
)
"""In the order of the code list; `received_growth`, which needs two reports, follows them."""
