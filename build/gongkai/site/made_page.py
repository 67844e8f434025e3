"""Pages that MkDocs renders but nobody writes: headings as Markdown, everything below them as finished HTML.

The HTML goes in after Markdown has run. So nothing in the data can be taken for Markdown, and
long tables cost no time in its parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from gongkai.errors import SiteError

if TYPE_CHECKING:
    from markupsafe import Markup

_PART = re.compile(r"<!--part:(\d+)-->")


@dataclass(frozen=True, slots=True)
class Part:
    """One section; without heading it stands right below the title."""

    html: Markup
    anchor: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class MadePage:
    """One page."""

    source: str
    """Path as if it stood in docs/, such as `years/2023.md`."""
    title: str
    description: str
    parts: tuple[Part, ...]
    hide_title: bool = False
    """The first part has its own `<h1>`."""
    hide_toc: bool = False

    def markdown(self) -> str:
        """Front matter, headings and a mark for each part."""
        hide = ["navigation", "toc"] if self.hide_toc else ["navigation"]
        front = {"title": escape(self.title), "description": escape(self.description), "hide": hide}
        lines = [
            "---",
            *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()),
            "---",
            "",
        ]
        if not self.hide_title:
            lines += [f"# {escape(self.title)} {{#top}}", ""]
        for position, part in enumerate(self.parts):
            if part.heading:
                lines += [f"## {escape(part.heading)} {{#{part.anchor}}}", ""]
            lines += [f"<!--part:{position}-->", ""]
        return "\n".join(lines)

    def fill(self, html: str) -> str:
        """Put the parts into what Markdown made of the headings.

        Raises:
            SiteError: if Markdown lost or repeated a mark.
        """
        pieces = _PART.split(html)
        if [int(position) for position in pieces[1::2]] != list(range(len(self.parts))):
            raise SiteError(f"{self.source}: the parts of the page went astray in Markdown")
        return "".join(self.parts[int(piece)].html if at % 2 else piece for at, piece in enumerate(pieces))
