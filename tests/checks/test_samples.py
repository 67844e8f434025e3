"""Published reports show exactly the violations that a careful reader listed, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import SAMPLES, sample

from gongkai.checks import check

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWABLE_IN_A_FRAGMENT = {"section_missing", "table_missing"}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_exactly_the_listed_violations(path: Path) -> None:
    report, given = sample(path)
    ignored = UNKNOWABLE_IN_A_FRAGMENT if given["fragment"] else set()
    shown = {
        (f.type, f.severity, f.table, f.instance, f.row, f.column, f.expected, f.actual)
        for f in check(report)
        if f.state == "failed" and f.severity != "info" and f.type not in ignored
    }
    listed = {
        (
            v["type"],
            v["severity"],
            v["table"],
            v["instance"],
            v["row"],
            v["column"],
            text(v["expected"]),
            text(v["actual"]),
        )
        for v in given["violations"]
    }
    assert listed == shown


def text(value: object) -> str | None:
    return None if value is None else str(value)


def test_the_samples_are_there() -> None:
    assert len(list(SAMPLES.glob("*.json"))) == 12
