"""The page of one row shows the sums of the resource `aggregates`, with what stands behind each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.citation import Edition
from gongkai.site.pages import figures

if TYPE_CHECKING:
    import pytest
    from tests.site.conftest import Site

    from gongkai.site.store import Store

ROW = "denied_third_party"


def rows_of(html: str, heading: str) -> dict[str, list[str]]:
    """Label of a line -> its cells, of the table below a heading."""
    table = html.partition(f'<h2 id="{heading}"')[2].partition("<table")[2].partition("</table>")[0]
    found = {}
    for line in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]:
        label = re.search(r'<th scope="row" class="label">(.*?)</th>', line)
        assert label
        found[label[1]] = re.findall(r"<td[^>]*>(.*?)</td>", line)
    return found


def test_sums_by_province_are_those_of_the_data_package(site: Site, store: Store) -> None:
    html = (site.folder / f"figures/applications-{ROW}/index.html").read_text(encoding="utf-8")
    years = [year for (year,) in store.rows("SELECT DISTINCT year FROM aggregates ORDER BY 1 DESC")]
    lines = rows_of(html, "own")
    query = (
        "SELECT a.province, r.year, sum(f.value), sum(f.status = 'reported'), sum(f.status = 'blank') FROM applications AS f "
        "JOIN reports AS r USING (report_id) JOIN agencies AS a USING (agency_id) WHERE f.row = ? AND f.\"column\" = 'total' "
        "AND r.scope = 'own' AND r.year IS NOT NULL AND a.province IS NOT NULL AND a.region_code IS NOT NULL GROUP BY 1, 2"
    )
    counted = 0
    for province, year, total, reported, blank in store.rows(query, (ROW,)):
        cell = lines[province][years.index(year)]
        assert cell.startswith(f"{total:,} <small>（{reported}）") if reported else "没有数" in cell
        assert (f"空白 {blank} 份" in cell) == (blank > 0 and reported > 0)
        counted += 1
    assert counted


def test_a_row_is_told_with_the_group_it_stands_under(site: Site) -> None:
    html = (site.folder / "figures/index.html").read_text(encoding="utf-8")
    tile = re.search(rf'<a href="applications-{ROW}/">(.*?)</a>', html)
    assert tile is not None
    assert tile[1] == "<small>（三）不予公开</small> 4.保护第三方合法权益"
    total = (site.folder / "figures/applications-concluded_total/index.html").read_text(encoding="utf-8")
    assert "本年度办理结果 （七）总计</h1>" in total


def test_every_row_with_sums_has_its_page(site: Site, store: Store) -> None:
    query = 'SELECT DISTINCT "table", row FROM aggregates WHERE "table" <> \'disclosure\''
    expected = {f"{table}-{row}" for table, row in store.rows(query)}
    assert len(expected) > len(codes.row_codes("proceedings"))
    assert {path.parent.name for path in (site.folder / "figures").glob("*/index.html")} == expected


def test_reports_whose_form_has_no_such_row_are_held_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(total: int) -> figures.Behind:
        return figures.Behind(total, 1, 0, 0, 0, 0)

    found = {
        ("other_undivided", "own", "all", 2021): behind(3),
        ("other_undivided", "own", "990000", 2021): behind(3),
        ("other_undivided", "aggregate", "all", 2020): behind(1),
        ("granted", "aggregate", "all", 2021): behind(1),
        ("granted", "own", "all", 2021): behind(9),
        ("granted", "own", "990000", 2021): behind(5),
        ("granted", "own", "unknown", 2021): behind(4),
    }
    monkeypatch.setattr(figures, "_cells", lambda _store, table: found if table == "applications" else {})
    monkeypatch.setattr(figures, "rows", lambda _store, table: ["other_undivided"] if table == "applications" else [])
    (made,) = figures.pages(store, Edition("1.0.0", "2024-03-31", ""))
    told = {part.anchor: (part.html.count("没有数"), part.html.count("未收录")) for part in made.parts}
    assert told["own"] == (1, 3), "2021 of the place that is not known; 2020 of all"
    assert told["aggregate"] == (1, 0)
