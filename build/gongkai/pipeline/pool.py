"""Worker processes that survive any original: one that hangs or kills its worker is found and named.

A pool cannot say which task broke it. So few tasks are under way at a time, and when the pool breaks
or stands still, each of these is tried once more alone.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from gongkai.errors import GongkaiError
from gongkai.pipeline.understand import crashed, timed_out

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from concurrent.futures import Executor, Future

    from gongkai.model import Rejection
    from gongkai.pipeline.folder import Original
    from gongkai.pipeline.understand import Work

    Done = tuple[Original, bytes | Rejection]

AHEAD = 2
"""Tasks handed to the pool for each worker, so that none waits for the next."""
GRACE = 10.0
"""Seconds beyond all time limits before a pool is taken to stand still: workers stop themselves at their limit,
unless a library does not let go."""
START_LIMIT = 120.0
"""Seconds for the first worker to start and import its libraries."""
MEMORY = 4 * 1024**3
"""Bytes of address space for a worker; a report takes some 100 MB."""
POLL = 0.5
"""Seconds between two looks at what stands still."""


def run(
    originals: Iterable[Original], work: Work, *, workers: int, executor: Executor | None = None
) -> Generator[Done, None, None]:
    """Do the work for every original, in the order in which they are done.

    Args:
        originals: what to read.
        work: sent to the workers, hence picklable.
        workers: number of processes.
        executor: used instead of own processes, as long as it works.

    Yields:
        Each original with its cache entry, or with the rejection of what hung or crashed.
    """
    waiting = deque(originals)
    while waiting:
        if executor is not None:
            suspects = yield from _together(waiting, work, executor, workers)
            executor = None
        else:
            with _processes(min(workers, len(waiting)), work) as pool:
                suspects = yield from _together(waiting, work, pool, workers)
        for original in suspects:
            yield original, _alone(original, work)


def _together(
    waiting: deque[Original], work: Work, pool: Executor, workers: int
) -> Generator[Done, None, list[Original]]:
    """Work on what is waiting until it is done or the pool fails; return what was under way then."""
    patience = AHEAD * (work.limit + work.more) + GRACE
    under_way: dict[Future[bytes], tuple[Original, float]] = {}
    suspects: list[Original] = []
    while (waiting or under_way) and not suspects:
        while waiting and len(under_way) < AHEAD * workers:
            try:
                future = pool.submit(work, waiting[0])
            except BrokenExecutor:
                break
            under_way[future] = (waiting.popleft(), monotonic())
        if not under_way:  # broken before it took anything
            suspects.append(waiting.popleft())
        done, _ = wait(under_way, timeout=POLL, return_when=FIRST_COMPLETED)
        for future in done:
            original, _ = under_way.pop(future)
            try:
                yield original, future.result()
            except BrokenExecutor:
                suspects.append(original)
        if any(monotonic() - since > patience for _, since in under_way.values()):
            break
    return [*suspects, *(original for original, _ in under_way.values())]


def _alone(original: Original, work: Work) -> bytes | Rejection:
    """One original in a process of its own."""
    with _processes(1, work) as pool:
        try:
            return pool.submit(work, original).result(timeout=work.limit + work.more + GRACE)
        except TimeoutError:
            return timed_out(original, work.limit)
        except BrokenExecutor:
            return crashed(original)


@contextmanager
def _processes(workers: int, work: Work) -> Iterator[ProcessPoolExecutor]:
    """A pool of fresh processes that are gone afterwards, whatever they are doing.

    Raises:
        GongkaiError: if processes cannot be started here; no original is to blame for that.
    """
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle)
    try:
        try:
            pool.submit(_ready, work).result(timeout=START_LIMIT)
        except (BrokenExecutor, TimeoutError, OSError) as error:
            raise GongkaiError(
                "worker processes cannot be started; a script that calls `build` needs `if __name__ == '__main__':` around the call"
            ) from error
        yield pool
    finally:
        # Python 3.14 has `kill_workers` for this; before, only the private list names the processes.
        for process in list((pool._processes or {}).values()):  # noqa: SLF001
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _ready(_work: Work) -> None:
    """The first task: its argument makes the worker import all that it needs."""


def _settle() -> None:
    """Prepare a worker: Ctrl-C is left to the process that started it, and memory ends before the machine's does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))
