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

CHART = '<figure class="chart"'
"""What a page with charts holds."""

_PART = re.compile(r"<!--part:(\d+)-->")


_BARE_HEADER = re.compile(r"<th(?![^>]*\bscope=)(?=[\s>])")
_SUMS = re.compile(r'<p class="quiet sums">[^<]*</p>')
_CODE_IN_A_CELL = re.compile(r"(?<=<td>)<code>[a-z0-9_]+</code>")
_UNDER_ITS_NAME = re.compile(r"<p><strong>([^<]*)</strong></p>\s*(<table>.*?</table>)", re.DOTALL)


def headed(html: str) -> str:
    r"""Tables written in Markdown: their header cells say that they head columns, as it makes no others.

    Codes in cells may go on in the next line behind an underscore, and nowhere else.
    A table that stands under nothing but its name in bold is one of many such: it is folded under that name.

    >>> headed('<th>a</th><th style="x">b</th><thead>')
    '<th scope="col">a</th><th scope="col" style="x">b</th><thead>'
    >>> headed("<td><code>grant_rate</code></td><code>grant_rate</code>")
    '<td><code>grant_<wbr>rate</code></td><code>grant_rate</code>'
    >>> headed("<p><strong>PDF</strong></p>\n<table><td>1</td></table>")
    '<details><summary>PDF</summary>\n<table><td>1</td></table>\n</details>'
    """
    html = _CODE_IN_A_CELL.sub(lambda found: found[0].replace("_", "_<wbr>"), html)
    folded = _UNDER_ITS_NAME.sub(r"<details><summary>\1</summary>\n\2\n</details>", html)
    return _BARE_HEADER.sub('<th scope="col"', folded)


def _said_once(html: str) -> str:
    """Tables of sums have the same note each; a page needs it below the first.

    >>> _said_once('1<p class="quiet sums">a</p>2<p class="quiet sums">a</p>3')
    '1<p class="quiet sums">a</p>23'
    """
    first = _SUMS.search(html)
    return html[: first.end()] + _SUMS.sub("", html[first.end() :]) if first else html


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
        filled = "".join(self.parts[int(piece)].html if at % 2 else piece for at, piece in enumerate(pieces))
        filled = _said_once(filled)
        return filled + self._script() if CHART in filled else filled

    def _script(self) -> str:
        """What charts need, once for all of them."""
        folders = self.source.removesuffix("index.md").removesuffix(".md")
        up = "../" * (folders.count("/") + (not self.source.endswith("index.md")))
        return f'<script src="{up}assets/chart.js" defer></script>'
