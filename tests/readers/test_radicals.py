"""Radicals in the text layer of browser-made PDFs."""

from __future__ import annotations

import unicodedata

from gongkai.readers.radicals import fold


def test_every_radical_is_folded_to_an_ideograph() -> None:
    assigned = [chr(code) for code in range(0x2E80, 0x2FD6) if unicodedata.name(chr(code), "")]
    left = [character for character in assigned if fold(character) == character]

    assert left == ["\u2e80"]  # CJK RADICAL REPEAT stands for no ideograph


def test_supplement_and_kangxi() -> None:
    assert fold("⻅⻋⻓⺠⽆⾏") == "见车长民无行"


def test_full_width_signs_stay_as_printed() -> None:
    assert fold("（１）：①㎡") == "（１）：①㎡"
