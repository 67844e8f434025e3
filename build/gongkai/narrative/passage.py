"""One paragraph read sentence by sentence: numbers get their meaning from the words beside them and the passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.narrative import phrases
from gongkai.narrative.comparisons import Told, compares, other_year, relative
from gongkai.narrative.documents import Documents, mark_media
from gongkai.narrative.draft import APPLICATION_KINDS, CASE_KINDS, Draft
from gongkai.narrative.numbers import Count, counts
from gongkai.narrative.phrases import UNDECIDED, Meaning
from gongkai.narrative.words import in_words
from gongkai.narrative.years import SINCE, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOUND = re.compile(r"[，。；：:（）()“”\"！？,;]")
_EMPTY = re.compile(
    r"^(?:以?上|另有|另|其中|剩余|其余|还有|尚有|余|有|共有?|共计|总计|除|全部|这|所有|对|该|的|年末|截至年底|全年|本年度?|年内|我[局镇委办县区市]|\d{4}年度?)*$"
)
_ELSEWHERE = re.compile(
    r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]）|\d{1,2}[、。])[^，。；：]{0,8}?(?:主动公开|信息管理|平台|监督|保障|解读|培训|队伍|制度)"
)
"""A new point on another topic in the same paragraph."""
_MADE = re.compile(r"(?:制作|制发|形成)[^，。；]{0,14}(?:信息|文件|公文)|公开属性")
"""What was made and how it was marked: 不予公开 there is no reply to an application."""
_MARKED = re.compile(
    r"依申请公开(?:的)?\d+[件条项个份篇]?[，、和及]*不予公开|不予公开(?:的)?\d+[件条项个份篇]?[，、和及]*依申请公开"
)
"""主动公开39件，依申请公开3件，不予公开2件: documents by the mark they bear."""
_CASE_NOUN = re.compile(r"(?:政府)?(?:信息公开)?(?:类)?(?:行政)?(?:复议|诉讼|应诉)")
_BARE = re.compile(
    r"(?:20\d\d年度?|全年|本年度?|我[局镇委办县区市街乡]|共有?|的|有)*(?:政府|政务)信息公开申请(?:事项|件)?(?:共计?|有|为)*"
)
_PLAIN_RECEIVED = re.compile(
    r"(?:20\d\d年度?|全年|本年度?|年内|我[局镇委办县区市街乡]|共计?|总共|累计)*(?:收到|受理|接到|新收)(?:各类|的)*申请(?:共计?|总计)?"
)
"""Applications, and the words do not say for what."""
_OTHER_THINGS = re.compile(r"^(?:方面|领域|工作日|部门|单位|月|类|栏目|环节|以上|小时|年)")
_ABOUT_CASES = re.compile(r"信息公开|依申请公开|政务公开")
_JUSTICE = re.compile(
    r"(?:受理|收到|审理|办理|办结|接到|新收|审结|承办)[^，。；]{0,16}复议|复议(?:申请|案件)?[^，。；]{0,4}(?:受理|审结)"
)
_FEE = re.compile(r"信息处理费|公开处理费|申请处理费")


@dataclass(slots=True)
class Passage:
    """What earlier sentences of the paragraph leave for the next: its topic."""

    year: int | None
    section: str | None
    topic: str = ""
    """`applications`, `cases` or nothing."""
    last: str = ""
    """Kind of the last number."""
    told: int | None = None
    """Year of the last number, for a sentence that goes on with 其中."""

    def read(self, text: str) -> list[Draft]:
        """What one sentence states, in the order of the words."""
        if _ELSEWHERE.match(text):
            self.topic = self.last = ""
        if phrases.names_application(text) or phrases.lists_outcomes(text):
            self.topic = "applications"
        drafts = _Sentence(self, text).numbers()
        self.last = _last(drafts) or self.last
        found = [*drafts, *in_words(text, drafts, on_applications=self.on_applications)]
        for draft in found:
            if draft.meaning.kind not in ("percentage", "growth"):
                year = year_of(text, draft.end, self.year)
                if text.startswith("其中") and year is None:
                    year = self.told
                if draft.meaning.item != "carried_in":
                    draft.year = draft.year if draft.year is not None else year
        self.told = next((d.year for d in reversed(found) if d.of is None), None)
        found = [draft for draft in found if draft.year != SINCE]
        return sorted((d for d in found if d.of is None or d.of in found), key=lambda draft: (draft.start, draft.end))

    @property
    def on_applications(self) -> bool:
        """Whether applications for information are the topic."""
        return self.topic == "applications" or self.section == "applications"


def _last(drafts: Sequence[Draft]) -> str:
    """Kind of the last number that states something."""
    return next((d.meaning.kind for d in reversed(drafts) if d.meaning.kind != "unattributed"), "")


class _Sentence:
    def __init__(self, passage: Passage, text: str) -> None:
        self.passage = passage
        self.text = text
        self.drafts: list[Draft] = []
        self.last: Draft | None = None
        """Of the number just before, where it stated something."""
        self.documents = Documents(text, self.drafts, goes_on=passage.last if text.startswith("其中") else "")
        self.case = ""
        """Channel of proceedings spoken of."""
        self.part = False
        self.before_noun = False
        """Whether the number just before stood in front of its noun: 4件行政复议、2件行政诉讼."""

    def numbers(self) -> Sequence[Draft]:
        """A draft for every number that states something."""
        found = list(counts(self.text))
        for index, count in enumerate(found):
            previous = found[index - 1].end if index else 0
            following = found[index + 1].start if index + 1 < len(found) else len(self.text)
            bound = max((match.end() for match in _BOUND.finditer(self.text, previous, count.start)), default=previous)
            if re.search(r"其中", self.text[previous : count.start]):
                self.part = True
            elif "；" in self.text[previous : count.start] or self._other_topic(self.text[previous : count.start]):
                self.part = False
            tail_end = next((m.start() for m in _BOUND.finditer(self.text, count.end, following)), following)
            lead = self.text[bound : count.start]
            if self.before_noun and bound == previous and lead.endswith(("、", "和", "及", "与")):
                bound, lead = count.start, ""
            self.last = self._draft(count, lead, self.text[count.end : tail_end], bound)
            self.before_noun = _EMPTY.match(lead) is not None
            if self.last:
                self.drafts.append(self.last)
        return self._published()

    def _other_topic(self, words: str) -> bool:
        """主动公开信息60条，其中网站45条，收到和处理信息公开申请2件: the applications are no part of what was published."""
        return phrases.names_application(words) and _last(self.drafts) == "published"

    def _draft(self, count: Count, lead: str, tail: str, bound: int) -> Draft | None:
        told = Told(self.text, self.drafts, self.last, self.passage.year)
        year = other_year(count, lead, bound, told)
        if year and self.last:
            made = self._made(count, self.last.meaning, bound)
            made.year = year
            return made
        if compares(count, lead):
            return relative(count, lead, bound, told)
        if count.unit in ("元", "万元"):
            return self._fee(count, lead, bound)
        foreign = phrases.FOREIGN.search(lead + re.split("[、和及]", tail)[0])
        if foreign and not (self.part and _last(self.drafts) in APPLICATION_KINDS):
            self.passage.topic = self.documents.subject = self.case = ""
        counted = count.unit in (*phrases.CASE_UNITS, "篇") and not _OTHER_THINGS.match(tail) and not foreign
        meaning = self._meaning(count, lead, tail, bound) if counted else None
        if meaning is None:
            return None
        made = self._made(count, meaning, bound + len(lead) - len(lead.lstrip("、和及")))
        if _EMPTY.match(lead):
            made.end += len(tail)
        return made

    def _made(self, count: Count, meaning: Meaning, start: int) -> Draft:
        if self.part and "part" not in meaning.qualifiers and meaning.kind != "unattributed":
            meaning = replace(meaning, qualifiers=(*meaning.qualifiers, "part"))
        return Draft(meaning, count.value, min(start, count.start), count.end, count.unit, count.approximate)

    def _fee(self, count: Count, lead: str, bound: int) -> Draft | None:
        if not _FEE.search(self.text[: count.end]) or re.search(r"罚|预算|经费|每|标准|采购", lead):
            return None
        wan = 10_000 if count.unit == "万元" else 1
        value = count.value * wan
        value = int(value) if value == int(value) else value
        return self._made(replace(count, value=value), Meaning("fee", "part" if self.part else "total"), bound)

    def _meaning(self, count: Count, lead: str, tail: str, bound: int) -> Meaning | None:
        empty = _EMPTY.match(lead) is not None or (_CASE_NOUN.match(tail) is not None and not phrases.cases(lead))
        words = tail if empty else lead
        if empty and tail.startswith("中"):
            return None
        for reader in (self._case, self._application, self.documents.read, self.documents.released):
            meaning = reader(count, words, bound, empty=empty)
            if meaning is not None:
                return meaning
        return None

    def _case(self, count: Count, words: str, _: int, *, empty: bool) -> Meaning | None:  # noqa: C901, PLR0911 one line a reading
        if not phrases.whole_case_unit(count.unit):
            return None
        if empty:
            end = _BOUND.search(self.text, count.end)
            words = self.text[count.end : end.start() if end else len(self.text)]
        named = phrases.cases(words)[: 1 if empty else None]
        result = phrases.result(words)
        before = self.drafts and self.drafts[-1].meaning.kind in CASE_KINDS
        if not named and not (self.case and before):
            if re.search(r"复议|诉讼", words):
                return UNDECIDED
            return self._case_after(words, result) if result and not named else None
        about = _ABOUT_CASES.search(self.text[: count.end]) or self.passage.section == "proceedings"
        if named and not about and (_JUSTICE.search(words) or not self.passage.on_applications):
            self.case = ""
            return UNDECIDED
        if len(named) > 1:
            self.case = ""
            return UNDECIDED
        if named:
            self.case = named[0]
        if result == "none" or re.search(r"[一二]审|再审", words.replace("未审", "").replace("待审", "")):
            return UNDECIDED
        if result:
            return Meaning("proceedings_result", f"{self.case}.{result}")
        if not named:
            return None if not re.search(r"审结|办结", words) else UNDECIDED
        if empty or re.search(r"审结|办结|答复|参加|撤|败|不予受理|驳回", words):
            return UNDECIDED
        return Meaning("proceedings", self.case, ("recorded",) if phrases.recorded(words) else ())

    def _case_after(self, words: str, result: str) -> Meaning | None:
        named = phrases.cases(self.text)
        return UNDECIDED if named and result != "none" and not phrases.outcome(words) else None

    def _application(self, count: Count, words: str, bound: int, *, empty: bool) -> Meaning | None:  # noqa: PLR0911 one line a reading
        before = self.text[:bound]
        named = "申请" in words
        if re.search(r"主动公开|规范性文件|许可|救助|低保|补贴|专利|复议|诉讼", words):
            return None
        clause = before[max(before.rfind("；"), 0) :]
        topical = self.passage.on_applications and (
            phrases.names_application(words) or self.part or not phrases.FOREIGN.search(clause)
        )
        last = _last(self.drafts) or (self.passage.last if self.text.startswith("其中") else "")
        followed = last in (*APPLICATION_KINDS, "growth", "percentage")
        loose = named or followed if count.unit == "项" else named and not empty
        if not phrases.whole_case_unit(count.unit, loose=loose) or _MADE.search(before + words):
            return None
        carried = phrases.carried(words, self.passage.year)
        if _MARKED.search(self.text) or (not topical and _PLAIN_RECEIVED.fullmatch(words)):
            return UNDECIDED
        if not topical or not (
            carried
            or named
            or followed
            or "申请" in before
            or self.passage.section == "applications"
            or not self.drafts
        ):
            return None
        if carried:
            of_cases = bool(self.drafts) and self.drafts[-1].meaning.kind in CASE_KINDS and not named
            return UNDECIDED if of_cases or self._of_some() else carried
        if empty and re.search(r"(?:全部|均|都)[^，。]{0,16}(?:办结|答复|回复|办理完)", words):
            last = self.drafts[-1].meaning.kind if self.drafts else ""
            return None if last == "concluded" or self._open() else Meaning("all_answered", "", ("all",))
        for reader in (phrases.outcome, phrases.application):
            meaning = reader(words)
            if meaning:
                return self._checked(meaning, words, empty=empty)
        if _BARE.fullmatch(words) and not self.part and not self.drafts:
            return self._bare(count)
        return self._details(words, named=named, followed=followed, empty=empty)

    def _bare(self, count: Count) -> Meaning:
        """政府信息公开申请15件，均已答复: the verb is left out; what follows the number may be its verb."""
        bound = _BOUND.search(self.text, count.end)
        tail = self.text[count.end : bound.start() if bound else len(self.text)]
        if not tail:
            return Meaning("received", "", ("handled",))
        return phrases.carried(tail, self.passage.year) or UNDECIDED

    def _open(self) -> bool:
        return bool(re.search(r"结转|顺延", self.text))

    def _checked(self, meaning: Meaning, words: str, *, empty: bool) -> Meaning:  # noqa: PLR0911 one line a reading
        """Received and concluded need plain words: 其中收到, 通过网络收到 and 收到企业申请 are parts."""
        if meaning.kind == "outcome" and self.part and (self._of_some() or self._of_those_carried_in()):
            return UNDECIDED
        if meaning.kind == "outcome" or meaning is UNDECIDED:
            return meaning
        if self.part and meaning.qualifiers[:1] != ("new",) and meaning.kind == "received":
            return self._details(words, named=True, followed=True, empty=empty) or UNDECIDED
        if meaning.kind == "received":
            who, how = self._applicant(words), phrases.channel(words)
            who = None if who is UNDECIDED else who
            how = None if how is UNDECIDED and phrases.all_channels(words) else how
            if who and how:
                return UNDECIDED
            if who or how:
                return who or how or UNDECIDED
        if meaning.kind == "concluded" and (
            self._of_some() or (re.search(r"按[时期]|如期", words) and "延期" in self.text)
        ):
            return UNDECIDED
        if meaning.kind == "concluded" and self.part and re.search(r"答复|回复", words) and not self._open():
            return UNDECIDED
        return meaning

    def _applicant(self, words: str) -> Meaning | None:
        """其他组织 beside 企业 are those that are left."""
        who = phrases.applicant(words)
        rest = who is not None and who.item == "organisations" and "法人" not in words and "企业" in self.text
        return UNDECIDED if rest else who

    def _of_some(self) -> bool:
        """Whether the sentence counts some applications only: 受理线上申请65件，办结62件."""
        kinds = [draft.meaning.kind for draft in self.drafts]
        return (
            bool(kinds)
            and not self.text.startswith("其中")
            and kinds[0] in ("channel", "applicant")
            and "received" not in kinds
        )

    def _of_those_carried_in(self) -> bool:
        """Whether the sentence counts those carried in only: 包括上年结转4件，其中予以公开3件."""
        kinds = {draft.meaning.kind for draft in self.drafts}
        return "carried_in" in kinds and kinds <= {"carried_in", "outcome", "unattributed"}

    def _details(self, words: str, *, named: bool, followed: bool, empty: bool) -> Meaning | None:
        if empty and followed and "撤" in words:
            return UNDECIDED
        who, how = self._applicant(words), phrases.channel(words)
        if who and how:
            return UNDECIDED
        if (who or how) and (named or followed):
            return who or how
        return UNDECIDED if named and (followed or not empty) and phrases.names_application(words) else None

    def _published(self) -> Sequence[Draft]:
        """After 其中 there are parts only; a part without any whole in its sentence is dropped."""
        for draft in self.drafts:
            if draft.meaning.kind == "published" and "part" in draft.meaning.qualifiers:
                draft.meaning = replace(draft.meaning, item="part")
        mark_media(self.text, self.drafts)
        if any(d.meaning.kind == "published" and d.meaning.item == "total" for d in self.drafts):
            return self.drafts
        return [d for d in self.drafts if d.meaning.kind != "published"]
