"""What only shows on a site with thousands of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongkai.site.charts import Interval, Intervals
from gongkai.site.groups.aggregates import Body
from gongkai.site.language import ngettext, speaking
from gongkai.site.pages.data import Download
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Sequence


def told(rows: Sequence[Interval]) -> tuple[float, list[str]]:
    drawing = Intervals("按部门", "说明", tuple(rows), ("比例", "", "")).drawing()
    return drawing.height, list(drawing.tables.texts)


def test_every_line_of_a_long_list_is_closed() -> None:
    """The search index of the theme reads 1,500 open ones, each inside the one before, for seconds."""
    bodies = [Body(f"b{at}", "甲样镇人民政府", "2023 年度，1 份") for at in range(3)]
    html = render("body_lists.html", root="../../", lists=[("甲样市", bodies, [])], counts={"甲样市": 3})
    assert html.count("<li>") == html.count("</li>") == 3


@pytest.mark.parametrize(("count", "said"), [(7, "7 份"), (9986, "9,986 份")])
def test_thousands_are_parted_in_counted_messages(count: int, said: str) -> None:
    assert ngettext("%(count)s 份", "%(count)s 份", count) % {"count": count} == said
    assert ngettext("%(num)s 份", "%(num)s 份", count) % {"num": count} == said


@pytest.mark.parametrize(("parts", "folded"), [(2, False), (14, True)])
def test_a_table_in_many_files_has_them_folded_away(parts: int, *, folded: bool) -> None:
    names = [*(f"CSV 98{at:02}" for at in range(parts)), "Parquet"]
    files = [Download(name, f"data/{name}", 1000, "0" * 64, name) for name in names]
    html = render("data_tables.html", tables=[("applications", "申请", 9, files)], originals=True)
    table = html.partition("</table>")[0]
    assert ("按地区分 14 个文件" in table) is folded
    assert table.count("<a ") == parts + 1
    assert "Parquet" in table.rpartition("</details>")[2]


def test_what_stands_behind_a_share_goes_below_a_long_label_uncut() -> None:
    behind = "(1,313 reports, 34,512 cases)"
    short, _ = told([Interval("Health", 0.4, behind="(14 reports)")])
    with speaking("en"):
        tall, drawn = told([Interval("Agriculture and rural affairs", 0.5, behind=behind)])
    assert tall > short
    assert behind in drawn
    assert not any("…" in text for text in drawn)
