"""Failures that the report itself explains: its own words on the thing checked and on a cause, quoted.

A note in a cell of the formula speaks of that cell and needs the cause alone. A sentence of the prose has to
name the thing as well, and to account for figures: 积极配合机构改革，做好申请办理工作 explains nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai.checks.explain_words import (
    ACCOUNTS,
    BLANK_IS_ZERO,
    CONTAINS,
    DENIED,
    DIFFERS,
    IN_BRACKETS,
    INTENDED,
    OF_FIGURES,
    PLAIN,
    ROWS,
    WITHDRAWN,
    WORDS,
    Words,
)
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import AnnualReport

END = re.compile(r"(?<=[。！？；;])|\n")
CLAUSE = re.compile("[，,；;：:（()）、]")
WITHDRAWAL = re.compile(WITHDRAWN)
LONGEST_NOTE = 200
"""Characters of a quoted sentence; longer ones are cut off with …."""


def explained(result: Result, subject: Subject) -> Result:
    """The result itself, or, where it failed and the report's own words explain it, the same as explained with these words."""
    if result.state != "failed":
        return result
    words = _words(result, subject)
    if not words:
        return result
    quoted = words if len(words) <= LONGEST_NOTE else f"{words[:LONGEST_NOTE]}…"
    return replace(
        result, state="explained", note=quoted, text=f"{result.text.removesuffix('。')}；年报自己说明：“{quoted}”"
    )


def _words(result: Result, subject: Subject) -> str:
    """The report's words that explain a failure; empty if there are none."""
    if result.rule.code == "blank_cells":
        return _blank_is_zero(subject.report)
    words = WORDS.get(result.rule.code)
    if words is None:
        return ""
    things = words.things or ROWS.get(result.row or "", "")
    return _noted(result, subject, words) or (_told(result, subject.report, things, words) if things else "")


def _noted(result: Result, subject: Subject, words: Words) -> str:
    """A note in one of the formula's cells that names a cause."""
    causes = f"{words.causes}|{CONTAINS}" if words.contains else words.causes
    tested = (result.table, result.row, result.column)
    for key in (tested, *result.cells):
        figure = subject.figures.get(key)  # type: ignore[arg-type]
        if figure is not None and figure.note and _names(figure.note, causes):
            return figure.note.strip()
    return ""


def _told(result: Result, report: AnnualReport, things: str, words: Words) -> str:
    """A sentence of the prose that names the thing and a cause, and accounts for figures or states the difference itself."""
    difference = result.difference
    size = rf"(?<!\d){number(max(difference, -difference))}\s*[件条项份起]" if difference else r"(?!)"
    itself, contained = re.compile(size), re.compile(rf"{CONTAINS}[^，,；;、（()）\d]{{0,20}}{size}")
    for sentence in _sentences(report):
        if not re.search(things, sentence) or INTENDED.search(sentence):
            continue
        named = [cause for cause in (words.causes, CONTAINS) if _names(sentence, cause)]
        stated = any(itself.search(clause) and _names(clause, words.causes) for clause in CLAUSE.split(sentence))
        only_withdrawn = words.causes in named and not _names(WITHDRAWAL.sub("", sentence), words.causes)
        accounts = DIFFERS.search(sentence) if only_withdrawn else ACCOUNTS.search(sentence) or PLAIN.search(sentence)
        if words.causes in named and (stated or accounts):
            return sentence
        of_figures = contained.search(sentence) or OF_FIGURES.search(sentence) or IN_BRACKETS.search(sentence)
        if words.contains and CONTAINS in named and of_figures:
            return sentence
    return ""


def _names(text: str, causes: str) -> bool:
    """Whether a cause is named that is not denied in the same breath."""
    named = len(re.findall(causes, text))
    return named > len(re.findall(f"{DENIED}(?:{causes})", text))


def _sentences(report: AnnualReport) -> Iterator[str]:
    for section in report.sections:
        yield from _split(section.text)


@lru_cache(maxsize=64)
def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in END.split(text) if part.strip())


def _blank_is_zero(report: AnnualReport) -> str:
    """A sentence or a note that blank cells mean nothing."""
    notes = (figure.note for figure in report.figures if figure.note)
    return next((text for text in (*_sentences(report), *notes) if BLANK_IS_ZERO.search(text)), "")
