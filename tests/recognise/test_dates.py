"""Years, days and statistical periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.recognise import dates

HAN = "〇一二三四五六七八九"
DAYS = st.dates(date(2008, 1, 1), date(2099, 12, 31))


def han_number(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")


def han_day(day: date) -> str:
    return "".join(HAN[int(digit)] for digit in str(day.year)) + f"年{han_number(day.month)}月{han_number(day.day)}日"


@given(DAYS)
def test_every_day_in_every_notation(day: date) -> None:
    """What is written comes back, in Arabic and in Chinese numerals, with spaces and with signs."""
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"发布时间:{day.isoformat()} 13:24",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        han_day(day),
        han_day(day).replace("〇", "○"),
    ):
        assert dates.days(text) == [day], text


@given(DAYS)
def test_a_day_that_lost_a_character_is_no_day(day: date) -> None:
    """A lost 年, 月 or 日 gives no day, and never another one."""
    whole = f"{day.year}年{day.month}月{day.day}日"
    for sign in "年月日":
        assert dates.days(whole.replace(sign, "")) == []


@given(st.integers(dates.FIRST_YEAR, dates.LAST_YEAR))
def test_years_in_chinese_numerals(year: int) -> None:
    """二〇二一年 is 2021年; a zero may be 〇, ○ or 零."""
    numeral = "".join(HAN[int(digit)] for digit in str(year))
    for zero in "〇○零":
        assert dates.years(numeral.replace("〇", zero) + "年度") == [year]


@given(DAYS, st.integers(1, 700))
def test_a_period_within_one_year_gives_it_and_no_other_does(start: date, length: int) -> None:
    """Start and end in one year: that year. Else: none, never one of the two."""
    if start.year == dates.LAST_YEAR:
        start = start.replace(year=2020, day=1)
    end = start + timedelta(days=length)
    text = f"自{start.year}年{start.month}月{start.day}日起至{end.year}年{end.month}月{end.day}日止"
    assert dates.period_year(text) == (start.year if start.year == end.year else None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止", 2023),
        ("统计期限从2019年1月1日到12月31日止", 2019),
        ("时间为2021年1月1日—2021年12月31日", 2021),
        ("2021年1月1日零时起至12月31日", 2021),
        ("2022年1月至12月", 2022),
        ("2022年1-12月", 2022),
        ("二〇二〇年1月1日至12月31日", 2020),
        ("2008年5月1日起至12月31日", 2008),
        ("2021年1月1日至2021年12月21日", 2021),
        ("2020年1月1日至2021年12月31日", None),
        ("自202111日至20211231日", None),
        ("20171月1日至12月31日", None),
        ("2005年1月1日至12月31日", None),
        ("2021年3月公布", None),
    ],
)
def test_period_year(text: str, year: int | None) -> None:
    """Whole periods give their year; damaged, contradictory and impossible ones give none."""
    assert dates.period_year(text) == year


@pytest.mark.parametrize("text", ["202111日", "20211231日", "〔202130号", "12021年", "20212", "1999年", "2101年"])
def test_no_year_in_damaged_or_impossible_text(text: str) -> None:
    """Runs of digits that are not four long hold no year."""
    assert dates.years(text) == []


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("自202111日至20211231日", ["202111日", "20211231日"]),
        ("20171月1日", ["20171月1日"]),
        ("2021年1月1日至12月31日", []),
        ("互环字〔2021〕49号", []),
    ],
)
def test_damaged_dates(text: str, damaged: list[str]) -> None:
    """Lost characters are found where they are."""
    assert dates.damaged_dates(text) == damaged


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("自202111日至20211231日", 2021),
        ("20171月1日至201712月31日", 2017),
        ("自11日至20211231日", 2021),
        ("自202011日至20211231日", None),
        ("202111日起施行", None),
        ("自20211日至20211231日", None),
    ],
)
def test_damaged_periods(text: str, year: int | None) -> None:
    """A whole year from its first to its last day, and nothing less."""
    assert dates.damaged_period_year(text) == year


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("国办公开办函〔202130号", ["〔202130号"]),
        ("国办公开办函2021〕30号", ["2021〕30号"]),
        ("国办公开办函〔2021〕30号，〔2021〕1号", []),
        ("至1231日", ["1231日"]),
    ],
)
def test_damaged_document_numbers(text: str, damaged: list[str]) -> None:
    """One bracket lost; whole numbers are none."""
    assert dates.damaged_dates(text) == damaged


def test_periods_of_the_figures() -> None:
    """Said to be that of the figures; a trial period is not."""
    found = dates.statistical_periods("统计期限自二〇二一年一月一日起至十二月三十一日止")
    assert [(p.start.isoformat(), p.end.isoformat()) for p in found] == [("2021-01-01", "2021-12-31")]
    assert dates.statistical_periods("《办法》自2021年1月1日至2021年6月30日试行") == []
