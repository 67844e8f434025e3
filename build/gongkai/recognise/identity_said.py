"""Everything in a document that can name the body or the year: titles, prose, mentions, signature, mark-up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.model import Paragraph
from gongkai.recognise import dates
from gongkai.recognise.identity_lines import compact, ends, prose
from gongkai.recognise.identity_mentions import Mention, Signature, mentions, read_signature
from gongkai.recognise.identity_names import is_generic
from gongkai.recognise.titles import Title, find_titles, parse_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Document
    from gongkai.recognise.identity_lines import Ends, Line

LINKS = 3
"""From so many different bodies on, titles before the text are links to other reports."""
_FIRST_WORDS = re.compile(r"(?:^|情况|概述)(?:在)?(20\d\d)年(?!\d)", re.MULTILINE)
_CUT_YEAR = re.compile(r"(?<!\d)\d{1,3}年度?(?=政府|政务|信息)")
"""A title's year that has lost digits: 202年."""
_STRONG = frozenset({"sentence", "subject", "signature"})
_PAGES = frozenset({"text/html", "application/xhtml+xml", "multipart/related"})
"""Their mark-up title is written for the page; a file's property is often left over from the year before."""


@dataclass(frozen=True, slots=True)
class Said:
    """What identity is read from."""

    ends: Ends
    titles: tuple[Title, ...]
    title: Title | None
    """The one that counts."""
    hint: Title | None
    """From the mark-up."""
    page: bool
    """The mark-up is that of a page of its own."""
    prose: str
    """The head without its titles."""
    mentions: tuple[Mention, ...]
    signature: Signature
    damaged: tuple[str, ...]
    """Dates and document numbers that have lost characters, anywhere in the text."""

    @property
    def printed(self) -> bool:
        """Whether the text has a title that says more than a menu entry does."""
        return any(title.years or title.body.name for title in self.titles)


def said(document: Document) -> Said:
    """Look at a document once."""
    both = ends(document)
    titles = tuple(find_titles(both.before))
    taken = {index for title in titles for index in range(title.first, title.last + 1)}
    rest = [line for index, line in enumerate(both.head) if index not in taken]
    text = dates.arabic_years(prose(rest))
    signature = read_signature(both.tail)
    hint = parse_title(compact(document.title)) if document.title else None
    found = tuple(mentions(text, rest, signature, prose(both.tail)))
    sources = (
        {dates.period_year(text) or dates.damaged_period_year(text)},
        {mention.year for mention in found},
        first_years(both),
        {hint.year if hint else None},
        {signature.day.year - 1 if signature.day else None},
    )
    confirmed = Counter(year for source in sources for year in source if year)
    title = _best(_own(titles, hint, found), confirmed)
    return Said(
        ends=both,
        titles=titles,
        title=title,
        hint=hint,
        page=document.media_type in _PAGES,
        prose=text,
        mentions=found,
        signature=signature,
        damaged=(*(_CUT_YEAR.findall(title.text) if title else ()), *dates.damaged_dates(_dated(document))),
    )


def _own(titles: tuple[Title, ...], hint: Title | None, found: Sequence[Mention]) -> tuple[Title, ...]:
    """The titles without links to other bodies' reports. The last is one too where it stands among them and nothing confirms it."""
    if len({title.body.name for title in titles if title.body.name}) < LINKS:
        return titles
    last = titles[-1]
    others = {mention.name for mention in found if mention.name and mention.source in _STRONG}
    others |= {hint.body.name} if hint and hint.body.name else set()
    confirmed = tuple(title for title in titles if title.body.name and title.body.name in others)
    if confirmed:
        return confirmed
    links = [title for title in titles[:-1] if title.body.name]
    beside = last.first == links[-1].last + 1 and last.years == links[-1].years
    return () if last.body.name and (beside or others) and not last.heading else (last,)


def _best(titles: Sequence[Title], confirmed: Counter[int]) -> Title | None:
    """The title that says most; among equals the one whose year most else confirms, then the one next to the text."""

    def rank(title: Title) -> tuple[bool, bool, bool, int, int]:
        name = title.body.name
        placed = bool(name) and not is_generic(name or "")
        return (title.year is not None, placed, name is not None, confirmed[title.year or 0], title.first)

    return max(titles, key=rank, default=None)


def first_years(both: Ends) -> set[int]:
    """Years with which sentences of the overview begin."""
    return {int(year) for year in _FIRST_WORDS.findall(overview(both)) if dates.plausible(int(year))}


def _dated(document: Document) -> str:
    """The paragraphs in which a date can stand, without spaces."""
    found = (block.text for block in document.blocks if isinstance(block, Paragraph) and "20" in block.text)
    return "\n".join("".join(text.split()) for text in found)


def overview(both: Ends) -> str:
    """Text after the first heading, up to the first cell or label of a table."""
    lines: list[Line] = []
    for line in both.head[both.body or 0 :]:
        if line.cell or line.text.startswith(("第二十条", "信息内容")):
            break
        lines.append(line)
    return dates.arabic_years("\n".join(line.text for line in lines))
