"""What a resource, a field and a reference are, and the fields that many resources share.

Types, `primaryKey` and `foreignKeys` are those of Table Schema (Data Package v2). A field's
`enum` names a code list; its codes become the field's `enum` and `categories`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a resource."""

    name: str
    type: str
    title_zh: str
    title_en: str
    description_zh: str = ""
    description_en: str = ""
    required: bool = False
    enum: str | None = None
    """Code list of the allowed values."""
    unit: str | None = None
    pattern: str | None = None
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A reference to another resource."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the data package."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()


REPORT_ID = Field(
    "report_id",
    "string",
    "年报标识",
    "Report",
    "机关标识、年度（及口径）",
    "agency_id, year (and scope)",
    required=True,
)
TO_REPORT = ForeignKey(("report_id",), "reports", ("report_id",))
WHERE = Field(
    "where",
    "string",
    "原文位置",
    "Place in the original",
    "如 page=2;table=3;row=4;column=5;box=72.0,100.1,90.0,110.2（页内坐标，单位磅）或 line=120",
    "Such as page=2;table=3;row=4;column=5;box=72.0,100.1,90.0,110.2 (points on the page) or line=120",
)

POSITION = Field("position", "integer", "次序", "Position", required=True, minimum=1)
AGENCY_ID = Field("agency_id", "string", "机关标识", "Agency", required=True)
TABLE = Field("table", "string", "表", "Table", enum="tables")
ROW = Field("row", "string", "行", "Row", "见 code_rows", "See code_rows")
COLUMN = Field("column", "string", "列", "Column", "见 code_columns", "See code_columns")
SCOPE = Field("scope", "string", "口径", "Scope", required=True, enum="scopes")
