"""The files of all years: of one body, and of all bodies of a field in a province."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
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


def told(text: str) -> dict[tuple[str, ...], dict[str, tuple[str, str]]]:
    """Key of a line -> column -> what stands in it and why it is empty."""
    out = {}
    for line in lines(text):
        key = tuple(line.pop(name) for name in series.KEY)
        why = dict(part.split(":") for part in line.pop(series.WITHOUT).split(";") if part)
        assert why.keys() <= line.keys()
        out[key] = {name: (value, why.get(name, "")) for name, value in line.items()}
    return out


def test_the_csv_holds_each_figure_in_the_column_of_its_report_or_why_it_has_no_number(store: Store) -> None:
    statuses: Counter[str] = Counter()
    for agency, reports in store.agency_reports():
        records = [store.record(report) for report in reports]
        found = told(series.as_csv(records, store.ledger(agency, reports)))
        for each in records:
            name = each.report.id.removeprefix(f"{agency.id}-")
            assert found[series.FORMS][name][0] == each.report.form
            for key in series.cells():
                cell = each.figures.get(key)
                if cell is None:
                    assert found.get(key, {}).get(name, ("", "")) == ("", "")
                else:
                    shown = "" if cell.value is None else str(cell.value)
                    assert found[key][name] == (shown, "" if cell.status == "reported" else cell.status)
                    statuses[cell.status] += 1
    assert statuses["blank"]
    assert statuses["unreadable"]


def test_the_csv_holds_each_ratio_or_why_it_has_no_value(store: Store) -> None:
    agency, reports = max(store.agency_reports(), key=lambda entry: len(entry[1]))
    found = told(series.as_csv([store.record(report) for report in reports], store.ledger(agency, reports)))
    query = "SELECT indicator, value, numerator, denominator, low, high, gap FROM indicators WHERE report_id = ? AND item = 'all'"
    gaps = 0
    for report in reports:
        name = report.id.removeprefix(f"{agency.id}-")
        for code, value, *numbers, gap in store.rows(query, (report.id,)):
            assert found[series.RATIOS, code, "value"][name] == ("" if value is None else str(value), gap or "")
            gaps += bool(gap)
            for field, number in zip(("numerator", "denominator", "low", "high"), numbers, strict=True):
                shown = found.get((series.RATIOS, code, field), {}).get(name, ("", ""))
                assert shown == ("" if number is None else str(number), "")
    assert gaps


def test_years_without_a_report_and_reports_without_tables_have_a_column() -> None:
    records = [record((), form="2008", year=2018), record([figure(*WANTED[0], 3)], year=2020), record((), year=2023)]
    found = told(series.as_csv(records, Ledger()))
    assert found[series.FORMS] == {
        "2018": ("2008", "absent"),
        "2019": ("", "missing"),
        "2020": ("2021", ""),
        "2021": ("", "missing"),
        "2022": ("", "missing"),
        "2023": ("2021", "absent"),
    }
    assert [value for value, _why in found[WANTED[0]].values()] == ["", "", "3", "", "", ""]


def test_each_scope_has_its_columns_and_undated_reports_stand_last() -> None:
    own, aggregate, undated = (
        record([figure(*WANTED[0], at)], year=year) for at, year in enumerate((2020, 2020, None))
    )
    parts = [
        replace(undated, report=replace(undated.report, id="x-undated-1a")),
        own,
        replace(aggregate, report=replace(aggregate.report, id="x-2020-aggregate", scope="aggregate")),
    ]
    found = told(series.as_csv(parts, Ledger()))
    assert {name: value for name, (value, _why) in found[WANTED[0]].items()} == {
        "2020": "0",
        "2020-aggregate": "1",
        "undated-1a": "2",
    }


def test_csv_and_json_hold_the_same(store: Store) -> None:
    for agency, reports in store.agency_reports():
        records, ledger = [store.record(report) for report in reports], store.ledger(agency, reports)
        content = json.loads(series.as_json(agency, records, ledger))
        names = [report["id"].removeprefix(f"{agency.id}-") for report in content["reports"]]
        assert names == [report.id.removeprefix(f"{agency.id}-") for report in reports]
        for (table, row, column), cells in told(series.as_csv(records, ledger)).items():
            if table not in content["figures"]:
                continue
            values = content["figures"][table][row][column]
            assert [cells[name][0] for name in names] == ["" if value is None else str(value) for value in values]
            said = content["without_number"].get(table, {}).get(row, {}).get(column)
            if said:
                assert [cells[name][1] or "reported" for name in names] == [why or "reported" for why in said]
        for code, fields in content["indicators"].items():
            assert len(fields["value"]) == len(names), code


def test_zero_ratios_stay_zero_in_the_json(store: Store) -> None:
    zeros = 0
    for agency, reports in store.agency_reports():
        content = json.loads(
            series.as_json(agency, [store.record(report) for report in reports], store.ledger(agency, reports))
        )
        zeros += sum(0 in fields["value"] for fields in content["indicators"].values())
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
