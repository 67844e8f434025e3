"""What the narrative states: numbers with their words, unit and sentence, linked to the cells that should bear them out.

Precision before recall: a count whose subject the words beside it do not decide stays `unattributed`. The value of a
decrease is negative. What is said in words alone has no value, save 零败诉, which is 0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.model import Statement
from gongkai.narrative.bodies import goes_on, other_body
from gongkai.narrative.draft import APPLICATION_KINDS
from gongkai.narrative.passage import Passage
from gongkai.narrative.phrases import UNDECIDED
from gongkai.narrative.readings import readings
from gongkai.narrative.sentences import sentences

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Section
    from gongkai.narrative.draft import Draft
    from gongkai.narrative.sentences import Sentence

__all__ = ["statements"]


def statements(report: AnnualReport) -> tuple[Statement, ...]:
    """Every statement of the narrative, in its order."""
    found: list[Statement] = []
    for position, section in enumerate(report.sections, 1):
        passage = Passage(report.year, section.code)
        paragraph, before, earlier = 0, "", ""
        for sentence in sentences(section):
            if sentence.paragraph != paragraph:
                passage, paragraph, before = Passage(report.year, section.code), sentence.paragraph, ""
            before = before if goes_on(sentence.text) else ""
            drafts = passage.read(sentence.text)
            places = {id(draft): len(found) + index for index, draft in enumerate(drafts)}
            told = [
                _statement(draft, places, sentence, (section, position), report, earlier=earlier) for draft in drafts
            ]
            earlier += sentence.text
            found += [
                statement if statement.other_body else replace(statement, other_body=before) for statement in told
            ]
            before = found[-1].other_body if told else before
    return tuple(found)


def _statement(
    draft: Draft,
    places: dict[int, int],
    sentence: Sentence,
    where: tuple[Section, int],
    report: AnnualReport,
    *,
    earlier: str,
) -> Statement:
    section, position = where
    meaning = draft.meaning
    if section.code == "proceedings" and meaning.kind in APPLICATION_KINDS:
        meaning = UNDECIDED  # notes below that table, such as 含上年度结转数量, count cases
    start, end = sentence.places[draft.start], sentence.places[draft.end - 1] + 1
    return Statement(
        kind=meaning.kind,
        item=meaning.item,
        value=draft.value,
        unit=draft.unit,
        approximate=draft.approximate,
        qualifiers=meaning.qualifiers,
        year=draft.year if draft.of is None else draft.of.year,
        other_body=other_body(sentence.text, draft.end, report, earlier),
        readings=readings(meaning.kind, meaning.item, meaning.qualifiers, report),
        share_of=None if draft.of is None else places[id(draft.of)],
        phrase=section.text[start:end],
        sentence=sentence.printed,
        section=section.code,
        section_position=position,
        paragraph=sentence.paragraph,
        start=start,
        end=end,
    )
