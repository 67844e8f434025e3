"""The ratios of a body, year by year, for its page: value, interval, what it was made of, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai import codes
from gongkai.site.cells import number, percentage
from gongkai.site.language import _, labels, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.site.records import Indicator, Value

MAIN = ("grant_or_partial_rate", "denial_rate", "unavailable_rate", "declined_rate", "clearance_rate")
"""Shown at once; the others are folded."""

GROUPS = (
    ("applications", "依申请公开"),
    ("proceedings", "复议和诉讼"),
    ("disclosure", "主动公开"),
    ("quality", "年报本身的质量"),
)

FEW = 30
"""A share of fewer is not compared."""

PERCENT = "proportion"
PERCENTS = ("received_growth", "dispute_rate", "first_dispute_rate", "correction_per_concluded")
"""Ratios that are told in percent though they are no parts of a whole."""

ALL = "all"
"""The item of an indicator that is one number; compositions are in the downloads."""


@dataclass(frozen=True, slots=True)
class Block:
    """Indicators of one group: (label, its cells)."""

    heading: str
    lines: tuple[tuple[str, Markup], ...]


def blocks(ratios: Sequence[Mapping[str, Indicator] | None]) -> tuple[Block | None, tuple[Block, ...]]:
    """The main block and the folded ones; None where no report has any.

    Args:
        ratios: for each column of the page the indicators of its report by code; None for a gap.
    """
    present = {code for found in ratios if found for code in found}
    names = labels("indicators")
    kinds = {row["code"]: row["kind"] for row in codes.code_list("indicators")}

    def line(code: str) -> tuple[str, Markup]:
        cells = (_cell(found.get(code) if found else None, kinds[code], gap=found is None) for found in ratios)
        return names[code], Markup("".join(cells))  # noqa: S704 - made of `_cell`

    main = tuple(line(code) for code in MAIN if code in present)
    folded = []
    for group, heading in GROUPS:
        lines = [
            line(row["code"])
            for row in codes.code_list("indicators")
            if row["group"] == group and row["code"] in present and row["code"] not in MAIN
        ]
        if lines:
            folded.append(Block(_(heading), tuple(lines)))
    return (Block("", main) if main else None), tuple(folded)


def by_code(found: Sequence[Indicator]) -> dict[str, Indicator]:
    """Those that are one number each."""
    return {each.code: each for each in found if each.item == ALL}


def _cell(found: Indicator | None, kind: str, *, gap: bool) -> str:
    if gap:
        return f'<td class="gap"><i class="vh">{_missing()}</i>'
    if found is None:
        return "<td class=a>"
    if found.gap:
        return f"<td class=why>{escape(_gaps(spoken())[found.gap])}"
    if found.value is None:  # growth from a base so small that no percentage is given
        return f"<td class=why>{escape(_('只差 %(count)s 件', count=number(found.numerator)))}"
    small = []
    if found.low is not None and found.high is not None:
        small.append(f"{told(found.low, PERCENT)}—{told(found.high, PERCENT)}")
    if kind in {PERCENT, "ratio"} and found.denominator is not None:
        small.append(f"{number(found.numerator)}／{number(found.denominator)}")
    if found.doubtful:
        small.append(str(escape(_("存疑"))))
    few = found.low is not None and isinstance(found.denominator, int) and found.denominator < FEW
    below = f"<small>{'<br>'.join(small)}</small>" if small else ""
    return f"<td{' class=few' if few else ''}>{told(found.value, PERCENT if found.code in PERCENTS else kind)}{below}"


def told(value: Value, kind: str) -> str:
    """An indicator's value for people.

    >>> told(0.4545, "proportion"), told(56, "count"), told(12.5, "ratio"), told(0.1667, "ratio")
    ('45.5%', '56', '12.5', '0.17')
    """
    if kind == PERCENT:
        return percentage(float(value or 0))
    if kind == "ratio":
        return f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")
    return number(value)


def _missing() -> str:
    return _("未收录")


@cache
def _gaps(language: str) -> dict[str, str]:
    return codes.labels("indicator_gaps", language)
