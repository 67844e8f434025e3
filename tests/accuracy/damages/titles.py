"""Damages of title, body and year."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.accuracy.damages.damage import Damage, Group
from tests.accuracy.draft import Draft, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.specimen.chance import Chance
    from gongkai.specimen.report import Part

REST = "政府信息公开工作年度报告"
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def _titled(of: Draft, *lines: str) -> Draft:
    return replace(of, report=replace(of.report, title=lines))


def _words(of: Draft, change: Callable[[str], str]) -> Draft:
    """All words of the report changed, figures not."""

    def part(old: Part) -> Part:
        blocks = tuple(change(b) if isinstance(b, str) else b for b in old.blocks)
        return replace(old, heading=change(old.heading), blocks=blocks)

    changed = with_parts(of, part)
    report = changed.report
    return replace(
        changed, report=replace(report, intro=tuple(map(change, report.intro)), title=tuple(map(change, report.title)))
    )


def other_words(of: Draft, chance: Chance) -> Draft | None:
    name, year = of.report.body.name, of.report.year
    shape = chance.pick(
        (
            "{name}{year}年信息公开年度报告", "{name}{year}年政府信息公开工作报告", "{name}{year}年政务公开年报",
            "{name}{year}年度政务信息公开年度报告", "{name}{year}年政府信息工作年度报告", "{name}政府信息公开工作{year}年度报告",
            "{name}关于{year}年度政府信息公开工作的年度报告", "{year}年度{name}政府信息公开年报",
        )
    )  # fmt: skip
    return _titled(of, shape.format(name=name, year=year))


def two_lines(of: Draft, chance: Chance) -> Draft | None:
    name, year = of.report.body.name, of.report.year
    return _titled(
        of,
        *chance.pick(
            ((name, f"{year}年{REST}"), (f"{name}{year}年度政府", "信息公开工作年度报告"), (name, f"{year}年度", REST))
        ),
    )


def chinese_year(of: Draft, chance: Chance) -> Draft | None:
    zero = chance.pick(("〇", "零", "○"))
    year = str(of.report.year).translate(CHINESE).replace("〇", zero)
    return _titled(of, f"{of.report.body.name}{year}年{REST}")


def spaced_year(of: Draft, chance: Chance) -> Draft | None:
    year = chance.pick((f" {of.report.year} 年", f"{' '.join(str(of.report.year))}年", f"{of.report.year} 年度"))
    return _titled(of, f"{of.report.body.name}{year}{REST}")


def full_width_year(of: Draft, chance: Chance) -> Draft | None:
    del chance
    year = "".join(chr(ord(digit) + 0xFEE0) for digit in str(of.report.year))
    return _titled(of, f"{of.report.body.name}{year}年{REST}")


def year_twice(of: Draft, chance: Chance) -> Draft | None:
    del chance
    year = of.report.year
    return _titled(of, f"{year}{of.report.body.name}{year}年度{REST}")


def title_twice(of: Draft, chance: Chance) -> Draft | None:
    title = "".join(of.report.title)
    return _titled(of, title, *chance.pick(((title,), (f"（{of.report.year + 1}年1月）", title))))


def no_title(of: Draft, chance: Chance) -> Draft | None:
    """Body and year stand in the first paragraph only."""
    del chance
    name, year = of.report.body.name, of.report.year
    intro = f"根据《中华人民共和国政府信息公开条例》的规定，现公布{name}{year}年{REST}。本报告数据的统计期限为{year}年1月1日至{year}年12月31日。"
    report = replace(of.report, title=("政府信息公开年报",), intro=(intro,))
    return replace(of, report=report, metadata=False)


def dates_lost(of: Draft, chance: Chance) -> Draft | None:
    """202111日至20211231日: 年 and 月 gone from the dates of the text."""
    del chance

    def change(text: str) -> str:
        return re.sub(r"(\d{4})年(\d+)月(\d+)日", r"\1\2\3日", text)

    changed = _words(of, change)
    return changed if changed.report != of.report else None


def months_lost(of: Draft, chance: Chance) -> Draft | None:
    """20171月1日: 年 gone before a month."""
    del chance
    changed = _words(of, lambda text: re.sub(r"(\d{4})年(\d+月)", r"\1\2", text))
    return changed if changed.report != of.report else None


def left_over_year(of: Draft, chance: Chance) -> Draft | None:
    """The period names the year before, left over from last year's report; the title is right."""
    del chance
    year = of.report.year
    changed = _words(
        of,
        lambda text: text.replace(f"{year}年1月1日", f"{year - 1}年1月1日").replace(
            f"{year}年12月", f"{year - 1}年12月"
        ),
    )
    return changed if changed.report != of.report else None


def years_around(of: Draft, chance: Chance) -> Draft | None:
    """Document numbers, plans, dates of other years before the title."""
    year = of.report.year
    lines = (
        f"发布日期：{year + 1}-01-2{chance.between(0, 9)}",
        f"样政办发〔{year + 1}〕{chance.between(1, 40)}号",
        "索 引 号：000014349/2035-00001",
    )
    return replace(of, before=lines)


def cover_letter(of: Draft, chance: Chance) -> Draft | None:
    """A letter with 附件 and signature above the report."""
    name, year = of.report.body.name, of.report.year
    lines = (
        "省政府办公厅：",
        f"现将《{name}{year}年{REST}》报上，请审阅。",
        f"附件：{name}{year}年{REST}",
        name,
        f"{year + 1}年1月{chance.between(5, 28)}日",
    )
    return replace(of, before=lines)


def furniture(of: Draft, chance: Chance) -> Draft | None:
    """Breadcrumbs, source line, counts of visits, subordinate bodies above the title."""
    lines = (
        "当前位置：首页 > 政务公开 > 政府信息公开年报",
        "下属单位：示例中心  示例大队  示例所",
        f"浏览次数：{chance.between(10, 9000)}  字体：大 中 小  打印  扫一扫",
        f"信息来源：{of.report.body.name}",
    )
    return replace(of, before=lines)


def nameless(of: Draft, chance: Chance) -> Draft | None:
    """我局 only: the body is not told anywhere."""
    del chance
    name = of.report.body.name
    body = replace(of.report.body, name="我局")
    changed = _words(of, lambda text: text.replace(name, "我局"))
    report = replace(changed.report, title=(f"{of.report.year}年{REST}",), body=body)
    before = tuple(line.replace(name, "我局") for line in of.before)
    return replace(changed, report=report, metadata=False, before=before, identity=replace(of.identity, agency=(None,)))


def yearless(of: Draft, chance: Chance) -> Draft | None:
    """No year of the report anywhere in the text."""
    del chance
    year = str(of.report.year)
    name = of.report.body.name
    changed = _words(
        of,
        lambda text: (
            text.replace(f"{year}年1月1日至{year}年12月31日", "全年").replace(f"{year}年", "本年").replace(year, "本")
        ),
    )
    report = replace(changed.report, title=(f"{name}{REST}",))
    return replace(changed, report=report, metadata=False, identity=replace(of.identity, year=(None, of.report.year)))


def bracketed(of: Draft, chance: Chance) -> Draft | None:
    """《…》 round the title."""
    del chance
    return _titled(of, f"《{of.report.body.name}{of.report.year}年{REST}》")


def place_only(of: Draft, chance: Chance) -> Draft | None:
    """The title names the place alone: the report of its government."""
    name, place = of.report.body.name, of.report.body.name.removesuffix("人民政府")
    if name == place:
        return None
    return _titled(of, *chance.pick(((f"{place}{of.report.year}年{REST}",), (f"{of.report.year}年度{place}{REST}",))))


GROUP = Group(
    code="titles",
    label_zh="标题、机关、年度",
    damages=(
        Damage(code="other_words", label_zh="标题用语不同", apply=other_words),
        Damage(code="two_lines", label_zh="标题分成两三行", apply=two_lines),
        Damage(code="chinese_year", label_zh="二〇二一年", apply=chinese_year),
        Damage(code="spaced_year", label_zh="年份内外有空格", apply=spaced_year),
        Damage(code="full_width_year", label_zh="年份用全角数字", apply=full_width_year),
        Damage(code="year_twice", label_zh="年份写两次", apply=year_twice),
        Damage(code="place_only", label_zh="标题只写地名：是该地人民政府", apply=place_only),
        Damage(code="title_twice", label_zh="标题写两次", apply=title_twice),
        Damage(code="bracketed", label_zh="标题加书名号", apply=bracketed),
        Damage(code="no_title", label_zh="没有标题，机关年度只在首段", apply=no_title),
        Damage(code="dates_lost", label_zh="日期缺年月：202111日", apply=dates_lost),
        Damage(code="months_lost", label_zh="日期缺年：20211月1日", apply=months_lost),
        Damage(code="left_over_year", label_zh="统计期限留着上一年", apply=left_over_year),
        Damage(code="years_around", label_zh="前后有别的年份", apply=years_around),
        Damage(code="cover_letter", label_zh="前面有报送函", apply=cover_letter),
        Damage(code="furniture", label_zh="前面有网页导航", apply=furniture),
        Damage(code="nameless", label_zh="只写我局：机关应为不明", apply=nameless),
        Damage(code="yearless", label_zh="没有年份：不明，或由发布日期推得", apply=yearless),
    ),
)
