"""The narrative as HTML: paragraphs, with short numbered lines and openings set off as sub-headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.annual_report.said import verdict
from gongkai.site.language import _, labels, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.annual_report.said import Saying
    from gongkai.site.records import Section

_SUB_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．])\S{2,28}"
)
_RUN_IN = re.compile(r"((?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．])[^。，；：\s]{2,14}。)(?=.)")
_PART = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
"""Parts of a section that stand in the table of contents."""
_ENDS = "。；，：！？.;,:"

ANCHORS = frozenset({"overview", "disclosure", "applications", "proceedings", "problems", "other_matters"})


@dataclass(frozen=True, slots=True)
class Told:
    """A section's narrative."""

    html: Markup
    contents: tuple[tuple[str, str], ...]
    """(anchor, heading) of its parts （一）, （二） and so on."""


def paragraphs(text: str, anchor: str = "", sayings: Sequence[Saying] = ()) -> Told:
    """One `<p>` a line, `<h3>` for sub-headings; end tags of paragraphs are left out, as HTML allows.

    Args:
        text: of the section.
        anchor: of its heading; those of its parts begin with it. Without one, parts get none.
        sayings: statements to mark in it, in the order of the text, none over another.
    """
    out: list[str] = []
    contents: list[tuple[str, str]] = []
    waiting = list(reversed(sayings))
    offset = 0
    for whole in text.splitlines(keepends=True):
        line = whole.strip()
        start, offset = offset + len(whole) - len(whole.lstrip()), offset + len(whole)
        if not line:
            continue
        if _SUB_HEADING.fullmatch(line) is not None and line[-1] not in _ENDS:
            name = _entry(contents, anchor, line)
            out.append(f"<h3{name}>{escape(line)}</h3>")
        elif (match := _RUN_IN.match(line)) is not None:
            name = _entry(contents, anchor, match[1][:-1])
            out.append(
                f"<p{name}><b>{escape(match[1])}</b>{_marked(line[match.end() :], start + match.end(), waiting)}"
            )
        else:
            out.append(f"<p>{_marked(line, start, waiting)}")
    return Told(Markup("\n".join(out)), tuple(contents))  # noqa: S704 - escaped above


def _entry(contents: list[tuple[str, str]], anchor: str, heading: str) -> str:
    """Note a part for the table of contents; the attribute that makes it a target."""
    if not anchor or _PART.match(heading) is None:
        return ""
    contents.append((f"{anchor}.{len(contents) + 1}", heading))
    return f" id={contents[-1][0]}"


def _marked(line: str, start: int, waiting: list[Saying]) -> str:
    """Text with its statements marked; `start` is where it begins in the section, `waiting` are those still to come, the next one last."""
    while waiting and waiting[-1].start < start:
        waiting.pop()
    out, at = [], 0
    while waiting and waiting[-1].end <= start + len(line):
        saying = waiting.pop()
        first, last = saying.start - start, saying.end - start
        if line[first:last] != saying.phrase:
            continue
        out.append(str(escape(line[at:first])))
        out.append(_mark(saying))
        at = last
    out.append(str(escape(line[at:])))
    return "".join(out)


def _mark(saying: Saying) -> str:
    """A phrase with a link to its figure, or to the doubt about it; what the tables say to it is the link's title."""
    differs = saying.state in ("failed", "explained")
    target = f"f{saying.finding}" if differs and saying.finding is not None else saying.cell
    kind = "no" if differs else "ok" if saying.state == "passed" else "open"
    said = escape(verdict(saying))
    name = f"mark class={kind}"
    inner = escape(saying.phrase)
    if not target:
        return f'<{name} title="{said}">{inner}</mark>'
    link = f'<a href=#{escape(target)} title="{said}">{inner}</a>'
    return f"<{name}>{link}</mark>" if differs else f'<a class={kind} href=#{escape(target)} title="{said}">{inner}</a>'


def heading(section: Section) -> str:
    """As printed, with its number; on pages in another language the official label of what it is, if it is one of those.

    Sections without heading are called 正文.
    """
    if spoken() != "zh" and section.code in ANCHORS:
        return labels("sections")[section.code]
    title = section.heading or _("正文")
    if not section.number:
        return title
    return f"{section.number}{title}" if section.number[-1] in "）)、." else f"{section.number}、{title}"


def anchor(section: Section, taken: set[str]) -> str:
    """Id of a section's heading: its code, or its position where the code is missing or used before."""
    code = section.code
    name = code if code in ANCHORS and code not in taken else f"s{section.position}"
    taken.add(name)
    return name
