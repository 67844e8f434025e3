"""Who may take longer. Readers know no clock: whoever limits their time says how they ask for more."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Extend = Callable[[float], None]
    """Grants so many seconds more."""

_extend: ContextVar[Extend | None] = ContextVar("extend", default=None)


@contextmanager
def patient(extend: Extend) -> Iterator[None]:
    """Let readers inside this block ask `extend` for more time."""
    token = _extend.set(extend)
    try:
        yield
    finally:
        _extend.reset(token)


def ask(seconds: float) -> None:
    """Ask for more time, once for each page that takes long; without effect where nobody limits it."""
    extend = _extend.get()
    if extend is not None:
        extend(seconds)
