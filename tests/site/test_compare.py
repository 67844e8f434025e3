"""What a body's file for comparison says, and what the page around it offers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.site import making
from tests.site.test_structured import AGENCY

from gongkai import codes
from gongkai.site.citation import Edition
from gongkai.site.compare import address, page, script, write_list
from gongkai.site.compare.series import LETTERS
from gongkai.site.compare.sets import RATIOS, keys, sets
from gongkai.site.language import speaking
from gongkai.site.records import Correction

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.store import Store

EDITION = Edition("1.2.3", "2024-01-01", "")


def held(text: str, name: str = "gongkaiCompare") -> dict[str, Any]:
    """What a script hands over."""
    found = re.fullmatch(rf"{name}\((.*)\);\n", text, re.DOTALL)
    assert found is not None
    content: dict[str, Any] = json.loads(found[1])
    return content


def test_every_value_and_status_is_that_of_the_data(store: Store) -> None:
    """Of each report and cell; blank is never a number."""
    statuses = {letter: status for status, letter in LETTERS.items()}
    seen = dict.fromkeys(("reported", *LETTERS), 0)
    small = 0
    for agency, reports in store.agency_reports():
        records = [store.record(report) for report in reports]
        text = script(agency, records, store.ledger(agency, reports).indicators)
        small += len(text.encode())
        content = held(text)
        assert content["id"] == agency.id
        by_id = {record.report.id: record for record in records}
        assert {each["id"] for each in content["reports"]} == {id_ for id_, r in by_id.items() if r.report.year}
        for each in content["reports"]:
            record = by_id[each["id"]]
            assert (each["y"], each["s"], each["f"]) == (record.report.year, record.report.scope, record.report.form)
            for key, value in zip(keys(), each["v"], strict=bool(each["v"])):
                figure = record.figures.get(key)
                status = figure.status if figure else "absent"
                seen[status] += 1
                if status == "reported":
                    assert figure is not None
                    assert value == figure.value
                else:
                    assert statuses[value] == status
            for at, position in each.get("d", {}).items():
                assert (position, *keys()[int(at)], "failed") in {
                    (f.position, f.table, f.row, f.column, f.state) for f in record.findings
                }
    assert min(seen[status] for status in ("reported", "blank", "not_applicable", "absent")) > 0, seen
    assert small / store.count("reports") < 1000, "bytes a report"


def test_ratios_have_their_interval_or_say_why_there_is_none(store: Store) -> None:
    with_interval = without = 0
    for agency, reports in store.agency_reports():
        known = store.ledger(agency, reports).indicators
        content = held(script(agency, [store.record(report) for report in reports], known))
        for each in content["reports"]:
            by_code = {found.code: found for found in known[each["id"]] if found.item == "all"}
            for code, ratio in zip(RATIOS, each["r"], strict=True):
                found = by_code[code]
                if isinstance(ratio, str):
                    assert (found.value, found.gap) == (None, ratio)
                    without += 1
                    continue
                assert ratio[:5] == [found.numerator, found.denominator, found.value, found.low, found.high]
                assert len(ratio) == 5 + bool(found.doubtful)
                with_interval += ratio[3] is not None
    assert with_interval > 0
    assert without > 0


def test_doubts_and_corrections_are_told_by_cell() -> None:
    record = making.record((making.figure(*keys()[0], 7), making.figure(*keys()[1], None, "unreadable", "?7")))
    record = replace(record, corrections=(Correction(*keys()[0], "1", "7", "原件为7"),))
    (report,) = held(script(AGENCY, [record], {}))["reports"]
    assert report["v"][:2] == [7, "u"]
    assert report["k"] == {"0": 1}
    assert report["r"] == ["absent"] * len(RATIOS)


def test_a_name_cannot_end_the_script() -> None:
    text = script(replace(AGENCY, name='"</script>\u2028\\'), [], {})
    assert held(text)["name"] == '"</script>\u2028\\'


def test_sets_name_cells_of_the_form_and_keep_their_codes_in_both_languages() -> None:
    assert len(set(keys())) == len(keys())
    for table, row, column in keys():
        assert row in codes.row_codes(table)
        assert column in codes.column_codes(table)
    chinese = sets()
    with speaking("en"):
        english = sets()
    assert [each.code for each in chinese] == [each.code for each in english]
    assert [[line.keys for line in each.lines] for each in chinese] == [
        [line.keys for line in each.lines] for each in english
    ]
    told = [line.label for each in english for line in each.lines] + [each.label for each in english]
    assert not [label for label in told if re.search("[\u4e00-\u9fff]", label)]
    assert set(RATIOS) <= {row["code"] for row in codes.code_list("indicators") if row["kind"] == "proportion"}


def test_the_page_tells_the_script_everything_in_the_language_of_the_page(store: Store) -> None:
    with speaking("en"):
        (part,) = page(store, EDITION).parts
    words = json.loads(str(part.html).partition('id="compare-words">')[2].partition("</script>")[0])
    assert not [text for text in words.values() if re.search("[\u4e00-\u9fff]", text)]
    (part,) = page(store, EDITION).parts
    setup = json.loads(str(part.html).partition('id="compare-setup">')[2].partition("</script>")[0])
    assert [tuple(key) for key in setup["keys"]] == list(keys())
    assert setup["version"] == "1.2.3"


def test_suggestions_lead_to_bodies_with_reports_on_themselves(store: Store) -> None:
    (part,) = page(store, EDITION).parts
    addresses = re.findall(r'href="(\?a=[^"]+)"', str(part.html))
    assert addresses
    own = {id_ for (id_,) in store.rows("SELECT agency_id FROM reports WHERE scope = 'own'")}
    for each in addresses:
        ids = re.findall(r"a=([^&]+)", each.replace("&amp;", "&"))
        assert 2 <= len(ids) <= 6
        assert set(ids) <= own


def test_the_list_has_every_body_with_a_report_of_a_year(store: Store, tmp_path: Path) -> None:
    write_list(store, tmp_path)
    listed = held((tmp_path / "assets" / "compare-list.js").read_text(encoding="utf-8"), "gongkaiBodies")
    known = {id_ for (id_,) in store.rows("SELECT agency_id FROM reports WHERE year IS NOT NULL")}
    assert {body[0] for body in listed["bodies"]} == known
    assert ["发改委", "发展和改革委员会"] in listed["short"]


def test_at_most_six_bodies_stand_in_an_address() -> None:
    assert address([f"a{n}" for n in range(9)]).count("a=") == 6
