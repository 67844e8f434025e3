"""Real reports beside the project, compared in the cells that a person asserted. Their words never leave the folder."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.accuracy.draft import Expected, Identity
from tests.accuracy.judge import Problem, Score, judge
from tests.conftest import expectations

from gongkai.cli.read_json import to_json
from gongkai.pipeline import TIME_LIMIT, in_time
from gongkai.pipeline.folder import Original, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Status, TableCode
    from gongkai.specimen.figures import Key

WITHOUT_NUMBER: tuple[Status, ...] = ("blank", "not_applicable")
"""An expectation tells only that no number is printed, not in which way."""


def read_all(folder: Path) -> tuple[Score, list[tuple[str, Problem]]]:
    """The score of all reports of a folder, and every figure that is not exact beside the name of its file."""
    total, problems = Score(), []
    for path in expectations(folder):
        asserted: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        stem = path.name.removesuffix(".expected.json")
        (original,) = (p for p in path.parent.iterdir() if p.name.startswith(f"{stem}.") and p != path)
        read = to_json(in_time(fingerprint(Original(original, original.name)), TIME_LIMIT))
        if asserted.get("outcome", "report") != "report":
            verdict = "right" if read["outcome"] == asserted["outcome"] else "wrong"
            total.add(
                Score(documents=1, identity=Counter({f"{name}_{verdict}": 1 for name in ("agency", "year", "form")}))
            )
            continue
        figures = {(f["table"], f["row"], f["column"]): f for f in read["figures"]}
        expected = {key: _expected(value, figures.get(key)) for key, value in _asserted(asserted["figures"]).items()}
        read["figures"] = [figure for key, figure in figures.items() if key in expected]
        score, found = judge(read, expected, Identity((asserted["agency"],), (asserted["year"],), (asserted["form"],)))
        total.add(score)
        problems += [(original.name, problem) for problem in found]
    return total, problems


def _asserted(figures: dict[TableCode, Any]) -> dict[Key, Any]:
    return {
        (table, row, column): value
        for table, rows in figures.items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }


def _expected(value: Any, figure: dict[str, Any] | None) -> Expected:
    if value is not None:
        return Expected(Decimal(value), "reported")
    found = figure["status"] if figure else None
    return Expected(None, next((status for status in WITHOUT_NUMBER if status == found), "blank"))
