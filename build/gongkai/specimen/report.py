"""One specimen before it becomes a file: its words, its tables and the truth about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.specimen import faults as wrong
from gongkai.specimen import phrases, prose
from gongkai.specimen.chance import Chance
from gongkai.specimen.figures import tables
from gongkai.specimen.tables import Grid, grids
from gongkai.specimen.truth import history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import FormCode
    from gongkai.specimen.agencies import Body
    from gongkai.specimen.faults import Fault
    from gongkai.specimen.figures import Figures
    from gongkai.specimen.plan import Kind, Order

Block = str | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six sections."""

    heading: str
    """With its number."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A synthetic report with everything a writer needs."""

    body: Body
    year: int
    form: FormCode
    kind: Kind
    layout: int
    """A number that writers use to vary their page: 0 to 11."""
    title: tuple[str, ...]
    """One or two lines."""
    published_on: date
    intro: tuple[str, ...]
    parts: tuple[Part, ...]
    figures: Figures
    faults: tuple[Fault, ...]

    @property
    def path(self) -> str:
        """Relative path of the file."""
        place = self.body.place
        return f"{place.province}/{self.year}/{place.code}-{self.body.slug}_{self.year}.{self.kind}"

    @property
    def signature(self) -> tuple[str, str]:
        """The lines at the end: body and date."""
        day = self.published_on
        return self.body.name, f"{day.year}年{day.month}月{day.day}日"


def specimens(order: Order, seed: int) -> Iterator[Specimen]:
    """All reports of one body, in the order of years."""
    body = order.body
    moved = ("carried_in_break", "carried_in_explained")
    breaks = {year for year, names in zip(order.years, order.faults, strict=True) if set(moved) & set(names)}
    truths = history(body, order.years, Chance(seed, body.slug, "figures"), breaks)
    style = Chance(seed, body.slug, "style").between(0, 5)
    before = None
    for truth, kind, names in zip(truths, order.kinds, order.faults, strict=True):
        form, undivided = _form(truth.year, names)
        cells = tables(truth, form, undivided=undivided)
        records = wrong.apply(cells, names)
        told = prose.facts(cells)
        chance = Chance(seed, body.slug, truth.year)
        setting = prose.Setting(body, truth.year, form, names, before)
        yield Specimen(
            body=body,
            year=truth.year,
            form=form,
            kind=kind,
            layout=chance.between(0, 11),
            title=_title(body.name, truth.year, style),
            published_on=_published(body, truth.year, late="published_late" in names, chance=chance),
            intro=tuple(prose.intro(setting, chance)),
            parts=_parts(setting, told, grids(cells, form, undivided=undivided), chance),
            figures=cells,
            faults=records,
        )
        before = told


def _form(year: int, names: tuple[str, ...]) -> tuple[FormCode, bool]:
    if "mixed_form" in names:
        return "mixed", False
    if year < 2021 or "old_form" in names:
        return "2019", True
    return "2021", "other_undivided" in names


def _title(name: str, year: int, style: int) -> tuple[str, ...]:
    rest = "政府信息公开工作年度报告"
    return (
        (f"{name}{year}年{rest}",),
        (name, f"{year}年{rest}"),
        (f"{name} {year} 年{rest}",),
        (f"{name}{year}年度{rest}",),
        (f"{year}年{name}{rest}",),
        (f"{name}{year}年政府", "信息公开工作年度报告"),
    )[style]


def _published(body: Body, year: int, *, late: bool, chance: Chance) -> date:
    """In time by article 49, unless late: departments by 31 January, aggregated reports by 31 March."""
    if body.scope == "aggregate":
        return (
            date(year + 1, 4, chance.between(2, 9))
            if late
            else date(year + 1, chance.between(2, 3), chance.between(8, 28))
        )
    return date(year + 1, 2, chance.between(3, 21)) if late else date(year + 1, 1, chance.between(5, 31))


def _parts(
    setting: prose.Setting, told: prose.Facts, drawn: tuple[Grid, Grid, Grid], chance: Chance
) -> tuple[Part, ...]:
    disclosure, applications, proceedings = drawn
    blocks: dict[str, list[Block]] = {
        "overview": [*prose.overview(setting, told, chance)],
        "disclosure": [disclosure],
        "applications": [applications],
        "proceedings": [proceedings],
        "problems": [*prose.problems(setting, chance)],
        "other_matters": [*prose.other_matters(setting, told, chance)],
    }
    if "section_six_missing" in setting.faults:
        del blocks["other_matters"]
    return tuple(
        Part(f"{section['number']}、{chance.pick(phrases.HEADINGS[section['code']])}", tuple(blocks[section["code"]]))
        for section in codes.code_list("sections")
        if section["code"] in blocks
    )
