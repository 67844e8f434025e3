"""Any original may hang, crash or be too much for a worker: it is named, and the others are read."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from gongkai.cache import decode
from gongkai.model import AnnualReport, Rejection
from gongkai.pipeline import pool
from gongkai.pipeline.folder import fingerprint, originals
from gongkai.pipeline.understand import TimeUpError, Work, carefully, time_limit
from gongkai.readers import patience

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from gongkai.model import Reading
    from gongkai.pipeline.understand import Understand

    Folder = Callable[[dict[str, str]], Path]


def readings(
    folder: Path, how: Understand, *, limit: float = 20.0, workers: int = 2, executor: Executor | None = None
) -> dict[str, Reading]:
    found, _ = originals(folder, leave_out=())
    done = pool.run([fingerprint(o) for o in found], Work(how, limit), workers=workers, executor=executor)
    return {original.name: result if isinstance(result, Rejection) else decode(result) for original, result in done}


def outcome(reading: Reading) -> str:
    return "report" if isinstance(reading, AnnualReport) else reading.type


def test_everything_is_read_once(folder: Folder, obey: Understand) -> None:
    found = readings(folder({f"{n:02}.txt": f"report 局{n} 2021 {n}" for n in range(30)}), obey)
    assert len(found) == 30
    assert {outcome(reading) for reading in found.values()} == {"report"}


def test_the_one_that_kills_its_worker_is_named(folder: Folder, obey: Understand) -> None:
    good = {f"{n:02}.txt": f"report 局{n} 2021 {n}" for n in range(12)}
    found = readings(folder({**good, "03x.txt": "die", "07x.txt": "die"}), obey)
    assert {name for name, reading in found.items() if outcome(reading) == "damaged"} == {"03x.txt", "07x.txt"}
    assert sum(outcome(reading) == "report" for reading in found.values()) == 12


def test_the_one_that_takes_all_memory_is_named(folder: Folder, obey: Understand) -> None:
    found = readings(folder({"a.txt": "swell", "b.txt": "report 甲局 2021 1"}), obey)
    assert {name: outcome(reading) for name, reading in found.items()} == {"a.txt": "damaged", "b.txt": "report"}
    rejection = found["a.txt"]
    assert isinstance(rejection, Rejection)
    assert "MemoryError" in rejection.note


def test_the_one_that_hangs_is_stopped(folder: Folder, obey: Understand) -> None:
    found = readings(folder({"a.txt": "hang", "b.txt": "report 甲局 2021 1"}), obey, limit=2.0)
    assert {name: outcome(reading) for name, reading in found.items()} == {"a.txt": "timeout", "b.txt": "report"}


def test_the_one_that_no_signal_stops_is_killed(
    folder: Folder, obey: Understand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "GRACE", 1.0)
    found = readings(folder({"a.txt": "hang-hard", "b.txt": "report 甲局 2021 1"}), obey, limit=2.0)
    assert {name: outcome(reading) for name, reading in found.items()} == {"a.txt": "timeout", "b.txt": "report"}


def test_processes_that_cannot_start_are_no_originals_fault(folder: Folder, tmp_path: Path) -> None:
    """A script without a guard, or read from standard input, must not end as a package of rejects."""
    script = (
        "from pathlib import Path; from gongkai.pipeline import build\n"
        f"build(Path({str(folder({'a.txt': 'x'}))!r}), Path({str(tmp_path / 'out')!r}))\n"
    )
    run = subprocess.run([sys.executable], input=script, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("gongkai.errors.GongkaiError: worker processes cannot be started")
    assert not (tmp_path / "out").exists()


def test_no_process_is_left(folder: Folder, obey: Understand) -> None:
    before = {process.pid for process in multiprocessing.active_children()}
    reports = folder({f"{n}.txt": "slow" for n in range(20)})
    found, _ = originals(reports, leave_out=())
    results = pool.run([fingerprint(o) for o in found], Work(obey, 10.0), workers=2)
    next(results)
    results.close()
    assert {process.pid for process in multiprocessing.active_children()} <= before


def test_another_executor_serves(folder: Folder, obey: Understand) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = readings(folder({"a.txt": "report 甲局 2021 1", "b.txt": "refuse"}), obey, executor=threads)
    assert {name: outcome(reading) for name, reading in found.items()} == {"a.txt": "report", "b.txt": "encrypted"}


def test_a_fault_of_ours_is_a_rejection_that_says_so(folder: Folder, obey: Understand) -> None:
    found, _ = originals(folder({"a.txt": "bug"}), leave_out=())
    reading = carefully(fingerprint(found[0]), obey)
    assert isinstance(reading, Rejection)
    assert reading.type == "damaged"
    assert "KeyError" in reading.note
    assert reading.bytes == 3


def test_a_time_limit_stops_python_code() -> None:
    started = time.monotonic()
    with pytest.raises(TimeUpError), time_limit(0.1):
        time.sleep(10)
    assert time.monotonic() - started < 5


def test_a_time_limit_in_a_thread_stops_nothing() -> None:
    """Signals reach the main thread only; there the limit must not raise by itself."""
    done: list[int] = []

    def work() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
        done.append(os.getpid())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


def asking(seconds: float, *, then: float) -> None:
    patience.ask(seconds)
    time.sleep(then)


def test_readers_may_ask_for_more_time() -> None:
    with time_limit(0.2):
        asking(30, then=0.4)

    with pytest.raises(TimeUpError), time_limit(0.1):
        asking(0.05, then=1)


def test_nobody_is_asked_where_time_is_not_limited() -> None:
    patience.ask(30)
