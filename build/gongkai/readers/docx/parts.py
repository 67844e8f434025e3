"""The parts of a Word document, from an archive or side by side in one XML file ("Flat OPC")."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.errors import UnreadableFileError
from gongkai.readers.docx.xml import parse
from gongkai.readers.zipped import is_zip, part_names, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DOCUMENT = re.compile(r"word/document\d*\.xml")
"""Word on the web numbers its main part."""
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    r'PartName="/?([^"]+)"[^>]*ContentType="application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.|ms-word\.)'
    r'(?:document|template)(?:\.macroEnabled(?:Template)?)?\.main\+xml"'
)
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one document."""

    main: str
    """Name of the main part."""
    names: frozenset[str]
    load: Callable[[tuple[str, ...]], Mapping[str, bytes]]
    """Gives the bytes of those of the named parts that exist."""

    def beside(self, name: str) -> str:
        """Return the name of a part in the main part's folder."""
        return posixpath.join(posixpath.dirname(self.main), name)

    def related(self) -> dict[str, str]:
        """Return what the main part refers to: id of the relation to name of the part."""
        folder, name = posixpath.split(self.main)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        data = self.load((path,)).get(path)
        return {
            each.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, each.get("Target", ""))).lstrip("/")
            for each in (parse(data) if data else ())
            if each.get("TargetMode") != "External"
        }


def packed_parts(data: bytes) -> Parts | None:
    """Return the parts of an archive; None when there is no Word document in it."""
    if not is_zip(data):
        return None
    # Some programs part folders by backslashes.
    written = {name.replace("\\", "/"): name for name in part_names(data)}
    try:
        main = _main_part(data, written)
    except UnreadableFileError:
        main = None
    if main is None:
        return None

    def load(names: tuple[str, ...]) -> dict[str, bytes]:
        wanted = {written[name]: name for name in names if name in written}
        return {wanted[name]: part for name, part in parts(data, tuple(wanted)).items()}

    return Parts(main, frozenset(written), load)


def _main_part(data: bytes, written: Mapping[str, str]) -> str | None:
    usual = min((name for name in written if _DOCUMENT.fullmatch(name)), default=None)
    if usual is not None or _TYPES not in written:
        return usual
    types = parts(data, (written[_TYPES],))[written[_TYPES]].decode("utf-8", "replace")
    said = _MAIN.search(types)
    return said[1] if said and said[1] in written else None


def flat_parts(data: bytes) -> Parts:
    """Return the parts inside one XML file.

    Raises:
        UnreadableFileError: `damaged`, `too_large`.
    """
    found: dict[str, bytes] = {}
    for part in parse(data).iterchildren(f"{_PACKAGE}part"):
        name = part.get(f"{_PACKAGE}name", "").lstrip("/")
        inner = part.find(f"{_PACKAGE}xmlData")
        if inner is not None and len(inner):
            found[name] = etree.tostring(inner[0])
            continue
        packed = part.find(f"{_PACKAGE}binaryData")
        try:
            found[name] = base64.b64decode(packed.text or "") if packed is not None else b""
        except binascii.Error:
            found[name] = b""
    main = min((name for name in found if _DOCUMENT.fullmatch(name)), default="")
    return Parts(main, frozenset(found), lambda names: {name: found[name] for name in names if name in found})
