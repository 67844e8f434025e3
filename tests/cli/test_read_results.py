"""`gongkai read --format json`: what the narrative states, and every result of the checks."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from tests.checks.factory import annual_report, with_row

from gongkai.checks import examined
from gongkai.cli.read_json import to_json
from gongkai.model import Statement

BROKEN = with_row(annual_report(), "applications", "granted", (5, 0, 0, 0, 0, 0, 4))


def test_results_are_given_passed_ones_included() -> None:
    report = examined(BROKEN)
    values = json.loads(json.dumps(to_json(report)))["results"]
    assert len(values) == len(report.results)
    rows = {v["instance"]: v for v in values if v["rule"] == "applications_row_total"}
    assert len(rows) == 25
    assert rows["received_new"]["state"] == "passed"
    assert rows["received_new"]["cells"] == "received_new[natural_person..total]"
    failed = rows["granted"]
    assert (failed["left"], failed["right"], failed["difference"], failed["state"]) == (5, 4, -1, "failed")
    assert (failed["severity"], failed["row"], failed["column"]) == ("error", "granted", "total")
    assert failed["text_zh"]
    assert failed["text_en"]


def test_codes_stay_text() -> None:
    values = to_json(examined(annual_report("2019", year=2022)))["results"]
    form = next(v for v in values if v["rule"] == "form_year")
    assert (form["left"], form["right"]) == ("2021", "2019")


def test_statements_name_the_cells_they_may_equal() -> None:
    share = Statement(
        kind="share",
        value=Decimal("17.50"),
        unit="%",
        qualifiers=("part",),
        readings=((("applications", "received_new", "total"), ("applications", "carried_in", "total")),),
        phrase="占17.50%",
    )
    values = json.loads(json.dumps(to_json(replace(BROKEN, statements=(share, replace(share, value=None))))))
    assert [v["value"] for v in values["statements"]] == ["17.50", None]
    first = values["statements"][0]
    assert first["readings"] == [["applications.received_new.total", "applications.carried_in.total"]]
    assert (first["qualifiers"], first["phrase"]) == (["part"], "占17.50%")
