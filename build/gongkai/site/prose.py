"""The narrative as HTML: paragraphs, with short numbered lines and openings set off as sub-headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from gongkai.site.records import Section

_SUB_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．])\S{2,28}"
)
_RUN_IN = re.compile(r"((?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．])[^。，；：\s]{2,14}。)(?=.)")
_ENDS = "。；，：！？.;,:"

ANCHORS = frozenset({"overview", "disclosure", "applications", "proceedings", "problems", "other_matters"})


def paragraphs(text: str) -> Markup:
    """One `<p>` a line; end tags are left out, as HTML allows."""
    out = []
    for line in text.splitlines():
        said = line.strip()
        if not said:
            continue
        is_heading = _SUB_HEADING.fullmatch(said) is not None and said[-1] not in _ENDS
        if is_heading:
            out.append(f'<p class="sub">{escape(said)}')
        elif (match := _RUN_IN.match(said)) is not None:
            out.append(f"<p><b>{escape(match[1])}</b>{escape(said[match.end() :])}")
        else:
            out.append(f"<p>{escape(said)}")
    return Markup("\n".join(out))  # noqa: S704 - escaped above


def heading(section: Section) -> str:
    """As printed, with its number.

    Sections without heading are called 正文.
    """
    title = section.heading or "正文"
    if not section.number:
        return title
    return f"{section.number}{title}" if section.number[-1] in "）)、." else f"{section.number}、{title}"


def anchor(section: Section, taken: set[str]) -> str:
    """Id of a section's heading: its code, or its position where the code is missing or used before."""
    code = section.code
    name = code if code in ANCHORS and code not in taken else f"s{section.position}"
    taken.add(name)
    return name
