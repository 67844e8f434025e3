"""One zip of the tables with their description, for whoever wants a single download."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

from gongkai.package.layout import CHANGELOG, DESCRIPTIONS, DESCRIPTOR, README, csv_path, resources
from gongkai.package.tables import parts

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that zip knows; times of files would make each zip differ."""


def write_zip(datapackage: Path, target: Path) -> None:
    """Pack README, descriptions and the CSV files; the originals are left out for their size."""
    described = [datapackage / name for name in (README, DESCRIPTOR, *DESCRIPTIONS, CHANGELOG)]
    paths = [
        *(path for path in described if path.is_file()),
        *(part for r in resources() for part in parts(csv_path(datapackage, r.name))),
    ]
    with zipfile.ZipFile(target, "w") as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.relative_to(datapackage).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.file_size = path.stat().st_size  # tells zipfile whether it needs the 64-bit form
            with path.open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, 1 << 20)
