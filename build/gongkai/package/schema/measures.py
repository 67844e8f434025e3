"""What is computed from the figures: indicators, sums over many reports, and how indicators are spread."""

from __future__ import annotations

from gongkai.package.schema.terms import AGENCY_ID, REPORT_ID, SCOPE, TO_REPORT, Field, ForeignKey, Resource

TO_INDICATOR = ForeignKey(("indicator",), "code_indicators", ("code",))
INDICATOR = Field(
    "indicator", "string", "指标", "Indicator", "见 code_indicators", "See code_indicators", required=True
)
ITEM = Field(
    "item",
    "string",
    "项",
    "Item",
    "构成类指标的行或列；其他为 all",
    "Row or column of indicators with several shares; all for others",
    required=True,
)
SIZE_CLASS = Field("size_class", "string", "办件规模", "Size class", enum="size_classes")

INDICATORS = Resource(
    "indicators",
    "指标",
    "Indicators",
    "每行一份年报的一个指标：分子、分母、数值、区间、无数值的原因",
    "One row an indicator of a report: numerator, denominator, value, interval, reason for having none",
    (
        REPORT_ID,
        INDICATOR,
        ITEM,
        Field("numerator", "number", "分子", "Numerator"),
        Field("denominator", "number", "分母", "Denominator", "计数类指标为空", "Empty for counts"),
        Field("value", "number", "数值", "Value", "至多六位小数", "To six decimals"),
        Field(
            "low",
            "number",
            "区间下限",
            "Lower bound",
            "95% 威尔逊区间，仅分母小于 100 的比例",
            "95 % Wilson interval, only proportions with a denominator below 100",
        ),
        Field("high", "number", "区间上限", "Upper bound", "同上", "As above"),
        Field("gap", "string", "无数值的原因", "Why there is no value", enum="indicator_gaps"),
        SIZE_CLASS,
        Field(
            "computed",
            "boolean",
            "含推算",
            "Computed",
            "空白的总计以六栏之和代替",
            "A blank total was replaced by the sum of its six columns",
            required=True,
        ),
        Field(
            "implied_zeros",
            "integer",
            "推定为零的空白",
            "Implied zeros",
            "按印出的合计推定为零的空白格数",
            "Blank cells read as 0 since a printed total leaves nothing for them",
            required=True,
            minimum=0,
        ),
        Field(
            "small",
            "boolean",
            "数小",
            "Small number",
            "分母小于 30，不作比较",
            "Denominator below 30: left out of comparisons",
            required=True,
        ),
        Field(
            "doubtful",
            "boolean",
            "存疑",
            "Doubtful",
            "所用的数有合计未通过，不计入分组统计",
            "A sum rule of an operand failed: left out of group statistics",
            required=True,
        ),
    ),
    ("report_id", "indicator", "item"),
    (TO_REPORT, TO_INDICATOR),
)

AGENCY_INDICATORS = Resource(
    "agency_indicators",
    "机关指标",
    "Indicators of bodies",
    "每行一个机关历年的一个指标：年报可得，即应有的年报中收录了多少",
    "One row an indicator of a body over its years: availability, that is how many of the expected reports are in the data",
    (
        AGENCY_ID,
        SCOPE,
        INDICATOR,
        Field("numerator", "integer", "分子", "Numerator", required=True, minimum=0),
        Field("denominator", "integer", "分母", "Denominator", required=True, minimum=0),
        Field("value", "number", "数值", "Value", "至多六位小数", "To six decimals"),
        Field(
            "low",
            "number",
            "区间下限",
            "Lower bound",
            "95% 威尔逊区间，仅分母小于 100",
            "95 % Wilson interval, only for a denominator below 100",
        ),
        Field("high", "number", "区间上限", "Upper bound", "同上", "As above"),
        Field("gap", "string", "无数值的原因", "Why there is no value", enum="indicator_gaps"),
    ),
    ("agency_id", "scope", "indicator"),
    (ForeignKey(("agency_id",), "agencies", ("agency_id",)), TO_INDICATOR),
)

AGGREGATES = Resource(
    "aggregates",
    "汇总",
    "Aggregates",
    "已填报数之和，连同其后的年报数、空白数、有核对未通过的年报数；政府与其部门的数可能重复，两种口径不可相加",
    "Sums of what is reported, with the reports, blanks and failed checks behind each; a government and its departments may count the same case, and the two scopes must not be added",
    (
        Field("grouping", "string", "汇总方式", "Grouping", required=True, enum="groupings"),
        Field(
            "group",
            "string",
            "组",
            "Group",
            "区划代码、层级或部门类别；all 为全部，unknown 为不明，或机关不在任何一个市之下",
            "Region code, level or sector; all; or unknown, also for bodies that stand in no city",
            required=True,
        ),
        Field("year", "integer", "年度", "Year", required=True),
        SCOPE,
        Field("table", "string", "表", "Table", required=True, enum="tables"),
        Field("row", "string", "行", "Row", required=True),
        Field("column", "string", "列", "Column", required=True),
        Field("total", "number", "合计", "Total", "件；金额为万元", "件; amounts in 万元", required=True),
        Field(
            "reports",
            "integer",
            "年报数",
            "Reports",
            "该组该年的全部年报",
            "All reports of the group and year",
            required=True,
            minimum=0,
        ),
        Field(
            "reported",
            "integer",
            "有数",
            "Reported",
            "构成该合计的年报数",
            "Reports behind the sum",
            required=True,
            minimum=0,
        ),
        Field("blank", "integer", "空白", "Blank", required=True, minimum=0),
        Field("not_applicable", "integer", "不适用", "Not applicable", required=True, minimum=0),
        Field("absent", "integer", "无此栏目", "Absent", required=True, minimum=0),
        Field("unreadable", "integer", "无法识读", "Unreadable", required=True, minimum=0),
        Field(
            "reports_failed",
            "integer",
            "有核对未通过",
            "Reports with a failed check",
            "构成该合计、且该表有错误或警告的年报数",
            "Reports behind the sum with an error or warning on that table",
            required=True,
            minimum=0,
        ),
    ),
    ("grouping", "group", "year", "scope", "table", "row", "column"),
)

INDICATOR_STATISTICS = Resource(
    "indicator_statistics",
    "指标分布",
    "Spread of indicators",
    "同一年度、口径、层级、办件规模的中位数与十分位数，至少五个单位；不是排名",
    "Median and tenths by year, scope, level and size class, from five units on; no ranking",
    (
        INDICATOR,
        ITEM,
        Field("year", "integer", "年度", "Year", required=True),
        SCOPE,
        Field("level", "string", "层级", "Level", required=True, enum="levels"),
        Field("size_class", "string", "办件规模", "Size class", required=True, enum="size_classes"),
        Field("units", "integer", "单位数", "Units", required=True, minimum=0),
        Field("left_out", "integer", "未计入", "Left out", required=True, minimum=0),
        Field("median", "number", "中位数", "Median"),
        Field("p10", "number", "第十百分位", "P10"),
        Field("p90", "number", "第九十百分位", "P90"),
        Field("spread", "number", "P90 减 P10", "P90 less P10"),
    ),
    ("indicator", "item", "year", "scope", "level", "size_class"),
    (TO_INDICATOR,),
)
