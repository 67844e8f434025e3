"""What a reader narrows and takes along on the search page, over the invented country."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.browser.search_site import ask, facet, search_site, status, tab, wide
from tests.browser.serving import Watched, require_browser
from tests.site_search.conftest import index_folder, world

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["index_folder", "search_site", "tab", "wide", "world"]

pytestmark = pytest.mark.browser
require_browser()


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
