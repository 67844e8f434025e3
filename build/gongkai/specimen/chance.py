"""Chance that repeats itself: the same seed gives the same draws on every machine and Python version."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Chance:
    """A stream of draws named by its seed and parts.

    Only `Random.random()` is used below it, because Python promises that sequence for ever and
    no other (`choice`, `randrange` and `shuffle` may change between versions).
    """

    def __init__(self, *parts: object) -> None:
        """Name the stream: equal parts give equal draws."""
        self._draw = Random("/".join(map(str, parts))).random  # noqa: S311 - invents figures, guards nothing

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._draw() * (high - low + 1))

    def share(self, low: float, high: float) -> float:
        """A fraction between the two."""
        return low + self._draw() * (high - low)

    def happens(self, probability: float) -> bool:
        """True with this probability."""
        return self._draw() < probability

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._draw() * len(items))]

    def sample(self, items: Sequence[T], size: int) -> tuple[T, ...]:
        """Several different items, in their own order."""
        ranked = sorted(range(len(items)), key=lambda _: self._draw())[:size]
        return tuple(items[i] for i in sorted(ranked))

    def around(self, level: float) -> int:
        """A count near a level; small levels give 0 often."""
        return int(level * self.share(0.7, 1.3) + self._draw())

    def split(self, total: int, weights: Sequence[float]) -> tuple[int, ...]:
        """Distribute `total` cases one by one over boxes with these weights."""
        bounds: list[float] = []
        running = 0.0
        for weight in weights:
            running += weight
            bounds.append(running)
        last = len(bounds) - 1
        boxes = [0] * len(weights)
        for _ in range(total):
            draw = self._draw() * running
            box = 0
            while box < last and bounds[box] <= draw:
                box += 1
            boxes[box] += 1
        return tuple(boxes)
