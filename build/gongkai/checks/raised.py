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
        description_zh="几处标题写了不同的年份；或标题没有年份，正文与统计期限的年份又不同。",
        description_en="Titles name different years, or no title names one and the text speaks of another than the "
        "period.",
        formula_zh="各处标题写同一个年份；标题没有年份的，正文与统计期限的年份相同",
        formula_en="all titles name the same year; where none does, text and period do",
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
        description_en="Title, first paragraph, signature and contact line do not name the same body. A shorter form"
        " of one name is the same.",
        formula_zh="标题、首段、落款、联系方式写的是同一机关",
        formula_en="title, first paragraph, signature and contact line name one body",
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
        description_en="The report does not name its body, or the name fits several (our bureau, a district bureau "
        "without a place). Nothing is guessed.",
        formula_zh="写明机关名称，且能确定为唯一的机关",
        formula_en="the body is named and resolves to one body",
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
        description_en="The report does not name its year, or characters of it are lost. Nothing is guessed.",
        formula_zh="写明统计年度",
        formula_en="the year is named",
        values_are_codes=True,
    ),
    Rule(
        code="narrative_period",
        family="E",
        severity="warning",
        table=None,
        title_zh="统计期限",
        title_en="Period of the figures",
        description_zh="正文写明的统计期限不是报告年度的1月1日至12月31日。",
        description_en="The period stated is not 1 January to 31 December of the report's year.",
        formula_zh="统计期限为报告年度的1月1日至12月31日",
        formula_en="period = 1 January to 31 December of the year",
        values_are_codes=True,
    ),
    Rule(
        code="stated_differs",
        family="F",
        severity="warning",
        table=None,
        title_zh="与清单不符",
        title_en="Differs from the manifest",
        description_zh="维护者在 originals.csv 中写明的机关、年度或区划与正文不同；以清单为准。",
        description_en="Body, year or place that the maintainer states in originals.csv differ from the text; what "
        "is stated there is used.",
        formula_zh="清单与正文一致",
        formula_en="manifest and text agree",
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
        description_en="A table has more or fewer rows or columns than its form.",
        formula_zh="表格的行、列与表式相同",
        formula_en="rows and columns of the table = those of its form",
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
        description_en="There is more than one report of a body, scope and year. With the same figures it is a hint;"
        " with different ones both originals are kept and the one first by path is used.",
        formula_zh="同一机关、口径、年度只有一份年报",
        formula_en="one report for each body, scope and year",
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
        description_en="Rows with figures have no label, so that only their order tells which they are.",
        formula_zh="每一行数字都有行名",
        formula_en="every row of figures has its label",
    ),
    Rule(
        code="column_uncertain",
        family="G",
        severity="warning",
        table="any",
        title_zh="列不确定",
        title_en="Column not decided",
        description_zh="原文没有保留空白单元格，数字属于哪一列无法确定，或只能按合计推定。",
        description_en="The original does not keep blank cells apart, so that the column of a figure is not certain,"
        " or only a total tells it.",
        formula_zh="每个数字都有确定的列",
        formula_en="every figure has its column",
        per_figure=True,
    ),
    Rule(
        code="merged_cells",
        family="G",
        severity="warning",
        table="any",
        title_zh="合并单元格",
        title_en="One value for several cells",
        description_zh="几个单元格合并，只印一个数，不能确定各格的数值。",
        description_en="Several cells are merged and hold one number, so that the value of each is not certain.",
        formula_zh="每个单元格各有数值",
        formula_en="every cell has a value of its own",
        per_figure=True,
    ),
    Rule(
        code="characters_lost",
        family="G",
        severity="warning",
        table=None,
        title_zh="字符丢失",
        title_en="Lost characters",
        description_zh="原文有已知的字符缺损，如日期中缺“年”“月”，数字可能也有缺损。",
        description_en="Characters are known to be lost, as in dates without 年 or 月; digits may be lost too.",
        formula_zh="数字及年、月、〔、〕、减等字符没有缺损",
        formula_en="no known damage of digits, 年, 月, 〔, 〕, 减",
    ),
    Rule(
        code="label_variant",
        family="G",
        severity="info",
        table="any",
        title_zh="行名异写",
        title_en="Deviating label",
        description_zh="行名或列名与表式不同（缺字、错字），已按相近的名称识别。",
        description_en="The label of a row or column differs from the form by missing or wrong characters, and was "
        "recognised by its likeness.",
        formula_zh="行名、列名与表式相同",
        formula_en="labels of rows and columns = those of the form",
        per_figure=True,
    ),
    Rule(
        code="picture_pages",
        family="G",
        severity="warning",
        table=None,
        title_zh="图片页未识别",
        title_en="Pages that are pictures",
        description_zh="有的页整页是图片或有较大的图片，没有安装图片识别（OCR），其中的表格和数字没有读入。",
        description_en="Pages are pictures or hold large ones, and no recognition of pictures (OCR) is installed: "
        "tables and figures on them were not read.",
        formula_zh="各页都有文字",
        formula_en="every page has text",
    ),
    Rule(
        code="unreadable_cells",
        family="G",
        severity="warning",
        table="any",
        title_zh="无法识读",
        title_en="Unreadable cells",
        description_zh="单元格中的内容不能确定地识读为一个数，按原文保留，不作猜测。",
        description_en="The content of cells cannot be read as one number with certainty; it is kept as printed and "
        "nothing is guessed.",
        formula_zh="没有无法识读的单元格",
        formula_en="no unreadable cell",
    ),
)

READINGS: tuple[Rule, ...] = (
    Rule(
        code="readings_agree",
        family="G",
        severity="info",
        table="any",
        title_zh="两种读法一致",
        title_en="Two readings agree",
        description_zh="数字不合勾稽关系，用两种互不相关的方法读取 PDF，读出的数相同：应是年报本身的差错。",
        description_en="Figures break a sum, and two unrelated ways to read the PDF give the same figures: the error"
        " is likely the report's own.",
        formula_zh="两种读法读出同一个数",
        formula_en="both readings give the same number",
    ),
    Rule(
        code="readings_differ",
        family="G",
        severity="warning",
        table="any",
        title_zh="两种读法不同",
        title_en="Two readings differ",
        description_zh="用两种互不相关的方法读取 PDF，读出的数不同。只有一种读法合乎全部勾稽关系时采用该读法，否则不采用。",
        description_en="Two unrelated ways to read the PDF give different figures. A reading is used only if it "
        "alone fits all sums; otherwise neither is.",
        formula_zh="两种读法读出同一个数",
        formula_en="both readings give the same number",
    ),
)

RAISED: tuple[Rule, ...] = (*IDENTITY, *COLLECTION, *SOURCE, *READINGS)
"""In the order of the rule book."""
