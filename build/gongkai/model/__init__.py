"""What the stages hand to each other: frozen dataclasses without logic.

A value of None always means "no number is printed there"; it never means zero. What kind of
absence it is stands in `Figure.status`.
"""

from __future__ import annotations

from gongkai.model.analysis import (
    AgencyIndicator,
    Aggregate,
    Analysed,
    Collection,
    Continuity,
    Correction,
    ExpectedReport,
    Gap,
    Indicator,
    IndicatorStatistic,
    Registered,
    Similarity,
    SizeClass,
)
from gongkai.model.checking import CheckResult, Finding
from gongkai.model.document import Block, Cell, Document, Paragraph, Stated, Table
from gongkai.model.place import Where
from gongkai.model.report import Agency, AnnualReport, Earlier, Figure, Reading, Rejection, Section, Statement
from gongkai.model.terms import (
    FormCode,
    Key,
    Number,
    Outcome,
    ReadBy,
    Reason,
    Scope,
    Severity,
    State,
    Status,
    TableCode,
)

__all__ = [
    "Agency",
    "AgencyIndicator",
    "Aggregate",
    "Analysed",
    "AnnualReport",
    "Block",
    "Cell",
    "CheckResult",
    "Collection",
    "Continuity",
    "Correction",
    "Document",
    "Earlier",
    "ExpectedReport",
    "Figure",
    "Finding",
    "FormCode",
    "Gap",
    "Indicator",
    "IndicatorStatistic",
    "Key",
    "Number",
    "Outcome",
    "Paragraph",
    "ReadBy",
    "Reading",
    "Reason",
    "Registered",
    "Rejection",
    "Scope",
    "Section",
    "Severity",
    "Similarity",
    "SizeClass",
    "State",
    "Stated",
    "Statement",
    "Status",
    "Table",
    "TableCode",
    "Where",
]
