"""Topic pages hold for any data package: figures are those of the package, and what cannot be concluded is said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gongkai.site import topics
from gongkai.site.citation import Edition
from gongkai.site.facts import CONCLUDED, added
from gongkai.site.language import labels
from gongkai.site.topics import page, proceedings, refusals
from gongkai.site.topics.data import ALL, Data, load, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.site.pages.made import MadePage
    from gongkai.site.store import Store

OF = Edition("1.2.0", "2024-03-31", "https://site.invalid/")


@pytest.fixture
def data(store: Store) -> Data:
    return load(store, specimen=False)


def html(made: MadePage) -> str:
    return "".join(part.html for part in made.parts)


def made(store: Store, data: Data) -> Iterator[MadePage]:
    return (page.made(make(store, data), data) for make in topics.TOPICS)


def test_every_topic_says_what_it_rests_on_and_what_cannot_be_concluded(store: Store, data: Data) -> None:
    found = list(topics.pages(store, OF))
    assert [each.source for each in found] == [
        "topics/index.md",
        *(f"topics/{name}.md" for name in ("applications", "refusals", "proceedings", "disclosure", "quality")),
    ]
    reports = sum(data.own.values())
    for each in found[1:]:
        text = html(each)
        assert f"本机关口径的年报 {reports} 份" in text
        assert "从不相加" in text
        assert text.count("<li>", text.index('id="cannot"')) >= 3
        assert '<figure class="chart"' in text
        assert 'href="../../data/"' in text
        assert "None" not in re.sub(r"<[^>]*>", "", text)
        assert "nan" not in text


def test_only_figures_of_the_bodies_themselves_are_added(store: Store, data: Data) -> None:
    query = (
        "SELECT r.year, sum(f.value), sum(f.status = 'reported'), sum(f.status = 'blank') FROM applications AS f "
        "JOIN reports AS r USING (report_id) WHERE r.scope = 'own' AND r.year IS NOT NULL AND f.row = 'received_new' "
        "AND f.\"column\" = 'total' GROUP BY 1"
    )
    rows = list(store.rows(query))
    assert rows
    for year, total, reported, blank in rows:
        one = data.cells[*ALL, "applications", "received_new", "total", year]
        assert (one.total, one.reported, one.blank) == (total or 0, reported, blank)
    assert next(store.rows("SELECT count(*) FROM reports WHERE scope = 'aggregate'"))[0] == data.aggregate > 0


def test_years_are_told_without_a_hole_and_missing_ones_have_no_number(data: Data) -> None:
    holed = replace(data, own={year: count for year, count in data.own.items() if year != 2022})
    cells = {key: one for key, one in data.cells.items() if key[5] != 2022}
    holed = replace(holed, cells=cells)
    assert 2022 in holed.years
    values = dict(zip(holed.years, holed.yearly("applications", ("received_new",)), strict=True))
    assert values[2022] is None
    assert re.search("没有收录 [^。]*2022 年度", page.coverage(holed))


def test_blank_is_no_zero(data: Data) -> None:
    key = (*ALL, "applications", "received_new", "total", data.focus or 0)
    empty = replace(data, cells={**data.cells, key: replace(data.cells[key], total=0, reported=0, blank=9)})
    assert empty.yearly("applications", ("received_new",))[empty.years.index(data.focus or 0)] is None
    assert "空白" in empty.note("applications", ("received_new",))


def test_a_share_of_corrected_cases_needs_all_numbers(data: Data) -> None:
    year = data.focus or 0
    keys = {
        column: [(*ALL, "proceedings", row, column, year) for row, _kind in proceedings.CHANNELS]
        for column in ("total", "corrected", "pending")
    }
    whole = replace(next(iter(data.cells.values())), total=4, reported=5, blank=0, marked=0, absent=0, unreadable=0)
    cells = {**data.cells, **dict.fromkeys((key for found in keys.values() for key in found), whole)}
    cells |= dict.fromkeys(keys["corrected"], replace(whole, total=1)) | dict.fromkeys(
        keys["pending"], replace(whole, total=0)
    )
    assert "有结果的 12 起中，纠正的 3 起" in proceedings._numbers(replace(data, cells=cells))
    for column, found in keys.items():
        lost = {**cells, found[0]: replace(cells[found[0]], reported=4, unreadable=1)}
        assert "不算占比" in proceedings._numbers(replace(data, cells=lost)), column


def test_reasons_without_numbers_are_not_said_to_be_none(data: Data) -> None:
    nothing = {
        key: replace(one, total=0, reported=0) if key[2] == "applications" else one for key, one in data.cells.items()
    }
    assert "都没有印出" in refusals._numbers(replace(data, cells=nothing))


def test_bodies_are_those_of_the_reports_that_are_added(store: Store, data: Data) -> None:
    query = "SELECT count(DISTINCT agency_id) FROM reports WHERE scope = 'own' AND year IS NOT NULL"
    assert next(store.rows(query))[0] == data.bodies
    assert next(store.rows("SELECT count(DISTINCT agency_id) FROM reports"))[0] > data.bodies


def test_cases_per_hundred_are_of_reports_with_both(store: Store, data: Data) -> None:
    (chart,) = proceedings._levels(store, data)
    sums: dict[str, list[int]] = {}
    for _agency, report in store.reports("r.year = ? AND r.scope = 'own'", (data.focus,)):
        held = store.record(report)
        cases, ended = (
            added(held, tuple(("proceedings", row, "total") for row, _kind in proceedings.CHANNELS)),
            added(held, (CONCLUDED,)),
        )
        if cases is not None and ended is not None:
            one = sums.setdefault(_agency.level or "", [0, 0])
            one[0], one[1] = one[0] + cases, one[1] + ended
    expected = {
        labels("levels")[level]: round(100 * cases / ended, 1) for level, (cases, ended) in sums.items() if level
    }
    assert {label: value for label, (value,) in chart.rows if value is not None} == expected


def test_reports_behind_several_numbers_are_told_as_a_span(data: Data) -> None:
    assert (span([0]), span([36, 36]), span([36, 35, 0])) == ("没有", "36 份", "35–36 份")
    key = (*ALL, "applications", "carried_in", "total", data.focus or 0)
    fewer = replace(data, cells={**data.cells, key: replace(data.cells[key], reported=1)})
    told = fewer.behind("applications", ("carried_in", "carried_out"))[fewer.years.index(data.focus or 0)]
    assert told.startswith("1–")


def test_few_reports_and_uneven_years_are_said(data: Data) -> None:
    assert "谈不上趋势" in page.coverage(replace(data, own={2021: 3, 2022: 4}))
    assert "可能只因为年报多了或少了" in page.coverage(replace(data, own={2021: 300, 2022: 400}))
    assert "年报 80 份" in page.coverage(replace(data, own={2021: 40, 2022: 40}))
    assert "只因为" not in page.coverage(replace(data, own={2021: 40, 2022: 40}))
    assert "没有统一表格" in page.coverage(replace(data, own={2016: 40, 2022: 40}))
    assert "没有统一表格" not in page.coverage(replace(data, own={2019: 40, 2022: 40}))


def test_invented_reports_are_said_to_be_invented(store: Store, data: Data) -> None:
    assert all("虚构" not in html(each) for each in made(store, data))
    assert all("虚构" in html(each) for each in made(store, replace(data, specimen=True)))


def test_without_reports_there_is_text_and_no_chart(store: Store) -> None:
    nothing = Data({}, {}, 0, 0, 0, specimen=False)
    for each in made(store, nothing):
        text = html(each)
        assert "没有可以相加的年报" in text
        assert each.source in {"topics/quality.md", "topics/refusals.md"} or "<svg" not in text
