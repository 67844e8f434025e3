"""Fields such as page numbers, tables of contents and form fields: what they show, not what they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.readers.docx.xml import W, number, value

if TYPE_CHECKING:
    from lxml import etree

_UNSEEN = ("TOC", "INDEX", "TOA")
"""Their results repeat headings."""
_TYPE = f"{W}fldCharType"


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False
    """What follows is the result."""
    filled: bool = False
    """The result has text."""
    choice: str = ""
    """What a drop-down list shows when it keeps no result."""


@dataclass(slots=True)
class Fields:
    """Which fields are open; they reach over runs and paragraphs."""

    closed: bool = True
    """Each field that begins in the document also ends; otherwise nothing is taken to be hidden by one."""
    _open: list[_Field] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        """Whether text at this place is shown."""
        return not self.closed or all(
            each.shows and not each.code.lstrip().upper().startswith(_UNSEEN) for each in self._open
        )

    def mark(self, element: etree._Element) -> str:
        """Take note of a `w:fldChar`; return the text that the field itself shows here."""
        kind = element.get(_TYPE)
        if kind == "begin":
            data = element.find(f"{W}ffData")
            self._open.append(_Field(choice=_choice(data)))
            return _checkbox(data) if self.visible_outside() else ""
        if not self._open:
            return ""
        if kind == "separate":
            self._open[-1].shows = True
            return ""
        closed = self._open.pop()
        return closed.choice if closed.choice and not closed.filled and self.visible else ""

    def visible_outside(self) -> bool:
        """Whether the field that has just begun stands in visible text."""
        return all(each.shows for each in self._open[:-1])

    def instruction(self, text: str) -> None:
        """Take note of a piece of a field's code."""
        if self._open and not self._open[-1].shows:
            self._open[-1].code += text

    def fill(self) -> None:
        """Take note that the innermost field has a result."""
        if self._open:
            self._open[-1].filled = True

    def reset(self) -> None:
        """Forget fields that were never closed: a table never stands inside a field's code, nor in a table of contents."""
        self._open = [each for each in self._open if each.shows and not each.code.lstrip().upper().startswith(_UNSEEN)]


def _choice(data: etree._Element | None) -> str:
    """Return the entry chosen in a drop-down list."""
    options = data.find(f"{W}ddList") if data is not None else None
    if options is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in options.iterchildren(f"{W}listEntry")]
    chosen = number(options, "result")
    at = chosen if chosen is not None else number(options, "default") or 0
    return entries[at] if 0 <= at < len(entries) else ""


def _checkbox(data: etree._Element | None) -> str:
    """Return the sign of a check box."""
    box = data.find(f"{W}checkBox") if data is not None else None
    if box is None:
        return ""
    said = value(box, "checked")
    said = value(box, "default") if said is None else said
    return "☑" if said is not None and said not in {"0", "false", "off"} else "☐"


def are_closed(body: etree._Element) -> bool:
    """Whether as many fields end as begin."""
    kinds = [mark.get(_TYPE) for mark in body.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")
