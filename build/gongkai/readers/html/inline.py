"""Elements that stand for text, or change what their text means, put into words before the text is read.

A footnote mark must not become a digit, a picture must not become a blank, and a figure drawn in another order than it
is written must not be read as written.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.html.edit import drop, replace

if TYPE_CHECKING:
    from lxml import etree

    from gongkai.readers.html.css import Declarations, Styles

UNREAD = "[img]"
"""Stands for a picture in a cell: not blank, and no number."""
REORDERED = "\u202e"
"""Marks text that is displayed in another order than it is stored, or perhaps not at all."""

_PICTURES = frozenset({"canvas", "embed", "img", "math", "meter", "object", "picture", "progress", "svg", "video"})
_SPACER = re.compile(r"spacer|blank\.|transparent|pixel|clear\.gif|1x1|R0lGODlhAQAB", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE_CHARACTERS = 20
"""Characters of the longest figure with its unit and sign; in longer text the order of pieces says nothing of numbers."""
_MAX_TELLING = 20_000
_MAX_MARKS = 500
"""Elements on one page, and in one cell, that change what a text means; a figure has a few."""
_STRUCK_WORDS = 60
"""Characters that are left out when struck in prose; more may be an article whose mark is never closed."""
_FIGURE = re.compile(r"[\d.,+\-−—/%\ue000-\uf8ff]|\[img")
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(255, 255, 255)"})
_COLOURED = re.compile(r"^#?\w|background")
_TYPED = frozenset({"", "text", "number", "tel", "search"})
_STRUCK = frozenset({"del", "s", "strike"})
_RAISED = frozenset({"sup", "sub"})
_TELLING = (*sorted(_RAISED | _STRUCK), "input", "textarea", "select", "bdo", "font")
_COUNTED = tuple(tag for tag in _TELLING if tag != "font")
_MARK = re.compile(r"[\[\]()（）〔〕【】〈〉<>①-⒛㈠-㈩\d*＊※#†‡a-zA-Z注见、,，-]{1,8}")
_CONTENT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)\s*\)|([\w-]+\([^)]*\))")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_BLOCK_DISPLAYS = frozenset({"block", "list-item", "flex", "grid"})
_INLINE = frozenset({"span", "font", "b", "i", "em", "strong", "u", "a", "label", "big", "small"})


def put_into_words(root: etree._Element, styles: Styles) -> None:
    """Rewrite such elements of a page; `styles` is what is declared on them.

    Raises:
        UnreadableFileError: `too_large` for a cell that nobody wrote.
    """
    _check_size(root)
    for element in [*root.iter("rt", "rp", "rtc")]:
        drop(element)
    for element, declared in styles.items():
        _as_displayed(element, declared)
    cells = _Cells()
    for element in dict.fromkeys([*root.iter(*_TELLING), *styles]):
        cell = cells.of(element)
        if cell is not None and element is not cell:
            _reword(element, cell, styles.get(element, {}))
        elif element.tag in _STRUCK and len("".join(element.itertext())) <= _STRUCK_WORDS:
            drop(element)
    for element in [
        e for e, declared in styles.items() if declared.keys() & {"before", "after"} and cells.of(e) is not None
    ]:
        _generated(element, styles[element])
    for cell in dict.fromkeys(cells.of(picture) for picture in root.iter(*_PICTURES)):
        if cell is not None:
            _pictures(cell)


def _check_size(root: etree._Element) -> None:
    """Refuse what nobody wrote: the work done grows with the square of these numbers."""
    marks = [*root.iter(*_COUNTED, *_PICTURES)]
    per_cell = Counter(cell for mark in marks if (cell := next(mark.iterancestors("td", "th"), None)) is not None)
    others = sum(1 for _ in root.iter("rt", "rp", "font"))
    if max(len(marks), others) > _MAX_TELLING or max(per_cell.values(), default=0) > _MAX_MARKS:
        raise UnreadableFileError("too_large", f"网页或单元格里的标记超过 {_MAX_MARKS} 个，不是年度报告；请检查文件")


class _Cells:
    """Finds the cell of data that an element is or stands in."""

    def __init__(self) -> None:
        self._of_data: dict[etree._Element, bool] = {}

    def of(self, element: etree._Element) -> etree._Element | None:
        """The cell; None outside tables and in cells that hold tables."""
        cell = element if element.tag in {"td", "th"} else next(element.iterancestors("td", "th"), None)
        if cell is None:
            return None
        if cell not in self._of_data:
            self._of_data[cell] = cell.find(".//table") is None
        return cell if self._of_data[cell] else None


def _as_displayed(element: etree._Element, declared: Declarations) -> None:
    display = declared.get("display")
    if display in _BLOCK_DISPLAYS and element.tag in _INLINE:
        element.tag = "div"
    elif display == "inline" and element.tag in {"div", "p"}:
        element.tag = "span"


def _reword(element: etree._Element, cell: etree._Element, declared: Declarations) -> None:
    if element.tag in _RAISED or declared.get("vertical-align") in {"super", "sub"}:
        _raised(element, cell)
    elif element.tag in _STRUCK or _is_struck(declared):
        _struck(element, cell)
    elif _is_reversed(element, declared) and not len(element):
        element.text = (element.text or "")[::-1]
    elif element.tag == "input":
        replace(element, _typed(element))
    elif element.tag in {"textarea", "select"}:
        replace(element, _chosen(element))
    elif (_is_moved(element, declared, cell) or _is_white(element, declared, cell)) and _holds_figure(cell):
        element.text = REORDERED + (element.text or "")


def _raised(element: etree._Element, cell: etree._Element) -> None:
    """`12<sup>1</sup>` is twelve with a note; what is raised and no mark of a note leaves the number in doubt."""
    text = "".join(element.itertext()).strip()
    if not text or text == "".join(cell.itertext()).strip():
        return
    if _MARK.fullmatch(text):
        inner = text.strip("[]()（）〔〕【】")
        replace(element, f"[{inner}]")
    else:
        replace(element, f"^{text}")


def _is_struck(declared: Declarations) -> bool:
    return "line-through" in declared.get("text-decoration", "") + declared.get("text-decoration-line", "")


def _struck(element: etree._Element, cell: etree._Element) -> None:
    """What is struck out gives way to what stands beside it; alone, it is neither a number nor a blank."""
    text = "".join(element.itertext()).strip()
    replace(element, f"~~{text}~~" if text and text == "".join(cell.itertext()).strip() else "")


def _typed(element: etree._Element) -> str:
    kind = (element.get("type") or "").lower()
    return element.get("value") or "" if kind in _TYPED else ""


def _chosen(element: etree._Element) -> str:
    if element.tag == "textarea":
        return "".join(element.itertext())
    options = [*element.iter("option")]
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    return "".join(chosen[-1].itertext()) if chosen else ""


def _is_reversed(element: etree._Element, declared: Declarations) -> bool:
    """Whether a text is displayed from right to left, digits and all."""
    direction = declared.get("direction", element.get("dir") or "").lower()
    return direction == "rtl" and (element.tag == "bdo" or "override" in declared.get("unicode-bidi", ""))


def _is_moved(element: etree._Element, declared: Declarations, cell: etree._Element) -> bool:
    """Whether a part of a cell's text is displayed elsewhere than where it is written."""
    if _is_reversed(element, declared):
        return True
    aside = declared.get("float") == "right" or declared.get("order", "0") != "0"
    away = any(declared.get(side, "0")[:1] not in {"0", "a"} for side in ("left", "right"))
    if not aside and not (away and declared.get("position") in {"absolute", "relative"}):
        return False
    text = "".join(element.itertext()).strip()
    return bool(text) and text != "".join(cell.itertext()).strip()


def _holds_figure(cell: etree._Element) -> bool:
    text = "".join("".join(cell.itertext()).split())
    return len(text) <= _FIGURE_CHARACTERS and any(character.isdigit() for character in text)


def _is_white(element: etree._Element, declared: Declarations, cell: etree._Element) -> bool:
    """Whether a part of a cell's text is white, on a ground that nothing says is not white too."""
    if (declared.get("color") or element.get("color") or "").strip().lower() not in _WHITE:
        return False
    text = "".join(element.itertext()).strip()
    if not text or text == "".join(cell.itertext()).strip() or "background" in declared:
        return False
    around = [element, *takewhile(lambda a: a.tag != "body", element.iterancestors())]
    return not any(
        _COLOURED.search(f"{a.get('bgcolor') or ''} {a.get('style') or ''} {a.get('background') or ''}") for a in around
    )


def _generated(element: etree._Element, declared: Declarations) -> None:
    """Text that the style sheet adds before or after an element; beside text, only what may be a part of a figure."""
    before, after = (_content(declared.get(where), element) for where in ("before", "after"))
    if "".join(element.itertext()).strip():
        before, after = (text if _FIGURE.search(text) else "" for text in (before, after))
    if before:
        element.text = before + (element.text or "")
    if after and len(element):
        last = element[-1]
        last.tail = (last.tail or "") + after
    elif after:
        element.text = (element.text or "") + after


def _content(value: str | None, element: etree._Element) -> str:
    if not value or value in {"none", "normal"}:
        return ""
    return "".join(
        UNREAD
        if match[4]
        else element.get(match[3], "")
        if match[3]
        else _ESCAPE.sub(_character, match[1] if match[1] is not None else match[2])
        for match in _CONTENT.finditer(value)
    )


def _character(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def _pictures(cell: etree._Element) -> None:
    """Mark pictures in cells that have no words: a figure, or a part of one, may be drawn in them."""
    pictures = [element for element in cell.iter(*_PICTURES) if not _is_spacer(element)]
    if not pictures or _HAN.search("".join(cell.itertext())):
        return
    for picture in pictures:
        if picture.getparent() is not None and not any(a.tag in _PICTURES for a in picture.iterancestors()):
            alternative = (picture.get("alt") or "").strip()[:20]
            replace(picture, f"[img: {alternative}]" if alternative else UNREAD)


def _is_spacer(picture: etree._Element) -> bool:
    """Whether a picture only keeps a place free."""
    if _SPACER.search((picture.get("src") or "")[:200]):
        return True
    return any(re.fullmatch(r"\s*[0-3](?:px)?\s*", picture.get(side) or "") for side in ("width", "height"))
