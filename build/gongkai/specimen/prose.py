"""The words of a report: invented, plain, and in agreement with what its tables print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.specimen import phrases as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai.model import FormCode
    from gongkai.specimen.agencies import Body
    from gongkai.specimen.chance import Chance
    from gongkai.specimen.figures import Figures

CHINESE = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Facts:
    """The printed figures that the prose speaks of; a blank cell is spoken of as nothing."""

    received: int
    persons: int
    carried_in: int
    concluded: int
    carried_out: int
    granted: int
    partial: int
    groups: Mapping[str, int]
    reviews: int
    upheld: int
    lawsuits: int
    disclosure: Mapping[tuple[str, str], str]
    """(row, column) -> the number as text, where one is printed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the prose depends on besides the figures."""

    body: Body
    year: int
    form: FormCode
    faults: tuple[str, ...]
    before: Facts | None
    """The year before, if the set holds its report."""


def facts(figures: Figures) -> Facts:
    """Read off the totals."""

    def total(row: str, column: str = "total") -> int:
        return int(figures["applications", row, column].value or 0)

    def cases(row: str, column: str = "total") -> int:
        return int(figures["proceedings", row, column].value or 0)

    groups: dict[str, int] = {}
    for row in codes.outcome_codes():
        group = codes.outcome_group(row)
        if group and ("applications", row, "total") in figures:
            groups[group] = groups.get(group, 0) + total(row)
    return Facts(
        received=total("received_new"),
        persons=total("received_new", "natural_person"),
        carried_in=total("carried_in"),
        concluded=total("concluded_total"),
        carried_out=total("carried_out"),
        granted=total("granted"),
        partial=total("partially_granted"),
        groups=groups,
        reviews=cases("reconsideration"),
        upheld=cases("reconsideration", "upheld"),
        lawsuits=cases("litigation_direct") + cases("litigation_after_reconsideration"),
        disclosure={
            (row, column): str(cell.value)
            for (table, row, column), cell in figures.items()
            if table == "disclosure" and cell.value is not None
        },
    )


def intro(setting: Setting, chance: Chance) -> list[str]:
    """The paragraphs before section one."""
    body, year = setting.body, setting.year
    last = 21 if "period_wrong" in setting.faults else 31
    text = chance.pick(say.INTROS).format(
        name=body.name,
        year=year,
        parts="五" if "section_six_missing" in setting.faults else "六",
        period=chance.pick(say.PERIODS).format(year=year, last=last),
        contact=say.CONTACT.format(name=body.name, place=body.place.name, number=chance.between(1, 299)),
        site=f"{body.place.name}人民政府门户网站",
    )
    return [text, say.AGGREGATE.format(place=body.place.name)] if body.scope == "aggregate" else [text]


def overview(setting: Setting, told: Facts, chance: Chance) -> list[str]:
    """Section one: a lead and the five usual points."""
    points = (
        _disclosed(setting, told, chance),
        _applications(setting, told, chance) + _disputes(told, chance),
        "".join(chance.sample(say.MANAGEMENT, 2)),
        "".join(chance.sample(say.PLATFORM, 2)),
        _supervision(setting, chance),
    )
    lead = chance.pick(say.LEADS).format(year=setting.year, we=_we(setting.body))
    shape = chance.between(0, 2)
    paragraphs = [lead]
    for i, (head, text) in enumerate(zip(say.SUBHEADS, points, strict=True)):
        if shape == 0:
            paragraphs += [f"（{CHINESE[i]}）{head}情况", text]
        else:
            paragraphs.append((f"（{CHINESE[i]}）{head}。" if shape == 1 else f"{i + 1}.{head}情况。") + text)
    return paragraphs


def problems(setting: Setting, chance: Chance) -> list[str]:
    """Section five: shortcomings and remedies in pairs."""
    pairs = chance.sample(say.PROBLEMS, chance.between(2, 3))
    lead = chance.pick(say.PROBLEM_LEADS).format(year=setting.year)
    known = _numbered(problem for problem, _ in pairs)
    remedies = chance.pick(say.REMEDY_LEADS) + _numbered(remedy for _, remedy in pairs)
    done = say.LAST_YEAR if setting.before and chance.happens(0.5) else ""
    if chance.happens(0.5):
        return [lead + known + done, remedies]
    return [lead + known + remedies + done]


def other_matters(setting: Setting, told: Facts, chance: Chance) -> list[str]:
    """Section six: the fee for processing, then whatever else there is."""
    if told.received > 40 and chance.happens(0.6):
        fee = say.FEE.format(fee=chance.between(1, told.received) * 10)
    else:
        fee = chance.pick(say.NO_FEE).format(year=setting.year)
    paragraphs = [fee, chance.pick(say.OTHERS)]
    if "carried_in_explained" in setting.faults:
        paragraphs.append(say.MERGER)
    return paragraphs


def _we(body: Body) -> str:
    if body.role in ("government", "township"):
        return body.name
    unit = body.name[-1] if body.name[-1] in "局厅" else "机关"
    return body.name if unit == "机关" else f"我{unit}"


def _numbered(texts: Iterable[str]) -> str:
    parts = [f"{CHINESE[i]}是{text}" for i, text in enumerate(texts)]
    return "；".join(parts) + "。"


def _disclosed(setting: Setting, told: Facts, chance: Chance) -> str:
    site, media = chance.between(40, 900), chance.between(10, 400)
    text = chance.pick(say.DISCLOSED).format(
        items=site + media, site_items=site, media_items=media, topics=setting.body.sector.topics
    )
    numbers = told.disclosure
    names = ("issued", "repealed", "in_force") if setting.form == "2021" else ("made",)
    cells = [numbers.get(("normative_documents", name)) for name in names]
    if all(cells) and cells[0] != "0":
        pool = say.DOCUMENTS_2021 if setting.form == "2021" else say.DOCUMENTS_2019
        text += chance.pick(pool).format(**dict(zip(names, cells, strict=True)))
    decided = {row: numbers.get((row, "decisions"), "0") for row in ("licensing", "penalties")}
    if "0" not in decided.values() and chance.happens(0.6):
        text += chance.pick(say.DECISIONS).format(**decided)
    return text


def _applications(setting: Setting, told: Facts, chance: Chance) -> str:
    if not told.received and not told.carried_in:
        return chance.pick(say.NONE_RECEIVED)
    spoken = replace(told, received=told.received + 1) if "prose_differs" in setting.faults else told
    online, letters, counter = chance.split(spoken.received, (70, 22, 8))
    text = chance.pick(say.RECEIVED).format(
        received=spoken.received,
        growth=_growth(spoken, setting.before) if chance.happens(0.5) else "",
        persons=told.persons,
        organisations=spoken.received - told.persons,
        online=online,
        letters=letters,
        counter=counter,
    )
    arrived: Sequence[str] = say.CARRIED_IN if told.carried_in else say.NO_CARRIED_IN
    text += chance.pick(arrived).format(carried_in=told.carried_in)
    if not told.concluded:
        return text + f"年末结转下年度继续办理{told.carried_out}件。"
    ended: Sequence[str] = say.CONCLUDED if told.carried_out else say.ALL_CONCLUDED
    text += chance.pick(ended).format(concluded=told.concluded, carried_out=told.carried_out)
    if told.concluded > 3:
        text += chance.pick(say.OUTCOMES).format(
            granted=told.granted,
            partial=told.partial,
            share=_percent(told.granted, told.concluded),
            withdrawn=say.WITHDRAWN if told.groups["other"] else "",
            **told.groups,
        )
    elif told.groups["other"]:
        text += "其中申请人撤回申请的，按其他处理统计。"
    return text


def _growth(told: Facts, before: Facts | None) -> str:
    if before is None or not before.received or told.received == before.received:
        return ""
    more = told.received - before.received
    return f"，同比增加{more}件" if more > 0 else f"，同比减少{-more}件"


def _percent(part: int, whole: int) -> str:
    """One decimal, rounded half up."""
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _disputes(told: Facts, chance: Chance) -> str:
    if not told.reviews and not told.lawsuits:
        return chance.pick(say.NO_DISPUTES)
    pool = say.DISPUTES if told.reviews else say.DISPUTES[:1]
    return chance.pick(pool).format(reviews=told.reviews, lawsuits=told.lawsuits, upheld=told.upheld)


def _supervision(setting: Setting, chance: Chance) -> str:
    text = "".join(chance.sample(say.SUPERVISION, 2)).format(
        trainings=chance.between(1, 4), trainees=chance.between(15, 120)
    )
    return text + say.ASSESSMENT if setting.body.scope == "aggregate" else text
