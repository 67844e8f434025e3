"""What a Word paragraph says: fields, notes, raised and struck signs, symbols, formulas, joined paragraphs."""

from __future__ import annotations

import pytest
from tests.readers.documents import docx, p, tbl, tc, texts

from gongkai.model import Paragraph
from gongkai.readers.docx.reader import read

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
MIDDLE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def cell(runs: str) -> str:
    return f"<w:tc><w:p>{runs}</w:p></w:tc>"


def in_cell(runs: str, **parts: str) -> str:
    """The text of a table cell with these runs."""
    (found,) = texts(read(docx(tbl(cell(runs) + tc("x")), **parts)).blocks)
    assert isinstance(found, list)
    return found[0][0]


def style(kind: str, key: str, name: str, properties: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr>{properties}</w:rPr></w:style>'


@pytest.mark.parametrize("sign", ["1", "①", "[1]", "注1", "*", "（1）"])
def test_a_raised_note_sign_is_not_part_of_the_figure(sign: str) -> None:
    shown = in_cell(r("12") + r(sign, '<w:vertAlign w:val="superscript"/>'))
    assert shown == f"12[{sign.strip('[]（）')}]"


def test_signs_are_raised_by_style_by_position_and_in_formulas_too() -> None:
    styles = style("character", "fr", "footnote reference", '<w:vertAlign w:val="superscript"/>')
    exponent = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>12</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    assert in_cell(r("12") + r("1", '<w:rStyle w:val="fr"/>'), styles=styles) == "12[1]"
    assert in_cell(r("12") + r("1", '<w:position w:val="6"/>')) == "12[1]"
    assert in_cell(exponent) == "12[2]"


def test_a_cell_raised_as_a_whole_or_a_little_is_a_figure() -> None:
    assert in_cell(r("12", '<w:position w:val="6"/>')) == "12"
    assert in_cell(r("1") + r("2", '<w:position w:val="2"/>')) == "12"


def test_a_fraction_is_no_number() -> None:
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    assert in_cell(half) == "1/2"


def test_struck_figures_do_not_pass_for_figures() -> None:
    assert in_cell(r("12", "<w:strike/>") + r("13")) == "~~12~~13"
    assert in_cell(r("12", '<w:dstrike w:val="0"/>')) == "12"


def test_notes_follow_what_they_explain() -> None:
    def note(number: int, text: str) -> str:
        return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{r(text)}</w:p></w:footnote>'

    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    loop = note(4, "循环").replace("</w:p>", reference.format(4) + "</w:p>")
    body = (
        tbl(cell(r("12") + reference.format(2)) + tc("x"))
        + f"<w:p>{r('正文')}{reference.format(3)}{reference.format(4)}</w:p>"
    )
    blocks = read(docx(body, footnotes=note(2, "含上年度结转数量") + note(3, "见附件") + loop)).blocks
    assert texts(blocks) == [[["12", "x"]], "含上年度结转数量", "正文", "见附件", "循环"]


def test_only_results_of_fields_are_read() -> None:
    nested = BEGIN + code(" =1+") + BEGIN + code("REF x") + MIDDLE + r("55") + END + MIDDLE + r("12") + END
    assert in_cell(nested) == "12"
    assert in_cell('<w:fldSimple w:instr="=SUM(LEFT)"><w:r><w:t>7</w:t></w:r></w:fldSimple>') == "7"
    assert in_cell(BEGIN + code(" =SUM(LEFT) ") + END) == ""


def test_form_fields_show_what_was_chosen() -> None:
    def form(data: str) -> str:
        return BEGIN.replace("/></w:r>", f"><w:ffData>{data}</w:ffData></w:fldChar></w:r>")

    entries = '<w:listEntry w:val="0"/><w:listEntry w:val="8"/>'
    assert in_cell(form(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>') + code("FORMDROPDOWN") + END) == "8"
    assert in_cell(form(f"<w:ddList>{entries}</w:ddList>") + code("FORMDROPDOWN") + END) == "0"
    assert in_cell(form("<w:checkBox><w:checked/></w:checkBox>") + code("FORMCHECKBOX") + END) == "☑"
    assert in_cell(form('<w:checkBox><w:default w:val="0"/></w:checkBox>') + code("FORMCHECKBOX") + END) == "☐"
    assert in_cell(form("<w:textInput/>") + code("FORMTEXT") + MIDDLE + r("\u2002\u2002") + END) == ""


def test_a_table_of_contents_made_by_a_field_is_not_text() -> None:
    contents = f"<w:p>{BEGIN}{code(' TOC ')}{MIDDLE}{r('一、总体情况 1')}</w:p><w:p>{r('二、主动公开 2')}{END}</w:p>"
    assert texts(read(docx(contents + p("一、总体情况"))).blocks) == ["一、总体情况"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    contents = f"<w:p>{BEGIN}{code(' TOC ')}{MIDDLE}</w:p>"
    assert texts(read(docx(contents + p("标题") + tbl(tc("规章") + tc("0")))).blocks) == ["标题", [["规章", "0"]]]


@pytest.mark.parametrize(
    ("font", "signs", "shown"),
    [
        ("Symbol", ["F031", "F032"], "12"),
        ("Symbol", ["31", "2D"], "1-"),
        ("Wingdings", ["F08A"], "⑩"),
        ("Wingdings 2", ["F052"], "☑"),
        ("Webdings", ["F031"], "�"),
        ("宋体", ["0031"], "1"),
        ("宋体", ["oops"], ""),
    ],
)
def test_signs_of_symbol_fonts(font: str, signs: list[str], shown: str) -> None:
    assert in_cell("".join(f'<w:r><w:sym w:font="{font}" w:char="{sign}"/></w:r>' for sign in signs)) == shown


def test_private_codes_in_text_are_told_by_the_font() -> None:
    assert in_cell(r("\uf031\uf032", '<w:rFonts w:ascii="Symbol"/>')) == "12"
    assert texts(read(docx(f"<w:p>{r('正文')}<w:r><w:sym w:font='Webdings' w:char='F021'/></w:r></w:p>")).blocks) == [
        "正文"
    ]


def test_text_hidden_by_its_style_is_hidden() -> None:
    styles = style("character", "hid", "hid", "<w:vanish/>") + style("paragraph", "hidp", "hidp", "<w:vanish/>")
    hidden = '<w:rStyle w:val="hid"/>'
    body = "<w:p>" + r("甲") + r("乙", hidden) + r("丙", hidden + '<w:vanish w:val="0"/>') + "</w:p>"
    assert texts(read(docx(body + p("丁", '<w:pStyle w:val="hidp"/>'), styles=styles)).blocks) == ["甲丙"]


def test_prompts_of_forms_are_nobodys_text() -> None:
    styles = style("character", "ph", "Placeholder Text", "<w:color/>")
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert in_cell(control.format(r("单击此处输入文字。"))) == ""
    assert in_cell(r("单击此处输入文字。", '<w:rStyle w:val="ph"/>'), styles=styles) == ""


def test_paragraphs_whose_end_is_deleted_are_one() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("一、总", deleted) + p("体", deleted) + p("情况") + tbl(f"<w:tc>{p('1', deleted)}{p('2')}</w:tc>" + tc("x"))
    )
    assert texts(read(docx(body)).blocks) == ["一、总体情况", [["12", "x"]]]
    assert texts(read(docx(p("完", deleted) + tbl(tc("a") + tc("b")) + p("末", deleted))).blocks) == [
        "完",
        [["a", "b"]],
        "末",
    ]


def test_words_set_as_art_are_text() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="某某局2022年政府信息公开工作年度报告"/></v:shape></w:pict></w:r></w:p>'
    assert texts(read(docx(art)).blocks) == ["某某局2022年政府信息公开工作年度报告"]


def test_the_head_of_the_pages_is_a_hint_and_no_text() -> None:
    head = p("某某局2022年政府信息公开工作年度报告")
    content = read(docx(p("正文"), header1=p("秘密"), header2=head))
    assert content.title == "某某局2022年政府信息公开工作年度报告"
    assert [block.text for block in content.blocks if isinstance(block, Paragraph)] == ["正文"]


def test_levels_that_only_the_list_knows() -> None:
    """A heading style names the list; the list names the style, and so the level."""
    numbering = (
        '<w:abstractNum w:abstractNumId="5">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="ideographTraditional"/><w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride></w:num>'
    )
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="h"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for key in "12"
    )
    body = p("总体", '<w:pStyle w:val="1"/>') + p("公开", '<w:pStyle w:val="2"/>')
    body += p("另表", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    assert texts(read(docx(body, styles=styles, numbering=numbering)).blocks) == ["一、总体", "（甲）公开", "② 另表"]
