"""Reports beside one: of the same year and level, nearest in what they received, never the report's own body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site.annual_report.peers import SHOWN, Company, Peer, Peers
from gongkai.site.groups.directory import directory

if TYPE_CHECKING:
    from gongkai.site.store import Store


def test_peers_are_of_the_year_and_level_and_the_nearest(store: Store) -> None:
    peers, near = Peers(store), directory(store)
    facts = {
        row[0]: row[1:]
        for row in store.rows(
            "SELECT r.report_id, r.year, a.level, a.sector, w.received_new__total, a.agency_id FROM reports r "
            "JOIN agencies a USING (agency_id) JOIN applications_wide w USING (report_id) WHERE r.scope = 'own' AND a.name IS NOT NULL"
        )
    }
    seen = 0
    for agency, report in store.reports("r.scope = 'own' AND r.year IS NOT NULL"):
        found = peers.company(store.record(report), agency, near.chain(agency))
        for peer in found.peers:
            year, level, sector, received, body = facts[peer.report_id]
            assert (year, level) == (report.year, agency.level)
            assert body != agency.id
            assert not found.sector or sector == agency.sector
            assert received == peer.received
            seen += 1
        assert len(found.peers) <= SHOWN
        if found.own is not None and found.own.received is not None and found.peers:
            own = found.own.received
            kept = {peer.report_id for peer in found.peers}
            alike = [
                abs(other[3] - own)
                for id_, other in facts.items()
                if other[:2] == (report.year, agency.level)
                and (not found.sector or other[2] == agency.sector)
                and other[3] is not None
                and other[4] != agency.id
                and id_ not in kept
            ]
            farthest = max(abs((peer.received or 0) - own) for peer in found.peers)
            assert len(found.peers) == SHOWN or not alike
            assert not alike or min(alike) >= farthest
        assert {report_id for report_id, _ in found.elsewhere}.isdisjoint(
            {peer.report_id for peer in found.peers} | {report.id}
        )
    assert seen > 5


def test_a_share_is_told_only_of_whole_numbers() -> None:
    peer = Peer("x-2023", "x", "某局", 4, 4, 3, 0)
    assert peer.share == "75.0%"
    assert peer._replace(granted=None).share == "不全"
    assert peer._replace(concluded=0, granted=0).share == "—"
    assert peer._replace(received=None).shown == "没有数"


def test_names_are_escaped() -> None:
    html = Company(peers=(Peer("x-2023", "x", "<b>局", 4, 4, 3, 0),)).lines()
    assert "&lt;b&gt;局" in html
