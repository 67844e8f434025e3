"""Where things stand in a data package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.package.code_lists import code_resources
from gongkai.package.schema import DATA_RESOURCES, Resource

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTOR = "datapackage.json"
README = "README.md"
DATA = "data"
ORIGINALS = "originals"
SPECIMEN_MARK = "specimen.json"
"""In the originals folder: its files are invented."""
SQLITE = "gongkai.sqlite"
ARCHIVE = "gongkai.zip"
XLSX = "gongkai.xlsx"
CROISSANT = "croissant.json"
DCAT = "dcat.jsonld"
JSONLD = "dataset.jsonld"
CITATION = "CITATION.cff"
DESCRIPTIONS = (CROISSANT, DCAT, JSONLD, CITATION)
"""Descriptions for other programs, beside the descriptor and made with it."""

OURS = frozenset({DESCRIPTOR, README, *DESCRIPTIONS, DATA, ORIGINALS, SQLITE, ARCHIVE, XLSX})
"""What a new package replaces; anything else in the folder belongs to its owner and is carried over."""


def resources() -> tuple[Resource, ...]:
    """All tables of the data package in the order of the descriptor: data, then code lists."""
    return (*DATA_RESOURCES, *code_resources())


def csv_path(datapackage: Path, resource: str) -> Path:
    """The canonical file of a resource."""
    return datapackage / DATA / f"{resource}.csv"


def parquet_path(datapackage: Path, resource: str) -> Path:
    """The Parquet file made from it."""
    return datapackage / DATA / f"{resource}.parquet"
