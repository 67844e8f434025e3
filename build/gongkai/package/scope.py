"""A data package of one province out of a larger one: the same rows, and sums over its bodies alone."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, cast

from gongkai.codes import labels
from gongkai.errors import DataPackageError
from gongkai.indicators.totals import Totals
from gongkai.model import CheckResult, Indicator
from gongkai.package.derived_rows import WHOLE, aggregate_rows, statistic_rows
from gongkai.package.descriptor import Written, covered, descriptor
from gongkai.package.layout import DATA, DESCRIPTOR, ORIGINALS, README, csv_path, resources
from gongkai.package.load import Groups, annual_reports
from gongkai.package.machines import write_descriptions
from gongkai.package.originals import place_originals
from gongkai.package.readme import readme
from gongkai.package.shards import split
from gongkai.package.swap import replacing
from gongkai.package.tables import TableWriter, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai.model import Severity, SizeClass, State, TableCode
    from gongkai.package.schema import Resource

SCOPE = "gongkai:region_scope"
"""In the descriptor: code of the province."""
SOURCE = "gongkai:scope_source"
"""In the descriptor: fingerprint of the descriptor that the rows were taken from."""
SUMS = ("aggregates", "indicator_statistics")
"""Tables over all reports: made anew."""
UNPLACED = "rejects"
"""Files that are no reports belong to no place: none is taken over."""

AT_A_TIME = 10_000
"""Rows held at once."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What belongs to the province."""

    agencies: frozenset[str]
    reports: frozenset[str]

    def has(self, row: Row) -> bool:
        """Whether a row is of one of its bodies and names no other one's report."""
        known = {"agency_id": self.agencies, "report_id": self.reports, "other_report_id": self.reports}
        return all(not row.get(name) or row[name] in ids for name, ids in known.items())

    def inside(self, row: Row) -> Row:
        """The row without the body it continues, where that one is of another province and has no page."""
        before = row.get("successor_of")
        return row | {"successor_of": ""} if before and before not in self.agencies else row


def scoped_package(datapackage: Path, province: str, out: Path) -> Path:
    """Write the data package of the bodies of one province, unless it is there already.

    Args:
        datapackage: the larger one.
        province: code of six digits.
        out: folder of the new one; it is replaced if the larger one has changed.

    Returns:
        `out`.

    Raises:
        DataPackageError: if the package cannot be read, or holds no report of the province.
    """
    source = datapackage / DESCRIPTOR
    if not source.is_file():
        raise DataPackageError(
            f"{datapackage}: holds no {DESCRIPTOR}; run `gongkai build` first, or name a data package"
        )
    mark = sha256(source.read_bytes()).hexdigest()
    if (out / DESCRIPTOR).is_file() and json.loads((out / DESCRIPTOR).read_bytes()).get(SOURCE) == mark:
        return out
    whole = json.loads(source.read_bytes())
    tables = {resource.name: resource for resource in resources()}
    agencies = frozenset(
        row["agency_id"]
        for row in read_rows(csv_path(datapackage, "agencies"), tables["agencies"])
        if row["region_code"][:2] == province[:2]
    )
    kept_reports = [
        row for row in read_rows(csv_path(datapackage, "reports"), tables["reports"]) if row["agency_id"] in agencies
    ]
    if not kept_reports:
        raise DataPackageError(
            f"{datapackage}: holds no report of {labels('regions').get(province, province)} ({province})"
        )
    kept = _Kept(agencies, frozenset(row["report_id"] for row in kept_reports))
    out.parent.mkdir(parents=True, exist_ok=True)
    with replacing(out) as new:
        (new / DATA).mkdir()
        written = _write_tables(datapackage, new, kept)
        description = descriptor(
            written,
            created=whole["created"],
            version=whole["version"],
            specimen=bool(whole.get("gongkai:specimen")),
            years=covered(int(row["year"]) for row in kept_reports if row["year"]),
        )
        description |= {SCOPE: province, SOURCE: mark}
        (new / DESCRIPTOR).write_text(
            json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
        )
        text = readme(
            written, created=whole["created"], version=whole["version"], specimen=bool(whole.get("gongkai:specimen"))
        )
        (new / README).write_text(text, encoding="utf-8", newline="\n")
        write_descriptions(new, written, description)
        originals = [row["original"].removeprefix(f"{ORIGINALS}/") for row in kept_reports]
        place_originals(originals, datapackage / ORIGINALS, out, new, specimen=bool(whole.get("gongkai:specimen")))
    return out


def _write_tables(datapackage: Path, new: Path, kept: _Kept) -> dict[Resource, Written]:
    sums = _sums(datapackage, kept)
    found: dict[Resource, Written] = {}
    for resource in resources():
        with ExitStack() as stack:
            writer = stack.enter_context(TableWriter(csv_path(new, resource.name), resource))
            if resource.name == "aggregates":
                writer.write(aggregate_rows(sums.aggregates()))
            elif resource.name == "indicator_statistics":
                writer.write(statistic_rows(sums.statistics()))
            elif resource.name != UNPLACED:
                rows = (kept.inside(row) for row in _rows(datapackage, resource.name) if kept.has(row))
                while some := [list(row.values()) for row in islice(rows, AT_A_TIME)]:
                    writer.write(some)
        found[resource] = split(new, resource, Written(writer.bytes, writer.sha256, writer.rows))
    return found


def _sums(datapackage: Path, kept: _Kept) -> Totals:
    """The sums over the province's reports, as `gongkai build` makes them over all."""
    totals = Totals()
    results, indicators = Groups(_rows(datapackage, "check_results")), Groups(_rows(datapackage, "indicators"))
    ids = (row["report_id"] for row in _rows(datapackage, "reports"))
    for report_id, report in zip(ids, annual_reports(datapackage), strict=True):
        found, measured = results.take(report_id), indicators.take(report_id)
        if report_id in kept.reports:
            totals.add(replace(report, results=tuple(map(_result, found))), tuple(map(_indicator, measured)))
    return totals


def _rows(datapackage: Path, name: str) -> Iterator[Row]:
    resource = next(resource for resource in resources() if resource.name == name)
    return read_rows(csv_path(datapackage, name), resource)


def _result(row: Row) -> CheckResult:
    """What sums ask of a result: whether a table is in doubt."""
    return CheckResult(
        rule=row["rule"],
        instance=row["instance"],
        state=cast("State", row["state"]),
        severity=cast("Severity", row["severity"]),
        table=cast("TableCode", row["table"]) if row["table"] else None,
    )


def _indicator(row: Row) -> Indicator:
    """What spreads ask of an indicator."""
    return Indicator(
        code=row["indicator"],
        item="" if row["item"] == WHOLE else row["item"],
        numerator=None,
        denominator=None,
        value=Decimal(row["value"]) if row["value"] else None,
        size_class=cast("SizeClass", row["size_class"]) if row["size_class"] else None,
        small=row["small"] == "true",
        doubtful=row["doubtful"] == "true",
    )
