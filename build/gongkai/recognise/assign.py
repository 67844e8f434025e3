"""Table 三: which prescribed row each line of the table is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise.align import Match, align, label_score, score_table, spellings
from gongkai.recognise.applications import SURE_LABEL, Line
from gongkai.recognise.forms import FormRow, application_rows
from gongkai.recognise.labels import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


OTHER_ROWS = ("other_uncorrected", "other_unpaid", "other_other")
CLEAR_LABEL = 0.85
"""Similarity from which a label decides against the order of the form."""
PIECE_BETTER = 0.12
"""By how much a piece of a label may be liker to the row than the whole label, other pieces being mixed in."""
CLEARLY_BETTER = 0.15
"""How much less any other row must be like it."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A line that belongs to a prescribed row."""

    code: str
    line: Line
    score: float
    by_order: bool = False
    """Its place follows from the order of rows alone."""
    position: int = -1
    """Which line of the table it is; -1 if placed by order."""
    lost: bool = False
    """The label is there, its cells are not: they may hold figures."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """All lines of the table, told apart."""

    rows: tuple[Assigned, ...]
    by_order: tuple[tuple[str, int, Line], ...]
    """Blocks of rows without label that found their place: group or row before, count, first line."""
    extra: tuple[Line, ...]
    """Labelled rows with figures that the form does not have."""
    unplaced: tuple[Line, ...]
    """Figures whose row stays unknown."""
    again: tuple[tuple[str, Line], ...] = ()
    """Rows printed a second time, with their codes."""


@dataclass(slots=True)
class _Progress:
    """What is settled so far while lines are given their rows."""

    lines: Sequence[Line]
    matches: Sequence[Match | None]
    anchors: list[tuple[int, int]]
    """(line, prescribed row) for every label found, group labels too."""
    rows: dict[int, Assigned]
    by_order: list[tuple[str, int, Line]]
    extra: list[Line]
    unplaced: list[Line]


def assign(lines: Sequence[Line]) -> Assignment:
    """Give each line its row: labels first, then order where it leaves no choice."""
    form = application_rows()
    scores = score_table([spellings(line.labels, line.tail) for line in lines], form)
    for line, row_scores in zip(lines, scores, strict=True):
        _weigh_labels_alone(line, row_scores)
        _weigh_other(line, row_scores, form)
        _weigh_groups(line, row_scores, form)
    found = _Progress(lines, _with_swapped(_aligned(lines, scores), scores, lines, form), [], {}, [], [], [])
    loose: list[int] = []
    for i, (line, match) in enumerate(zip(lines, found.matches, strict=True)):
        code = form[match.row].code if match else None
        if match is not None and code is None:
            found.anchors.append((i, match.row))
        if match is None or code is None:
            if not _empty(line):
                loose.append(i)
        elif line.placed is not None or (match.score >= SURE_LABEL and not _cut_off(line, form[match.row])):
            found.anchors.append((i, match.row))
            found.rows[match.row] = Assigned(code, line, match.score, position=i)
    again = _printed_again(loose, lines, scores, found, form)
    loose = [i for i in loose if i not in again]
    for group in _consecutive(loose, [i for i, _ in found.anchors if i not in loose]):
        _place_group(group, found, form)
    _add_undivided(found, form)
    ordered = tuple(_lost(found.rows[index], found) for index in sorted(found.rows))
    twice = tuple((code, lines[i]) for i, code in again.items())
    return Assignment(ordered, tuple(found.by_order), tuple(found.extra), tuple(found.unplaced), twice)


def _printed_again(
    loose: Sequence[int],
    lines: Sequence[Line],
    scores: Sequence[Sequence[float]],
    found: _Progress,
    form: Sequence[FormRow],
) -> dict[int, str]:
    """Lines whose label is clearly that of a row found already."""
    again: dict[int, str] = {}
    for i in loose:
        best = max(range(len(form)), key=lambda k: scores[i][k])
        code = form[best].code
        if lines[i].placed is None or not code or best not in found.rows or scores[i][best] < CLEAR_LABEL:
            continue
        if not _names_a_group(lines[i], form[best], form):
            again[i] = code
    return again


def _names_a_group(line: Line, best: FormRow, form: Sequence[FormRow]) -> bool:
    """The label beside the figures is that of a group, such as （三）不予公开: the row has lost its own."""
    own = max(similarity(line.labels[-1], official) for official in best.labels)
    return any(row.code is None and similarity(line.labels[-1], row.labels[0]) > own for row in form)


def _with_swapped(
    matches: list[Match | None], scores: Sequence[Sequence[float]], lines: Sequence[Line], form: Sequence[FormRow]
) -> list[Match | None]:
    """The order-keeping matches, and rows that stand out of order but carry a label that is clearly their own.

    （六）其他处理 with figures is no row of its own beside one of its three rows: it has lost its label.
    """
    divided = [i for i, row in enumerate(form) if row.code in OTHER_ROWS]
    undivided = next(i for i, row in enumerate(form) if row.code == "other_undivided")
    taken = {match.row for match in matches if match}
    if any(match and match.row in divided and match.score >= SURE_LABEL for match in matches):
        matches = [None if match and match.row == undivided else match for match in matches]
        taken.add(undivided)
    for i, line in enumerate(lines):
        if matches[i] is not None or line.placed is None or _empty(line):
            continue
        ranked = sorted(range(len(form)), key=lambda k: -scores[i][k])
        best, second = scores[i][ranked[0]], scores[i][ranked[1]]
        if form[ranked[0]].code and best >= CLEAR_LABEL and best - second >= CLEARLY_BETTER and ranked[0] not in taken:
            matches[i] = Match(ranked[0], best)
            taken.add(ranked[0])
    return matches


def _aligned(lines: Sequence[Line], scores: list[list[float]]) -> list[Match | None]:
    """The alignment in which a piece of a label above or below its figures names no row that the whole label names."""
    left = {
        (i, r, k)
        for i, k in _pieces(lines)
        for r, score in enumerate(scores[i])
        if score and scores[k][r] >= score - PIECE_BETTER
    }
    matches = align(scores)
    for _ in range(2):
        zero = {(i, r) for i, r, _ in left}
        matches = align([[0.0 if (i, r) in zero else score for r, score in enumerate(row)] for i, row in enumerate(scores)])  # fmt: skip
        kept = {(i, r, k) for i, r, k in left if (match := matches[k]) is not None and match.row == r}
        if {(i, r) for i, r, _ in kept} == zero:
            break
        left = kept
    return matches


def _pieces(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Labels without cells, each with the row above or below whose label it may be a piece of."""
    for i, line in enumerate(lines):
        if line.placed is not None or not line.labels:
            continue
        text = line.labels[-1]
        above = next((k for k in range(i - 1, -1, -1) if lines[k].placed is not None), None)
        below = next((k for k in range(i + 1, len(lines)) if lines[k].placed is not None), None)
        if above is not None and text in lines[above].tail:
            yield i, above
        if below is not None and text in lines[below].labels[:-1]:
            yield i, below


def _weigh_labels_alone(line: Line, scores: list[float]) -> None:
    """A label with its cells goes before a like one without."""
    if line.placed is None:
        for index, score in enumerate(scores):
            scores[index] = max(0.0, score - 0.05)


def _lost(row: Assigned, found: _Progress) -> Assigned:
    """A label without cells is a blank row where empty lines stand for its cells, or where no row has any."""
    if row.line.placed is not None:
        return row
    with_cells = any(line.placed is not None and not _empty(line) for line in found.lines)
    return replace(row, lost=with_cells and (not row.line.empty_lines or bool(found.unplaced)))


def _weigh_other(line: Line, scores: list[float], form: Sequence[FormRow]) -> None:
    """（六）其他处理 is a row of its own where cells follow it, else the label over its three rows."""
    index = next(i for i, row in enumerate(form) if row.code == "other_undivided")
    if line.placed is None:
        scores[index] = 0.0
    elif scores[index]:
        scores[index] += 0.01


def _weigh_groups(line: Line, scores: list[float], form: Sequence[FormRow]) -> None:
    """A line with cells is a row, no label over rows, where its label is as like to a row's."""
    best = max(score for score, row in zip(scores, form, strict=True) if row.code)
    if line.placed is not None and best >= CLEAR_LABEL:
        for index, row in enumerate(form):
            if row.code is None:
                scores[index] = min(scores[index], best - 0.05)


def _cut_off(line: Line, row: FormRow) -> bool:
    """The file ends with this very label: its cells may have followed."""
    if not line.last:
        return False
    without_last = label_score(spellings(line.labels[:-1], ()), row)
    return without_last < label_score(spellings(line.labels, ()), row)


def _add_undivided(found: _Progress, form: Sequence[FormRow]) -> None:
    """（六）其他处理 with neither cells nor rows below it, the table going on: the row is there, its cells are not."""
    group = next(i for i, row in enumerate(form) if row.code is None and row.labels[0] == "（六）其他处理")
    position = next((i for i, row in found.anchors if row == group), None)
    below = range(group + 1, group + 5)
    if (
        position is not None
        and not any(row in found.rows for row in below)
        and any(row > group + 4 for row in found.rows)
    ):
        index = next(i for i in below if form[i].code == "other_undivided")
        found.rows[index] = Assigned("other_undivided", found.lines[position], 1.0, position=position)


def _empty(line: Line) -> bool:
    return line.placed is None or all(cell is None for cell in line.placed.cells)


def _place_group(group: list[int], found: _Progress, form: Sequence[FormRow]) -> None:
    """Give consecutive lines without a known label their rows, if exactly as many are open between their neighbours."""
    before = max((row for i, row in found.anchors if i <= group[0]), default=-1)
    after = min((row for i, row in found.anchors if i > group[-1]), default=len(form))
    if after == len(form) and before >= 0 and form[before].code is None:
        # The file is cut off inside this group: the rows of the next group cannot be meant.
        after = next((k for k in range(before + 1, len(form)) if form[k].group != form[before].labels[0]), after)
    open_rows = [k for k in range(before + 1, after) if form[k].code and k not in found.rows]
    editions = _editions(open_rows, found.rows, form)
    choices = [rows for rows in editions if len(rows) == len(group)]
    if len(choices) == 1:
        for i, k in zip(group, choices[0], strict=True):
            found.rows[k] = Assigned(str(form[k].code), found.lines[i], 0.0, by_order=True)
        anchor = form[max(before, 0)]
        name = _group_code(anchor) or anchor.code or str(form[choices[0][0]].code)
        found.by_order.append((name, len(group), found.lines[group[0]]))
    elif not any(editions) and all(found.matches[i] is None and _has_own_label(found.lines[i], form) for i in group):
        found.extra.extend(found.lines[i] for i in group)
    else:
        found.unplaced.extend(found.lines[i] for i in group)


def _has_own_label(line: Line, form: Sequence[FormRow]) -> bool:
    """A label that is not only the label of a group reaching down."""
    groups = [row.labels[0] for row in form if row.code is None]
    return bool(line.labels) and all(similarity(line.labels[-1], group) < SURE_LABEL for group in groups)


def _group_code(row: FormRow) -> str | None:
    groups = {group["label_zh"]: group["code"] for group in codes.code_list("groups")}
    return groups.get(row.labels[0]) if row.code is None else None


def _consecutive(loose: list[int], fixed: list[int]) -> list[list[int]]:
    """Loose lines with no anchored line between them."""
    groups: list[list[int]] = []
    for i in loose:
        if groups and not any(groups[-1][-1] < k < i for k in fixed):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _editions(open_rows: list[int], rows: dict[int, Assigned], form: Sequence[FormRow]) -> list[list[int]]:
    """The open rows under each edition of （六） that nothing found so far contradicts."""
    found = {assigned.code for assigned in rows.values()}
    divided = [k for k in open_rows if form[k].code != "other_undivided"]
    undivided = [
        k for k in open_rows if not str(form[k].code).startswith("other_") or form[k].code == "other_undivided"
    ]
    choices: list[list[int]] = []
    if "other_undivided" not in found:
        choices.append(divided)
    if not found & {"other_uncorrected", "other_unpaid", "other_other"} and undivided not in choices:
        choices.append(undivided)
    return choices
