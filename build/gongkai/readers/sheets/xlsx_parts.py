"""The parts of an XLSX package beside its sheets: their list, shared strings, number formats, text boxes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.readers.bounded_xml import name as local_name
from gongkai.readers.bounded_xml import parse, whole
from gongkai.readers.sheets.cells import Range, area
from gongkai.readers.sheets.formats import BUILT_IN, GENERAL
from gongkai.readers.sheets.layout import Shown
from gongkai.readers.zipped import part_names, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

_WORKBOOK = re.compile(r"(?:.*/)?workbook\d*\.xml", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CORE = "docProps/core.xml"
_LABEL = "Excel 工作簿"
_OFF = frozenset({"", "0", "false"})


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook without its sheets."""

    data: bytes
    names: Mapping[str, str]
    """Path in lower case with `/` -> name in the archive."""
    sheets: tuple[tuple[str, str], ...]
    """Name and path of each visible sheet, in order."""
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    """Number format of each cell style."""
    print_areas: Mapping[str, tuple[Range, ...]]
    from_1904: bool
    recalculates: bool
    """The file asks for calculation when it is opened: the program that wrote it calculated nothing."""
    title: str | None

    def part(self, path: str) -> bytes | None:
        """Unpack a part; None where it is missing."""
        stored = self.names.get(_key(path))
        return parts(self.data, (stored,)).get(stored) if stored else None

    def root(self, path: str) -> etree._Element | None:
        """Parse a part; None where it is missing."""
        part = self.part(path)
        return None if part is None else parse(part, _LABEL)

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id -> kind and path."""
        folder, own = posixpath.split(path)
        root = self.root(f"{folder}/_rels/{own}.rels")
        return {} if root is None else dict(_relations(root, folder))

    def shared(self, index: str | None) -> str:
        """Return a shared string; a string that is missing is lost, not blank."""
        number = whole((index or "").strip(), len(self.strings))
        return self.strings[number] if number < len(self.strings) else "\ufffd"

    def format(self, style: str | None) -> str:
        """Return a cell's number format."""
        number = whole(style)
        return self.formats[number] if number < len(self.formats) else GENERAL


def workbook_part(data: bytes) -> str | None:
    """Return the name of the main part; None where the archive is no workbook."""
    found = [name for name in part_names(data) if _WORKBOOK.fullmatch(name.replace("\\", "/"))]
    return min(found, key=len, default=None)


def package(data: bytes) -> Package:
    """Read everything but the sheets.

    Raises:
        UnreadableFileError: `damaged`, `encrypted` or `too_large`.
    """
    main = workbook_part(data) or ""
    names = {_key(name): name for name in part_names(data)}
    bare = Package(data, names, (), (), (), {}, from_1904=False, recalculates=False, title=None)
    root = bare.root(main)
    if root is None:
        return bare
    related = bare.relations(main.replace("\\", "/"))
    sheets, places = [], []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        kind, path = related.get(_relation_id(sheet), ("", ""))
        places.append(sheet.get("name", ""))
        if kind == "worksheet" and sheet.get("state", "visible") == "visible":
            sheets.append((sheet.get("name", ""), path))
    by_kind = dict(related.values())
    calculation = root.find("{*}calcPr")
    properties = root.find("{*}workbookPr")
    core = bare.root(_CORE)
    return Package(
        data=data,
        names=names,
        sheets=tuple(sheets),
        strings=_strings(bare.root(by_kind.get("sharedStrings", ""))),
        formats=_formats(bare.root(by_kind.get("styles", ""))),
        print_areas=_print_areas(root, places),
        from_1904=properties is not None and is_on(properties, "date1904"),
        recalculates=calculation is not None and is_on(calculation, "fullCalcOnLoad"),
        title=_title(core),
    )


def is_on(element: etree._Element, switch: str) -> bool:
    """Whether an attribute switches something on."""
    return element.get(switch, "").lower() not in _OFF


def decoded(text: str) -> str:
    """Return a text with its escaped characters, such as `_x000D_`.

    >>> decoded("a_x0009_b").split()
    ['a', 'b']
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def shared_text(element: etree._Element) -> str:
    """Return the text of a string with its runs; readings printed above characters are left out."""
    pieces = []
    for child in element:
        if local_name(child) == "t":
            pieces.append(child.text or "")
        elif local_name(child) == "r":
            pieces += [text.text or "" for text in child.iterfind("{*}t")]
    return decoded("".join(pieces))


def text_boxes(book: Package, sheet: str) -> tuple[Shown, ...]:
    """Return the text boxes of a sheet, at the cell that their corner lies on."""
    boxes = []
    for kind, path in book.relations(sheet).values():
        root = book.root(path) if kind == "drawing" else None
        for anchor in root if root is not None else ():
            row = whole(anchor.findtext("{*}from/{*}row")) + 1
            column = whole(anchor.findtext("{*}from/{*}col")) + 1
            boxes += [Shown(text, (row,), (column,)) for text in _box_texts(anchor) if text.strip()]
    return tuple(boxes)


def _box_texts(anchor: etree._Element) -> Iterable[str]:
    for body in anchor.iter("{*}txBody"):
        shape = body.getparent()
        hidden = shape is not None and any(is_on(part, "hidden") for part in shape.iter("{*}cNvPr"))
        if not hidden and not any(local_name(above) == "Fallback" for above in body.iterancestors()):
            yield "\n".join(_line(paragraph) for paragraph in body.iterfind("{*}p"))


def _line(paragraph: etree._Element) -> str:
    return "".join("\n" if local_name(part) == "br" else part.text or "" for part in paragraph.iter("{*}t", "{*}br"))


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()


def _relation_id(element: etree._Element) -> str:
    return next((value for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _relations(root: etree._Element, folder: str) -> Iterable[tuple[str, tuple[str, str]]]:
    for relation in root.iterfind("{*}Relationship"):
        target = relation.get("Target", "").replace("\\", "/")
        path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if relation.get("TargetMode") != "External":
            yield relation.get("Id", ""), (relation.get("Type", "").rpartition("/")[2], path)


def _strings(root: etree._Element | None) -> tuple[str, ...]:
    return () if root is None else tuple(shared_text(item) for item in root.iterfind("{*}si"))


def _formats(root: etree._Element | None) -> tuple[str, ...]:
    if root is None:
        return ()
    own = {f.get("numFmtId", ""): f.get("formatCode", GENERAL) for f in root.iterfind("{*}numFmts/{*}numFmt")}
    ids = [style.get("numFmtId", "0") for style in root.iterfind("{*}cellXfs/{*}xf")]
    return tuple(own.get(key) or BUILT_IN.get(whole(key), GENERAL) for key in ids)


def _print_areas(root: etree._Element, places: list[str]) -> dict[str, tuple[Range, ...]]:
    found = {}
    for defined in root.iterfind("{*}definedNames/{*}definedName"):
        index = whole(defined.get("localSheetId"), len(places))
        if defined.get("name") == "_xlnm.Print_Area" and index < len(places):
            ranges = [area(piece) for piece in (defined.text or "").split(",")]
            if all(ranges):
                found[places[index]] = tuple(piece for piece in ranges if piece)
    return found


def _title(core: etree._Element | None) -> str | None:
    """Return the title of the file's properties where it names a report; often it is 工作簿1."""
    title = core.findtext("{*}title") if core is not None else None
    return title.strip() if title and "公开" in title and ("报告" in title or "年报" in title) else None
