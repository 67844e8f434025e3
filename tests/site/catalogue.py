"""What the site says, as its sources have it, and what stands in the catalogues: for the tests of the languages."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.extract import extract
from babel.messages.pofile import read_po

from gongkai.site.language import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "build" / "gongkai" / "site"
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff0e\uff10-\uffef]")
"""Characters and the stops between them: a mere 、 is a message too."""

_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
"""As `render.environment` reads templates: what stands in `{% trans %}` depends on it."""
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "counted": None}


class Entry(NamedTuple):
    """One message with its English."""

    part: str
    """Name of the file without its ending."""
    message: str
    english: tuple[str, ...]


def messages() -> dict[str, set[str]]:
    """Message -> files that say it, of all that is written out in a template or in a call of `_`."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(SITE.rglob("*.html")):
        own = path.is_relative_to(SITE / "overrides")
        options = {"silent": "false", "newstyle_gettext": "true"} if own else _OPTIONS
        for message in _extracted("jinja2.ext:babel_extract", path, options):
            found[message].add(path.relative_to(SITE).as_posix())
    for method, ending in (("python", "*.py"), ("javascript", "*.js")):
        for path in sorted(SITE.rglob(ending)):
            for message in _extracted(method, path, {}):
                found[message].add(path.relative_to(SITE).as_posix())
    return found


def _extracted(method: str, path: Path, options: dict[str, str]) -> Iterator[str]:
    with path.open("rb") as lines:
        for _line, message, _comments, _context in extract(method, lines, _KEYWORDS, (), options):
            yield message if isinstance(message, str) else message[0]


def constants() -> str:
    """All strings in the modules of site and data package, docstrings left out, one after another.

    What stands in one, or in a query as the name of a column, may be translated where it is used.
    """
    found: list[str] = []
    for path in sorted([*SITE.rglob("*.py"), *SITE.parent.joinpath("package").rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        loose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in loose
        ]
    return "\n".join(found)


def entries() -> list[Entry]:
    """All that stands in the catalogues."""
    found = []
    for path in sorted((SITE / "locale" / "en").glob("*.po")):
        with path.open("rb") as lines:
            for message in read_po(lines, locale="en"):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    key = f"{message.context}{CONTEXT}{key}" if message.context else key
                    english = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                    found.append(Entry(path.stem, key, english))
    return found


def places(text: str) -> set[str]:
    """Names of what is filled in.

    >>> sorted(places("%(count)s 份，占 %(share)s%%"))
    ['count', 'share']
    """
    return set(re.findall(r"%\((\w+)\)[sd]", text))
