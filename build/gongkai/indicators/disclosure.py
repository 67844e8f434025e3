"""Indicators of the disclosure table."""

from __future__ import annotations

from gongkai.indicators.operands import Definition, Terms

DOCUMENTS = ("regulations", "normative_documents")


def _cells(column: str, *rows: str) -> Terms:
    return tuple((1, ("disclosure", row, column)) for row in rows)


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        code="document_repeal_rate",
        numerator=_cells("repealed", *DOCUMENTS),
        denominator=(*_cells("in_force", *DOCUMENTS), *_cells("repealed", *DOCUMENTS)),
        forms=("2021", "mixed"),
    ),
    Definition(
        code="licence_penalty_ratio",
        numerator=_cells("decisions", "licensing"),
        denominator=_cells("decisions", "penalties"),
        proportion=False,
    ),
)
"""In the order of the code list."""
