"""One Parquet file a resource, with the types of the schema; numbers stay exact, blanks stay null."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from gongkai.errors import DataPackageError
from gongkai.package.text import DECIMALS, DIGITS

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.package.schema import Field, Resource

TYPES = {
    "string": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "number": pa.decimal128(DIGITS + DECIMALS, DECIMALS),
}
BLOCK = 16 * 1024 * 1024
"""Bytes of CSV held at a time."""


def arrow_schema(resource: Resource) -> pa.Schema:
    """Columns of a resource with their types and titles."""
    return pa.schema(
        [_field(field) for field in resource.fields],
        metadata={"title": resource.title_zh, "title_en": resource.title_en},
    )


def _field(field: Field) -> pa.Field:
    metadata = {"title": field.title_zh, "title_en": field.title_en, **({"unit": field.unit} if field.unit else {})}
    return pa.field(field.name, TYPES[field.type], nullable=not field.required, metadata=metadata)


def open_csv(path: Path, resource: Resource) -> pyarrow.csv.CSVStreamingReader:
    """The CSV file of a resource as a stream of batches with the types of the schema.

    Raises:
        DataPackageError: if the file is missing or a value does not fit its type.
    """
    size = path.stat().st_size if path.exists() else 0
    try:
        return pyarrow.csv.open_csv(
            path,
            # A block must hold at least one row whole.
            read_options=pyarrow.csv.ReadOptions(block_size=min(BLOCK, size + 1)),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={field.name: TYPES[field.type] for field in resource.fields},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (OSError, pa.ArrowInvalid) as error:
        raise DataPackageError(
            f"{path}: cannot be read as {resource.name} ({error}); build the data package again"
        ) from error


def write_parquet(source: Path, resource: Resource, target: Path) -> None:
    """Turn the CSV file of a resource into a Parquet file, a block at a time.

    Raises:
        DataPackageError: as `open_csv`.
    """
    schema = arrow_schema(resource)
    with (
        open_csv(source, resource) as reader,
        pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer,
    ):
        for batch in reader:
            writer.write_table(pa.Table.from_batches([batch]).cast(schema))
