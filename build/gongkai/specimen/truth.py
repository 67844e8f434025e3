"""The invented figures of one body through the years: consistent in themselves and from year to year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from gongkai.model import Number
    from gongkai.specimen.agencies import Body
    from gongkai.specimen.chance import Chance

FLOWS = ("received_new", "carried_in", "concluded_total", "carried_out")
OUTCOMES = tuple(row for row in codes.row_codes("applications", "2021") if row not in FLOWS)
CHANNELS = codes.row_codes("proceedings")

APPLICANT_WEIGHTS = (86.0, 8.0, 0.5, 1.0, 3.0, 1.5)
OUTCOME_WEIGHTS: Mapping[str, float] = {
    "granted": 40,
    "partially_granted": 9,
    "denied_third_party": 3,
    "denied_internal_affairs": 1.5,
    "denied_deliberative": 2,
    "denied_enforcement_file": 2,
    "denied_inquiry": 2,
    "unavailable_not_held": 20,
    "unavailable_needs_creation": 4,
    "unavailable_unclear": 1,
    "declined_petition": 5,
    "declined_repeat": 3,
    "other_uncorrected": 3,
    "other_other": 3,
}
RARE = 0.3
"""Weight of the outcome rows not named above."""

RECEIVED = {
    ("government", "province"): 1300,
    ("government", "city"): 380,
    ("government", "county"): 125,
    ("office", "province"): 210,
    ("office", "city"): 70,
    ("office", "county"): 17,
    ("department", "province"): 64,
    ("department", "city"): 32,
    ("department", "county"): 8,
    ("branch", "county"): 4,
    ("township", "county"): 2,
}
"""Applications in an ordinary year."""

SIZE = {"province": 14, "city": 4, "county": 1}
"""How many times a county's decisions and fees a body of this tier has."""


@dataclass(frozen=True, slots=True)
class YearTruth:
    """The figures of one report before anything is printed wrongly."""

    year: int
    applications: Mapping[str, tuple[int, ...]]
    """Row of the form of 2021 -> the six applicant columns."""
    proceedings: Mapping[str, tuple[int, ...]]
    """Channel -> upheld, corrected, other, pending."""
    disclosure: Mapping[tuple[str, str], Number]
    """(row, column) of both editions."""


@dataclass(frozen=True, slots=True)
class _Stock:
    """What one year hands to the next."""

    open_cases: tuple[int, ...]
    pending: tuple[int, ...]
    in_force: Mapping[str, int]
    disclosed: Mapping[str, int]
    items: Mapping[str, int]
    level: float


def history(body: Body, years: Iterable[int], chance: Chance, breaks: Container[int] = ()) -> tuple[YearTruth, ...]:
    """The figures of a body for consecutive years.

    What is carried out of one year is carried into the next, documents in force and lists of
    items continue; in the years of `breaks` two more applications are carried in than were
    carried out, as after a merger.
    """
    stock = _start(body, chance)
    truths = []
    for year in years:
        if year in breaks:
            stock = _replace_open(stock, stock.open_cases[0] + 2)
        truth, stock = _year(body, year, stock, chance)
        truths.append(truth)
    return tuple(truths)


def _start(body: Body, chance: Chance) -> _Stock:
    ruling = body.role == "government" and body.place.tier != "county"
    documents = {"government": 160, "office": 24, "department": 9}.get(body.role, 2)
    stock = {
        "regulations": chance.between(18, 60) if ruling else 0,
        "normative_documents": chance.around(documents),
    }
    return _Stock(
        open_cases=(chance.around(RECEIVED[body.role, body.place.tier] * 0.04), 0, 0, 0, 0, 0),
        pending=(0, 0, 0),
        in_force=stock,
        disclosed={row: number + chance.between(0, 9) if number else 0 for row, number in stock.items()},
        items={
            "licensing": chance.around(sqrt(body.sector.licensing)),
            "other_services": chance.between(4, 60),
            "penalties": chance.around(6 * sqrt(body.sector.penalties)),
            "coercion": chance.around(2 * sqrt(body.sector.coercion)),
            "fees": 2 if body.sector.fees else 0,
        },
        level=1.0,
    )


def _replace_open(stock: _Stock, natural_persons: int) -> _Stock:
    cases = (natural_persons, *stock.open_cases[1:])
    return _Stock(cases, stock.pending, stock.in_force, stock.disclosed, stock.items, stock.level)


def _year(body: Body, year: int, stock: _Stock, chance: Chance) -> tuple[YearTruth, _Stock]:
    level = stock.level * chance.share(0.88, 1.2)
    applications = _applications(body, stock.open_cases, level, chance)
    proceedings = _proceedings(sum(applications["concluded_total"]), stock.pending, chance)
    disclosure, in_force, disclosed, items = _disclosure(body, stock, level, chance)
    after = _Stock(
        open_cases=applications["carried_out"],
        pending=tuple(results[3] for results in proceedings.values()),
        in_force=in_force,
        disclosed=disclosed,
        items=items,
        level=level,
    )
    return YearTruth(year, applications, proceedings, disclosure), after


def _applications(body: Body, carried_in: tuple[int, ...], level: float, chance: Chance) -> dict[str, tuple[int, ...]]:
    total = chance.around(RECEIVED[body.role, body.place.tier] * level)
    received = chance.split(total, APPLICANT_WEIGHTS)
    open_share = chance.share(0.0, 0.09)
    carried_out = tuple(int(n * open_share + chance.share(0, 0.6)) if n else 0 for n in received)
    concluded = tuple(n + c - o for n, c, o in zip(received, carried_in, carried_out, strict=True))
    weights = [OUTCOME_WEIGHTS.get(row, RARE) * chance.share(0.6, 1.4) for row in OUTCOMES]
    by_applicant = [chance.split(number, weights) for number in concluded]
    rows = {row: tuple(column[i] for column in by_applicant) for i, row in enumerate(OUTCOMES)}
    return {
        "received_new": received,
        "carried_in": carried_in,
        **rows,
        "concluded_total": concluded,
        "carried_out": carried_out,
    }


def _proceedings(concluded: int, pending: tuple[int, ...], chance: Chance) -> dict[str, tuple[int, ...]]:
    rates = (0.05, 0.015, 0.012)
    return {
        channel: chance.split(still_open + chance.around(concluded * rate * 0.8), (60, 9, 20, 11))
        for channel, still_open, rate in zip(CHANNELS, pending, rates, strict=True)
    }


def _disclosure(
    body: Body, stock: _Stock, level: float, chance: Chance
) -> tuple[dict[tuple[str, str], Number], dict[str, int], dict[str, int], dict[str, int]]:
    cells: dict[tuple[str, str], Number] = {}
    in_force, disclosed, items = dict(stock.in_force), dict(stock.disclosed), dict(stock.items)
    for row, before in stock.in_force.items():
        issued = chance.around(before * 0.09)
        repealed = min(before, chance.around(before * 0.05))
        public = chance.between(max(0, issued - 1), issued)
        in_force[row] = before + issued - repealed
        disclosed[row] += public
        for column, number in zip(
            ("issued", "repealed", "in_force", "made", "disclosed", "disclosed_total"),
            (issued, repealed, in_force[row], issued, public, disclosed[row]),
            strict=True,
        ):
            cells[row, column] = number
    scale = SIZE[body.place.tier] * level
    sector = body.sector
    yearly = {
        "licensing": sector.licensing,
        "other_services": sector.licensing // 3,
        "penalties": sector.penalties,
        "coercion": sector.coercion,
    }
    for row, before in stock.items.items():
        change = chance.between(-min(before, 4), 3) if before else 0
        cells[row, "previous_items"] = before
        cells[row, "change"] = change
        items[row] = before + change
        if row != "fees":
            cells[row, "decisions"] = chance.around(yearly[row] * scale) if yearly[row] else 0
    cells["fees", "amount"] = _amount(int(sector.fees * scale), chance) if sector.fees else Decimal(0)
    projects = chance.between(0, 9) * SIZE[body.place.tier]
    cells["procurement", "procurement_projects"] = projects
    cells["procurement", "procurement_amount"] = _amount(projects * 31, chance) if projects else Decimal(0)
    return cells, in_force, disclosed, items


def _amount(level: int, chance: Chance) -> Decimal:
    """万元 with up to two decimals, printed without trailing zeros; at least one hundredth."""
    hundredths = max(1, chance.between(level * 80, level * 120))
    whole, rest = divmod(hundredths, 100)
    return Decimal(f"{whole}.{rest:02d}".rstrip("0").rstrip("."))
