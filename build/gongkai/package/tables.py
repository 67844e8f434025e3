"""CSV files of the data package: written line by line with their fingerprint, read row by row."""

from __future__ import annotations

import csv
import hashlib
import sys
from typing import TYPE_CHECKING, Self

from gongkai.errors import DataPackageError
from gongkai.package.text import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gongkai.package.schema import Resource


class TableWriter:
    """Writes one resource and knows its size, fingerprint and number of rows afterwards."""

    def __init__(self, path: Path, resource: Resource) -> None:
        """Open the file and write the header."""
        self.bytes = 0
        self.rows = -1  # the header is no row
        self._hash = hashlib.sha256()
        self._file = path.open("wb")
        self.write([[field.name for field in resource.fields]])

    def write(self, rows: Iterable[Iterable[str]]) -> None:
        """Append rows, fields in the order of the schema."""
        lines = [csv_line(row) for row in rows]
        block = "".join(lines).encode()
        self._file.write(block)
        self._hash.update(block)
        self.bytes += len(block)
        self.rows += len(lines)

    @property
    def sha256(self) -> str:
        """Fingerprint of what has been written."""
        return self._hash.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def parts(path: Path) -> list[Path]:
    """The files that hold a table, in the order of its keys: its own, or those of the folder of its name, see `shards`."""
    folder = path.with_suffix("")
    if path.is_file() or not folder.is_dir():
        return [path]
    return sorted(folder.glob("*.csv"), key=lambda part: part.stem)


def read_rows(path: Path, resource: Resource) -> Iterator[dict[str, str]]:
    """The rows of one resource, as text.

    Raises:
        DataPackageError: if the file is missing, is no CSV, or has other columns than the schema.
    """
    names = [field.name for field in resource.fields]
    for values in read_values(path, resource):
        yield dict(zip(names, values, strict=True))


def read_values(path: Path, resource: Resource) -> Iterator[list[str]]:
    """As `read_rows`, but lists in the order of the schema."""
    for part in parts(path):
        yield from _read_values(part, resource)


def _read_values(path: Path, resource: Resource) -> Iterator[list[str]]:
    csv.field_size_limit(sys.maxsize)  # narratives exceed the default of 131,072 characters
    names = [field.name for field in resource.fields]
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            if header != names:
                raise DataPackageError(f"{path}: {_unlike(header, names)}; build the data package again")
            for row in rows:
                if len(row) != len(names):
                    raise DataPackageError(
                        f"{path}: line {rows.line_num} has {len(row)} fields, expected {len(names)}; build the data package again"
                    )
                yield row
    except FileNotFoundError:
        raise DataPackageError(f"{path}: missing; build the data package again") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataPackageError(f"{path}: no readable CSV ({error}); build the data package again") from None


def _unlike(header: Sequence[str], names: Sequence[str]) -> str:
    """In which columns a header is not the schema's.

    >>> _unlike(["a", "c"], ["a", "b"]), _unlike(["b", "a"], ["a", "b"])
    ('column b is missing, column c is not known', 'columns b, a, expected in the order a, b')
    """
    missing = [f"column {name} is missing" for name in names if name not in header]
    unknown = [f"column {name} is not known" for name in header if name not in names]
    return ", ".join(missing + unknown) or f"columns {', '.join(header)}, expected in the order {', '.join(names)}"


def read_any(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table of whatever columns, as its header names them.

    Raises:
        DataPackageError: if the file is missing or is no CSV.
    """
    for part in parts(path):
        yield from _read_any(part)


def _read_any(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            names = next(rows, [])
            for row in rows:
                if len(row) != len(names):
                    raise DataPackageError(
                        f"{path}: line {rows.line_num} has {len(row)} fields, expected {len(names)}; build the data package again"
                    )
                yield dict(zip(names, row, strict=True))
    except FileNotFoundError:
        raise DataPackageError(f"{path}: missing; build the data package again") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataPackageError(f"{path}: no readable CSV ({error}); build the data package again") from None
