"""What is kept of each annual report while all are looked at: fingerprints of its tables, some sums, a signature of its text."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from gongkai.checks.cells import subject
from gongkai.checks.collection_copies import SUMS_OF_THE_FORM
from gongkai.checks.collection_government import SUMS
from gongkai.checks.surroundings import Digest
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import AnnualReport, Section, TableCode

LEAST_FIGURES = 5
"""Figures other than 0, sums left out, that a table needs to be compared with others (rule book, `copied_table`).

Tables of zeros are alike; so are those of one or two applications, whose sums repeat a single figure four times.
"""
SHINGLE = 5
"""Han characters; two texts are as alike as the share of these runs that they have in common."""
LEAST_CHARACTERS = 200
"""Han characters that a narrative needs to be compared: below lies the wording of the form alone."""
PERMUTATIONS = 128
"""Of a signature: the estimate's standard error is 0.035 at a similarity of 0.80."""

_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")


def digest(report: AnnualReport, report_id: str, agency_id: str, text: bytes | None = None) -> Digest:
    """The digest of one report.

    Args:
        report: with the figures that are published.
        report_id: its key.
        agency_id: key of its agency.
        text: `signature` of its sections, where it was taken before.
    """
    prepared = subject(report)
    operands = {instance: prepared.operand(*key) for instance, key in SUMS.items()}
    return Digest(
        report_id=report_id,
        agency_id=agency_id,
        agency=report.agency,
        year=report.year,
        scope=report.scope,
        published_on=report.published_on,
        tables=_tables(report),
        sums={instance: operand.number for instance, operand in operands.items() if operand.number is not None},
        signature=signature(report.sections) if text is None else text,
    )


def _tables(report: AnnualReport) -> dict[TableCode, str]:
    """Table -> fingerprint of its figures other than 0; without tables that have too few, or one that cannot be read."""
    figures: defaultdict[TableCode, list[str]] = defaultdict(list)
    details: Counter[TableCode] = Counter()
    unreadable: set[TableCode] = set()
    for figure in report.figures:
        if figure.status == "unreadable":
            unreadable.add(figure.table)
        elif figure.value:
            value = number(figure.value)
            plain = value.rstrip("0").rstrip(".") if "." in value else value
            details[figure.table] += not {figure.row, figure.column} & SUMS_OF_THE_FORM
            figures[figure.table].append(f"{figure.row}\t{figure.column}\t{plain}")
    return {
        table: blake2b("\n".join(sorted(lines)).encode(), digest_size=16).hexdigest()
        for table, lines in figures.items()
        if details[table] >= LEAST_FIGURES and table not in unreadable
    }


def signature(sections: Iterable[Section]) -> bytes:
    """MinHash of a narrative's runs of five Han characters; empty where it is too short.

    Numbers, punctuation and spaces are left out, so that a text that was filled in anew is seen as the same.
    """
    text = _NOT_HAN.sub("", "".join(section.text for section in sections))
    if len(text) < LEAST_CHARACTERS:
        return b""
    from datasketch import LeanMinHash, MinHash  # noqa: PLC0415 - takes a second to load, which most commands need not wait

    sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=zlib.crc32)
    sketch.update_batch({text[start : start + SHINGLE].encode() for start in range(len(text) - SHINGLE + 1)})
    lean = LeanMinHash(sketch)
    buffer = bytearray(lean.bytesize("<"))
    lean.serialize(buffer, "<")
    return bytes(buffer)
