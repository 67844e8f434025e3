"""What a column says where its own field does not: one sentence in Chinese and English for columns that many tables have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.package.schema.terms import Field, Resource

WIDE = "applications_wide"
COLUMNS: Mapping[str, tuple[str, str]] = {
    "absent": ("表中没有这一格的年报数", "Reports whose table has no such cell"),
    "agency_id": ("见 agencies", "See agencies"),
    "blank": ("这一格空白的年报数；空白不是零", "Reports that leave the cell blank; blank is not zero"),
    "bytes": ("文件的大小", "Size of the file"),
    "city": ("所在的市；省级机关为空", "City in which the body stands; empty for bodies of a province"),
    "closing": ("上年年报所印的期末数", "Figure at the end of the year before, as that report prints it"),
    "column": ("见 code_columns", "See code_columns"),
    "corrected": (
        "维护者在原件上看到的数，或 blank、not_applicable",
        "Number that the maintainer saw in the original, or blank, not_applicable",
    ),
    "county": ("所在的县、区；省、市级机关为空", "County or district in which the body stands; empty above that level"),
    "denominator": ("算式见 code_indicators", "Formula in code_indicators"),
    "expect": (
        "程序现在必须读作此值，更正才适用",
        "What the program must read now for the correction to apply",
    ),
    "figures_unreadable": ("不能确定读作什么的单元格个数", "Cells that could not be read with certainty"),
    "gap": ("见 code_indicator_gaps；有数值则为空", "See code_indicator_gaps; empty where there is a value"),
    "grouping": ("按什么分组，见 code_groupings", "What the reports are grouped by, see code_groupings"),
    "heading": ("照原文", "As printed"),
    "instance": ("行、列、渠道、部分或陈述", "A row, column, channel, section or statement"),
    "item": ("见 code_continuity_items", "See code_continuity_items"),
    "kind": ("见 code_statement_kinds", "See code_statement_kinds"),
    "left_out": (
        "没有数值、分母小于 30 或存疑，因而未计入的年报数",
        "Reports left out for want of a value, a denominator below 30 or a doubt",
    ),
    "level": ("见 code_levels", "See code_levels"),
    "media_type": ("见 code_media_types", "See code_media_types"),
    "median": ("不足五个单位则为空", "Empty below five units"),
    "name": ("见 agencies", "See agencies"),
    "not_applicable": ("这一格填“/”等标记的年报数", "Reports that mark the cell /, -, 无 or the like"),
    "note": ("发现了什么，一句话", "What was found, in one sentence of Chinese"),
    "number": ("照原文，如 三", "As printed, such as 三"),
    "numerator": ("算式见 code_indicators", "Formula in code_indicators"),
    "opening": ("本年年报所印的期初数", "Figure at the start of the year, as this report prints it"),
    "other_report_id": ("见 reports", "See reports"),
    "p10": ("线性内插；不足五个单位则为空", "Linear interpolation; empty below five units"),
    "p90": ("线性内插；不足五个单位则为空", "Linear interpolation; empty below five units"),
    "paragraph": ("该部分的第几段，从 1 起", "Number of the paragraph in its section, from 1"),
    "path": ("相对于原件文件夹", "Relative to the folder of originals"),
    "phrase": ("数字连同它所属的词语，照原文", "The number with the words it belongs to, as printed"),
    "position": ("在该份年报中的次序，从 1 起", "Order within the report, from 1"),
    "previous_report_id": ("没有收录则为空", "Empty where it is not in the data"),
    "province": ("所在的省、自治区、直辖市", "Province, autonomous region or municipality in which the body stands"),
    "published_on": ("页面或文件写明的日期；没有则为空", "As the page or file states it; empty where it does not"),
    "reason": ("见 code_check_reasons", "See code_check_reasons"),
    "row": ("见 code_rows", "See code_rows"),
    "scope": ("本机关或汇总，见 code_scopes", "The body's own figures or an aggregate, see code_scopes"),
    "sector": ("见 code_sectors", "See code_sectors"),
    "sentence": ("数字所在的整句，照原文", "The whole sentence that holds the number, as printed"),
    "severity": (
        "见 code_severities；无法核对的一律为提示",
        "See code_severities; always info where nothing could be checked",
    ),
    "sha256": ("文件内容的校验值", "Fingerprint of the file's content"),
    "size_class": ("按办结总数分，见 code_size_classes", "By applications concluded, see code_size_classes"),
    "source_url": ("由维护者在 originals.csv 写明", "As the maintainer states it in originals.csv"),
    "spread": ("不足五个单位则为空", "Empty below five units"),
    "state": ("见 code_states", "See code_states"),
    "table": ("见 code_tables", "See code_tables"),
    "text": ("照原文，不含表格", "As printed, without the tables"),
    "title": ("照原文", "As printed"),
    "type": ("见 code_reject_reasons", "See code_reject_reasons"),
    "units": ("计入的年报数", "Reports behind the statistic"),
    "unreadable": ("这一格不能确定读作什么的年报数", "Reports whose cell could not be read with certainty"),
    "words": ("年报中说到该项目的句子，照原文", "Sentences of the report on the item, as printed"),
    "year": ("统计年度", "Year reported on"),
}
"""By the column's name; a field that says more itself keeps its own words."""
ELSEWHERE: Mapping[tuple[str, str], tuple[str, str]] = {
    ("corrections", "reason"): ("在原件何处看到", "Where in the original it was seen"),
    ("expected_reports", "state"): ("见 code_availability_states", "See code_availability_states"),
}
"""Columns that mean something else in one table."""
CODES: Mapping[str, tuple[str, str]] = {
    "aliases": ("其他写法，以分号分隔", "Other spellings, joined by semicolons"),
    "city_code": ("所属的市的代码", "Code of the city it belongs to"),
    "clause": ("条例第二十条的项", "Item of article 20 of the regulations"),
    "code": ("其他各表用此代码", "The code that the other tables use"),
    "column": ("见 code_columns", "See code_columns"),
    "column_label_zh": ("该表式印出的列名", "Label of the column that this edition prints"),
    "definition_en": ("含义", "What it means"),
    "denominator": ("以代码写出；空为计数", "In codes; empty for counts"),
    "denominator_zh": ("以表格的文字写出", "In the words of the form"),
    "description_en": ("未通过意味着什么", "What a failure means"),
    "description_zh": ("未通过意味着什么", "What a failure means"),
    "family": (
        "A 表内，B 线索，C 跨年，D 全体，E 文字与表，F 文件与表式，G 识读",
        "A within a report, B hints, C across years, D the collection, E prose and tables, F document and form, G reading",
    ),
    "fictional": ("yes：样例用的虚构区划", "yes: invented, for the specimens"),
    "form": ("见 code_forms", "See code_forms"),
    "former_aliases": ("更名前的写法，以分号分隔", "Spellings before a change of name, joined by semicolons"),
    "former_codes": ("以前用过的代码，以分号分隔", "Codes used before, joined by semicolons"),
    "former_names": ("以前的名称，以分号分隔", "Names used before, joined by semicolons"),
    "former_parents": ("以前所属区划的代码", "Code of the division it belonged to before"),
    "former_until": (
        "各以前名称用到哪一年，以分号分隔",
        "Year up to which each former name was used, joined by semicolons",
    ),
    "formula_en": ("以代码写出", "In codes"),
    "formula_zh": ("以表格的文字写出", "In the words of the form"),
    "group": ("属于哪一组；不分组则为空", "The group it belongs to; empty for none"),
    "in_form_2019": ("yes 或 no", "yes or no"),
    "in_form_2021": ("yes 或 no", "yes or no"),
    "kind": ("属于哪一种", "Which kind it is of"),
    "label_en": ("英文显示所用", "For showing it in English"),
    "label_zh": (
        "中文显示所用；表格的行、列照表式",
        "For showing it in Chinese; rows and columns as the form prints them",
    ),
    "legal_basis": ("法规或文件的条款", "Article of the regulations, or notice"),
    "level": ("见 code_levels", "See code_levels"),
    "name": ("全称", "Full name"),
    "number": ("规定的序号", "The prescribed number"),
    "numerator": ("以代码写出", "In codes"),
    "numerator_zh": ("以表格的文字写出", "In the words of the form"),
    "order": ("显示的次序", "Order in which they are shown"),
    "outcome": ("not_a_report 或 unreadable", "not_a_report or unreadable"),
    "parent": ("所属区划的代码", "Code of the division it belongs to"),
    "province_code": ("所属的省级区划的代码", "Code of the province it belongs to"),
    "remarks_en": ("使用时须知", "What to know when using it"),
    "row": ("见 code_rows", "See code_rows"),
    "row_label_zh": ("该表式印出的行名", "Label of the row that this edition prints"),
    "section": ("见 code_sections", "See code_sections"),
    "severity": ("未通过时的程度，见 code_severities", "Of a failure, see code_severities"),
    "short_name": ("不带“省”“市”“县”等字", "Without 省, 市, 县 and the like"),
    "table": ("见 code_tables；空为不涉及表格", "See code_tables; empty where no table is concerned"),
    "title_en": ("英文显示所用", "For showing it in English"),
    "title_zh": ("中文显示所用", "For showing it in Chinese"),
    "unit": ("件或万元", "件 or 万元"),
    "valid_until": ("区划撤销的年份；现行则为空", "Year in which the division ended; empty for present ones"),
}
"""Columns of the code lists, by name."""


def described(resource: Resource) -> Resource:
    """The resource with a description for every field."""
    columns = CODES if resource.name.startswith("code_") else COLUMNS
    return replace(resource, fields=tuple(_described(resource.name, field, columns) for field in resource.fields))


def _described(resource: str, field: Field, columns: Mapping[str, tuple[str, str]]) -> Field:
    if field.description_zh:
        return field
    zh, en = ELSEWHERE.get((resource, field.name)) or columns.get(field.name, ("", ""))
    if resource == WIDE and "__" in field.name:
        zh, en = (
            "空白、斜杠与缺失一律为空，区别见 applications",
            "Empty where no number is printed; why, see applications",
        )
    return replace(field, description_zh=zh, description_en=en)
