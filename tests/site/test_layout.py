"""The three tables are laid out exactly as in the official form, in every edition and mixture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.making import cells, figure, filled, record

from gongkai.site.annual_report import tables
from gongkai.site.layout import Head, Slot

if TYPE_CHECKING:
    from gongkai.site.layout import Grid
    from gongkai.site.records import Record

GOLDEN = Path(__file__).parent / "golden"


def mixed() -> Record:
    """Clause (一) as in 2019, the others as in 2021."""
    keys = [
        key for key in cells("2021") if key[0] != "disclosure" or key[1] not in ("regulations", "normative_documents")
    ]
    keys += [
        ("disclosure", row, column)
        for row in ("regulations", "normative_documents")
        for column in ("made", "disclosed", "disclosed_total")
    ]
    return record((figure(*key, position) for position, key in enumerate(keys)), form="mixed")


CASES = {
    "form-2019": filled("2019", lambda position: position, undivided=True),
    "form-2021": filled("2021", lambda position: position),
    "form-2021-undivided": filled("2021", lambda position: position, undivided=True),
    "form-mixed": mixed(),
}


def width(item: Head | Slot) -> int:
    return item.colspan


def occupied(grid: Grid) -> list[list[int]]:
    """How often each position of the table is covered; 1 everywhere if the spans are right."""
    counts = []
    for lines in (grid.head, *grid.bodies):
        columns = max((sum(width(item) for item in line) for line in lines), default=0)
        block = [[0] * columns for _ in lines]
        for y, line in enumerate(lines):
            x = 0
            for item in line:
                while x < columns and block[y][x]:
                    x += 1
                for dy in range(item.rowspan if isinstance(item, Head) else 1):
                    for dx in range(item.colspan):
                        block[y + dy][x + dx] += 1
        counts += block
    return counts


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("table", tables.TABLES)
def test_spans_cover_every_position_once(case: str, table: str) -> None:
    grid = tables.grids(CASES[case])[table]
    covered = occupied(grid)
    assert {count for line in covered for count in line} == {1}
    assert len({len(line) for line in covered}) == 1, "head and body are equally wide"


@pytest.mark.parametrize("case", CASES)
def test_every_figure_has_its_place_once(case: str) -> None:
    """No figure of the report is left out of its table, and none stands there twice."""
    subject = CASES[case]
    found = [
        (table, item.row, item.column)
        for table, grid in tables.grids(subject).items()
        for body in grid.bodies
        for line in body
        for item in line
        if isinstance(item, Slot)
    ]
    assert len(set(found)) == len(found)
    assert set(subject.figures) <= set(found)


@pytest.mark.parametrize("case", CASES)
def test_mark_up_is_that_of_the_official_form(case: str) -> None:
    """Goldens are read in review like code; delete one to have it written again."""
    bodies = tables.bodies(CASES[case], {})
    html = "".join(f"<table>\n{bodies[table]}\n</table>\n" for table in tables.TABLES)
    path = GOLDEN / f"{case}.html"
    if not path.exists():
        path.write_text(html, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written; read it")
    assert html == path.read_text(encoding="utf-8")


def test_official_spans() -> None:
    """The group cells reach over as many rows as in the forms of 2021 and 2019."""
    new = tables.bodies(CASES["form-2021"], {})["applications"]
    old = tables.bodies(CASES["form-2019"], {})["applications"]
    assert "rowspan=22>三、本年度办理结果" in new
    assert "rowspan=20>三、本年度办理结果" in old
    assert "rowspan=3>（六）其他处理" in new
    assert "colspan=2>（六）其他处理" in old
    assert re.findall(r"rowspan=(\d+)>（([三四五])）", old) == [("8", "三"), ("3", "四"), ("5", "五")]


def test_mixed_form_shows_the_columns_that_are_printed() -> None:
    html = tables.bodies(CASES["form-mixed"], {})["disclosure"]
    assert "本年新制作数量" in html
    assert "本年制发件数" not in html
    assert "本年收费金额" in html


def test_undivided_row_in_a_form_that_divides_it() -> None:
    """Reports for 2023 with one row under （六） are shown with one row."""
    html = tables.bodies(CASES["form-2021-undivided"], {})["applications"]
    assert "申请人无正当理由逾期不补正" not in html
    assert html.count("（六）其他处理") == 1


def test_absent_table_has_no_layout() -> None:
    subject = record([figure("proceedings", "reconsideration", "total", None, "absent")])
    assert tables.grids(subject) == {}
