"""Every rule that a finding can name has its section, with its words in both languages and its counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from gongkai import codes
from gongkai.checks import COLLECTION_CHECKS, PAIR_CHECKS, RULES
from gongkai.checks.raised import RAISED

if TYPE_CHECKING:
    from tests.site.conftest import Site

    from gongkai.checks import Rule
    from gongkai.site.store import Store

STATES = {"passed": "通过", "failed": "未通过", "explained": "已说明", "not_checkable": "无法核对"}


def section(site: Site, rule: str) -> str:
    found = re.search(rf'<details id="rule-{rule}".*?</details>', site.page("quality"), re.DOTALL)
    assert found, f"no section for {rule}"
    return found[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_section_with_its_words(site: Site, rule: Rule) -> None:
    html = section(site, rule.code)
    for said in (
        rule.title_zh,
        rule.title_en,
        rule.description_zh,
        rule.description_en,
        rule.formula_zh,
        rule.formula_en,
    ):
        assert str(escape(said)) in html
    assert f'<span class="tag">{codes.labels("severities")[rule.severity]}</span>' in html


def test_rules_of_every_kind_are_among_them() -> None:
    listed = {rule.code for rule in RULES}
    for kind in (PAIR_CHECKS, COLLECTION_CHECKS):
        assert {check.rule.code for check in kind} <= listed
    assert {rule.code for rule in RAISED} <= listed


def test_counts_are_those_of_the_results(site: Site, store: Store) -> None:
    counts: dict[str, dict[str, int]] = {rule.code: dict.fromkeys(STATES, 0) for rule in RULES}
    for rule, state, count in store.rows("SELECT rule, state, sum(instances) FROM check_results GROUP BY 1, 2"):
        counts[rule][state] = count
    assert any(found["failed"] for found in counts.values())
    assert any(found["not_checkable"] for found in counts.values())
    for rule, found in counts.items():
        said = re.sub(r"<[^>]*>", "", section(site, rule))
        for state, word in STATES.items():
            assert re.search(rf"(?<!未){word} {found[state]:,}(?![\d,])", said), (rule, state)


def test_why_results_could_not_be_checked_is_counted(site: Site, store: Store) -> None:
    query = "SELECT rule, reason, sum(instances) FROM check_results WHERE state = 'not_checkable' GROUP BY 1, 2"
    found = list(store.rows(query))
    assert found
    several = [rule for rule, _, _ in found]
    for rule, reason, count in found:
        shown = f"{codes.labels('check_reasons')[reason]}{f' {count:,}' if several.count(rule) > 1 else ''}"
        assert shown in section(site, rule)


def test_the_summary_adds_up(site: Site, store: Store) -> None:
    table = site.page("quality").partition("<table")[2].partition("</table>")[0]
    cells = [
        [int(cell.replace(",", "")) for cell in re.findall(r"<td[^>]*>([\d,]+)</td>", line)]
        for line in table.split("<tr>")[2:]
    ]
    rules, *sums = (sum(column) for column in zip(*cells, strict=True))
    assert rules == len(RULES)
    counted = dict(store.rows("SELECT state, sum(instances) FROM check_results GROUP BY 1"))
    assert sums == [counted.get(state, 0) for state in STATES]


def test_every_finding_links_to_the_section_of_its_rule(site: Site, store: Store) -> None:
    """Of every state: failed, explained and not checkable."""
    ids = set(re.findall(r'id="rule-(\w+)"', site.page("quality")))
    linked = {
        path.parent.name: set(re.findall(r'quality/#rule-(\w+)"', path.read_text(encoding="utf-8")))
        for path in (site.folder / "reports").glob("*/index.html")
    }
    assert set().union(*linked.values()) <= ids
    found = list(store.rows("SELECT DISTINCT report_id, type FROM findings"))
    assert found
    assert not [(report, rule) for report, rule in found if rule not in linked[report]]
