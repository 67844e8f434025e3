"""The prescribed tables as the official form prints them: which cell spans what, and where the figures go.

Pure data: no figure is looked at here beyond whether its row exists. The layouts are those of
国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import lcm
from typing import TYPE_CHECKING, Literal

from gongkai import codes
from gongkai.site.language import _, labels

if TYPE_CHECKING:
    from collections.abc import Sequence

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
OTHER_DIVIDED = ("other_uncorrected", "other_unpaid", "other_other")
OTHER_UNDIVIDED = "other_undivided"


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell."""

    text: str
    scope: Literal["row", "col", "rowgroup", "colgroup"]
    colspan: int = 1
    rowspan: int = 1
    kind: str = ""
    """Class for the style sheet: where the cell stands."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a figure."""

    row: str
    column: str
    colspan: int = 1


Line = tuple[Head | Slot, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One table: header lines, then bodies of lines. Compared by identity: there are few, and each is made once."""

    head: tuple[Line, ...]
    bodies: tuple[tuple[Line, ...], ...]


@cache
def disclosure(cells: tuple[tuple[str, str], ...], language: str = "zh") -> Grid:
    """Table of section 二 for the given (row, column) cells: a block for each clause of article 20.

    `language` is the one spoken: what is made once is made once for each.

    Columns differ from block to block; the spans fill the width as in the form.
    """
    clauses = {(entry["row"], entry["column"]): entry["clause"] for entry in codes.code_list("disclosure_cells")}
    order = tuple(dict.fromkeys(clauses.values()))
    ordered = sorted(
        cells, key=lambda cell: order.index(clauses[cell])
    )  # mixed reports: both forms' cells of a clause together
    blocks = {clause: tuple(members) for clause, members in groupby(ordered, key=lambda cell: clauses[cell])}
    widths = {clause: tuple(dict.fromkeys(column for _row, column in members)) for clause, members in blocks.items()}
    total = lcm(*map(len, widths.values()))
    bodies = []
    for clause, members in blocks.items():
        columns = widths[clause]
        span = total // len(columns)
        names = _names(members, language)
        lines: list[Line] = [
            (Head(_clause(clause, language), "rowgroup", colspan=total + 1),),
            (
                Head(_("信息内容"), "col", kind="corner"),
                *(Head(names[column], "col", colspan=span) for column in columns),
            ),
        ]
        for row in dict.fromkeys(row for row, _column in members):
            label = Head(names[row], "row")
            lines.append((label, *(Slot(row, column, span) for column in columns)))
        bodies.append(tuple(lines))
    return Grid((), tuple(bodies))


def _names(cells: Sequence[tuple[str, str]], language: str) -> dict[str, str]:
    """Row or column code -> label: in Chinese as the edition prints it."""
    if language == "zh":
        return codes.disclosure_labels(frozenset(cells))
    rows = {row: codes.row_label("disclosure", row, language) for row, _column in cells}
    return rows | {column: codes.column_label("disclosure", column, language) for _row, column in cells}


def _clause(clause: str, language: str) -> str:
    number = clause if language == "zh" else "一二三四五六七八九十".index(clause) + 1
    return _("第二十条第（%(clause)s）项", clause=number)


@cache
def applications(other: tuple[str, ...], language: str = "zh") -> Grid:
    """Table of section 三; `other` are the rows under （六）: three, or the undivided one; `language` is the one spoken."""
    columns = codes.column_codes("applications")
    head: tuple[Line, ...] = (
        (Head(_(CORNER), "col", colspan=3, rowspan=3, kind="corner"), Head(_("申请人情况"), "colgroup", colspan=7)),
        (
            Head(codes.column_label("applications", columns[0], language), "col", rowspan=2),
            Head(_("法人或其他组织"), "colgroup", colspan=5),
            Head(codes.column_label("applications", columns[-1], language), "col", rowspan=2),
        ),
        tuple(Head(codes.column_label("applications", column, language), "col") for column in columns[1:-1]),
    )
    outcomes = [
        code for code in codes.outcome_codes() if code not in (*OTHER_DIVIDED, OTHER_UNDIVIDED) or code in other
    ]
    result = Head(_("三、本年度办理结果"), "rowgroup", rowspan=len(outcomes) + 1)
    lines: list[Line] = [
        _row((Head(codes.row_label("applications", code, language), "row", colspan=3),), code)
        for code in ("received_new", "carried_in")
    ]
    lead: tuple[Head, ...] = (result,)
    for group, members in groupby(outcomes, key=_heading):
        rows = tuple(members)
        for position, code in enumerate(rows):
            label = codes.row_label("applications", code, language)
            if group is None:
                lines.append(_row((*lead, Head(label, "row", colspan=2)), code))
            else:
                opening = (Head(group, "rowgroup", rowspan=len(rows)),) if position == 0 else ()
                lines.append(_row((*lead, *opening, Head(label, "row")), code))
            lead = ()
    lines.append(
        _row(
            (Head(codes.row_label("applications", "concluded_total", language), "row", colspan=2, kind="sum"),),
            "concluded_total",
        )
    )
    lines.append(
        _row((Head(codes.row_label("applications", "carried_out", language), "row", colspan=3),), "carried_out")
    )
    return Grid(head, (tuple(lines),))


def _heading(code: str) -> str | None:
    """Label of the group a row stands under; None for rows that stand alone, the undivided （六） among them."""
    group = codes.outcome_group(code)
    if group is None or code == OTHER_UNDIVIDED:
        return None
    return labels("groups")[group]


def _row(heads: Sequence[Head], code: str) -> Line:
    return (*heads, *(Slot(code, column) for column in codes.column_codes("applications")))


@cache
def proceedings(language: str = "zh") -> Grid:
    """Table of section 四: one line of fifteen figures; `language` is the one spoken."""
    rows, columns = codes.row_codes("proceedings"), codes.column_codes("proceedings")
    names = [codes.column_label("proceedings", column, language) for column in columns]
    head: tuple[Line, ...] = (
        (Head(_("行政复议"), "colgroup", colspan=5), Head(_("行政诉讼"), "colgroup", colspan=10)),
        (
            *(Head(label, "col", rowspan=2) for label in names),
            Head(_("未经复议直接起诉"), "colgroup", colspan=5),
            Head(_("复议后起诉"), "colgroup", colspan=5),
        ),
        tuple(Head(label, "col") for label in (*names, *names)),
    )
    return Grid(head, ((tuple(Slot(row, column) for row in rows for column in columns),),))
