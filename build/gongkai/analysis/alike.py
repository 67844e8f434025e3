"""Narratives that are nearly the same: a neutral statistic. Estimated from signatures, so that no text is kept.

Compared are two years of one agency, and two agencies in one year. Candidates within a year are found by locality-sensitive
hashing with 21 bands of 6 values: of pairs at 0.80 it finds 998 in 1,000, of those at 0.90 all but one in a million.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from gongkai.analysis.digest import PERMUTATIONS
from gongkai.model import Similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datasketch import LeanMinHash

    from gongkai.checks.surroundings import Digest

LEAST = Decimal("0.80")
"""Similarity from which a pair is listed."""
MOST_PAIRS = 20
"""Of each report the most alike; of equal ones those first by key. A report may stand in more pairs as the other one."""
BANDS = (21, 6)

Kind = Literal["same_agency", "same_year"]
Pair = tuple[Decimal, str, Kind]


def similarities(digests: Iterable[Digest]) -> tuple[Similarity, ...]:
    """Pairs of reports, each once with the smaller key first, in the order of the keys."""
    ordered = [digest for digest in sorted(digests, key=lambda digest: digest.report_id) if digest.signature]
    if len(ordered) < 2:
        return ()
    from datasketch import LeanMinHash  # noqa: PLC0415 - takes a second to load

    sketches = {digest.report_id: LeanMinHash.deserialize(digest.signature, "<") for digest in ordered}
    kept: dict[tuple[str, str], Similarity] = {}
    candidates: defaultdict[str, dict[str, Kind]] = defaultdict(dict)
    for one, other in _of_one_agency(ordered):
        candidates[one][other] = candidates[other][one] = "same_agency"
    years: defaultdict[int, list[Digest]] = defaultdict(list)
    for digest in ordered:
        if digest.year is not None:
            years[digest.year].append(digest)
    for year in sorted(years):
        near = _Near(years[year], sketches)
        for digest in years[year]:
            own = digest.report_id
            same_year: Kind = "same_year"
            beside = dict.fromkeys(near.to(digest), same_year)
            _keep(own, beside | candidates.pop(own, {}), sketches, kept)
    for own in sorted(candidates):
        _keep(own, candidates[own], sketches, kept)
    return tuple(kept[key] for key in sorted(kept))


def _of_one_agency(ordered: list[Digest]) -> Iterator[tuple[str, str]]:
    """Two reports of one agency, of different years and the same scope."""
    series: defaultdict[tuple[str, str], list[Digest]] = defaultdict(list)
    for digest in ordered:
        series[digest.agency_id, digest.scope].append(digest)
    for group in series.values():
        for position, one in enumerate(group):
            yield from (
                (one.report_id, other.report_id)
                for other in group[position + 1 :]
                if None not in (one.year, other.year) and one.year != other.year
            )


class _Near:
    """Reports of one year that may be alike."""

    def __init__(self, digests: list[Digest], sketches: dict[str, LeanMinHash]) -> None:
        from datasketch import MinHashLSH  # noqa: PLC0415 - takes a second to load

        self._agencies = {digest.report_id: digest.agency_id for digest in digests}
        self._sketches = sketches
        self._bands = MinHashLSH(num_perm=PERMUTATIONS, params=BANDS)
        for digest in digests:
            self._bands.insert(digest.report_id, sketches[digest.report_id])

    def to(self, digest: Digest) -> list[str]:
        """Those of other agencies."""
        found: list[str] = self._bands.query(self._sketches[digest.report_id])
        return [other for other in found if self._agencies[other] != digest.agency_id]


def _keep(
    own: str, others: dict[str, Kind], sketches: dict[str, LeanMinHash], kept: dict[tuple[str, str], Similarity]
) -> None:
    pairs: list[Pair] = []
    for other, kind in others.items():
        alike = Decimal(sketches[own].jaccard(sketches[other])).quantize(Decimal("0.01"))
        if alike >= LEAST:
            pairs.append((alike, other, kind))
    for alike, other, kind in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[:MOST_PAIRS]:
        first, second = sorted((own, other))
        kept[first, second] = Similarity(report_id=first, other_report_id=second, kind=kind, similarity=alike)
