"""ODS: what a cell shows, what is hidden, what is repeated."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph, Table
from gongkai.readers.sheets.ods import accepts, read

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "drawing")
)


def ods(rows: str, *, styles: str = "", tables: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'{tables}<table:table table:name="表二">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        written = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content} | parts
        for name, text in written.items():
            archive.writestr(name, text)
    return out.getvalue()


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def number(text: str, value: str, attributes: str = "") -> str:
    return cell(text, f'office:value-type="float" office:value="{value}" {attributes}')


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def shown(data: bytes) -> dict[tuple[int | None, int | None], str]:
    return {
        (part.where.row, part.where.column): part.text
        for block in read(data).blocks
        if isinstance(block, Table)
        for part in block.cells
    }


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (number("1,716", "1716"), "1,716"),
        (number("43.79", "43.788"), "43.79/43.788"),
        (number("7.00E+00", "7"), "7"),
        (number("-", "0"), "-"),
        (number("", "12"), "12"),
        (cell("", 'table:formula="of:=SUM([.A1:.B1])"'), "=of:=SUM([.A1:.B1])"),
        (cell("22<text:s text:c='1'/>件"), "22 件"),
        (cell("#REF!"), "#REF!"),
    ],
)
def test_what_a_cell_shows(made: str, text: str) -> None:
    assert shown(ods(row(cell("规章"), made, number("7", "7"))))[1, 2] == text


def test_repeated_hidden_and_merged_cells() -> None:
    rows = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        + row(cell(""), attributes='table:number-rows-repeated="3"')
        + row(cell("规章"), number("1", "1", 'table:number-columns-repeated="2"'), number("2", "2"))
        + row(cell("去年"), number("5", "5"), attributes='table:visibility="collapse"')
        + row(cell("许可"), number("9", "9", 'table:number-columns-spanned="3"'), "<table:covered-table-cell/>")
        + row(cell(""), attributes='table:number-rows-repeated="1048000"')
    )
    assert shown(ods(rows)) == {(4, 1): "规章", (4, 2): "1", (4, 4): "2", (6, 1): "许可", (6, 2): "9"}


def test_hidden_sheets_and_hidden_zeros_are_left_out() -> None:
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    draft = f'<table:table table:name="草稿" table:style-name="ta2">{row(cell("草稿"), cell("5"))}</table:table>'
    settings = (
        '<x><config-item config:name="ShowZeroValues" xmlns:config="c" config:type="boolean">false</config-item></x>'
    )
    data = ods(
        row(cell("规章"), number("0", "0"), number("7", "7")), styles=styles, tables=draft, **{"settings.xml": settings}
    )
    assert shown(data) == {(1, 1): "规章", (1, 2): "", (1, 3): "7"}


def test_text_boxes_and_comments() -> None:
    box = "<drawing:frame><drawing:text-box><text:p>一、总体情况</text:p></drawing:text-box></drawing:frame>"
    note = "<office:annotation><text:p>已核</text:p></office:annotation>"
    rows = row(f"<table:table-cell>{box}</table:table-cell>") + row(
        cell("规章"), number("2", "2").replace("<text:p>", note + "<text:p>")
    )
    blocks = read(ods(rows)).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["一、总体情况"]
    assert shown(ods(rows))[2, 2] == "2"


def test_broken_files_say_what_is_wrong() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(ods("", **{"META-INF/manifest.xml": "<encryption-data/>"}))
    assert caught.value.type == "encrypted"
    many = row(number("1", "1", 'table:number-columns-repeated="9000"'), attributes='table:number-rows-repeated="9000"')
    with pytest.raises(UnreadableFileError) as caught:
        read(ods(many))
    assert caught.value.type == "too_large"
    assert accepts(ods(""))
    assert not accepts(ods("", mimetype="application/vnd.oasis.opendocument.text"))
