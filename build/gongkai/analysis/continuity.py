"""The continuity ledger: what one year's report hands to the next, and what the next says it received."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.checks.explain_words import CONTAINS, OF_CARRIED, OF_DOCUMENTS
from gongkai.model import Continuity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import AnnualReport, State, TableCode

__all__ = ["continuity"]

LONGEST = 120
"""Characters of words in one row, quotation marks included."""
DOCUMENTS = ("regulations", "normative_documents")
CARRIED_WORDS = re.compile("结转")
DOCUMENT_NAMES = {
    "regulations": re.compile("规章(?!制度)"),
    "normative_documents": re.compile("规范性文件"),
}
DOCUMENT_WORDS = re.compile("制发|制定|印发|出台|废止|失效|有效|清理|修订|修改|[0-9一二三四五六七八九十]+[件部]")
"""What a sentence on documents must speak of besides, so that not every mention of them is quoted."""
CAUSES = re.compile(f"{CONTAINS}|{OF_CARRIED.causes}|{OF_DOCUMENTS.causes}")
"""What may explain a difference: such words come first, lest there be no room for them."""
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def continuity(
    report: AnnualReport, previous: AnnualReport | None, previous_report_id: str | None
) -> tuple[Continuity, ...]:
    """The ledger of one report whose results across years are there.

    Only printed numbers stand in it: nothing where a cell is blank or of another edition, whatever a rule may imply.

    Args:
        report: examined and followed.
        previous: that of the year before, of the same agency and scope.
        previous_report_id: its key; None where there is none.
    """
    return tuple(_items(report, previous, previous_report_id))


def _items(report: AnnualReport, previous: AnnualReport | None, previous_id: str | None) -> Iterator[Continuity]:
    states: dict[tuple[str, str], State] = {(r.rule, r.instance): r.state for r in report.results}
    if ("carried_over", "total") in states:
        yield _item(
            "applications",
            previous_id,
            closing=_number(previous, "applications", "carried_out", "total"),
            opening=_number(report, "applications", "carried_in", "total"),
            state=states["carried_over", "total"],
            words=_applications_words(report),
        )
    for row in DOCUMENTS:
        opening = _number(report, "disclosure", row, "in_force")
        if ("documents_in_force", row) not in states or not _has(report, row, "in_force"):
            continue
        before = _number(previous, "disclosure", row, "in_force")
        issued, repealed = (_number(report, "disclosure", row, column) for column in ("issued", "repealed"))
        yield _item(
            row,
            previous_id,
            closing=None if before is None or issued is None or repealed is None else before + issued - repealed,
            opening=opening,
            state=states["documents_in_force", row],
            words=_documents_words(report, row),
        )


def _item(
    item: str, previous_id: str | None, *, closing: int | None, opening: int | None, state: State, words: str
) -> Continuity:
    return Continuity(
        item=item,
        previous_report_id=previous_id,
        closing=closing,
        opening=opening,
        difference=opening - closing if opening is not None and closing is not None else None,
        state=state,
        words=words,
    )


def _number(report: AnnualReport | None, table: TableCode, row: str, column: str) -> int | None:
    """The printed number of a cell; a count with decimals (`fractional_count`) is no count to go on with."""
    for figure in report.figures if report is not None else ():
        if (figure.table, figure.row, figure.column) == (table, row, column):
            whole = figure.status == "reported" and figure.value is not None and figure.value == int(figure.value)
            return int(figure.value) if whole and figure.value is not None else None
    return None


def _has(report: AnnualReport, row: str, column: str) -> bool:
    """Whether the report's edition has this cell of the disclosure table."""
    return any(
        (f.table, f.row, f.column, f.status != "absent") == ("disclosure", row, column, True) for f in report.figures
    )


def _applications_words(report: AnnualReport) -> str:
    """Notes in the cells of 上年结转 and 结转下年度, then sentences that speak of 结转 outside section four (disputes)."""
    notes = [f.note for f in report.figures if f.table == "applications" and f.row in ("carried_in", "carried_out")]
    return _quoted([*notes, *(s for s in _sentences(report, "proceedings") if CARRIED_WORDS.search(s))])


def _documents_words(report: AnnualReport, row: str) -> str:
    """Notes in the row's cells, then sentences on such documents."""
    notes = [f.note for f in report.figures if f.table == "disclosure" and f.row == row]
    name = DOCUMENT_NAMES[row]
    said = (s for s in _sentences(report, None) if name.search(s) and DOCUMENT_WORDS.search(s))
    return _quoted([*notes, *said])


def _sentences(report: AnnualReport, without: str | None) -> Iterator[str]:
    for section in report.sections:
        if section.code != without:
            yield from (match.group().strip() for match in SENTENCE.finditer(section.text))


def _quoted(texts: list[str]) -> str:
    """As many of the texts as there is room for, each in quotation marks and once; those with a cause come first.

    The first is cut if it alone is too long.
    """
    words = ""
    for text in sorted(dict.fromkeys(filter(None, texts)), key=lambda text: CAUSES.search(text) is None):
        quoted = f"“{text}”"
        if not words and len(quoted) > LONGEST:
            return f"“{text[: LONGEST - 3]}…”"
        if len(words) + len(quoted) <= LONGEST:
            words += quoted
    return words
