"""Atom feeds of new and changed reports: one for each province, one for all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from feedgen.feed import FeedGenerator

from gongkai.site.groups.regions import levels
from gongkai.site.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gongkai.site.citation import Edition
    from gongkai.site.records import Agency, Report

FOLDER = "feeds"
ALL = "all"
KEPT = 200
"""Entries in one feed, the newest; readers look at feeds more often than once in 200 reports of one province."""

Event = Literal["added", "changed", "corrected"]
WORDS: dict[Event, str] = {"added": "收录", "changed": "原件有更新", "corrected": "数据有更正"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed."""

    agency: Agency
    report: Report
    event: Event
    on: date
    """Day of the event, as far as the data know it."""


def feed_address(region: str) -> str:
    """Address of a place's feed below the root of the site; `all` for the whole country.

    >>> feed_address("370000")
    'feeds/370000.atom'
    """
    return f"{FOLDER}/{region}.atom"


def entries(database: Path, created: date) -> list[Entry]:
    """Every report with the last thing that happened to it, the newest first.

    The data know three days: when a body published a report, when its original was fetched, and the day of the
    data themselves. A report came in on the later of the first two, and changed or was corrected in this version of
    the data, since nothing says more exactly when.
    """
    with open_store(database) as store:
        changed = {row[0] for row in store.rows("SELECT report_id FROM reports WHERE earlier_sha256 > ''")}
        corrected = {row[0] for row in store.rows("SELECT DISTINCT report_id FROM corrections")}
        found = [_entry(agency, report, changed, corrected, created) for agency, report in store.reports()]
    return sorted(found, key=lambda entry: (-entry.on.toordinal(), entry.report.id))


def _entry(agency: Agency, report: Report, changed: set[str], corrected: set[str], created: date) -> Entry:
    if report.id in changed:
        return Entry(agency, report, "changed", created)
    if report.id in corrected:
        return Entry(agency, report, "corrected", created)
    known = [date.fromisoformat(day) for day in (report.published_on, report.retrieved_on) if day]
    return Entry(agency, report, "added", max(known, default=created))


def write_feeds(database: Path, site: Path, of: Edition, *, name: str) -> list[str]:
    """Write the feeds of a finished site; none where its address is not known, since entries need whole addresses.

    Args:
        database: `gongkai.sqlite` of a data package.
        site: folder of the site.
        of: version and day of the data, address of the site.
        name: of the site.

    Returns:
        Addresses below the root, that of the whole country first.
    """
    if not of.url:
        return []
    created = date.fromisoformat(of.created)
    title = f"{name}（样例，内容均为虚构）" if of.specimen else name
    found = entries(database, created)
    places: dict[str, list[Entry]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in found:
        code, place = levels(entry.agency)[0]
        names[code] = place if names.get(code, code) == code else names[code]
        places[code].append(entry)
    (site / FOLDER).mkdir(exist_ok=True)
    written = [_write(site, ALL, found, of, f"{title}：新收录与有变动的年报")]
    written += [
        _write(site, code, places[code], of, f"{title}：{names[code]}新收录与有变动的年报") for code in sorted(places)
    ]
    return written


def _write(site: Path, code: str, found: Iterable[Entry], of: Edition, title: str) -> str:
    address = feed_address(code)
    page = of.url if code == ALL else f"{of.url}regions/{code}/"
    feed = FeedGenerator()
    feed.id(_tag(of.url, address))
    feed.title(title)
    feed.author(name=title.partition("：")[0])
    feed.link(href=f"{of.url}{address}", rel="self", type="application/atom+xml")
    feed.link(href=page, rel="alternate", type="text/html")
    feed.language("zh")
    feed.generator("gongkai", version=of.version)
    newest = [*found][:KEPT]
    feed.updated(_moment(max((entry.on for entry in newest), default=date.fromisoformat(of.created))))
    for entry in newest:
        report, agency = entry.report, entry.agency
        line = feed.add_entry(order="append")
        line.id(_tag(of.url, f"reports/{report.id}"))
        line.title(f"{agency.label}{report.scope_label} {report.year_label}（{WORDS[entry.event]}）")
        line.link(href=f"{of.url}reports/{report.id}/", rel="alternate", type="text/html")
        line.updated(_moment(entry.on))
        if report.published_on:
            line.published(_moment(date.fromisoformat(report.published_on)))
        line.category(term=entry.event, label=WORDS[entry.event])
        line.summary(_summary(entry))
    (site / address).write_bytes(feed.atom_str(pretty=True))
    return address


def _summary(entry: Entry) -> str:
    report = entry.report
    agency = entry.agency
    place = "".join(dict.fromkeys(part for part in (agency.province, agency.city, agency.county) if part))
    published = f"{report.published_on} 公布" if report.published_on else "公布日期未写明"
    blank = f"空白 {report.blank} 格" + (f"，无法识读 {report.unreadable} 格" if report.unreadable else "")
    return f"{WORDS[entry.event]}。{place or '所在地未识别'}。{published}；有数 {report.reported} 格，{blank}。"


def _tag(url: str, name: str) -> str:
    """An id that stays although the site moves a page; see RFC 4151. The year is fixed: ids must not change with the data."""
    parts = urlsplit(url)
    return f"tag:{parts.hostname},2025:{parts.path.strip('/')}/{name}".replace(":/", ":")


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
