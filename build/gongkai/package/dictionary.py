"""The dictionary of the data package: every field of every table with its titles, type, codes, keys and blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.package.layout import resources
from gongkai.package.rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.package.schema import Field, Resource

TYPES_ZH = {"string": "文本", "integer": "整数", "number": "数（可有小数）", "boolean": "真假", "date": "日期"}
"""Words for the types of Table Schema."""

NEVER = "从不为空"
SEE_STATUS = "空白不是零：原因见同一行的 status"
SEE_LONG = "空白不是零：原因见 applications 同一格的 status"
NOT_GIVEN = "没有这一项或原文未写明，不是零"


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to know of one field."""

    resource: str
    name: str
    title_zh: str
    title_en: str
    type: str
    """A type of Table Schema."""
    unit: str
    description_zh: str
    description_en: str
    code_list: str
    """Resource with the allowed codes and their labels; empty if any value may stand."""
    key: bool
    """Part of the primary key."""
    references: str
    """`resource.field` that the value is found in; empty if there is none."""
    blank_zh: str
    """What an empty cell means."""

    @property
    def type_zh(self) -> str:
        """The type in words."""
        return TYPES_ZH[self.type]


def entries(resource: Resource) -> Iterator[Entry]:
    """The fields of one table in the order of its columns."""
    for field in resource.fields:
        yield Entry(
            resource=resource.name,
            name=field.name,
            title_zh=field.title_zh,
            title_en=field.title_en,
            type=field.type,
            unit=field.unit or "",
            description_zh=field.description_zh,
            description_en=field.description_en,
            code_list=code_list(field),
            key=field.name in resource.primary_key,
            references=references(resource, field),
            blank_zh=blank(resource, field),
        )


def all_entries() -> Iterator[Entry]:
    """The fields of all tables in the order of the descriptor."""
    for resource in resources():
        yield from entries(resource)


def code_list(field: Field) -> str:
    """Resource that lists the codes of a field."""
    return f"code_{field.enum.partition(':')[0]}" if field.enum else ""


def references(resource: Resource, field: Field) -> str:
    """What a field refers to by a foreign key of its own (one field, not several together)."""
    for key in resource.foreign_keys:
        if key.fields == (field.name,):
            return f"{key.resource}.{key.reference_fields[0]}"
    return ""


def blank(resource: Resource, field: Field) -> str:
    """What an empty cell of a field means."""
    if field.required:
        return NEVER
    if resource.name == "applications_wide" and "__" in field.name:
        return SEE_LONG
    if resource.name in TABLES and field.name == "value":
        return SEE_STATUS
    return NOT_GIVEN
