"""Kinds that a converter turns into DOCX: the copy is read, junk is told, and what is missing is said."""

from __future__ import annotations

import pytest
from tests.readers.documents import docx, p, texts

from gongkai.errors import UnreadableFileError
from gongkai.readers.conversion import converting, copy_of
from gongkai.readers.office import is_noise, read_converted


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


def test_reports_and_letters_are_no_noise() -> None:
    assert not is_noise("二〇二一年度政府信息公开工作年度报告，现予公布。" * 50)
    assert not is_noise("The annual report of the county government " * 50)
    assert not is_noise("１２３（万元）①—…“”" * 5)
    assert is_noise("\x00\x01\ufffd\ue000" * 60)
