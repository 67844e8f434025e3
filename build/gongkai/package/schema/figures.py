"""The prescribed tables: one row a figure, and the applications table once more with one row a report."""

from __future__ import annotations

from gongkai import codes
from gongkai.package.schema.terms import REPORT_ID, TO_REPORT, WHERE, Field, Resource


def figure_resource(table: str, title_zh: str, title_en: str, value_type: str) -> Resource:
    """The long resource of one prescribed table: one row a figure."""
    return Resource(
        table,
        title_zh,
        title_en,
        "每行一个数；空白不是零，见 status",
        "One row a figure; blank is not zero, see status",
        (
            REPORT_ID,
            Field(
                "row",
                "string",
                "行",
                "Row",
                "表格的行，见 code_rows",
                "Row of the table, see code_rows",
                required=True,
                enum="rows:" + table,
            ),
            Field(
                "column",
                "string",
                "列",
                "Column",
                "表格的列，见 code_columns",
                "Column of the table, see code_columns",
                required=True,
                enum="columns:" + table,
            ),
            Field(
                "value",
                value_type,
                "数值",
                "Value",
                "件；金额为万元；未填报则为空",
                "件, amounts in 万元; empty unless status is reported",
            ),
            Field(
                "status",
                "string",
                "状态",
                "Status",
                "该格是否有数，见 code_statuses",
                "Whether the cell holds a number, see code_statuses",
                required=True,
                enum="statuses",
            ),
            Field("raw", "string", "原文", "As printed", "单元格内的原文", "The cell's text as printed"),
            Field(
                "note", "string", "格内说明", "Note in the cell", "与数字同格的文字", "Words printed beside the number"
            ),
            Field(
                "read_by",
                "string",
                "读取方式",
                "Read by",
                "文字，或图片经文字识别（可能有误）",
                "Characters in the file, or a picture of them recognised (which may err)",
                required=True,
                enum="read_by",
            ),
            WHERE,
        ),
        ("report_id", "row", "column"),
        (TO_REPORT,),
    )


APPLICATIONS_WIDE = Resource(
    "applications_wide",
    "依申请公开（宽表）",
    "Applications, one row a report",
    "每行一份年报，列名为 行__列；空白、斜杠与缺失一律为空，区别见 applications",
    "One row a report, fields named row__column; blank, slash and absent are all empty here, told apart in applications",
    (
        REPORT_ID,
        Field("agency_id", "string", "机关标识", "Agency", required=True),
        Field("name", "string", "机关名称", "Agency name"),
        Field("year", "integer", "年度", "Year"),
        Field("scope", "string", "口径", "Scope", required=True, enum="scopes"),
        *(
            Field(
                f"{row}__{column}",
                "integer",
                f"{codes.row_label('applications', row)} {codes.column_label('applications', column)}",
                f"{codes.row_label('applications', row, 'en')}: {codes.column_label('applications', column, 'en')}",
                unit="件",
            )
            for row in codes.row_codes("applications")
            for column in codes.column_codes("applications")
        ),
    ),
    ("report_id",),
    (TO_REPORT,),
)
