"""What an edition of the prescribed form consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from gongkai.model import FormCode


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the applications table, or a label over a group of rows (`code` None)."""

    code: str | None
    labels: tuple[str, ...]
    """Official label first, then short forms known from re-typed tables."""
    group: str
    """Label of the group it stands in, empty outside 三、本年度办理结果's groups."""
    wide_group: str = ""
    """三、本年度办理结果 for the first row under it, to which the label is glued where a merged cell was lost."""


@dataclass(frozen=True, slots=True)
class Block:
    """One clause of article 20 in the disclosure table: the same columns for its rows."""

    clause: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the form."""

    code: FormCode
    notice: str
    """The document that prescribes it."""
    other_rows: tuple[str, ...]
    """Rows under （六）其他处理."""
    blocks: tuple[Block, ...]


def blocks_from_codes(form: FormCode) -> tuple[Block, ...]:
    """Blocks of the disclosure table as listed in `codes/disclosure_cells.csv`."""
    cells = [row for row in codes.code_list("disclosure_cells") if row["form"] == form]
    clauses = dict.fromkeys(row["clause"] for row in cells)
    return tuple(
        Block(
            clause,
            tuple(dict.fromkeys(row["column"] for row in cells if row["clause"] == clause)),
            tuple(dict.fromkeys(row["row"] for row in cells if row["clause"] == clause)),
        )
        for clause in clauses
    )
