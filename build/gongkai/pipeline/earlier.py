"""The originals of the data version before: what `source_changed` compares with.

The data package that is being replaced tells both which originals it was made from and, where its own version had changed
since it was first built, which ones the version before was made from. From these follows, for each original:

- another version than that of the data package there: compared is what that version was first made from;
- the same version, and the original is another: compared is what stands there, from now until the version is raised;
- the same version, and the original is the same: compared is what it was compared with before, or nothing.

So the answer stays the same however often an unchanged folder is built, and a data package made in an empty folder, which
knows no earlier one, does not depend on anything but its reports.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from gongkai.errors import DataPackageError
from gongkai.model import Earlier
from gongkai.package.layout import DESCRIPTOR, ORIGINALS, csv_path
from gongkai.package.tables import read_any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gongkai.model import AnnualReport


@dataclass(frozen=True, slots=True)
class _Held:
    """One original of the data package that is being replaced."""

    url: str
    now: Earlier
    """As it stands there."""
    before: Earlier | None
    """What it was compared with."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The originals of the data package that is being replaced."""

    version: str = ""
    """Of the data package to be."""
    by_url: Mapping[str, _Held | None] = field(default_factory=dict)
    """None where several originals have one address."""
    by_path: Mapping[str, _Held] = field(default_factory=dict)

    def of(self, report: AnnualReport) -> Earlier | None:
        """What the report's original is to be compared with: the one of its address, or of its path where either has none."""
        held = self.by_url.get(report.source_url) if report.source_url else None
        if held is None:
            held = self.by_path.get(report.path)
            if held is None or (held.url and report.source_url and held.url != report.source_url):
                return None
        own, before = held.now, held.before
        changed_within = before is not None and before.version == own.version
        if own.version != self.version:
            return before if changed_within else own
        if changed_within or report.sha256 == own.sha256:
            return before
        return own


def read_sources(out: Path, version: str) -> Sources:
    """The originals of the data package in `out`; none where there is none that can be read.

    Args:
        out: folder of the data package.
        version: of the data package to be.
    """
    by_url: dict[str, _Held | None] = {}
    by_path: dict[str, _Held] = {}
    try:
        described = json.loads((out / DESCRIPTOR).read_text(encoding="utf-8"))
        own, created = str(described["version"]), _date(str(described.get("created", "")))
        for row in read_any(csv_path(out, "reports")):
            now = Earlier(sha256=row.get("sha256", ""), version=own, created=created)
            held = _Held(row.get("source_url", ""), now, _before(row))
            by_path[row.get("original", "").removeprefix(f"{ORIGINALS}/")] = held
            if held.url:
                by_url[held.url] = None if held.url in by_url else held
    except (OSError, ValueError, TypeError, KeyError, DataPackageError):
        return Sources(version)
    return Sources(version, by_url, by_path)


def _before(row: Mapping[str, str]) -> Earlier | None:
    version = row.get("earlier_version", "")
    if not version:
        return None
    return Earlier(sha256=row.get("earlier_sha256", ""), version=version, created=_date(row.get("earlier_created", "")))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
