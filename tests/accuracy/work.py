"""Write the documents of a run, convert them, read them as `gongkai read` does, and judge what was read."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from tests.accuracy.cases import damaged
from tests.accuracy.formats import FORMATS
from tests.accuracy.judge import Problem, Score, judge

from gongkai.cli.read_json import to_json
from gongkai.pipeline import TIME_LIMIT, in_time, prepared
from gongkai.pipeline.folder import Original, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from tests.accuracy.cases import Case
    from tests.accuracy.draft import Draft, Identity


@dataclass(frozen=True, slots=True)
class Judged:
    """One document and what became of it."""

    case: Case
    file: str
    score: Score
    problems: tuple[Problem, ...]
    reason: str = ""
    """Why it was refused, or why it could not be made."""


STEP = 200
"""Documents between two words about how far a run is."""


def carry_out(
    wanted: Sequence[Case],
    folder: Path,
    *,
    workers: int | None = None,
    on_progress: Callable[[str], object] = lambda _: None,
) -> list[Judged]:
    """Make and read every document whose format this machine can write; one that does not go well stays in the folder."""
    able = [case for case in wanted if not FORMATS[case.format].needs()]
    folder = folder.absolute()  # browsers want addresses, and other programs run elsewhere
    sources, files = folder / "sources", folder / "files"
    for place in (sources, files):
        place.mkdir(parents=True, exist_ok=True)
        for left_over in place.glob(f"{'[0-9]' * 5}-*"):
            left_over.unlink()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        list(processes.map(partial(_write, sources=sources, files=files), able, chunksize=8))
        on_progress(f"{len(able)} documents are written.")
        _convert(able, sources, files)
        originals = [fingerprint(Original(files / file_name(case), file_name(case))) for case in able]
        with prepared(originals, 2) as ready:
            on_progress("All are converted.")
            judged = []
            for result in processes.map(_read, able, ready, chunksize=4):
                judged.append(result)
                if len(judged) % STEP == 0:
                    on_progress(f"{len(judged)} are read.")
    for result in judged:
        if not result.problems and not result.reason:
            (files / result.file).unlink(missing_ok=True)
    return judged


def _write(case: Case, sources: Path, files: Path) -> None:
    form = FORMATS[case.format]
    path = sources / f"{case.name}{form.source_suffix}" if form.convert else files / file_name(case)
    path.write_bytes(form.write(_draft(case)))


def _draft(case: Case) -> Draft:
    made = damaged(case)
    assert made is not None, "cases() plans only what can be made"
    return made


def _convert(made: Iterable[Case], sources: Path, files: Path) -> None:
    """Programs run side by side: each format's files in one go."""
    batches: dict[str, list[Path]] = defaultdict(list)
    for case in made:
        form = FORMATS[case.format]
        if form.convert:
            batches[case.format].append(sources / f"{case.name}{form.source_suffix}")
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda code: FORMATS[code].convert(batches[code], files), batches))  # type: ignore[misc]


def file_name(case: Case) -> str:
    return f"{case.name}{FORMATS[case.format].suffix}"


def _read(case: Case, original: Original) -> Judged:
    made = _draft(case)
    file = original.name
    if not original.path.is_file():
        return Judged(case, file, Score(), (), "not converted")
    read = to_json(in_time(original, TIME_LIMIT))
    score, problems = judge(read, made.expected, made.identity)
    reason = f"{read['reason']['type']}: {read['reason']['note']}" if read["reason"] else ""
    return Judged(case, file, score, tuple(problems), reason or _misidentified(read, made.identity))


def _misidentified(read: Mapping[str, Any], right: Identity) -> str:
    """What is wrong about body, year and form, in one line."""
    found = {"agency": (read["agency"] or {}).get("name"), "year": read["year"], "form": read["form"]}
    wanted = {"agency": right.agency, "year": right.year, "form": right.form}
    return "; ".join(f"{name} {found[name]!r}, not {wanted[name]}" for name in found if found[name] not in wanted[name])
