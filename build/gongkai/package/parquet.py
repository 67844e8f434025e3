"""One Parquet file a resource, with the types of the schema; numbers stay exact, blanks stay null."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from gongkai.errors import DataPackageError
from gongkai.package.tables import parts
from gongkai.package.text import DECIMALS, DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai.package.schema import Field, Resource

TYPES = {
    "string": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "number": pa.decimal128(DIGITS + DECIMALS, DECIMALS),
}
BLOCK = 16 * 1024 * 1024
"""Bytes of CSV held at a time."""
PARSE = pyarrow.csv.ParseOptions(newlines_in_values=True)


def arrow_schema(resource: Resource) -> pa.Schema:
    """Columns of a resource with their types and titles."""
    return pa.schema(
        [_field(field) for field in resource.fields],
        metadata={"title": resource.title_zh, "title_en": resource.title_en},
    )


def _field(field: Field) -> pa.Field:
    metadata = {"title": field.title_zh, "title_en": field.title_en, **({"unit": field.unit} if field.unit else {})}
    return pa.field(field.name, TYPES[field.type], nullable=not field.required, metadata=metadata)


def read_csv(path: Path, resource: Resource) -> Iterator[pa.RecordBatch]:
    """The CSV file of a resource in blocks, with the types of the schema.

    Raises:
        DataPackageError: if the file is missing or a value does not fit its type.
    """
    for part in parts(path):
        yield from _read_csv(part, resource)


def _read_csv(path: Path, resource: Resource) -> Iterator[pa.RecordBatch]:
    try:
        # A row may be longer than a block, and must fit into one.
        options = pyarrow.csv.ReadOptions(block_size=min(BLOCK, path.stat().st_size + 1))
        with pyarrow.csv.open_csv(path, options, PARSE, _convert(resource)) as reader:
            yield from reader
    except (OSError, pa.ArrowInvalid) as error:
        raise DataPackageError(
            f"{path}: cannot be read as {resource.name} ({error}); build the data package again"
        ) from error


def _convert(resource: Resource) -> pyarrow.csv.ConvertOptions:
    return pyarrow.csv.ConvertOptions(
        column_types={field.name: TYPES[field.type] for field in resource.fields},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )


def read_table(path: Path, resource: Resource) -> pa.Table:
    """The CSV file of a resource as one table; fields may be empty even where the schema forbids it.

    Raises:
        DataPackageError: as `read_csv`.
    """
    types = pa.schema([(field.name, TYPES[field.type]) for field in resource.fields])
    try:
        return pa.Table.from_batches(read_csv(path, resource), types)
    except pa.ArrowInvalid as error:
        raise DataPackageError(f"{path}: has other columns than the schema; build the data package again") from error


def write_parquet(source: Path, resource: Resource, target: Path) -> None:
    """Turn the CSV file of a resource into a Parquet file, a block at a time.

    Raises:
        DataPackageError: as `read_csv`.
    """
    with pyarrow.parquet.ParquetWriter(target, arrow_schema(resource), compression="zstd") as writer:
        for batch in read_csv(source, resource):
            writer.write_batch(_typed(batch, resource))


def _typed(batch: pa.RecordBatch, resource: Resource) -> pa.RecordBatch:
    """The batch with the titles and the null rules of the schema."""
    try:
        return batch.cast(arrow_schema(resource))
    except (KeyError, ValueError) as error:
        raise DataPackageError(
            f"{resource.name}: has other columns than the schema, or an empty required one ({error})"
        ) from error
