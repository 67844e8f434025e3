"""Characters of symbol fonts, which mean nothing outside their font unless they are translated."""

from __future__ import annotations

UNKNOWN = "\ufffd"
"""Stands for a sign that only its font can show."""

_PRIVATE = 0xF000
"""Word adds this to the codes of symbol fonts."""
_SAME = frozenset("0123456789.,+/()[]{}%:;<=> ")
"""In the font Symbol these are what they are in ASCII; its letters are Greek."""
_WINGDINGS = {
    **{0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)},
    **{0x8B + number: chr(0x2776 + number - 1) for number in range(1, 11)},
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x75: "◆",
    0xA8: "□",
    0xD8: "➢",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□"}


def symbol(font: str, code: str) -> str:
    """Return the character of a symbol given by font and hexadecimal code.

    >>> symbol("Symbol", "F031"), symbol("Wingdings", "F081"), symbol("Webdings", "F021") == UNKNOWN
    ('1', '①', True)
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return translated(font, number)


def translated(font: str, number: int) -> str:
    """Return the character that a code stands for in a font."""
    low = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 0x100 else number
    name = font.lower()
    if name == "symbol":
        return chr(low) if low < 0x80 and chr(low) in _SAME else "-" if low == 0x2D else UNKNOWN
    if name.startswith("wingdings"):
        return (_WINGDINGS_2 if name.endswith("2") else _WINGDINGS).get(low, UNKNOWN)
    if number > 0x10FFFF or 0xD800 <= number < 0xF900:
        return UNKNOWN
    return chr(number)


def has_private(text: str) -> bool:
    """Whether a text holds codes of a symbol font."""
    return max(text, default="") >= "\uf000" and any("\uf000" <= character <= "\uf0ff" for character in text)


def translate(font: str, text: str) -> str:
    """Translate the codes of a symbol font inside a text; other characters stay."""
    return "".join(
        translated(font, ord(character)) if "\uf000" <= character <= "\uf0ff" else character for character in text
    )
