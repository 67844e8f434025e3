"""Who is near whom: all bodies by id, the tree of places, bodies of the same field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.site.groups.regions import Regions, build, region_of
from gongkai.site.language import _, labels

if TYPE_CHECKING:
    from gongkai.site.groups.regions import Region
    from gongkai.site.records import Agency
    from gongkai.site.store import Store

SISTERS_SHOWN = 12
"""Of each group; its page lists them all."""

COMPARED = 6
"""Bodies that are compared at once, this one among them."""


@dataclass(frozen=True, slots=True)
class Sisters:
    """Bodies to look at beside one body."""

    heading: str
    members: tuple[Agency, ...]
    total: int
    """How many there are, of which the members are the nearest."""
    page: str
    """Folder of the page that lists them all; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Small facts about every body: some 400 bytes each, held by every writing process."""

    agencies: dict[str, Agency]
    regions: Regions
    by_sector: dict[tuple[str, str], list[str]]
    """(sector, first two digits of the place) -> ids."""
    continued_by: dict[str, str]
    """id -> id of the body that came after it."""
    reporting: frozenset[str] = frozenset()
    """Ids of bodies with a report; the others are only known from the register."""
    _alike: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    """The last answer of `alike`: a page asks several times, and a field may have hundreds of bodies in a province."""

    def chain(self, agency: Agency) -> list[Region]:
        """The places a body stands in, the widest first."""
        return self.regions.chain(region_of(agency))

    def alike(self, agency: Agency) -> list[str]:
        """Bodies of the same field in the same province, the nearest first: of its level and city, of its level, the others."""
        if agency.id not in self._alike:
            self._alike.clear()
            self._alike[agency.id] = self._nearest(agency)
        return self._alike[agency.id]

    def _nearest(self, agency: Agency) -> list[str]:
        if not (agency.sector and agency.region_code):
            return []
        city = agency.region_code[:4]

        def distance(id_: str) -> tuple[bool, bool, bool, str]:
            other = self.agencies[id_]
            far = (other.region_code or "")[:4] != city
            return id_ not in self.reporting, other.level != agency.level, far, id_

        return sorted(
            (id_ for id_ in self.by_sector[agency.sector, agency.region_code[:2]] if id_ != agency.id), key=distance
        )

    def compared(self, agency: Agency) -> list[str]:
        """Ids to compare, this body's first: with reports, of its field, its level first."""
        return [agency.id, *(id_ for id_ in self.alike(agency) if id_ in self.reporting)][:COMPARED]

    def sisters(self, agency: Agency) -> list[Sisters]:
        """Bodies of the same field in the same province, and bodies of the same place."""
        region = self.regions.by_code[region_of(agency)]
        groups = []
        alike = self.alike(agency)
        if alike:
            sector = labels("sectors").get(agency.sector or "", "")
            province = self.regions.chain(region.code)[0].label
            listed = not self.reporting.isdisjoint({agency.id, *alike})
            groups.append(
                self._group(
                    _("%(province)s的同类机关（%(sector)s）", province=province, sector=sector),
                    alike,
                    f"sectors/{agency.sector}" if listed else "",
                )
            )
        near = [id_ for id_ in region.agencies if id_ != agency.id] if len(region.code) == 6 else []
        if near:
            groups.append(self._group(_("%(place)s的其他机关", place=region.label), near, f"regions/{region.code}"))
        return groups

    def _group(self, heading: str, ids: list[str], page: str) -> Sisters:
        members = tuple(self.agencies[id_] for id_ in ids[:SISTERS_SHOWN])
        return Sisters(heading, members, len(ids), page)

    def successors(self, agency: Agency) -> dict[str, str]:
        """Id -> words for the bodies before and after this one; only those with a page."""
        linked = {agency.successor_of: _("前身："), self.continued_by.get(agency.id): _("后续：")}
        return {
            id_: word + self.agencies[id_].label
            for id_, word in linked.items()
            if id_ in self.agencies and id_ is not None
        }


def directory(store: Store) -> Directory:
    """Read all bodies: those that have reports, and those of which the register expects some."""
    agencies = {agency.id: agency for agency in store.agencies()}
    by_sector: dict[tuple[str, str], list[str]] = defaultdict(list)
    continued_by: dict[str, str] = {}
    for agency in agencies.values():
        if agency.sector and agency.region_code:
            by_sector[agency.sector, agency.region_code[:2]].append(agency.id)
        if agency.successor_of:
            continued_by[agency.successor_of] = agency.id
    reporting = frozenset(row[0] for row in store.rows("SELECT DISTINCT agency_id FROM reports"))
    return Directory(agencies, build(agencies.values()), dict(by_sector), continued_by, reporting)
