"""The static interface for programs below `api/v1/`: what there is, who publishes, what each year holds.

The promise that goes with it stands in docs/api.md: within v1, fields are added and never renamed or removed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai.package.layout import SQLITE
from gongkai.site.annual_report.downloads import described_agency
from gongkai.site.render import original_url

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.records import Agency, Report
    from gongkai.site.store import Store

ROOT = "api/v1"


def write_api(store: Store, site: Path, descriptor: dict[str, Any], *, originals: bool = True) -> int:
    """Write `index.json`, `agencies.json`, `agencies/<id>.json` and `years/<year>.json`.

    Addresses in them are relative to the site's root, so that a copy under any address works; those of `originals` are null where the
    site holds none.

    Returns:
        Number of files written.
    """
    folder = site / ROOT
    for name in ("agencies", "years"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    listed: list[dict[str, Any]] = []
    years: dict[int, list[dict[str, Any]]] = {}
    for agency, reports in store.agency_reports():
        entries = [_report(report, originals=originals) for report in reports]
        _write(folder / "agencies" / f"{agency.id}.json", {**_agency(agency), "reports": entries})
        listed.append({**_agency(agency), "years": sorted({report.year for report in reports if report.year})})
        for report, entry in zip(reports, entries, strict=True):
            if report.year is not None:
                years.setdefault(report.year, []).append({"agency_id": agency.id, "name": agency.name, **entry})
    reporting = {entry["agency_id"] for entry in listed}
    for agency in store.agencies():
        if agency.id not in reporting:
            _write(folder / "agencies" / f"{agency.id}.json", {**_agency(agency), "reports": []})
            listed.append({**_agency(agency), "years": []})
    listed.sort(key=lambda entry: str(entry["agency_id"]))
    for year, found in years.items():
        _write(folder / "years" / f"{year}.json", {"year": year, "reports": found})
    _write(folder / "agencies.json", {"agencies": listed})
    _write(
        folder / "index.json", _index(descriptor, sorted(years), len(listed), store.count("reports"), _database(site))
    )
    return len(listed) + len(years) + 2


def _database(site: Path) -> str | None:
    """Address of the SQLite file, which is compressed where it is large; None where the site offers none."""
    return next((name for name in (f"data/{SQLITE}.gz", f"data/{SQLITE}") if (site / name).is_file()), None)


def _index(
    descriptor: dict[str, Any], years: list[int], agencies: int, reports: int, database: str | None
) -> dict[str, Any]:
    return {
        "api": "v1",
        "title": descriptor["title"],
        "data_version": descriptor["version"],
        "created": descriptor["created"],
        "licenses": descriptor["licenses"],
        "specimen": bool(descriptor.get("gongkai:specimen")),
        "promise": "api/",
        "counts": {"agencies": agencies, "reports": reports},
        "agencies": f"{ROOT}/agencies.json",
        "agency": f"{ROOT}/agencies/{{agency_id}}.json",
        "years": {str(year): f"{ROOT}/years/{year}.json" for year in years},
        "report": "reports/{report_id}/data.json",
        "datapackage": "data/datapackage.json",
        "database": database,
    }


def _agency(agency: Agency) -> dict[str, Any]:
    return {
        **described_agency(agency),
        "page": f"agencies/{agency.id}/",
        "json": f"{ROOT}/agencies/{agency.id}.json",
    }


def _report(report: Report, *, originals: bool) -> dict[str, Any]:
    return {
        "report_id": report.id,
        "year": report.year,
        "scope": report.scope,
        "form": report.form,
        "published_on": report.published_on,
        "page": f"reports/{report.id}/",
        "json": f"reports/{report.id}/data.json",
        "csv": f"reports/{report.id}/data.csv",
        "original": original_url(report) if originals else None,
        "sha256": report.sha256,
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )
