"""Numbers of documents, of decisions and of items published, where the section on disclosure or the overview counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.narrative import phrases
from gongkai.narrative.phrases import UNDECIDED, Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.narrative.draft import Draft
    from gongkai.narrative.numbers import Count

_INSIDE = re.compile(r"（[^（）]*$")
"""Within a bracket that is still open."""
_AMONG = re.compile(r"^(?:在|上述|以上)[^。]{0,16}(?:公开|发布)[^。]{0,8}信息中")
_NOUN = re.compile(r"的?(?P<noun>(?:行政)?规范性文件|(?:政府|部门)?规章)(?!的?(?:解读|清理|审查|备案|制度))")
"""After its number: 制发3份规范性文件."""
_ENDS = re.compile(r"$|[，。；：、（）！]|[和及与并]")
"""No noun of its own follows the number: 废止1件, not 公开3件解读."""
_MEDIUM = re.compile(
    r"网站|门户|平台|专栏|微信|微博|公众号|新媒体|媒体|公[开示]栏|公报|新闻发布会|(?:其[他它]|多种|各种)(?:方式|渠道)"
)
_ALTOGETHER = re.compile(r"合计|共计|总计|累计")
_DOCUMENT_UNITS = ("件", "份", "条", "个", "部", "篇")
_DECISION_UNITS = ("件", "条", "份")
_ITEM_UNITS = ("条", "件", "篇", "份", "条次")


@dataclass(slots=True)
class Documents:
    """What one sentence has said of documents, and of items published."""

    text: str
    drafts: Sequence[Draft]
    """What its numbers before this one state."""
    goes_on: str = ""
    """Kind of the number before the sentence, where the sentence goes on with 其中."""
    subject: str = ""
    """Row of documents spoken of."""

    def read(self, count: Count, words: str, bound: int, *, empty: bool) -> Meaning | None:
        """Decisions or documents; None where the words name neither, or leave it open."""
        if count.unit not in _DOCUMENT_UNITS:
            return None
        after = _NOUN.match(self.text, count.end)
        words += after["noun"] if after and not empty else ""
        published = self.goes_on == "published" or any(draft.meaning.kind == "published" for draft in self.drafts)
        decision = None if empty else phrases.decision(words)
        if decision:
            return decision if count.unit in _DECISION_UNITS and not (published and count.unit == "条") else None
        meaning = self._document(words, bound, goes_on=not empty and _ENDS.match(self.text, count.end) is not None)
        if meaning is UNDECIDED and not empty:
            meaning = self._listed(words)
        if meaning is None or meaning is UNDECIDED or self._repealed_apart(meaning, words):
            return None
        self.subject = meaning.item.partition(".")[0]
        if published and meaning.item.endswith(".issued"):
            meaning = replace(meaning, qualifiers=("published",))
        inside = _INSIDE.search(self.text[: count.start])
        return replace(meaning, qualifiers=(*meaning.qualifiers, "part")) if inside else meaning

    def released(self, count: Count, words: str, bound: int, *, empty: bool) -> Meaning | None:
        """Items published: the whole or a part of it."""
        if empty or count.unit not in _ITEM_UNITS:
            return None
        if "累计" in words and self._last() == "published":
            return None  # 新增240条，累计已达1950条
        meaning = phrases.release(words)
        among = _AMONG.search(self.text[self.text.rfind("；", 0, bound) + 1 : bound])
        if meaning and meaning.item == "total" and among:
            return Meaning("published", "part")
        return meaning or self._portion(words, bound)

    def _document(self, words: str, bound: int, *, goes_on: bool) -> Meaning | None:
        clause = self.text[max(self.text.rfind("；", 0, bound), 0) : bound]
        if "规范性文件" in clause and not self.subject and "规章" not in clause and not self.drafts:
            self.subject = "normative_documents"
        return phrases.document(words, self.subject if goes_on and self._last() in ("", "documents") else "")

    def _listed(self, words: str) -> Meaning:
        """发布规章1件、规范性文件2件: a bare name in a list takes the verb of the one before, brackets left out."""
        told = [draft for draft in self.drafts if not _INSIDE.search(self.text[: draft.start])]
        row = phrases.document(words + "制发", "")
        if not told or told[-1].meaning.kind != "documents" or not row or row.kind != "documents":
            return UNDECIDED
        verb = told[-1].meaning
        return replace(verb, item=f"{row.item.partition('.')[0]}.{verb.item.partition('.')[2]}")

    def _repealed_apart(self, meaning: Meaning, words: str) -> bool:
        """失效3件、废止2件: neither is the whole of what the table calls 废止."""
        if not meaning.item.endswith(".repealed") or ("失效" in words) == ("废止" in words):
            return False
        return ("废止" if "失效" in words else "失效") in self.text

    def _portion(self, words: str, bound: int) -> Meaning | None:
        """A number in a list of parts, or the whole named after them."""
        kinds = {draft.meaning.kind for draft in self.drafts}
        apart = self.drafts and "；" in self.text[self.drafts[-1].end : bound]
        listed = kinds and not apart and kinds <= {"published", "growth", "percentage"}
        if listed and not re.search(r"申请|不予|视频|图解|解读", words):
            return Meaning("published", "part")
        summed = re.search(r"合计|共计|总计", words) and "信息" in words and kinds == {"published"}
        return Meaning("published", "total") if summed and "主动公开" not in self.text[:bound] else None

    def _last(self) -> str:
        return self.drafts[-1].meaning.kind if self.drafts else ""


def mark_media(text: str, drafts: Sequence[Draft]) -> None:
    """通过网站公开信息7条，通过微信公开信息9条: what one more medium published is no whole; nor is any before a sum of them."""
    wholes = [d for d in drafts if d.meaning.kind == "published" and d.meaning.item == "total"]
    starts = [0, *(whole.end for whole in wholes)]
    words = [text[start : whole.end] for start, whole in zip(starts, wholes, strict=False)]
    summed = len(wholes) > 2 and _ALTOGETHER.search(words[-1]) and not _MEDIUM.search(words[-1])
    parts = (
        wholes[:-1] if summed else [w for w, told in zip(wholes[1:], words[1:], strict=True) if _MEDIUM.search(told)]
    )
    for draft in parts:
        draft.meaning = replace(draft.meaning, item="part", qualifiers=("part",))
