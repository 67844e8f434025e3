"""Rules that no check here applies: the reader, the recogniser and the build raise them where they see the cause."""

from __future__ import annotations

from gongkai.checks.rule import Rule

IDENTITY: tuple[Rule, ...] = (
    Rule(
        code="title_year",
        family="F",
        severity="warning",
        table=None,
        title_zh="标题年份",
        title_en="Year of the title",
        description_zh="标题没有年份、有几个年份，或几处标题的年份不同。",
        formula_zh="标题只写一个年份，各处标题一致",
        values_are_codes=True,
    ),
    Rule(
        code="title_agency",
        family="F",
        severity="warning",
        table=None,
        title_zh="标题机关",
        title_en="Agency of the title",
        description_zh="标题、首段、落款、联系方式所写的机关不是同一个。同一名称的简称不算。",
        formula_zh="标题、首段、落款、联系方式写的是同一机关",
        values_are_codes=True,
    ),
    Rule(
        code="agency_unknown",
        family="F",
        severity="warning",
        table=None,
        title_zh="机关不明",
        title_en="Agency not found",
        description_zh="正文没有写明机关名称，或名称不能确定为唯一的机关（如“我局”“区统计局”）。不作猜测。",
        formula_zh="写明机关名称，且能确定为唯一的机关",
        values_are_codes=True,
    ),
    Rule(
        code="year_unknown",
        family="F",
        severity="warning",
        table=None,
        title_zh="年份不明",
        title_en="Year not found",
        description_zh="正文没有写明统计年度，或字符缺损无法确定。不作猜测。",
        formula_zh="写明统计年度",
        values_are_codes=True,
    ),
    Rule(
        code="form_rows",
        family="F",
        severity="info",
        table="any",
        title_zh="表式行数",
        title_en="Rows of the form",
        description_zh="表格比规定的表式多出或缺少行、列。",
        formula_zh="表格的行、列与表式相同",
    ),
)

COLLECTION: tuple[Rule, ...] = (
    Rule(
        code="duplicate_report",
        family="D",
        severity="warning",
        table=None,
        title_zh="重复年报",
        title_en="More than one report for a year",
        description_zh="同一机关、同一口径、同一年度有不止一份年报。数字相同的仅作提示；数字不同的，两份原件都保留，收录路径在前的一份。",
        formula_zh="同一机关、口径、年度只有一份年报",
    ),
)

SOURCE: tuple[Rule, ...] = (
    Rule(
        code="unlabelled_rows",
        family="G",
        severity="warning",
        table="any",
        title_zh="缺行名",
        title_en="Rows without a label",
        description_zh="有数字的行没有行名，只能按次序归行。",
        formula_zh="每一行数字都有行名",
    ),
    Rule(
        code="column_uncertain",
        family="G",
        severity="warning",
        table="any",
        title_zh="列不确定",
        title_en="Column not decided",
        description_zh="原文没有保留空白单元格，数字属于哪一列无法确定，或只能按合计推定。",
        formula_zh="每个数字都有确定的列",
    ),
    Rule(
        code="merged_cells",
        family="G",
        severity="warning",
        table="any",
        title_zh="合并单元格",
        title_en="One value for several cells",
        description_zh="几个单元格合并，只印一个数，不能确定各格的数值。",
        formula_zh="每个单元格各有数值",
    ),
    Rule(
        code="characters_lost",
        family="G",
        severity="warning",
        table=None,
        title_zh="字符丢失",
        title_en="Lost characters",
        description_zh="原文有已知的字符缺损，如日期中缺“年”“月”，数字可能也有缺损。",
        formula_zh="数字及年、月、〔、〕、减等字符没有缺损",
    ),
    Rule(
        code="label_variant",
        family="G",
        severity="info",
        table="any",
        title_zh="行名异写",
        title_en="Deviating label",
        description_zh="行名或列名与表式不同（缺字、错字），已按相近的名称识别。",
        formula_zh="行名、列名与表式相同",
    ),
    Rule(
        code="unreadable_cells",
        family="G",
        severity="warning",
        table="any",
        title_zh="无法识读",
        title_en="Unreadable cells",
        description_zh="单元格中的内容不能确定地识读为一个数，按原文保留，不作猜测。",
        formula_zh="没有无法识读的单元格",
    ),
)

RAISED: tuple[Rule, ...] = (*IDENTITY, *COLLECTION, *SOURCE)
"""In the order of the rule book."""
