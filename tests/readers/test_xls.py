"""XLS, as LibreOffice writes it from workbooks whose truth is known; ODS by the same program in test_ods."""

from __future__ import annotations

import contextlib
import random
import shutil
import struct
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.readers import sheet_files
from tests.readers.sheet_damage import DAMAGES
from tests.readers.specimen_truth import not_exact

from gongkai.errors import UnreadableFileError
from gongkai.model import Table
from gongkai.readers.sheets import ods, xls
from gongkai.readers.sheets.xls_records import extras

if TYPE_CHECKING:
    from gongkai.readers.original import Reader

CORPUS = Path(__file__).parent.parent / "corpus"
SMALL = CORPUS / "workbook-of-four-sheets" / "original.xls"


@pytest.mark.slow
@pytest.mark.parametrize("reader", [xls.READER, ods.READER], ids=["xls", "ods"])
def test_every_figure_after_conversion(tmp_path: Path, reader: Reader) -> None:
    """Each damage once, each habit in turn."""
    if shutil.which("soffice") is None:
        pytest.skip("needs soffice")
    kind = reader.suffixes[0].removeprefix(".")
    specimens = list(sheet_files.reports(len(DAMAGES), 23))
    books = {}
    for number, damage in enumerate(DAMAGES):
        made = sheet_files.book(specimens[number], sheet_files.HABITS[number % len(sheet_files.HABITS)])
        damage(made, random.Random(number))
        (tmp_path / f"{damage.__name__}.xlsx").write_bytes(sheet_files.write(made))
        books[damage.__name__] = made
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(tmp_path.glob("*.xlsx"))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / "out", *files],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name, made in books.items():
        data = (tmp_path / "out" / f"{name}.{kind}").read_bytes()
        assert reader.accepts(data)
        assert not not_exact(reader.read(data), made.figures), name


def test_places_are_those_of_the_sheet() -> None:
    tables = [block for block in xls.read(SMALL.read_bytes()).blocks if isinstance(block, Table)]
    first = tables[0].cells[0].where
    assert (first.sheet, first.row, first.column) == ("表1", 2, 1)


def test_recognised_by_content() -> None:
    data = SMALL.read_bytes()
    assert xls.accepts(data)
    assert not xls.accepts(data[:512])
    assert not xls.accepts(data + "WordDocument".encode("utf-16-le") + b"\0\0")
    assert not xls.accepts(b"PK\x03\x04")


def test_broken_files_say_what_is_wrong() -> None:
    whole = SMALL.read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(whole[: chance.randint(3_000, len(whole))])
        for _ in range(chance.randint(0, 20)):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        with contextlib.suppress(UnreadableFileError):  # nothing else is raised
            xls.read(bytes(data))


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def test_records_that_xlrd_leaves_out() -> None:
    """A text box at row 6, a comment, a formula never calculated and one that is 0."""
    anchor = b"\x00\x00\x10\xf0\x12\x00\x00\x00" + struct.pack("<9H", 0, 2, 0, 5, 0, 4, 0, 9, 0)
    text = "一、总体情况"
    box = record(0xEC, anchor) + record(0x5D, b"\x15\x00\x12\x00\x06\x00" + bytes(16))
    box += record(0x1B6, bytes(10) + struct.pack("<HHI", len(text), 16, 0)) + record(
        0x3C, b"\x01" + text.encode("utf-16-le")
    )
    note = record(0x5D, b"\x15\x00\x12\x00\x19\x00" + bytes(16))
    note += record(0x1B6, bytes(10) + struct.pack("<HHI", 2, 16, 0)) + record(0x3C, b"\x00ab")
    formulas = record(0x06, struct.pack("<HHH8sHI", 3, 4, 0, bytes(8), 3, 0)) + record(
        0x06, struct.pack("<HHH8sHI", 3, 5, 0, bytes(8), 0, 0)
    )
    globals_ = record(0x809, bytes(16))
    sheet = record(0x809, bytes(16)) + box + note + formulas
    listed = record(0x85, struct.pack("<IBB", len(globals_) + 4 + 6, 0, 0))

    (found,) = extras(globals_ + listed + sheet).values()

    assert found.boxes == [(5, 2, text)]
    assert found.uncalculated == {(3, 4)}
