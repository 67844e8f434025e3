"""The page on which bodies are compared."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from gongkai.site.compare.chooser import LIST, bodies
from gongkai.site.compare.series import FILE, LETTERS
from gongkai.site.compare.sets import keys, ratio_labels, sets
from gongkai.site.language import _, labels, up
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.site.citation import Edition
    from gongkai.site.store import Store

MOST = 6
"""Bodies that are compared at once: more lines cannot be told apart."""

SUGGESTED = 6
"""Comparisons to begin with."""


PLACE, FIELD, LEVEL, OWN = 2, 3, 4, 8
"""Where these stand in a row of `bodies`."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A comparison to begin with."""

    label: str
    address: str
    names: str


def address(ids: Sequence[str]) -> str:
    """What stands behind the address of the page for some bodies.

    >>> address(["370100-jiaoyu-ju", "370200-jiaoyu-ju"])
    '?a=370100-jiaoyu-ju&a=370200-jiaoyu-ju'
    """
    return "?" + urlencode([("a", id_) for id_ in ids[:MOST]])


def page(store: Store, of: Edition) -> MadePage:
    """The page."""
    said = _("选最多六个机关，把各年度的数字、图和比率放在一起看，并下载所见的数据。")
    known = bodies(store)
    content = render(
        "compare.html",
        most=MOST,
        base=f"../{up()}",
        list=LIST,
        sets=sets(),
        setup=_setup(of),
        words=_words(),
        suggestions=list(_suggestions(known)),
        years=_years(known),
    )
    return MadePage("compare.md", _("比较机关"), said, (Part(content),), hide_toc=True)


def _years(known: Sequence[Sequence[Any]]) -> list[int]:
    return list(range(min(row[5] for row in known), max(row[6] for row in known) + 1)) if known else []


def _setup(of: Edition) -> dict[str, Any]:
    """What the script needs to know beside the words."""
    place = {key: at for at, key in enumerate(keys())}
    return {
        "keys": keys(),
        "sets": [
            {
                "code": each.code,
                "label": each.label,
                "lines": [{"label": line.label, "at": [place[key] for key in line.keys]} for line in each.lines],
            }
            for each in sets()
        ],
        "ratios": [[code, label] for code, label in ratio_labels().items()],
        "letters": {letter: status for status, letter in LETTERS.items()},
        "file": FILE,
        "most": MOST,
        "version": of.version,
        "created": of.created,
        "statuses": labels("statuses"),
        "gaps": labels("indicator_gaps"),
        "levels": labels("levels"),
    }


def _suggestions(known: Sequence[Sequence[Any]]) -> Iterator[Suggestion]:
    """Bodies alike in field, province and level; where there are too few of those, in field, in level."""
    names = {FIELD: labels("sectors"), PLACE: labels("regions"), LEVEL: labels("levels")}
    suggested: set[str] = set()
    left = SUGGESTED
    for parts in ((FIELD, PLACE, LEVEL), (FIELD,), (LEVEL,)):
        for key, rows in _alike(known, parts):
            # One comparison a field: the next ones are of other fields.
            if not left or key[0] in suggested:
                continue
            suggested.add(key[0])
            left -= 1
            said = [names[part].get(code, code) for part, code in zip(parts, key, strict=True)]
            names_of = _("、").join(row[1] for row in rows[:MOST])
            yield Suggestion(" · ".join(said), address([row[0] for row in rows]), names_of)


def _alike(known: Sequence[Sequence[Any]], parts: Sequence[int]) -> list[tuple[tuple[str, ...], list[Sequence[Any]]]]:
    """(what they share, bodies), the largest groups with the longest series first."""

    def shared(row: Sequence[Any]) -> tuple[str, ...]:
        return tuple(f"{row[part][:2]}0000" if part == PLACE else str(row[part]) for part in parts)

    named = sorted(
        (row for row in known if row[OWN] and row[1] and row[PLACE] and all(row[part] for part in parts)), key=shared
    )
    groups = [(key, sorted(rows, key=lambda row: (-row[OWN], row[0]))) for key, rows in groupby(named, key=shared)]
    several = [each for each in groups if len(each[1]) > 1]
    return sorted(several, key=lambda each: (-min(len(each[1]), MOST), -each[1][0][OWN], each[0]))


def _words() -> dict[str, str]:
    """What the script says, in the language of the page."""
    return {
        "no_list": _("机关名单没有载入：请检查网络后再试。"),
        "none": _("没有找到名称里有“{text}”的机关。"),
        "many": _("有 {count} 个机关，列出前 {shown} 个；请再多写几个字。"),
        "found": _("有 {count} 个机关，用上下键选择。"),
        "full": _("最多比较 {most} 个机关；请先去掉一个。"),
        "already": _("已经选了。"),
        "added": _("已加入{name}。"),
        "removed": _("已去掉{name}。"),
        "remove": _("去掉{name}"),
        "years": _("{first} 至 {last} 年度，{count} 份年报"),
        "missing": _("没有载入机关 {id}：可能已改名、没有收录年报，或网络不通。"),
        "shown": _("已列出 {count} 个机关、{years} 个年度。"),
        "choose": _("还没有选机关。"),
        "nothing": _("所选机关在这些年度没有这个口径的年报。"),
        "no_report": _("未收录"),
        "other_scope": _("没有这个口径的年报"),
        "only_aggregate": _("{names}只有汇总口径的年报：要看，请把口径换成“汇总”。"),
        "only_own": _("{names}只有本机关口径的年报：要看，请把口径换成“本机关”。"),
        "no_table": _("没有统一表格"),
        "new_form": _("表式改变"),
        "older": _("2019 式的“制作”数"),
        "corrected": _("已更正"),
        "doubt": _("有疑点，见年报"),
        "doubtful": _("所用的数有疑点"),
        "of": _("{part}／{whole}"),
        "point": _("{name} {year}：{value}"),
        "between": _("、"),
        "agency": _("机关"),
        "chart": _("{title}：{names}，{first} 至 {last} 年度。数字在下面的表里。"),
        "unit": _("件"),
        "copied": _("链接已复制。"),
        "link": _("请复制地址栏里的地址。"),
        "sisters": _("加入同省同类的机关"),
        "city": _("加入同城的机关"),
        "field": _("下载同省同类全部机关的历年数据（CSV）"),
        "percent": _("%"),
    }
