"""Damages of headings and sections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.accuracy.damages.damage import Damage, Group
from tests.accuracy.draft import Draft, with_parts, without

from gongkai.specimen.tables import Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.specimen.chance import Chance
    from gongkai.specimen.report import Part

NUMERALS = "一二三四五六七八九十"


def _headed(of: Draft, change: Callable[[str], str]) -> Draft:
    """Headings changed that still begin with 一、 and so on: two such damages do not meet in one document."""

    def one(part: Part) -> Part:
        return replace(part, heading=change(part.heading)) if part.heading[1:2] == "、" else part

    return with_parts(of, one)


def _numbered(style: Callable[[int], str]) -> Callable[[Draft, Chance], Draft | None]:
    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        return _headed(of, lambda text: style(NUMERALS.index(text[0]) + 1) + text[2:])

    return apply


def restarted(of: Draft, chance: Chance) -> Draft | None:
    """一、 twice: the tables are counted anew after the narrative."""
    del chance
    return _headed(of, lambda text: NUMERALS[max(0, NUMERALS.index(text[0]) - 1)] + text[1:])


def points_in_section_one(of: Draft, chance: Chance) -> Draft | None:
    """一、 to 六、 inside section one, so that 二、主动公开 follows 六、."""
    names = ("主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况", "其他工作情况")
    lines = tuple(
        f"{NUMERALS[i]}、{name}。本年按要求办理，其中新制发文件{chance.between(1, 9)}件、受理申请{chance.between(1, 30)}件。"
        for i, name in enumerate(names)
    )

    def change(part: Part) -> Part:
        return replace(part, blocks=(*part.blocks, *lines)) if part.heading.startswith("一") else part

    return with_parts(of, change)


def number_traps(of: Draft, chance: Chance) -> Draft | None:
    """Sentences full of numbers before and after the tables."""
    more = f"以上数据中，{chance.between(10, 30)}件，其中{chance.between(1, 9)}件办结，{chance.between(1, 8)}件撤销；受理{chance.between(100, 900)}件，阅读量2.72万余次。"

    def change(part: Part) -> Part:
        if not any(isinstance(block, Grid) for block in part.blocks):
            return part
        return replace(
            part, blocks=(more, *part.blocks, f"注：本表含上年度结转数量，上年为{chance.between(2, 99)}件。")
        )

    return with_parts(of, change)


def nothing_received(of: Draft, chance: Chance) -> Draft | None:
    """The applications table is gone; a sentence says that none was received: no 0 is to be read."""
    words = chance.pick(("本年度未收到政府信息公开申请。", "无。", "本年度收到政府信息公开申请0件，没有上年结转。"))

    def change(part: Part) -> Part:
        tables = any(isinstance(block, Grid) and block.table == "applications" for block in part.blocks)
        return replace(part, blocks=(words,)) if tables else part

    return without(with_parts(of, change), {key for key in of.expected if key[0] == "applications"})


def section_gone(of: Draft, chance: Chance) -> Draft | None:
    """A section of words is missing."""
    gone = chance.pick(("一", "五", "六"))
    changed = with_parts(of, lambda part: None if part.heading.startswith(gone) else part)
    return changed if len(changed.report.parts) < len(of.report.parts) else None


def headings_lost(of: Draft, chance: Chance) -> Draft | None:
    """Headings of one, four, five, six are not in the text."""
    del chance
    return _headed(of, lambda text: text if text[0] in "二三" else "")


def all_headings_lost(of: Draft, chance: Chance) -> Draft | None:
    del chance
    return _headed(of, lambda _: "")


def headings_quoted(of: Draft, chance: Chance) -> Draft | None:
    """The intro quotes all six headings."""
    del chance
    quoted = "本报告包括：" + "".join(part.heading + "；" for part in of.report.parts)
    return replace(of, report=replace(of.report, intro=(*of.report.intro, quoted)))


def heading_typo(of: Draft, chance: Chance) -> Draft | None:
    del chance
    return _headed(
        of, lambda text: text.replace("政府信息公开", "政府政府公开", 1).replace("收到和处理政府", "收到和处理府")
    )


def other_year_below(of: Draft, chance: Chance) -> Draft | None:
    """A local total of another year after the table."""
    line = f"{of.report.year - 2}年全县共受理{chance.between(2, 80)}件，予以公开{chance.between(1, 9)}件，总计{chance.between(90, 200)}件。"

    def change(part: Part) -> Part:
        return replace(part, blocks=(*part.blocks, line)) if any(isinstance(b, Grid) for b in part.blocks) else part

    return with_parts(of, change)


def page_numbers(of: Draft, chance: Chance) -> Draft | None:
    """Page numbers as paragraphs between the blocks."""
    style = chance.pick(("— {} —", "- {} -", "-{}-", "第{}页", "{}"))

    def change(part: Part) -> Part:
        number = NUMERALS.index(part.heading[0]) + 1 if part.heading[:1] and part.heading[0] in NUMERALS else 1
        return replace(part, blocks=(*part.blocks, style.format(number)))

    return with_parts(of, change)


def heading_runs_on(of: Draft, chance: Chance) -> Draft | None:
    """Headings stand at the beginning of the first paragraph."""
    del chance

    def change(part: Part) -> Part:
        if not part.blocks or not isinstance(part.blocks[0], str):
            return part
        return replace(part, heading="", blocks=(f"{part.heading}。{part.blocks[0]}", *part.blocks[1:]))

    return with_parts(of, change)


def tables_announced(of: Draft, chance: Chance) -> Draft | None:
    """A cover page lists the tables by name before they come."""
    del chance
    names = (
        "表一 主动公开政府信息情况",
        "表二 收到和处理政府信息公开申请情况",
        "表三 政府信息公开行政复议、行政诉讼情况",
    )
    return replace(of, before=("目  录", *names))


def signature_spaced(of: Draft, chance: Chance) -> Draft | None:
    """Numbers and a date of their own below the last section."""
    line = f"（联系电话：0000-{chance.between(1000000, 9999999)}，邮编：{chance.between(100000, 999999)}）"

    def change(part: Part) -> Part:
        return replace(part, blocks=(*part.blocks, line)) if part is of.report.parts[-1] else part

    return with_parts(of, change)


GROUP = Group(
    code="sections",
    label_zh="标题与段落",
    damages=(
        Damage(
            code="numbered_in_brackets",
            label_zh="（一）至（六）编号",
            apply=_numbered(lambda i: f"（{NUMERALS[i - 1]}）"),
        ),
        Damage(code="numbered_in_digits", label_zh="1. 至 6. 编号", apply=_numbered(lambda i: f"{i}.")),
        Damage(code="numbered_one_more", label_zh="编号错后一位", apply=_numbered(lambda i: f"{NUMERALS[i]}、")),
        Damage(code="restarted", label_zh="编号重复：两个一、", apply=restarted),
        Damage(code="unnumbered_headings", label_zh="标题没有编号", apply=_numbered(lambda _: "")),
        Damage(code="points_in_section_one", label_zh="第一部分内又有一、至六、", apply=points_in_section_one),
        Damage(code="headings_quoted", label_zh="首段列出六个标题", apply=headings_quoted),
        Damage(code="heading_typo", label_zh="标题有错字", apply=heading_typo),
        Damage(code="headings_lost", label_zh="四个标题丢失", apply=headings_lost),
        Damage(code="all_headings_lost", label_zh="标题全部丢失", apply=all_headings_lost),
        Damage(code="section_gone", label_zh="少一部分", apply=section_gone),
        Damage(code="nothing_received", label_zh="无申请表，只说未收到：不得读成 0", apply=nothing_received),
        Damage(code="heading_runs_on", label_zh="标题与正文同段", apply=heading_runs_on),
        Damage(code="tables_announced", label_zh="前面有目录列出各表", apply=tables_announced),
        Damage(code="signature_spaced", label_zh="后面有联系电话", apply=signature_spaced),
        Damage(code="number_traps", label_zh="表前表后的句子里多数字", apply=number_traps),
        Damage(code="other_year_below", label_zh="表后有别年的合计", apply=other_year_below),
        Damage(code="page_numbers", label_zh="段落之间有页码", apply=page_numbers),
    ),
)
