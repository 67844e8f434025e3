"""The characters of an OFD text object, each at its place in the object's own coordinates.

A text object has one or more `TextCode`s: a first place X Y, then steps DeltaX and DeltaY, in which `g n v` stands for
n steps of v. Where steps are missing, the last one goes on; where there are none, the characters' widths do.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gongkai.readers.ofd.parts import MAX_COORDINATE, numbers
from gongkai.readers.pdf.objects import LOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_STEPS = 100_000
_UNSEEN = "Cf"
"""Category of marks of direction, joiners and the like, which have no glyph. Control characters are lost ones."""
_STEP = re.compile(r"g|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character by its origin on the baseline; millimetres, y downwards."""

    text: str
    x: float
    y: float
    advance: float


def glyphs(element: etree._Element, size: float) -> Iterator[Glyph]:
    """Yield the characters of a text object."""
    scale = next(iter(numbers(element.get("HScale"))), 1.0) or 1.0
    along, level = direction(element, "ReadDirection"), direction(element, "CharDirection")
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        text = _printed(code.text or "")
        across, down = steps(code.get("DeltaX")), steps(code.get("DeltaY"))
        here = (x, y)
        for index, character in enumerate(text):
            width = _width(character, size) * scale
            step = _next(here, index, (across, down), along, width)
            advance = _advance(here, step, level, width)
            if character.strip() and unicodedata.category(character) != _UNSEEN:
                yield Glyph(character if character.isprintable() else LOST, *here, advance)
            here = step


def steps(text: str | None) -> tuple[float, ...]:
    """Return steps with their repetitions written out.

    >>> steps("5 g 3 2.5 1")
    (5.0, 2.5, 2.5, 2.5, 1.0)
    """
    found: list[float] = []
    pieces = iter(_STEP.findall(text or ""))
    for piece in pieces:
        if piece != "g":
            found.append(float(piece))
            continue
        run = list(islice(pieces, 2))
        if len(run) == 2 and "g" not in run:
            found += [float(run[1])] * int(max(0, min(float(run[0]), MAX_STEPS - len(found))))
    return tuple(found[:MAX_STEPS]) if all(abs(step) <= MAX_COORDINATE for step in found) else ()


def _printed(text: str) -> str:
    """Return the characters that are placed; line breaks of the file's own lay-out are none."""
    return text.strip("\r\n\t") if text.strip() else ""


def _next(
    here: tuple[float, float],
    index: int,
    given: tuple[tuple[float, ...], tuple[float, ...]],
    along: tuple[float, float],
    width: float,
) -> tuple[float, float]:
    """Return the place of the next character."""
    across, down = given
    if not across and not down:
        return (here[0] + along[0] * width, here[1] + along[1] * width)
    return (
        here[0] + (across[min(index, len(across) - 1)] if across else 0.0),
        here[1] + (down[min(index, len(down) - 1)] if down else 0.0),
    )


def _advance(here: tuple[float, float], step: tuple[float, float], level: tuple[float, float], width: float) -> float:
    """Return a character's width: its own, but no more than the step to the next one, so that none overlap."""
    moved = (step[0] - here[0]) * level[0] + (step[1] - here[1]) * level[1]
    return min(width, moved) if moved > 0 else width


def _width(character: str, size: float) -> float:
    """Return the usual width of a character; fonts are not read."""
    return size if character >= "\u2e80" else size / 2


def direction(element: etree._Element, attribute: str) -> tuple[float, float]:
    """Return the direction of reading, or of the characters' own base line, as a unit vector; y runs downwards."""
    angle = math.radians(next(iter(numbers(element.get(attribute))), 0.0))
    return (math.cos(angle), math.sin(angle)) if angle else (1.0, 0.0)
