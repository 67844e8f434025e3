"""The codes that the stages share; each is a code list of the data package."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Status = Literal["reported", "blank", "not_applicable", "absent", "unreadable"]
"""Code list `statuses`. Only `reported` comes with a value."""

FormCode = Literal["2008", "2019", "2021", "mixed"]
"""Code list `forms`: the edition of the prescribed form, found from the labels, never from the year."""

Scope = Literal["own", "aggregate"]
"""Whose figures: the body's own, or those of the whole area or system it leads."""

TableCode = Literal["disclosure", "applications", "proceedings"]
Severity = Literal["error", "warning", "info"]
State = Literal["passed", "failed", "not_checkable", "explained"]
Outcome = Literal["report", "not_a_report", "unreadable"]
ReadBy = Literal["text", "ocr", "correction"]
"""Code list `read_by`: characters that the file holds, a picture of them recognised, or a correction by hand."""

Number = int | Decimal

Reason = Literal[
    "blank",
    "not_applicable",
    "absent",
    "unreadable",
    "no_other_report",
    "scope",
    "form",
    "attachment",
    "image",
]
"""Code list `check_reasons`: why an instance is not checkable."""

Key = tuple[TableCode, str, str]
"""A cell of the prescribed tables: table, row, column."""
