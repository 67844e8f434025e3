"""What a reader sees and does on the search page, over the invented country."""

from __future__ import annotations

import csv
import random
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.browser.search_site import search_site, tab
from tests.browser.serving import Watched, require_browser, watched
from tests.site_search.conftest import index_folder, world
from tests.site_search.world import report_ids

from gongkai.site.search import page_html, records, write_search
from gongkai.site.search.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Route

__all__ = ["index_folder", "search_site", "tab", "world"]

pytestmark = pytest.mark.browser
require_browser()

HOLDING = """async (stretches) => {
    const index = await gongkaiSearch.open("index/");
    const texts = new Map();
    const answers = [];
    for (const stretch of stretches) {
        const found = await index.query(stretch, {});
        const held = [];
        for (const page of found.reports) {
            if (!texts.has(page)) texts.set(page, await index.text(page));
            if (index.holds(texts.get(page), found.words)) held.push(index.report(page).id);
        }
        answers.push({ found: found.reports.map((page) => index.report(page).id), held });
    }
    return answers;
}"""
LATER = """async (name) => {
    const index = await gongkaiSearch.open("index/");
    index.table.unheld = [2, 1e9];
    const known = await index.query("南样县教育局", {});
    const before = index.complete;
    const found = await index.query(name, {});
    return [known.agencies.length, before, index.complete, found.agencies.map((number) => index.agency(number).id)];
}"""
BREAKING_SCRIPT = "<img src=x onerror=alert(1)>"


@pytest.fixture
def wide(chromium: Browser, search_site: str) -> Iterator[Watched]:
    with watched(chromium, search_site, viewport={"width": 1280, "height": 900}) as opened:
        opened.page.goto(search_site + "search/")
        yield opened
        assert opened.problems == []


def status(tab: Watched, text: str | re.Pattern[str]) -> None:
    expect(tab.page.locator("#gk-search-status")).to_have_text(text)


def ask(tab: Watched, words: str) -> None:
    tab.page.get_by_label("检索词").fill(words)
    tab.page.keyboard.press("Enter")


def facet(tab: Watched, name: str, label: str) -> Any:
    group = tab.page.get_by_role("region", name=name, exact=True)
    return group.get_by_role("link", name=re.compile(f"^{label} "))


def hits(tab: Watched) -> Any:
    return tab.page.locator("#gk-search-reports .gk-search__hit")


def test_recall_is_full_for_any_stretch_of_text(tab: Watched, world: Path) -> None:
    texts = {record.report_id: fold(f"{record.heading}\n{record.body}") for record in records(world)}
    chance = random.Random(7)
    stretches = []
    for text in list(texts.values()) * 3:
        begin = chance.randrange(len(text) - 14)
        stretches.append(text[begin : begin + chance.randrange(2, 14)])
    asked = 0
    for stretch, answer in zip(stretches, tab.page.evaluate(HOLDING, stretches), strict=True):
        wanted = words(stretch)
        truth = {r for r, t in texts.items() if all(word in t for word in wanted)}
        # A Latin run is a word of its own: 2 is not looked for inside 2023.
        if not any(character.isascii() for character in stretch) and any(len(word) > 1 for word in wanted):
            assert truth <= set(answer["found"]), stretch
            asked += 1
        assert set(answer["held"]) <= truth, stretch
    assert asked > 50


def test_a_long_list_of_bodies_without_reports_comes_when_a_name_finds_nothing_else(tab: Watched) -> None:
    assert tab.page.evaluate(LATER, "乙样市教育局") == [1, False, True, ["990200-jiaoyu-ju"]]


def test_answers_come_while_the_reader_types_and_back_leads_to_the_last_question(tab: Watched) -> None:
    ask(tab, "行政诉讼")
    status(tab, "“行政诉讼”：1 份年报。")
    box = tab.page.get_by_label("检索词")
    box.fill("")
    box.press_sequentially("南样县教育局", delay=30)
    status(tab, re.compile("^“南样县教育局”：1 个机关"))
    assert tab.page.url.endswith("?q=" + quote("南样县教育局"))
    tab.page.go_back()
    status(tab, "“行政诉讼”：1 份年报。")
    expect(box).to_have_value("行政诉讼")
    tab.page.go_forward()
    status(tab, re.compile("^“南样县教育局”"))


def test_characters_being_composed_are_no_question(tab: Watched) -> None:
    box = tab.page.get_by_label("检索词")
    box.evaluate(
        """(box) => { box.focus(); box.value = "xing'zheng"; box.dispatchEvent(new InputEvent("input", { isComposing: true })); }"""
    )
    tab.page.wait_for_timeout(500)
    assert "q=" not in tab.page.url
    box.evaluate("""(box) => { box.value = "行政复议"; box.dispatchEvent(new CompositionEvent("compositionend")); }""")
    status(tab, "“行政复议”：3 份年报。")


def test_old_results_stay_until_new_ones_are_there(tab: Watched) -> None:
    ask(tab, "行政复议")
    status(tab, "“行政复议”：3 份年报。")
    tab.page.evaluate("""() => { window.emptied = 0; new MutationObserver(() => {
        if (!document.querySelector("#gk-search-reports li")) window.emptied += 1;
    }).observe(document.getElementById("gk-search-found"), { childList: true, subtree: true, attributes: true }); }""")
    ask(tab, "依申请公开")
    status(tab, "“依申请公开”：2 份年报。")
    assert tab.page.evaluate("window.emptied") == 0


def test_marks_the_words_and_keeps_the_question_in_the_address(tab: Watched) -> None:
    ask(tab, "行政复议")
    status(tab, "“行政复议”：3 份年报。")
    marked = tab.page.locator("#gk-search-reports .gk-search__snippet mark")
    assert set(marked.all_inner_texts()) == {"行政复议"}
    assert tab.page.url.endswith("/search/?q=" + quote("行政复议"))
    expect(hits(tab).first).to_have_text("示例省人民政府 2023年")
    expect(hits(tab).first).to_have_attribute("href", "../reports/990000-renmin-zhengfu-2023/")


def test_a_result_names_its_form_and_its_doubts(tab: Watched) -> None:
    ask(tab, "行政复议")
    about = tab.page.locator("#gk-search-reports .gk-search__place")
    expect(about).to_have_text(
        [
            "示例省 · 省级 · 人民政府 · 2021年度起格式 · 未发现疑点",
            "示例省 甲样市 南样县 · 县级 · 教育 · 2021年度起格式 · 疑点 2 处",
            "示例省 甲样市 · 市级 · 人民政府 · 2021年度起格式 · 疑点 1 处",
        ]
    )


def test_pairs_in_another_order_are_left_out_and_not_counted(tab: Watched) -> None:
    ask(tab, "复议行政")
    status(tab, "“复议行政”：2 份年报。")


def test_bodies_come_first_with_all_their_years(tab: Watched) -> None:
    ask(tab, "甲样环境")
    status(tab, re.compile("^“甲样环境”：2 个机关，6 份年报"))
    first = tab.page.locator("#gk-search-agencies li").first
    expect(first.locator("a").first).to_have_attribute("href", "../agencies/990100-shengtai-huanjing-ju/")
    assert first.locator(".gk-search__years a").all_inner_texts() == ["2023年", "2022年", "2021年"]


NAMED = """async (name) => {
    const index = await gongkaiSearch.open("index/");
    const beside = index.agencies.find((agency) => agency.name === "甲样市生态环境局");
    index.add([{ ...beside, id: "990100-jiaoyu-ju", name: "甲样市教育局", folded: "甲样市教育局", sector: "education", pages: [] }]);
    const { found } = gongkaiSearch.names.bodies(index, [{ word: name, name, year: null }]);
    return found.map((number) => index.agency(number).name);
}"""


def test_a_whole_name_means_that_body_alone(tab: Watched) -> None:
    """The bureau of a county in the city has the place and the other half of the name too."""
    assert tab.page.evaluate(NAMED, "甲样市教育局") == ["甲样市教育局"]
    assert tab.page.evaluate(NAMED, "甲样市教育") == ["甲样市教育局", "南样县教育局"]


def test_own_and_aggregate_figures_are_told_apart(tab: Watched) -> None:
    ask(tab, "甲样市人民政府 2023")
    expect(hits(tab).filter(has_text="（汇总）")).to_have_attribute("href", re.compile("-2023-aggregate/$"))


def test_a_body_without_a_report_is_found_and_says_so(tab: Watched) -> None:
    ask(tab, "南样县水利局")
    item = tab.page.locator("#gk-search-agencies li")
    expect(item).to_have_count(1)
    expect(item).to_contain_text("没有收录年报")
    expect(item.locator("a").first).to_have_attribute("href", "../agencies/990121-shui-ju/")


def test_a_slip_is_pointed_out(tab: Watched) -> None:
    ask(tab, "南样县教肓局")
    near = tab.page.locator("#gk-search-near")
    expect(near).to_contain_text("您是不是要找：南样县教育局")
    expect(tab.page.locator("#gk-search-agencies li")).to_have_count(1)
    near.get_by_role("link").click()
    status(tab, re.compile("^“南样县教育局”：1 个机关"))
    expect(near).to_be_hidden()


def test_a_place_leads_to_its_page(tab: Watched) -> None:
    ask(tab, "南样县")
    link = tab.page.locator("#gk-search-regions a")
    expect(link).to_have_text("示例省 › 甲样市 › 南样县")
    expect(link).to_have_attribute("href", "../regions/990121/")
    ask(tab, "甲样")
    expect(link).to_have_attribute("href", "../regions/990100/")
    ask(tab, "行政复议")
    expect(link).to_have_count(0)


def test_facets_narrow_count_and_stand_in_the_address(wide: Watched) -> None:
    ask(wide, "行政复议")
    expect(facet(wide, "年度", "2022")).to_have_text("2022 1")
    facet(wide, "年度", "2022").click()
    status(wide, "“行政复议”：1 份年报。")
    assert wide.page.url.endswith("&year=2022")
    expect(facet(wide, "年度", "2022")).to_have_attribute("aria-current", "true")
    expect(facet(wide, "年度", "2022")).to_be_focused()
    expect(facet(wide, "年度", "2023")).to_have_text("2023 2")
    facet(wide, "疑点", "有疑点").click()
    status(wide, "“行政复议”：1 份年报。")
    chips = wide.page.locator("#gk-search-chips a")
    expect(chips).to_have_text(["年度：2022 ×，移除", "疑点：有疑点 ×，移除"])
    wide.page.go_back()
    expect(chips).to_have_count(1)
    chips.first.click()
    status(wide, "“行政复议”：3 份年报。")
    expect(chips).to_have_count(0)


def test_cities_are_those_of_the_province(wide: Watched) -> None:
    cities = wide.page.get_by_role("region", name="城市", exact=True)
    expect(facet(wide, "省份", "示例省")).to_be_visible()
    expect(cities).to_have_count(0)
    facet(wide, "省份", "示例省").click()
    expect(cities.get_by_role("link")).to_have_text(
        [re.compile("甲样市 52"), re.compile("乙样市 6"), re.compile("未写明 9")]
    )
    facet(wide, "城市", "乙样市").click()
    status(wide, "6 份年报。")
    assert wide.page.url.endswith(f"?province={quote('示例省')}&city={quote('乙样市')}")
    facet(wide, "省份", "样本自治区").click()
    status(wide, re.compile("^9 份年报"))
    assert wide.page.url.endswith(f"?province={quote('样本自治区')}"), "whoever leaves the province leaves its city"


@pytest.mark.parametrize(
    ("name", "label", "asked", "reports"),
    [
        ("层级", "乡级", "level=township", 6),
        ("部门类别", "卫生健康", "sector=health", 6),
        ("表式", "2019年度起试行格式", "form=2019", 2),
        ("疑点", "有疑点", "doubts=yes", 3),
    ],
)
def test_each_facet_counts_what_it_leaves(wide: Watched, name: str, label: str, asked: str, reports: int) -> None:
    lists = wide.page.locator("#gk-search-facet-lists")
    expect(lists).to_be_visible()
    more = wide.page.get_by_role("region", name=name, exact=True).get_by_role("button")
    if more.count():
        more.click()
        expect(more).to_have_attribute("aria-expanded", "true")
    expect(facet(wide, name, label)).to_have_text(f"{label} {reports}")
    facet(wide, name, label).click()
    status(wide, f"{reports} 份年报。")
    assert wide.page.url.endswith(f"?{asked}")


def test_on_a_telephone_facets_are_folded_and_say_how_many_are_chosen(tab: Watched, search_site: str) -> None:
    tab.page.goto(search_site + "search/?year=2022&level=city")
    lists = tab.page.locator("#gk-search-facet-lists")
    summary = tab.page.locator("#gk-search-facets summary")
    expect(summary).to_have_text("筛选 2")
    expect(lists).to_be_hidden()
    summary.click()
    expect(lists).to_be_visible()


def test_before_anything_is_asked_all_reports_are_listed_from_the_newest(wide: Watched) -> None:
    status(wide, f"{len(report_ids())} 份年报，已列出 10 份。")
    expect(hits(wide).first).to_have_text("丙样市卫生健康委员会 2023年")
    expect(wide.page.get_by_role("region", name="省份", exact=True).get_by_role("link")).to_have_text(
        ["样本自治区 9", "示例省 67", "未写明 1"]
    )
    assert not [url for url in wide.urls if "/text/" in url or "/shards/" in url], "the list of reports is enough"


def test_an_address_opens_the_same_search(tab: Watched, search_site: str) -> None:
    tab.page.goto(search_site + "search/?q=行政复议&province=示例省&sector=government&level=city&year=nonsense")
    status(tab, "“行政复议”：1 份年报。")
    expect(tab.page.locator("#gk-search-chips a")).to_have_text(
        [re.compile("省份：示例省"), re.compile("层级：市级"), re.compile("部门类别：人民政府")]
    )


def test_the_results_can_be_taken_along(wide: Watched, tmp_path: Path) -> None:
    ask(wide, "复议行政")
    status(wide, "“复议行政”：2 份年报。")
    with wide.page.expect_download() as loading:
        wide.page.get_by_role("button", name="下载本次结果（CSV）").click()
    assert loading.value.suggested_filename == "gongkai-search.csv"
    loading.value.save_as(tmp_path / "found.csv")
    rows = list(csv.DictReader((tmp_path / "found.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["report_id"] for row in rows] == ["990000-renmin-zhengfu-2023", "990101-shichang-ju-2022"]
    assert {row["checked"] for row in rows} == {"true"}
    assert rows[1] | {"page": ""} == {
        "report_id": "990101-shichang-ju-2022",
        "year": "2022",
        "scope": "own",
        "form": "2021",
        "agency_id": "990101-shichang-ju",
        "name": "东样区市场监督管理局",
        "province": "示例省",
        "city": "甲样市",
        "county": "东样区",
        "level": "county",
        "sector": "market_regulation",
        "findings_failed": "0",
        "page": "",
        "checked": "true",
    }
    assert rows[1]["page"].endswith("/sub/path/reports/990101-shichang-ju-2022/")


def test_the_link_can_be_copied(wide: Watched) -> None:
    wide.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(wide, "复议行政")
    wide.page.get_by_role("button", name="复制本次检索的链接").click()
    expect(wide.page.locator("#gk-search-taken")).to_have_text("已复制")
    assert wide.page.evaluate("navigator.clipboard.readText()") == wide.page.url


def test_without_a_clipboard_the_link_is_shown(wide: Watched) -> None:
    wide.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    ask(wide, "复议行政")
    wide.page.get_by_role("button", name="复制本次检索的链接").click()
    expect(wide.page.get_by_label("请手动复制：")).to_have_value(wide.page.url)


def test_arrow_keys_walk_through_the_results(tab: Watched) -> None:
    ask(tab, "南样县教育局")
    status(tab, re.compile("^“南样县教育局”"))
    tab.page.keyboard.press("ArrowDown")
    expect(tab.page.locator("#gk-search-agencies .gk-search__hit")).to_be_focused()
    tab.page.keyboard.press("ArrowDown")
    expect(hits(tab).first).to_be_focused()
    tab.page.keyboard.press("ArrowUp")
    tab.page.keyboard.press("ArrowUp")
    expect(tab.page.get_by_label("检索词")).to_be_focused()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_label("检索词")).to_be_focused()


def test_more_adds_twenty_moves_the_focus_and_is_remembered(tab: Watched, search_site: str) -> None:
    total = len(report_ids())
    tab.page.goto(search_site + "search/?q=政府信息公开条例")
    status(tab, f"“政府信息公开条例”：约 {total} 份年报，已列出 10 份。")
    assert len([url for url in tab.urls if "/text/" in url]) == 10
    tab.page.get_by_role("button", name="更多").press("Enter")
    status(tab, f"“政府信息公开条例”：约 {total} 份年报，已列出 30 份。")
    expect(hits(tab).nth(10)).to_be_focused()
    tab.page.reload()
    status(tab, f"“政府信息公开条例”：约 {total} 份年报，已列出 30 份。")
    for _ in range((total - 30 + 19) // 20):
        shown = hits(tab).count()
        tab.page.get_by_role("button", name="更多").press("Enter")
        expect(hits(tab).nth(shown)).to_be_focused()
    status(tab, f"“政府信息公开条例”：{total} 份年报。")
    expect(tab.page.get_by_role("button", name="更多")).to_be_hidden()


def test_the_same_question_again_leaves_the_answer_alone(tab: Watched) -> None:
    """Who types and then presses Enter has the answer already; a press of 更多 in between would be lost."""
    ask(tab, "政府信息公开条例")
    status(tab, re.compile("“政府信息公开条例”.*已列出 10 份"))
    hits(tab).first.evaluate("(hit) => { hit.dataset.seen = 'yes' }")
    tab.page.get_by_label("检索词").press("Enter")
    tab.page.get_by_role("button", name="更多").click()
    expect(hits(tab)).to_have_count(30)
    expect(hits(tab).first).to_have_attribute("data-seen", "yes")


def test_enter_keeps_what_was_typed_in_the_history(tab: Watched) -> None:
    box = tab.page.get_by_label("检索词")
    box.press_sequentially("行政诉讼", delay=30)
    status(tab, "“行政诉讼”：1 份年报。")
    box.press("Enter")
    box.fill("南样县教育局")
    status(tab, re.compile("^“南样县教育局”：1 个机关"))
    tab.page.go_back()
    status(tab, "“行政诉讼”：1 份年报。")


def test_says_in_words_what_cannot_be_found(tab: Watched) -> None:
    ask(tab, "航天发射")
    status(tab, "“航天发射”：没有找到年报。请换用较短的词再试。")
    ask(tab, "议")
    status(tab, "“议”：一个字无法检索正文，请至少输入两个字。")


def test_what_is_typed_stays_text(tab: Watched) -> None:
    ask(tab, BREAKING_SCRIPT)
    status(tab, re.compile("没有找到"))
    assert tab.page.locator("#gk-search-status img").count() == 0


def test_english_speaks_english_and_stays_english(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site, viewport={"width": 1280, "height": 900}) as opened:
        opened.page.goto(search_site + "en/search/?q=南样县教育局")
        status(opened, "“南样县教育局”: 1 body, 4 reports.")
        link = hits(opened).first
        expect(link).to_have_attribute("href", "../reports/990121-jiaoyu-ju-2023/")
        expect(link.locator("[lang=zh]")).to_have_text("南样县教育局")
        expect(opened.page.locator("#gk-search-reports .gk-search__place").first).to_have_text(
            "Nanyang County, Jiayang City, Shili Province · County · Education · Form of 2021 · 2 doubts"
        )
        expect(facet(opened, "Province", "Shili Province")).to_be_visible()
        shown = opened.page.locator("body").inner_text()
        left = re.sub(r"[“《].*?[”》]|南样县教育局|checked", "", shown.replace("南样县民政局", ""))
        assert "疑点" not in left
        assert "年报" not in left.replace("年度报告", "")
        opened.page.get_by_label("Words to look for").fill("jiayang")
        expect(opened.page.locator("#gk-search-regions a")).to_have_text("Shili Province › Jiayang City")
        opened.page.get_by_label("Words to look for").fill("education jiayang")
        status(
            opened, re.compile("^“education jiayang”: 1 body, about 3 reports|^“education jiayang”: 1 body, 3 reports")
        )
        expect(opened.page.locator("#gk-search-agencies .gk-search__hit")).to_have_text("南样县教育局")
        assert opened.problems == []


def test_says_that_the_data_did_not_come(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site) as opened:
        opened.page.route("**/meta.json.gz", lambda route: route.abort())
        opened.page.goto(search_site + "search/?q=复议")
        status(opened, "检索数据未能取得，请检查网络后再试。")


@pytest.mark.parametrize("lost", ["**/shards/*", "**/text/*"])
def test_what_did_not_come_is_asked_for_again(chromium: Browser, search_site: str, lost: str) -> None:
    with watched(chromium, search_site) as opened:
        opened.page.route(lost, lambda route: route.abort())
        opened.page.goto(search_site + "search/?q=政府信息公开条例")
        status(opened, "检索数据未能取得，请检查网络后再试。")
        opened.page.unroute(lost)
        opened.page.get_by_role("button", name="检索", exact=True).click()
        status(opened, re.compile("已列出 10 份"))
        opened.page.route(lost, lambda route: route.abort())
        opened.page.get_by_role("button", name="更多").click()
        if lost == "**/text/*":
            status(opened, "检索数据未能取得，请检查网络后再试。")
            opened.page.get_by_role("button", name="下载本次结果").click()
            expect(opened.page.locator("#gk-search-taken")).to_have_text("检索数据未能取得，请检查网络后再试。")
            opened.page.unroute(lost)
            opened.page.get_by_role("button", name="更多").click()
        status(opened, re.compile("已列出 30 份"))
        shown = [link.get_attribute("href") for link in hits(opened).all()]
        opened.page.unroute_all()
        opened.page.reload()
        status(opened, re.compile("已列出 30 份"))
        assert [link.get_attribute("href") for link in hits(opened).all()] == shown, "none was passed over"
        assert not [problem for problem in opened.problems if problem.startswith("error")]


def test_more_that_comes_late_disturbs_no_new_question(tab: Watched, search_site: str) -> None:
    tab.page.goto(search_site + "search/?q=政府信息公开条例")
    status(tab, re.compile("已列出 10 份"))
    texts: list[Route] = []
    shards: list[Route] = []
    tab.page.route("**/text/*", lambda route: texts.append(route) if len(texts) < 20 else route.continue_())
    tab.page.route("**/shards/*", lambda route: shards.append(route))  # noqa: PLW0108 - Playwright takes no method of a list
    more = tab.page.get_by_role("button", name="更多")
    more.click()
    expect(more).to_be_disabled()
    box = tab.page.get_by_label("检索词")
    ask(tab, "行政复议")
    tab.page.wait_for_function("() => document.querySelector('#gk-search-found').hasAttribute('aria-busy')")
    for route in texts:
        route.continue_()
    expect(more).to_be_enabled()
    expect(box).to_be_focused()
    assert tab.page.evaluate("history.state") is None
    tab.page.unroute("**/shards/*")
    for route in shards:
        route.continue_()
    status(tab, "“行政复议”：3 份年报。")


SNIPPET = """() => {
    const body = "<img src=x onerror=alert(1)>行政复议的行政复议" + "中".repeat(200) + "依申请公开" + "中".repeat(200) + "热线";
    const agency = { id: "a", name: "<b>甲局", place: ["省", "", ""], level: "city", sector: "" };
    const index = { report: () => ({ id: "a-2023", year: 2023, agency, form: "2021", doubts: 0 }), placeName: (name) => name };
    const run = { words: ["<img", "行政复议", "依申请公开", "热线", "甲"] };
    const item = gongkaiSearch.page.reportItem(index, 0, { body }, run, "../");
    const marked = (part) => [...item.querySelectorAll(part + " mark")].map((mark) => mark.textContent);
    const tags = [...new Set([...item.querySelectorAll("*")].map((element) => element.localName))].sort();
    return [marked("a"), marked(".gk-search__snippet"), item.querySelector(".gk-search__snippet").textContent, tags];
}"""


def test_a_snippet_joins_near_places_and_shows_two(tab: Watched) -> None:
    """Mark-up in a report is text, in the name and in what is quoted."""
    name, quoted, text, tags = tab.page.evaluate(SNIPPET)
    assert name == ["甲"]
    assert quoted == ["<img", "行政复议", "行政复议", "依申请公开"]
    assert text == f"<img src=x onerror=alert(1)>行政复议的行政复议{'中' * 31}…{'中' * 36}依申请公开{'中' * 36}…"
    assert tags == ["a", "mark", "p", "span"]


FACETS = """async () => {
    const index = await gongkaiSearch.open("index/");
    const pages = [["甲省", "子市"], ["甲省", "丑市"], ["乙省", "寅市"]];
    index.value = (page, name) => ({ province: pages[page][0], city: pages[page][1] })[name] ?? "x";
    const counts = index.facets([0, 1, 2], { province: "甲省", city: "子市" });
    return ["province", "city", "year"].map((name) => Object.fromEntries(counts[name]));
}"""


def test_whoever_chooses_another_province_leaves_the_city(tab: Watched) -> None:
    assert tab.page.evaluate(FACETS) == [{"甲省": 1, "乙省": 1}, {"子市": 1, "丑市": 1}, {"x": 1}]


TAKING = """async () => {
    const reports = [...Array(230).keys()];
    const index = {
        report: (page) => ({ id: `r${page}`, year: 2023, agency: { id: "a", name: "=甲局", place: ["省", "", ""], level: "city", sector: "" },
            form: "2021", doubts: page, aggregate: page === 1 }),
        holds: (text, words) => text !== 5 && words.includes("词"),
    };
    let read = 0;
    const made = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => (made.push(blob), createObjectURL(blob));
    const run = { reports, exact: false, unmet: (page) => (page ? ["词"] : []) };
    const text = async (page) => (read += 1, page);
    await Promise.all([1, 2].map(() => gongkaiSearch.take.csv(index, run, text)));
    const told = document.getElementById("gk-search-taken").textContent;
    await gongkaiSearch.take.csv(index, { ...run, exact: true }, text);
    return { read, told, then: document.getElementById("gk-search-taken").textContent, files: await Promise.all(made.map((blob) => blob.text())) };
}"""


def test_of_many_results_the_first_two_hundred_are_checked(tab: Watched) -> None:
    """Clicked twice, the file is made once; where pairs say all, no text is read."""
    found = tab.page.evaluate(TAKING)
    assert found["read"] == 200
    assert "没有逐份核对" in found["told"]
    assert found["then"] == ""
    rows, exact = ([*csv.DictReader(text.removeprefix("\ufeff").splitlines())] for text in found["files"])
    assert [row["checked"] for row in rows] == ["true"] * 200 + ["false"] * 29
    assert "r5" not in {row["report_id"] for row in rows}
    assert [row["scope"] for row in rows[:3]] == ["own", "aggregate", "own"]
    assert {row["name"] for row in rows} == {"'=甲局"}
    assert [row["checked"] for row in exact] == ["true"] * 230


def test_without_scripts_the_page_says_so(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site, java_script_enabled=False) as opened:
        opened.page.goto(search_site + "search/")
        expect(opened.page.get_by_text("需要启用 JavaScript")).to_be_visible()
        expect(opened.page.locator("#gk-search-layout")).to_be_hidden()


def test_opened_from_disk_the_page_says_so(chromium: Browser, search_site: str, tmp_path: Path, world: Path) -> None:
    write_search(world, tmp_path)
    page = tmp_path / "search" / "index.html"
    page.write_text(f'<!doctype html><meta charset="utf-8">{page_html()}', encoding="utf-8")
    with watched(chromium, search_site) as opened:
        opened.page.goto(page.as_uri() + "?q=复议")
        status(opened, re.compile("^检索要经由网页服务器使用.*gongkai serve.*python -m http.server"))
        expect(opened.page.get_by_label("检索词")).to_be_disabled()
