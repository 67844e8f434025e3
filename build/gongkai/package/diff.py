"""Two data packages compared: reports, agencies, every figure, every column, and what that means for the version.

Read from the descriptors and the CSV files alone, so that packages of other states of the schema can be compared too.
The tables of figures are sorted by report and taken report by report: memory does not grow with their length.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from filecmp import cmp
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any, Literal

from gongkai.errors import DataPackageError
from gongkai.package.diff_schema import ColumnChange, column_changes, schemas
from gongkai.package.layout import DESCRIPTOR, csv_path
from gongkai.package.rows import TABLES
from gongkai.package.tables import read_any
from gongkai.package.version import LEVELS, Level, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai.package.diff_schema import Schemas

Row = dict[str, str]
Cell = tuple[str, str]
_NEEDED = frozenset({"report_id", "row", "column", "value", "status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One cell of a report that both data packages hold."""

    report_id: str
    table: str
    row: str
    column: str
    old_value: str
    """As text; empty where there is no number."""
    old_status: str
    """Empty where the old data package has no such cell."""
    new_value: str
    new_status: str
    """Empty where the new data package has no such cell."""
    where: str
    """In the original, as the new data package says; as the old one where the cell is gone."""

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What became of the cell."""
        if not self.old_status:
            return "added"
        return "changed" if self.new_status else "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """A resource of both data packages whose content is not the same."""

    resource: str
    old: int
    """Rows."""
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that is not the same."""

    old_version: str
    reports_added: tuple[str, ...] = ()
    reports_removed: tuple[str, ...] = ()
    agencies_added: tuple[str, ...] = ()
    agencies_removed: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    """Of the reports that both hold."""
    figures_of_added: int = 0
    """Cells of the reports added."""
    figures_of_removed: int = 0
    """Cells of the reports removed."""
    resources_added: tuple[str, ...] = ()
    resources_removed: tuple[str, ...] = ()
    columns: tuple[ColumnChange, ...] = ()
    rows: tuple[RowCount, ...] = ()

    @property
    def level(self) -> Level:
        """What it means for the version."""
        levels: list[Level] = ["none", *(change.level for change in self.columns)]
        if self.resources_removed or self.reports_removed:
            levels.append("major")
        if self.reports_added or self.resources_added:
            levels.append("minor")
        if self.figures or self.rows or self.agencies_added or self.agencies_removed:
            levels.append("patch")
        return max(levels, key=LEVELS.index)


def difference(old: Path, new: Path) -> Difference:
    """Compare two data packages.

    A report, resource or column that is gone breaks what was built upon it and is MAJOR, more of them is MINOR,
    any other content that is not the same is PATCH.

    Raises:
        DataPackageError: if one of them has no descriptor, lacks a file or is not sorted.
    """
    before, after = _descriptor(old), _descriptor(new)
    old_schemas, new_schemas = schemas(before), schemas(after)
    old_reports, new_reports = (_ids(folder, "reports", "report_id") for folder in (old, new))
    old_agencies, new_agencies = (_ids(folder, "agencies", "agency_id") for folder in (old, new))
    added, removed = new_reports - old_reports, old_reports - new_reports
    changes: list[FigureChange] = []
    of_added = of_removed = 0
    for table in TABLES:
        then = _groups(old, table) if table in old_schemas else iter(())
        now = _groups(new, table) if table in new_schemas else iter(())
        for key, cells, others in _side_by_side(then, now):
            if key in added:
                of_added += len(others)
            elif key in removed:
                of_removed += len(cells)
            else:
                changes += _figures(table, key, cells, others)
    return Difference(
        old_version=_version(before, old),
        reports_added=tuple(sorted(added)),
        reports_removed=tuple(sorted(removed)),
        agencies_added=tuple(sorted(new_agencies - old_agencies)),
        agencies_removed=tuple(sorted(old_agencies - new_agencies)),
        figures=tuple(sorted(changes, key=lambda change: change.report_id)),
        figures_of_added=of_added,
        figures_of_removed=of_removed,
        resources_added=tuple(name for name in new_schemas if name not in old_schemas),
        resources_removed=tuple(name for name in old_schemas if name not in new_schemas),
        columns=column_changes(old_schemas, new_schemas),
        rows=tuple(_row_counts(old, new, old_schemas, new_schemas)),
    )


def _descriptor(folder: Path) -> dict[str, Any]:
    path = folder / DESCRIPTOR
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataPackageError(f"{path}: missing; give the folder of a data package") from None
    except (OSError, ValueError) as error:
        raise DataPackageError(f"{path}: not readable ({error}); build the data package again") from None
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list):
        raise DataPackageError(f"{path}: lists no resources; build the data package again")
    return found


def _version(descriptor: dict[str, Any], folder: Path) -> str:
    version = str(descriptor.get("version", ""))
    try:
        numbers(version)
    except DataPackageError as error:
        raise DataPackageError(f"{folder / DESCRIPTOR}: {error}") from None
    return version


def _ids(folder: Path, resource: str, column: str) -> set[str]:
    try:
        return {row[column] for row in read_any(csv_path(folder, resource))}
    except KeyError:
        raise DataPackageError(
            f"{csv_path(folder, resource)}: has no column {column}; build the data package again"
        ) from None


def _groups(folder: Path, table: str) -> Iterator[tuple[str, dict[Cell, Row]]]:
    """The cells of one report after the other, in the order of the keys."""
    path = csv_path(folder, table)
    before = ""
    for key, rows in groupby(_cells(path), key=lambda row: row["report_id"]):
        if key < before:
            raise DataPackageError(f"{path}: {key} stands behind {before}, not sorted; build the data package again")
        before = key
        yield key, {(row["row"], row["column"]): row for row in rows}


def _cells(path: Path) -> Iterator[Row]:
    for row in read_any(path):
        if not row.keys() >= _NEEDED:
            missing = ", ".join(sorted(_NEEDED - row.keys()))
            raise DataPackageError(f"{path}: has no column {missing}; build the data package again")
        yield row


def _side_by_side(
    then: Iterator[tuple[str, dict[Cell, Row]]], now: Iterator[tuple[str, dict[Cell, Row]]]
) -> Iterator[tuple[str, dict[Cell, Row], dict[Cell, Row]]]:
    """Reports of both tables with their cells; none where one has no such report."""
    left, right = next(then, None), next(now, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield left[0], left[1], {}
            left = next(then, None)
        elif left is None or right[0] < left[0]:
            yield right[0], {}, right[1]
            right = next(now, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(then, None), next(now, None)


def _figures(table: str, key: str, cells: dict[Cell, Row], others: dict[Cell, Row]) -> Iterator[FigureChange]:
    for cell in dict.fromkeys((*cells, *others)):
        before, after = cells.get(cell, {}), others.get(cell, {})
        old, new = ((row.get("value", ""), row.get("status", "")) for row in (before, after))
        if old != new:
            yield FigureChange(
                report_id=key,
                table=table,
                row=cell[0],
                column=cell[1],
                old_value=old[0],
                old_status=old[1],
                new_value=new[0],
                new_status=new[1],
                where=(after or before).get("where", ""),
            )


def _row_counts(old: Path, new: Path, old_schemas: Schemas, new_schemas: Schemas) -> Iterator[RowCount]:
    """Resources of both whose rows differ in the columns of both."""
    for name, columns in old_schemas.items():
        before, after = csv_path(old, name), csv_path(new, name)
        if name not in new_schemas or (before.is_file() and after.is_file() and cmp(before, after, shallow=False)):
            continue
        common = [column for column in columns if column in new_schemas[name]]
        counts = [0, 0]
        same = True
        for pair in zip_longest(read_any(before), read_any(after)):
            for side, row in enumerate(pair):
                counts[side] += row is not None
            left, right = ([row.get(column) for column in common] if row is not None else None for row in pair)
            same = same and left == right
        if not same:
            yield RowCount(resource=name, old=counts[0], new=counts[1])
