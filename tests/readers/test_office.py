"""Kinds that a converter turns into DOCX: the copy is read, junk is told, and what is missing is said."""

from __future__ import annotations

import pytest
from tests.readers.documents import docx, p, tbl, tc, texts

from gongkai.errors import UnreadableFileError
from gongkai.model import Where
from gongkai.readers.conversion import converting, copy_of
from gongkai.readers.office.shared import is_noise, read_converted
from gongkai.recognise.numbers import parse_cell


def two(first: str, second: str) -> str:
    return f"<w:tc>{p(first)}{p(second)}</w:tc>"


def refused(copy: bytes | None) -> UnreadableFileError:
    with converting(lambda _data, _suffix: copy), pytest.raises(UnreadableFileError) as caught:
        read_converted(b"original", ".doc", "旧版 Word 文件")
    return caught.value


def test_the_copy_is_read() -> None:
    with converting(lambda data, suffix: docx(p(f"{data.decode()}{suffix}"))):
        assert texts(read_converted(b"original", ".doc", "旧版 Word 文件").blocks) == ["original.doc"]


def test_without_a_converter_it_is_said_what_to_install() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_converted(b"original", ".doc", "旧版 Word 文件")
    assert caught.value.type == "converter_missing"
    assert "apt-get install libreoffice-writer" in caught.value.note
    assert "\n" not in caught.value.note
    assert refused(None).type == "converter_missing"


def test_a_converter_serves_inside_its_block_only() -> None:
    with converting(lambda _data, _suffix: b"copy"):
        assert copy_of(b"x", ".rtf") == b"copy"
    assert copy_of(b"x", ".rtf") is None


@pytest.mark.parametrize("copy", [b"", b"junk", docx(p("ÐÏà¡±áþÿ" * 30)), docx(p("丯丳丵丼乁乄乆乊" * 40))])
def test_a_copy_of_junk_is_damage(copy: bytes) -> None:
    assert refused(copy).type == "damaged"


def test_cells_that_a_lost_cell_end_has_moved_are_in_doubt() -> None:
    """The converter glues a figure to the one before it; those behind move to the left."""
    moved = tc("规章") + two("0[1]", "7") + tc("0") + tc("")
    wrapped = tc("许可") + two("3", "21") + tc("5")
    with converting(lambda _data, _suffix: docx(tbl(tc("某某县") * 4, moved) + tbl(wrapped))):
        content = read_converted(b"original", ".doc", "旧版 Word 文件")
    assert texts(content.blocks) == [
        [["某某县"] * 4, ["规章", "0[1]\n7", "〔存疑〕0", "〔存疑〕"]],
        [["许可", "3\n21", "5"]],
    ]
    assert [(finding.type, finding.where) for finding in content.findings] == [
        ("unreadable_cells", Where(table=1, row=2))
    ]
    assert parse_cell("〔存疑〕").status == parse_cell("〔存疑〕0").status == "unreadable"


def test_reports_and_letters_are_no_noise() -> None:
    assert not is_noise("二〇二一年度政府信息公开工作年度报告，现予公布。" * 50)
    assert not is_noise("The annual report of the county government " * 50)
    assert not is_noise("１２３（万元）①—…“”" * 5)
    assert is_noise("\x00\x01\ufffd\ue000" * 60)
