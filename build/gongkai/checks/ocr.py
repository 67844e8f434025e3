"""Family G: figures recognised in pictures, and which of them a sum confirms.

A misread digit breaks every sum that it is part of. So a figure counts as confirmed where no sum that
contains it fails, and where one of these holds:

- a satisfied sum contains it that adds up at least two figures other than 0 (9 + 1 + 1 = 11): one misread
  figure would break it;
- it is 0 and a satisfied sum contains it: another digit taken for 0 would have to be lost in the total as well;
- two satisfied sums contain it, as those of its row and its column. A single sum with one figure other than 0
  (7 + 0 + 0 = 7) would also hold if the same digit were misread in the same way both times.

The applications table has sums of rows and columns, and the balance; the proceedings table has sums of rows;
the disclosure table has none, so that each of its recognised figures gets a finding.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gongkai.checks import applications, proceedings
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.words import cell_name, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.checks.cells import Subject
    from gongkai.model import Figure, Key

READ_BY_OCR = Rule(
    code="read_by_ocr",
    family="G",
    severity="warning",
    table="any",
    title_zh="图片识别",
    title_en="Recognised in a picture",
    description_zh="数字由图片识别（OCR）得出，没有勾稽关系可以印证，可能有误。",
    description_en="A figure was recognised in a picture and no sum confirms it: it may be misread.",
    formula_zh="识别的数字有勾稽关系印证",
    formula_en="a sum that holds confirms each recognised figure",
)
SUMS = (applications.row_total, applications.results_total, applications.balance, proceedings.total)


def read_by_ocr(subject: Subject) -> Iterator[Result]:
    """Every figure with a value that was recognised in a picture."""
    recognised = [figure for figure in subject.figures.values() if figure.read_by == "ocr" and figure.value is not None]
    if not recognised:
        return
    sums = _sums(subject)
    for figure in recognised:
        key: Key = (figure.table, figure.row, figure.column)
        confirmed = _is_confirmed(figure, sums[key], subject)
        end = "，有勾稽关系印证。" if confirmed else "，没有勾稽关系可以印证，请对照原件核对。"
        yield Result(
            rule=READ_BY_OCR,
            instance=f"{figure.row}.{figure.column}",
            label=cell_name(key),
            state="passed" if confirmed else "failed",
            severity=READ_BY_OCR.severity,
            table=figure.table,
            cells=(key,),
            row=figure.row,
            column=figure.column,
            right=figure.value,
            text=f"{cell_name(key)}由图片识别为 {number(figure.value)}{end}",
            where=figure.where,
        )


def _sums(subject: Subject) -> defaultdict[Key, list[Result]]:
    """The sums that could be checked, by the figures in them."""
    found: defaultdict[Key, list[Result]] = defaultdict(list)
    for check in SUMS:
        for result in check(subject):
            if result.state != "not_checkable":
                for key in result.cells:
                    found[key].append(result)
    return found


def _is_confirmed(figure: Figure, sums: Sequence[Result], subject: Subject) -> bool:
    if not sums or any(result.state != "passed" for result in sums):
        return False
    return figure.value == 0 or len(sums) >= 2 or any(_adds_up_several(result, subject) for result in sums)


def _adds_up_several(result: Result, subject: Subject) -> bool:
    """Whether at least three figures of a sum, its total among them, are other than 0."""
    return sum(bool(subject.operand(*key).number) for key in result.cells) >= 3


CHECKS: tuple[Check, ...] = (Check(READ_BY_OCR, read_by_ocr),)
