"""From what came in to how it ended: the numbers of the flow chart, and the chart, drawn by hand for every report.

The chart is stretched to the table beside it, one line of the table for each branch: the table is its data and its
text. Branches without a number are hatched stubs, and so is what both sides differ by; nothing is drawn as zero
that is not printed as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gongkai import codes
from gongkai.site.cells import STATUS_WORDS, number
from gongkai.site.facts import CARRIED_IN, CARRIED_OUT, CONCLUDED, OUTCOMES, RECEIVED, amount, outcome_kind, share
from gongkai.site.language import _
from gongkai.site.records import AT_HAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.facts import Key
    from gongkai.site.records import Record

LINE = 24
"""Units of height for each line of the table beside the chart."""
GAP = 5
STUB = 9
"""Height of a branch without a number."""
THINNEST = 1.2
LEFT, RIGHT, EDGE = 5, 80, 100
"""Where the stack on the left ends, where branches end on the right, and the edge next to the table."""


class Branch(NamedTuple):
    """One line of the table and one ribbon of the chart."""

    kind: str
    """Class of the style sheet."""
    label: str
    count: int | None  # type: ignore[assignment]  # not the method of tuples
    """The sum of its cells that hold a number; None where none does."""
    missing: int = 0
    """Cells of the report's form without a number: the count is of the others alone."""
    absence: str = ""
    """Why there is no number, in words."""

    @property
    def text(self) -> str:
        """The count for people, or why there is none."""
        if self.count is None:
            return self.absence
        return _("至少 %(count)s", count=number(self.count)) if self.missing else number(self.count)


@dataclass(frozen=True, slots=True)
class Flow:
    """Both sides of the chart."""

    came: tuple[Branch, ...]
    """New ones and those carried in."""
    went: tuple[Branch, ...]
    """The six kinds of outcome and those carried out."""
    printed: int | None
    """The report's own total of outcomes."""

    @property
    def incoming(self) -> int | None:
        """Sum of what came; None as soon as a part of it has no number."""
        return _sum(self.came)

    @property
    def outgoing(self) -> int | None:
        """Sum of where it went; None as soon as a part of it has no number."""
        return _sum(self.went)

    @property
    def concluded(self) -> int | None:
        """Sum of the outcomes."""
        return _sum(self.went[:-1])

    @property
    def difference(self) -> int | None:
        """What came less what went; None where one of them is not known."""
        came, went = self.incoming, self.outgoing
        return None if came is None or went is None else came - went

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(branch.count is not None and branch.count > 0 for branch in (*self.came, *self.went))

    def share(self, branch: Branch) -> str:
        """Percentage of all outcomes; empty where that would say nothing."""
        whole = self.concluded
        if not whole or branch.count is None or branch.missing or branch.kind == "carried" or branch.count < 0:
            return ""
        return share(branch.count, whole)


def _sum(branches: Sequence[Branch]) -> int | None:
    total = 0
    for branch in branches:
        if branch.count is None or branch.missing:
            return None
        total += branch.count
    return total


def flow(record: Record) -> Flow:
    """The flow of a report's applications, by the column 总计."""
    known, missing, why = _outcomes(record)
    outcomes = tuple(
        Branch(kind, _(label), known.get(kind), missing.get(kind, 0), _(why.get(kind, STATUS_WORDS["absent"])))
        for kind, label in OUTCOMES
    )
    return Flow(
        came=(_single(record, RECEIVED, "new", _("新收")), _single(record, CARRIED_IN, "before", _("上年结转"))),
        went=(*outcomes, _single(record, CARRIED_OUT, "carried", _("结转下年"))),
        printed=amount(record, CONCLUDED),
    )


@lru_cache(maxsize=AT_HAND)
def _outcomes(record: Record) -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
    """Kind -> sum, cells without a number, and why the first of these has none."""
    known: dict[str, int] = {}
    missing: dict[str, int] = {}
    why: dict[str, str] = {}
    for code in codes.outcome_codes():
        figure = record.figures.get(("applications", code, "total"))
        if figure is None:
            continue
        kind = outcome_kind(code)
        if figure.status == "reported" and isinstance(figure.value, int):
            known[kind] = known.get(kind, 0) + figure.value
        else:
            missing[kind] = missing.get(kind, 0) + 1
            why.setdefault(kind, STATUS_WORDS.get(figure.status, "无法识读"))
    return known, missing, why


def _single(record: Record, key: Key, kind: str, label: str) -> Branch:
    figure = record.figures.get(key)
    if figure is not None and figure.status == "reported" and isinstance(figure.value, int):
        return Branch(kind, label, figure.value)
    status = figure.status if figure is not None and figure.status != "reported" else "absent"
    return Branch(kind, label, None, 1, _(STATUS_WORDS[status]))


def remarks(found: Flow) -> tuple[str, ...]:
    """What the chart cannot show: why both sides are not alike."""
    told = []
    difference = found.difference
    if difference:
        told.append(
            _(
                "新收与上年结转共 %(came)s 件，各种结果与结转下年共 %(went)s 件，差 %(difference)s 件：年报所填的数对不上，差额以斜线画出。",
                came=number(found.incoming),
                went=number(found.outgoing),
                difference=number(abs(difference)),
            )
        )
    if difference is None:
        told.append(
            _("有的数没有填报、无法识读，或者年报中没有找到这一栏；图中画斜线处，长短没有意义。没有数不等于零。")
        )
    if found.printed is not None and found.concluded is not None and found.printed != found.concluded:
        told.append(
            _(
                "各种结果相加为 %(sum)s 件，年报所填的办结总计为 %(printed)s 件。",
                sum=number(found.concluded),
                printed=number(found.printed),
            )
        )
    return tuple(told)


def figure(found: Flow) -> Markup | None:
    """The table of both sides with the chart in it; None where there is nothing to draw."""
    if not found.drawn:
        return None
    over = max(found.difference or 0, 0)
    lines = [f"<tr><th scope=row colspan=2 class=f-{part.kind}>{part.label}<td>{part.text}<td>" for part in found.came]
    lines.append("<tbody>")
    start = f"<td rowspan={len(found.went) + (1 if over else 0)}>{_chart(found)}"
    for part in found.went:
        kind = f'"o-{part.kind} gap"' if part.missing else f"o-{part.kind}"
        lines.append(f"<tr>{start}<th scope=row class={kind}>{part.label}<td>{part.text}<td>{found.share(part)}")
        start = ""
    if over:
        lines.append(f'<tr><th scope=row class="f-gap gap">{_("差额")}<td>{number(over)}<td>')
    return Markup("\n".join(lines))  # noqa: S704 - numbers and our own words


def _chart(found: Flow) -> str:
    surplus = found.difference or 0
    lines = len(found.went) + (1 if surplus > 0 else 0)
    came, went = _size(found.came), _size(found.went)
    whole = max(came, went)
    shown = [branch for branch in found.went if branch.count or branch.missing]
    stubs = sum(1 for branch in shown if branch.missing)
    gaps = GAP * (len(shown) + (1 if surplus > 0 else 0))
    height = LINE * lines
    scale = (height - gaps - (STUB + GAP) * stubs) / whole
    start = top = (height - scale * whole) / 2
    shapes = []
    for branch in found.came:
        tall = scale * max(branch.count or 0, 0)
        if tall:
            shapes.append(f'<path class=f-{branch.kind} d="M0 {_n(top)}H{LEFT}v{_n(tall)}H0z"/>')
        top += tall
    if came < went or any(branch.count is None for branch in found.came):
        tall = max(scale * (whole - came), STUB)
        shapes.append(f'<path class=f-gap d="M0 {_n(top)}H{LEFT}v{_n(tall)}H0z"/>')
    ribbons, leaders = _branches(found, scale, start, surplus)
    hatch = _HATCH if any("f-gap" in shape for shape in (*shapes, *ribbons)) else ""
    drawn = "".join((hatch, *shapes, *ribbons, f'<path class=f-lead d="{leaders}"/>'))
    label = _("流向图，数字见同一张表")
    return (
        f'<svg viewBox="0 0 {EDGE} {height}" preserveAspectRatio="none" role="img" aria-label="{label}">{drawn}</svg>'
    )


_HATCH = '<pattern id="f-hatch" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0"/></pattern>'


def _n(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")


def _branches(found: Flow, scale: float, start: float, surplus: int) -> tuple[list[str], str]:
    """Ribbons from the stack on the left, and the lines from their ends to the lines of the table."""
    ribbons, leaders = [], ""
    left, right = start, GAP / 2
    for position, branch in enumerate((*found.went, *((Branch("gap", "", surplus),) if surplus > 0 else ()))):
        if not branch.count and not branch.missing:
            continue
        whole = scale * max(branch.count or 0, 0)
        tall = max(whole, THINNEST if branch.count else 0)
        if tall:
            ribbons.append(_ribbon(branch.kind, left + whole / 2, right + tall / 2, tall))
        left += whole
        end = right + tall
        if branch.missing:
            ribbons.append(f'<path class=f-gap d="M{RIGHT - 14} {_n(end)}H{RIGHT}v{STUB}h-14z"/>')
            end += STUB
        leaders += f"M{RIGHT} {_n((right + end) / 2)}L{EDGE} {LINE * position + LINE // 2}"
        right = end + GAP
    return ribbons, leaders


def _ribbon(kind: str, left: float, right: float, tall: float) -> str:
    """A stroke as wide as the count is great, from its middle on the left to its middle on the right."""
    name = "f-over" if kind == "gap" else f"o-{kind}"
    start, end = _n(left), _n(right)
    return f'<path class={name} stroke-width={_n(tall)} d="M{LEFT} {start}C45 {start} 45 {end} {RIGHT} {end}"/>'


def _size(branches: Sequence[Branch]) -> int:
    return sum(max(branch.count or 0, 0) for branch in branches)
