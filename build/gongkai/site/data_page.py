"""The data page: files to download, the dictionary, licence and citation; and the copies it links to."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gongkai.package.layout import OURS
from gongkai.package.schema import DATA_RESOURCES
from gongkai.site.made_page import MadePage, Part
from gongkai.site.render import render, served_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = {
    "gongkai.zip": "全部 CSV、说明与描述文件，打成一包",
    "gongkai.xlsx": "Excel 工作簿，主要各表，附说明",
    "gongkai.sqlite": "SQLite 数据库，各表带外键",
    "datapackage.json": "数据包描述（Data Package v2）",
    "croissant.json": "数据集描述（Croissant 1.0）",
    "dcat.jsonld": "数据目录描述（DCAT 3）",
    "dataset.jsonld": "数据集描述（schema.org）",
    "CITATION.cff": "引用信息",
    "README.md": "数据包说明",
}
ENDINGS = {".csv": "CSV", ".parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class Download:
    """One file to download."""

    name: str
    url: str
    bytes: int
    sha256: str
    words: str = ""


def page(datapackage: Path, descriptor: dict[str, Any]) -> MadePage:
    """The page."""
    whole = [
        _download(datapackage, datapackage / name, words)
        for name, words in WORDS.items()
        if (datapackage / name).is_file()
    ]
    tables = []
    for resource in descriptor["resources"]:
        files = [_download(datapackage, path, ENDINGS[path.suffix]) for path in _files(datapackage, resource["name"])]
        tables.append((resource["name"], resource["title"], resource.get("gongkai:rows"), files))
    parts = (
        Part(render("data_lead.html", descriptor=descriptor, created=descriptor.get("created", "")[:10])),
        Part(render("data_whole.html", files=whole), "whole", "整体下载"),
        Part(render("data_tables.html", tables=tables), "tables", "分表下载"),
        Part(render("data_dictionary.html", resources=DATA_RESOURCES), "dictionary", "数据字典"),
        Part(
            render("data_licence.html", descriptor=descriptor, created=descriptor.get("created", "")[:10]),
            "licence",
            "许可与引用",
        ),
    )
    return MadePage("data/index.md", "数据", "全部数据的下载、数据字典、许可和引用方式。", parts)


def _files(datapackage: Path, resource: str) -> Iterator[Path]:
    for ending in ENDINGS:
        path = datapackage / "data" / f"{resource}{ending}"
        if path.is_file():
            yield path


def _download(datapackage: Path, path: Path, words: str) -> Download:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = path.relative_to(datapackage).as_posix()
    return Download(path.name, quote(name), path.stat().st_size, digest, words)


def read_descriptor(datapackage: Path) -> dict[str, Any]:
    """`datapackage.json` of a data package."""
    content: dict[str, Any] = json.loads((datapackage / "datapackage.json").read_text(encoding="utf-8"))
    return content


def copy_downloads(datapackage: Path, site: Path) -> int:
    """Copy data and originals to `site/data/`; web pages among the originals get `.txt`, see `served_as`.

    Returns:
        Number of files copied.
    """
    copied = 0
    ours = [
        path
        for name in sorted(OURS)
        for path in ((datapackage / name).rglob("*") if (datapackage / name).is_dir() else [datapackage / name])
    ]
    for path in ours:
        name = path.relative_to(datapackage).as_posix()
        if not path.is_file() or path.is_symlink():
            continue
        target = site / "data" / (served_as(name) if name.startswith("originals/") else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        copied += 1
    return copied
