"""Note signs behind figures: 10 with a small raised 1 is ten with a note, and never 101."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai.readers.pdf.objects import Char

DIGITS = frozenset("0123456789０１２３４５６７８９")
BASES = DIGITS | frozenset("件条元个份")
"""What a note sign stands behind: a figure, or its unit."""
SMALLER = 0.85
"""Share of the figure's font size up to which a sign is set smaller; browsers take 0.83, word processors 0.58."""
SHIFTED = 0.12
"""Font sizes from which the baseline of a smaller sign is another one than that of its figure."""
FAR_SHIFTED = 0.25
"""The same for a sign that is no smaller."""
MOST_SHIFTED = 0.8
"""A digit further up or down stands on another line."""
TOUCHING = 0.15
"""Font sizes between a figure and its sign at most."""
_LEVEL = 0.05
"""Font sizes by which the baselines of one number may differ."""
_STRIP = 3.0
"""Points; width of the strips by which the ends of digits are looked up."""


def noted(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Put raised or lowered digits behind a figure into brackets, on the figure's own line.

    >>> from gongkai.readers.pdf.objects import Char
    >>> [char.text for char in noted([Char("2", 0, 50, 5, 10), Char("1", 5, 46.5, 3, 6)])]
    ['2', '[1]']
    """
    ends: dict[int, list[Char]] = {}
    begins: dict[int, list[Char]] = {}
    for char in chars:
        if char.turn == 0 and char.text in BASES and char.size > 0:
            ends.setdefault(int(char.right // _STRIP), []).append(char)
            begins.setdefault(int(char.x // _STRIP), []).append(char)
    heads = {char: base for char in chars if char.text in DIGITS and (base := _base(char, _left(char, ends)))}
    heads = {char: base for char, base in heads.items() if not any(_goes_on(char, other) for other in chars)}
    if not heads:
        return tuple(chars)
    changed: dict[Char, Char] = {}
    for head, base in heads.items():
        sign = [head]
        while following := next(_following(sign[-1], begins), None):
            sign.append(following)
        texts = [char.text for char in sign]
        texts[0] = f"[{texts[0]}"
        texts[-1] = f"{texts[-1]}]"
        changed |= {char: char._replace(text=text, y=base.y) for char, text in zip(sign, texts, strict=True)}
    return tuple(changed.get(char, char) for char in chars)


def _left(char: Char, ends: Mapping[int, Sequence[Char]]) -> list[Char]:
    """What ends where a digit begins, at whatever height."""
    if char.turn:
        return []
    near = _around(char.x, ends)
    return [other for other in near if abs(char.x - other.right) <= TOUCHING * max(other.size, char.size)]


def _following(char: Char, begins: Mapping[int, Sequence[Char]]) -> Iterator[Char]:
    """The next digit of the same number."""
    for other in _around(char.right, begins):
        if other.text in DIGITS and _goes_on(other, char):
            yield other


def _goes_on(char: Char, before: Char) -> bool:
    """Whether a character is the next one on the same line."""
    level = abs(char.y - before.y) <= _LEVEL * before.size
    return level and before.x < char.x and abs(char.x - before.right) <= TOUCHING * before.size


def _around(x: float, strips: Mapping[int, Sequence[Char]]) -> Iterator[Char]:
    strip = int(x // _STRIP)
    for at in (strip - 1, strip, strip + 1):
        yield from strips.get(at, ())


def _base(char: Char, left: Iterable[Char]) -> Char | None:
    """Return the end of the figure that a digit is raised or lowered against; None where it goes on with words."""
    found = None
    for other in left:
        shift = abs(char.y - other.y) / other.size
        if shift <= _LEVEL:
            return None
        least = SHIFTED if char.size <= SMALLER * other.size else FAR_SHIFTED
        if other.text in BASES and least <= shift <= MOST_SHIFTED and char.size <= other.size * (1 + _LEVEL):
            found = other
    return found
