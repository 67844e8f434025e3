"""Reports to set beside one: bodies of the same level and field with about as many applications in the same year.

Each writing process puts the few facts it needs into a table of its own on disk, once; each report then asks an
index. Nothing grows in memory with the number of reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gongkai.site.cells import number
from gongkai.site.facts import CONCLUDED, GRANTED, PARTIAL, RECEIVED, added, amount, share
from gongkai.site.language import _, labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.site.groups.regions import Region
    from gongkai.site.records import Agency, Record
    from gongkai.site.store import Store

SHOWN = 5
ALSO_SHOWN = 2
COMPARED = 6
"""What the page that compares takes."""
FEW = 2
"""With fewer bodies of the same field than this, those of other fields are shown instead."""

_FACTS = """
CREATE TEMP TABLE near_reports AS
SELECT r.year, a.level, a.sector, ifnull(a.region_code, '') AS region, w.received_new__total AS received, r.report_id, a.agency_id,
  ifnull(a.name, '') AS name, w.concluded_total__total AS concluded, w.granted__total + w.partially_granted__total AS granted,
  ifnull(f.doubts, 0) AS doubts
FROM reports AS r JOIN agencies AS a USING (agency_id) LEFT JOIN applications_wide AS w USING (report_id)
LEFT JOIN (SELECT report_id, count(*) AS doubts FROM findings WHERE state = 'failed' GROUP BY report_id) AS f USING (report_id)
WHERE r.scope = 'own' AND r.year IS NOT NULL AND a.name IS NOT NULL
"""
_INDEXES = (
    "CREATE INDEX temp.near_by_field ON near_reports (year, level, sector, received)",
    "CREATE INDEX temp.near_by_level ON near_reports (year, level, received)",
    "CREATE INDEX temp.near_by_place ON near_reports (year, sector, region)",
)
_COLUMNS = "report_id, agency_id, name, received, concluded, granted, doubts"


class Peer(NamedTuple):
    """One report beside this one."""

    report_id: str
    agency_id: str
    name: str
    received: int | None
    concluded: int | None
    granted: int | None
    """In full or in part."""
    doubts: int
    """Findings that failed."""

    @property
    def share(self) -> str:
        """Granted of concluded; words where that cannot be said."""
        if self.concluded is None or self.granted is None:
            return _("不全")
        return share(self.granted, self.concluded) if 0 <= self.granted <= self.concluded > 0 else "—"

    @property
    def shown(self) -> str:
        """Received, for people."""
        return _("没有数") if self.received is None else number(self.received)


@dataclass(frozen=True, slots=True)
class Company:
    """What a page says of other reports of its year."""

    own: Peer | None = None
    """This report in the same terms."""
    peers: tuple[Peer, ...] = ()
    level: str = ""
    """Code of what all have in common."""
    sector: str = ""
    """As `level`; empty where bodies of other fields are among them."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """(report, name) of the government above and of sister bodies in the province."""

    @property
    def alike(self) -> str:
        """What they have in common, in words."""
        level = labels("levels").get(self.level, self.level)
        if not self.sector:
            return _("级别同为“%(level)s”（不分部门），新收申请数最接近的", level=level)
        sector = labels("sectors").get(self.sector, self.sector)
        return _("级别同为“%(level)s”、部门同为“%(sector)s”，新收申请数最接近的", level=level, sector=sector)

    def lines(self) -> Markup:
        """All of them with this one among them, by what they received: rows of a table."""
        out = []
        own = (self.own,) if self.own else ()
        for peer in sorted((*own, *self.peers), key=lambda peer: (-(peer.received or 0), peer.report_id)):
            told = f"<td>{peer.shown}<td>{peer.share}<td>{peer.doubts}"
            if peer is self.own:
                out.append(f"<tr class=own><th scope=row>{_('本机关（本页）')}{told}")
            else:
                out.append(f'<tr><th scope=row><a href="../{escape(peer.report_id)}/">{escape(peer.name)}</a>{told}')
        return Markup("\n".join(out))  # noqa: S704 - escaped above

    @property
    def compared(self) -> tuple[str, ...]:
        """Bodies for the page that compares: this one first, six at most."""
        found = (*((self.own,) if self.own else ()), *self.peers)
        return tuple(peer.agency_id for peer in found)[:COMPARED]


class Peers:
    """All reports with a year, by level, field and place; made once for each open data package."""

    def __init__(self, store: Store) -> None:
        """Write the facts down."""
        self._store = store
        for statement in (_FACTS, *_INDEXES):
            for _row in store.rows(statement):
                pass

    def company(self, record: Record, agency: Agency, chain: Sequence[Region]) -> Company:
        """Reports of the same year to set beside one.

        Args:
            record: the report.
            agency: its body.
            chain: the places the body stands in, the widest first.
        """
        report = record.report
        if report.year is None or agency.name is None or report.scope != "own":
            return Company()
        received = amount(record, RECEIVED)
        granted = added(record, (GRANTED, PARTIAL))
        doubts = sum(1 for finding in record.findings if finding.state == "failed")
        own = Peer(report.id, agency.id, agency.name, received, amount(record, CONCLUDED), granted, doubts)
        found: list[Peer] = []
        sector = agency.sector or ""
        if agency.level and sector and received is not None:
            found = self._nearest("near_by_field", own, {"year": report.year, "level": agency.level, "sector": sector})
        if len(found) < FEW and agency.level and received is not None:
            sector = ""
            found = self._nearest("near_by_level", own, {"year": report.year, "level": agency.level})
        taken = {peer.report_id for peer in found} | {report.id}
        elsewhere = tuple(self._elsewhere(report.year, agency, chain, taken))
        return Company(own, tuple(found), agency.level or "", sector, elsewhere)

    def _nearest(self, index: str, own: Peer, fixed: Mapping[str, object]) -> list[Peer]:
        same = " AND ".join(f"{column} = ?" for column in fixed)
        found: list[Peer] = []
        for side, order in ((">=", "received"), ("<", "received DESC")):
            query = (
                f"SELECT {_COLUMNS} FROM near_reports INDEXED BY {index} "  # noqa: S608 - names are ours
                f"WHERE {same} AND received {side} ? AND agency_id <> ? ORDER BY {order} LIMIT {SHOWN}"
            )
            found += map(Peer._make, self._store.rows(query, (*fixed.values(), own.received, own.agency_id)))
        found.sort(key=lambda peer: (abs((peer.received or 0) - (own.received or 0)), peer.report_id))
        return sorted(found[:SHOWN], key=lambda peer: (-(peer.received or 0), peer.report_id))

    def _elsewhere(self, year: int, agency: Agency, chain: Sequence[Region], taken: set[str]) -> list[tuple[str, str]]:
        """The governments above, the nearest first, then the same field in the province."""
        found: list[tuple[str, str]] = []
        query = "SELECT report_id, name FROM near_reports INDEXED BY near_by_place WHERE year = ? AND sector = ? AND "
        for region in reversed(chain):
            found += self._store.rows(f"{query} region = ? LIMIT 1", (year, "government", region.code))
        if agency.sector and agency.region_code:
            province = agency.region_code[:2]
            bounds = (
                ("region >= ? AND region < ?", (agency.region_code, f"{province}a"), "region"),
                ("region >= ? AND region < ?", (province, agency.region_code), "region DESC"),
            )
            for condition, places, order in bounds:
                found += self._store.rows(
                    f"{query} {condition} ORDER BY {order} LIMIT {ALSO_SHOWN}", (year, agency.sector, *places)
                )
        return [pair for pair in dict.fromkeys(found) if pair[0] not in taken][:ALSO_SHOWN]
