"""Reading a data package back, without a number changing on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, cast

from gongkai import codes
from gongkai.model import Agency, AnnualReport, Earlier, Figure, Finding, Section, Where
from gongkai.package.exact import WHOLE_TABLES
from gongkai.package.layout import ORIGINALS, csv_path, resources
from gongkai.package.rows import TABLES
from gongkai.package.tables import read_rows
from gongkai.package.text import parse_where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from gongkai.model import FormCode, Number, Scope, Severity, State, Status, TableCode

Row = dict[str, str]


def read_package(datapackage: Path) -> dict[str, pd.DataFrame]:
    """Every resource as a pandas frame with Arrow types: whole numbers nullable, amounts decimal, blanks null.

    Raises:
        DataPackageError: if a file is missing or does not fit the schema.
    """
    import pandas as pd  # noqa: PLC0415 - takes long to load

    from gongkai.package.parquet import read_table  # noqa: PLC0415 - as pandas

    return {
        resource.name: read_table(csv_path(datapackage, resource.name), resource).to_pandas(types_mapper=pd.ArrowDtype)
        for resource in resources()
    }


def annual_reports(datapackage: Path) -> Iterator[AnnualReport]:
    """The annual reports as they were packaged, one at a time in the order of their keys.

    What the package does not keep is lost: boxes come back to a tenth of a point, and an agency is
    described as in its newest report.

    Raises:
        DataPackageError: if a file is missing or does not fit the schema.
    """
    known = {row["agency_id"]: _agency(row) for row in _rows(datapackage, "agencies")}
    parts = {name: Groups(_rows(datapackage, name)) for name in (*TABLES, "sections", "findings")}
    for row in _rows(datapackage, "reports"):
        key = row["report_id"]
        yield AnnualReport(
            path=row["original"].removeprefix(f"{ORIGINALS}/"),
            media_type=row["media_type"],
            sha256=row["sha256"],
            bytes=int(row["bytes"]),
            agency=known[row["agency_id"]],
            year=int(row["year"]) if row["year"] else None,
            scope=cast("Scope", row["scope"]),
            title=row["title"] or None,
            published_on=date.fromisoformat(row["published_on"]) if row["published_on"] else None,
            period=row["period"] or None,
            form=cast("FormCode", row["form"]),
            figures=tuple(_figure(table, line) for table in TABLES for line in parts[table].take(key)),
            sections=tuple(_section(line) for line in parts["sections"].take(key)),
            findings=tuple(_finding(line) for line in parts["findings"].take(key)),
            source_url=row["source_url"] or None,
            retrieved_on=date.fromisoformat(row["retrieved_on"]) if row["retrieved_on"] else None,
            earlier=_earlier(row),
        )


class Groups:
    """Rows sorted by report_id, handed out report by report, so that no table is held whole."""

    def __init__(self, rows: Iterator[Row]) -> None:
        """Nothing handed out yet."""
        self._groups = groupby(rows, key=lambda row: row["report_id"])
        self._next = next(self._groups, None)

    def take(self, key: str) -> list[Row]:
        """Rows of one report; keys must be asked for in their order."""
        if self._next is None or self._next[0] != key:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _rows(datapackage: Path, name: str) -> Iterator[Row]:
    resource = next(resource for resource in resources() if resource.name == name)
    return read_rows(csv_path(datapackage, name), resource)


def _agency(row: Row) -> Agency | None:
    if not row["name"]:
        return None
    parts = ("region_code", "province", "city", "county", "level", "sector", "parent", "successor_of")
    return Agency(id=row["agency_id"], name=row["name"], **{part: row[part] or None for part in parts})


def _earlier(row: Row) -> Earlier | None:
    if not row["earlier_version"]:
        return None
    created = date.fromisoformat(row["earlier_created"]) if row["earlier_created"] else None
    return Earlier(sha256=row["earlier_sha256"], version=row["earlier_version"], created=created)


def _figure(table: TableCode, row: Row) -> Figure:
    return Figure(
        table=table,
        row=row["row"],
        column=row["column"],
        value=_number(table, row["column"], row["value"]),
        status=cast("Status", row["status"]),
        raw=row["raw"],
        note=row["note"],
        where=parse_where(row["where"]),
        corrected=row["read_by"] == "correction",
    )


def _number(table: TableCode, column: str, text: str) -> Number | None:
    if not text:
        return None
    if table in WHOLE_TABLES:
        return int(text)
    is_amount = (table, column) in _amounts()
    return Decimal(text) if is_amount or "." in text else int(text)


@cache
def _amounts() -> frozenset[tuple[str, str]]:
    return frozenset((row["table"], row["code"]) for row in codes.code_list("columns") if row["unit"] == "万元")


def _section(row: Row) -> Section:
    return Section(
        code=row["section"] or None,
        number=row["number"],
        heading=row["heading"],
        text=row["text"],
        where=parse_where(row["where"]) or Where(),
    )


def _finding(row: Row) -> Finding:
    return Finding(
        type=row["type"],
        severity=cast("Severity", row["severity"]),
        state=cast("State", row["state"]),
        table=cast("TableCode | None", row["table"] or None),
        instance=row["instance"],
        row=row["row"] or None,
        column=row["column"] or None,
        expected=row["expected"] or None,
        actual=row["actual"] or None,
        note=row["note"],
        instances=int(row["instances"]),
        where=parse_where(row["where"]),
    )
