"""The whole site, as `mkdocs build --strict` makes it."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.site.conftest import MARKED, Site, build_site, write_datapackage

from gongkai.package.text import neutral
from gongkai.site.language import language_of
from gongkai.site.publish.links import check_links

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.store import Store

BANNERS = {"zh": "样例数据", "en": "Sample data"}
"""Language -> how a site of invented reports begins every page."""
SHELL_LIMIT = 14 * 1024
ARTICLE_LIMIT = 22 * 1024
FRAME_LIMIT = 17_000
"""Of the article without its narrative, the numbers in it, its doubts and the grounds of its refusals, which are as many as the report gives cause for: facts, the flow chart, tables, other reports, sources."""
NARRATIVE = 2620
"""Characters of narrative of a usual report."""


class Headings(HTMLParser):
    """Ids of headings and the entries of the page's own table of contents."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.in_toc = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "ul":
            self.in_toc = self.in_toc + 1 if self.in_toc else int(found.get("data-md-component") == "toc")
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and self.in_toc:
            self.anchors.append(str(found["href"]).removeprefix("#"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "ul" and self.in_toc:
            self.in_toc -= 1


def article(html: str) -> str:
    return html.partition('<article class="md-content__inner md-typeset">')[2].partition("</article>")[0]


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    assert check_links(site.folder) == []


def test_every_record_has_its_page(site: Site, store: Store) -> None:
    for kind, query in (("reports", "SELECT report_id FROM reports"), ("agencies", "SELECT agency_id FROM agencies")):
        expected = {row[0] for row in store.rows(query)}
        assert {path.parent.name for path in (site.folder / kind).glob("*/index.html")} == expected


def test_no_marker_survives(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8").replace(MARKED, "")
        assert "@@" not in text, path
        assert "_shell" not in text, path


def test_addresses_of_record_pages_are_their_own(site: Site) -> None:
    """Neither the shell's address nor its neighbours leak into the pages made from it."""
    for path in site.folder.glob("reports/*/index.html"):
        html = path.read_text(encoding="utf-8")
        head = html.partition("</head>")[0]
        assert re.findall(r'rel="canonical" href="([^"]+)"', head) == [
            f"https://site.invalid/sub/reports/{path.parent.name}/"
        ]
        assert 'rel="prev"' not in head
        assert 'rel="next"' not in head
        assert "edit" not in head


@pytest.mark.parametrize("kind", ["reports", "agencies", "regions"])
def test_the_table_of_contents_is_that_of_the_page(site: Site, kind: str) -> None:
    for path in site.folder.glob(f"{kind}/*/index.html"):
        page = Headings(path.read_text(encoding="utf-8"))
        assert page.anchors, path
        positions = [page.ids.index(anchor) for anchor in page.anchors]
        assert positions == sorted(positions), path
        assert len(set(page.ids)) == len(page.ids), path


def test_nothing_hostile_becomes_mark_up(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<script>alert" not in html, path
        assert "javascript:alert" not in re.findall(r'href="([^"]*)"', html), path
    assert "&lt;script&gt;alert(1)" in article(site.page("agencies/990000-evil"))


def test_markers_in_a_report_stay_text(site: Site, store: Store) -> None:
    report = next(store.rows("SELECT report_id FROM reports WHERE agency_id = '990000-evil'"))[0]
    assert MARKED in article(site.page(f"reports/{report}"))


def test_web_pages_among_the_originals_are_served_as_text(site: Site, store: Store) -> None:
    names = [row[0] for row in store.rows("SELECT original FROM reports WHERE original LIKE '%.html'")]
    assert names
    for name in names:
        assert not (site.folder / "data" / name).exists()
        assert (site.folder / "data" / f"{name}.txt").read_bytes() == (site.datapackage / name).read_bytes()


def test_blank_cells_are_as_many_as_in_the_data(site: Site, store: Store) -> None:
    """On every page; a blank that is shown as anything else would be missing here."""
    checked = 0
    for report, blank in store.rows("SELECT report_id, figures_blank FROM reports WHERE form <> '2008'"):
        html = article(site.page(f"reports/{report}"))
        assert html.count("<i>空白</i>") == blank, report
        checked += blank
    assert checked > 100


def test_downloads_hold_exactly_the_page(site: Site, store: Store) -> None:
    for _, report in store.reports():
        record = store.record(report)
        folder = site.folder / "reports" / report.id
        lines = list(csv.DictReader((folder / "data.csv").read_text(encoding="utf-8").splitlines()))
        assert len(lines) == len(record.figures)
        for line in lines:
            figure = record.figures[line["table"], line["row"], line["column"]]
            assert line["value"] == ("" if figure.value is None else str(figure.value))
            assert (line["status"], line["raw"], line["note"]) == (
                figure.status,
                neutral(figure.raw),
                neutral(figure.note),
            )
        data = json.loads((folder / "data.json").read_text(encoding="utf-8"))
        values = {
            (table, row, column): value
            for table, rows in data["figures"].items()
            for row, columns in rows.items()
            for column, value in columns.items()
        }
        assert values == {key: figure.value for key, figure in record.figures.items()}
        without = {
            (table, row, column): status
            for table, rows in data["without_number"].items()
            for row, columns in rows.items()
            for column, status in columns.items()
        }
        assert without == {key: figure.status for key, figure in record.figures.items() if figure.status != "reported"}
        printed = {
            (item["table"], item["row"], item["column"]): (item["raw"], item["note"]) for item in data["printed"]
        }
        for key, figure in record.figures.items():
            if figure.note or (figure.raw and figure.status != "reported"):
                assert printed[key] == (figure.raw, figure.note)
        assert [part["text"] for part in data["sections"]] == [part.text for part in record.sections]


def test_neighbouring_years_are_linked_both_ways(site: Site, store: Store) -> None:
    for _, reports in store.agency_reports():
        own = [report for report in reports if report.scope == "own"]
        for earlier, later in pairwise(own):
            assert f'rel="next" href="../../reports/{later.id}/"' in site.page(f"reports/{earlier.id}")
            assert f'rel="prev" href="../../reports/{earlier.id}/"' in site.page(f"reports/{later.id}")


def test_failed_findings_link_to_their_rule(site: Site, store: Store) -> None:
    quality = site.page("quality")
    for report, rule, position in store.rows("SELECT report_id, type, position FROM findings WHERE state = 'failed'"):
        html = site.page(f"reports/{report}")
        assert f'id="f{position}"' in html
        assert f"quality/#rule-{rule}" in html
        assert f'id="rule-{rule}"' in quality


def test_unknown_bodies_and_years_have_sensible_pages(site: Site, store: Store) -> None:
    report = next(store.rows("SELECT report_id FROM reports WHERE year IS NULL"))[0]
    html = site.page(f"reports/{report}")
    assert "机关名称未写明" in html
    assert "年度未写明" in html
    assert ">None<" not in html
    assert "所在地未识别" in site.page("regions/unknown")
    assert f"../reports/{report}/" in site.page("years")


def test_a_report_of_the_free_form_has_no_tables(site: Site, store: Store) -> None:
    report = next(store.rows("SELECT report_id FROM reports WHERE form = '2008'"))[0]
    html = article(site.page(f"reports/{report}"))
    assert "<table" not in html
    assert "没有可逐格比对的数字" in html


@pytest.mark.parametrize("path", ["", "years", "years/2021", "sectors/government", "quality"])
def test_aggregate_pages_have_charts_with_their_numbers(site: Site, path: str) -> None:
    html = article(site.page(path))
    assert html.count("<svg viewBox") >= 1
    for chart in html.split('<figure class="chart"')[1:]:
        assert "<figcaption>" in chart
        assert "<details>" in chart
        assert "<svg" in chart or "数据太少，不作图" in chart


def test_totals_say_what_stands_behind_them(site: Site, store: Store) -> None:
    """Beside each total of a year: how many reports have a number there, a blank, something else."""
    rows = {
        "新收申请": ("applications", "received_new"),
        "行政复议": ("proceedings", "reconsideration"),
        "诉讼，直接起诉": ("proceedings", "litigation_direct"),
    }
    blanks = 0
    for (year,) in list(store.rows("SELECT DISTINCT year FROM reports WHERE year >= 2019")):
        html = site.page(f"years/{year}")
        assert "各报告简单相加，可能重复" in html
        for label, (table, row) in rows.items():
            query = (
                "SELECT sum(f.status IS 'reported'), sum(f.status IS 'blank'), sum(ifnull(f.status, '') NOT IN ('reported', 'blank')) "
                f"FROM reports AS r LEFT JOIN {table} AS f ON f.report_id = r.report_id AND f.row = ? AND f.\"column\" = 'total' "
                "WHERE r.year = ? AND r.scope = 'own'"
            )
            expected = next(store.rows(query, (row, year)))
            line = html.partition(f"{label}</th>")[2].partition("</tr>")[0]
            found = re.search(r'class="behind">(\d+)／(\d+)／(\d+)<', line)
            assert found is not None
            assert tuple(map(int, found.groups())) == expected
            blanks += expected[1]
    assert blanks, "the data package has no blank total to tell of"


def test_totals_of_a_year_are_those_of_its_own_reports(site: Site, store: Store) -> None:
    query = (
        "SELECT sum(f.value) FROM applications AS f JOIN reports AS r USING (report_id) "
        "WHERE r.year = 2020 AND r.scope = ? AND f.row = 'received_new' AND f.\"column\" = 'total'"
    )
    own, aggregate = (next(store.rows(query, (scope,)))[0] for scope in ("own", "aggregate"))
    line = site.page("years/2020").partition("新收申请</th>")[2].partition("</tr>")[0]
    assert re.findall(r"<td>([\d,]+)</td>", line) == [f"{own:,}", f"{aggregate:,}"]


def test_data_page_lists_every_file_with_its_fingerprint(site: Site) -> None:
    html = site.page("data")
    descriptor = json.loads((site.datapackage / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        assert resource["hash"].removeprefix("sha256:") in html
        assert (site.folder / "data" / resource["path"]).stat().st_size == resource["bytes"]


def test_pages_stay_small(site: Site, store: Store) -> None:
    """A page with a narrative of usual length fits the limits, whatever the length of this one's."""
    for agency, report in store.reports("r.form IN ('2019', '2021') AND r.figures_blank = 0"):
        if agency.id == "990000-evil":
            continue
        html = site.page(f"reports/{report.id}")
        inside = article(html)
        prose = sum(len(part.text.encode()) for part in store.record(report).sections)
        for part in ("doubts", "said", "grounds"):
            prose += len(inside.partition(f'<section class="{part}">')[2].partition("</section>")[0].encode())
        shell = len(html.encode()) - len(inside.encode())
        assert shell <= SHELL_LIMIT
        assert len(inside.encode()) - prose <= FRAME_LIMIT
        assert shell + len(inside.encode()) - prose + 3 * NARRATIVE <= SHELL_LIMIT + ARTICLE_LIMIT


def test_no_banner_without_specimens(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not any(banner in html for banner in BANNERS.values()), path


def test_banner_on_every_page_of_specimens(specimens: Site) -> None:
    pages = list(specimens.folder.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        language = language_of(path.relative_to(specimens.folder).as_posix())
        assert BANNERS[language] in path.read_text(encoding="utf-8"), path


def test_an_empty_data_package_makes_a_site(tmp_path: Path) -> None:
    """Nothing collected yet: the site says so instead of failing."""
    datapackage = write_datapackage([], tmp_path)
    build_site(datapackage, tmp_path / "site")
    assert "数据包里还没有年报" in Site(datapackage, tmp_path / "site").page("")
    assert check_links(tmp_path / "site") == []
