"""The narrative, parted into the six prescribed sections by the words of their headings.

Numbers do not decide: 一、 is used twice, restarts for the tables, or is written （一）. The words do,
in the form's order; the numbering style that most headings share tells headings from sub-headings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.model import Paragraph, Section
from gongkai.recognise.labels import label, similarity, squeezed
from gongkai.recognise.numbers import CONVERTER_MARKS, clean, looks_like_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Document

_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("overview", re.compile(r"^(?:[^，。]{0,10})?(?:总体情况|工作概述|基本情况|总体工作情况|工作概况)|^概述")),
    ("disclosure", re.compile(r"^(?:行政机关)?主动公开(?:政府)?(?:政府)?信息(?:的)?情况")),
    ("applications", re.compile(r"^(?:行政机关)?收到和处理(?:政府)?信息公开申请(?:的)?情况|^(?:政府信息)?依申请公开(?:政府信息)?(?:办理|工作)?情况")),
    ("proceedings", re.compile(r"^(?:因)?(?:政府信息公开)?(?:工作)?.{0,4}(?:行政)?复议.{0,12}诉讼(?:的)?情况?")),
    ("problems", re.compile(r"^(?:政府信息公开)?(?:工作)?(?:中)?存在的?(?:主要)?问题(?:[及和与以]+[^，。]{0,14})?")),
    ("other_matters", re.compile(r"^其他(?:需要|应当|应)?(?:报告|说明)的?(?:其他)?事项|^需要(?:说明|报告)的(?:其他)?事项")),
)  # fmt: skip
"""Section code and the words its heading begins with, after NFKC and without spaces and number."""

_NUMBERS = {row["code"]: row["number"] for row in codes.code_list("sections")}
_MOST = 4
"""So many sections in the form's order show how headings look in this report."""

_NUMBER = re.compile(
    r"^(?:\(([一二三四五六七八九十]{1,3})\)|([一二三四五六七八九十]{1,3})[、.．,:]|第([一二三四五六七八九十]{1,2})部分[:、]?)"
)
_SIGNED = re.compile(r"^(?:20\d\d|二[〇○零]\S{2})年\d{0,2}[\u4e00-\u9fff]{0,3}月\S{1,4}日$")
_SENTENCE = re.compile(r"[。；，,:：]")
_TABLE_WORDS = (
    "信息内容", "申请人情况", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和", "商业", "企业", "科研", "机构",
    "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", "结果维持", "结果纠正", "其他结果", "尚未审结",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Heading:
    position: int
    code: str | None
    style: str
    number: str
    words: str
    rest: str
    """Text that runs on after the heading on the same line."""


def read_sections(document: Document, taken: frozenset[int]) -> tuple[Section, ...]:
    """Sections in the order of the document.

    Args:
        document: the document.
        taken: indexes of blocks that belong to the prescribed tables.
    """
    paragraphs = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and index not in taken and clean(CONVERTER_MARKS.sub("", block.text))
    ]
    candidates = [heading for position, (_, block) in enumerate(paragraphs) if (heading := _heading(position, block))]
    chosen = _chosen(candidates)
    if not taken and len(chosen) < len(_WORDS) - 1:
        chosen = max(chosen, _free_form(candidates), key=len)
    sections = [_section(chosen, index, paragraphs) for index in range(len(chosen))]
    return tuple(_without_signature(sections))


def _heading(position: int, block: Paragraph) -> _Heading | None:
    text = squeezed(block.text)
    match = _NUMBER.match(text)
    number = next((g for g in match.groups() if g), "") if match else ""
    style = ("bracket" if match[1] else "han") if match else "none"
    words = text[match.end() :] if match else text
    for code, pattern in _WORDS:
        found = pattern.match(words)
        if not found:
            continue
        rest = words[found.end() :].lstrip("。.:：")
        if (style == "none" and rest) or (rest and len(rest) < 8 and code != "problems"):
            continue
        if rest and (rest[0] in "，,、的" or style == "none"):
            continue
        heading = words[: found.end()] if len(rest) >= 8 else words
        return _Heading(position, code, style, number, heading, rest if len(rest) >= 8 else "")
    if style != "none" and len(words) <= 30 and not words.endswith(("。", "；")):
        return _Heading(position, None, style, number, words, "")
    return None


def _chosen(candidates: Sequence[_Heading]) -> list[_Heading]:
    """The longest chain of headings in the form's order; one numbering style if it serves."""
    order = {code: index for index, (code, _) in enumerate(_WORDS)}
    known = [heading for heading in candidates if heading.code]
    best: list[_Heading] = []
    for style in ("han", "bracket", None):
        chain = _longest_chain([h for h in known if style is None or h.style == style], order)
        if len(chain) > len(best):
            best = chain
    return _with_misplaced(best, known)


def _with_misplaced(chain: list[_Heading], known: Sequence[_Heading]) -> list[_Heading]:
    """The chain, and what stands out of the form's order under the form's own number, in the style of the chain."""
    there = {heading.code for heading in chain}
    style = chain[0].style if len(chain) >= _MOST else "none"
    misplaced = {
        heading.code: heading
        for heading in reversed(known)
        if heading.code not in there
        and heading.style == style != "none"
        and heading.number == _NUMBERS.get(heading.code or "")
    }
    return sorted((*chain, *misplaced.values()), key=lambda heading: heading.position)


def _longest_chain(headings: Sequence[_Heading], order: dict[str, int]) -> list[_Heading]:
    chains: list[list[_Heading]] = []
    for heading in headings:
        rank = order[str(heading.code)]
        before = [chain for chain in chains if order[str(chain[-1].code)] < rank]
        longest = max(before, key=len, default=[])
        chains.append([*longest, heading])
    return max(chains, key=lambda chain: (len(chain), -chain[0].position), default=[])


def _free_form(candidates: Sequence[_Heading]) -> list[_Heading]:
    """Reports without the prescribed tables (before 2019): every heading 一、 二、 … in turn."""
    style = "han" if any(h.style == "han" for h in candidates) else "bracket"
    return [h for h in candidates if h.style == style]


def _section(chosen: Sequence[_Heading], index: int, paragraphs: Sequence[tuple[int, Paragraph]]) -> Section:
    heading = chosen[index]
    end = chosen[index + 1].position if index + 1 < len(chosen) else len(paragraphs)
    block = paragraphs[heading.position][1]
    lines = [_rest_as_printed(block.text, heading)] if heading.rest else []
    in_table = heading.code in ("disclosure", "applications", "proceedings")
    for _, paragraph in paragraphs[heading.position + 1 : end]:
        text = CONVERTER_MARKS.sub("", paragraph.text).strip(" \t\r\n\u3000\xa0|")
        if text and not (in_table and _is_table_text(paragraph.text)):
            lines.append(text)
    printed = " ".join(CONVERTER_MARKS.sub("", block.text).split())
    words = (
        re.sub(r"^\s*[(（]?\s*第?[一二三四五六七八九十]+\s*(?:部分)?\s*[)）]?\s*[、.．,:：]?\s*", "", printed)
        if heading.number
        else printed
    )
    if heading.rest:
        words = heading.words
    return Section(
        code=heading.code,
        number=heading.number,
        heading=words,
        text="\n".join(line for line in lines if line),
        where=block.where,
    )


def _rest_as_printed(text: str, heading: _Heading) -> str:
    """What follows the heading on its own line, as printed."""
    printed = CONVERTER_MARKS.sub("", text).strip()
    wanted = len(heading.rest)
    for cut in range(len(printed)):
        if len(clean(printed[cut:])) <= wanted:
            return printed[cut:].strip()
    return heading.rest


def _is_table_text(text: str) -> bool:
    words = squeezed(text)
    if "\t" in text.strip("\t") or "|" in text or looks_like_value(words):
        return True
    if len(label(words).words) <= 30 and any(similarity(words, word) >= 0.85 for word in _TABLE_WORDS):
        return True
    return len(words) <= 24 and words.startswith(("第二十条第", "二十条第"))


def _without_signature(sections: list[Section]) -> list[Section]:
    """The last section without the signature and the date under it."""
    if not sections:
        return sections
    last = sections[-1]
    lines = last.text.split("\n")
    signed = next(
        (i for i in range(len(lines) - 1, max(-1, len(lines) - 4), -1) if _SIGNED.match(clean(lines[i]))), None
    )
    if signed is not None:
        by = signed - 1
        named = by >= 0 and len(clean(lines[by])) <= 30 and not _SENTENCE.search(lines[by])
        del lines[by if named else signed : signed + 1]
    trimmed = Section(code=last.code, number=last.number, heading=last.heading, text="\n".join(lines), where=last.where)
    return [*sections[:-1], trimmed]
