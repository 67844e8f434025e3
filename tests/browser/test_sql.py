"""SQL in a real browser: every example answers, downloads are exact, nothing leaves the host, a long query stops."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.browser.serving import BASE, require_browser, serve, watched

from gongkai.package.text import neutral
from gongkai.site.sql.engine import FOLDER, write_engine
from gongkai.site.sql.examples import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without npm and without a kept copy there is nothing to try here."""
    if not write_engine(tmp_path_factory.mktemp("engine")):
        if os.environ.get("CI") == "true":
            pytest.fail("npm did not bring the engine")
        pytest.skip("npm did not bring the engine")


@pytest.fixture
def page(engine: None, desktop: Watched, address: str) -> Watched:  # noqa: ARG001 - asked for its skip
    desktop.page.goto(address + "data/sql/")
    return desktop


def ask(page: Watched, query: str) -> None:
    page.page.get_by_label("查询", exact=True).fill(query)
    page.page.get_by_role("button", name="运行", exact=True).click()


def done(page: Watched) -> None:
    expect(page.page.locator("#sql")).to_have_attribute("aria-busy", "false", timeout=20_000)


def rows(page: Watched) -> list[list[str]]:
    lines = page.page.locator("#sql-result tbody tr")
    return [[cell.strip() for cell in line.locator("td").all_inner_texts()] for line in lines.all()]


def download(page: Watched, button: str) -> str:
    with page.page.expect_download() as started:
        page.page.get_by_role("button", name=button).click()
    return Path(started.value.path()).read_text(encoding="utf-8")


def test_nothing_is_fetched_before_the_first_query(page: Watched, site: Site) -> None:
    page.page.wait_for_load_state("networkidle")
    assert not [url for url in page.urls if "sqlite" in url or "sql_worker" in url]
    ask(page, "SELECT count(*) FROM reports")
    done(page)
    assert rows(page) == [[str(site.ask("SELECT count(*) FROM reports")[0][0])]]
    wanted = ("assets/sqlite/sqlite3.js", "assets/sqlite/sqlite3.wasm", "data/gongkai-browser.sqlite.gz")
    assert all(any(url.endswith(BASE + each) for url in page.urls) for each in wanted)


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_example_answers_with_one_click(page: Watched, address: str, language: str) -> None:
    page.page.wait_for_load_state("networkidle")
    page.page.goto(f"{address}{language}data/sql/")
    for example in EXAMPLES:
        page.page.locator(f"#q-{example.name} button").click()
        done(page)
        assert page.page.locator("#sql-error").is_hidden(), page.page.locator("#sql-error").inner_text()
        assert rows(page), example.name
    assert len([url for url in page.urls if url.endswith("gongkai-browser.sqlite.gz")]) == 1


def test_rows_are_shown_up_to_a_thousand_and_downloaded_all(page: Watched, site: Site) -> None:
    query = 'SELECT report_id, "row", "column", value, status, raw FROM applications ORDER BY 1, 2, 3'
    expected: list[tuple[Any, ...]] = [tuple(row) for row in site.ask(query)]
    assert len(expected) > 1000
    ask(page, query)
    done(page)
    expect(page.page.locator("#sql-count")).to_contain_text(f"{len(expected):,}")
    shown = rows(page)
    assert len(shown) == 1000
    assert shown[0] == ["" if value is None else str(value) for value in expected[0]]
    text = download(page, "下载 CSV")
    assert text.startswith("\ufeffreport_id,row,column,value,status,raw\n")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
    assert read == [
        ["" if value is None else neutral(value) if isinstance(value, str) else str(value) for value in row]
        for row in expected
    ]
    parsed = json.loads(download(page, "下载 JSON"))
    assert [tuple(row.values()) for row in parsed] == expected


def test_texts_that_need_quotes_come_whole(page: Watched) -> None:
    ask(
        page, "SELECT 'a,\"b\"' || char(10) || 'c' AS \"x,y\", '=1+1' AS f, NULL AS n, -5 AS m, 9007199254740993 AS big"
    )
    done(page)
    text = download(page, "下载 CSV").removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text))) == [
        ["x,y", "f", "n", "m", "big"],
        ['a,"b"\nc', "'=1+1", "", "-5", "9007199254740993"],
    ]
    assert json.loads(download(page, "下载 JSON")) == [
        {"x,y": 'a,"b"\nc', "f": "=1+1", "n": None, "m": -5, "big": "9007199254740993"}
    ]
    ask(page, "SELECT 1 AS one WHERE 0")
    done(page)
    expect(page.page.locator("#sql-status")).to_contain_text("没有符合条件的行")
    assert json.loads(download(page, "下载 JSON")) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM nowhere", "没有名为 nowhere 的表"),
        ("SELECT nowhere FROM reports", "没有名为 nowhere 的栏"),
        ("SELEC 1", "SELEC 附近"),
        ("SELECT report_id FROM reports JOIN findings", "report_id 在几张表里都有"),
        ("SELECT 1; SELECT 2", "一次只能运行一条查询"),
        ("DELETE FROM reports", "只能查询"),
        ("CREATE TABLE x (y)", "只能查询"),
        ("  ", "请先写一条查询"),
        ("SELECT 1 +", "没有写完"),
        ("-- 只有说明", "请先写一条查询"),
    ],
)
def test_mistakes_are_told_in_words(page: Watched, query: str, said: str) -> None:
    ask(page, query)
    done(page)
    expect(page.page.get_by_role("alert")).to_contain_text(said)
    ask(page, "SELECT 1; -- 完")
    done(page)
    assert rows(page) == [["1"]]
    expect(page.page.locator("#sql-error")).to_be_hidden()


def test_a_query_stands_in_the_address_and_its_link_shows_it_again(page: Watched, address: str) -> None:
    query = "SELECT 'ä+&=?' AS x, 100 % 7 AS y"
    ask(page, query)
    done(page)
    again = page.page.url
    page.page.wait_for_load_state("networkidle")
    page.page.goto(again)
    expect(page.page.get_by_label("查询", exact=True)).to_have_value(query)
    assert page.page.locator("#sql-result").is_hidden(), "a link from elsewhere runs nothing unasked"
    page.page.wait_for_load_state("networkidle")
    page.page.goto(f"{address}data/sql/?q={quote('SELECT 2 AS two')}")
    page.page.get_by_label("查询", exact=True).press("Control+Enter")
    done(page)
    assert rows(page) == [["2"]]


def test_a_long_query_can_be_stopped_and_the_next_one_runs(page: Watched) -> None:
    ask(page, "SELECT 1")
    done(page)
    ask(page, ENDLESS)
    page.page.get_by_role("button", name="停止").click()
    expect(page.page.locator("#sql-status")).to_contain_text("已停止")
    ask(page, "SELECT count(*) > 0 FROM reports")
    done(page)
    assert rows(page) == [["1"]]
    assert len([url for url in page.urls if url.endswith("gongkai-browser.sqlite.gz")]) == 1


def test_a_report_in_a_result_leads_to_its_page(page: Watched, address: str) -> None:
    ask(page, "SELECT report_id FROM reports ORDER BY 1 LIMIT 1")
    done(page)
    page.page.locator("#sql-result tbody a").click()
    expect(page.page.locator("article h1")).to_have_count(1)
    assert page.page.url.startswith(address + "reports/")


def test_a_missing_database_is_told(engine: None, chromium: Browser, site: Site, tmp_path: Path) -> None:  # noqa: ARG001 - as above
    part = tmp_path / "part"
    for name in ("data/sql/index.html", "assets", "compare/index.html"):
        source, target = site.folder / name, part / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    with serve(part) as served, watched(chromium, served) as opened:
        opened.page.goto(served + "data/sql/")
        ask(opened, "SELECT 1")
        expect(opened.page.get_by_role("alert")).to_contain_text("数据库没有下载成功：404")


def test_a_strict_policy_for_content_is_kept(engine: None, chromium: Browser, site: Site) -> None:  # noqa: ARG001 - as above
    """Scripts from the host alone, no inline ones, no `eval`; WebAssembly needs a word of its own."""
    with serve(site.folder) as served, watched(chromium, served) as opened:
        policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"

        def stricter(route: Any) -> None:
            response = route.fetch()
            route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

        opened.page.route("**/data/sql/**", stricter)
        opened.page.route("**/assets/sql_worker.js", stricter)
        opened.page.goto(served + "data/sql/")
        ask(opened, "SELECT 42")
        done(opened)
        assert rows(opened) == [["42"]]


def test_from_disk_the_page_says_why_it_cannot_and_what_can(chromium: Browser, site: Site) -> None:
    with watched(chromium, "file://") as opened:
        opened.page.goto((site.folder / "data" / "sql" / "index.html").as_uri())
        expect(opened.page.locator("#ways")).to_be_visible()
        if (site.folder / FOLDER).is_dir():
            expect(opened.page.locator("#sql-disk")).to_be_visible()
            expect(opened.page.locator("#sql")).to_be_hidden()


@pytest.fixture
def unscripted(chromium: Browser, address: str) -> Iterator[Watched]:
    with watched(chromium, address, java_script_enabled=False) as opened:
        yield opened


def test_without_scripts_the_questions_are_there_as_sql(unscripted: Watched, address: str) -> None:
    unscripted.page.goto(address + "data/sql/")
    expect(unscripted.page.locator("#examples")).to_be_visible()
    assert unscripted.page.locator(".sql-examples pre code").count() == len(EXAMPLES)
    assert not [button for button in unscripted.page.locator("article button").all() if button.is_visible()]


def test_columns_of_one_name_keep_all_values(page: Watched) -> None:
    ask(page, "SELECT 1 AS n, 2 AS n, 3 AS m")
    done(page)
    assert json.loads(download(page, "下载 JSON")) == [{"n": 1, "n_2": 2, "m": 3}]
    assert download(page, "下载 CSV") == "\ufeffn,n,m\n1,2,3\n"


def test_ids_of_all_kinds_lead_to_their_reports(page: Watched) -> None:
    ids = [
        "990121-jiao-yu-ju-2021",
        "990121-jiao-yu-ju-2021-aggregate",
        "unplaced-x-1a2b3c-2022",
        "unknown-1a-undated-1a2b3c4d",
    ]
    others = ["2023-01-31", "990121-jiao-yu-ju", "x-2021"]
    ask(page, " UNION ALL ".join(f"SELECT '{text}' AS v" for text in (*ids, *others)))
    done(page)
    links = page.page.locator("#sql-result tbody a")
    assert [link.get_attribute("href") for link in links.all()] == [f"../../reports/{id_}/" for id_ in ids]


def test_a_download_that_stands_still_can_be_stopped(page: Watched) -> None:
    page.page.route("**/gongkai-browser.sqlite.gz", lambda _route: None)
    ask(page, "SELECT 1")
    expect(page.page.locator("#sql-loading")).to_be_visible()
    page.page.get_by_role("button", name="停止").click()
    done(page)
    expect(page.page.locator("#sql-loading")).to_be_hidden()
    expect(page.page.locator("#sql-error")).to_be_hidden()
    page.page.unroute("**/gongkai-browser.sqlite.gz")
    ask(page, "SELECT 2 AS two")
    done(page)
    assert rows(page) == [["2"]]


def test_a_database_that_came_damaged_is_fetched_anew(engine: None, chromium: Browser, address: str) -> None:  # noqa: ARG001 - asked for its skip
    with watched(chromium, address) as opened:
        opened.page.route("**/gongkai-browser.sqlite.gz", lambda route: route.fulfill(body=b"no database"))
        opened.page.goto(address + "data/sql/")
        ask(opened, "SELECT 1")
        done(opened)
        expect(opened.page.locator("#sql-error")).to_be_visible()
        opened.page.unroute("**/gongkai-browser.sqlite.gz")
        ask(opened, "SELECT 2 AS two")
        done(opened)
        assert rows(opened) == [["2"]]


def test_a_mistake_leaves_no_older_result_standing(page: Watched) -> None:
    ask(page, "SELECT 1")
    done(page)
    expect(page.page.locator("#sql-result")).to_be_visible()
    ask(page, "SELEC 1")
    done(page)
    expect(page.page.locator("#sql-result")).to_be_hidden()
