"""Years and days as printed in reports, in Arabic or Chinese numerals, and what is left of them after damage.

All functions take compact text: NFKC, without spaces (see `identity_lines.compact`). None of them guesses: a single date
that has lost characters (20211231日) gives nothing; only a whole period from the first to the last day of one year does.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

FIRST_YEAR = 2008
"""The 条例 of 2007 came into force on 1 May 2008."""
LAST_YEAR = 2099

_DIGITS = str.maketrans("〇零○◯OoΟО一二三四五六七八九", "00000000123456789")
_HAN_YEAR = re.compile(
    r"(?<![〇零○◯OoΟО一二三四五六七八九十])二[〇零○◯0OoΟО][〇零○◯0-9OoΟО一二三四五六七八九]{2}(?=年)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_HAN_NUMBER = r"(?:三十一|三十|二?十[一二三四五六七八九]|二?十|[元一二三四五六七八九])"
_DAY = re.compile(
    rf"(?<!\d)(?P<y>20\d\d)(?: ?年 ?(?P<m>\d{{1,2}}|{_HAN_NUMBER}) ?月 ?(?P<d>\d{{1,2}}|{_HAN_NUMBER}) ?日"
    r"|(?P<sign>[-/.])(?P<m1>\d{1,2})(?P=sign)(?P<d1>\d{1,2})(?![\d:]))"
)
_TO = r"(?:日|号)?(?:零时|0时)?(?:起|开始)?[,，]?(?:截?至|到|[-—–―~～]+)(?:同年|当年|本年)?"
_N = rf"\d{{1,2}}|{_HAN_NUMBER}"
_PERIOD = re.compile(
    rf"(?<!\d)(?P<y>20\d\d)年度?(?P<m>{_N})月(?P<d>{_N}){_TO}(?:(?P<y2>20\d\d)年)?(?P<m2>{_N})月(?P<d2>{_N})日?"
    rf"|(?<!\d)(?P<ym>20\d\d)年(?P<mm>1|一)月?(?:截?至|到|[-—–―~～]+)(?:(?P<ym2>20\d\d)年)?(?P<mm2>12|十二)月"
    r"|(?<!\d)(?P<yp>20\d\d)(?P<sign>[-/.])0?1(?P=sign)0?1(?:日|号)?(?:截?至|到|[-—–―~～]+)(?P<yp2>20\d\d)(?P=sign)12(?P=sign)31(?!\d)"
)
_OF_FIGURES = re.compile(
    r"统计(?:期限|时限|时间|期间|周期|数据|范围)|数据[^。]{0,12}(?:期限|时限|时间)|报告期|所列数据|数据统计"
)
_DAMAGED = re.compile(r"(?<!\d)20\d\d(?:年?\d{1,4}月?\d{0,2}日|\d{3,4}日)|(?<=[至到])1231日")
_WHOLE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_DAMAGED_NUMBER = re.compile(r"[〔\[]20\d\d\d{0,4}号|(?<=[字发函办])20\d\d(?:〕\d{1,4}|\d{1,4}〕)号")
"""〔202130号, 202130〕号: a document number without one of its brackets."""
_DAMAGED_PERIOD = re.compile(
    rf"(?<!\d)(?P<y>20\d\d)年?0?1月?0?1{_TO}(?:(?P<y2>20\d\d)年?)?12月?31(?!\d)"
    r"|(?:自|从|为|:)年?0?1月?0?1日起?(?:截?至|到)(?P<end>20\d\d)年?12月?31日"
)
"""1 January to 31 December of one year, some of 年 and 月 or the first year lost."""


class Period(NamedTuple):
    """A statistical period as printed."""

    start: date
    end: date


def arabic_years(text: str) -> str:
    """The text with years such as 二〇二一年 written 2021年.

    >>> arabic_years("二〇二一年度")
    '2021年度'
    """
    return _HAN_YEAR.sub(lambda m: m[0].translate(_DIGITS), text)


def plausible(year: int) -> bool:
    """Whether there can be a report for this year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def years(text: str) -> list[int]:
    """All plausible four-digit years in order of appearance; longer runs of digits count for nothing.

    >>> years("2025湖口县2025年度20211231日")
    [2025, 2025]
    """
    return [year for year in map(int, _YEAR.findall(arabic_years(text))) if plausible(year)]


def number(numeral: str) -> int:
    """A month or day, 1 to 31: 12, 十二, 元 (the first month), 三十一.

    >>> number("二十一"), number("十"), number("元"), number("07")
    (21, 10, 1, 7)
    """
    if numeral.isascii():
        return int(numeral)
    if numeral == "元":
        return 1
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int(ones.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or "1") * 10 + int(ones.translate(_DIGITS) or "0")


def days(text: str) -> list[date]:
    """All whole calendar days, in order; impossible ones (2022年2月30日) are left out.

    The text may keep its spaces; it should, where a time of day may follow (2023-01-31 13:24).

    >>> days("发布时间:2023-01-19 二〇二二年元月四日 20221月4日")
    [datetime.date(2023, 1, 19), datetime.date(2022, 1, 4)]
    """
    found = []
    for match in _DAY.finditer(arabic_years(text)):
        groups = match.groupdict()
        value = _day(int(groups["y"]), number(groups["m"] or groups["m1"]), number(groups["d"] or groups["d1"]))
        if value:
            found.append(value)
    return found


def periods(text: str) -> list[Period]:
    """All statistical periods whose two ends are whole.

    >>> [p.end.isoformat() for p in periods("自2019年1月1日起至12月31日止")]
    ['2019-12-31']
    >>> periods("自202111日至20211231日")
    []
    """
    found = []
    for match in _PERIOD.finditer(arabic_years(text)):
        groups = match.groupdict()
        if groups["y"]:
            start = _day(int(groups["y"]), number(groups["m"]), number(groups["d"]))
            end = _day(int(groups["y2"] or groups["y"]), number(groups["m2"]), number(groups["d2"]))
        elif groups["yp"]:
            start, end = _day(int(groups["yp"]), 1, 1), _day(int(groups["yp2"]), 12, 31)
        else:
            start = _day(int(groups["ym"]), 1, 1)
            end = _day(int(groups["ym2"] or groups["ym"]), 12, 31)
        if start and end and start < end:
            found.append(Period(start, end))
    return found


def statistical_periods(text: str) -> list[Period]:
    """Of the periods in the text, those that are said to be that of the figures.

    >>> statistical_periods("《办法》自2021年1月1日至2021年6月30日试行")
    []
    """
    found = []
    for match in _PERIOD.finditer(arabic_years(text)):
        if _OF_FIGURES.search(text[max(0, match.start() - 30) : match.start()]):
            found += periods(match[0])
    return found


def period_year(text: str) -> int | None:
    """The one year that the statistical periods in the text cover; None where there is none or more than one."""
    found = {year for period in periods(text) for year in (period.start.year, period.end.year)}
    year = found.pop() if len(found) == 1 else 0
    return year if plausible(year) else None


def damaged_period_year(text: str) -> int | None:
    """The one year that damaged statistical periods cover from its first to its last day; None where they leave it open.

    >>> damaged_period_year("自202111日至20211231日"), damaged_period_year("自20211日至20211231日")
    (2021, None)
    """
    found: set[int] = set()
    for match in _DAMAGED_PERIOD.finditer(text):
        found.update(int(year) for year in match.group("y", "y2", "end") if year)
    year = found.pop() if len(found) == 1 else 0
    return year if plausible(year) else None


def damaged_period(text: str) -> str:
    """The period of the figures where it has lost digits or 年, 月, as printed; empty where there is none.

    >>> damaged_period("统计期限自202111日至20211231日止"), damaged_period("统计期限自2021年1月1日至12月31日止")
    ('202111日至20211231', '')
    """
    for match in _DAMAGED_PERIOD.finditer(text):
        if not periods(match[0] + "日") and _OF_FIGURES.search(text[max(0, match.start() - 30) : match.start()]):
            return match[0]
    return ""


def damaged_dates(text: str) -> list[str]:
    """Places where a date has lost digits or 年, 月, or a document number a bracket (rule `characters_lost`).

    >>> damaged_dates("自202111日至20211231日，国办公开办函〔202130号")
    ['202111日', '20211231日', '〔202130号']
    >>> damaged_dates("自2021年1月1日起，国办公开办函〔2021〕30号")
    []
    """
    found = [match[0] for match in _DAMAGED.finditer(text) if not _WHOLE.match(match[0])]
    return found + [match[0] for match in _DAMAGED_NUMBER.finditer(text)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
