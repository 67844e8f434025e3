"""Floors for what is understood of the narrative."""

from __future__ import annotations

from tests.accuracy.statements import Score, by_kind, judged, line, score

PRECISION, RECALL = 0.98, 0.95


def test_few_statements_are_wrong_and_few_are_missed() -> None:
    result = score(judged())
    assert result.sentences >= 350
    assert result.precision is not None
    assert result.recall is not None
    assert result.precision >= PRECISION, line(result)
    assert result.recall >= RECALL, line(result)


def test_the_kinds_add_up_to_the_whole() -> None:
    cases = judged()
    kinds = by_kind(cases).values()
    whole = score(cases)
    assert [sum(each) for each in zip(*((k.right, k.missed, k.invented) for k in kinds), strict=True)] == [
        whole.right,
        whole.missed,
        whole.invented,
    ]


def test_nothing_read_has_no_precision() -> None:
    assert (Score(1, 0, 2, 0).precision, Score(1, 0, 2, 0).recall) == (None, 0)
    assert "precision —" in line(Score(1, 0, 2, 0))
