"""Workbooks: what a cell shows, what is hidden, what is prose and what a table."""

from __future__ import annotations

import random
from io import BytesIO
from itertools import combinations
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from tests.readers import sheet_files
from tests.readers.sheet_damage import DAMAGES, Damage
from tests.readers.specimen_truth import not_exact, report

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph, Table
from gongkai.readers.sheets.xlsx import accepts, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from gongkai.model import Block
    from gongkai.specimen.report import Specimen

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def specimens() -> list[Specimen]:
    return list(sheet_files.reports(5, 41))


def saved(fill: Callable[[Worksheet], object]) -> bytes:
    """A workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    fill(sheet)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def put(sheet: Worksheet, lines: list[list[str | int | None]], *, row: int = 1, column: int = 1) -> None:
    for down, line in enumerate(lines):
        for across, value in enumerate(line):
            sheet.cell(row + down, column + across, value)


def raw(
    cells: str, *, strings: str = "", styles: str = "", workbook: str = "", space: str = MAIN, **parts: str
) -> bytes:
    """A workbook from the XML of its cells: B2 to the right of a label."""
    kind = (
        OFFICE.replace("http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml") if space == STRICT else OFFICE
    )
    written = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{kind}"><sheets><sheet name="表三" sheetId="1" r:id="r1"/></sheets>{workbook}</workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{kind}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{space}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>规章</t></is></c>'
        f'<c r="C2"><v>7</v></c>{cells}</row></sheetData></worksheet>',
    } | parts
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(name, text)
    return out.getvalue()


def shown(data: bytes) -> str:
    """What is read of B2."""
    (table,) = tables(read(data).blocks)
    return next((cell.text for cell in table.cells if (cell.where.row, cell.where.column) == (2, 2)), "")


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def prose(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("habit", sheet_files.HABITS)
def test_every_figure_of_every_habit(specimens: list[Specimen], habit: str) -> None:
    for specimen in specimens:
        made = sheet_files.book(specimen, habit)
        content = read(sheet_files.write(made))
        understood = report(content)
        assert not not_exact(content, made.figures)
        assert understood.agency is not None
        assert (understood.agency.name, understood.year) == (specimen.body.name, specimen.year)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_every_figure_after_damage(specimens: list[Specimen], damage: Damage) -> None:
    for number, specimen in enumerate(specimens[::3]):
        made = sheet_files.book(specimen, sheet_files.HABITS[number % len(sheet_files.HABITS)])
        damage(made, random.Random(number))
        assert not not_exact(read(sheet_files.write(made)), made.figures)


def test_every_figure_after_two_damages(specimens: list[Specimen]) -> None:
    chance = random.Random(7)
    for pair in chance.sample(list(combinations(DAMAGES, 2)), 10):
        made = sheet_files.book(chance.choice(specimens), chance.choice(sheet_files.HABITS))
        for damage in pair:
            damage(made, random.Random(1))
        assert not not_exact(read(sheet_files.write(made)), made.figures), pair


def test_sections_of_all_sheets_are_in_the_order_of_the_form(specimens: list[Specimen]) -> None:
    made = sheet_files.book(specimens[0], "sheets")
    codes = [section.code for section in report(read(sheet_files.write(made))).sections]
    assert codes == ["overview", "disclosure", "applications", "proceedings", "problems", "other_matters"]


def test_a_place_is_that_of_the_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "表 二"
        put(sheet, [["规章", 1, 2], ["行政规范性文件", 3, 4]], row=12, column=4)

    (table,) = tables(read(saved(fill)).blocks)

    places = {cell.text: (cell.where.sheet, cell.where.row, cell.where.column) for cell in table.cells}
    assert places["4"] == ("表 二", 13, 6)
    assert (table.rows, table.columns) == (2, 3)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B2"><v>0.30000000000000004</v></c>', "0.3"),
        ('<c r="B2"><v>1.716E3</v></c>', "1716"),
        ('<c r="B2" t="s"><v>0</v></c>', "２２（其中修订16件）"),
        ('<c r="B2" t="inlineStr"><is><r><t>2</t></r><r><t>2</t></r></is></c>', "22"),
        ('<c r="B2" t="str"><f>IF(C2=0,"",C2)</f><v></v></c>', ""),
        ('<c r="B2"><f>SUM(C2:D2)</f><v>22</v></c>', "22"),
        ('<c r="B2" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="B2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="B2" t="s"><v>9</v></c>', "\ufffd"),
    ],
)
def test_what_a_cell_shows(cell: str, text: str) -> None:
    strings = "<si><r><t>２２</t></r><r><t>（其中修订16件）</t></r><rPh sb='0' eb='1'><t>ニジュウニ</t></rPh></si>"
    assert shown(raw(cell, strings=strings)) == text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (1716, "#,##0", "1,716"),
        (0.5, "0%", "50%"),
        (1716, "0.00E+00", "1.72E+03/1716"),
        (43.788, "0.00", "43.79/43.788"),
        (43.79, "0.00", "43.79"),
        (12000, "#,##0,", "12/12000"),
        (5, '0"0"', "50/5"),
        (22, '0"件"', "22件"),
        (0, "0;-0;;@", ""),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (-4, '0;"减"0', "减4"),
        (44561, "yyyy/m/d", "2021/12/31"),
        (0.25, "# ?/?", "?/0.25"),
    ],
)
def test_what_a_format_shows(number: float, code: str, text: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"], sheet["B2"], sheet["C2"] = "规章", number, 7
        sheet["B2"].number_format = code

    assert shown(saved(fill)) == text


def test_a_formula_without_result_is_never_zero() -> None:
    cell = '<c r="B2"><f>SUM(表二!C2:D2)</f></c>'
    content = read(raw(cell))

    assert shown(raw(cell)) == "=SUM(…!C2:D2)"
    assert [finding.note for finding in content.findings] == [
        "工作表“表三”有1个单元格公式没有保存计算结果，未采用；第一处在第2行第2列，请核对原件。"
    ]
    # A program that cannot calculate writes 0 and asks for calculation on loading.
    zero = '<c r="B2"><f>SUM(C2:D2)</f><v>0</v></c>'
    assert shown(raw(zero, workbook='<calcPr fullCalcOnLoad="1"/>')) == "=SUM(C2:D2)"
    assert shown(raw(zero)) == "0"


def test_strict_files_read_alike() -> None:
    cell = '<c r="B2" t="s"><v>0</v></c>'
    assert shown(raw(cell, strings="<si><t>22</t></si>", space=STRICT)) == "22"


def test_a_sheet_that_shows_no_zeros_has_blanks() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"], sheet["B2"], sheet["C2"] = "规章", 0, 7
        sheet.sheet_view.showZeros = False

    assert shown(saved(fill)) == ""


def test_hidden_rows_columns_and_sheets_are_left_out() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    put(sheet, [["规章", 1, 77, 2], ["去年", 5, 77, 6], ["行政规范性文件", 3, 77, 4]])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for state in ("hidden", "veryHidden"):
        workbook.create_sheet(state, 0)["A1"] = "草稿"
        workbook[state].sheet_state = state
    out = BytesIO()
    workbook.save(out)

    (table,) = tables(read(out.getvalue()).blocks)

    assert [cell.text for cell in table.cells] == ["规章", "1", "2", "行政规范性文件", "3", "4"]
    assert table.cells[-1].where.column == 4


def test_what_lies_under_a_merged_cell_is_not_shown() -> None:
    data = raw('<c r="B2"><v>22</v></c>')
    with ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    merged = sheet.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>')
    (table,) = tables(read(raw("", **{"xl/worksheets/sheet1.xml": merged})).blocks)
    assert [(cell.text, cell.column_span) for cell in table.cells] == [("规章", 1), ("22", 1)]


def test_reckoning_outside_the_print_area_is_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["规章", 1, 2, None, 3], ["行政规范性文件", 3, 4, None, 7]])
        sheet.print_area = "A1:C2"

    (table,) = tables(read(saved(fill)).blocks)
    assert table.columns == 3

    def forgotten(sheet: Worksheet) -> None:
        fill(sheet)
        sheet["A3"] = "本年度未收取政府信息公开信息处理费，特此说明。"

    assert prose(read(saved(forgotten)).blocks) == ["本年度未收取政府信息公开信息处理费，特此说明。"]


def test_text_boxes_are_prose_at_their_place() -> None:
    drawing = (
        '<d:wsDr xmlns:d="d" xmlns:a="a"><d:twoCellAnchor><d:from><d:col>0</d:col><d:row>0</d:row></d:from>'
        "<d:sp><d:nvSpPr><d:cNvPr id='2' name='文本框'/></d:nvSpPr><d:txBody><a:p><a:r><a:t>一、</a:t></a:r><a:r><a:t>总体情况</a:t></a:r></a:p>"
        "<a:p><a:r><a:t>全年主动公开信息3条。</a:t></a:r></a:p></d:txBody></d:sp></d:twoCellAnchor></d:wsDr>"
    )
    relations = f'<Relationships><Relationship Id="r1" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    data = raw(
        '<c r="B2"><v>22</v></c>',
        **{"xl/drawings/drawing1.xml": drawing, "xl/worksheets/_rels/sheet1.xml.rels": relations},
    )

    blocks = read(data).blocks

    assert prose(blocks) == ["一、总体情况", "全年主动公开信息3条。"]
    assert isinstance(blocks[-1], Table)


def test_narrative_beside_a_table_does_not_widen_it(specimens: list[Specimen]) -> None:
    made = sheet_files.book(specimens[0], "beside")
    content = read(sheet_files.write(made))
    assert max(table.columns for table in tables(content.blocks)) == 15
    understood = report(content)
    assert [section.number for section in understood.sections] == list("一二三四五六")
    assert understood.published_on == specimens[0].published_on  # the signature comes last


def test_sentences_among_figures_stay_where_they_are() -> None:
    """What stands for a figure must not become prose, and leave a blank behind."""
    remark = "本机关无制定规章的权限，本年度也没有需要填报的规章制发、废止和现行有效情况，特此作出说明如上。"

    def fill(sheet: Worksheet) -> None:
        put(sheet, [["规章", "0。", remark, 3], ["行政规范性文件", 3, 4, 7], ["行政许可", "无。", 5, 6]])

    assert [cell.text for cell in tables(read(saved(fill)).blocks)[0].cells[:4]] == ["规章", "0。", remark, "3"]
    assert prose(read(saved(fill)).blocks) == []


def test_a_page_of_two_columns_is_prose() -> None:
    told = "全年主动公开政府信息共计三百二十一条，办理依申请公开十二件，其中予以公开七件，其余依法作出处理。"

    def fill(sheet: Worksheet) -> None:
        put(sheet, [["一、总体情况", told], ["五、存在的主要问题及改进情况", told]])

    assert prose(read(saved(fill)).blocks) == ["一、总体情况", told, "五、存在的主要问题及改进情况", told]


def test_dimensions_are_not_believed() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData><row r="2"><c r="A2" t="str"><v>规章</v></c>'
        '<c r="B2"><v>22</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A3:XFD1048576"/></mergeCells></worksheet>'
    )
    assert shown(raw("", **{"xl/worksheets/sheet1.xml": sheet})) == "22"


def test_hostile_and_broken_workbooks_say_what_is_wrong() -> None:
    many = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 60_000))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>'
    cases = {
        "too_large": {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{many}</sheetData></worksheet>"},
        "damaged": {"xl/worksheets/sheet1.xml": bomb},
    }
    for reason, parts in cases.items():
        with pytest.raises(UnreadableFileError) as caught:
            read(raw("", **parts))
        assert caught.value.type == reason
    with pytest.raises(UnreadableFileError) as caught:
        read(raw("").replace(b"worksheets/sheet1", b"worksheets/sheet9"))
    assert caught.value.type == "damaged"


def test_recognised_by_content() -> None:
    assert accepts(raw(""))
    assert not accepts(b"PK\x03\x04 no archive")
    assert not accepts(b"%PDF-1.7")


def test_as_openpyxl_understands_it(specimens: list[Specimen]) -> None:
    """The files that the tests write are what another program sees too."""
    made = sheet_files.book(specimens[0], "one")
    sheet = load_workbook(BytesIO(sheet_files.write(made))).active
    assert sheet is not None
    printed = {str(value) for line in sheet.iter_rows(values_only=True) for value in line if value is not None}
    assert {put.text for put in made.sheets[0].puts if put.key and put.text.isdigit()} <= printed
