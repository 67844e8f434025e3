"""Whole documents, read and compared with what a person found in them.

Our own small originals stand in tests/corpus/ (its README tells the layout). Real reports may stand
beside the project (`real_report` in conftest.py): they are compared in what their expectation asserts.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.checks import RULES, check
from gongkai.errors import UnreadableFileError
from gongkai.model import AnnualReport
from gongkai.narrative import statements
from gongkai.pipeline.convert import converter
from gongkai.readers import read
from gongkai.readers.conversion import converting
from gongkai.recognise import recognise

if TYPE_CHECKING:
    from gongkai.model import Figure, Finding

CORPUS = Path(__file__).parent / "corpus"
CASES = sorted(path for path in CORPUS.iterdir() if path.is_dir())
BY_HAND = ("notes", "fragment")
"""What no rewriting touches."""

VALUES = ("expected", "actual")
PLACE = ("type", "severity", "table", "instance", "row", "column")


def number(text: object) -> object:
    """Numbers compare as decimals, also where one side writes 25.10 or "0"."""
    try:
        return Decimal(str(text)) if text is not None else None
    except InvalidOperation:
        return text


def violation(finding: Finding) -> dict[str, Any]:
    """A failed finding in the layout of the expectations."""
    return {name: getattr(finding, name) or None for name in PLACE} | {n: number(getattr(finding, n)) for n in VALUES}


def understood(original: Path) -> dict[str, Any]:
    """One original through reading, recognition and checks, in the layout of the expectations."""
    try:
        with converting(converter(None)):
            reading = recognise(read(original, name=original.name))
    except UnreadableFileError as error:
        if error.type == "converter_missing":
            pytest.skip("soffice is not installed")
        return {"outcome": "unreadable", "reason": error.type}
    if not isinstance(reading, AnnualReport):
        return {"outcome": reading.outcome, "reason": reading.type}
    findings = (*reading.findings, *check(replace(reading, statements=statements(reading))))
    failed = [finding for finding in findings if finding.state == "failed"]
    return {
        "outcome": "report",
        "agency": reading.agency.name if reading.agency else None,
        "year": reading.year,
        "scope": reading.scope,
        "published_on": str(reading.published_on) if reading.published_on else None,
        "form": reading.form,
        "figures": figures(reading.figures),
        "statuses": {
            status: [f"{f.table}/{f.row}/{f.column}" for f in reading.figures if f.status == status]
            for status in ("not_applicable", "unreadable")
        },
        "violations": [violation(finding) for finding in failed if finding.severity != "info"],
        "findings": sorted({finding.type for finding in findings if finding.state in ("failed", "explained")}),
    }


def figures(all_figures: tuple[Figure, ...]) -> dict[str, dict[str, dict[str, object]]]:
    """table -> row -> column -> number or null; what the form does not have is left out."""
    nested: dict[str, dict[str, dict[str, object]]] = {}
    for figure in all_figures:
        if figure.status != "absent":
            nested.setdefault(figure.table, {}).setdefault(figure.row, {})[figure.column] = figure.value
    return nested


def show(value: object, depth: int = 0) -> str:
    """JSON with one row of figures, one violation or one fact a line, so that a difference reads well."""
    if isinstance(value, dict | list) and any(isinstance(child, dict | list) for child in children(value)):
        inner = [show(child, depth + 1) for child in children(value)]
        if isinstance(value, dict):
            inner = [f"{json.dumps(key)}: {text}" for key, text in zip(value, inner, strict=True)]
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return opening + ",".join(f"\n{' ' * (depth + 1)}{text}" for text in inner) + f"\n{' ' * depth}{closing}"
    return json.dumps(value, ensure_ascii=False, default=as_json)


def as_json(value: Decimal) -> int | float:
    """25.1 as 25.1, 4 as 4."""
    return int(value) if value == int(value) else float(value)


def children(value: dict[str, object] | list[object]) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value


def load(path: Path) -> dict[str, Any]:
    """An expectation, with decimals kept."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return loaded


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_corpus(case: Path, request: pytest.FixtureRequest) -> None:
    """Everything is compared: figures, blanks, what the form lacks, findings."""
    (original,) = case.glob("original.*")
    path = case / "expected.json"
    expected = load(path) if path.exists() else {}
    notes = {name: expected[name] for name in BY_HAND if name in expected}
    actual = understood(original) | notes
    before, after = (show(side).splitlines() for side in (expected, actual))
    if sorted(before) == sorted(after):
        return
    difference = "\n".join(difflib.unified_diff(before, after, "expected", "understood", lineterm="", n=2))
    if request.config.getoption("--rewrite-expected"):
        path.write_text(show(actual) + "\n", encoding="utf-8")
        pytest.fail(
            f"{path} is written again. Compare each line with the original before committing:\n{difference}",
            pytrace=False,
        )
    pytest.fail(f"{case.name} is understood otherwise than expected:\n{difference}", pytrace=False)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case_says_what_is_odd(case: Path) -> None:
    notes = load(case / "expected.json").get("notes")
    assert notes, f"tests/corpus/{case.name}/expected.json: say in `notes` what is odd about this original"


def asserted(expected: dict[str, Any]) -> dict[str, object]:
    """Every cell that an expectation asserts, by its place."""
    return {
        f"{table}/{row}/{column}": number(value)
        for table, rows in expected["figures"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }


def original_of(expectation: Path) -> Path:
    """The file beside `<name>.expected.json` with the same name."""
    stem = expectation.name.removesuffix(".expected.json")
    (original,) = (p for p in expectation.parent.iterdir() if p.name.startswith(stem + ".") and p != expectation)
    return original


def test_real_report(real_report: Path) -> None:
    """No number differs from the print; agency, year, form and violations are those a person found."""
    expected = load(real_report)
    actual = understood(original_of(real_report))
    assert actual["outcome"] == expected.get("outcome", "report")
    if actual["outcome"] != "report":
        return
    for name in ("agency", "year", "form"):
        assert actual[name] == expected[name]
    cells = asserted(actual)
    wrong = {
        place: (value, cells.get(place, "absent"))
        for place, value in asserted(expected).items()
        if cells.get(place, "absent") != value
    }
    assert not wrong, "asserted and understood"
    found, wanted = violations(actual, fragment=expected.get("fragment", False)), violations(expected)
    assert [place(row) for row in found] == [place(row) for row in wanted]
    # A rule that does not compare two values may still tell the one it found.
    differing = [
        row for row, other in zip(wanted, found, strict=True) if any(row[n] not in (None, other[n]) for n in VALUES)
    ]
    assert not differing, "asserted values"


def place(row: dict[str, Any]) -> tuple[str, ...]:
    """Which rule failed where."""
    return tuple(str(row[name]) for name in PLACE)


def violations(side: dict[str, Any], *, fragment: bool = False) -> list[dict[str, Any]]:
    """Violations of the rules that exist, in one order; a fragment cannot be blamed for what was cut off."""
    known = {rule.code for rule in RULES}
    cut_off = {"agency_unknown", "year_unknown", "section_missing", "table_missing"} if fragment else set()
    rows = [
        {name: row.get(name) or None for name in PLACE} | {name: number(row.get(name)) for name in VALUES}
        for row in side["violations"]
        if row["type"] in known - cut_off
    ]
    return sorted(rows, key=place)
