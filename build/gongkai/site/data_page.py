"""The data page: files to download, the dictionary, licence and citation; and the copies it links to."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gongkai.package.dictionary import TYPES_ZH
from gongkai.package.layout import CHANGELOG, DATA, OURS, WHAT, csv_path, parquet_path
from gongkai.package.schema import DATA_RESOURCES
from gongkai.package.tables import parts
from gongkai.site import structured
from gongkai.site.citation import citations, edition
from gongkai.site.made_page import MadePage, Part
from gongkai.site.render import render, served_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = {**{name: zh for name, (zh, _) in WHAT.items()}, CHANGELOG: "数据更新记录：与上一版本的差别"}
ENDINGS = {".csv": "CSV", ".parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class Download:
    """One file to download."""

    name: str
    url: str
    bytes: int
    sha256: str
    words: str = ""


def page(datapackage: Path, descriptor: dict[str, Any], url: str = "") -> MadePage:
    """The page; `url` is the address of the site."""
    whole = [
        _download(datapackage, datapackage / name, words)
        for name, words in WORDS.items()
        if (datapackage / name).is_file()
    ]
    tables = []
    for resource in descriptor["resources"]:
        name = resource["name"]
        files = [_download(datapackage, path, _word(path, name)) for path in _files(datapackage, name)]
        tables.append((resource["name"], resource["title"], resource.get("gongkai:rows"), files))
    sections = (
        Part(render("data_lead.html", descriptor=descriptor, created=descriptor.get("created", "")[:10])),
        Part(render("data_whole.html", files=whole), "whole", "整体下载"),
        Part(render("data_tables.html", tables=tables), "tables", "分表下载"),
        Part(render("data_dictionary.html", resources=DATA_RESOURCES, types=TYPES_ZH), "dictionary", "数据字典"),
        Part(
            render(
                "data_licence.html",
                descriptor=descriptor,
                created=descriptor.get("created", "")[:10],
                cites=citations(descriptor["title"], "data/", descriptor["name"], edition(datapackage, url)),
            ),
            "licence",
            "许可与引用",
        ),
        Part(structured.whole(descriptor, url)),
    )
    return MadePage("data/index.md", "数据", "全部数据的下载、数据字典、许可和引用方式。", sections)


def _files(datapackage: Path, resource: str) -> Iterator[Path]:
    yield from parts(csv_path(datapackage, resource))
    if (parquet := parquet_path(datapackage, resource)).is_file():
        yield parquet


def _word(path: Path, resource: str) -> str:
    """What a link to a file of a table says: its kind, and which part it is."""
    kind = ENDINGS[path.suffix]
    return kind if path.stem == resource else f"{kind} {path.stem}"


def _download(datapackage: Path, path: Path, words: str) -> Download:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = path.relative_to(datapackage).as_posix()
    return Download(name.removeprefix(f"{DATA}/"), quote(name), path.stat().st_size, digest, words)


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
        for name in sorted({*OURS, CHANGELOG})
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
