"""Our own checks of a data package: files, keys, codes, statuses, database."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from gongkai.errors import DataPackageError
from gongkai.package.code_lists import values
from gongkai.package.layout import ORIGINALS, SQLITE, resources
from gongkai.package.load import read_package
from gongkai.package.rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from gongkai.package.schema import Resource

LIMIT = 20
"""Most problems of one kind that are listed one by one."""


def file_problems(datapackage: Path, descriptor: Mapping[str, Any]) -> list[str]:
    """Files that are missing or differ from the descriptor in size or fingerprint."""
    problems = []
    files = (part for resource in descriptor.get("resources", []) for part in resource.get("gongkai:parts", [resource]))
    for described in files:
        path = datapackage / described["path"]
        if not path.is_file():
            problems.append(f"{described['path']}: missing")
        elif path.stat().st_size != described["bytes"] or f"sha256:{_sha256(path)}" != described["hash"]:
            problems.append(
                f"{described['path']}: was changed after the descriptor was written; build the data package again"
            )
    expected = {resource.name for resource in resources()}
    described_names = {described["name"] for described in descriptor.get("resources", [])}
    problems += [f"{name}: not described" for name in sorted(expected - described_names)]
    return problems


def content_problems(datapackage: Path) -> list[str]:
    """Rows that break a key, a code list, a constraint or the rule that only reported cells hold a number."""
    try:
        frames = read_package(datapackage)
    except DataPackageError as error:
        return [str(error)]
    problems: list[str] = []
    for resource in resources():
        frame = frames[resource.name]
        problems += [
            f"{resource.name}: {problem}" for problem in (*_keys(resource, frame, frames), *_fields(resource, frame))
        ]
    for table in TABLES:
        problems += _statuses(table, frames[table])
    problems += _wide(frames)
    originals = list(_originals(datapackage, frames["reports"]))
    more = len(originals) - LIMIT
    return [*problems, *originals[:LIMIT], *([f"{ORIGINALS}: {more} more"] if more > 0 else [])]


def database_problems(datapackage: Path) -> list[str]:
    """What SQLite itself says about `gongkai.sqlite`; nothing if that file has not been made."""
    path = datapackage / SQLITE
    if not path.is_file():
        return []
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        state = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    problems = (
        [f"{SQLITE}: {len(broken)} rows refer to nothing, the first in {broken[0][0]} to {broken[0][2]}"]
        if broken
        else []
    )
    return problems + ([f"{SQLITE}: {state}"] if state != "ok" else [])


def _keys(resource: Resource, frame: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    key = list(resource.primary_key)
    repeated = frame.duplicated(key)
    if repeated.any():
        yield f"{int(repeated.sum())} rows repeat the key {', '.join(key)}, the first {_first(frame, key, repeated)}"
    for foreign in resource.foreign_keys:
        fields = list(foreign.fields)
        target = frames[foreign.resource][list(foreign.reference_fields)]
        lost = frame[fields[0]].notna() & ~frame[fields[0]].isin(target.iloc[:, 0])
        if lost.any():
            yield f"{int(lost.sum())} rows refer to nothing in {foreign.resource}, the first {_first(frame, fields, lost)}"


def _fields(resource: Resource, frame: pd.DataFrame) -> Iterator[str]:
    for field in resource.fields:
        column = frame[field.name]
        given = column.notna()
        broken = {
            "is empty": ~given if field.required else None,
            "is not in the code list": given & ~column.isin(values(field.enum)) if field.enum else None,
            f"is less than {field.minimum}": given & (column < field.minimum) if field.minimum is not None else None,
            f"does not match {field.pattern}": given & ~column.str.fullmatch(field.pattern) if field.pattern else None,
        }
        for what, rows in broken.items():
            if rows is not None and rows.any():
                yield f"{field.name} {what} in {int(rows.sum())} rows, the first {_first(frame, list(resource.primary_key), rows)}"


def _statuses(table: str, frame: pd.DataFrame) -> Iterator[str]:
    wrong = frame["value"].notna() != (frame["status"] == "reported")
    if wrong.any():
        yield f"{table}: value and status disagree in {int(wrong.sum())} rows, the first {_first(frame, ['report_id', 'row', 'column'], wrong)}"


def _wide(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    wide = frames["applications_wide"]
    if set(wide["report_id"]) != set(frames["reports"]["report_id"]):
        yield "applications_wide: has not the same reports as reports"
    long = frames["applications"].dropna(subset="value")
    long = long.assign(cell=long["row"] + "__" + long["column"])[["report_id", "cell", "value"]]
    melted = (
        wide.drop(columns=["agency_id", "name", "year", "scope"])
        .melt("report_id", var_name="cell")
        .dropna(subset="value")
    )
    keys = {"report_id": "object", "cell": "object"}  # pandas cannot join empty Arrow columns
    both = long.astype(keys).merge(melted.astype(keys), how="outer", on=["report_id", "cell"], suffixes=("", "_wide"))
    differing = both["value"].isna() | both["value_wide"].isna() | (both["value"] != both["value_wide"])
    if differing.any():
        yield f"applications_wide: differs from applications in {int(differing.sum())} cells, the first {_first(both, ['report_id', 'cell'], differing)}"


def _originals(datapackage: Path, reports: pd.DataFrame) -> Iterator[str]:
    for original, size in zip(reports["original"], reports["bytes"], strict=True):
        path = datapackage / original
        if not path.is_file():
            yield f"{original}: missing"
        elif path.stat().st_size != size:
            yield f"{original}: has {path.stat().st_size} bytes, the data package says {size}; run the build again"


def _first(frame: pd.DataFrame, key: list[str], rows: pd.Series[Any]) -> str:
    return " ".join(str(part) for part in frame.loc[rows, key].iloc[0])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
