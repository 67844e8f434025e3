"""The files of all years: of one body, and of all bodies of a field in a province."""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import TYPE_CHECKING

from tests.site.making import figure, filled, record

from gongkai.site.agency import series
from gongkai.site.groups import sector_series
from gongkai.site.records import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.store import Store

WANTED = (("applications", "received_new", "total"), ("proceedings", "reconsideration", "corrected"))


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_the_csv_holds_each_figure_with_its_status_and_its_report(store: Store) -> None:
    statuses: Counter[str] = Counter()
    for agency, reports in store.agency_reports():
        records = [store.record(report) for report in reports]
        found = lines(series.as_csv(records, store.ledger(agency, reports)))
        for each in records:
            own = {
                (line["table"], line["row"], line["column"]): line
                for line in found
                if line["report_id"] == each.report.id and line["table"] not in {"", series.RATIOS}
            }
            held = {key: cell for key, cell in each.figures.items() if key in series.cells()}
            assert own.keys() == held.keys()
            for key, cell in held.items():
                assert own[key]["value"] == ("" if cell.value is None else str(cell.value))
                assert own[key]["status"] == cell.status
                statuses[cell.status] += 1
    assert statuses["blank"]
    assert statuses["unreadable"]


def test_the_csv_holds_each_ratio_or_why_it_has_no_value(store: Store) -> None:
    agency, reports = max(store.agency_reports(), key=lambda entry: len(entry[1]))
    found = lines(series.as_csv([store.record(report) for report in reports], store.ledger(agency, reports)))
    ratios = {(line["report_id"], line["row"]): line for line in found if line["table"] == series.RATIOS}
    query = "SELECT indicator, value, numerator, denominator, low, high, gap FROM indicators WHERE report_id = ? AND item = 'all'"
    for report in reports:
        for code, value, *numbers, gap in store.rows(query, (report.id,)):
            line = ratios[report.id, code]
            assert line["status"] == (gap or "reported")
            assert line["value"] == ("" if value is None else str(value))
            told = [line[name] for name in ("numerator", "denominator", "low", "high")]
            assert told == ["" if number is None else str(number) for number in numbers]


def test_years_without_a_report_and_reports_without_tables_have_a_line() -> None:
    records = [record((), form="2008", year=2018), record([figure(*WANTED[0], 3)], year=2020), record((), year=2023)]
    found = lines(series.as_csv(records, Ledger()))
    assert [(line["year"], line["report_id"], line["status"]) for line in found] == [
        ("2018", "x-2018", "absent"),
        ("2020", "x-2020", "reported"),
        ("2023", "x-2023", "absent"),
        ("2019", "", "missing"),
        ("2021", "", "missing"),
        ("2022", "", "missing"),
    ]


def test_csv_and_json_hold_the_same(store: Store) -> None:
    for agency, reports in store.agency_reports():
        records, ledger = [store.record(report) for report in reports], store.ledger(agency, reports)
        told = json.loads(series.as_json(agency, records, ledger))
        ids = [report["id"] for report in told["reports"]]
        assert ids == [report.id for report in reports]
        for line in lines(series.as_csv(records, ledger)):
            if line["table"] in {"", series.RATIOS}:
                continue
            at = ids.index(line["report_id"])
            value = told["figures"][line["table"]][line["row"]][line["column"]][at]
            assert ("" if value is None else str(value)) == line["value"]
            if line["status"] != "reported":
                assert told["without_number"][line["table"]][line["row"]][line["column"]][at] == line["status"]
        for code, fields in told["indicators"].items():
            assert len(fields["value"]) == len(ids), code


def test_zero_ratios_stay_zero_in_the_json(store: Store) -> None:
    zeros = 0
    for agency, reports in store.agency_reports():
        told = json.loads(
            series.as_json(agency, [store.record(report) for report in reports], store.ledger(agency, reports))
        )
        zeros += sum(0 in fields["value"] for fields in told["indicators"].values())
    assert zeros


def test_a_file_for_each_field_and_province_holds_all_its_reports(store: Store, tmp_path: Path) -> None:
    count = sector_series.write(store, tmp_path)
    files = sorted(tmp_path.glob("sectors/*/*.csv"))
    assert len(files) == count >= 2
    expected = {
        (agency.id, report.id): sector_series.field_of(agency) for agency, report in store.reports() if agency.sector
    }
    found = {}
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith(sector_series.BOM), "spreadsheets take the names for another encoding without it"
        for line in lines(text.removeprefix(sector_series.BOM)):
            found[line["agency_id"], line["report_id"]] = file.relative_to(tmp_path).as_posix()
    assert found == {key: field.path for key, field in expected.items() if field}


def test_the_figures_of_a_field_are_those_of_its_reports(store: Store, tmp_path: Path) -> None:
    sector_series.write(store, tmp_path)
    reports = {report.id: store.record(report) for _, report in store.reports()}
    without = 0
    for file in tmp_path.glob("sectors/*/*.csv"):
        for line in lines(file.read_text(encoding="utf-8-sig")):
            each = reports[line["report_id"]]
            said = dict(part.split(":") for part in line["without_number"].split(";") if part)
            for key in sector_series.FIGURES:
                name, cell = f"{key[1]}__{key[2]}", each.figures.get(key)
                assert line[name] == ("" if cell is None or cell.value is None else str(cell.value))
                if cell is not None and cell.status != "reported":
                    assert said[name] == cell.status
                    without += 1
            if each.checks:
                assert int(line["checks__failed"]) == each.checks.get("failed", 0)
            ((rate, gap),) = store.rows(
                "SELECT value, gap FROM indicators WHERE report_id = ? AND indicator = 'grant_rate'", (each.report.id,)
            )
            assert line["grant_rate"] == ("" if rate is None else str(rate))
            assert said.get("grant_rate") == gap
    assert without, "no figure without a number in the data package"


def test_a_body_without_a_known_field_has_no_file(store: Store) -> None:
    nameless = [agency for agency in store.agencies() if not agency.sector]
    assert nameless
    assert [sector_series.field_of(agency) for agency in nameless] == [None] * len(nameless)


def test_every_cell_of_either_form_on_disclosure_is_in_the_series() -> None:
    for form in ("2019", "2021"):
        kept = {key for key in filled(form, lambda _at: 1).figures if key[0] != "applications"}
        assert kept <= set(series.cells())
