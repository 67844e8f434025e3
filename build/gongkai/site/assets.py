"""Style sheet and scripts of the site: parts that are written apart and published together.

One file of styles for all pages costs one request; scripts go out one by one, each loaded only by the pages that need it.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files

from gongkai.site import icons
from gongkai.site.language import catalogue

STYLE_SHEET = "assets/gongkai.css"
"""Address of all styles, below the root of the site."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ENGLISH = "/*english*/ {}"
_MESSAGE = re.compile(r'_\("([^"]+)"')
_BLANKS = re.compile(r"\s+")


def style_sheet(more: str = "") -> str:
    """The parts of `styles/`, `base.css` first, the others by name; without comments and needless blanks. Then the icons.

    `more` comes last, so that it wins: the colours that the owner of the site chose.
    """
    folder = files(__package__).joinpath("styles")
    names = sorted((part.name for part in folder.iterdir()), key=lambda name: (name != "base.css", name))
    text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names if name.endswith(".css"))
    return _BLANKS.sub(" ", _COMMENT.sub("", text)).strip() + icons.style_sheet() + more + "\n"


def _bilingual(script: str) -> str:
    """The script with English for each `_("…")` in it, where it has a place for that: `/*english*/ {}`."""
    if _ENGLISH not in script:
        return script
    english = catalogue("en")
    words = {text: english[text][0] for text in _MESSAGE.findall(script) if text in english}
    return script.replace(_ENGLISH, json.dumps(words, ensure_ascii=False, separators=(",", ":")))


def scripts() -> dict[str, str]:
    """Address below the root -> text, of each script in `scripts/`."""
    folder = files(__package__).joinpath("scripts")
    return {
        f"assets/{part.name}": _bilingual(part.read_text(encoding="utf-8"))
        for part in sorted(folder.iterdir(), key=lambda part: part.name)
        if part.name.endswith(".js")
    }
