"""One damage done to a table in any shape: every figure stays exact, or it is open, or a warning stands beside it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from tests.recognise import shapes

from gongkai.recognise import read_tables

SEEDS = range(4)
_HAN = re.compile("[\u4e00-\u9fff]")

Damage = Callable[[list[str], random.Random], list[str]]


def _insert(lines: list[str], chance: random.Random, more: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], *more, *lines[at:]]


def split_digits(lines: list[str], chance: random.Random) -> list[str]:
    """20 becomes 2 0."""
    places = [(i, match) for i, line in enumerate(lines) for match in re.finditer(r"(?<!\d)\d{2,}(?!\d)", line)]
    if not places:
        return lines
    at, match = chance.choice(places)
    cut = match.start() + 1
    return [*lines[:at], f"{lines[at][:cut]} {lines[at][cut:]}", *lines[at + 1 :]]


def drop_label(lines: list[str], chance: random.Random) -> list[str]:
    """A label has lost all its characters."""
    at = chance.choice([i for i, line in enumerate(lines) if _HAN.search(line)])
    return [*lines[:at], re.sub(r"[\u4e00-\u9fff（）“”、，.]|(?<!\d)\d(?=[.、])", "", lines[at]), *lines[at + 1 :]]


def drop_character(lines: list[str], chance: random.Random) -> list[str]:
    """A label has lost one character."""
    at = chance.choice([i for i, line in enumerate(lines) if len(_HAN.findall(line)) > 4])
    match = chance.choice(list(_HAN.finditer(lines[at])))
    return [*lines[:at], lines[at][: match.start()] + lines[at][match.end() :], *lines[at + 1 :]]


def header_again(lines: list[str], chance: random.Random) -> list[str]:
    """A page break repeats the header."""
    return _insert(lines, chance, ["- 3 -", *shapes.HEADER_LINES])


def page_number(lines: list[str], chance: random.Random) -> list[str]:
    """A page number between two lines."""
    return _insert(lines, chance, ["— 3 —"])


def bare_page_number(lines: list[str], chance: random.Random) -> list[str]:
    """A page number that looks like a figure."""
    return _insert(lines, chance, ["3"])


def empty_lines(lines: list[str], chance: random.Random) -> list[str]:
    """Two empty lines too many."""
    return _insert(lines, chance, ["", ""])


def cut_tail(lines: list[str], chance: random.Random) -> list[str]:
    """The end is missing."""
    return lines[: chance.randrange(len(lines) // 2, len(lines))]


def cut_head(lines: list[str], chance: random.Random) -> list[str]:
    """The beginning is missing."""
    return lines[chance.randrange(1, len(lines) // 2) :]


DAMAGES: tuple[Damage, ...] = (
    split_digits, drop_label, drop_character, header_again, page_number, bare_page_number, empty_lines, cut_tail, cut_head,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("shape", [*shapes.EXACT, *shapes.LOSSY], ids=lambda shape: shape.__name__)
def test_no_damage_makes_a_figure_wrong_in_silence(shape: shapes.Shape, damage: Damage) -> None:
    """A wrong or invented figure without any warning fails; four figures in five at least are read where shapes keep cells."""
    for seed in SEEDS:
        table = shapes.filled(seed, undivided=seed % 3 == 0, blanks=("none", "some")[seed % 2])
        lines = damage(shape(table), random.Random(seed * 7 + 1))
        header = [] if shape is shapes.markdown else shapes.HEADER_LINES
        after = ["四、政府信息公开行政复议、行政诉讼情况", "无。"]
        reading = read_tables(shapes.document(["三、收到和处理政府信息公开申请情况", *header, *lines, *after]))[1]
        found = {(f.row, f.column): f for f in reading.figures if f.status not in ("absent", "unreadable")}
        wrong = [(key, figure) for key, figure in found.items() if figure.value != table.truth.get(key)]
        warned = any(finding.severity != "info" for finding in reading.findings)
        assert not wrong or warned, (seed, wrong[:3])
        if shape in shapes.EXACT and damage not in (cut_tail, cut_head):
            assert len(found) - len(wrong) > 0.8 * len(table.truth), seed
