"""Questions that readers ask, each as a query for the browser's database and for the full one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Example:
    """One question."""

    name: str
    """For links and tests."""
    title: str
    """In Chinese; to be translated where it is shown."""
    sentence: str
    """What the result says and what it does not, in Chinese."""
    sql: str


YEAR = "@year"
AGENCY = "@agency"
"""What stands in a query for a year and for the id of a body that the data has."""

_COLUMN = re.compile(r"\{(.+?)\}")
"""Names of columns of the result, in Chinese; to be translated where they are shown."""

EXAMPLES = (
    Example(
        "received",
        "各省新收了多少申请？",
        "只加本机关口径的年报。没有填数的年报不计入合计，份数列在旁边；收录不全的省份，合计偏小。",
        """
SELECT province AS {省份}, sum(value) AS {新收合计}, count(*) AS {年报份数}, count(*) - count(value) AS {没有数的份数}
FROM reports AS r JOIN agencies USING (agency_id)
  LEFT JOIN applications AS f ON f.report_id = r.report_id AND f."row" = 'received_new' AND f."column" = 'total'
WHERE year = @year AND scope = 'own'
GROUP BY province ORDER BY {新收合计} DESC""",
    ),
    Example(
        "third_party",
        "因涉及第三方权益而不予公开的有多少？",
        "表中“保护第三方合法权益”一行，按省份合计，并与办结总数相比。比例高低与受理的事项有关，不能直接说明公开得好坏。",
        """
SELECT province AS {省份}, sum(d.value) AS {第三方权益}, sum(c.value) AS {办结}, round(100.0 * sum(d.value) / sum(c.value), 1) AS {百分比},
  count(*) AS {年报份数}
FROM applications AS d JOIN applications AS c USING (report_id) JOIN reports USING (report_id) JOIN agencies USING (agency_id)
WHERE d."row" = 'denied_third_party' AND d."column" = 'total' AND c."row" = 'concluded_total' AND c."column" = 'total'
  AND d.value IS NOT NULL AND c.value IS NOT NULL AND year = @year AND scope = 'own'
GROUP BY province ORDER BY {第三方权益} DESC""",
    ),
    Example(
        "sums",
        "哪些机关的数字加不起来？",
        "核对中未通过的严重疑点，按机关计数。加不起来可能是原件印错，也可能是识读有误，请对照年报页和原件。",
        """
SELECT name AS {机关}, count(*) AS {疑点数}, count(DISTINCT report_id) AS {年报份数}, group_concat(DISTINCT year) AS {年度}, max(report_id) AS {最近一份}
FROM findings JOIN reports USING (report_id) JOIN agencies USING (agency_id)
WHERE state = 'failed' AND severity = 'error'
GROUP BY agency_id ORDER BY {疑点数} DESC, {机关} LIMIT 100""",
    ),
    Example(
        "rules",
        "最常见的疑点是哪几种？",
        "每种疑点的严重程度、处数和涉及的年报份数，名称见规则手册。",
        """
SELECT title_zh AS {疑点}, title_en AS {英文名}, f.severity AS {严重程度}, count(*) AS {处数}, count(DISTINCT report_id) AS {年报份数}
FROM findings AS f JOIN code_rules ON code = type
WHERE state = 'failed'
GROUP BY type ORDER BY {处数} DESC""",
    ),
    Example(
        "blank",
        "哪些年报空白格最多？",
        "空白不是零：这里数的是印了格子却没有填数的格，以及它们占填了数、空白和无法识读三者之和的百分比。",
        """
SELECT name AS {机关}, year AS {年度}, figures_blank AS {空白格}, figures_reported AS {已填报},
  round(100.0 * figures_blank / (figures_blank + figures_reported + figures_unreadable), 1) AS {空白百分比}, report_id AS {年报}
FROM reports JOIN agencies USING (agency_id)
WHERE figures_blank > 0
ORDER BY {空白百分比} DESC LIMIT 100""",
    ),
    Example(
        "late",
        "哪些年报公布得晚？",
        "公布日期晚于法定期限的年报，以及晚了多少天。原件没有写明公布日期的不在其中。",
        """
SELECT name AS {机关}, year AS {年度}, published_on AS {公布日期}, deadline AS {期限},
  CAST(julianday(published_on) - julianday(deadline) AS INTEGER) AS {晚了几天}, report_id AS {年报}
FROM expected_reports JOIN agencies USING (agency_id)
WHERE state = 'late'
ORDER BY {晚了几天} DESC LIMIT 100""",
    ),
    Example(
        "natural",
        "申请人中自然人占多少？",
        "各年度新收申请中自然人的份额；两格都有数的年报才计入。",
        """
SELECT year AS {年度}, sum(n.value) AS {自然人}, sum(t.value) AS {申请总数}, round(100.0 * sum(n.value) / sum(t.value), 1) AS {百分比}, count(*) AS {年报份数}
FROM applications AS n JOIN applications AS t USING (report_id) JOIN reports USING (report_id)
WHERE n."row" = 'received_new' AND n."column" = 'natural_person' AND t."row" = 'received_new' AND t."column" = 'total'
  AND n.value IS NOT NULL AND t.value IS NOT NULL AND scope = 'own'
GROUP BY year ORDER BY year""",
    ),
    Example(
        "grounds",
        "不予公开的理由怎样构成？",
        "八项理由各有多少件，占八项之和的百分比。没有填数的格不计入。",
        """
SELECT label_zh AS {理由}, label_en AS {英文名}, sum(value) AS {件数}, round(100.0 * sum(value) / sum(sum(value)) OVER (), 1) AS {百分比}
FROM applications JOIN reports USING (report_id) JOIN code_rows ON code = "row" AND code_rows."table" = 'applications'
WHERE "group" = 'denied' AND "column" = 'total' AND year = @year AND scope = 'own'
GROUP BY "row" ORDER BY {件数} DESC""",
    ),
    Example(
        "corrected",
        "行政复议中被纠正的比例有多高？",
        "指标及其区间（95% 的 Wilson 区间）。审结件数少的，区间很宽，名次没有意义，所以只列不“小”的。",
        """
SELECT name AS {机关}, year AS {年度}, numerator AS {纠正}, denominator AS {审结}, round(100 * value, 1) AS {百分比},
  round(100 * low, 1) AS {区间下限}, round(100 * high, 1) AS {区间上限}, report_id AS {年报}
FROM indicators JOIN reports USING (report_id) JOIN agencies USING (agency_id)
WHERE indicator = 'reconsideration_corrected_rate' AND value IS NOT NULL AND small = 0 AND doubtful = 0
ORDER BY value DESC, denominator DESC LIMIT 100""",
    ),
    Example(
        "continuity",
        "哪些年报与上一年接不上？",
        "上一年结转的申请，应当等于本年的上年结转。差额为正，是本年写多了；机构改革也会造成差别。",
        """
SELECT name AS {机关}, c.year AS {年度}, closing AS {上年结转下年}, opening AS {本年上年结转}, difference AS {相差}, words AS {年报自己的说明}, report_id AS {年报}
FROM continuity AS c JOIN agencies USING (agency_id)
WHERE state = 'failed' AND item = 'applications'
ORDER BY abs(difference) DESC LIMIT 100""",
    ),
    Example(
        "series",
        "一个机关的历年数字",
        "把第一行的机关标识换成想看的机关，标识在机关页的地址里。",
        """
SELECT year AS {年度}, scope AS {口径}, form AS {表式},
  max(value) FILTER (WHERE "row" = 'received_new') AS {新收}, max(value) FILTER (WHERE "row" = 'concluded_total') AS {办结},
  max(value) FILTER (WHERE "row" = 'granted') AS {予以公开}, max(value) FILTER (WHERE "row" = 'carried_out') AS {结转下年}, report_id AS {年报}
FROM reports JOIN applications USING (report_id)
WHERE agency_id = '@agency' AND "column" = 'total'
GROUP BY report_id ORDER BY year, scope""",
    ),
    Example(
        "sisters",
        "同省同类机关的历年数字",
        "与所给机关同一省份、同一部门类别的全部机关，每份年报一行；可以整个下载为 CSV。",
        """
SELECT a.name AS {机关}, year AS {年度}, scope AS {口径}, form AS {表式},
  max(value) FILTER (WHERE "row" = 'received_new') AS {新收}, max(value) FILTER (WHERE "row" = 'concluded_total') AS {办结},
  max(value) FILTER (WHERE "row" = 'granted') AS {予以公开}, max(value) FILTER (WHERE "row" = 'partially_granted') AS {部分公开},
  max(value) FILTER (WHERE "row" = 'carried_out') AS {结转下年}, report_id AS {年报}
FROM agencies AS one JOIN agencies AS a ON a.province = one.province AND a.sector = one.sector
  JOIN reports AS r ON r.agency_id = a.agency_id JOIN applications USING (report_id)
WHERE one.agency_id = '@agency' AND "column" = 'total'
GROUP BY report_id ORDER BY {机关}, {年度}""",
    ),
)


def filled(year: int | None, agency: str) -> Iterator[Example]:
    """The questions in the language of the page, with a year and a body that the data has."""
    for example in EXAMPLES:
        named = _COLUMN.sub(lambda match: _quoted(_(match[1])), example.sql.strip())
        sql = named.replace(YEAR, str(year or "NULL")).replace(AGENCY, agency.replace("'", "''"))
        yield Example(example.name, _(example.title), _(example.sentence), sql)


def _quoted(name: str) -> str:
    """A name as SQL takes it: Chinese as it stands, English words in quotation marks, for some are words of SQL too."""
    return f'"{name}"' if name.isascii() else name
