"""Comparing in a real browser: by keyboard, by link, from disk; what is shown and downloaded is what the data say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser, watched
from tests.site.test_agency_page import BODY, year

from gongkai.site.compare import address as asking
from gongkai.site.compare import script
from gongkai.site.compare.sets import sets
from gongkai.site.records import Indicator

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()


def alike(site: Site, count: int = 3) -> list[str]:
    """Bodies with the most reports on themselves."""
    found = site.ask(
        "SELECT agency_id FROM reports WHERE scope = 'own' AND form <> '2008' GROUP BY 1 ORDER BY count(*) DESC, 1"
    )
    return [id_ for (id_,) in found[:count]]


def opened(tab: Watched, address: str, ids: list[str], more: str = "") -> Watched:
    tab.page.goto(f"{address}compare/{asking(ids)}{more}")
    expect(tab.page.locator("#compare-cards figure").first).to_be_visible()
    tab.page.wait_for_load_state("networkidle")
    return tab


def state(tab: Watched) -> dict[str, list[str]]:
    return parse_qs(urlsplit(tab.page.url).query)


def taken(tab: Watched) -> list[dict[str, str]]:
    with tab.page.expect_download() as started:
        tab.page.get_by_role("button", name="下载所见数据").click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_bodies_are_chosen_with_the_keyboard_alone(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.goto(address + "compare/")
    expect(page.locator("#compare-off")).to_be_hidden()
    (name,) = site.ask("SELECT name FROM agencies WHERE sector = 'education' ORDER BY agency_id")[0]
    box = page.get_by_role("combobox", name="加入机关")
    box.focus()
    page.keyboard.type(name[0] + name[-3:-1])
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", name=name)
    while box.get_attribute("aria-activedescendant") != option.first.get_attribute("id"):
        page.keyboard.press("ArrowDown")
    expect(option.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"去掉{name}")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(f"已加入{name}")
    assert len(state(desktop)["a"]) == 1
    expect(box).to_be_focused()
    page.get_by_role("button", name=f"去掉{name}").press("Enter")
    assert "a" not in state(desktop)


def test_escape_closes_and_nonsense_is_told(desktop: Watched, address: str) -> None:
    page = desktop.page
    page.goto(address + "compare/")
    box = page.get_by_role("combobox", name="加入机关")
    box.fill("局")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("<b>没有</b>")
    expect(page.get_by_role("status")).to_contain_text("没有找到名称里有“<b>没有</b>”的机关")


def test_a_link_shows_the_same_again(desktop: Watched, site: Site, address: str) -> None:
    ids = alike(site)
    tab = opened(desktop, address, ids, "&y=2022-2023&f=people")
    assert tab.page.get_by_label("看什么").input_value() == "people"
    heads = tab.page.locator("#compare-cards figure").first.locator("thead th").all_inner_texts()
    assert heads[1:] == ["2022", "2023"]
    tab.page.get_by_label("看什么").select_option("ratios")
    tab.page.get_by_label("截止年度").select_option("2022")
    assert state(tab) == {"a": ids, "y": ["2022-2022"], "f": ["ratios"]}
    names = tab.page.locator("#compare-chosen li a").all_inner_texts()
    assert names == [site.ask(f"SELECT name FROM agencies WHERE agency_id = '{id_}'")[0][0] for id_ in ids]


@pytest.mark.parametrize("code", [*(each.code for each in sets()), "ratios"])
def test_the_download_is_exactly_the_view_and_the_data(desktop: Watched, site: Site, address: str, code: str) -> None:
    ids = alike(site, 6)
    rows = taken(opened(desktop, address, ids, f"&f={code}"))
    cards = desktop.page.locator("#compare-cards figure").count()
    years = desktop.page.locator("#compare-cards figure").first.locator("thead th").count() - 1
    assert len(rows) == cards * years * len(ids)
    shown = desktop.page.locator("#compare-cards td").count()
    assert shown == len(rows)
    found: dict[tuple[str, ...], tuple[Any, Any]] = {}
    for table in ("applications", "proceedings", "disclosure"):
        query = f'SELECT report_id, row, "column", value, status FROM {table}'
        found |= {(id_, table, row, column): (value, status) for id_, row, column, value, status in site.ask(query)}
    for id_, name, value, gap in site.ask("SELECT report_id, indicator, value, gap FROM indicators WHERE item = 'all'"):
        found[id_, "indicators", name, "all"] = (value, gap or "reported")
    present = 0
    for row in rows:
        if row["status"] == "missing":
            assert row["report_id"] == row["value"] == ""
            query = f"SELECT 1 FROM reports WHERE agency_id = '{row['agency_id']}' AND year = {row['year']} AND scope = 'own'"
            assert not site.ask(query)
            continue
        value, status = found.get((row["report_id"], row["table"], row["row"], row["column"]), (None, "absent"))
        assert row["status"] == status, row
        assert (float(row["value"]) if row["value"] else None) == value, row
        assert row["scope"] == "own"
        assert row["url"] == f"{address}reports/{row['report_id']}/"
        assert row["data_version"]
        present += value is not None
    assert present > len(ids)


def test_a_blank_is_no_zero_and_a_gap_is_no_point(desktop: Watched, site: Site, address: str) -> None:
    """Every number of a card's table is a point of its chart, every other cell a hollow sign or a gap."""
    tab = opened(desktop, address, alike(site, 6))
    assert tab.page.locator("#compare-cards svg.compare__plot").count() > 0
    for figure in tab.page.locator("#compare-cards figure").all():
        cells = figure.locator("td")
        empty = figure.locator("td.b, td.gap")
        assert not [text for text in empty.all_inner_texts() if any(c.isdigit() for c in text)]
        if figure.locator("svg.compare__plot").count():
            assert figure.locator("svg.compare__plot .solid").count() == cells.count() - empty.count()
            assert figure.locator("svg.compare__plot .hollow").count() == empty.count()
            assert figure.locator("svg.compare__plot").get_attribute("aria-label")


def test_own_and_aggregate_figures_are_never_mixed(desktop: Watched, site: Site, address: str) -> None:
    both = site.ask(
        "SELECT agency_id FROM reports GROUP BY 1 HAVING count(DISTINCT scope) = 2 OR min(scope) = 'aggregate' ORDER BY 1"
    )
    ids = [id_ for (id_,) in both[:3]]
    assert ids
    for scope in ("own", "aggregate"):
        desktop.page.goto(f"{address}compare/{asking(ids)}{'&s=aggregate' if scope == 'aggregate' else ''}")
        expect(desktop.page.get_by_role("status")).to_contain_text("口径" if scope == "own" else "已列出")
        if desktop.page.locator("#compare-cards figure").count():
            reports = {row["report_id"] for row in taken(desktop)} - {""}
            listed = ", ".join(f"'{id_}'" for id_ in reports)
            assert site.ask(f"SELECT DISTINCT scope FROM reports WHERE report_id IN ({listed})") == [(scope,)]


def test_a_change_of_form_is_marked_and_a_doubt_leads_to_its_report(desktop: Watched, site: Site, address: str) -> None:
    changed = site.ask(
        "SELECT agency_id FROM reports WHERE scope = 'own' AND form IN ('2019', '2021') GROUP BY 1 HAVING count(DISTINCT form) = 2"
    )
    tab = opened(desktop, address, [changed[0][0]])
    expect(tab.page.locator("td[data-new]").first).to_be_visible()
    assert tab.page.locator("svg.compare__plot .break").count() > 0
    doubted = site.ask(
        "SELECT agency_id, report_id, position FROM findings JOIN reports USING (report_id) WHERE state = 'failed' AND scope = 'own' "
        "AND \"table\" = 'applications' AND row IN ('received_new', 'granted', 'concluded_total') AND \"column\" = 'total'"
    )
    agency, report, _ = doubted[0]
    tab = opened(desktop, address, [agency])
    link = tab.page.locator(f"td.x a[href^='../reports/{report}/#f']").first
    expect(link).to_have_accessible_name("有疑点，见年报")
    link.click()
    expect(tab.page.locator("li:target, :target")).to_have_count(1)


def test_more_than_six_and_unknown_bodies_are_told(desktop: Watched, site: Site, address: str) -> None:
    ids = alike(site, 7)
    desktop.page.goto(f"{address}compare/?" + "&".join(f"a={id_}" for id_ in ids))
    expect(desktop.page.locator("#compare-chosen li")).to_have_count(6)
    name = site.ask(f"SELECT name FROM agencies WHERE agency_id = '{ids[6]}'")[0][0]
    desktop.page.get_by_role("combobox", name="加入机关").fill(name)
    desktop.page.get_by_role("option", name=name).first.click()
    expect(desktop.page.get_by_role("status")).to_contain_text("最多比较 6 个机关")


def test_an_id_that_is_none_is_told(chromium: Browser, address: str) -> None:
    with watched(chromium, address) as tab:
        tab.page.goto(f"{address}compare/?a=990000-nobody&a=../../x")
        expect(tab.page.get_by_role("status")).to_contain_text("没有载入机关 990000-nobody")
        assert not [url for url in tab.urls if "/x/" in url]


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("code", ["key", "ratios", "cases"])
def test_it_fits_the_window(desktop: Watched, site: Site, address: str, width: int, code: str) -> None:
    desktop.page.set_viewport_size({"width": width, "height": 800})
    opened(desktop, address, alike(site, 6), f"&f={code}")
    assert desktop.page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_from_disk(chromium: Browser, site: Site) -> None:
    with watched(chromium, "file://") as tab:
        page = tab.page
        page.goto((site.folder / "compare" / "index.html").as_uri() + asking(alike(site, 2)))
        expect(page.locator("#compare-cards figure").first).to_be_visible()
        page.get_by_role("combobox", name="加入机关").fill("局")
        expect(page.get_by_role("option").first).to_be_visible()
        page.get_by_label("看什么").select_option("reasons")
        assert page.locator("#compare-cards figure").count() > 10
        assert len(taken(tab)) > 0
        assert not [problem for problem in tab.problems if problem.startswith("error")]


def test_a_chart_can_be_taken_as_a_picture(desktop: Watched, site: Site, address: str) -> None:
    opened(desktop, address, alike(site))
    for kind in ("SVG", "PNG"):
        with desktop.page.expect_download() as started:
            desktop.page.locator("#compare-cards figure").first.get_by_role("button", name=kind).click()
        data = Path(started.value.path()).read_bytes()
        assert data.startswith(b"<svg" if kind == "SVG" else b"\x89PNG")
        assert len(data) > 1000


def test_without_scripts_the_page_says_what_it_would_do(chromium: Browser, address: str) -> None:
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.page.goto(address + "compare/")
        expect(tab.page.locator("#compare-off")).to_be_visible()
        expect(tab.page.locator("#compare")).to_be_hidden()
        assert tab.page.locator("#compare-off a").count() == 2


def test_the_table_of_a_chart_is_taken_without_signs_and_notes(desktop: Watched, site: Site, address: str) -> None:
    """Beside a ratio stand its parts and its interval, beside a doubtful figure a sign; none of them is the figure."""
    opened(desktop, address, alike(site), "&f=ratios")
    card = desktop.page.locator("#compare-cards figure").first
    with desktop.page.expect_download() as started:
        card.get_by_role("button", name="CSV").click()
    lines = list(csv.reader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8-sig"))))
    shown = card.locator("tbody td").evaluate_all(
        "(cells) => cells.map((cell) => (cell.matches('.b, .gap') ? '' : cell.firstChild.data))"
    )
    assert [cell for line in lines[1:] for cell in line[1:]] == shown
    assert any(shown)


def test_keys_of_an_input_method_choose_nothing(desktop: Watched, address: str) -> None:
    page = desktop.page
    page.goto(address + "compare/")
    box = page.get_by_role("combobox", name="加入机关")
    box.fill("局")
    expect(page.get_by_role("option").first).to_be_visible()
    for key in ("ArrowDown", "Enter"):
        box.dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True})
    assert page.locator("#compare-chosen li").count() == 0
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Enter")
    expect(page.locator("#compare-chosen li")).to_have_count(1)


def test_of_two_changes_the_later_one_is_shown(desktop: Watched, site: Site, address: str) -> None:
    """The first change is done while the file that the second one needs is still on its way."""
    page = desktop.page
    first, *later = alike(site)
    held: dict[str, Route] = {}

    def hold(route: Route) -> None:
        if route.request.url in held:
            route.continue_()
        held.setdefault(route.request.url, route)

    opened(desktop, address, [first])
    page.route("**/compare.js", hold)
    for id_ in later:
        (name,) = site.ask(f"SELECT name FROM agencies WHERE agency_id = '{id_}'")[0]
        page.get_by_role("combobox", name="加入机关").fill(name)
        page.locator(f'[role=option][data-id="{id_}"]').click()
        expect(page.locator(f'script[src*="{id_}"]').first).to_be_attached()
    for id_ in later:
        held[f"{address}agencies/{id_}/compare.js"].continue_()
        page.wait_for_timeout(200)
    expect(page.locator("#compare-chosen li")).to_have_count(3)
    assert state(desktop)["a"] == [first, *later]
    expect(page.locator("#compare-cards figure").first.locator("tbody tr")).to_have_count(3)


RATIO = Indicator("grant_or_partial_rate", "all", 10, 40, 0.25, 0.14, 0.4, "", doubtful=True)


def invented(desktop: Watched, address: str, code: str) -> list[dict[str, str]]:
    """The download of one invented body: two years on itself in the form of 2019, between them one on all bodies in that of 2021."""
    records = [year(2020, form="2019"), year(2021, scope="aggregate"), year(2022, form="2019")]
    file = script(BODY, records, {record.report.id: (RATIO,) for record in records})
    desktop.page.route(
        f"**/{BODY.id}/compare.js", lambda route: route.fulfill(body=file, content_type="text/javascript")
    )
    return taken(opened(desktop, address, [BODY.id], f"&f={code}"))


def test_a_form_changes_only_between_reports_of_one_scope(desktop: Watched, address: str) -> None:
    lines = invented(desktop, address, "key")
    assert [line["status"] for line in lines if line["row"] == "received_new"] == ["reported", "missing", "reported"]
    assert desktop.page.locator("#compare-cards td[data-new]").count() == 0
    assert desktop.page.locator("#compare-cards path.break").count() == 0


def test_a_ratio_of_doubtful_numbers_says_so_in_the_file_too(desktop: Watched, address: str) -> None:
    (first, *_rest) = invented(desktop, address, "ratios")
    assert (first["row"], first["value"], first["low"], first["doubt"]) == (
        "grant_or_partial_rate",
        "0.25",
        "0.14",
        "1",
    )


def test_where_the_form_has_no_such_cell_the_older_one_is_told(desktop: Watched, address: str) -> None:
    lines = invented(desktop, address, "disclosure")
    made = [line for line in lines if line["row"] == "normative_documents" and line["label"] == "规范性文件制发"]
    assert [(line["column"], line["value"]) for line in made] == [("made", "1"), ("issued", ""), ("made", "1")]
    assert "2019 式的“制作”数" in desktop.page.locator("#compare-cards").inner_text()


def test_a_button_pressed_twice_adds_no_body_twice(desktop: Watched, site: Site, address: str) -> None:
    opened(desktop, address, alike(site, 1))
    desktop.page.locator("#compare-more button").first.evaluate("(button) => { button.click(); button.click(); }")
    expect(desktop.page.locator("#compare-chosen li").nth(1)).to_be_visible()
    chosen = state(desktop)["a"]
    assert len(set(chosen)) == len(chosen) <= 6


def test_a_list_that_does_not_come_is_told_and_asked_for_again(chromium: Browser, address: str) -> None:
    with watched(chromium, address) as tab:
        tab.page.route("**/compare-list.js", lambda route: route.abort())
        tab.page.goto(address + "compare/")
        box = tab.page.get_by_role("combobox", name="加入机关")
        box.fill("局")
        expect(tab.page.get_by_role("status")).to_contain_text("机关名单没有载入")
        tab.page.unroute("**/compare-list.js")
        box.fill("样")
        expect(tab.page.get_by_role("option").first).to_be_visible()
        assert not [problem for problem in tab.problems if problem.startswith("error")]
