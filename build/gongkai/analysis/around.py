"""All digests, sorted so that a report's place among the others is found without looking at each of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gongkai.checks.collection_government import is_member, publishes_for_government
from gongkai.checks.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.checks.surroundings import Digest
    from gongkai.model import TableCode


class Around:
    """Finds the surroundings of a report; the same for any order of the digests."""

    def __init__(self, digests: Iterable[Digest]) -> None:
        """Sort them by table and by place and year."""
        self._own: dict[str, Digest] = {}
        self._tables: defaultdict[tuple[TableCode, str], list[str]] = defaultdict(list)
        self._places: defaultdict[tuple[str, int], list[Digest]] = defaultdict(list)
        for digest in sorted(digests, key=lambda digest: digest.report_id):
            self._own[digest.report_id] = digest
            for table, fingerprint in digest.tables.items():
                self._tables[table, fingerprint].append(digest.report_id)
            code = digest.agency.region_code if digest.agency is not None else None
            if digest.scope == "own" and digest.year is not None and code is not None:
                self._places[code, digest.year].append(digest)

    def of(self, report_id: str) -> Surroundings | None:
        """The surroundings of one report; None if it was not among the digests."""
        own = self._own.get(report_id)
        if own is None:
            return None
        same = {
            table: tuple(other for other in self._tables[table, fingerprint] if other != report_id)
            for table, fingerprint in own.tables.items()
        }
        return Surroundings(own=own, same_tables=same, members=self._members(own))

    def _members(self, own: Digest) -> tuple[Digest, ...]:
        government = own.agency
        if own.scope != "aggregate" or own.year is None or government is None or government.region_code is None:
            return ()
        if not publishes_for_government(government):
            return ()
        near = self._places.get((government.region_code, own.year), ())
        return tuple(digest for digest in near if digest.agency is not None and is_member(digest.agency, government))
