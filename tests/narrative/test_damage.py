"""Cut and damaged sentences: never an error, and every place leads back to the printed words."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from tests.accuracy.statements import LABELLED
from tests.narrative.passages import told

from gongkai.narrative import statements

PIECES = ("", " ", "　", "，", "。", "\n", "１", "(", "千", "2019年", "零")


def test_places_hold_in_damaged_text() -> None:
    chance = random.Random(7)
    texts = [case["text"] for case in json.loads(LABELLED.read_text(encoding="utf-8"))]
    for number in range(200):
        text = "".join(chance.sample(texts, 3))
        cut = chance.randrange(len(text))
        report = told(text[:cut] + chance.choice(PIECES) + text[cut + chance.randrange(4) :], "applications")
        report = replace(report, year=None, agency=None) if number % 3 == 0 else report
        found = statements(report)
        for statement in found:
            assert statement.phrase
            assert report.sections[0].text[statement.start : statement.end] == statement.phrase
            if statement.share_of is not None:
                assert found[statement.share_of].kind not in ("percentage", "growth")
