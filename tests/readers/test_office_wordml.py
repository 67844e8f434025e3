"""Word documents as one XML file: read without a converter."""

from __future__ import annotations

import base64

import pytest
from tests.readers.documents import NAMESPACES, p, spans, tables, tbl, tc, texts

from gongkai.errors import UnreadableFileError
from gongkai.readers.office.wordml import accepts, read

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
OLD = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
)
PACKAGE = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'


def word_2003(body: str) -> str:
    return f"{DECLARED}<w:wordDocument {OLD}><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"


def flat(body: str, binary: str = "") -> str:
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return (
        f'{DECLARED}<pkg:package {PACKAGE}><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}</pkg:xmlData>'
        f'</pkg:part><pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{binary}</pkg:binaryData></pkg:part></pkg:package>'
    )


def test_word_2003_with_merges_changes_and_numbers() -> None:
    change = '<aml:annotation w:type="Word.{}"><aml:content><w:r><w:t>{}</w:t></w:r></aml:content></aml:annotation>'
    comment = '<aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>批注</w:t></w:r></w:p></aml:content></aml:annotation>'
    body = (
        p("总体情况", '<w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr>')
        + f"<w:p>{change.format('Insertion', '新')}{change.format('Deletion', '旧')}{comment}</w:p>"
        + tbl(tc("组", '<w:vmerge w:val="restart"/>') + tc("1"), tc("", "<w:vmerge/>") + tc("2"))
    )
    for data in (word_2003(body).encode(), word_2003(body).replace("UTF-8", "UTF-16").encode("utf-16")):
        assert accepts(data)
        blocks = read(data).blocks
        assert texts(blocks)[:2] == ["一、总体情况", "新"]
        assert spans(tables(blocks)[0])["组"] == (0, 0, 2, 1)


def test_flat_opc() -> None:
    data = flat(p("标题") + tbl(tc("规章") + tc("0")), base64.b64encode(b"x").decode()).encode()
    assert accepts(data)
    assert texts(read(data).blocks) == ["标题", [["规章", "0"]]]
    assert texts(read(flat(p("标题"), "!").encode()).blocks) == ["标题"]


@pytest.mark.parametrize("text", ["<?xml version='1.0'?><html/>", "<w:other/>", "某某县", ""])
def test_other_xml_is_none(text: str) -> None:
    assert not accepts(text.encode())


@pytest.mark.parametrize("whole", [word_2003(p("标题")), flat(p("标题"))])
@pytest.mark.parametrize("damage", [lambda text: text[:-40], lambda text: text.replace("<w:t>", "<w:oops>", 1)])
def test_damage_is_named(whole: str, damage: object) -> None:
    assert callable(damage)
    with pytest.raises(UnreadableFileError) as caught:
        read(damage(whole).encode())
    assert caught.value.type == "damaged"


def test_entities_are_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read(word_2003(p("x")).replace("<w:word", '<!DOCTYPE w [<!ENTITY e "x">]><w:word', 1).encode())
