"""Compare what was read with what is printed, cell by cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.accuracy.draft import Expected, Identity

    from gongkai.specimen.figures import Key

Verdict = Literal["exact", "flagged", "warned", "status", "silent", "invented"]
"""exact; left open (`unreadable`); wrong beside a warning; no number on either side, but another kind of absence;
wrong without a word; a number where none is printed, without a word."""

VERDICTS: tuple[Verdict, ...] = ("exact", "flagged", "warned", "status", "silent", "invented")
BAD: tuple[Verdict, ...] = ("silent", "invented")
SOURCES_OF_DOUBT = ("warning", "error")


@dataclass(slots=True)
class Score:
    """Verdicts of one document, or of many."""

    documents: int = 0
    refused: int = 0
    """Reports that were not taken for reports."""
    determined: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    """Verdicts on figures that the damaged document does not determine."""
    identity: Counter[str] = field(default_factory=Counter)
    """agency_right, agency_unknown, agency_wrong, and the same of year and form."""

    def add(self, other: Score) -> None:
        """Count another document in."""
        self.documents += other.documents
        self.refused += other.refused
        self.determined.update(other.determined)
        self.open.update(other.open)
        self.identity.update(other.identity)

    @property
    def bad(self) -> int:
        """Figures that are wrong without a word."""
        return sum(self.determined[verdict] + self.open[verdict] for verdict in BAD)

    @property
    def misnamed(self) -> int:
        """Documents put under another body, year or form than theirs; "unknown" is none of these."""
        return sum(self.identity[f"{name}_wrong"] for name in ("agency", "year", "form"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One figure that is not exact."""

    key: Key
    verdict: Verdict
    expected: str
    read: str


def judge(read: Mapping[str, Any], expected: Mapping[Key, Expected], identity: Identity) -> tuple[Score, list[Problem]]:
    """Judge one document by the JSON of `gongkai read`."""
    score = Score(documents=1)
    problems: list[Problem] = []
    if read["outcome"] != "report":
        score.refused = int(any(cell.determined for cell in expected.values()))
        score.determined["flagged"] = sum(cell.determined for cell in expected.values())
        score.open["flagged"] = len(expected) - score.determined["flagged"]
        return score, problems
    figures = {(f["table"], f["row"], f["column"]): f for f in read["figures"]}
    doubts = [f for f in read["findings"] if f["state"] == "failed" and f["severity"] in SOURCES_OF_DOUBT]
    for key in expected.keys() | figures.keys():
        verdict = _verdict(key, expected.get(key), figures.get(key), doubts)
        if verdict is None:
            continue
        determined = key not in expected or expected[key].determined
        (score.determined if determined else score.open)[verdict] += 1
        if verdict != "exact":
            problems.append(Problem(key, verdict, _told(expected.get(key)), _shown(figures.get(key))))
    for name, right in (("agency", identity.agency), ("year", identity.year), ("form", identity.form)):
        found = (read["agency"] or {}).get("name") if name == "agency" else read[name]
        verdict_on = "right" if found in right else "unknown" if found is None else "wrong"
        score.identity[f"{name}_{verdict_on}"] += 1
    return score, sorted(problems, key=lambda p: p.key)


def number(text: object) -> Decimal | None:
    """A value of the JSON as a number."""
    try:
        return None if text is None else Decimal(str(text))
    except InvalidOperation:
        return None


def _verdict(
    key: Key, expected: Expected | None, figure: Mapping[str, Any] | None, doubts: list[Any]
) -> Verdict | None:
    status = figure["status"] if figure else "absent"
    value = number(figure["value"]) if figure else None
    if expected is None:
        return None if status in ("absent", "unreadable") else _wrong(key, None, value, doubts)
    if value == expected.value and (status == expected.status or value is not None):
        return "exact"
    return "flagged" if status == "unreadable" else _wrong(key, expected.value, value, doubts)


def _wrong(key: Key, printed: Decimal | None, value: Decimal | None, doubts: list[Any]) -> Verdict:
    if value is None and printed is None:
        return "status"
    if touched(key, doubts):
        return "warned"
    return "invented" if printed is None else "silent"


def touched(key: Key, doubts: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a failed finding names the cell, its row, its column or, naming neither, its table."""
    for doubt in doubts:
        if doubt["table"] != key[0]:
            continue
        row, column = doubt["row"], doubt["column"]
        if row is None and column is None:
            return True
        if row == key[1] and (column in (None, key[2]) or doubt["type"] in ROW_SUMS):
            return True
        if column == key[2] and (row is None or doubt["type"] in COLUMN_SUMS):
            return True
    return False


ROW_SUMS = ("applications_row_total", "proceedings_total", "total_left_zero")
"""Rules whose operands are a row; they name its total."""
COLUMN_SUMS = ("applications_results_total", "applications_balance")


def _told(expected: Expected | None) -> str:
    return "not printed" if expected is None else str(expected.value) if expected.value is not None else expected.status


def _shown(figure: Mapping[str, Any] | None) -> str:
    return "absent" if figure is None else f"{figure['value']} {figure['status']} {figure['raw']!r}"
