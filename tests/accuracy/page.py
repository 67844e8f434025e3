"""docs/accuracy.md: written from the results of a run, compared with the committed page in the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accuracy import statements
from tests.accuracy.damages import GROUPS
from tests.accuracy.formats import FORMATS
from tests.accuracy.judge import VERDICTS, Score

from gongkai import codes

if TYPE_CHECKING:
    from tests.accuracy.damages import Group
    from tests.accuracy.results import Results

GROUP_LABELS = {"none": "没有损坏", **{group.code: group.label_zh for group in GROUPS}, "two": "同时有两种"}

HEADER = (
    "| {first} | 份数 | 应读出 | 准确 | 存疑 | 有误有提示 | 空格种类不符 | **静默错误** | **凭空读出** | 原文不足：准确 | 存疑或有提示 | **静默错误** | 拒收 | 机关 | 年度 | 表式 |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)

TOP = """---
title: 准确度
description: 各种格式、各种损坏的年报，读得准不准：多少格准确，多少格存疑，有没有读错而不提示的。
---

<!-- 由 `make accuracy` 写成；不要手改。 -->

# 准确度 {{#top}}

本页说明 gongkai 读年报读得准不准。办法是：用程序写出虚构的年报，每一格印的是什么事先知道；按真实年报里见过的样子把它弄坏，存成各种格式；再用 `gongkai read` 去读，逐格比对。两条底线：**不能读错而不提示，不能把空白读成数字**。任何一格越过底线，或者把年报记在别的机关、年度、表式名下，测试就不通过。

## 各栏的意思 {{#columns}}

| 栏目 | 意思 |
|---|---|
| 份数 | 写出并读取的文件数 |
| 应读出 | 文件损坏之后，仍能确定其内容的单元格数，空白格也算 |
| 准确 | 数字相同；空白读作空白，“/”读作不适用 |
| 存疑 | 没有采用任何数字，标明“无法识读”，不会被当作零。整份拒收时，各格都计入此栏 |
| 有误有提示 | 数字不对，或漏读，但同时有一条警告指明这一格、这一行、这一列或这张表 |
| 空格种类不符 | 两边都没有数字，但把空白、不适用、无此栏目弄混了 |
| 静默错误 | 数字不对，或把印着的数字说成空白、没有，且没有警告。必须为 0 |
| 凭空读出 | 没有印数字的地方读出了数字，且没有警告。必须为 0 |
| 原文不足 | 损坏之后单凭文件已不能确定的单元格（例如空格全部丢失后，不知道数字属于哪一列）：读对、存疑都可以，猜错不可以 |
| 拒收 | 是年报，却没有认作年报的份数 |
| 机关、年度、表式 | 认对的份数；说“不明”而应当不明的，也算对 |

“损坏”有两类。有的文件本身没有错，只是写法少见，例如全角数字、标题分两行，应当读得准确；有的确实丢了东西，例如行名没有了、一格数字断成两截，应当读对或者存疑。下面各表中，损坏的名称说明做了什么；冒号后面说明怎样才算对。
"""

STEADY = """
## 每次修改都测 {{#each-change}}

{documents} 份，种子 {seed}。只列由本项目自己写出的格式，它们在任何机器上都逐字节相同；另有 {others} 种经 LibreOffice、浏览器等程序转换的格式同时测试，结果与所装程序的版本有关，不列在这里，但同样不得有静默错误和凭空读出的数字。
"""

LARGE = """
## 最近一次大规模测试 {{#nightly}}

{documents} 份，种子 {seed}，{date}，gongkai {version}。每夜以新的种子重复一次。
"""

REAL = """
## 真实年报 {{#real}}

{documents} 份真实年报和片段，由人逐格读过。原件是别人的文件，不随本项目分发；这里只有数字。
"""


STATEMENTS = """
## 正文中的数字 {{#statements}}

正文里的数字（例如“全年收到申请 36 件”）另行读出，写入数据包的 `statements`，再与三张表核对。用来检验的 {sentences} 个句子都是自拟的，句式取自真实年报，标注由人逐句看过；其中也有不该读出数字的句子。有一部分先由程序读、再由人核对，不如先标注后读的独立，所以这里的数字偏高。先标注后读的真实年报段落里，第一次读的 252 段准确率 0.943、召回率 0.866；据此改进之后，再取没有看过的 28 段，读出 35 处都正确，漏读 2 处。宁可漏读，不可错读：说不清指什么的数字，保留为“未归类”，不参加核对。

- 准确率：读出的说法中正确的占比。类别、项目、数值、约数词、所指年度有一样不对，就算错。
- 召回率：句子里的说法中读出的占比。
"""


def page(small: Results, large: Results | None, narrative: list[statements.Judged]) -> str:
    """The whole page.

    Args:
        small: the run of every change, formats that are the same on every machine only.
        large: the last large run; its sections are left out when None.
        narrative: the labelled sentences and what was read in them.
    """
    others = sum(not form.steady for form in FORMATS.values())
    parts = [
        TOP.format(),
        STEADY.format(documents=_total(small), seed=small.facts["seed"], others=others),
        _table("格式", [(FORMATS[code].label_zh, score) for code, score in small.formats.items()]),
        _table("损坏", [(GROUP_LABELS[code], score) for code, score in small.groups.items()]),
    ]
    parts += [STATEMENTS.format(sentences=len(narrative)), _statements(narrative)]
    if large is not None:
        parts += [
            LARGE.format(documents=_total(large), **large.facts),
            _table(
                "格式", [(FORMATS[code].label_zh, score) for code, score in large.formats.items() if code in FORMATS]
            ),
            _table(
                "损坏", [(GROUP_LABELS[code], score) for code, score in large.groups.items() if code in GROUP_LABELS]
            ),
            "\n### 单独一种损坏 {#damages}\n",
            *(_damages(group, large) for group in GROUPS),
        ]
        if large.real is not None:
            parts += [REAL.format(documents=large.real.documents), _table("来源", [("真实年报", large.real)])]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _statements(narrative: list[statements.Judged]) -> str:
    labels = codes.labels("statement_kinds")
    rows = [("合计", statements.score(narrative))]
    rows += [(labels[kind], score) for kind, score in statements.by_kind(narrative).items()]
    lines = [
        f"| {label} | {score.sentences} | {score.right} | {score.invented} | {score.missed} "
        f"| {statements.share(score.precision)} | {statements.share(score.recall)} |"
        for label, score in rows
    ]
    return (
        "\n".join(["| 说法 | 句子 | 正确 | 错读 | 漏读 | 准确率 | 召回率 |", "|---|--:|--:|--:|--:|--:|--:|", *lines])
        + "\n"
    )


def _total(results: Results) -> int:
    return sum(score.documents for score in results.formats.values())


def _damages(group: Group, results: Results) -> str:
    rows = [(damage.label_zh, results.damages.get(damage.code, Score())) for damage in group.damages]
    return f"\n**{group.label_zh}**\n\n" + _table("损坏", rows)


def _table(first: str, rows: list[tuple[str, Score]]) -> str:
    return "\n".join([HEADER.format(first=first), *(_row(label, score) for label, score in rows)]) + "\n"


def _row(label: str, score: Score) -> str:
    told, left = score.determined, score.open
    cells: list[object] = [
        score.documents,
        sum(told[verdict] for verdict in VERDICTS),
        *(told[verdict] for verdict in ("exact", "flagged", "warned", "status", "silent", "invented")),
        left["exact"],
        left["flagged"] + left["warned"] + left["status"],
        left["silent"] + left["invented"],
        score.refused,
        *(score.identity[f"{name}_right"] for name in ("agency", "year", "form")),
    ]
    return f"| {label} | " + " | ".join(map(str, cells)) + " |"
