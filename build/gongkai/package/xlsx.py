"""`gongkai.xlsx`: the tables for people who work in spreadsheets, made from the CSV files.

Laid out as accessible spreadsheets are: a cover, a list of the sheets with links, the meaning of
every column, then one real table a sheet that starts at the same place. Nothing is merged or
hidden, empty cells stay empty and the notes say what they mean.
"""

from __future__ import annotations

import json
from itertools import chain, islice
from typing import TYPE_CHECKING

from gongkai.package.code_lists import code_resources
from gongkai.package.descriptor import CONTRIBUTORS, LICENSES, TITLE_EN, TITLE_ZH
from gongkai.package.dictionary import entries
from gongkai.package.layout import DESCRIPTOR, csv_path, resources
from gongkai.package.stamp import stamp
from gongkai.package.tables import read_values
from gongkai.package.text import neutral
from gongkai.package.workbook import HEADER, TITLE, WRAPPED, Cell, Number, Sheet, Table, Workbook, across, read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gongkai.package.schema import Resource

SHEETS = (
    "agencies",
    "reports",
    "applications_wide",
    "disclosure",
    "proceedings",
    "applications",
    "findings",
    "corrections",
    "expected_reports",
    "indicators",
    "aggregates",
)
"""Tables with a sheet; the code lists follow, but for `code_regions`, which is large and explained by `agencies`."""

MOST_ROWS = 200_000
"""Rows of a table that its sheet holds. Excel takes five times as many, but not the memory of a reader's machine: whole,
the workbook of 10,000 reports has 90 MB, of which half are rows of two long tables that nobody reads to the end."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, counted in UTF-16 as Excel does."""
CUT = "……（后文见 CSV）"
"""What stands at the end of a text that is too long for a cell."""

LOOKED_AT = 200
"""Rows that the widths of the columns are taken from."""
NARROWEST, WIDEST, WIDEST_HEADER = 10, 56, 26
"""Characters across a column; longer headers are wrapped, longer texts are read in the cell."""

COVER, CONTENTS, NOTES = "封面", "目录", "说明"
BLANK = "空单元格不是零：其含义见“说明”表中该栏的“空白含义”。"
BLANK_EN = (
    "Figures are as printed; only cells whose status is reported hold a number. "
    f"An empty cell is not a zero: what it means stands in the sheet {NOTES}, column 空白含义."
)


def write_xlsx(datapackage: Path, target: Path) -> None:
    """Write the workbook; the same CSV files give the same bytes.

    Raises:
        DataPackageError: if a CSV file is missing or has other columns than the schema.
    """
    described = json.loads((datapackage / DESCRIPTOR).read_text(encoding="utf-8"))
    known = {resource["name"]: resource["gongkai:rows"] for resource in described["resources"]}
    sheets = shown()
    created, version = described["created"], described["version"]
    with Workbook(
        target, title=TITLE_ZH, author=str(CONTRIBUTORS[0]["title"]), created=created, stamp=made_by()
    ) as book:
        _cover(book, sheets, known, created=created, version=version, specimen=described["gongkai:specimen"])
        _contents(book, sheets, known)
        _notes(book, sheets)
        for resource in sheets:
            rows = read_values(csv_path(datapackage, resource.name), resource)
            _table(book, resource, rows, known[resource.name])


def made_by() -> str:
    """Fingerprint of what decides how the workbook looks."""
    return stamp("xlsx.py", "workbook.py", "text.py")


def is_current(workbook: Path) -> bool:
    """Whether a workbook was made by this state of the program."""
    return read_stamp(workbook) == made_by()


def shown() -> tuple[Resource, ...]:
    """The tables with a sheet, in order."""
    by_name = {resource.name: resource for resource in resources()}
    lists = (resource for resource in code_resources() if resource.name != "code_regions")
    return (*(by_name[name] for name in SHEETS), *lists)


def _cover(
    book: Workbook,
    sheets: Sequence[Resource],
    known: dict[str, int],
    *,
    created: str,
    version: str,
    specimen: bool,
) -> None:
    with book.sheet(COVER, [100]) as sheet:
        sheet.row([TITLE_ZH], TITLE)
        lines = [
            TITLE_EN,
            *(["样例：机关、数字与文字均为虚构。"] if specimen else []),
            f"版本 {version}，内容截至 {created[:10]}。",
            f"收录 {known['agencies']} 个行政机关的 {known['reports']} 份年报。",
            "各数照原文收录，机关印错的也不改；只有状态为 reported 的格才有数。",
            BLANK,
            BLANK_EN,
            "本文件由 CSV 生成，CSV 是正本；全部表与原件见数据包。",
            "以 = + @ 等开头而可能被当作公式的文字，前面加了一个单引号。",
            *(left_out(resource, known[resource.name]) for resource in sheets if known[resource.name] > MOST_ROWS),
            f"许可：{LICENSES[0]['name']}，{LICENSES[0]['path']}。",
        ]
        for line in lines:
            sheet.row([line], WRAPPED)
        for name in (CONTENTS, NOTES):
            sheet.link(name)


def left_out(resource: Resource, rows: int) -> str:
    """The sentence on a table with more rows than a sheet holds."""
    return f"{resource.title_zh}（{resource.name}）共 {rows:,} 行，本文件只收前 {MOST_ROWS:,} 行，其余见 CSV。"


def _contents(book: Workbook, sheets: Sequence[Resource], known: dict[str, int]) -> None:
    columns = ("工作表", "名称", "英文名", "内容", "行数")
    with book.sheet(
        CONTENTS, [32, 32, 40, 76, 10], table=lambda _: Table("contents", 3, columns), frozen="A4"
    ) as sheet:
        _head(sheet, "目录", "点击第一栏转到该表。", columns)
        for resource in sheets:
            rows = known[resource.name]
            words = f"{resource.description_zh}。{left_out(resource, rows) if rows > MOST_ROWS else ''}"
            sheet.link(resource.name, resource.title_zh, resource.title_en, words, Number(str(min(rows, MOST_ROWS))))


def _notes(book: Workbook, sheets: Sequence[Resource]) -> None:
    columns = ("工作表", "栏", "名称", "英文名", "类型", "单位", "代码表", "说明", "空白含义")
    widths = [24, 38, 34, 40, 16, 8, 26, 50, 44]
    with book.sheet(NOTES, widths, table=lambda _: Table("notes", 3, columns), frozen="A4") as sheet:
        _head(sheet, "说明", "各表每一栏的名称、类型、代码表，以及空白的含义。", columns)
        for resource in sheets:
            for entry in entries(resource):
                unit, codes, words = entry.unit, entry.code_list, entry.description_zh
                titles = (entry.title_zh, entry.title_en, entry.type_zh)
                sheet.row([resource.name, entry.name, *titles, unit, codes, words, entry.blank_zh], WRAPPED)


def _table(book: Workbook, resource: Resource, rows: Iterator[list[str]], count: int) -> None:
    columns = [field.name for field in resource.fields]
    numbers = [field.type in {"integer", "number"} for field in resource.fields]
    looked_at = list(islice(rows, min(LOOKED_AT, MOST_ROWS)))
    widths = [_width(name, (row[at] for row in looked_at)) for at, name in enumerate(columns)]
    table = Table(f"t_{resource.name}", 3, columns)
    words = f"{resource.description_zh}。{left_out(resource, count) if count > MOST_ROWS else ''}{BLANK}"
    with book.sheet(resource.name, widths, table=lambda _: table, frozen="B4") as sheet:
        _head(sheet, f"{resource.title_zh}（{resource.title_en}）", words, columns)
        for row in islice(chain(looked_at, rows), MOST_ROWS):
            sheet.row(
                [_number(v) if is_number else _text(v) for v, is_number in zip(row, numbers, strict=True)],
            )


def _head(sheet: Sheet, title: str, words: str, columns: Sequence[str]) -> None:
    """Title, what the table is, and the header: in rows 1 to 3 of every sheet."""
    sheet.row([title], TITLE)
    sheet.row([words])
    sheet.row(columns, HEADER)


def _width(header: str, texts: Iterable[str]) -> int:
    """Characters across a column: what its first rows need, and its header with the arrow of the filter."""
    longest = max((across(text[:WIDEST]) for text in texts), default=0)
    return max(NARROWEST, min(len(header) + 4, WIDEST_HEADER), min(longest + 2, WIDEST))


def _number(text: str) -> Cell:
    return Number(text) if text else ""


def _text(text: str) -> str:
    """A text as a cell holds it."""
    words = neutral(text)
    if len(words) > MOST_CHARACTERS // 2 and len(words.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        kept = words.encode("utf-16-le")[: (MOST_CHARACTERS - len(CUT)) * 2]
        return kept.decode("utf-16-le", errors="ignore") + CUT
    return words
