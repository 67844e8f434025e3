"""Where things stand in a data package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.package.code_lists import code_resources
from gongkai.package.schema import DATA_RESOURCES, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping
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
CHANGELOG = "CHANGELOG.md"
"""Kept by the data package's owner with `gongkai diff --release`; not there before the second version."""

WHAT: Mapping[str, tuple[str, str]] = {
    ARCHIVE: ("全部 CSV、说明与描述文件，打成一包", "All CSV files, this page and the descriptions in one download"),
    XLSX: ("Excel 工作簿，主要各表，附说明", "Excel workbook: the main tables with notes on every column"),
    SQLITE: ("SQLite 数据库，各表带外键", "SQLite database: all tables with their references"),
    DESCRIPTOR: ("数据包描述（Data Package v2）", "Description of every table and field (Data Package v2)"),
    CROISSANT: ("数据集描述（Croissant 1.0）", "Description for tools of machine learning (Croissant 1.0)"),
    DCAT: ("数据目录描述（DCAT 3）", "Catalogue record for portals of open data (DCAT 3)"),
    JSONLD: ("数据集描述（schema.org）", "Description for search engines (schema.org)"),
    CITATION: ("引用信息", "How to cite (Citation File Format)"),
    README: ("数据包说明", "This page"),
}
"""What each file beside the tables is, in Chinese and English."""

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
