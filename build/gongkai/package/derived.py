"""Parquet, SQLite, Excel and zip: made from the canonical CSV files where missing or older."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from gongkai.errors import DataPackageError
from gongkai.package.archive import write_zip
from gongkai.package.layout import (
    ARCHIVE,
    CHANGELOG,
    DESCRIPTIONS,
    DESCRIPTOR,
    README,
    SQLITE,
    XLSX,
    csv_path,
    parquet_path,
    resources,
)
from gongkai.package.sqlite import has_layout, write_sqlite
from gongkai.package.tables import parts
from gongkai.package.xlsx import is_current, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gongkai.package.schema import Resource


def ensure_derived(datapackage: Path) -> list[Path]:
    """Make the derived files that are missing, older than what they are made from, or of another layout; return those made.

    Each file is written beside and renamed, so that a reader never meets half of one.

    Raises:
        DataPackageError: if there is no data package, a CSV file is missing or does not fit the schema.
    """
    if not (datapackage / DESCRIPTOR).is_file():
        raise DataPackageError(
            f"{datapackage}: holds no {DESCRIPTOR}; run `gongkai build` first, or name a data package"
        )
    made = []
    for target, sources, write in _derived(datapackage):
        if _is_stale(target, sources):
            _write_beside(target, write)
            made.append(target)
    return made


def _derived(datapackage: Path) -> Iterator[tuple[Path, Sequence[Path], Callable[[Path], None]]]:
    described = datapackage / DESCRIPTOR
    tables = [part for resource in resources() for part in parts(csv_path(datapackage, resource.name))]
    yield datapackage / SQLITE, [described, *tables], partial(write_sqlite, datapackage)
    for resource in resources():
        source = csv_path(datapackage, resource.name)
        yield parquet_path(datapackage, resource.name), parts(source), partial(_write_parquet, source, resource)
    yield datapackage / XLSX, [described, *tables], partial(write_xlsx, datapackage)
    packed = [path for name in (*DESCRIPTIONS, CHANGELOG) if (path := datapackage / name).is_file()]
    yield datapackage / ARCHIVE, [described, datapackage / README, *packed, *tables], partial(write_zip, datapackage)


def _write_parquet(source: Path, resource: Resource, target: Path) -> None:
    from gongkai.package.parquet import write_parquet  # noqa: PLC0415 - pyarrow takes long to load, and often nothing is stale

    write_parquet(source, resource, target)


def _is_stale(target: Path, sources: Sequence[Path]) -> bool:
    for source in sources:
        if not source.is_file():
            raise DataPackageError(f"{source}: missing; run `gongkai build` again")
    if not target.is_file():
        return True
    if (target.name == SQLITE and not has_layout(target)) or (target.name == XLSX and not is_current(target)):
        return True
    return target.stat().st_mtime_ns < max(source.stat().st_mtime_ns for source in sources)


def _write_beside(target: Path, write: Callable[[Path], None]) -> None:
    beside = target.with_name(f".{target.name}.tmp-{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        write(beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
