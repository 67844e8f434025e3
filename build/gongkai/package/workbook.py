"""A writer of XLSX: row by row with flat memory, real tables, links, and the same bytes every time.

No formula can come out of it: texts are inline strings, numbers are digits, and there is nothing else.
The parts are those of ECMA-376; Excel's limits are checked by `xlsx.py`, which knows what to leave out.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING, Self
from xml.sax.saxutils import escape, quoteattr

from gongkai.package.archive import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PLAIN, TITLE, HEADER, WRAPPED, LINK = range(5)
"""Styles of cells, in the order of `cellXfs` below."""
LINE = 15
"""Points of a line of text."""
PAPER = 240
"""Characters across which a printed sheet can still be read; wider ones go onto several pages."""

STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="4"><font><sz val="11"/><name val="等线"/></font>\
<font><b/><sz val="16"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font>\
<font><u/><sz val="11"/><color rgb="FF0B4F9E"/><name val="等线"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF5"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
<border><left/><right/><top/><bottom style="thin"><color rgb="FF5B6B7B"/></bottom><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="0" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">\
<alignment vertical="top" wrapText="1"/></xf>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">\
<alignment vertical="top"/></xf></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that stand as a number in the workbook, exactly as they are."""

    digits: str


_STAMP = re.compile(r"<cp:version>([^<]*)</cp:version>")

Cell = str | Number
"""Empty texts are empty cells: nothing is written for them."""


@dataclass(frozen=True, slots=True)
class Table:
    """A real table of the sheet: its name, the row of its header, and its columns."""

    name: str
    first_row: int
    columns: Sequence[str]


@dataclass(slots=True)
class Sheet:
    """One sheet while its rows are written."""

    write_text: Callable[[str], None]
    widths: Sequence[int] = ()
    rows: int = 0
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Cell, sheet it leads to, and words of the link."""

    def row(self, cells: Sequence[Cell], style: int = PLAIN) -> None:
        """Append a row."""
        self.rows += 1
        parts = [_cell(f"{column_name(i)}{self.rows}", cell, style) for i, cell in enumerate(cells, 1) if cell != ""]
        height = self._height(cells) if style in {WRAPPED, HEADER} else ""
        self.write_text(f'<row r="{self.rows}"{height}>{"".join(parts)}</row>')

    def link(self, sheet: str, *further: Cell) -> None:
        """Append a row whose first cell leads to another sheet."""
        self.rows += 1
        self.links.append((f"A{self.rows}", sheet, sheet))
        parts = [
            _cell(f"{column_name(i)}{self.rows}", cell, WRAPPED) for i, cell in enumerate(further, 2) if cell != ""
        ]
        height = self._height([sheet, *further])
        self.write_text(f'<row r="{self.rows}"{height}>{_cell(f"A{self.rows}", sheet, LINK)}{"".join(parts)}</row>')

    def _height(self, cells: Sequence[Cell]) -> str:
        """Height of a row whose texts are wrapped: not every program finds it out by itself."""
        texts = ((cell, width) for cell, width in zip(cells, self.widths, strict=False) if isinstance(cell, str))
        lines = max((-(-across(text) // max(1, width - 2)) for text, width in texts), default=1)
        return f' ht="{LINE * lines}" customHeight="1"' if lines > 1 else ""


class Workbook:
    """The file; close it by leaving its `with` block."""

    def __init__(self, target: Path, *, title: str, author: str, created: str, stamp: str) -> None:
        """Open the file.

        Args:
            target: the file.
            title: of the workbook, for its properties.
            author: for its properties.
            created: time such as `2021-01-31T00:00:00Z`; never the clock, so that the bytes stay the same.
            stamp: what made the file, for `read_stamp`.
        """
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._names: list[str] = []
        self._tables = 0
        self._repeated: list[str] = []
        self._properties = (title, author, created, stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._zip.close()

    @contextmanager
    def sheet(
        self,
        name: str,
        widths: Sequence[int],
        *,
        table: Callable[[Sheet], Table | None] = lambda _: None,
        frozen: str = "",
    ) -> Iterator[Sheet]:
        """A new sheet to write rows to.

        Args:
            name: at most 31 characters.
            widths: of the columns, in characters.
            table: asked when the rows are written.
            frozen: the first cell that moves when the sheet is scrolled, such as `B4`; empty if all do.
                The row above it stands on top of every printed page.
        """
        self._names.append(name)
        number = len(self._names)
        with self._zip.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:

            def write(text: str) -> None:
                part.write(text.encode())

            fits = sum(widths) <= PAPER
            write(f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">')
            write('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if fits else "")
            write(f"{_view(frozen, first=number == 1)}<cols>")
            write("".join(f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>' for i, w in enumerate(widths, 1)))
            write("</cols><sheetData>")
            sheet = Sheet(write, widths)
            yield sheet
            made = table(sheet)
            write("</sheetData>")
            if sheet.links:
                write("<hyperlinks>")
                for cell, to, words in sheet.links:
                    place = quoteattr(f"'{to}'!A1")
                    write(f'<hyperlink ref="{cell}" location={place} display={quoteattr(words)}/>')
                write("</hyperlinks>")
            write('<pageSetup paperSize="9" orientation="landscape"' + (' fitToHeight="0"/>' if fits else "/>"))
            write('<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' if made else "")
            write("</worksheet>")
        if made:
            self._add_table(made, number, sheet.rows)
        if frozen:
            row = int(frozen.lstrip(ascii_uppercase)) - 1
            place = escape(f"'{name}'!${row}:${row}")
            self._repeated.append(
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{number - 1}">{place}</definedName>'
            )

    def _add_table(self, table: Table, sheet: int, last_row: int) -> None:
        self._tables += 1
        reference = f"A{table.first_row}:{column_name(len(table.columns))}{max(last_row, table.first_row + 1)}"
        columns = "".join(f'<tableColumn id="{i}" name={quoteattr(name)}/>' for i, name in enumerate(table.columns, 1))
        self._part(
            f"xl/tables/table{self._tables}.xml",
            f'{HEAD}<table xmlns="{MAIN}" id="{self._tables}" name="{table.name}" displayName="{table.name}" '
            f'ref="{reference}" totalsRowShown="0"><autoFilter ref="{reference}"/>'
            f'<tableColumns count="{len(table.columns)}">{columns}</tableColumns>'
            '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" '
            'showRowStripes="1" showColumnStripes="0"/></table>',
        )
        self._part(
            f"xl/worksheets/_rels/sheet{sheet}.xml.rels",
            _relations([("table", f"../tables/table{self._tables}.xml")]),
        )

    def _finish(self) -> None:
        title, author, created, stamp = self._properties
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(self._names, 1)
        )
        numbers = range(1, len(self._names) + 1)
        self._part(
            "xl/workbook.xml",
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets>'
            + (f"<definedNames>{''.join(self._repeated)}</definedNames>" if self._repeated else "")
            + "</workbook>",
        )
        self._part(
            "xl/_rels/workbook.xml.rels",
            _relations([*(("worksheet", f"worksheets/sheet{i}.xml") for i in numbers), ("styles", "styles.xml")]),
        )
        self._part("xl/styles.xml", STYLES)
        self._part(
            "docProps/core.xml",
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator><dc:language>zh-CN</dc:language>"
            f"<cp:version>{escape(stamp)}</cp:version>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>',
        )
        core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        self._part(
            "_rels/.rels",
            f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            f'Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>',
        )
        kinds = [
            ("/xl/workbook.xml", f"{PARTS}.sheet.main+xml"),
            ("/xl/styles.xml", f"{PARTS}.styles+xml"),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            *((f"/xl/worksheets/sheet{i}.xml", f"{PARTS}.worksheet+xml") for i in numbers),
            *((f"/xl/tables/table{i}.xml", f"{PARTS}.table+xml") for i in range(1, self._tables + 1)),
        ]
        overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds)
        self._part(
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )

    def _part(self, name: str, text: str) -> None:
        self._zip.writestr(_entry(name), text.encode())


def read_stamp(path: Path) -> str:
    """The stamp of a workbook; empty where the file is none, or has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _STAMP.search(archive.read("docProps/core.xml").decode(errors="replace"))
    except (OSError, zipfile.BadZipFile, KeyError):
        return ""
    return found[1] if found else ""


def _view(frozen: str, *, first: bool) -> str:
    """How a sheet is shown when it is opened."""
    selected = ' tabSelected="1"' if first else ""
    if not frozen:
        return f'<sheetViews><sheetView{selected} workbookViewId="0"/></sheetViews>'
    letters = frozen.rstrip(digits)
    columns = ord(letters) - ord("A")
    split = f' xSplit="{columns}"' if columns else ""
    pane = "bottomRight" if columns else "bottomLeft"
    rows = int(frozen.removeprefix(letters)) - 1
    return (
        f'<sheetViews><sheetView{selected} workbookViewId="0"><pane{split} ySplit="{rows}" topLeftCell="{frozen}" '
        f'activePane="{pane}" state="frozen"/><selection pane="{pane}" activeCell="{frozen}" sqref="{frozen}"/>'
        "</sheetView></sheetViews>"
    )


def across(text: str) -> int:
    """Narrow characters in whose room a text stands: a Chinese character takes that of two.

    >>> across("a政府")
    5
    """
    return len(text) + sum(character > "\u2e7f" for character in text)


def column_name(number: int) -> str:
    """Letters of a column, counted from one.

    >>> column_name(1), column_name(26), column_name(27), column_name(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(reference: str, cell: Cell, style: int) -> str:
    shown = f' s="{style}"' if style else ""
    if isinstance(cell, Number):
        return f'<c r="{reference}"{shown}><v>{cell.digits}</v></c>'
    text = escape(cell)
    return f'<c r="{reference}"{shown} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        for i, (kind, path) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
