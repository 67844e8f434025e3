"""The data page: files to download, the dictionary, licence and citation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gongkai.package.dictionary import TYPES_ZH
from gongkai.package.layout import CHANGELOG, DATA, DESCRIPTOR, README, WHAT, csv_path, parquet_path
from gongkai.package.schema import DATA_RESOURCES
from gongkai.package.tables import parts
from gongkai.site.citation import citations, edition
from gongkai.site.language import LANGUAGES, _, spoken
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.publish import structured
from gongkai.site.publish.published import Publication, as_it_is, publish
from gongkai.site.render import render
from gongkai.site.sql.slim import BROWSER_SQLITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS: dict[str, tuple[str, str]] = {
    **WHAT,
    README: (WHAT[README][0], "What is in the data package and how to read it"),
    BROWSER_SQLITE: (
        "SQLite 数据库，供浏览器查询的精简一份，没有文字部分和通过的核对",
        "SQLite database, a slim one for queries in the browser: without narratives and without checks that passed",
    ),
    CHANGELOG: ("数据更新记录：与上一版本的差别", "What changed since the version before"),
}
"""What each file beside the tables is, in Chinese and English."""

ENDINGS = {".csv": "CSV", ".parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class Download:
    """One file to download."""

    name: str
    url: str
    bytes: int
    sha256: str
    words: str = ""
    plain: int | None = None
    """Bytes once it is unpacked; None where it is not packed."""


def page(
    datapackage: Path, descriptor: dict[str, Any], url: str = "", publication: Publication | None = None
) -> MadePage:
    """The page.

    Args:
        datapackage: its folder.
        descriptor: its description.
        url: address of the site.
        publication: what was handed out; the files as they stand in the data package when None.
    """
    publication = publication or as_it_is(datapackage)
    which = LANGUAGES.index(spoken())
    whole = [_download(publication, name, words[which]) for name, words in WORDS.items() if name in publication.files]
    tables = []
    for resource in descriptor["resources"]:
        name = resource["name"]
        files = [
            _download(publication, file, _word(path, name))
            for path in _files(datapackage, name)
            if (file := path.relative_to(datapackage).as_posix()) in publication.files
        ]
        title = resource["gongkai:title_en" if which else "title"]
        tables.append((resource["name"], title, resource.get("gongkai:rows"), files))
    created = descriptor.get("created", "")[:10]
    title = descriptor["gongkai:title_en" if which else "title"]
    cites = citations(title, "data/", descriptor["name"], edition(datapackage, url))
    sections = (
        Part(render("data_lead.html", descriptor=descriptor, created=created)),
        Part(render("data_whole.html", files=whole), "whole", _("整体下载")),
        Part(render("data_tables.html", tables=tables, originals=publication.originals), "tables", _("分表下载")),
        Part(render("data_dictionary.html", resources=DATA_RESOURCES, types=TYPES_ZH), "dictionary", _("数据字典")),
        Part(
            render("data_licence.html", descriptor=descriptor, title=title, created=created, cites=cites),
            "licence",
            _("许可与引用"),
        ),
        Part(structured.whole(descriptor, url, publication)),
    )
    said = _("全部数据的下载、数据字典、许可和引用方式。")
    return MadePage("data/index.md", _("数据"), said, sections)


def _files(datapackage: Path, resource: str) -> Iterator[Path]:
    yield from parts(csv_path(datapackage, resource))
    yield parquet_path(datapackage, resource)


def _word(path: Path, resource: str) -> str:
    """What a link to a file of a table says: its kind, and which part it is."""
    kind = ENDINGS[path.suffix]
    return kind if path.stem == resource else f"{kind} {path.stem}"


def _download(publication: Publication, file: str, words: str) -> Download:
    found = publication.files[file]
    return Download(
        found.name.removeprefix(f"{DATA}/"), quote(found.name), found.bytes, found.sha256, words, found.plain
    )


def read_descriptor(datapackage: Path) -> dict[str, Any]:
    """`datapackage.json` of a data package."""
    content: dict[str, Any] = json.loads((datapackage / DESCRIPTOR).read_text(encoding="utf-8"))
    return content


def copy_downloads(datapackage: Path, site: Path, *, originals: bool = True) -> Publication:
    """Put data and originals into `site/data/`, see `publish`."""
    return publish(datapackage, site / "data", originals=originals)
