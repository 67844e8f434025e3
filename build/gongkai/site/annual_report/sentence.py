"""A report's year in one plain sentence, and its disputes in another. What has no number is said as such, never counted as zero."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai import codes
from gongkai.site import facts
from gongkai.site.cells import STATUS_WORDS, number, words
from gongkai.site.facts import CARRIED_IN, CARRIED_OUT, CONCLUDED, GRANTED, LITIGATION, PARTIAL, RECEIVED, REVIEW, Key
from gongkai.site.language import _

if TYPE_CHECKING:
    from gongkai.site.records import Record

RESULTS = ("upheld", "corrected", "other", "pending")
"""How a dispute ended, by the columns of the table."""
ORGANISATIONS: tuple[Key, ...] = tuple(
    ("applications", "received_new", column) for column in codes.column_codes("applications")[1:-1]
)


class Sum(NamedTuple):
    """Some cells added."""

    known: int
    """Cells that hold a number."""
    missing: int
    """Cells of the report's form without a number, and those that were not found in the report."""
    total: int
    absent: int = 0
    """How many of the missing were not found."""

    @property
    def found(self) -> bool:
        """The report has at least one of the cells, filled or not."""
        return self.known + self.missing > self.absent

    @property
    def whole(self) -> bool:
        """Every cell of the report's form holds a number, and there is one."""
        return self.known > 0 and not self.missing


def add(record: Record, keys: tuple[Key, ...]) -> Sum:
    """The sum of cells. What the report's form has and the report has not makes a sum of parts: it is missing, too."""
    known = missing = total = absent = 0
    for key in keys:
        figure = record.figures.get(key)
        if figure is None:
            continue
        if figure.status == "reported" and isinstance(figure.value, int):
            known, total = known + 1, total + figure.value
        else:
            missing += 1
            absent += figure.status == "absent"
    return Sum(known, missing, total, absent)


@cache
def group(*names: str) -> tuple[Key, ...]:
    """The row totals of groups of outcomes, such as `denied`."""
    return tuple(
        ("applications", code, "total") for code in codes.outcome_codes() if codes.outcome_group(code) in names
    )


def sentence(record: Record, name: str) -> str:
    """What was received and by whom, granted, refused, carried over and disputed."""
    report = record.report
    body = _("%(name)s（汇总口径）", name=name) if report.scope == "aggregate" else name
    if report.form == "2008":
        return _opened(record, body, _("的年报早于统一表格，没有可逐格比对的数字，下面是其文字。"))
    if all(record.figure(*key) is None for key in (RECEIVED, CONCLUDED)):
        return _opened(record, body, _("的年报中没有找到申请情况表。"))
    received = facts.amount(record, RECEIVED)
    if received is None:
        first = _("收到的申请数%(absence)s", absence=_absence(record, RECEIVED))
    else:
        first = _("收到政府信息公开申请 %(count)s 件%(by)s", count=number(received), by=_by_people(record, received))
    clauses = [first, _counted(record, CARRIED_IN)]
    concluded = _counted(record, CONCLUDED)
    outcomes = _outcomes(record)
    clauses.append(
        _("%(concluded)s，其中%(outcomes)s", concluded=concluded, outcomes=outcomes) if outcomes else concluded
    )
    ended = _counted(record, CARRIED_OUT)
    told = _opened(record, body, _("，").join(clauses) + _("；") + ended + _("。"))
    return told + _disputed(record)


def _opened(record: Record, body: str, rest: str) -> str:
    year = record.report.year
    return (
        _("%(year)s 年，%(body)s%(rest)s", year=year, body=body, rest=rest)
        if year
        else _("%(body)s%(rest)s", body=body, rest=rest)
    )


def _absence(record: Record, key: Key) -> str:
    figure = record.figure(*key)
    if figure is None or figure.status == "absent":
        return _("在年报中没有找到")
    return words(figure)


_CLAUSES = {
    CARRIED_IN: ("上年结转 %(count)s 件", "上年结转数%(absence)s"),
    CONCLUDED: ("办结 %(count)s 件", "办结数%(absence)s"),
    CARRIED_OUT: ("结转下年 %(count)s 件", "结转下年数%(absence)s"),
}
"""Cell -> what is said of its number, and where it has none."""


def _counted(record: Record, key: Key) -> str:
    value = facts.amount(record, key)
    known, unknown = _CLAUSES[key]
    return _(unknown, absence=_absence(record, key)) if value is None else _(known, count=number(value))


def _by_people(record: Record, received: int) -> str:
    people = facts.amount(record, ("applications", "received_new", "natural_person"))
    if not received or people is None or people > received:
        return ""
    others = add(record, ORGANISATIONS)
    if others.whole and others.total + people == received:
        return _("（自然人 %(people)s 件，单位 %(others)s 件）", people=number(people), others=number(others.total))
    return _("（其中自然人 %(people)s 件）", people=number(people))


def _outcomes(record: Record) -> str:
    """Granted, denied and the rest; a part of which nothing is known is said as such."""
    concluded = facts.amount(record, CONCLUDED)
    if not concluded:
        return ""
    granted = add(record, (GRANTED, PARTIAL))
    share = ""
    if granted.whole and granted.total <= concluded:
        share = _("（占 %(share)s）", share=facts.share(granted.total, concluded))
    parts = (
        _part(_("全部或部分公开的"), granted, share),
        _part(_("不予公开的"), add(record, group("denied"))),
        _part(_("其余（无法提供、不予处理等）"), add(record, group("unavailable", "declined", "other"))),
    )
    return _("，").join(part for part in parts if part)


def _part(label: str, found: Sum, aside: str = "") -> str:
    if not found.known and not found.missing:
        return ""
    if not found.known:
        return _("%(label)s没有数", label=label)
    if found.missing:
        return _(
            "%(label)s至少 %(count)s 件（另有 %(missing)s 格没有数）",
            label=label,
            count=number(found.total),
            missing=found.missing,
        )
    told = _("%(label)s %(count)s 件%(aside)s", label=label, count=number(found.total), aside=aside)
    return told.replace("） ", "）")  # a closing bracket is wide enough


def _disputed(record: Record) -> str:
    """The totals of both kinds of dispute, in one sentence."""
    review, litigation = add(record, (REVIEW,)), add(record, LITIGATION)
    if not review.found and not litigation.found:
        return _("行政复议和行政诉讼情况，年报中没有找到。")
    if review.whole and litigation.whole:
        if not review.total and not litigation.total:
            return _("与信息公开有关的行政复议、行政诉讼都是 0 件。")
        return _(
            "与信息公开有关的行政复议 %(review)s 件、行政诉讼 %(litigation)s 件。",
            review=number(review.total),
            litigation=number(litigation.total),
        )
    told = (_case(_("行政复议"), review), _case(_("行政诉讼"), litigation))
    return _("与信息公开有关的%(disputes)s。", disputes=_("，").join(told))


def _case(label: str, found: Sum) -> str:
    if found.whole:
        return _("%(label)s %(count)s 件", label=label, count=number(found.total))
    if found.known:
        return _(
            "%(label)s至少 %(count)s 件（另有 %(missing)s 格没有数）",
            label=label,
            count=number(found.total),
            missing=found.missing,
        )
    return _("%(label)s没有数", label=label)


def disputes(record: Record) -> tuple[str, ...]:
    """A sentence for each way of disputing: how many cases, and how they ended; none where the report has no such row."""
    told = []
    for row in codes.row_codes("proceedings"):
        total = record.figure("proceedings", row, "total")
        if total is None or total.status == "absent":
            continue
        label = _(_WAYS[row])
        if total.status != "reported" or not isinstance(total.value, int):
            told.append(_("%(label)s的总数%(absence)s。", label=label, absence=_(STATUS_WORDS[total.status])))
            continue
        if not total.value:
            told.append(_("%(label)s 0 件。", label=label))
            continue
        ends = [(result, record.figure("proceedings", row, result)) for result in RESULTS]
        parts = [
            _end(result, found.value) for result, found in ends if found and found.status == "reported" and found.value
        ]
        blank = sum(1 for _result, found in ends if found is not None and found.status not in ("reported", "absent"))
        if blank:
            parts.append(_("%(count)s 种结果没有数", count=blank))
        line = _("%(label)s %(count)s 件", label=label, count=number(total.value))
        told.append(_("%(line)s：%(parts)s。", line=line, parts=_("，").join(parts)) if parts else f"{line}{_('。')}")
    return tuple(told)


_WAYS = {
    "reconsideration": "申请人提起行政复议",
    "litigation_direct": "未经复议直接起诉到法院",
    "litigation_after_reconsideration": "复议之后起诉到法院",
}
_ENDS = {
    "upheld": "维持原答复 %(count)s 件",
    "corrected": "纠正原答复 %(count)s 件",
    "other": "其他结果（如撤回）%(count)s 件",
    "pending": "年底尚未审结 %(count)s 件",
}


def _end(result: str, count: object) -> str:
    return _(_ENDS[result], count=number(count) if isinstance(count, int) else count)
