"""One original, from file to checked reading, whatever the file holds."""

from __future__ import annotations

import mimetypes
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.cache import encode
from gongkai.checks import examined
from gongkai.errors import UnreadableFileError
from gongkai.model import AnnualReport, Rejection
from gongkai.narrative import statements
from gongkai.package.exact import exact
from gongkai.pipeline.convert import converter
from gongkai.pipeline.second_reading import compared_with_second
from gongkai.readers import read
from gongkai.readers.conversion import converting
from gongkai.readers.patience import patient
from gongkai.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from gongkai.model import Outcome, Reading
    from gongkai.pipeline.folder import Original

    Understand = Callable[[Original], Reading]


class TimeUpError(BaseException):
    """When one original takes longer than its limit; no `Exception`, so that no reader swallows it."""


def understand(original: Original) -> Reading:
    """Read, recognise and check one original.

    What the manifest states of it overrides what its text says; a copy made by the converter stands in for
    its bytes, never for its name and hash.

    Raises:
        UnreadableFileError: if it cannot be read.
    """
    with converting(converter(original.copies)):
        document = read(original.path, name=original.name)
    stated = original.stated
    reading = recognise(replace(document, stated=stated, source_url=stated.url or document.source_url))
    if isinstance(reading, AnnualReport):
        reading = compared_with_second(original.path, exact(reading))
        reading = examined(replace(reading, statements=statements(reading)))
    return reading


def carefully(original: Original, how: Understand = understand) -> Reading:
    """As `understand`, but every failure becomes a `Rejection` that says what to do."""
    try:
        return how(original)
    except UnreadableFileError as error:
        return rejected(original, error.type, error.note)
    except (RecursionError, MemoryError) as error:
        return rejected(original, "damaged", f"内容过深或过大，无法处理（{type(error).__name__}）；请打开后另存再试")
    except Exception as error:  # noqa: BLE001 - one file must not end the build; the fault is named in `rejects`
        note = f"处理时程序出错（{type(error).__name__}: {error}）；这是 gongkai 的缺陷，请附上该文件报告"
        return rejected(original, "damaged", " ".join(note.split()))


def rejected(original: Original, type_: str, note: str) -> Rejection:
    """The rejection of an original, its outcome as the code list has it."""
    outcomes: dict[str, Outcome] = {row["code"]: _outcome(row["outcome"]) for row in codes.code_list("reject_reasons")}
    return Rejection(
        path=original.name,
        media_type=mimetypes.guess_type(original.name)[0] or "application/octet-stream",
        sha256=original.sha256,
        bytes=original.bytes,
        outcome=outcomes.get(type_, "unreadable"),
        type=type_ if type_ in outcomes else "damaged",
        note=note,
    )


def _outcome(text: str) -> Outcome:
    return "not_a_report" if text == "not_a_report" else "unreadable"


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker process does with one original."""

    how: Understand
    limit: float
    """Seconds."""
    more: float = 0.0
    """Seconds that readers may ask for beyond it."""

    def __call__(self, original: Original) -> bytes:
        """Understand one original; return it as an entry of the cache."""
        return encode(in_time(original, self.limit, self.how))


def in_time(original: Original, limit: float, how: Understand = understand) -> Reading:
    """As `carefully`, but no longer than `limit` seconds."""
    try:
        with time_limit(limit):
            return carefully(original, how)
    except TimeUpError:
        return timed_out(original, limit)


def timed_out(original: Original, limit: float) -> Rejection:
    """The rejection of an original that took too long."""
    return rejected(original, "timeout", f"{limit:g} 秒内没有读完；请用 WPS、Word 或 LibreOffice 打开后另存再试")


def crashed(original: Original) -> Rejection:
    """The rejection of an original on which the worker process died."""
    return rejected(original, "damaged", "读取时进程崩溃或内存耗尽；文件可能已损坏，请打开后另存再试")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeUpError` when the block takes longer than this and what readers ask for, as they do for pictures.

    Without effect outside a main thread, where no signal arrives.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeUpError

    def more(asked: float) -> None:
        left, _ = signal.getitimer(signal.ITIMER_REAL)
        if left > 0:
            signal.setitimer(signal.ITIMER_REAL, left + asked)

    before = signal.signal(signal.SIGALRM, up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with patient(more):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
