"""What a build did, as shown at its end and kept for a build that finds nothing changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.model import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai.cache import Head
    from gongkai.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """Counts of one build."""

    out: Path
    originals: int
    reports: int
    forms: dict[str, int]
    """Edition of the form -> reports."""
    kinds: dict[str, int]
    """Media type -> reports."""
    figures: dict[str, int]
    """Status -> cells of the accepted reports."""
    findings: dict[str, int]
    """Severity -> failed findings of the accepted reports, those across years and bodies included."""
    findings_beside: dict[str, int]
    """As `findings`, but only those that come from comparing a report with others: other years, other bodies, earlier data."""
    rejects: tuple[Rejection, ...]
    """By path."""
    cached: int
    """Originals that were not read again."""
    bytes: int
    """Of the tables and downloads of the data package, originals left out."""
    seconds: float
    unchanged: bool = False
    """Nothing had changed since the last build; nothing was written."""


def tally(heads: Sequence[Head], changed: Mapping[int, Reading], refused: Iterable[Rejection]) -> dict[str, Any]:
    """The counts of a `BuildSummary` that the readings decide.

    Args:
        heads: the readings.
        changed: what takes the place of some of them.
        refused: files that never became a reading.
    """
    forms: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    rejects = list(refused)
    for position, head in enumerate(heads):
        reading = changed.get(position, head.reading)
        if isinstance(reading, Rejection):
            rejects.append(reading)
            continue
        forms[reading.form] += 1
        kinds[reading.media_type] += 1
        figures.update(head.statuses)
    return {
        "reports": forms.total(),
        "forms": in_order(forms),
        "kinds": in_order(kinds),
        "figures": in_order(figures),
        "rejects": tuple(sorted(rejects, key=lambda rejection: rejection.path)),
    }


def in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by their names."""
    return dict(sorted(counts.items()))


def to_json(summary: BuildSummary) -> dict[str, Any]:
    """The summary as JSON values."""
    return {**asdict(summary), "out": str(summary.out)}


def from_json(values: Mapping[str, Any]) -> BuildSummary:
    """The reverse of `to_json`."""
    rejects = tuple(Rejection(**{**rejection, "findings": ()}) for rejection in values["rejects"])
    return BuildSummary(**{**values, "out": Path(values["out"]), "rejects": rejects})
