"""The parts of an OFD package: documents, pages, templates, resources, page boxes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.bounded_xml import parse
from gongkai.readers.zipped import DAMAGED, is_zip, part_names, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

LABEL = "OFD 版式文件"
_ENTRY = re.compile(r"(?:.*/)?ofd\.xml", re.IGNORECASE)
_A4 = (210.0, 297.0)
_NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts together; a page of a report has some 100 KB."""
MAX_COORDINATE = 1e5
"""Millimetres; what lies further off is damage."""


def is_ofd(data: bytes) -> bool:
    """Whether this is an archive with `OFD.xml` at its root."""
    return is_zip(data) and any(_ENTRY.fullmatch(_slashes(name)) for name in part_names(data))


@dataclass(slots=True)
class Package:
    """The archive; parsed parts are kept, since templates and resources are used by many pages."""

    data: bytes
    names: Mapping[str, str]
    """Path in lower case with `/` -> name in the archive."""
    entry: str
    _kept: dict[str, etree._Element | None] = field(default_factory=dict)
    _unpacked: int = 0

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Find the entry point, `OFD.xml`."""
        names = {_slashes(name).lstrip("/").lower(): name for name in part_names(data)}
        entry = min((name for name in names if _ENTRY.fullmatch(name)), key=len, default="")
        return cls(data, names, entry)

    def root(self, path: str, *, keep: bool = True) -> etree._Element | None:
        """Parse a part; None where it is missing.

        Args:
            path: from the archive's root.
            keep: the part will be asked for again.

        Raises:
            UnreadableFileError: `damaged`, `encrypted` or `too_large`.
        """
        key = _slashes(path).lstrip("/").lower()
        if key in self._kept:
            return self._kept[key]
        part = self.part(path)
        root = None if part is None else parse(part, LABEL)
        if keep:
            self._kept[key] = root
        return root

    def part(self, path: str) -> bytes | None:
        """Unpack a part; None where it is missing.

        Raises:
            UnreadableFileError: `damaged`, `encrypted` or `too_large`.
        """
        stored = self.names.get(_slashes(path).lstrip("/").lower())
        part = parts(self.data, (stored,)).get(stored) if stored else None
        self._unpacked += len(part or b"")
        if self._unpacked > MAX_UNPACKED:
            raise UnreadableFileError("too_large", f"OFD 解压后超过 {MAX_UNPACKED // 2**20} MB，疑似压缩炸弹，未读取")
        return part

    def resolve(self, base: str, target: str) -> str:
        """Return the path of a part named in another one: from the root with a slash, else beside it."""
        wanted = _slashes(target.strip())
        if wanted.startswith("/"):
            return posixpath.normpath(posixpath.join(posixpath.dirname(self.entry), wanted.lstrip("/")))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), wanted))
        from_root = posixpath.normpath(posixpath.join(posixpath.dirname(self.entry), wanted))
        return from_root if beside.lower() not in self.names and from_root.lower() in self.names else beside


@dataclass(slots=True)
class Document:
    """One document of the package."""

    package: Package
    path: str
    root: etree._Element
    pages: tuple[str, ...]
    templates: dict[str, str] = field(default_factory=dict)
    """Number of a template page -> path."""
    composites: dict[str, etree._Element] = field(default_factory=dict)
    """Number of a composite graphic -> its drawing."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Number of a picture -> path."""

    def picture(self, resource: str) -> bytes | None:
        """Return a picture's file by its number; None where it is missing."""
        path = self.pictures.get(resource)
        return self.package.part(path) if path else None

    def size(self, page: etree._Element) -> tuple[float, float]:
        """Return width and height of a page in millimetres; a box that begins off the corner is filled up to it."""
        for area in (page.find("{*}Area"), self.root.find("{*}CommonData/{*}PageArea")):
            for name in ("PhysicalBox", "ApplicationBox", "CropBox"):
                found = numbers(area.findtext(f"{{*}}{name}")) if area is not None else ()
                if len(found) == 4 and found[2] > 0 and found[3] > 0:
                    return (max(found[0], 0) + found[2], max(found[1], 0) + found[3])
        return _A4

    def template(self, use: etree._Element) -> etree._Element | None:
        """Return the template page that a page uses; None where it is missing."""
        path = self.templates.get(use.get("TemplateID", ""))
        return self.package.root(path) if path else None

    def composite(self, resource: str) -> etree._Element | None:
        """Return a composite graphic by its number."""
        return self.composites.get(resource)


def documents(package: Package) -> Iterator[Document]:
    """Yield the documents of a package in order.

    Raises:
        UnreadableFileError: `damaged`, or `encrypted`.
    """
    entry = package.root(package.entry)
    if entry is None:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note)
    if any(name.endswith("encryptions.xml") for name in package.names):
        raise UnreadableFileError("encrypted", "OFD 内容已加密；请解除密码后另存为 OFD 或 PDF")
    roots = [text.strip() for body in entry.iterfind("{*}DocBody") if (text := body.findtext("{*}DocRoot"))]
    if not roots:
        raise UnreadableFileError("damaged", "OFD.xml 没有指明文档（DocRoot）；请重新下载，或打开后另存")
    for target in roots:
        path = package.resolve(package.entry, target)
        root = package.root(path)
        if root is None:
            raise UnreadableFileError("damaged", f"OFD 缺少文档 {target}；请重新下载")
        yield _document(package, path, root)


def _document(package: Package, path: str, root: etree._Element) -> Document:
    pages = tuple(
        package.resolve(path, place) for page in root.iterfind("{*}Pages/{*}Page") if (place := page.get("BaseLoc"))
    )
    if not pages:
        raise UnreadableFileError("damaged", f"OFD 的 {path} 没有任何页；请重新下载，或打开后另存")
    document = Document(package, path, root, pages)
    common = root.find("{*}CommonData")
    for template in common.iterfind("{*}TemplatePage") if common is not None else ():
        document.templates[template.get("ID", "")] = package.resolve(path, template.get("BaseLoc", ""))
    if common is not None:
        take_resources(document, path, common)
    return document


def take_resources(document: Document, path: str, holder: etree._Element) -> None:
    """Note what the resources named in a part give: those of the whole document, or of one page.

    Args:
        document: takes them.
        path: the part's own path.
        holder: the element that names the resources.
    """
    for kind in ("PublicRes", "DocumentRes", "PageRes"):
        for place in holder.iterfind(f"{{*}}{kind}"):
            _resources(document, document.package.resolve(path, place.text or ""))


def _resources(document: Document, path: str) -> None:
    """Note the composite graphics and pictures that a part of resources gives."""
    root = document.package.root(path)
    for unit in root.iter("{*}CompositeGraphicUnit") if root is not None else ():
        document.composites[unit.get("ID", "")] = unit
    for media in root.iter("{*}MultiMedia") if root is not None else ():
        file = media.findtext("{*}MediaFile")
        if root is not None and file:
            folder = root.get("BaseLoc", "").rstrip("/\\")
            target = file.strip() if file.strip().startswith(("/", "\\")) or not folder else f"{folder}/{file.strip()}"
            document.pictures[media.get("ID", "")] = document.package.resolve(path, target)


def numbers(text: str | None) -> tuple[float, ...]:
    """Return the numbers of an attribute such as a box; impossible ones empty it.

    >>> numbers("0 0 210.5 297"), numbers(None), numbers("1e99 0")
    ((0.0, 0.0, 210.5, 297.0), (), ())
    """
    try:
        found = tuple(map(float, (text or "").split()))
    except ValueError:  # parted by commas
        found = tuple(map(float, _NUMBERS.findall(text or "")))
    return found if all(-MAX_COORDINATE <= number <= MAX_COORDINATE for number in found) else ()


def _slashes(path: str) -> str:
    return path.replace("\\", "/")
