"""Word files with merged cells as in the official form.

Written as parts of a zip with the standard library: the bytes then depend on nothing but this
file, and a report takes a millisecond. Parts are stored, not deflated, because the output of
zlib differs between its versions.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from gongkai.specimen.phrases import NOTE

if TYPE_CHECKING:
    from gongkai.specimen.report import Specimen
    from gongkai.specimen.tables import Grid, GridCell

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
FOOTER = (
    f'{XML}<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
)


def _style(key: str, name: str, paragraph: str, half_points: int, extra: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{extra}><w:name w:val="{name}"/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr></w:style>'
    )


STYLES = (
    f'{XML}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="FangSong"/><w:lang w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    + _style("Normal", "Normal", '<w:spacing w:line="520" w:lineRule="exact"/>', 30, ' w:default="1"')
    + _style("T", "Title", '<w:spacing w:after="200"/><w:jc w:val="center"/>', 44)
    + _style("H", "heading 1", '<w:outlineLvl w:val="0"/>', 32)
    + _style("B", "Body Text", '<w:spacing w:line="520" w:lineRule="exact"/><w:ind w:firstLine="600"/>', 30)
    + _style("C", "Figure", '<w:jc w:val="center"/>', 18)
    + _style("L", "Label", "", 18)
    + _style("R", "Signature", '<w:jc w:val="right"/>', 30)
    + _style("N", "Note", '<w:jc w:val="center"/>', 18)
    + "</w:styles>"
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
TEXT_WIDTH = 9026
"""Twentieths of a point between the margins."""


def to_docx(report: Specimen) -> bytes:
    """The report as a Word file."""
    blocks = [_paragraph(NOTE, "N")] if report.layout % 2 else []
    blocks.extend(_paragraph(line, "T") for line in report.title)
    blocks.extend(_paragraph(text, "B") for text in report.intro)
    for part in report.parts:
        blocks.append(_paragraph(part.heading, "H"))
        blocks.extend(_paragraph(b, "B") if isinstance(b, str) else _table(b) + "<w:p/>" for b in part.blocks)
    blocks.extend(_paragraph(line, "R") for line in report.signature)
    if not report.layout % 2:
        blocks.append(_paragraph(NOTE, "N"))
    document = (
        f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{"".join(blocks)}{PAGE}</w:body></w:document>'
    )
    return _zip(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONS,
            "docProps/core.xml": _core(report),
            "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
            "word/document.xml": document,
            "word/styles.xml": STYLES,
            "word/footer1.xml": FOOTER,
        }
    )


def _core(report: Specimen) -> str:
    made = f'xsi:type="dcterms:W3CDTF">{report.published_on.isoformat()}T00:00:00Z'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(''.join(report.title))}</dc:title><dc:creator>{report.body.name}</dc:creator>"
        f"<dcterms:created {made}</dcterms:created><dcterms:modified {made}</dcterms:modified></cp:coreProperties>"
    )


def _zip(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            # The zip epoch, so that the bytes do not depend on the clock.
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _paragraph(text: str, style: str) -> str:
    lines = "</w:t><w:br/><w:t>".join(escape(text).split("\n"))
    run = f"<w:r><w:t>{lines}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _table(grid: Grid) -> str:
    unit = TEXT_WIDTH / sum(grid.widths)
    widths = [int(width * unit) for width in grid.widths]
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        width = sum(widths[cell.column : cell.column + cell.column_span])
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append((cell.column, _cell(cell, row, width)))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join("<w:tr>" + "".join(text for _, text in sorted(row)) + "</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>'
    )


def _cell(cell: GridCell, row: int, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    first = row == cell.row
    merge = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    style = "L" if cell.kind == "label" else "C"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(cell.text if first else '', style)}</w:tc>"
    )
