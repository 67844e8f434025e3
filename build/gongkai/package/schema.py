"""The resources of the data package: names, fields, keys. The one source of the descriptor and the dictionary.

Types, `primaryKey` and `foreignKeys` are those of Table Schema (Data Package v2). A field's
`enum` names a code list; its codes become the field's `enum` and `categories`.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai import codes


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


AGENCIES = Resource(
    "agencies",
    "行政机关",
    "Agencies",
    "每行一个发布年报的行政机关",
    "One row an administrative body that publishes annual reports",
    (
        Field(
            "agency_id",
            "string",
            "机关标识",
            "Agency",
            "区划代码与名称拼音",
            "Region code and romanised name",
            required=True,
            pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        ),
        Field(
            "name",
            "string",
            "名称",
            "Name",
            "正式全称；原文未写明则为空",
            "Full official name; empty where the text does not give it",
        ),
        Field(
            "region_code",
            "string",
            "区划代码",
            "Region code",
            "GB/T 2260 六位代码",
            "Six digits, GB/T 2260",
            pattern="^[0-9]{6}$",
        ),
        Field("province", "string", "省级", "Province"),
        Field("city", "string", "市级", "City"),
        Field("county", "string", "县级", "County"),
        Field("level", "string", "层级", "Level", enum="levels"),
        Field("sector", "string", "部门类别", "Sector", enum="sectors"),
        Field(
            "parent",
            "string",
            "上级机关",
            "Parent body",
            "派出机构、分局所属的机关",
            "Name of the body that it is a branch of",
        ),
        Field(
            "successor_of",
            "string",
            "前身机关",
            "Successor of",
            "更名前的机关标识",
            "agency_id of the body it continues",
        ),
    ),
    ("agency_id",),
)

REPORTS = Resource(
    "reports",
    "年度报告",
    "Annual reports",
    "每行一份年报：一个机关一个年度（一个口径）",
    "One row an annual report: one agency, one year (one scope)",
    (
        REPORT_ID,
        Field("agency_id", "string", "机关标识", "Agency", required=True),
        Field(
            "year",
            "integer",
            "年度",
            "Year",
            "统计年度；原文未写明则为空",
            "Year reported on; empty where the text does not give it",
            minimum=2008,
        ),
        Field("scope", "string", "口径", "Scope", required=True, enum="scopes"),
        Field(
            "form",
            "string",
            "表式",
            "Form",
            "由表头判定，与年度无关",
            "Found from the headers, not from the year",
            required=True,
            enum="forms",
        ),
        Field("title", "string", "标题", "Title"),
        Field("published_on", "date", "公布日期", "Published on"),
        Field(
            "original",
            "string",
            "原件",
            "Original",
            "相对于数据包的路径",
            "Path relative to the data package",
            required=True,
        ),
        Field("media_type", "string", "文件类型", "Media type", required=True, enum="media_types"),
        Field("bytes", "integer", "字节数", "Bytes", required=True, unit="B", minimum=1),
        Field("sha256", "string", "SHA-256", "SHA-256", required=True, pattern="^[0-9a-f]{64}$"),
        Field("source_url", "string", "来源网址", "Source URL"),
        Field("retrieved_on", "date", "取得日期", "Retrieved on"),
        Field(
            "figures_reported",
            "integer",
            "已填报数",
            "Figures reported",
            "有数的单元格个数",
            "Cells that hold a number",
            required=True,
            minimum=0,
        ),
        Field(
            "figures_blank",
            "integer",
            "空白数",
            "Figures blank",
            "空白单元格个数",
            "Cells left blank",
            required=True,
            minimum=0,
        ),
        Field("figures_unreadable", "integer", "无法识读数", "Figures unreadable", required=True, minimum=0),
    ),
    ("report_id",),
    (ForeignKey(("agency_id",), "agencies", ("agency_id",)),),
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

SECTIONS = Resource(
    "sections",
    "文字部分",
    "Sections",
    "年报的各部分文字",
    "The narrative, section by section",
    (
        REPORT_ID,
        Field("position", "integer", "次序", "Position", required=True, minimum=1),
        Field(
            "section",
            "string",
            "部分",
            "Section",
            "六个规定部分之一；其他标题为空",
            "One of the six prescribed; empty for other headings",
            enum="sections",
        ),
        Field("number", "string", "序号", "Number as printed"),
        Field("heading", "string", "标题", "Heading as printed"),
        Field("text", "string", "文字", "Text"),
        WHERE,
    ),
    ("report_id", "position"),
    (TO_REPORT,),
)

FINDINGS = Resource(
    "findings",
    "疑点",
    "Findings",
    "核对与识读中未通过、无法核对或已有说明之处",
    "What did not pass, could not be checked, or is explained by the report itself",
    (
        REPORT_ID,
        Field("position", "integer", "次序", "Position", required=True, minimum=1),
        Field("type", "string", "规则", "Rule", "见 code_rules", "See code_rules", required=True),
        Field("severity", "string", "严重程度", "Severity", required=True, enum="severities"),
        Field("state", "string", "结果", "State", required=True, enum="states"),
        Field("table", "string", "表", "Table", enum="tables"),
        Field("instance", "string", "对象", "Instance"),
        Field("row", "string", "行", "Row"),
        Field("column", "string", "列", "Column"),
        Field("expected", "string", "应为", "Expected", "由其他数得出", "What the other figures give"),
        Field("actual", "string", "实为", "Actual", "原文所印", "What is printed"),
        Field("note", "string", "说明", "Note"),
        WHERE,
    ),
    ("report_id", "position"),
    (TO_REPORT, ForeignKey(("type",), "code_rules", ("code",))),
)

REJECTS = Resource(
    "rejects",
    "未收录文件",
    "Rejected files",
    "未能作为年报收录的文件及原因",
    "Files that did not become a report, with the reason",
    (
        Field("path", "string", "文件", "File", required=True),
        Field("media_type", "string", "文件类型", "Media type"),
        Field("bytes", "integer", "字节数", "Bytes", unit="B", minimum=0),
        Field("sha256", "string", "SHA-256", "SHA-256"),
        Field(
            "outcome",
            "string",
            "结果",
            "Outcome",
            "not_a_report 或 unreadable",
            "not_a_report or unreadable",
            required=True,
        ),
        Field("type", "string", "原因", "Reason", required=True, enum="reject_reasons"),
        Field("note", "string", "说明", "Note", "发现了什么、该怎么做", "What was found and what to do", required=True),
    ),
    ("path",),
)

DATA_RESOURCES: tuple[Resource, ...] = (
    AGENCIES,
    REPORTS,
    figure_resource("disclosure", "主动公开政府信息情况", "Disclosure on own initiative", "number"),
    figure_resource("applications", "收到和处理政府信息公开申请情况", "Applications received and handled", "integer"),
    figure_resource("proceedings", "行政复议、行政诉讼情况", "Reconsideration and litigation", "integer"),
    APPLICATIONS_WIDE,
    SECTIONS,
    FINDINGS,
    REJECTS,
)
"""Resources with data, in the order of the descriptor. Code lists follow as `code_<name>`."""
