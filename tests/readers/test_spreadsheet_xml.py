"""Excel 2003 XML, in which exports named .xls often come."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from tests.readers import sheet_files
from tests.readers.sheet_damage import formats, helper_hidden, zeros_hidden
from tests.readers.specimen_truth import not_exact

from gongkai.errors import UnreadableFileError
from gongkai.model import Table
from gongkai.readers.spreadsheet_xml import accepts, read

if TYPE_CHECKING:
    from tests.readers.sheet_damage import Damage

HEAD = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="表二"><Table><Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="String">规章</Data></Cell>'
)
TAIL = "</Row></Table></Worksheet></Workbook>"


def texts(cells: str) -> dict[tuple[int | None, int | None], str]:
    (table,) = read((HEAD + cells + TAIL).encode()).blocks
    assert isinstance(table, Table)
    return {(cell.where.row, cell.where.column): cell.text for cell in table.cells}


@pytest.mark.parametrize("damage", [None, formats, zeros_hidden, helper_hidden])
@pytest.mark.parametrize("habit", sheet_files.HABITS)
def test_every_figure_of_every_habit(habit: str, damage: Damage | None) -> None:
    for specimen in list(sheet_files.reports(7, 5))[::3]:
        made = sheet_files.book(specimen, habit)
        if damage:
            damage(made, random.Random(3))
        data = sheet_files.write_2003(made)
        assert accepts(data)
        assert not not_exact(read(data), made.figures)


def test_places_are_those_of_the_sheet_and_nothing_is_made_up() -> None:
    cells = (
        '<Cell ss:Index="4"><Data ss:Type="Number">22</Data></Cell><Cell ss:Formula="=SUM(RC[-1])"/>'
        '<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell><Data ss:Type="DateTime">2021-12-31T00:00:00.000</Data></Cell>'
    )
    assert texts(cells) == {
        (4, 2): "规章",
        (4, 3): "",
        (4, 4): "22",
        (4, 5): "=SUM(RC[-1])",
        (4, 6): "#REF!",
        (4, 7): "2021年12月31日",
    }


def test_broken_files_say_what_is_wrong() -> None:
    with pytest.raises(UnreadableFileError, match="已损坏"):
        read(HEAD.encode())
    assert not accepts(b"<?xml version='1.0'?><html/>")
