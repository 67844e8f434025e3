"""What a maintainer states about an original overrides its text, and the difference is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.model import Finding
from gongkai.recognise import places
from gongkai.recognise.agency import agency as agency_of
from gongkai.recognise.identity_findings import same_body
from gongkai.recognise.identity_names import is_generic, kind_before

if TYPE_CHECKING:
    from gongkai.model import Agency, Stated


def agency(stated: Stated, name: str | None, alone: str | None, year: int | None) -> Agency | None:
    """The body: its stated name, else the one in the text, at the stated place.

    Args:
        stated: by the maintainer.
        name: in the text.
        alone: in the text, a name that fits many bodies (区统计局); a stated region says which one is meant.
        year: of the report.
    """
    region = places.regions().get(stated.region_code or "")
    full = stated.agency or name or (alone if region else None)
    if not full:
        return None
    if region and is_generic(full):
        full = _placed(region, full)
    return agency_of(full, year, region.code if region else None)


def _placed(region: places.Region, name: str) -> str:
    """区统计局 in 320813 -> 淮安市洪泽区统计局."""
    _, city, county = places.parents(region)
    chain = (city or "", county or "") if region.name.endswith("区") else (county or city or region.name,)
    return "".join(chain) + name.removeprefix(kind_before(name))


def differences(stated: Stated, printed: Agency | None, year: int | None, agency: Agency | None) -> list[Finding]:
    """Where statement and text contradict each other; one that only fills a gap is no difference.

    Args:
        stated: by the maintainer.
        printed: the body that the text names.
        year: that the text gives.
        agency: the body taken.
    """
    found = []
    if stated.year and year and stated.year != year:
        found.append(_finding("year", str(stated.year), str(year), "年度"))
    if stated.agency and printed and not same_body(stated.agency, printed.name):
        found.append(_finding("agency", stated.agency, printed.name, "机关"))
    known = agency_of(stated.agency) if stated.agency else printed
    code = known.region_code if known else None
    if stated.region_code and code and agency and agency.region_code and code != agency.region_code:
        found.append(_finding("region", stated.region_code, code, "区划代码"))
    return found


def _finding(instance: str, expected: str, actual: str, what: str) -> Finding:
    note = f"originals.csv 写明的{what}为“{expected}”，正文为“{actual}”，以清单为准；请核对清单或原件。"
    return Finding(
        type="stated_differs", severity="warning", instance=instance, expected=expected, actual=actual, note=note
    )
