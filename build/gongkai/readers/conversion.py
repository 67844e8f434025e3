"""Who turns other word processors' files into DOCX. Readers run no programs: whoever runs them says where copies come from."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Convert = Callable[[bytes, str], bytes | None]
    """Original and usual suffix of its kind -> DOCX; None where no converter is installed.
    Raises `UnreadableFileError` when the converter fails."""

_convert: ContextVar[Convert | None] = ContextVar("convert", default=None)


@contextmanager
def converting(convert: Convert) -> Iterator[None]:
    """Let readers inside this block have their originals converted by `convert`."""
    token = _convert.set(convert)
    try:
        yield
    finally:
        _convert.reset(token)


def copy_of(data: bytes, suffix: str) -> bytes | None:
    """Return an original as DOCX; None where nobody converts.

    Raises:
        UnreadableFileError: when the converter fails on it.
    """
    convert = _convert.get()
    return convert(data, suffix) if convert is not None else None
