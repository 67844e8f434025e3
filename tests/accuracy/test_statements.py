"""Floors for what is understood of the narrative."""

from __future__ import annotations

from tests.accuracy.statements import judged, line, score

PRECISION, RECALL = 0.97, 0.93


def test_few_statements_are_wrong_and_few_are_missed() -> None:
    result = score(judged())
    assert result.sentences >= 150
    assert result.precision >= PRECISION, line(result)
    assert result.recall >= RECALL, line(result)
