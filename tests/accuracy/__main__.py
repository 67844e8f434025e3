"""`make accuracy`: how exactly documents of every format and every damage are read.

Writes the documents, reads them, and compares every figure with what was printed. Ends with 1 where a figure is
wrong in silence or invented, or where docs/accuracy.md tells something else (unless it is written anew).
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tests.accuracy import statements
from tests.accuracy.cases import cases
from tests.accuracy.formats import FORMATS
from tests.accuracy.page import page
from tests.accuracy.real import read_all
from tests.accuracy.results import Results, from_json, summed, to_json
from tests.accuracy.shown import difference, table, worst
from tests.accuracy.words_en import ENGLISH
from tests.accuracy.words_zh import CHINESE
from tests.accuracy.work import carry_out
from tests.conftest import ROOT, real_reports_folder

from gongkai import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.accuracy.words import Words
    from tests.accuracy.work import Judged

PAGES = ((CHINESE, ROOT / "docs" / "accuracy.md"), (ENGLISH, ROOT / "docs" / "en" / "accuracy.md"))
LARGE = Path(__file__).with_name("large.json")
SMALL_COUNT, LARGE_COUNT = 300, 2000
SEED = 2024


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    started = monotonic()
    missing = sorted({lacking for form in FORMATS.values() if (lacking := form.needs())})
    if missing:
        _say(f"Left out, not installed: {', '.join(missing)}.")
    wanted = cases(given.seed, given.count, given.formats.split(",") if given.formats else tuple(FORMATS))
    if given.damages:
        wanted = [case for case in wanted if set(case.damages) & set(given.damages.split(","))]
    judged = carry_out(wanted, given.folder, on_progress=_say)
    results = summed(judged)
    _say(table(results.formats, "format"), table(results.groups, "damage"))
    if given.damages:
        _say(table({code: score for code, score in results.damages.items() if score.documents}, "damage"))
    _say(worst(judged, given.folder / "files", given.worst))
    bad = sum(result.score.bad for result in judged) + _real(results)
    misnamed = sum(result.score.misnamed for result in judged)
    _say(f"{len(judged)} documents in {given.folder}, {monotonic() - started:.0f} s.")
    _say(f"Figures wrong in silence or invented: {bad}. Documents under a wrong body, year or form: {misnamed}.")
    _say(statements.line(statements.score(statements.judged())))
    whole = not given.formats and not given.damages
    differs = whole and given.seed == SEED and not _page_stands(judged, results, write=given.write)
    return 1 if bad or misnamed or differs else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make accuracy", description=__doc__)
    parser.add_argument("--count", type=int, default=SMALL_COUNT, help="documents")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--formats", default="", help="only these, parted by commas")
    parser.add_argument("--damages", default="", help="only documents with one of these")
    parser.add_argument("--folder", type=Path, default=Path(".accuracy"), help="documents that went wrong stay there")
    parser.add_argument("--worst", type=int, default=15, help="how many of them to show")
    parser.add_argument(
        "--write", action="store_true", help="write docs/accuracy.md and its English twin, and large.json from 2,000 on"
    )
    return parser


def _real(results: Results) -> int:
    """Real reports beside the project; one line where there are none."""
    folder = real_reports_folder()
    if not folder.is_dir():
        _say(f"No real reports in {folder}.")
        return 0
    results.real, problems = read_all(folder)
    _say(table({"real reports": results.real}, "source"))
    _say(*(f"  {name}: {problem}" for name, problem in problems[:10]))
    return results.real.bad


def small_page(words: Words, judged: Sequence[Judged], large: Results | None) -> str:
    """The page as the first documents of the usual seed make it."""
    small = summed([result for result in judged if result.case.number < SMALL_COUNT], steady=True)
    small.facts = {"seed": SEED}
    return page(words, small, large, statements.judged())


def last_large() -> Results | None:
    """The last large run, if one is kept."""
    return from_json(LARGE.read_text(encoding="utf-8")) if LARGE.is_file() else None


def _page_stands(judged: Sequence[Judged], results: Results, *, write: bool) -> bool:
    """Whether the pages tell what was found; written anew where asked for."""
    large = last_large()
    if write and len(judged) >= LARGE_COUNT:
        results.facts = {"seed": SEED, "date": datetime.now(UTC).date().isoformat(), "version": __version__}
        LARGE.write_text(to_json(results), encoding="utf-8")
        large = results
    stands = True
    for words, path in PAGES:
        made = small_page(words, judged, large)
        if write:
            path.write_text(made, encoding="utf-8")
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        if before != made:
            name = path.relative_to(ROOT)
            _say(difference(before, made), f"{name} differs: look at it, then write it with `make accuracy`.")
            stands = False
    return stands


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
