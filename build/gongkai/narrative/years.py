"""Which year a number speaks of: 上年, 去年, 2020年; comparisons and what is carried from year to year do not count."""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"(?P<year>20\d\d)年|(?P<half>[上下]半年|季度|(?<!\d)(?:[2-9]|1[01])月|(?<!\d)1月(?!1日|-|—|至|到))|"
    r"(?P<last>上一?年(?!度?末)|去年|前一年)|(?P<this>本年|今年|全年|年内)"
)
_COMPARED = re.compile(r"(?:较|比|与|同)(?:20\d\d年|上一?年|去年)?$")
_CARRIED = re.compile(r"^(?:度|末|底)?(?:的)?(?:申请)?(?:结转|遗留|转入|转结|转接|未办结)")
_ONWARDS = re.compile(r"^(?:度|底|\d{1,2}月)?(?:以来|起|至|-|—|到)")
_INTO = re.compile(r"(?:结转|转结|转接|顺延|延续|转入|转)(?:至|到|入)?$")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\([^)]*字[^)]*\)")
_NEAR = 12
"""Characters before a year that can say what it is there for."""
SINCE = -1
"""The number covers several years, or part of one."""


def year_of(text: str, position: int, report_year: int | None) -> int | None:
    """The year that governs the number at `position`: None for the report's own, SINCE for several.

    >>> year_of("2020年收到申请15件，2021年收到28件", 9, 2021), year_of("上年结转申请15件", 6, 2021)
    (2020, None)
    """
    before = _QUOTED.sub(lambda match: "·" * len(match[0]), text[:position])
    found: int | None = None
    for match in _YEAR.finditer(before):
        left, right = before[max(match.start() - _NEAR, 0) : match.start()], before[match.end() :]
        if _COMPARED.search(left) or _CARRIED.match(right) or _INTO.search(left):
            continue
        if match["half"]:
            found = SINCE
        elif match["this"]:
            found = None if match["this"] != "全年" or found == SINCE else found
        elif match["last"]:
            found = report_year - 1 if report_year else None
        elif _ONWARDS.match(right) and not _whole_year(match["year"], right):
            found = SINCE if int(match["year"]) != report_year else None
        else:
            year = int(match["year"])
            found = None if year == report_year else year
    return found


def _whole_year(year: str, right: str) -> bool:
    """2021年1月1日至2021年12月31日 is one year."""
    return right.startswith("1月1日") and (f"{year}年12月31日" in right or "至12月31日" in right)
