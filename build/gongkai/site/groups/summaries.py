"""Charts that several pages share, drawn from sums over many reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.cells import number
from gongkai.site.charts import Bars, Series
from gongkai.site.facts import OUTCOMES, outcome_kind
from gongkai.site.groups import totals
from gongkai.site.language import _, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai.site.groups.totals import Cube

BINS: tuple[tuple[str, int, int | None], ...] = (
    ("0 件", 0, 0),
    ("1–9 件", 1, 9),
    ("10–49 件", 10, 49),
    ("50–199 件", 50, 199),
    ("200–999 件", 200, 999),
    ("1,000 件以上", 1000, None),
)
OVERLAP = "各报告简单相加，可能重复"
CUT = "标“没有数”的，有的一类在年报中没有数，算不出比例。"


def own(cubes: Iterable[Cube]) -> list[Cube]:
    """Only figures of the bodies themselves: sums over areas would count them again."""
    return [part for part in cubes if part.scope == "own"]


def composition(cubes: Sequence[Cube], key: Callable[[Cube], str | None], order: Sequence[str], title: str) -> Bars:
    """How applications ended, a bar for each group; none where a kind of outcome has no number at all.

    Args:
        cubes: sums over bodies' own reports.
        key: the group a part belongs to; None leaves it out.
        order: groups from top to bottom.
        title: of the chart.
    """
    outcomes = set(codes.outcome_codes())
    kinds = [kind for kind, _ in OUTCOMES]
    counts = {group: dict.fromkeys(kinds, 0) for group in order}
    known: dict[str, set[str]] = {group: set() for group in order}
    seen: set[str] = set()
    missing = 0
    for part in cubes:
        group = key(part)
        if part.table != "applications" or part.row not in outcomes or group not in counts:
            continue
        counts[group][outcome_kind(part.row)] += part.total
        seen.add(group)
        if part.known:
            known[group].add(outcome_kind(part.row))
        missing += part.blank + part.other
    unknown = {group for group in seen if len(known[group]) < len(kinds)}
    rows = tuple((group, tuple(None if group in unknown else counts[group][kind] for kind in kinds)) for group in order)
    note = _note(missing)
    if any(known[group] for group in unknown):
        note += " " * (note[-1] == ".") + _(CUT)
    series = tuple(Series(kind, _(label)) for kind, label in OUTCOMES)
    return Bars(title, note, series, rows, shares=True)


def denial_grounds(cubes: Sequence[Cube], title: str) -> Bars:
    """Grounds of denial, the most frequent first."""
    grounds = [code for code in codes.outcome_codes() if codes.outcome_group(code) == "denied"]
    found = totals.sums(
        (part for part in cubes if part.table == "applications" and part.row in grounds), lambda part: part.row
    )
    ranked = sorted(found.items(), key=lambda item: -item[1].total)
    missing = sum(part.blank + part.other for part in found.values())
    rows = tuple(
        (codes.row_label("applications", code, spoken()).split(".", 1)[-1], (part.total,)) for code, part in ranked
    )
    note = _note(missing)
    return Bars(title, note, (Series("denied", _("不予公开")),), rows)


def _note(missing: int) -> str:
    told = _("本机关口径，%(overlap)s。", overlap=_(OVERLAP))
    if not missing:
        return told
    return told + _("另有 %(count)s 格没有数（空白、无法识读等），未计入。", count=number(missing))


def distribution(values: Iterable[int | None], title: str) -> Bars:
    """How many reports received how many applications."""
    counts = dict.fromkeys((label for label, _, _ in BINS), 0)
    blank = 0
    for value in values:
        if value is None:
            blank += 1
            continue
        label = next((label for label, low, high in BINS if value >= low and (high is None or value <= high)), None)
        if label is not None:
            counts[label] += 1
    note = (
        _("另有 %(count)s 份没有这个数（空白、无法识读，或者没有表）。", count=number(blank))
        if blank
        else _("每份都有这个数。")
    )
    rows = tuple((_(label), (count,)) for label, count in counts.items())
    return Bars(title, note, (Series("main", _("年报")),), rows, unit=_("份"), keep_empty=True)
