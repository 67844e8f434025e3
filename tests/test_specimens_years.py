"""The committed specimens beside the year before: the planned breaks are found, and nothing else is called one."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.checks import PAIR_CHECKS, examined, followed
from gongkai.model import AnnualReport
from gongkai.narrative import statements
from gongkai.readers import read
from gongkai.recognise import recognise

if TYPE_CHECKING:
    from gongkai.model import CheckResult

ORIGINALS = Path(__file__).resolve().parent.parent / "datapackage" / "originals"
DOCUMENTS = json.loads((ORIGINALS / "specimen.json").read_text(encoding="utf-8"))["documents"]
WARNINGS = {check.rule.code for check in PAIR_CHECKS if check.rule.severity == "warning"}


@cache
def across() -> dict[str, tuple[CheckResult, ...]]:
    """Path of a specimen -> the results of the rules across years."""
    found = {}
    ordered = sorted(DOCUMENTS, key=_series)
    for _, documents in groupby(ordered, key=lambda document: _series(document)[:-1]):
        previous: AnnualReport | None = None
        for document in documents:
            report = recognise(read(ORIGINALS / document["path"], name=document["path"]))
            assert isinstance(report, AnnualReport)
            alone = examined(replace(report, statements=statements(report)))
            before = previous if previous is not None and previous.year == document["year"] - 1 else None
            found[document["path"]] = followed(alone, before).results[len(alone.results) :]
            previous = alone
    return found


def _series(document: dict[str, Any]) -> tuple[str, str, str, int]:
    return document["region_code"], document["agency"], document["scope"], document["year"]


def planned(document: dict[str, Any]) -> set[str]:
    return {code for fault in document["faults"] for code in fault.get("findings", ())}


def test_applications_are_carried_over_but_where_a_break_is_planned() -> None:
    """A break is failed, or explained where the report speaks of its cause."""
    wanted = {document["path"] for document in DOCUMENTS if "carried_over" in planned(document)}
    explainable = {
        document["path"]
        for document in DOCUMENTS
        for fault in document["faults"]
        if fault["code"] == "carried_in_explained"
    }
    states = {
        path: {r.state for r in results if r.rule == "carried_over" and r.instance == "total"}
        for path, results in across().items()
    }
    assert len(wanted) > len(explainable) > 0
    assert {path for path, found in states.items() if found & {"failed", "explained"}} == wanted
    assert {path for path, found in states.items() if "explained" in found} <= explainable
    assert any(found == {"passed"} for found in states.values())


def test_a_planned_break_is_of_two_applications_by_natural_persons() -> None:
    for document in DOCUMENTS:
        if "carried_over" in planned(document):
            broken = {
                r.instance: r.difference
                for r in across()[document["path"]]
                if r.rule == "carried_over" and r.state in ("failed", "explained")
            }
            assert broken == {"total": "2", "natural_person": "2"}


def test_consistent_histories_give_no_false_alarm() -> None:
    """No rule across years warns of a report that breaks nothing itself and follows one that breaks nothing."""
    alarms = [
        (document["path"], r.rule, r.instance, r.text_zh)
        for document in DOCUMENTS
        for r in across()[document["path"]]
        if r.state == "failed" and r.severity != "info" and r.rule not in planned(document)
    ]
    assert alarms == []


def test_each_rule_that_warns_compares_something() -> None:
    """But for the bound, which waits for a report that lacks the documents in force, and figures of last year, which no specimen states."""
    compared = {r.rule for results in across().values() for r in results if r.state == "passed"}
    assert compared >= WARNINGS - {"repealed_bound", "narrative_previous_year"}


def test_the_edition_changes_where_the_form_does() -> None:
    forms = {_series(document): document["form"] for document in DOCUMENTS}
    for document in DOCUMENTS:
        (result,) = [r for r in across()[document["path"]] if r.rule == "form_break"]
        *series, year = _series(document)
        before = forms.get((*series, year - 1))  # type: ignore[arg-type]
        wanted = "not_checkable" if before is None else "passed" if before == document["form"] else "failed"
        assert result.state == wanted
