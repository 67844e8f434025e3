"""README.md of the data package, for whoever opens the folder without having seen the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.package.descriptor import RIGHTS, TITLE_EN, TITLE_ZH
from gongkai.package.layout import CHANGELOG, DATA, WHAT, XLSX
from gongkai.package.shards import LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.package.descriptor import Written
    from gongkai.package.schema import Resource

SPECIMEN = """> **样例：本数据包中的机关、数字与文字均为虚构，不代表任何真实机关。**
> Specimen: every agency, figure and text in this data package is invented.

"""

TEMPLATE = """# {title_zh}

{title_en}

{specimen}本数据包收录 {agencies} 个行政机关的 {reports} 份政府信息公开工作年度报告；未收录的文件 {rejects} 个，原因见 `data/rejects.csv`。
Annual reports: {reports}, agencies: {agencies}, files left out: {rejects} (reasons in `data/rejects.csv`). Content as of {created}.

## 文件 Files

`data/*.csv` 是正本（UTF-8，换行为 `\\n`，按主键排序）；`data/*.parquet`（每表一个）、Excel、SQLite 与 zip 由其生成，zip 中只有 CSV、本页与各描述文件。
`data/*.csv` is the canonical form (UTF-8, `\\n`, sorted by key); `data/*.parquet` (one a table), Excel, SQLite and the zip are made from it; the zip holds the CSV files, this page and the descriptions.

| 文件 file | 内容 | content |
|---|---|---|
{others}
| `originals/` | 年报原件；维护者写的来源、更正、版本等表（`*.csv`）也在其中 | The reports as published, and the maintainers' own tables (`*.csv`) of sources, corrections and versions |

第二个版本起另有 `{changelog}`，逐条列出与上一版本的差别；更正过的数都在 `data/corrections.csv`。
From the second version on, `{changelog}` lists what is not as in the version before; every corrected number is in `data/corrections.csv`.

## 表 Tables

| 文件 file | 内容 | content | 主键 primary key | 行数 rows |
|---|---|---|---|---:|
{files}

超过 {limit} MB 的表按主键开头（区划代码）分成几个文件，各文件栏目相同，依文件名顺序相接即为全表。
A table of more than {limit} MB comes in several files, cut by the first letters of its key (the code of the region); all have the same columns, and one after the other they are the table.

## 读入 Reading the tables

程序常凭开头若干行猜列的类型：开头都空白或都是数字的列，后面却可能有文字。有的程序还把全角数字猜作数。请读自带类型的 Parquet，或者照下面读 CSV。
Programs guess the type of a column from its first rows, but a column that begins with blanks or numbers may hold words later, and some take full-width digits for numbers. Read Parquet, which knows its types, or CSV as here.

```python
pandas.read_csv("data/applications.csv", low_memory=False)
polars.read_parquet("data/applications.parquet")
polars.read_csv("data/applications.csv", infer_schema_length=None, schema_overrides={{"raw": polars.String}})
duckdb.read_csv("data/applications.csv", header=True, sample_size=-1)
```

```r
readr::read_csv("data/applications.csv", guess_max = Inf)
```

连接 Joins: `reports.agency_id` → `agencies`; `report_id` → `reports`; `findings.type` → `code_rules`.

## 空白不是零 Blank is not zero

每个数都有 `status`；只有 `reported` 才有 `value`。宽表 `applications_wide` 中，空白、斜杠与缺失一律为空，区别见 `applications`。
Every figure has a `status`; only `reported` comes with a `value`. In `applications_wide` blank, slash and absent are all empty; `applications` tells them apart.

| status | 含义 | meaning |
|---|---|---|
{statuses}

数值照原文收录，机关印错的也不改；与其他数不符之处列入 `findings`。只有读错的数经维护者对照原件更正，逐条列在 `corrections`，`read_by` 为 `correction`。件数为整数；金额单位为万元，小数照原文。
在 SQLite 中，`disclosure.value` 的列类型为 NUMERIC：整数存为 INTEGER，小数存为 REAL；有效数字不超过 15 位，读出后与 CSV 相同。Parquet 中为 decimal(25, 10)。
Numbers are as printed, misprints included; contradictions are listed in `findings`. Only what was misread is corrected by hand, each case listed in `corrections` with `read_by` = `correction`. Counts are whole numbers, amounts are in 万元 (10,000 yuan).
In SQLite `disclosure.value` has the affinity NUMERIC (INTEGER or REAL); no number has more than 15 digits, so each reads back as in the CSV. In Parquet it is decimal(25, 10).

`raw`、`note`、`text` 等为原文，可能以 `=`、`+`、`-`、`@` 开头：用电子表格打开 CSV 时请按文本导入，或用 `{workbook}`，其中这类文字前加了单引号。
Texts may begin with `=`, `+`, `-` or `@`: import the CSV files as text into spreadsheets, or use `{workbook}`, where such texts have a `'` before them.

## 许可 Licence

CC BY 4.0, <https://creativecommons.org/licenses/by/4.0/>. {rights}

## 引用 Citation

> gongkai，《{title_zh}》，版本 {version}，{created}。
> gongkai, *{title_en}*, version {version}, {created}.

此文件由程序生成。This file is generated.
"""


def _files(resource: Resource, written: Written) -> str:
    """The table's file, or the folder of its parts."""
    if written.parts:
        return f"`{DATA}/{resource.name}/*.csv`（{len(written.parts)}）"
    return f"`{DATA}/{resource.name}.csv`"


def readme(tables: Mapping[Resource, Written], *, created: str, version: str, specimen: bool) -> str:
    """The text of README.md, Chinese first."""
    rows = {resource.name: written.rows for resource, written in tables.items()}
    files = "\n".join(
        f"| {_files(r, written)} | {r.title_zh}：{r.description_zh} | {r.title_en}: {r.description_en} | {', '.join(r.primary_key)} | {written.rows:,} |"
        for r, written in tables.items()
    )
    others = "\n".join(f"| `{name}` | {zh} | {en} |" for name, (zh, en) in WHAT.items())
    statuses = "\n".join(
        f"| `{row['code']}` | {row['label_zh']} | {row['definition_en']} |" for row in codes.code_list("statuses")
    )
    return TEMPLATE.format(
        title_zh=TITLE_ZH,
        title_en=TITLE_EN,
        specimen=SPECIMEN if specimen else "",
        agencies=f"{rows['agencies']:,}",
        reports=f"{rows['reports']:,}",
        rejects=f"{rows['rejects']:,}",
        created=created[:10],
        version=version,
        files=files,
        others=others,
        changelog=CHANGELOG,
        workbook=XLSX,
        limit=LIMIT // 1_000_000,
        statuses=statuses,
        rights=RIGHTS,
    )
