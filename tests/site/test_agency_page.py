"""The page of a body: its years, what changed, its charts and ratios, its sisters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.site.making import figure, filled, record

from gongkai.site.agency import changes as agency_changes
from gongkai.site.agency import indicators as agency_indicators
from gongkai.site.agency import page as agency_page
from gongkai.site.agency import trends as agency_trends
from gongkai.site.agency import years as agency_years
from gongkai.site.groups.directory import COMPARED, SISTERS_SHOWN, Directory, directory
from gongkai.site.groups.regions import build
from gongkai.site.language import speaking
from gongkai.site.records import Agency, Indicator, Ledger, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import FormCode
    from gongkai.site.store import Store

BODY = Agency(
    id="990100-jiaoyu-ju",
    name="甲样市教育局",
    region_code="990100",
    province="示例省",
    city="甲样市",
    county=None,
    level="city",
    sector="education",
    parent=None,
    successor_of=None,
)


def year(
    of: int,
    *,
    form: FormCode = "2021",
    scope: str = "own",
    received: int | None = 50,
    granted: int = 10,
    concluded: int = 40,
    failed: int = 0,
) -> Record:
    """A report with 1 in every cell but those named."""
    made = filled(form, lambda _at: 1)
    named = {
        ("applications", "received_new", "total"): received,
        ("applications", "granted", "total"): granted,
        ("applications", "partially_granted", "total"): 0,
        ("applications", "concluded_total", "total"): concluded,
    }
    for key, value in named.items():
        made.figures[key] = figure(*key, value, "blank" if value is None else "reported")
    report = replace(made.report, id=f"x-{of}-{scope}", year=of, scope=scope)
    return replace(made, report=report, checks={"passed": 800, "failed": failed, "not_checkable": 4})


def free(of: int) -> Record:
    return record((), form="2008", year=of)


def page(records: Iterable[Record], known: Ledger = Ledger()) -> str:  # noqa: B008 - frozen
    chain = build([BODY]).chain("990100")
    return str(agency_page.page(BODY, [*records], chain, (), {}, known=known).content)


def test_the_years_held_and_missing_are_said_in_a_sentence() -> None:
    records = [year(of) for of in (2019, 2020, 2022, 2024)]
    said = agency_page.sentence(BODY, records)
    assert said == (
        "收录甲样市教育局的政府信息公开工作年度报告 4 份：2019 至 2020、2022、2024 年度；其间缺 2021、2023 年度。"
    )
    assert "不缺" in agency_page.sentence(BODY, records[:2])
    assert "年度未写明" in agency_page.sentence(BODY, [record((), year=None)])


def test_scopes_have_columns_and_charts_of_their_own() -> None:
    records = [year(2021), year(2021, scope="aggregate"), year(2022), year(2022, scope="aggregate")]
    columns = agency_years.compare(records)
    assert [(c.year, c.record.report.scope) for c in columns if c.record] == [
        (2021, "own"),
        (2022, "own"),
        (2021, "aggregate"),
        (2022, "aggregate"),
    ]
    html = page(records)
    assert html.index("<h3>本机关</h3>") < html.index("<h3>汇总</h3>")
    assert html.count('data-name="received"') == 2


def test_a_chart_holds_the_numbers_of_one_scope() -> None:
    records = [
        year(of, scope=scope, received=count) for of in (2021, 2022) for scope, count in (("own", 5), ("aggregate", 7))
    ]
    for scope, count in (("own", "5"), ("aggregate", "7")):
        received = agency_trends.trends(records, scope)[0]
        assert [cells for _, cells in received.rows] == [(count,), (count,)]


def test_missing_years_and_changed_forms_are_marked_in_the_table() -> None:
    columns = agency_years.compare([free(2018), year(2019, form="2019"), year(2021), year(2022)])
    assert [(c.year, c.record is None, c.new_form) for c in columns] == [
        (2019, False, False),
        (2020, True, False),
        (2021, False, True),
        (2022, False, False),
    ]
    html = page([free(2018), year(2019, form="2019"), year(2021)])
    assert "2018 年度的年报没有统一表格" in html
    assert html.partition('id="years"')[2].count('<td class="gap"><i class="vh">未收录</i>') == 17


@pytest.mark.parametrize(
    ("now", "status", "reason"),
    [
        (None, "blank", "空白"),
        (None, "unreadable", "无法识读"),
        (None, "not_applicable", "不适用"),
    ],
)
def test_a_chart_never_hides_that_a_number_is_missing(now: int | None, status: str, reason: str) -> None:
    records = [year(2021), year(2022), year(2024)]
    key = ("applications", "received_new", "total")
    records[1].figures[key] = figure(*key, now, status)
    received = agency_trends.trends(records, "own")[0]
    assert received.name == "received"
    assert [cells[0] for _, cells in received.rows] == ["50", reason, "未收录", "50"]
    svg = str(received.svg)
    assert re.findall(r'class="t-none"[^>]*>([^<]+)<', svg) == [reason, "未收录"]
    label = re.search(r'aria-label="([^"]+)"', svg)
    assert label is not None
    assert f"2022 年度：{reason}。2023 年度：未收录。".replace("。2023", "。 2023") in label[1]


def test_a_sum_with_an_unknown_part_is_a_gap() -> None:
    records = [year(2021), year(2022), year(2023)]
    key = ("proceedings", "litigation_direct", "total")
    records[1].figures[key] = figure(*key, None, "blank")
    (chart,) = (each for each in agency_trends.trends(records, "own") if each.name == "proceedings")
    assert [cells for _, cells in chart.rows] == [("1", "1", "1", "3"), ("空白", "", "", ""), ("1", "1", "1", "3")]


def test_a_row_that_was_not_found_makes_its_year_a_gap() -> None:
    records = [year(2021), year(2022), year(2023)]
    key = ("applications", "denied_inquiry", "total")
    records[1].figures[key] = figure(*key, None, "absent")
    found = {each.name: each for each in agency_trends.trends(records, "own")}
    for name in ("outcomes", "denials"):
        assert [cells[0] == "无此栏目" for _, cells in found[name].rows] == [False, True, False], name


def test_every_chart_has_its_numbers_as_a_table() -> None:
    html = page([year(2019, form="2019"), year(2021), year(2022)])
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(figures) == 10
    for chart in figures:
        if "<svg" in chart:
            assert chart.count('<tr><th scope="row">') == 4, "one line a year, the missing one too"
        else:
            assert "都是 0" in chart


def test_nothing_but_zeros_is_said_in_words() -> None:
    records = [year(2021), year(2022), year(2024)]
    for each in records:
        for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
            key = ("proceedings", row, "total")
            each.figures[key] = figure(*key, 0)
    (chart,) = (each for each in agency_trends.trends(records, "own") if each.name == "proceedings")
    assert chart.svg is None
    assert chart.words == "有数的 3 个年度都是 0。2023 年度：未收录。"


def test_one_year_alone_makes_no_chart_and_no_comparison() -> None:
    html = page([free(2018), year(2019)])
    assert "<figure" not in html
    assert "与上年相比" in html
    assert "没有统一表格，没有可比的数字" in html
    assert 'id="changes"' not in page([year(2019)])


def test_a_body_with_free_reports_only_has_no_tables() -> None:
    html = page([free(2017), free(2018)])
    assert "<table" not in html
    assert "<figure" not in html


def changed(now: Record, before: Record) -> str:
    (change,) = agency_changes.changes([before, now])
    return "".join(change.lines)


def test_growth_in_percent_needs_a_base() -> None:
    assert "新收申请 45 件，上年 30 件，增加 15 件（+50.0%）。" in changed(
        year(2022, received=45), year(2021, received=30)
    )
    assert "新收申请 15 件，上年 29 件，减少 14 件。" in changed(year(2022, received=15), year(2021, received=29))
    assert "新收申请 29 件，与上年相同。" in changed(year(2022, received=29), year(2021, received=29))


def test_blank_is_not_compared_as_zero() -> None:
    said = changed(year(2022, received=None), year(2021))
    assert "新收申请：本年 未填报，上年 50，无法比较。" in said


@pytest.mark.parametrize(
    ("granted", "concluded", "words"),
    [
        (12, 40, "可能只是偶然"),
        (39, 40, "不大可能只是偶然"),
        (5, 29, "不作比较"),
        (0, 0, "没有办结"),
        (50, 40, "部分大于整体"),
        (-5, 40, "数是负的"),
    ],
)
def test_a_difference_of_shares_is_weighed(granted: int, concluded: int, words: str) -> None:
    said = changed(year(2022, granted=granted, concluded=concluded), year(2021))
    assert words in said
    assert ("不大可能" in said) == ("不大可能" in words)


def test_a_fall_is_weighed_as_a_rise_is() -> None:
    assert "不大可能只是偶然" in changed(year(2022, granted=1), year(2021, granted=39))


def test_a_changed_form_and_a_missing_year_are_said() -> None:
    assert "换了表式：上年是“2019年度起试行格式”，本年是“2021年度起格式”" in changed(
        year(2021), year(2020, form="2019")
    )
    (change,) = agency_changes.changes([year(2020), year(2022)])
    assert change.before is None
    assert change.lines == ("没有收录 2021 年度的年报，无法与上年比较。",)


def test_changes_are_told_newest_first_and_scope_by_scope() -> None:
    found = agency_changes.changes([year(2021), year(2022), year(2022, scope="aggregate"), year(2023)])
    assert [(change.report.year, change.report.scope) for change in found] == [(2023, "own"), (2022, "own")]


def test_each_year_says_whether_its_numbers_add_up() -> None:
    html = page([year(2021), year(2022, failed=3)]).partition('id="reports"')[2].partition("</ul>")[0]
    assert "核对：通过 800，未通过 3，无法核对 4" in html
    assert "核对：通过 800，未通过 0，无法核对 4" in html


def ratio(code: str = "grant_rate", **values: object) -> Indicator:
    held = {
        "numerator": 5,
        "denominator": 20,
        "value": 0.25,
        "low": 0.111861,
        "high": 0.468701,
        "gap": "",
        "doubtful": False,
    }
    return Indicator(code=code, item="all", **{**held, **values})  # type: ignore[arg-type]


def cells(*found: Indicator | None) -> str:
    main, folded = agency_indicators.blocks([{each.code: each} if each else None for each in found])
    assert main is None
    return str(folded[0].lines[0][1])


def test_a_ratio_stands_with_its_interval_and_what_it_is_made_of() -> None:
    assert cells(ratio()) == "<td class=few>25.0%<small>11.2%—46.9%<br>5／20</small>"
    assert cells(ratio(numerator=50, denominator=200, low=None, high=None)) == "<td>25.0%<small>50／200</small>"
    assert "存疑" in cells(ratio(doubtful=True))


def test_a_ratio_without_value_says_why() -> None:
    text = cells(ratio(value=None, low=None, high=None, gap="zero"), None)
    assert text == '<td class=why>分母为零<td class="gap"><i class="vh">未收录</i>'
    assert "只差 -8 件" in cells(ratio("received_growth", numerator=-8, value=None, low=None, high=None))
    with speaking("en"):
        assert "Denominator is zero" in cells(ratio(value=None, low=None, high=None, gap="zero"))


def bodies() -> list[Agency]:
    """Eight counties of two cities with a bureau each, the bureaus of the cities and of the province."""
    found = [BODY]
    for city in ("9901", "9902"):
        for county in range(21, 25):
            code = f"{city}{county}"
            found.append(
                replace(
                    BODY, id=f"{code}-jiaoyu-ju", name=f"{code}教育局", region_code=code, county=code, level="county"
                )
            )
    found += [
        replace(BODY, id="990200-jiaoyu-ju", name="乙样市教育局", region_code="990200", city="乙样市"),
        replace(BODY, id="990000-jiaoyu-ting", name="示例省教育厅", region_code="990000", city=None, level="province"),
    ]
    return found


def near(reporting: frozenset[str]) -> Directory:
    found = {body.id: body for body in bodies()}
    return Directory(found, build(found.values()), {("education", "99"): sorted(found)}, {}, reporting)


def test_sisters_of_the_same_level_and_city_come_first() -> None:
    everyone = near(frozenset(body.id for body in bodies()))
    county = everyone.agencies["990122-jiaoyu-ju"]
    assert everyone.alike(county)[:4] == [
        "990121-jiaoyu-ju",
        "990123-jiaoyu-ju",
        "990124-jiaoyu-ju",
        "990221-jiaoyu-ju",
    ]
    assert everyone.alike(BODY)[0] == "990200-jiaoyu-ju"


def test_only_bodies_with_reports_are_compared_and_few_at_once() -> None:
    some = near(frozenset({"990100-jiaoyu-ju", "990224-jiaoyu-ju"}))
    assert some.compared(BODY) == ["990100-jiaoyu-ju", "990224-jiaoyu-ju"]
    everyone = near(frozenset(body.id for body in bodies()))
    assert len(everyone.compared(BODY)) == COMPARED
    links = agency_page.links(BODY, some, some.chain(BODY), published=False)
    assert links.compare == "compare/?a=990100-jiaoyu-ju&a=990224-jiaoyu-ju"
    assert links.sisters == "sectors/education/990000.csv"
    assert links.feed == ""


def test_many_sisters_are_cut_and_counted() -> None:
    found = {f"{BODY.id}-{at}": replace(BODY, id=f"{BODY.id}-{at}") for at in range(40)} | {BODY.id: BODY}
    many = Directory(found, build(found.values()), {("education", "99"): sorted(found)}, {}, frozenset(found))
    group = many.sisters(BODY)[0]
    assert (len(group.members), group.total, group.page) == (SISTERS_SHOWN, 40, "sectors/education")


def test_the_data_package_makes_pages_in_both_languages(store: Store) -> None:
    known = directory(store)
    for agency, reports in store.agency_reports():
        records = [store.record(report) for report in reports]
        ledger, chain = store.ledger(agency, reports), known.chain(agency)
        pages = []
        for language in ("zh", "en"):
            with speaking(language):
                sisters = known.sisters(agency)
                pages.append(agency_page.page(agency, records, chain, sisters, {}, known=ledger))
        zh, en = (re.findall(r'(?:id|href)="([^"]+)"', str(made.content)) for made in pages)
        assert [part.replace("../../../", "../../") for part in en] == zh
