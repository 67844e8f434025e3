"""What somebody does who has never seen the site: three tasks from the home page, by nothing but what is written on it.

Each step is one thing a person does, typing a name or choosing what bears a visible name; their number is part of the
test. By mouse, on a telephone and with the keyboard alone; in Chinese and in English.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Download, Locator, Page
    from tests.browser.conftest import Site

    Role = Literal["button", "link", "searchbox"]

pytestmark = pytest.mark.browser
require_browser()

TABS = 80
"""So many stops of the keyboard at most before what one wants to choose."""

WORDS: dict[str, dict[str, str | re.Pattern[str]]] = {
    "zh": {
        "field": "检索机关、地区或年报正文",
        "search": "检索",
        "year": "2021年",
        "doubts": re.compile("^数字对得上吗"),
        "checked": re.compile(r"核对：通过 [\d,]+ 处，未通过 [\d,]+ 处"),
        "changed": "与 2020 年相比有什么变化",
        "download": "下载",
        "sisters": re.compile("全部同类机关.*历年数据 CSV"),
    },
    "en": {
        "field": "Search for a body, a place or words of a report",
        "search": "Search",
        "year": "2021",
        "doubts": re.compile(r"^Do the numbers add up\?"),
        "checked": re.compile(r"passed [\d,]+, failed [\d,]+"),
        "changed": "What changed since 2020",
        "download": "Download",
        "sisters": re.compile("All bodies of this kind in .*CSV"),
    },
}


class Wanted(NamedTuple):
    """The body that the stranger has heard of."""

    agency: str
    name: str
    sector: str
    province: str


@dataclass
class Stranger:
    """Knows the name of a body and what is visible, and counts what it takes."""

    page: Page
    language: str
    by_keyboard: bool
    steps: list[str] = field(default_factory=list)

    def called(self, role: Role, word: str) -> Locator:
        name = WORDS[self.language][word]
        return self.page.locator("article").get_by_role(role, name=name, exact=isinstance(name, str)).first

    def choose(self, target: Locator) -> None:
        self.steps.append("choose")
        expect(target).to_be_visible()
        if not self.by_keyboard:
            target.click()
            return
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.steps.append("write")
        expect(target).to_be_visible()
        if self.by_keyboard:
            self.reach(target)
        else:
            target.click()
        self.page.keyboard.insert_text(text)

    def reach(self, target: Locator) -> None:
        for _ in range(TABS):
            if target.evaluate("(element) => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"not reached with {TABS} tabs: {target}")

    def find_report(self, wanted: Wanted) -> None:
        """Task one, from the home page."""
        self.write(self.called("searchbox", "field"), wanted.name)
        self.choose(self.called("button", "search"))
        body = self.page.locator("article li").filter(has=self.page.get_by_role("link", name=wanted.name, exact=True))
        year = WORDS[self.language]["year"]
        assert isinstance(year, str)
        self.choose(body.first.get_by_role("link", name=year, exact=True))
        self.page.wait_for_url(re.compile(rf"/reports/{re.escape(wanted.agency)}-2021/"))


@pytest.fixture(scope="module")
def wanted(site: Site) -> Wanted:
    """A body with reports of 2020 and 2021, that with the most sisters."""
    found = site.ask(
        "SELECT agency_id, name, sector, substr(region_code, 1, 2) FROM agencies AS a WHERE name IS NOT NULL "
        "AND sector IS NOT NULL AND region_code IS NOT NULL AND 2 = (SELECT count(DISTINCT year) FROM reports AS r "
        "WHERE r.agency_id = a.agency_id AND scope = 'own' AND form <> '2008' AND year IN (2020, 2021)) "
        "ORDER BY (SELECT count(*) FROM agencies AS s WHERE s.sector = a.sector "
        "AND substr(s.region_code, 1, 2) = substr(a.region_code, 1, 2)) DESC, 1 LIMIT 1"
    )
    if not found:
        pytest.skip("no body has reports of both 2020 and 2021")
    return Wanted(*found[0])


@pytest.fixture(params=["mouse", "telephone", "keyboard"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["zh", "en"])
def stranger(
    chromium: Browser, address: str, way: str, request: pytest.FixtureRequest, wanted: Wanted
) -> Iterator[Stranger]:
    assert wanted.name
    language = str(request.param)
    size = {"width": 320, "height": 640} if way == "telephone" else {"width": 1280, "height": 900}
    with watched(chromium, address, viewport=size, accept_downloads=True) as opened:
        opened.page.goto(address + ("" if language == "zh" else "en/"))
        yield Stranger(opened.page, language, way == "keyboard")
        assert opened.problems == []


def test_find_the_report_of_2021(stranger: Stranger, wanted: Wanted) -> None:
    stranger.find_report(wanted)
    expect(stranger.page.get_by_role("heading", level=1)).to_contain_text("2021")
    assert stranger.steps == ["write", "choose", "choose"]


def test_see_whether_it_adds_up_and_what_changed(stranger: Stranger, wanted: Wanted) -> None:
    stranger.find_report(wanted)
    before, page = len(stranger.steps), stranger.page
    stranger.choose(stranger.called("link", "doubts"))
    expect(page.get_by_text(WORDS[stranger.language]["checked"]).first).to_be_in_viewport()
    page.go_back()
    stranger.choose(stranger.called("link", "changed"))
    page.wait_for_url(re.compile(rf"/agencies/{re.escape(wanted.agency)}/"))
    told = page.locator("#changes-2021")
    expect(told.get_by_text("2021").first).to_be_in_viewport()
    expect(told.get_by_role("listitem").first).to_be_in_viewport()
    assert len(stranger.steps) - before == 2


def test_take_the_series_of_the_sisters_along(stranger: Stranger, site: Site, wanted: Wanted) -> None:
    stranger.find_report(wanted)
    before = len(stranger.steps)
    stranger.choose(stranger.called("link", "download"))
    with stranger.page.expect_download() as found:
        stranger.choose(stranger.called("link", "sisters"))
    assert len(stranger.steps) - before == 2
    assert bodies(found.value) == {
        agency
        for (agency,) in site.ask(
            "SELECT DISTINCT agency_id FROM reports JOIN agencies USING (agency_id) "
            f"WHERE sector = '{wanted.sector}' AND region_code LIKE '{wanted.province}%'"
        )
    }


def bodies(download: Download) -> set[str]:
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return {line["agency_id"] for line in csv.DictReader(io.StringIO(text))}
