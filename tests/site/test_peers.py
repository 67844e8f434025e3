"""Reports beside one: of the same year and level, nearest in what they received, never the report's own body."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.site.making import figure, record
from tests.site.test_regions import agency as body_of

from gongkai.site.annual_report.peers import SHOWN, Company, Peer, Peers
from gongkai.site.facts import CONCLUDED, GRANTED, PARTIAL, RECEIVED
from gongkai.site.groups.directory import directory
from gongkai.site.groups.regions import build

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


OWN = ("me", "370101", "county", "education", "own", 2023, 100)
ALIKE = (
    ("a90", "370102", "county", "education", "own", 2023, 90),
    ("a95", "370103", "county", "education", "own", 2023, 95),
    ("a105", "370104", "county", "education", "own", 2023, 105),
    ("a110", "370105", "county", "education", "own", 2023, 110),
    ("a300", "370106", "county", "education", "own", 2023, 300),
    ("a1", "370107", "county", "education", "own", 2023, 1),
)
OTHERS = (
    ("whole", "370108", "county", "education", "aggregate", 2023, 100),
    ("before", "370108", "county", "education", "own", 2022, 100),
    ("city", "370100", "city", "education", "own", 2023, 100),
    ("field", "370108", "county", "health", "own", 2023, 99),
)
GOVERNMENTS = tuple((f"g{code}", code, level, "government", "own", 2023, 7) for code, level in
                    (("370000", "province"), ("370100", "city"), ("370101", "county")))  # fmt: skip


class Made:
    """A store of reports with a body each: (id, place, level, field, scope, year, received)."""

    def __init__(self, *reports: tuple[str, str, str, str, str, int, int]) -> None:
        self._connection = sqlite3.connect(":memory:")
        for table in (
            "agencies (agency_id, name, region_code, level, sector)",
            "reports (report_id, agency_id, year, scope)",
            "applications_wide (report_id, received_new__total, concluded_total__total, granted__total, partially_granted__total)",
            "findings (report_id, state)",
        ):
            self._connection.execute(f"CREATE TABLE {table}")
        for id_, place, level, sector, scope, year, received in reports:
            self._connection.execute("INSERT INTO agencies VALUES (?, ?, ?, ?, ?)", (id_, id_, place, level, sector))
            self._connection.execute("INSERT INTO reports VALUES (?, ?, ?, ?)", (f"{id_}-r", id_, year, scope))
            self._connection.execute("INSERT INTO applications_wide VALUES (?, ?, 10, 4, 1)", (f"{id_}-r", received))

    def rows(self, query: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
        return self._connection.execute(query, parameters)


def beside(*reports: tuple[str, str, str, str, str, int, int]) -> Company:
    """What stands beside the report of `OWN`."""
    body = replace(
        body_of("370101", "山东省", "济南市", "历下区"), id="me", name="me", level="county", sector="education"
    )
    subject = record([figure(*RECEIVED, 100), figure(*CONCLUDED, 10), figure(*GRANTED, 4), figure(*PARTIAL, 1)])
    subject = replace(subject, report=replace(subject.report, id="me-r"))
    chain = build([body]).chain("370101")
    return Peers(Made(OWN, *reports)).company(subject, body, chain)  # type: ignore[arg-type]


def test_the_five_nearest_of_the_same_field_level_and_year() -> None:
    found = beside(*ALIKE, *OTHERS)
    assert [peer.agency_id for peer in found.peers] == ["a110", "a105", "a95", "a90", "a1"]
    assert (found.level, found.sector) == ("county", "education")
    assert found.peers[0].share == "50.0%"
    assert found.compared == ("me", "a110", "a105", "a95", "a90", "a1")


def test_with_fewer_than_two_of_the_field_those_of_the_level_stand_beside_it() -> None:
    found = beside(ALIKE[0], *OTHERS)
    assert [peer.agency_id for peer in found.peers] == ["field", "a90"]
    assert found.sector == ""


def test_elsewhere_are_the_nearest_governments_and_sisters_that_are_no_peers() -> None:
    assert [id_ for id_, _name in beside(*ALIKE, *GOVERNMENTS).elsewhere] == ["g370101-r", "g370100-r"]
    assert [id_ for id_, _name in beside(*ALIKE).elsewhere] == []
    assert [id_ for id_, _name in beside(*ALIKE, OTHERS[2]).elsewhere] == ["city-r"]


def test_more_granted_than_concluded_is_no_share() -> None:
    peer = Peer("x-2023", "x", "某局", 4, 4, 5, 0)
    assert peer.share == "—"
    assert peer._replace(granted=-1).share == "—"
