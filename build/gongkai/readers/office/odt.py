"""OpenDocument texts (LibreOffice, OpenOffice, some WPS), packed in an archive."""

from __future__ import annotations

from gongkai.errors import UnreadableFileError
from gongkai.readers.office.shared import LOCKED, read_converted
from gongkai.readers.original import Content, Reader
from gongkai.readers.zipped import DAMAGED, is_zip, part_names, parts

LABEL = "OpenDocument 文本（.odt）"
_KIND = b"application/vnd.oasis.opendocument.text"
_MIMETYPE, _MANIFEST, _CONTENT = "mimetype", "META-INF/manifest.xml", "content.xml"
_UNPACKED = (_CONTENT, "styles.xml", "settings.xml", "meta.xml")


def accepts(data: bytes) -> bool:
    """Whether this is an OpenDocument package that says it is a text."""
    names = part_names(data) if is_zip(data) else frozenset()
    if _CONTENT not in names or not names & {_MIMETYPE, _MANIFEST}:
        return False
    try:
        said = parts(data, (_MIMETYPE, _MANIFEST))
    except UnreadableFileError:
        return False
    kind = said.get(_MIMETYPE) or said.get(_MANIFEST, b"")
    return _KIND in kind


def read(data: bytes) -> Content:
    """Read the converted copy, once the parts are known to be of reasonable size.

    Raises:
        UnreadableFileError: `encrypted`, `too_large`, `damaged`, `converter_missing`.
    """
    if b"encryption-data" in parts(data, (_MANIFEST,)).get(_MANIFEST, b""):
        raise UnreadableFileError(LOCKED.type, LOCKED.note)
    unpacked = parts(data, _UNPACKED)
    if any(b"<!ENTITY" in part for part in unpacked.values()):
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note)
    return read_converted(data, ".odt", LABEL)


READER = Reader(
    media_type="application/vnd.oasis.opendocument.text",
    label_zh=LABEL,
    suffixes=(".odt", ".ott"),
    needs="LibreOffice",
    accepts=accepts,
    read=read,
)
