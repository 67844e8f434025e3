"""The script beside a page: each cell's place and raw text come back from it exactly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.site.making import figure, record

from gongkai import codes
from gongkai.site.annual_report.provenance import script

if TYPE_CHECKING:
    from tests.site.conftest import Site

    from gongkai.site.store import Store


def unpacked(text: str) -> dict[tuple[str, str, str], tuple[str, str | None]]:
    """What `scripts/report.js` makes of it."""
    assert text.startswith("gongkaiCells(")
    content: dict[str, list[list[Any]]] = json.loads(text.removeprefix("gongkaiCells(").rstrip().removesuffix(")"))
    found = {}
    for table, rows in content.items():
        for row, columns, shared, numbers, *raws in rows:
            for at, column in enumerate(columns or codes.column_codes(table)):
                number = numbers[at] if isinstance(numbers, list) else numbers + at
                where = number if isinstance(number, str) else shared.replace("*", str(number))
                found[table, row, column] = (where, raws[0].get(column) if raws else None)
    return found


def test_every_cell_of_every_report_comes_back(site: Site, store: Store) -> None:
    seen = 0
    for _, report in store.reports():
        text = (site.folder / "reports" / report.id / "cells.js").read_text(encoding="utf-8")
        cells = unpacked(text)
        for key, held in store.record(report).figures.items():
            if key not in cells:
                assert held.status == "absent", key
                continue
            where, raw = cells[key]
            assert where == held.where.partition(";box=")[0]
            assert (str(held.value) if raw is None and held.status == "reported" else raw or "") == held.raw
            seen += 1
    assert seen > 3000


def test_a_figure_of_which_nothing_was_read_quotes_nothing() -> None:
    columns = codes.column_codes("proceedings")
    subject = record(figure("proceedings", "reconsideration", column, 7) for column in columns)
    assert unpacked(script(subject))["proceedings", "reconsideration", "total"] == ("", "")


def test_places_of_all_kinds() -> None:
    columns = codes.column_codes("proceedings")
    places = [
        "page=2;table=1;row=5;column=3;box=1.0,2.0,3.0,4.0",
        "page=2;table=1;row=6;column=4",
        "",
        "line=7",
        "sheet=a%3Bb;row=2;column=1",
    ]
    subject = record(
        [
            *(
                figure("proceedings", "reconsideration", column, 1, raw="1件", where=where)
                for column, where in zip(columns, places, strict=True)
            ),
            *(
                figure("proceedings", "litigation_direct", column, 1, raw="1", where=f"line={20 + at}")
                for at, column in enumerate(columns)
            ),
            *(
                figure(
                    "proceedings", "litigation_after_reconsideration", column, 1, where=f"page=1;column={9 - at};ocr=1"
                )
                for at, column in enumerate(columns)
            ),
        ]
    )
    cells = unpacked(script(subject))
    for key, held in subject.figures.items():
        assert cells[key][0] == held.where.partition(";box=")[0]
    assert cells["proceedings", "reconsideration", columns[0]][1] == "1件"
    assert '"line=*",20]' in script(subject)
