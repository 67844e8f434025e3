"""Who is near whom: all bodies by id, the tree of places, bodies of the same field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.regions import Regions, build, region_of

if TYPE_CHECKING:
    from gongkai.site.records import Agency
    from gongkai.site.regions import Region
    from gongkai.site.store import Store

SISTERS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Directory:
    """Small facts about every body: some 400 bytes each, held by every writing process."""

    agencies: dict[str, Agency]
    regions: Regions
    by_sector: dict[tuple[str, str], list[str]]
    """(sector, first two digits of the place) -> ids."""
    continued_by: dict[str, str]
    """id -> id of the body that came after it."""

    def chain(self, agency: Agency) -> list[Region]:
        """The places a body stands in, the widest first."""
        return self.regions.chain(region_of(agency))

    def sisters(self, agency: Agency) -> list[tuple[str, list[Agency]]]:
        """Bodies of the same place, and bodies of the same field in the same province."""
        region = self.regions.by_code[region_of(agency)]
        near = (
            [other for other in region.agencies if other != agency.id][:SISTERS_SHOWN] if len(region.code) == 6 else []
        )
        alike: list[str] = []
        if agency.sector and agency.region_code:
            members = self.by_sector[agency.sector, agency.region_code[:2]]
            alike = [other for other in members if other != agency.id and other not in near][:SISTERS_SHOWN]
        sector = codes.labels("sectors").get(agency.sector or "", "")
        province = self.regions.chain(region.code)[0].name
        groups = ((f"{region.name}的其他机关", near), (f"{province}的同类机关（{sector}）", alike))
        return [(heading, [self.agencies[other] for other in ids]) for heading, ids in groups if ids]

    def successors(self, agency: Agency) -> dict[str, str]:
        """Id -> words for the bodies before and after this one; only those with a page."""
        linked = {agency.successor_of: "前身：", self.continued_by.get(agency.id): "后续："}
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
    return Directory(agencies, build(agencies.values()), dict(by_sector), continued_by)
