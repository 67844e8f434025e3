"""Tables too large for one file: cut by the first letters of their keys, which begin with the code of a region.

Hosts of source code refuse files above 100 MB. Cut this way, the parts follow one another in the order of the
keys, so that reading them in turn is reading the table; and a new report changes the one part that it belongs to.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby, islice
from typing import TYPE_CHECKING

from gongkai.package.descriptor import Part, Written
from gongkai.package.layout import DATA, csv_path
from gongkai.package.tables import TableWriter, read_values
from gongkai.package.text import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gongkai.package.schema import Resource

LIMIT = 50_000_000
"""Bytes of a table that is left in one file, and of a part that is not cut again."""
STEP = 2
"""Letters more of the key for each cut: a province, a city, a county."""
KEYS = ("report_id", "agency_id")
AT_A_TIME = 10_000
"""Rows held at once."""


def split(datapackage: Path, resource: Resource, written: Written) -> Written:
    """Cut a table if it is too large: `data/applications.csv` becomes `data/applications/11.csv` and so on.

    Args:
        datapackage: its folder.
        resource: the table; only those whose rows belong to reports or agencies are cut.
        written: what is known of its file.
    """
    first = resource.primary_key[0]
    if written.bytes <= LIMIT or first not in KEYS:
        return written
    at = next(place for place, field in enumerate(resource.fields) if field.name == first)
    whole = csv_path(datapackage, resource.name)
    sizes: Counter[str] = Counter()
    for row in read_values(whole, resource):
        sizes[row[at]] += len(csv_line(row).encode())
    place = {key: prefix for prefix, keys in _cuts(sizes, STEP) for key in keys}
    folder = whole.with_suffix("")
    folder.mkdir()
    parts = []
    for prefix, rows in groupby(read_values(whole, resource), key=lambda row: place[row[at]]):
        with TableWriter(folder / f"{prefix}.csv", resource) as writer:
            while some := list(islice(rows, AT_A_TIME)):
                writer.write(some)
        parts.append(Part(f"{DATA}/{resource.name}/{prefix}.csv", writer.bytes, writer.sha256))
    whole.unlink()
    return Written(sum(part.bytes for part in parts), "", written.rows, tuple(parts))


def _cuts(sizes: Mapping[str, int], letters: int) -> Iterator[tuple[str, list[str]]]:
    """(first letters, the keys that have them), each part below the limit or of one key."""
    for prefix, group in groupby(sorted(sizes), key=lambda key: key[:letters]):
        keys = list(group)
        if len(keys) == 1 or sum(sizes[key] for key in keys) <= LIMIT:
            yield prefix, keys
        else:
            yield from _cuts({key: sizes[key] for key in keys}, letters + STEP)
