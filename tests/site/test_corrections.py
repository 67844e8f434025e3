"""A misread figure from `corrections.csv` to the finished site: marked wherever it is used, and told in full."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.site.conftest import build_site
from tests.site.test_figure_pages import rows_of
from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.package import ensure_derived
from gongkai.site.publish.links import check_links
from gongkai.site.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.records import Agency, Report

pytest.importorskip("docx", reason="specimens are written in every format")

REASON = "原件第2页印的是别的数，<b>已核对</b>"
COUNTED = ("received_new", "denied_third_party")


class Corrected(NamedTuple):
    """A site in Chinese alone, in which one report was corrected in three cells."""

    site: Path
    agency: Agency
    report: Report
    before: dict[str, int]
    """Rows of the applications table -> total as it was read."""

    def page(self, path: str) -> str:
        return (self.site / path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Corrected:
    folder = tmp_path_factory.mktemp("corrected")
    reports, out = folder / "reports", folder / "datapackage"
    _run("specimen", "--out", str(reports), "--count", "8")
    _run("build", "--reports", str(reports), "--out", str(out), "--quiet")
    ensure_derived(out)
    store = Store(out / "gongkai.sqlite")
    agency, report = next(
        (agency, report)
        for agency, report in store.reports("r.form = '2021' AND r.scope = 'own' AND a.province IS NOT NULL")
        if all(store.record(report).figures["applications", row, "total"].value is not None for row in COUNTED)
    )
    figures = store.record(report).figures
    before = {row: int(str(figures["applications", row, "total"].value)) for row in COUNTED}
    dispute = figures["proceedings", "reconsideration", "upheld"]
    store.close()
    with (reports / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("report", "cell", "read", "corrected", "reason", "expect"))
        for row in COUNTED:
            lines.writerow((report.id, f"applications.{row}.total", before[row], before[row] + 70, REASON, before[row]))
        lines.writerow((report.id, "proceedings.reconsideration.upheld", dispute.value, "blank", REASON, dispute.value))
    _run("build", "--reports", str(reports), "--out", str(out), "--quiet")
    ensure_derived(out)
    build_site(out, folder / "site", GONGKAI_LANGUAGES="[zh]")
    return Corrected(folder / "site", agency, report, before)


def _run(*arguments: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output


def test_the_cell_says_that_it_was_corrected_and_from_what(corrected: Corrected) -> None:
    """In words, not by colour alone."""
    html = corrected.page(f"reports/{corrected.report.id}")
    for row in COUNTED:
        read, now = corrected.before[row], corrected.before[row] + 70
        cell = re.search(rf'<td id=a-{row}-total class="?[^>]*\bk"?>(.*?)(?=<t|\n)', html, re.DOTALL)
        assert cell, row
        assert re.sub("<[^>]*>", "", cell[1]) == f"{now:,}更正，程序原读作 {read}"
        assert re.search(r'href="#k\d"', cell[1])
    blank = re.search(r'<td id=p-reconsideration-upheld class="b k">(.*?)(?=<t|\n)', html, re.DOTALL)
    assert blank
    assert "空白" in blank[1]


def test_the_page_lists_what_was_read_what_is_printed_and_why(corrected: Corrected) -> None:
    html = corrected.page(f"reports/{corrected.report.id}")
    section = html.partition('<h2 id="corrections">')[2].partition("</section>")[0]
    assert "共 3 处" in section
    assert section.count("&lt;b&gt;已核对&lt;/b&gt;") == 3
    for row in COUNTED:
        read = corrected.before[row]
        assert f"程序读作 <del>{read}</del>，更正为 <ins>{read + 70:,}</ins>" in section
    assert "更正为 <ins>空白</ins>" in section
    assert re.findall(r'id="(k\d)"', section) == ["k1", "k2", "k3"]
    assert 'href="#corrections"' in html.partition("<article")[0], "not in the page's table of contents"
    facts = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert facts.count("已更正") == 1


def test_its_files_tell_the_corrections(corrected: Corrected) -> None:
    folder = corrected.site / "reports" / corrected.report.id
    data = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    told = {(item["table"], item["row"], item["column"]): item for item in data["corrections"]}
    assert len(told) == 3
    with (folder / "data.csv").open(encoding="utf-8", newline="") as file:
        lines = {(line["table"], line["row"], line["column"]): line for line in csv.DictReader(file)}
    for row in COUNTED:
        key = ("applications", row, "total")
        assert data["figures"]["applications"][row]["total"] == corrected.before[row] + 70
        assert told[key]["read"] == str(corrected.before[row])
        assert told[key]["reason"] == REASON
        assert lines[key]["read_by"] == "correction"
        assert lines[key]["raw"] == str(corrected.before[row]), "what was read stays as the raw text"
        assert lines[key]["value"] == str(corrected.before[row] + 70)


def test_the_quality_page_counts_and_lists_them(corrected: Corrected) -> None:
    html = corrected.page("quality")
    assert '<a href="#corrections">3 处</a>' in html
    section = html.partition('id="corrections"')[2].partition("<h2")[0]
    assert section.count(f'href="../reports/{corrected.report.id}/#k') == 3
    assert section.count("<tr>") == 4


def test_pages_that_reuse_the_figure_mark_it(corrected: Corrected) -> None:
    agency = corrected.page(f"agencies/{corrected.agency.id}")
    now = corrected.before["received_new"] + 70
    assert re.search(rf'class="?k"?><a href="../../reports/{corrected.report.id}/#k\d">{now:,}<sup>更', agency)
    assert f"新收 {now:,}（已更正）" in agency
    for row in COUNTED:
        html = corrected.page(f"figures/applications-{row}")
        marked = [cell for cells in rows_of(html, "own").values() for cell in cells if "含更正 1 份" in cell]
        assert len(marked) == 2, "the sum of the province, and the sum of all"
    assert "含更正 1" not in corrected.page("figures/applications-granted")


def test_other_reports_are_not_marked(corrected: Corrected) -> None:
    for path in (corrected.site / "reports").glob("*/index.html"):
        if path.parent.name != corrected.report.id:
            html = path.read_text(encoding="utf-8")
            assert "<sup>更" not in html
            assert 'id="corrections"' not in html


def test_no_link_is_broken(corrected: Corrected) -> None:
    assert check_links(corrected.site) == []


def test_a_site_in_chinese_alone_knows_no_other_language(corrected: Corrected) -> None:
    """For a maintainer who is short of space: half the pages, no switch, no address below en/."""
    assert not (corrected.site / "en").exists()
    for path in corrected.site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "hreflang" not in html, path
        assert 'class="tongue"' not in html, path
    assert "/en/" not in (corrected.site / "sitemap.xml").read_text(encoding="utf-8")
    assert check_links(corrected.site) == []
