"""The feeds: what a reader's program finds in them, and what RFC 4287 asks for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import etree

from gongkai.site.citation import Edition
from gongkai.site.publish import feeds
from gongkai.site.publish.feeds import entries, write_feeds

if TYPE_CHECKING:
    from pathlib import Path

OF = Edition("1.2.0", "2024-03-31", "https://data.example/base/")
ATOM = "{http://www.w3.org/2005/Atom}"
AGENCY = ["agency_id", "name", "region_code", "province", "city", "county", "level", "sector", "parent", "successor_of"]
REPORT = [
    "report_id",
    "agency_id",
    "year",
    "scope",
    "form",
    "title",
    "published_on",
    "original",
    "media_type",
    "bytes",
    "sha256",
    "source_url",
    "retrieved_on",
    "figures_reported",
    "figures_blank",
    "figures_unreadable",
    "earlier_sha256",
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Three bodies of two places; a report each of the three kinds of event, and one without any day."""
    file = tmp_path / "gongkai.sqlite"
    with closing(sqlite3.connect(file)) as made, made:
        made.execute(f"CREATE TABLE agencies ({', '.join(AGENCY)})")
        made.execute(f"CREATE TABLE reports ({', '.join(REPORT)})")
        made.execute("CREATE TABLE corrections (report_id)")
        for id_, name, code, province in (
            ("a", "甲市教育局", "370100", "山东省"),
            ("b", "乙省<政府>", "510000", "四川省"),
            ("c", None, None, None),
        ):
            made.execute(
                f"INSERT INTO agencies VALUES ({', '.join('?' * len(AGENCY))})",
                (id_, name, code, province, "甲市" if id_ == "a" else None, None, None, None, None, None),
            )
        for id_, agency, published, retrieved, earlier in (
            ("a-2022", "a", "2023-01-20", "2023-06-01", None),
            ("a-2023", "a", "2024-01-20", None, "0" * 64),
            ("b-2023", "b", "2024-02-01", None, None),
            ("c", "c", None, None, None),
        ):
            made.execute(
                f"INSERT INTO reports VALUES ({', '.join('?' * len(REPORT))})",
                (
                    id_,
                    agency,
                    int(id_[2:]) if "-" in id_ else None,
                    "own",
                    "2021",
                    None,
                    published,
                    "originals/x",
                    "text/plain",
                    1,
                    "f" * 64,
                    None,
                    retrieved,
                    12,
                    3,
                    0,
                    earlier,
                ),
            )
        made.execute("INSERT INTO corrections VALUES ('b-2023')")
    return file


def test_what_happened_and_on_which_day(database: Path) -> None:
    found = {entry.report.id: (entry.event, entry.on.isoformat()) for entry in entries(database, date(2024, 3, 31))}
    assert found == {
        "a-2022": ("added", "2023-06-01"),
        "a-2023": ("changed", "2024-03-31"),
        "b-2023": ("corrected", "2024-03-31"),
        "c": ("added", "2024-03-31"),
    }


def test_one_for_all_and_one_for_each_place(database: Path, tmp_path: Path) -> None:
    assert write_feeds(database, tmp_path, OF, name="年报") == [
        "feeds/all.atom", "feeds/370000.atom", "feeds/510000.atom", "feeds/unknown.atom"
    ]  # fmt: skip
    read = feedparser.parse(str(tmp_path / "feeds" / "370000.atom"))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "年报：山东省新收录与有变动的年报"
    assert [entry.link for entry in read.entries] == [
        "https://data.example/base/reports/a-2023/", "https://data.example/base/reports/a-2022/"
    ]  # fmt: skip
    assert [entry.tags[0].term for entry in read.entries] == ["changed", "added"]
    everything = feedparser.parse(str(tmp_path / "feeds" / "all.atom"))
    assert {entry.id for entry in everything.entries} >= {entry.id for entry in read.entries}
    assert "乙省<政府> 2023 年度（数据有更正）" in {entry.title for entry in everything.entries}


def test_the_format_is_kept(database: Path, tmp_path: Path) -> None:
    """RFC 4287: what a feed and an entry must have, once; whole addresses; ids that are no two's."""
    for address in write_feeds(database, tmp_path, OF, name="年报"):
        root = etree.parse(tmp_path / address).getroot()
        assert root.tag == f"{ATOM}feed"
        ids = [str(node.text) for node in root.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        assert all(id_.startswith("tag:data.example,2025:base/") for id_ in ids)
        for element in (root, *root.iterfind(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.find(f"{ATOM}link") is not None
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        assert [link.get("href") for link in root.iterfind(f"{ATOM}link[@rel='self']")] == [f"{OF.url}{address}"]
        moments = [str(node.text) for node in root.iterfind(f"{ATOM}entry/{ATOM}updated")]
        assert moments == sorted(moments, reverse=True)
        assert root.findtext(f"{ATOM}updated") == moments[0]


def test_ids_stay_when_the_data_change(database: Path, tmp_path: Path) -> None:
    def ids(version: str, created: str) -> set[str]:
        write_feeds(database, tmp_path, Edition(version, created, OF.url), name="年报")
        return {entry.id for entry in feedparser.parse(str(tmp_path / "feeds" / "all.atom")).entries}

    assert ids("1.2.0", "2024-03-31") == ids("2.0.0", "2026-01-01")


def test_the_newest_are_kept(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "KEPT", 2)
    write_feeds(database, tmp_path, OF, name="年报")
    assert len(feedparser.parse(str(tmp_path / "feeds" / "all.atom")).entries) == 2


def test_invented_reports_are_told(database: Path, tmp_path: Path) -> None:
    write_feeds(database, tmp_path, Edition("1.2.0", "2024-03-31", OF.url, specimen=True), name="年报")
    assert "样例，内容均为虚构" in feedparser.parse(str(tmp_path / "feeds" / "all.atom")).feed.title


def test_without_an_address_there_are_none(database: Path, tmp_path: Path) -> None:
    assert write_feeds(database, tmp_path, Edition("1.2.0", "2024-03-31", ""), name="年报") == []
    assert not (tmp_path / "feeds").exists()


def test_ids_of_a_site_at_the_root_of_its_host(database: Path, tmp_path: Path) -> None:
    write_feeds(database, tmp_path, Edition("1.2.0", "2024-03-31", "https://data.example/"), name="年报站")
    found = feedparser.parse(str(tmp_path / "feeds" / "all.atom"))
    assert found.feed.id == "tag:data.example,2025:feeds/all.atom"
