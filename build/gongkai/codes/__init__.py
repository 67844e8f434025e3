"""The official form as data: code lists in CSV, read once.

Every list is also published as a resource of the data package. Labels in Chinese are the form's
own words (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from gongkai.errors import CodeListError

if TYPE_CHECKING:
    from gongkai.model import FormCode, TableCode

CODE_LISTS: tuple[str, ...] = (
    "tables",
    "rows",
    "columns",
    "disclosure_cells",
    "groups",
    "sections",
    "statuses",
    "read_by",
    "media_types",
    "forms",
    "scopes",
    "levels",
    "sectors",
    "severities",
    "states",
    "reject_reasons",
    "check_reasons",
    "statement_kinds",
    "continuity_items",
    "availability_states",
    "indicators",
    "indicator_gaps",
    "size_classes",
    "groupings",
    "regions",
)
"""Names of the lists, each a file `<name>.csv` in this folder."""

Row = dict[str, str]


@cache
def code_list(name: str) -> tuple[Row, ...]:
    """The rows of one code list, in the order of the file.

    Raises:
        CodeListError: if the list is unknown or repeats a key.
    """
    if name not in CODE_LISTS:
        raise CodeListError(f"no code list {name!r}; there are {', '.join(CODE_LISTS)}")
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(text.splitlines()))
    keys = [tuple(row.get(k, "") for k in ("table", "form", "row", "column", "code")) for row in rows]
    if len(set(keys)) != len(keys):
        raise CodeListError(f"code list {name!r} repeats a key")
    return rows


@cache
def labels(name: str, language: str = "zh") -> dict[str, str]:
    """Code -> label of a list whose codes are unique (not `rows` and `columns`: see `label`)."""
    return {row["code"]: row[f"label_{language}"] for row in code_list(name)}


@cache
def row_codes(table: TableCode, form: FormCode | None = None) -> tuple[str, ...]:
    """Row codes of a prescribed table in the order of the form; all editions together when `form` is None."""
    return tuple(
        row["code"]
        for row in code_list("rows")
        if row["table"] == table and (form not in ("2019", "2021") or row[f"in_form_{form}"] == "yes")
    )


@cache
def column_codes(table: TableCode) -> tuple[str, ...]:
    """Column codes of a prescribed table in the order of the form."""
    return tuple(row["code"] for row in code_list("columns") if row["table"] == table)


@cache
def _by_table(name: str) -> dict[tuple[str, str], Row]:
    return {(row["table"], row["code"]): row for row in code_list(name)}


def row_label(table: str, code: str, language: str = "zh") -> str:
    """Official label of a row, such as 1.属于国家秘密."""
    return _by_table("rows")[table, code][f"label_{language}"]


@cache
def row_name(table: str, row: str) -> str:
    """Label of a row with its group, without the explanation that the form prints in brackets."""
    label = row_label(table, row).partition("（区分")[0]
    group = outcome_group(row) if table == "applications" else None
    heading = labels("groups")[group] if group else ""
    return label if label.startswith(heading) else f"{heading} {label}"


def column_label(table: str, code: str, language: str = "zh") -> str:
    """Official label of a column, such as 自然人."""
    return _by_table("columns")[table, code][f"label_{language}"]


@cache
def disclosure_labels(cells: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Row or column code -> label as the edition prints it that one block of the disclosure table follows.

    The form of 2019 says 规范性文件 and 处理决定数量 where that of 2021 says 行政规范性文件 and
    本年处理决定数量. A block with columns of both editions gets the newer labels.

    >>> disclosure_labels(frozenset({("licensing", "previous_items"), ("licensing", "decisions")}))["decisions"]
    '处理决定数量'
    """
    for form in ("2021", "2019"):
        lines = [line for line in code_list("disclosure_cells") if line["form"] == form]
        if cells <= {(line["row"], line["column"]) for line in lines}:
            break
    else:
        lines = [line for line in code_list("disclosure_cells") if line["form"] == "2021"]
    by_row = {line["row"]: line["row_label_zh"] for line in lines}
    by_column = {line["column"]: line["column_label_zh"] for line in lines}
    general = {
        row["code"]: row["label_zh"]
        for name in ("rows", "columns")
        for row in code_list(name)
        if row["table"] == "disclosure"
    }
    return general | by_row | by_column


def outcome_group(code: str) -> str | None:
    """`denied`, `unavailable`, `declined`, `other`, or None for rows outside these groups."""
    return _by_table("rows")["applications", code]["group"] or None


@cache
def outcome_codes() -> tuple[str, ...]:
    """All rows under 三、本年度办理结果 that are summed in （七）总计, both editions of （六）."""
    return tuple(r["code"] for r in code_list("rows") if r["kind"] == "outcome")


@cache
def disclosure_cells(form: FormCode | None = None) -> tuple[tuple[str, str], ...]:
    """(row, column) pairs of the disclosure table of one edition; of both when `form` is None or mixed."""
    seen = dict.fromkeys(
        (row["row"], row["column"])
        for row in code_list("disclosure_cells")
        if form not in ("2019", "2021") or row["form"] == form
    )
    return tuple(seen)
