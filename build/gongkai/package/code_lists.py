"""The code lists as resources `code_<name>`, so that the data package explains itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks import RULES
from gongkai.errors import CodeListError
from gongkai.package.schema import Field, ForeignKey, Resource, described

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLES: Mapping[str, tuple[str, str]] = {
    "tables": ("表", "Tables"),
    "rows": ("表格的行", "Rows of the tables"),
    "columns": ("表格的列", "Columns of the tables"),
    "disclosure_cells": ("主动公开表的格", "Cells of the disclosure table"),
    "groups": ("办理结果分组", "Groups of outcomes"),
    "sections": ("年报的部分", "Sections of a report"),
    "statuses": ("单元格状态", "Statuses of a cell"),
    "read_by": ("读取方式", "Ways of reading"),
    "media_types": ("文件类型", "Kinds of file"),
    "forms": ("表式", "Editions of the form"),
    "scopes": ("口径", "Scopes"),
    "levels": ("行政层级", "Administrative levels"),
    "sectors": ("部门类别", "Sectors"),
    "severities": ("严重程度", "Severities"),
    "states": ("核对结果", "States of a check"),
    "reject_reasons": ("未收录原因", "Reasons for rejection"),
    "check_reasons": ("无法核对的原因", "Reasons for not being checkable"),
    "statement_kinds": ("文字陈述的种类", "Kinds of statement in the narrative"),
    "continuity_items": ("年度衔接的项目", "Items that continue from year to year"),
    "availability_states": ("应有年报的状态", "States of an expected report"),
    "indicators": ("指标", "Indicators"),
    "indicator_gaps": ("指标无数值的原因", "Reasons for an indicator without value"),
    "size_classes": ("办件规模", "Size classes by applications concluded"),
    "groupings": ("汇总方式", "Groupings of sums"),
    "regions": ("行政区划", "Administrative divisions"),
    "rules": ("核对与识读规则", "Rules of checking and reading"),
}

FIELDS: Mapping[str, tuple[str, str]] = {
    "code": ("代码", "Code"),
    "label_zh": ("中文名", "Label in Chinese"),
    "label_en": ("英文名", "Label in English"),
    "title_zh": ("中文名", "Title in Chinese"),
    "title_en": ("英文名", "Title in English"),
    "definition_en": ("英文说明", "Definition in English"),
    "description_zh": ("说明", "Description in Chinese"),
    "description_en": ("英文说明", "Description in English"),
    "formula_zh": ("算式", "Formula in Chinese"),
    "formula_en": ("英文算式", "Formula in English"),
    "legal_basis": ("依据", "Legal basis"),
    "table": ("表", "Table"),
    "row": ("行", "Row"),
    "column": ("列", "Column"),
    "form": ("表式", "Edition of the form"),
    "clause": ("条款", "Clause of art. 20"),
    "section": ("部分", "Section"),
    "number": ("序号", "Number as printed"),
    "kind": ("种类", "Kind"),
    "group": ("分组", "Group"),
    "unit": ("单位", "Unit"),
    "row_label_zh": ("行名（该表式）", "Row label in this edition"),
    "column_label_zh": ("列名（该表式）", "Column label in this edition"),
    "in_form_2019": ("2019年表式", "In the form of 2019"),
    "in_form_2021": ("2021年表式", "In the form of 2021"),
    "numerator": ("分子", "Numerator"),
    "denominator": ("分母", "Denominator"),
    "numerator_zh": ("分子（中文）", "Numerator in Chinese"),
    "denominator_zh": ("分母（中文）", "Denominator in Chinese"),
    "remarks_en": ("英文备注", "Remarks"),
    "order": ("次序", "Order"),
    "outcome": ("结果", "Outcome"),
    "family": ("类别", "Family"),
    "severity": ("严重程度", "Severity"),
    "name": ("名称", "Name"),
    "short_name": ("简称", "Short name"),
    "level": ("层级", "Level"),
    "parent": ("上级代码", "Parent"),
    "province_code": ("省级代码", "Province"),
    "city_code": ("市级代码", "City"),
    "aliases": ("别称", "Aliases"),
    "former_aliases": ("旧称", "Former aliases"),
    "former_names": ("原名", "Former names"),
    "former_codes": ("原代码", "Former codes"),
    "former_parents": ("原上级代码", "Former parents"),
    "valid_until": ("截至年份", "Valid until"),
    "fictional": ("虚构", "Fictional"),
}
"""Titles of the columns that code lists share; a column not named here has its own name for title."""

RULE_COLUMNS = (
    "code",
    "family",
    "severity",
    "table",
    "title_zh",
    "title_en",
    "description_zh",
    "description_en",
    "formula_zh",
    "formula_en",
)
KEYS: Mapping[str, tuple[str, ...]] = {
    "rows": ("table", "code"),
    "columns": ("table", "code"),
    "disclosure_cells": ("form", "row", "column"),
}
"""Primary keys that are not `code`."""


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one code list, `rules` included."""
    if name == "rules":
        return _rules()
    return codes.code_list(name)


@cache
def _rules() -> tuple[dict[str, str], ...]:
    return tuple({column: getattr(rule, column) or "" for column in RULE_COLUMNS} for rule in RULES)


@cache
def values(enum: str) -> tuple[str, ...]:
    """The allowed values that a field's `enum` names: `statuses`, or `rows:applications` for one table's codes."""
    name, _, table = enum.partition(":")
    return tuple(row["code"] for row in rows(name) if not table or row["table"] == table)


@cache
def code_resources() -> tuple[Resource, ...]:
    """One resource a code list, in the order of `codes.CODE_LISTS`, then the rules."""
    return tuple(described(_resource(name)) for name in (*codes.CODE_LISTS, "rules"))


def _resource(name: str) -> Resource:
    if name not in TITLES:
        raise CodeListError(f"code list {name!r} has no title; add one to TITLES in {__name__}")
    title_zh, title_en = TITLES[name]
    key = KEYS.get(name, ("code",))
    return Resource(
        f"code_{name}",
        title_zh,
        title_en,
        f"代码表：{title_zh}",
        f"Code list: {title_en.lower()}",
        tuple(_field(column, column in key) for column in rows(name)[0]),
        key,
        (ForeignKey(("table",), "code_tables", ("code",)),) if name in {"rows", "columns"} else (),
    )


def _field(name: str, in_key: bool) -> Field:
    title_zh, title_en = FIELDS.get(name, (name, name))
    return Field(name, "integer" if name == "order" else "string", title_zh, title_en, required=in_key)
