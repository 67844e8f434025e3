"""Monotonic alignment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.recognise.align import align
from gongkai.recognise.labels import similarity

SCORES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from([0.0, 0.6, 0.8, 1.0]), min_size=width, max_size=width), max_size=7)
)


@given(SCORES)
def test_order_is_kept_and_nothing_is_used_twice(scores: list[list[float]]) -> None:
    """Matches go strictly downwards, and only where there is a score."""
    matches = align(scores)
    rows = [match.row for match in matches if match]
    assert rows == sorted(set(rows))
    for line, match in zip(scores, matches, strict=True):
        assert match is None or line[match.row] == match.score > 0


@given(st.integers(1, 8))
def test_perfect_labels_all_match(size: int) -> None:
    """The identity is found."""
    matches = align([[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)])
    assert [match and match.row for match in matches] == list(range(size))


def test_the_better_label_wins_a_row() -> None:
    """A heading alike to a row does not take it from its own label."""
    matches = align([[0.7, 0.0], [1.0, 0.0], [0.0, 0.9]])
    assert [match and match.row for match in matches] == [None, 0, 1]


def test_numbering_tips_the_scale() -> None:
    """3.其他 is nearer to 3.其他 than 2.其他 is."""
    assert similarity("3.其他", "3.其他") > similarity("其他", "3.其他") > similarity("2.其他", "3.其他")
