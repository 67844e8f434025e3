"""The tree of places that have reports, built from what the data package says of each body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.site.language import _, labels, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.site.records import Agency

NATIONAL = "national"
UNKNOWN = "unknown"
SPECIAL = {NATIONAL: "国家机关", UNKNOWN: "所在地未识别"}


@dataclass(slots=True)
class Region:
    """One place. Filled while the tree is built, then only read."""

    code: str
    name: str
    parent: str | None
    children: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    """Ids of the bodies of this place itself, not of places below it."""

    @property
    def label(self) -> str:
        """The name in the language of the page; the Chinese one where no other is known."""
        if self.code in SPECIAL:
            return _(SPECIAL[self.code])
        return self.name if spoken() == "zh" else labels("regions").get(self.code, self.name)


@dataclass(frozen=True, slots=True)
class Regions:
    """All places by code, parents before children."""

    by_code: dict[str, Region]

    def chain(self, code: str) -> list[Region]:
        """The place and those above it, the widest first."""
        found: list[Region] = []
        at: str | None = code
        while at is not None:
            region = self.by_code[at]
            found.insert(0, region)
            at = region.parent
        return found

    def roots(self) -> list[Region]:
        """Provinces and the two special places."""
        return [region for region in self.by_code.values() if region.parent is None]

    def below(self, code: str) -> list[str]:
        """Ids of all bodies of a place and of the places in it."""
        region = self.by_code[code]
        found = list(region.agencies)
        for child in region.children:
            found += self.below(child)
        return found


def region_of(agency: Agency) -> str:
    """Key of the place a body belongs to."""
    if agency.region_code:
        return agency.region_code
    return NATIONAL if agency.level == "national" else UNKNOWN


def levels(agency: Agency) -> list[tuple[str, str]]:
    """(code, name) of the places above and around a body, the widest first.

    Districts of the four municipalities stand right below them: there is no city between.
    """
    code = region_of(agency)
    if code in SPECIAL:
        return [(code, SPECIAL[code])]
    names = ((code[:2] + "0000", agency.province), (code[:4] + "00", agency.city), (code, agency.county))
    found: dict[str, str] = {}
    for at, name in names:
        if name and at not in found and name not in found.values():
            found[at] = name
    if code not in found:
        found[code] = agency.county or agency.city or agency.province or code
    return list(found.items())


def build(agencies: Iterable[Agency]) -> Regions:
    """The tree, in the order of the codes; the special places come last."""
    raw: dict[str, Region] = {}
    for agency in agencies:
        parent: str | None = None
        for code, name in levels(agency):
            region = raw.setdefault(code, Region(code, name, parent))
            region.name = name if region.name == code else region.name
            region.parent = region.parent or parent
            parent = code
        raw[region_of(agency)].agencies.append(agency.id)
    ordered = {code: raw[code] for code in sorted(raw, key=lambda code: (code in SPECIAL, code))}
    for region in ordered.values():
        if region.parent is not None:
            ordered[region.parent].children.append(region.code)
    return Regions(ordered)
