"""Shells: a page made once by the site generator, filled for every record.

The generator renders one page with markers such as @@TITLE@@. Here it is cut at the markers once;
each record page is then a join of strings. Nothing of the generator is needed for that, so the
fill works after any generator that keeps the markers.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from gongkai.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.render import Page

MARKER = re.compile(r"@@([A-Z]+)@@")
_SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL)
_LINES = re.compile(r"\s*\n\s*(?=<|\Z)|(?:(?<=>)|\A)\s*\n\s*")
"""Ends of lines beside tags: the generator's templates break lines where no blank is meant."""
_SVG = ' xmlns="http://www.w3.org/2000/svg"'
"""Needed in files, not in pages."""
_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
_UNUSED = {"clipboard.": "content.code.copy", "select.version": "version"}
"""Words that the theme's script needs for one feature only."""

EXPECTED: Mapping[str, int] = {"TITLE": 3, "DESCRIPTION": 1, "TOC": 1, "CONTENT": 1}
"""How often each marker stands in a shell: the title in `<title>`, for links in other places, and in the header bar."""

OPTIONAL: Mapping[str, int] = {"URL": 5, "DESCRIBED": 1}
"""How often at most: URL stands in the canonical link and in those to the page in each language, where there are such; DESCRIBED in the `<head>`."""

SHELL_NAME = "_shell"
"""Folder of the shell beside the folders of its records, so that relative links fit."""


def of_record(address: str) -> str:
    """Address of a page; that of a shell with a marker for the record.

    >>> of_record("reports/_shell/"), of_record("years/2023/")
    ('reports/@@URL@@/', 'years/2023/')
    """
    return address.replace(f"/{SHELL_NAME}/", "/@@URL@@/")


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its markers."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]
    """Marker names; `slots[i]` stands between `parts[i]` and `parts[i + 1]`."""

    def fill(self, page: Page) -> str:
        """The finished page. Markers in the record's own text are text and stay."""
        values = {
            "TITLE": escape(page.title),
            "DESCRIPTION": escape(page.description),
            "URL": page.path.rpartition("/")[2],
            "TOC": toc(page.toc),
            "CONTENT": page.content,
            "DESCRIBED": page.described or "",
        }
        out = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            out.append(values[slot])
            out.append(part)
        return "".join(out)


def parse(html: str, name: str) -> Shell:
    """Cut a rendered shell at its markers.

    Args:
        html: the page.
        name: of the shell, for the message.

    Raises:
        SiteError: if a marker is missing, unknown, damaged or there too often.
    """
    pieces = MARKER.split(compact(html))
    parts, slots = tuple(pieces[::2]), tuple(pieces[1::2])
    counts = {slot: slots.count(slot) for slot in slots}
    too_often = [slot for slot, most in OPTIONAL.items() if counts.pop(slot, 0) > most]
    if counts != dict(EXPECTED) or too_often:
        raise SiteError(
            f"shell of {name}: markers {dict(sorted(counts.items()))}, expected {dict(sorted(EXPECTED.items()))}; the theme has changed, adapt EXPECTED"
        )
    if any("@@" in part or "%40%40" in part for part in parts):
        raise SiteError(f"shell of {name}: a marker is left over or damaged")
    return Shell(parts, slots)


def compact(html: str) -> str:
    r"""A rendered page without what no reader and no program needs; it stands around every record page.

    >>> compact('<ul>\n  <li>\n    <a href="x">甲</a> 乙\n  </li>\n</ul>\n<script>\nf()</script>')
    '<ul><li><a href="x">甲</a> 乙</li></ul><script>\nf()</script>'
    """
    pieces = _SCRIPT.split(_CONFIG.sub(_configured, html))
    return "".join(piece if at % 2 else _LINES.sub("", piece).replace(_SVG, "") for at, piece in enumerate(pieces))


def _configured(found: re.Match[str]) -> str:
    """What the theme's script is told, without words for features that are off."""
    content = json.loads(found[2])
    features = {*content["features"], *(["version"] if content.get("version") else [])}
    unused = tuple(begin for begin, feature in _UNUSED.items() if feature not in features)
    content["translations"] = {key: text for key, text in content["translations"].items() if not key.startswith(unused)}
    # As in the theme: `<` must not begin a tag inside of a script.
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"{found[1]}{text}{found[3]}"


def toc(entries: tuple[tuple[str, str], ...]) -> str:
    """The right-hand table of contents in the theme's mark-up."""
    return "".join(_entry(*entry) for entry in entries)


@lru_cache(maxsize=1024)
def _entry(anchor: str, heading: str) -> str:
    """Most pages have the same ones."""
    return f'<li class=md-nav__item><a href="#{anchor}" class=md-nav__link>{escape(heading)}</a>'
