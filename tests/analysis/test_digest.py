"""What is kept of a report: fingerprints of tables, sums, and a signature of the text."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from tests.checks.factory import Cell, annual_report, with_cells

from gongkai.analysis.digest import digest, signature
from gongkai.model import Key, Section, Where

FIVE: dict[Key, int] = {
    ("applications", "received_new", "natural_person"): 4,
    ("applications", "received_new", "enterprise"): 1,
    ("applications", "granted", "natural_person"): 3,
    ("applications", "denied_inquiry", "natural_person"): 1,
    ("applications", "granted", "enterprise"): 1,
    ("applications", "granted", "total"): 4,
}


def text(seed: int, length: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(length))


def section(words: str) -> Section:
    return Section(code=None, number="一", heading="", text=words, where=Where())


def test_tables_with_five_figures_have_a_fingerprint() -> None:
    report = with_cells(annual_report(), dict(FIVE))
    found = digest(report, "a-2023", "a")
    assert set(found.tables) == {"applications"}
    fewer = with_cells(report, {("applications", "granted", "enterprise"): 0})
    assert digest(fewer, "a-2023", "a").tables == {}


def test_another_figure_is_another_fingerprint_and_blanks_are_none() -> None:
    report = with_cells(annual_report(), dict(FIVE))
    same = digest(report, "a", "a").tables["applications"]
    blank = with_cells(report, {("applications", "carried_in", "total"): "blank"})
    other = with_cells(report, {("applications", "granted", "total"): 5})
    assert digest(blank, "a", "a").tables["applications"] == same
    assert digest(other, "a", "a").tables["applications"] != same


def test_amounts_are_compared_as_numbers() -> None:
    cells = [
        ("licensing", "decisions"),
        ("penalties", "decisions"),
        ("coercion", "decisions"),
        ("regulations", "issued"),
    ]
    sevens: dict[Key, Cell] = {("disclosure", row, column): 7 for row, column in cells}
    report = with_cells(annual_report(), sevens)
    printed = [with_cells(report, {("disclosure", "fees", "amount"): Decimal(value)}) for value in ("2.5", "2.50")]
    first, second = (digest(each, "a", "a").tables["disclosure"] for each in printed)
    assert first == second


def test_a_table_with_an_unreadable_cell_has_none() -> None:
    report = with_cells(annual_report(), {**FIVE, ("applications", "carried_in", "total"): "unreadable"})
    assert digest(report, "a", "a").tables == {}


def test_sums_are_what_is_printed() -> None:
    cells: dict[Key, Cell] = {
        ("applications", "received_new", "total"): 9,
        ("proceedings", "reconsideration", "total"): "blank",
    }
    report = with_cells(annual_report(), cells)
    blank = with_cells(report, {("proceedings", "reconsideration", c): "blank" for c in ("upheld", "corrected")})
    sums = digest(blank, "a", "a").sums
    assert sums["received_new"] == 9
    assert "reconsideration" not in sums
    assert sums["litigation_direct"] == 0


def test_signature_leaves_numbers_out_and_needs_some_text() -> None:
    words = text(1, 400)
    one = signature([section(words[:200] + "共收到23件，" + words[200:])])
    # Han characters count alike wherever a section ends; figures do not count.
    other = signature([section(words[:200] + "共收到 1,456 件。"), section(words[200:])])
    assert one
    assert one == other
    assert signature([section(words[:199])]) == b""
    assert signature([section("12345，。 " * 100)]) == b""


def test_signature_is_the_same_everywhere() -> None:
    """Signatures are kept in the cache; two processes must agree."""
    assert signature([section(text(2, 300))])[:24].hex() == EXPECTED


def test_a_known_signature_is_taken_over() -> None:
    report = replace(annual_report(), sections=(section(text(3, 300)),))
    assert digest(report, "a", "a").signature == signature(report.sections)
    assert digest(report, "a", "a", b"x").signature == b"x"


EXPECTED = "010000000000000080ffffff01764f080062f1a20062758c"
