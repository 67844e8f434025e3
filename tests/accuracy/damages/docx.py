"""Damages of Word files: how Word stores what it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.accuracy.damages.cells import signs
from tests.accuracy.damages.damage import Damage, Group, Writer
from tests.accuracy.draft import Draft, editing, printing, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.accuracy.damages.damage import Apply

    from gongkai.specimen.chance import Chance

DOCX: frozenset[Writer] = frozenset({"docx"})
PRINTED = ("pdf_", "text_", "html_", "scan")
"""LibreOffice prints deletions too, struck through."""
TYPED = ("text_office", "html_office")
"""LibreOffice writes hidden words into these."""
UNMARKED = (*PRINTED, "doc", "rtf", "odt", "docx_office")
"""LibreOffice 7.4 keeps the row and drops the mark that it is deleted."""
DOCUMENT = "word/document.xml"
RUN = re.compile(r"<w:r><w:t>([^<]+)</w:t></w:r>")
NUMBER = re.compile(r"<w:r><w:t>(\d+)</w:t></w:r>")
TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)


def _document(edit: Callable[[str], str]) -> Apply:
    """A damage of word/document.xml alone."""

    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        return editing(of, docx=_on_document(edit))

    return apply


def _on_document(edit: Callable[[str], str]) -> Callable[[dict[str, str]], None]:
    def change(parts: dict[str, str]) -> None:
        parts[DOCUMENT] = edit(parts[DOCUMENT])

    return change


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _split_runs(xml: str) -> str:
    return RUN.sub(
        lambda m: _run(m[1][:1]) + '<w:proofErr w:type="gramStart"/>' + _run(m[1][1:]) if len(m[1]) > 1 else m[0], xml
    )


def _deletions(xml: str) -> str:
    """Before each number stands the one that it replaced, deleted in tracked changes."""
    mark = 'w:id="1" w:author="a" w:date="2022-01-01T00:00:00Z"'
    return NUMBER.sub(
        lambda m: (
            f"<w:del {mark}><w:r><w:delText>{int(m[1]) + 1}</w:delText></w:r></w:del><w:ins {mark}>{m[0]}</w:ins>"
        ),
        xml,
    )


def _deleted_row(xml: str) -> str:
    """The second half of the applications table holds a row deleted in tracked changes."""
    tables = TABLE.findall(xml)
    if len(tables) < 2:
        return xml
    rows = ROW.findall(tables[1])
    row = rows[len(rows) // 2]
    ghost = NUMBER.sub(lambda m: f"<w:r><w:t>{int(m[1]) + 3}</w:t></w:r>", row)
    ghost = ghost.replace(
        "<w:tr>", '<w:tr><w:trPr><w:del w:id="2" w:author="a" w:date="2022-01-01T00:00:00Z"/></w:trPr>', 1
    )
    return xml.replace(row, ghost + row, 1)


def _hidden(xml: str) -> str:
    return NUMBER.sub(lambda m: _run("9", "<w:vanish/>") + m[0], xml)


def _nested(xml: str) -> str:
    cell = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9026"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9026" w:type="dxa"/></w:tcPr>{}<w:p/></w:tc></w:tr></w:tbl>'
    return TABLE.sub(lambda m: cell.format(m[0]), xml)


def _controls(xml: str) -> str:
    """Content controls round runs and round rows."""
    xml = NUMBER.sub(lambda m: f"<w:sdt><w:sdtPr/><w:sdtContent>{m[0]}</w:sdtContent></w:sdt>", xml)
    return ROW.sub(
        lambda m: f"<w:sdt><w:sdtPr/><w:sdtContent>{m[0]}</w:sdtContent></w:sdt>" if "vMerge" not in m[0] else m[0], xml
    )


def _fields(xml: str) -> str:
    """Numbers as results of a field; its code holds another number."""
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE 7 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return NUMBER.sub(lambda m: code.format(m[0]), xml)


def _empty_paragraphs(xml: str) -> str:
    """Empty paragraphs before and after the words of each cell."""
    return re.sub(r"(</w:tcPr>)(<w:p>.*?</w:p>)(</w:tc>)", r"\1<w:p/>\2<w:p><w:pPr/></w:p>\3", xml)


def _no_merges(xml: str) -> str:
    """Cells merged downwards are separate cells, empty below the first."""
    return re.sub(r'<w:vMerge(?: w:val="restart")?/>', "", xml)


def _restarts_lost(xml: str) -> str:
    """Merged cells without the mark of their beginning."""
    return xml.replace('<w:vMerge w:val="restart"/>', "")


def _old_merges(xml: str) -> str:
    """hMerge instead of gridSpan, as old converters write."""

    def one(match: re.Match[str]) -> str:
        span = int(match[2])
        rest = f'<w:tc><w:tcPr><w:tcW w:w="{int(match[1]) // span}" w:type="dxa"/><w:hMerge/></w:tcPr><w:p/></w:tc>' * (
            span - 1
        )
        return f'<w:tc><w:tcPr><w:tcW w:w="{int(match[1]) // span}" w:type="dxa"/><w:hMerge w:val="restart"/>{match[3]}</w:tc>{rest}'

    return re.sub(
        r'<w:tc><w:tcPr><w:tcW w:w="(\d+)" w:type="dxa"/><w:gridSpan w:val="(\d+)"/>(.*?)</w:tc>',
        one,
        xml,
        flags=re.DOTALL,
    )


def generated_numbers(of: Draft, chance: Chance) -> Draft | None:
    """一、 to 六、 are counted by Word and not stored."""
    del chance

    def change(parts: dict[str, str]) -> None:
        numbered = re.compile(r'<w:pStyle w:val="H"/></w:pPr><w:r><w:t>[一二三四五六]、')
        mark = '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>'
        parts[DOCUMENT] = numbered.sub(mark, parts[DOCUMENT])
        parts["word/numbering.xml"] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
            '<w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        parts[relations] = parts[relations].replace(
            "</Relationships>",
            f'<Relationship Id="r9" Type="{office}/numbering" Target="numbering.xml"/></Relationships>',
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        parts[types] = parts[types].replace(
            "</Types>", f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
        )

    return editing(of, docx=change)


def raised_marks(of: Draft, chance: Chance) -> Draft | None:
    """A small raised 1 behind one number refers to a note: 12 with a raised 1 is 12."""
    mark = chance.pick(
        (
            _run("1", '<w:vertAlign w:val="superscript"/>'),
            _run("①"),
            _run("[1]"),
            _run("注1", '<w:vertAlign w:val="superscript"/>'),
        )
    )
    which = chance.between(1, 60)

    def edit(xml: str) -> str:
        found = list(NUMBER.finditer(xml))
        if not found:
            return xml
        end = found[which % len(found)].end()
        return xml[:end] + mark + xml[end:]

    return editing(of, docx=_on_document(edit))


def title_in_a_box(of: Draft, chance: Chance) -> Draft | None:
    """The title stands in a text box, stored twice for old and new Word."""
    del chance

    def edit(xml: str) -> str:
        title = re.search(r'(?:<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>.*?</w:p>)+', xml)
        if not title:
            return xml
        content = f"<w:txbxContent>{title[0]}</w:txbxContent>"
        box = (
            '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="wps" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
            f'<mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
        )
        return xml.replace(title[0], box, 1)

    return editing(of, docx=_on_document(edit))


def _hyphens(xml: str) -> str:
    """Negative numbers with the hyphen that Word does not break at."""
    return re.sub(r"<w:t>-(\d+)</w:t>", r"<w:noBreakHyphen/><w:t>\1</w:t>", xml)


def no_break_hyphens(of: Draft, chance: Chance) -> Draft | None:
    signed = signs(of, chance)
    if signed is None:
        return None
    words = {key: f"{signed.expected[key].value}" for key in texts(signed) if key[2] == "change"}
    return editing(printing(signed, words), docx=_on_document(_hyphens))


GROUP = Group(
    code="docx",
    label_zh="Word 文件",
    damages=(
        Damage(code="split_runs", label_zh="文字存成几截", apply=_document(_split_runs), writers=DOCX),
        Damage(
            code="deletions",
            label_zh="修订中删去的旧数字还在文件里",
            apply=_document(_deletions),
            writers=DOCX,
            not_through=PRINTED,
        ),
        Damage(
            code="deleted_row",
            label_zh="修订中删去的一行还在文件里",
            apply=_document(_deleted_row),
            writers=DOCX,
            not_through=UNMARKED,
        ),
        Damage(
            code="hidden_digits", label_zh="格内有隐藏文字", apply=_document(_hidden), writers=DOCX, not_through=TYPED
        ),
        Damage(code="nested_tables", label_zh="表格套在表格里", apply=_document(_nested), writers=DOCX),
        Damage(code="controls", label_zh="数字在内容控件里", apply=_document(_controls), writers=DOCX),
        Damage(code="fields", label_zh="数字是域的结果", apply=_document(_fields), writers=DOCX),
        Damage(code="empty_paragraphs", label_zh="格内前后有空段", apply=_document(_empty_paragraphs), writers=DOCX),
        Damage(code="no_merges", label_zh="竖向合并丢失", apply=_document(_no_merges), writers=DOCX),
        Damage(code="restarts_lost", label_zh="竖向合并没有起点", apply=_document(_restarts_lost), writers=DOCX),
        Damage(code="old_merges", label_zh="旧式横向合并", apply=_document(_old_merges), writers=DOCX),
        Damage(code="no_break_hyphens", label_zh="负号是不间断连字符", apply=no_break_hyphens, writers=DOCX),
        Damage(code="generated_numbers", label_zh="标题编号由 Word 生成", apply=generated_numbers, writers=DOCX),
        Damage(code="raised_marks", label_zh="数字后有脚注号", apply=raised_marks, writers=DOCX),
        Damage(code="title_in_a_box", label_zh="标题在文本框里", apply=title_in_a_box, writers=DOCX),
    ),
)
