"""Whether a figure read twice is what stands there: both readings agree, and the print has as many parts as they say.

A network may drop one of two equal digits, a minus sign or a decimal point, and be sure of it both times.
The ink itself is counted here: digits, dashes, points. Whatever does not add up is marked as lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from gongkai.readers.ocr.cells import OUTSIDE, CellLine
from gongkai.readers.pdf.objects import LOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.readers.ocr.glyphs import Stroke
    from gongkai.readers.ocr.ink import Blob

_FIGURE = re.compile(r"[+-]?\d[\d,.]*|[/-]")
_SURE = re.compile(r"[\d+\-—–,./]+")
_STARTS_AS_VALUE = re.compile(r"[+\-—–]?\d(?!\s*[.、．,，]\s*\D)|[减增]\d")
_ALIKE = str.maketrans({"O": "0", "o": "0", "〇": "0", "○": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\s*年)")
_MAY_COUNT = re.compile(r"[\d+/\\-]|^[无不零一]")
"""Signs of figures, and the words that stand in place of one."""
_STROKES = frozenset({"1", "/", "7", "丿", "J", "\\"})
_DASHES = re.compile(r"[一ー—–―─－_~-]+")

PITCH = 0.76
"""From digit to digit, by their height, in most fonts; measured again in every file."""
PITCH_SLACK = 0.4
"""Digits by which a line may be wider or narrower than its text says."""
POINT_SLACK = 0.22
"""The same where a point is looked for, which is half as wide as a digit."""
MORE = 0.75
"""Digits by which a line may never be wider: there would be one that nobody read."""
SIGN = 0.5
"""Width of a sign, by the height of digits."""
WIDE_GAP = 0.75
"""A gap of this many digit heights parts two figures."""
UNSURE = 0.5
"""A reading with a lower confidence is none."""
NOTE = 0.8
"""A figure with words, such as a note in brackets, is read with at least this confidence."""
SURE = 0.95
"""Of a 1 in italics the network is surer than this, of a slash that it takes for a 1 less."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands in a line of a cell."""

    text: str
    """Ends with the mark of a lost character where it is in doubt."""
    certain: bool
    figure: bool
    """It is a number or a mark, nothing else."""


def canonical(text: str) -> str:
    """Return a reading with signs that look alike made one.

    >>> [canonical(text) for text in ("１２", "O", "—", "1,036", "1 3", "l")]
    ['12', '0', '-', '1,036', '13', '1']
    """
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    if _DASHES.fullmatch(squeezed):
        return "-"
    if len(squeezed) <= 3 and _FIGURE.fullmatch(squeezed.translate(_ALIKE)):
        return squeezed.translate(_ALIKE)
    return re.sub(r"^[—–－](?=\d)", "-", squeezed)


def needs_two_readings(text: str) -> bool:
    """Whether a line is, or may be, a figure; labels are compared with the prescribed ones later.

    A line with a year may be the title.

    >>> [needs_two_readings(text) for text in ("0", "1.属于国家秘密", "22(其中修订16件)", "无", "予以公开", "2023年")]
    [True, False, True, True, False, True]
    """
    squeezed = canonical(text)
    certain = _SURE.fullmatch(squeezed) or _STARTS_AS_VALUE.match(squeezed) or _YEAR.search(squeezed)
    return len(squeezed) <= 3 or bool(certain)


def pitch(lines: Iterable[tuple[CellLine, str]]) -> float:
    """Measure the distance from digit to digit, by their height, in lines whose ink has as many parts as their text."""
    found = []
    for line, text in lines:
        tall = line.tall
        if len(text) >= 2 and text.isdigit() and len(tall) == len(text):
            middles = [piece.left + piece.width / 2 for piece in tall]
            found.append((middles[-1] - middles[0]) / (len(text) - 1) / line.height)
    return median(found) if len(found) >= 3 else PITCH


def digits_of(text: str) -> str:
    """Return the digits of a figure.

    >>> digits_of("-1,036")
    '1036'
    """
    return "".join(character for character in text if character.isdigit())


def digit_height(lines: Iterable[tuple[CellLine, str]]) -> float:
    """Return the usual height of digits, in pixels."""
    found = [line.height for line, text in lines if text.isdigit()]
    return float(median(found)) if found else 18.0


def judged(
    line: CellLine, readings: Sequence[tuple[str, float]], pitch_: float, usual: float, stroke: Stroke
) -> Judged:
    """Decide what a line of a cell says.

    Args:
        line: its ink.
        readings: one for a label, two for what may be a figure; text and confidence.
        pitch_: distance from digit to digit, by their height.
        usual: height of digits in this file, in pixels.
        stroke: what it is, where its ink is one stroke.
    """
    first = readings[0][0]
    if line.faint:
        return Judged(LOST, certain=False, figure=False)
    texts = [canonical(text) for text, _ in readings]
    if len(readings) == 1 or (line.cell == OUTSIDE and not _FIGURE.fullmatch(texts[0])):
        text = " ".join(unicodedata.normalize("NFKC", first).split()) if first.strip() else LOST
        if _YEAR.findall(texts[0]) != _YEAR.findall(texts[-1]):
            text = _YEAR.sub(LOST * 4, text)
        return Judged(text, certain=bool(first.strip()), figure=False)
    surely_one = texts == ["1", "1"] and min(score for _, score in readings) >= SURE
    if {*texts} & _STROKES and (stroke == "slash" or (stroke == "unclear" and not surely_one)):
        slash = stroke == "slash" and {*texts} <= _STROKES and 0.75 <= line.height / usual <= 1.5
        # The network takes a slash for a 1, and is sure of it; the lean of the stroke decides.
        return Judged("/" if slash else "1" + LOST, certain=slash, figure=True)
    agreed = texts[0] == texts[1] and bool(texts[0]) and max(score for _, score in readings) >= UNSURE
    figure = bool(_FIGURE.fullmatch(texts[0]))
    if agreed and figure:
        text = _spaced(line, texts[0], pitch_)
        certain = _adds_up(line, texts[0], pitch_)
    elif agreed:
        text = texts[0]
        certain = not any(map(str.isdigit, text)) or min(score for _, score in readings) > NOTE
    else:
        text = texts[0] or texts[1]
        certain = bool(texts[0]) and not any(_MAY_COUNT.search(each) for each in texts)
    return Judged(text if certain else text + LOST, certain=certain, figure=agreed and figure)


def _adds_up(line: CellLine, text: str, pitch_: float) -> bool:
    """Whether the ink has the parts that the text says."""
    if text == "-":
        return _dashes(line) == len(line.pieces) == 1
    if text == "/":
        return False
    digits = [character for character in text if character.isdigit()]
    tall = line.tall
    if len(tall) != len(digits) and not _as_wide(line, text, pitch_):
        return False
    if line.right - line.left > _width(line, text, pitch_) + MORE * pitch_ * line.height:
        return False
    dashes = sum(_is_dash(piece, line) and piece.left < tall[0].left for piece in line.pieces) if tall else 0
    if dashes != text.count("-") and (dashes or not _as_wide(line, text, pitch_)):
        return False
    points = sum(_is_point(piece, line) for piece in line.pieces)
    marks = sum(text.count(mark) for mark in ",.")
    # A blurred point runs into its neighbour; then the line is as much wider as the point needs.
    return points == marks or (points < marks and _as_wide(line, text, pitch_, POINT_SLACK))


def _dashes(line: CellLine) -> int:
    return sum(piece.width >= 2 * piece.height for piece in line.pieces)


def _is_dash(piece: Blob, line: CellLine) -> bool:
    middle = (piece.top + piece.height / 2 - line.top) / line.height
    return piece.height <= 0.35 * line.height and piece.width >= 1.4 * piece.height and 0.25 < middle < 0.8


def _is_point(piece: Blob, line: CellLine) -> bool:
    """Whether a piece is a decimal point or a comma: small, at the foot of the line."""
    middle = (piece.top + piece.height / 2 - line.top) / line.height
    small = piece.height <= 0.45 * line.height and piece.width <= 0.35 * line.height
    return small and middle > 0.7 and piece.height >= 0.07 * line.height


def _as_wide(line: CellLine, text: str, pitch_: float, slack: float = PITCH_SLACK) -> bool:
    """Whether the line is as wide as so many digits; where they touch or are broken, counting does not help."""
    return abs(line.right - line.left - _width(line, text, pitch_)) <= slack * pitch_ * line.height


def _width(line: CellLine, text: str, pitch_: float) -> float:
    """Return how wide a figure should be, in pixels."""
    digits = sum(character.isdigit() for character in text)
    marks = sum(character in ",." for character in text)
    ends = [character for character in text if character.isdigit()]
    halves = sum(0.4 if ends[end] == "1" else 0.6 for end in (0, -1)) / 2
    sign = SIGN if text[0] in "+-" else 0
    return ((digits - 1) * pitch_ + marks * pitch_ / 2 + halves + sign) * line.height


def _spaced(line: CellLine, text: str, pitch_: float) -> str:
    """Return the text with a blank where the ink is parted as two figures are."""
    tall = line.tall
    if len(tall) != len(text):
        return text
    pieces = [text[0]]
    for (before, after), character in zip(pairwise(tall), text[1:], strict=True):
        if after.left - before.right > max(WIDE_GAP, pitch_ + 0.2) * line.height:
            pieces.append(" ")
        pieces.append(character)
    return "".join(pieces)
