"""The flow chart: nothing without a number is drawn as one, and both sides are as the report has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.site.making import figure, record

from gongkai.site.annual_report import flow
from gongkai.site.facts import CARRIED_IN, CARRIED_OUT, CONCLUDED, GRANTED, RECEIVED

if TYPE_CHECKING:
    from gongkai.site.records import Figure, Record

DENIED = ("applications", "denied_inquiry", "total")


def year(
    received: int | None = 10, carried_out: int | None = 1, granted: int | None = 6, denied: int | None = 4
) -> Record:
    def told(key: tuple[str, str, str], value: int | None) -> Figure:
        return figure(*key, value, "reported" if value is not None else "blank")

    return record(
        [
            told(RECEIVED, received),
            told(CARRIED_IN, 1),
            told(CARRIED_OUT, carried_out),
            told(GRANTED, granted),
            told(DENIED, denied),
            told(CONCLUDED, 10),
        ]
    )


def widths(found: flow.Flow) -> dict[str, float]:
    return {
        name: float(wide) for name, wide in re.findall(r"class=([\w-]+) stroke-width=([\d.]+)", str(flow.figure(found)))
    }


def test_a_year_that_adds_up() -> None:
    # kinds of outcome without a row in the report have no number, and that is no zero
    found = flow.flow(year())
    assert [(part.kind, part.count) for part in found.went if part.count is not None] == [
        ("granted", 6),
        ("denied", 4),
        ("carried", 1),
    ]
    assert [part.text for part in found.went][1] == "无此栏目"
    drawn = widths(found)
    assert drawn.keys() == {"o-granted", "o-denied", "o-carried"}
    assert round(drawn["o-granted"] / drawn["o-denied"], 1) == 1.5


def whole(difference: int = 0) -> flow.Flow:
    """Each kind of outcome has a number."""
    came = (flow.Branch("new", "新收", 10 + difference), flow.Branch("before", "上年结转", 1))
    counts = {"granted": 6, "partial": 0, "denied": 4, "unavailable": 0, "declined": 0, "other": 0, "carried": 1}
    return flow.Flow(came, tuple(flow.Branch(kind, kind, count) for kind, count in counts.items()), 10)


def test_nothing_is_hatched_where_all_is_known() -> None:
    html = str(flow.figure(whole()))
    assert flow.remarks(whole()) == ()
    assert "f-gap" not in html
    assert "f-hatch" not in html
    assert "60.0%" in html


def test_more_came_than_went() -> None:
    html = str(flow.figure(whole(3)))
    assert "f-over" in html
    assert "差额<td>3<td>" in html
    assert "差 3 件" in flow.remarks(whole(3))[0]


def test_more_went_than_came() -> None:
    html = str(flow.figure(whole(-3)))
    assert "class=f-gap" in html
    assert "差额" not in html, "the table says what the report says; the remark says the difference"
    assert "差 3 件" in flow.remarks(whole(-3))[0]


def test_a_row_that_was_not_found_makes_no_whole() -> None:
    lost = figure("applications", "denied_state_secret", "total", None, "absent")
    found = flow.flow(record([*year().figures.values(), lost]))
    denied = next(part for part in found.went if part.kind == "denied")
    assert (denied.text, denied.missing, found.share(denied)) == ("至少 4", 1, "")
    assert found.concluded is None


def test_a_branch_without_a_number_is_hatched_and_said() -> None:
    found = flow.flow(year(denied=None))
    denied = next(part for part in found.went if part.kind == "denied")
    assert (denied.count, denied.text) == (None, "未填报")
    assert "o-denied" not in widths(found)
    html = str(flow.figure(found))
    assert html.count("class=f-gap") == 1
    assert 'class="o-denied gap"' in html
    assert "没有数不等于零" in "".join(flow.remarks(found))
    assert found.share(denied) == ""


def test_half_a_sum_is_no_sum() -> None:
    subject = record(
        [figure(*RECEIVED, 5), figure(*DENIED, 2), figure("applications", "denied_third_party", "total", None, "blank")]
    )
    denied = flow.flow(subject).went[2]
    assert denied.text == "至少 2"
    assert flow.flow(subject).difference is None


def test_a_printed_total_that_is_another_is_told() -> None:
    found = flow.Flow(whole().came, whole().went, 12)
    assert flow.remarks(found) == ("各种结果相加为 10 件，年报所填的办结总计为 12 件。",)


def test_nothing_to_draw() -> None:
    assert flow.figure(flow.flow(record([]))) is None
    zero = flow.Flow(
        tuple(flow.Branch("new", "", 0) for _ in range(2)), tuple(flow.Branch("granted", "", 0) for _ in range(7)), 0
    )
    assert flow.figure(zero) is None


def test_misprinted_negative_numbers_alone_draw_nothing() -> None:
    found = flow.flow(record([figure(*RECEIVED, -3), figure(*CARRIED_IN, 0), figure(*GRANTED, -3)]))
    assert flow.figure(found) is None


def test_one_of_very_many_can_still_be_seen() -> None:
    came = (flow.Branch("new", "新收", 100_001), flow.Branch("before", "上年结转", 0))
    went = (flow.Branch("granted", "予以公开", 100_000), flow.Branch("partial", "部分公开", 1))
    assert widths(flow.Flow(came, went, None))["o-partial"] == flow.THINNEST


def test_what_came_in_unknown_number_is_hatched_though_less_went() -> None:
    came = (flow.Branch("new", "新收", None, 1, "未填报"), flow.Branch("before", "上年结转", 20))
    html = str(flow.figure(flow.Flow(came, whole().went, 10)))
    assert html.count("class=f-gap") == 1
    assert "f-over" not in html
