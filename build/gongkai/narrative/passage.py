"""One paragraph read sentence by sentence: numbers get their meaning from the words beside them and the passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.narrative import phrases
from gongkai.narrative.draft import APPLICATION_KINDS, CASE_KINDS, Draft
from gongkai.narrative.numbers import Count, counts
from gongkai.narrative.phrases import UNDECIDED, Meaning
from gongkai.narrative.words import in_words
from gongkai.narrative.years import SINCE, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOUND = re.compile(r"[，。；：:（）()“”\"！？,;]")
_EMPTY = re.compile(
    r"^(?:以?上|另有|另|其中|剩余|其余|还有|尚有|余|有|共有?|共计|总计|全部|这|所有|对|该|的|年末|截至年底|全年|本年度?|年内|我[局镇委办县区市]|\d{4}年度?)*$"
)
_SHARE = re.compile(
    r"(?:占比?|占[^，。；]{0,14}(?:总数|总量|总计|申请|件数|答复|办结)[^，。；]{0,4}|占比(?:为|达|约)?|占总[数量]?的?)(?:的|约|为|达)?$"
)
_UP = re.compile(r"增长|增加|上升|提高|增幅|多|升")
_DOWN = re.compile(r"减少|下降|回落|降低|降幅|减|降")
_COMPARE = re.compile(r"同比|环比|较|比|增长|增加|下降|减少|回落|上升|增幅|降幅")
_SAME = re.compile(r"^(?:而)?(?:上一?年|去年|20\d\d年)(?:度)?(?:同期)?(?:为|是|则为)?$")
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

    def read(self, text: str) -> list[Draft]:
        """What one sentence states, in the order of the words."""
        if phrases.names_application(text):
            self.topic = "applications"
        drafts = _Sentence(self, text).numbers()
        found = [*drafts, *in_words(text, drafts, on_applications=self.on_applications)]
        for draft in found:
            if draft.meaning.kind not in ("percentage", "growth"):
                year = year_of(text, draft.end, self.year)
                draft.year = draft.year if draft.year is not None else year
        found = [draft for draft in found if draft.year != SINCE]
        return sorted((d for d in found if d.of is None or d.of in found), key=lambda draft: (draft.start, draft.end))

    @property
    def on_applications(self) -> bool:
        """Whether applications for information are the topic."""
        return self.topic == "applications" or self.section == "applications"


class _Sentence:
    def __init__(self, passage: Passage, text: str) -> None:
        self.passage = passage
        self.text = text
        self.drafts: list[Draft] = []
        self.last: Draft | None = None
        """Of the number just before, where it stated something."""
        self.subject = ""
        """Row of documents spoken of."""
        self.case = ""
        """Channel of proceedings spoken of."""
        self.part = False

    def numbers(self) -> Sequence[Draft]:
        """A draft for every number that states something."""
        found = list(counts(self.text))
        for index, count in enumerate(found):
            previous = found[index - 1].end if index else 0
            following = found[index + 1].start if index + 1 < len(found) else len(self.text)
            bound = max((match.end() for match in _BOUND.finditer(self.text, previous, count.start)), default=previous)
            if re.search(r"其中", self.text[previous : count.start]):
                self.part = True
            elif "；" in self.text[previous : count.start]:
                self.part = False
            tail_end = next((m.start() for m in _BOUND.finditer(self.text, count.end, following)), following)
            self.last = self._draft(count, self.text[bound : count.start], self.text[count.end : tail_end], bound)
            if self.last:
                self.drafts.append(self.last)
        return self._published()

    def _draft(self, count: Count, lead: str, tail: str, bound: int) -> Draft | None:
        if count.unit == "%" or _COMPARE.search(lead):
            return self._relative(count, lead, bound)
        if _SAME.match(lead) and self.last and self.passage.year:
            made = self._made(count, self.last.meaning, bound)
            named = re.search(r"20\d\d", lead)
            made.year = int(named[0]) if named else self.passage.year - 1
            return made
        if count.unit in ("元", "万元"):
            return self._fee(count, lead, bound)
        if count.unit not in phrases.CASE_UNITS or phrases.FOREIGN.search(lead + tail):
            if phrases.FOREIGN.search(lead + tail):
                self.passage.topic = self.subject = self.case = ""
            return None
        meaning = self._meaning(count, lead, tail, bound)
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

    def _relative(self, count: Count, lead: str, bound: int) -> Draft | None:
        of = self.last
        while of is not None and of.of is not None:
            of = of.of
        if of is None or of.meaning.kind == "unattributed":
            return None
        if count.unit == "%" and _SHARE.match(lead):
            return Draft(Meaning("percentage"), count.value, bound, count.end, "%", count.approximate, of=of)
        down, up = _DOWN.search(lead), _UP.search(lead)
        if not (down or up) or (count.unit != "%" and not phrases.whole_case_unit(count.unit)):
            return None
        value = -count.value if down else count.value
        return Draft(Meaning("growth"), value, bound, count.end, count.unit, count.approximate, of=of)

    def _fee(self, count: Count, lead: str, bound: int) -> Draft | None:
        if not _FEE.search(self.text[: count.end]) or re.search(r"罚|预算|经费|每|标准|采购", lead):
            return None
        wan = 10_000 if count.unit == "万元" else 1
        value = count.value * wan
        value = int(value) if value == int(value) else value
        return self._made(replace(count, value=value), Meaning("fee", "part" if self.part else "total"), bound)

    def _meaning(self, count: Count, lead: str, tail: str, bound: int) -> Meaning | None:
        empty = _EMPTY.match(lead) is not None
        words = tail if empty else lead
        if empty and tail.startswith("中"):
            return None
        for reader in (self._case, self._application, self._document, self._release):
            meaning = reader(count, words, bound, empty=empty)
            if meaning is not None:
                return meaning
        return None

    def _case(self, count: Count, words: str, _: int, *, empty: bool) -> Meaning | None:  # noqa: C901, PLR0911 one line a reading
        if not phrases.whole_case_unit(count.unit):
            return None
        named = phrases.cases(words)
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
        if result == "none":
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
        if not phrases.whole_case_unit(count.unit):
            return None
        before = self.text[:bound]
        named = "申请" in words or "依申请公开" in words
        if re.search(r"主动公开|规范性文件|许可|救助|低保|补贴|专利|复议|诉讼", words):
            return None
        topical = self.passage.on_applications and not phrases.FOREIGN.search(before[max(before.rfind("；"), 0) :])
        followed = bool(self.drafts) and self.drafts[-1].meaning.kind in (*APPLICATION_KINDS, "growth", "percentage")
        if not topical or not (
            named or followed or "申请" in before or self.passage.section == "applications" or not self.drafts
        ):
            return None
        carried = phrases.carried(words, self.passage.year)
        if carried:
            return carried
        if empty and re.search(r"(?:全部|均|都)[^，。]{0,16}(?:办结|答复|回复|办理完)", words):
            last = self.drafts[-1].meaning.kind if self.drafts else ""
            return None if last == "concluded" or self._open() else Meaning("all_answered", "", ("all",))
        for reader in (phrases.outcome, phrases.application):
            meaning = reader(words)
            if meaning:
                return self._checked(meaning, words, empty=empty)
        return self._details(words, named=named, followed=followed, empty=empty)

    def _open(self) -> bool:
        return bool(re.search(r"结转|顺延", self.text))

    def _checked(self, meaning: Meaning, words: str, *, empty: bool) -> Meaning:  # noqa: PLR0911 one line a reading
        """Received and concluded need plain words: 其中收到, 通过网络收到 and 收到企业申请 are parts."""
        if meaning.kind == "outcome" or meaning is UNDECIDED:
            return meaning
        if self.part and meaning.qualifiers[:1] != ("new",) and meaning.kind == "received":
            return self._details(words, named=True, followed=True, empty=empty) or UNDECIDED
        if meaning.kind == "received":
            who, how = phrases.applicant(words), phrases.channel(words)
            if who and who is not UNDECIDED and not how:
                return who
            if how and not who:
                return how
            if who and how:
                return UNDECIDED
        if meaning.kind == "concluded" and self.part and re.search(r"答复|回复", words) and not self._open():
            return UNDECIDED
        return meaning

    def _details(self, words: str, *, named: bool, followed: bool, empty: bool) -> Meaning | None:
        if empty and followed and "撤" in words:
            return UNDECIDED
        who, how = phrases.applicant(words), phrases.channel(words)
        if who and how:
            return UNDECIDED
        if (who or how) and (named or followed):
            return who or how
        return UNDECIDED if named and (followed or not empty) and phrases.names_application(words) else None

    def _document(self, count: Count, words: str, bound: int, *, empty: bool) -> Meaning | None:
        if count.unit not in ("件", "份", "条", "个", "部", "篇"):
            return None
        decision = phrases.decision(words)
        if decision and not empty:
            return decision if count.unit in ("件", "条", "份") else None
        clause = self.text[max(self.text.rfind("；", 0, bound), 0) : bound]
        if "规范性文件" in clause and not self.subject and "规章" not in clause and not self.drafts:
            self.subject = "normative_documents"
        inherits = (
            self.subject if not empty and (not self.drafts or self.drafts[-1].meaning.kind == "documents") else ""
        )
        meaning = phrases.document(words, inherits)
        if meaning is UNDECIDED and not empty and self.drafts and self.drafts[-1].meaning.kind == "documents":
            verb = self.drafts[-1].meaning
            row = phrases.document(words + "制发", "")
            if "published" in verb.qualifiers and row and row.kind == "documents":
                meaning = replace(verb, item=row.item)
        if meaning and meaning.kind == "documents":
            self.subject = meaning.item.partition(".")[0]
        return None if meaning is UNDECIDED else meaning

    def _release(self, count: Count, words: str, bound: int, *, empty: bool) -> Meaning | None:
        if empty or count.unit not in ("条", "件", "篇", "份", "条次"):
            return None
        meaning = phrases.release(words)
        if meaning:
            return meaning
        kinds = {draft.meaning.kind for draft in self.drafts}
        apart = self.drafts and "；" in self.text[self.drafts[-1].end : bound]
        if (
            kinds
            and not apart
            and kinds <= {"published", "growth", "percentage"}
            and not re.search(r"申请|视频|图解|解读", words)
        ):
            return Meaning("published", "part")
        if (
            self.text.find("主动公开", 0, bound) < 0
            and re.search(r"合计|共计|总计", words)
            and "信息" in words
            and kinds == {"published"}
        ):
            return Meaning("published", "total")
        return None

    def _published(self) -> Sequence[Draft]:
        """After 其中 there are parts only; a part without any whole in its sentence is dropped."""
        whole = [d for d in self.drafts if d.meaning.kind == "published" and d.meaning.item == "total"]
        for draft in self.drafts:
            if draft.meaning.kind == "published" and "part" in draft.meaning.qualifiers:
                draft.meaning = replace(draft.meaning, item="part")
        if whole:
            return self.drafts
        return [d for d in self.drafts if d.meaning.kind != "published"]
