"""The data package as the site hands it out: large files compressed, and its descriptions saying so.

SQLite and CSV repeat themselves, and a host counts what is stored: at 2,000 reports the database takes 160 MB,
compressed 18. What is published as `.gz` is published in that form only.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gongkai.package.layout import (
    CHANGELOG,
    CROISSANT,
    DATA,
    DCAT,
    DESCRIPTOR,
    JSONLD,
    ORIGINALS,
    OURS,
    README,
    SPECIMEN_MARK,
)
from gongkai.package.schema import DATA_RESOURCES
from gongkai.site.render import served_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Descriptions = Mapping[str, Callable[[dict[str, Any], "Publication"], None]]

LARGE = 1_000_000
"""Bytes above which a file that compresses well is published compressed only."""

PLAIN = (".sqlite", ".csv")
"""Endings of files that compress well; Parquet, workbook and zip are compressed in themselves."""

GZ = ".gz"
LEVEL = 6
"""Of gzip. Level 9 saves 3 % and takes two and a half times as long."""
BLOCK = 1 << 20

GZIP_TYPE = "application/gzip"


@dataclass(frozen=True, slots=True)
class Published:
    """One file as it is handed out."""

    name: str
    """Path below `data/`, such as `data/applications.csv.gz`."""
    bytes: int
    sha256: str
    plain: int | None = None
    """Bytes once it is unpacked; None where it is not packed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of the files of a data package."""

    files: Mapping[str, Published]
    """By their path in the data package; the originals are not among them."""
    originals: bool = True
    """Whether these are handed out too."""

    @property
    def packed(self) -> dict[str, Published]:
        """Files that are published compressed."""
        return {name: file for name, file in self.files.items() if file.plain is not None}


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What stands on the site before its pages are made."""

    publication: Publication
    engine: bool
    """SQLite for the browser."""


def publish(datapackage: Path, folder: Path, *, large: int = LARGE, originals: bool = True) -> Publication:
    """Write the data package to `folder` (the site's `data/`), large files compressed, descriptions to match.

    Web pages among the originals get `.txt`, see `served_as`; the truth about invented reports stays where they were made.

    Args:
        datapackage: its folder, with derived files.
        folder: where it goes.
        large: bytes above which a file is compressed.
        originals: hand them out too.
    """
    files: dict[str, Published] = {}
    for path in _ours(datapackage):
        name = path.relative_to(datapackage).as_posix()
        if name.startswith(f"{ORIGINALS}/"):
            if not originals:
                continue
            target = folder / served_as(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        else:
            files[name] = _published(path, name, folder, packed=_is_packed(path, name, large))
    publication = Publication(files, originals)
    if not publication.packed:
        return publication
    rewritten = {name: _rewrite(folder, name, publication) for name in (*_DESCRIPTIONS, README) if name in files}
    return replace(publication, files={**files, **rewritten})


def as_it_is(datapackage: Path) -> Publication:
    """The files of a data package as they stand there."""
    paths = {path.relative_to(datapackage).as_posix(): path for path in _ours(datapackage)}
    return Publication(
        {
            name: Published(name, path.stat().st_size, _fingerprint(path))
            for name, path in paths.items()
            if not name.startswith(f"{ORIGINALS}/")
        }
    )


def _ours(datapackage: Path) -> Iterator[Path]:
    for name in sorted({*OURS, CHANGELOG}):
        whole = datapackage / name
        for path in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if path.is_file() and not path.is_symlink() and path.name != SPECIMEN_MARK:
                yield path


def _is_packed(path: Path, name: str, large: int) -> bool:
    """Large files; and all parts of a table that is cut into parts, so that its parts are of one kind."""
    if path.suffix not in PLAIN:
        return False
    return path.stat().st_size > large or (name.startswith(f"{DATA}/") and name.count("/") > 1)


def _published(path: Path, name: str, folder: Path, *, packed: bool) -> Published:
    if packed:
        return publish_packed(path, name, folder)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    return Published(name, target.stat().st_size, _fingerprint(target))


def publish_packed(path: Path, name: str, folder: Path) -> Published:
    """Write a file compressed; the same content gives the same bytes, whatever its name and time."""
    target = folder / f"{name}{GZ}"
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        path.open("rb") as plain,
        target.open("wb") as written,
        gzip.GzipFile("", "wb", LEVEL, written, mtime=0) as packing,
    ):
        shutil.copyfileobj(plain, packing, BLOCK)
    return Published(
        target.relative_to(folder).as_posix(), target.stat().st_size, _fingerprint(target), path.stat().st_size
    )


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rewrite(folder: Path, name: str, publication: Publication) -> Published:
    """Make a description name the files that are there."""
    path = folder / name
    if name == README:
        path.write_text(path.read_text(encoding="utf-8") + _README_NOTE, encoding="utf-8", newline="\n")
    else:
        content = json.loads(path.read_text(encoding="utf-8"))
        _DESCRIPTIONS[name](content, publication)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    return Published(name, path.stat().st_size, _fingerprint(path))


_README_NOTE = """
## 网站上的大文件 / Large files on the website

网站上大于 1 MB 的 CSV 和 SQLite 文件压缩为 .gz 提供，内容不变；pandas、polars、DuckDB、R 和 frictionless 可以直接读 .csv.gz，SQLite 请先解压（`gunzip gongkai.sqlite.gz`）。

On the website CSV and SQLite files above 1 MB are offered compressed, as .gz, with the same content. pandas, polars, DuckDB, R and frictionless read .csv.gz as it is; unpack the database first (`gunzip gongkai.sqlite.gz`).
"""


def descriptor(content: dict[str, Any], publication: Publication) -> None:
    """Change `datapackage.json` to what is published: `compression` is what frictionless calls it."""
    for resource in content["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        found = [publication.packed[path] for path in paths if path in publication.packed]
        if not found:
            continue
        resource["compression"] = "gz"
        if isinstance(resource["path"], str):
            resource |= {"path": found[0].name, "bytes": found[0].bytes, "hash": f"sha256:{found[0].sha256}"}
        else:
            resource["path"] = [file.name for file in found]
            resource["gongkai:parts"] = [
                {"path": file.name, "bytes": file.bytes, "hash": f"sha256:{file.sha256}"} for file in found
            ]


def _croissant(content: dict[str, Any], publication: Publication) -> None:
    """Addresses, sizes and fingerprints; a file's `@id` is a name and stays."""
    cut = {f"{DATA}/{resource.name}" for resource in DATA_RESOURCES}
    for file in content["distribution"]:
        packed = publication.packed.get(file.get("contentUrl", ""))
        if packed:
            file |= {"contentUrl": packed.name, "contentSize": f"{packed.bytes} B", "sha256": packed.sha256}
        elif file["@id"] in cut and "includes" in file:
            file["includes"] += GZ


def _dcat(content: dict[str, Any], publication: Publication) -> None:
    for entry in content["@graph"]:
        for distribution in entry.get("dcat:distribution", ()):
            packed = publication.packed.get(distribution["dcat:downloadURL"]["@id"])
            if not packed:
                continue
            distribution |= {
                "dcat:accessURL": {"@id": packed.name},
                "dcat:downloadURL": {"@id": packed.name},
                "dcat:compressFormat": {"@id": f"http://www.iana.org/assignments/media-types/{GZIP_TYPE}"},
            }
            if "dcat:byteSize" in distribution:
                distribution["dcat:byteSize"]["@value"] = str(packed.bytes)
                distribution["spdx:checksum"]["spdx:checksumValue"]["@value"] = packed.sha256


def jsonld(content: dict[str, Any], publication: Publication, url: str = "") -> None:
    """Change a description in the terms of schema.org; `url` is what stands before its addresses."""
    for download in content["distribution"]:
        packed = publication.packed.get(download["contentUrl"].removeprefix(url))
        if packed:
            download |= {"contentUrl": f"{url}{packed.name}", "encodingFormat": GZIP_TYPE}


_DESCRIPTIONS: Descriptions = {DESCRIPTOR: descriptor, CROISSANT: _croissant, DCAT: _dcat, JSONLD: jsonld}
"""How each description is changed."""
