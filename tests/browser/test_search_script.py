"""What a reader sees and does on the search page, over the invented country."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.browser.search_site import ask, facet, hits, search_site, status, tab, wide
from tests.browser.serving import Watched, require_browser, watched
from tests.site_search.conftest import index_folder, world
from tests.site_search.world import report_ids

from gongkai.site.search import records
from gongkai.site.search.text import fold, words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["index_folder", "search_site", "tab", "wide", "world"]

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
