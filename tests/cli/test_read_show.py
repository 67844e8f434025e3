"""`gongkai read --show` and `--picture`: one figure, its place, and the box drawn there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from PIL import Image
from tests.checks.factory import annual_report, with_cells
from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.cli.read_show import only, select
from gongkai.errors import NothingToShowError
from gongkai.model import Finding
from gongkai.readers.pdf.picture import LINE, SCALE, outlined

if TYPE_CHECKING:
    from gongkai.model import Figure

RUNNER = CliRunner()
ORIGINALS = Path(__file__).resolve().parent.parent.parent / "datapackage" / "originals"
PDF = next(ORIGINALS.rglob("*.pdf"))
DOCX = next(ORIGINALS.rglob("*.docx"))


def keys(figures: tuple[Figure, ...]) -> set[tuple[str, str, str]]:
    return {(figure.table, figure.row, figure.column) for figure in figures}


class TestNames:
    """What a name stands for."""

    @pytest.mark.parametrize(
        ("name", "count"),
        [
            ("applications.received_new.total", 1),
            ("received_new.total", 1),
            ("received_new", 7),
            ("予以公开.总计", 1),
            ("行政许可", 1),
            ("applications.total", 25),
            ("proceedings", 15),
            ("litigation_direct:upheld", 1),
        ],
    )
    def test_figures(self, name: str, count: int) -> None:
        assert len(select(annual_report(), name).figures) == count

    def test_a_code_is_no_part_of_another_word(self) -> None:
        """`other` is a column; it must not bring in every row that begins so."""
        assert keys(select(annual_report(), "litigation_direct.other").figures) == {
            ("proceedings", "litigation_direct", "other")
        }

    @pytest.mark.parametrize("name", ["section.overview", "section.一", "section.总体"])
    def test_sections(self, name: str) -> None:
        shown = select(annual_report(), name)
        assert [section.code for section in shown.sections] == ["overview"]
        assert not shown.figures

    @pytest.mark.parametrize(
        ("name", "advice"), [("recieved_new", "received_new"), ("x", "section.overview"), ("", "section.overview")]
    )
    def test_an_unknown_name_says_what_to_ask_for(self, name: str, advice: str) -> None:
        with pytest.raises(NothingToShowError, match=advice):
            select(annual_report(), name)

    def test_findings_about_the_figure_stay(self) -> None:
        about = Finding(type="unreadable_cells", severity="warning", table="applications", row="granted", note="。")
        other = Finding(type="unreadable_cells", severity="warning", table="applications", row="carried_out", note="。")
        report = with_cells(annual_report(), {})
        object.__setattr__(report, "findings", (about, other))
        assert only(report, select(report, "granted.total")).findings == (about,)


class TestCommand:
    """As typed."""

    def test_value_print_and_place(self) -> None:
        result = RUNNER.invoke(app, ["read", str(PDF), "--show", "applications.received_new.total"])
        assert result.exit_code == 0
        assert "applications.received_new.total" in result.output
        assert "第" in result.output
        assert " pt" in result.output
        assert "received_new.natural_person" not in result.output

    def test_json_keeps_the_contract(self) -> None:
        result = RUNNER.invoke(app, ["read", str(DOCX), "--show", "granted.total", "--format", "json"])
        values = json.loads(result.stdout)
        assert [(f["row"], f["column"]) for f in values["figures"]] == [("granted", "total")]
        assert values["figures"][0]["where"]["table"] >= 1
        assert values["agency"]["name"]

    def test_an_unknown_name_is_one_line(self) -> None:
        result = RUNNER.invoke(app, ["read", str(PDF), "--show", "nothing_like_it"])
        assert result.exit_code == 2
        assert len(result.output.strip().splitlines()) == 1

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([str(PDF), "--picture", "x.png"], "--show"),
            ([str(ORIGINALS), "--show", "total", "--picture", "x.png"], "one file"),
            ([str(DOCX), "--show", "granted.total", "--picture", "x.png"], "PDF"),
        ],
    )
    def test_pictures_need_a_figure_of_one_pdf(self, arguments: list[str], words: str) -> None:
        result = RUNNER.invoke(app, ["read", *arguments])
        assert result.exit_code == 2
        assert words in result.output

    def test_the_box_is_drawn_round_the_printed_figure(self, tmp_path: Path) -> None:
        """The text that the PDF itself has inside the box is the figure's print; the line round it is red."""
        out = tmp_path / "where.png"
        name = "applications.received_new.total"
        result = RUNNER.invoke(app, ["read", str(PDF), "-s", name, "-f", "json", "-p", str(out)])
        assert result.exit_code == 0, result.output
        figure = json.loads(result.stdout)["figures"][0]
        x0, top, x1, bottom = figure["where"]["box"]
        page = pdfium.PdfDocument(PDF)[figure["where"]["page"] - 1]
        height = page.get_height()
        inside = page.get_textpage().get_text_bounded(x0, height - bottom, x1, height - top)
        assert "".join(inside.split()) == figure["raw"]
        with Image.open(out) as picture:
            assert picture.size == tuple(round(side * SCALE) for side in page.get_size())
            middle = round((x0 + x1) / 2 * SCALE)
            column = [picture.getpixel((middle, round(y * SCALE))) for y in (top - 2, bottom + 2)]
        assert all(isinstance(pixel, tuple) and pixel[0] > 150 and max(pixel[1:]) < 90 for pixel in column), LINE

    def test_further_pages_get_their_own_file(self, tmp_path: Path) -> None:
        out = tmp_path / "where.png"
        result = RUNNER.invoke(app, ["read", str(PDF), "-s", "total", "-f", "json", "-p", str(out)])
        pages = {f["where"]["page"] for f in json.loads(result.stdout)["figures"] if f["where"]}
        assert len(pages) > 1
        assert len(list(tmp_path.iterdir())) == len(pages)


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(Exception, match="第 99 页"):
        outlined(PDF.read_bytes(), 99, [])
