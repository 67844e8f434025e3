"""Which reports a set holds: body, year, file kind and faults of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

from gongkai.specimen.agencies import CAST, extras
from gongkai.specimen.chance import Chance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.specimen.agencies import Body

Kind = Literal["pdf", "docx", "html", "txt"]
KINDS: tuple[Kind, ...] = ("pdf", "docx", "html", "txt")

FAULT_PLAN: dict[tuple[str, int], tuple[str, ...]] = {
    ("示例省人民政府", 2022): ("thousands_separator",),
    ("示例省人民政府", 2024): ("proceedings_total_zero",),
    ("示例省生态环境厅", 2019): ("unit_in_cell",),
    ("示例省生态环境厅", 2023): ("note_in_cell",),
    ("甲样市人民政府", 2023): ("carried_in_break",),
    ("甲样市自然资源局", 2022): ("row_total_wrong",),
    ("甲样市自然资源局", 2024): ("carried_in_explained",),
    ("甲样市生态环境局南样分局", 2021): ("old_form", "section_six_missing", "blank_rows"),
    ("南样县人民政府", 2023): ("published_late",),
    ("南样县教育局", 2020): ("reduction_in_words",),
    ("南样县教育局", 2022): ("regulations_slash",),
    ("南样县教育局", 2023): ("other_undivided", "regulations_slash"),
    ("南样县教育局", 2024): ("regulations_slash",),
    ("南样县样本镇人民政府", 2021): ("proceedings_blank", "regulations_slash"),
    ("南样县样本镇人民政府", 2022): ("blank_zeros",),
    ("东样区市场监督管理局", 2023): ("full_width_digits",),
    ("乙样市公安局", 2023): ("balance_wrong",),
    ("西样区人民政府办公室", 2023): ("proceedings_total_zero",),
    ("北样县农业农村局", 2021): ("mixed_form",),
    ("丙样市卫生健康委员会", 2022): ("prose_differs",),
    ("前样区交通运输局", 2023): ("published_late",),
    ("丁样市教育局", 2023): ("unit_in_cell",),
    ("左样区财政局", 2023): ("blank_zeros", "regulations_slash"),
    ("右样县水利局", 2024): ("period_wrong",),
}
"""Faults of the default set."""

LOOSE_FAULTS = (
    "row_total_wrong",
    "blank_zeros",
    "regulations_slash",
    "other_undivided",
    "published_late",
    "prose_differs",
)
"""Faults strewn over the further reports of large sets; each leaves the years around it alone."""
LOOSE_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Order:
    """All reports to be written for one body."""

    body: Body
    years: tuple[int, ...]
    kinds: tuple[Kind, ...]
    faults: tuple[tuple[str, ...], ...]


DEFAULT_COUNT = sum(len(years) for _, years in CAST)


def plan(seed: int, total: int, kinds: Sequence[Kind]) -> Iterator[Order]:
    """Orders for exactly `total` reports: the cast first, then further bodies; file kinds in turn."""
    left, turn = total, 0
    planned = set(CAST)
    for body, span in chain(CAST, extras()):
        if not left:
            return
        years = tuple(islice(span, left))
        left -= len(years)
        chance = Chance(seed, body.slug, "faults")
        yield Order(
            body,
            years,
            tuple(kinds[(turn + i) % len(kinds)] for i in range(len(years))),
            tuple(
                FAULT_PLAN.get((body.name, year), ()) if (body, span) in planned else _loose(year, chance)
                for year in years
            ),
        )
        turn += len(years)


def _loose(year: int, chance: Chance) -> tuple[str, ...]:
    if not chance.happens(LOOSE_SHARE):
        return ()
    fault = chance.pick(LOOSE_FAULTS)
    return () if fault == "other_undivided" and year < 2021 else (fault,)
