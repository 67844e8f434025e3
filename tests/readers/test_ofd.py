"""OFD: placed characters and drawn lines, in the ways that producers write them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pypdfium2
import pytest
from tests.readers.ofd_files import HABITS, Habit, to_ofd
from tests.readers.sheet_files import reports
from tests.readers.specimen_truth import not_exact, report

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph, Table
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.ofd.reader import accepts, read
from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf.objects import Edge, PageObjects, upright
from gongkai.specimen.as_pdf import to_pdf

if TYPE_CHECKING:
    from gongkai.specimen.report import Specimen

SPACE = 'xmlns:o="http://www.ofdspec.org/2016"'
ROOT = f"<o:OFD {SPACE}><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"
DOCUMENT = (
    f"<o:Document {SPACE}><o:CommonData><o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea></o:CommonData>"
    '<o:Pages><o:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></o:Pages></o:Document>'
)
LINE = '<o:TextObject Boundary="20 20 150 6" Size="4"><o:TextCode X="0" Y="4" DeltaX="g 11 4">甲县水务局政府信息公开年报</o:TextCode></o:TextObject>'


@pytest.fixture(scope="module")
def specimens() -> list[tuple[Specimen, list[PageObjects]]]:
    return [(specimen, list(pdf_pdfium.pages(to_pdf(specimen)))) for specimen in list(reports(9, 17))[::3]]


def ofd(objects: str, **parts: str) -> bytes:
    """A file of one page."""
    written = {
        "OFD.xml": ROOT,
        "Doc_0/Document.xml": DOCUMENT,
        "Doc_0/Pages/Page_0/Content.xml": f'<o:Page {SPACE}><o:Content><o:Layer Type="Body">{objects}</o:Layer></o:Content></o:Page>',
    } | parts
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in written.items():
            archive.writestr(name, text)
    return out.getvalue()


def lines(objects: str, **parts: str) -> list[str]:
    return [block.text for block in read(ofd(LINE + objects, **parts)).blocks if not isinstance(block, Table)][1:]


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_every_figure_of_every_habit(specimens: list[tuple[Specimen, list[PageObjects]]], habit: Habit) -> None:
    for specimen, pages in specimens:
        content = read(to_ofd(pages, habit))
        assert not not_exact(content, dict(specimen.figures))
        assert len(report(content).sections) == 6


def test_pages_are_those_of_the_pdf(specimens: list[tuple[Specimen, list[PageObjects]]]) -> None:
    """The same tables at the same places, to a tenth of a point, as in the PDF that the OFD was made from."""
    _, pages = specimens[0]
    boxes = {}
    for habit in HABITS[:4]:
        tables = [block for block in read(to_ofd(pages, habit)).blocks if isinstance(block, Table)]
        boxes[habit.name] = [(table.where.page, table.rows, table.columns) for table in tables]
        assert all(cell.where.box for table in tables for cell in table.cells)
    assert len({str(found) for found in boxes.values()}) == 1
    assert boxes["wps"]


def test_steps_widths_and_several_codes() -> None:
    both = (
        '<o:TextObject Boundary="20 40 150 6" Size="4"><o:TextCode X="0" Y="4" DeltaX="g 3 4">共收到1</o:TextCode>'
        '<o:TextCode X="14" Y="4" DeltaX="2 4">2件</o:TextCode></o:TextObject>'
    )
    assert lines(both) == ["共收到12件"]
    bare = (
        '<o:TextObject Boundary="20 60 150 6" Size="4"><o:TextCode X="0" Y="4">共收到12件</o:TextCode></o:TextObject>'
    )
    assert lines(bare) == ["共收到12件"]


def test_characters_without_glyph_and_without_value() -> None:
    """A joiner is nothing; a character that says nothing must not read as a blank."""
    joined = '<o:TextObject Boundary="20 40 150 6" Size="4"><o:TextCode X="0" Y="4">共1&#x200B;2件</o:TextCode></o:TextObject>'
    assert lines(joined)[0].replace(" ", "") == "共12件"
    lost = joined.replace("&#x200B;", "&#xE001;")
    assert "\ufffd" in lines(lost)[0]


def test_downward_writing_keeps_its_order() -> None:
    down = '<o:TextObject Boundary="20 40 6 90" Size="4"><o:TextCode X="0" Y="4" DeltaY="g 4 8">不予公开。</o:TextCode></o:TextObject>'
    assert "".join(lines(down)) == "不予公开。"


def test_what_is_not_seen_is_not_read() -> None:
    unseen = [
        LINE.replace("<o:TextObject", '<o:TextObject Visible="false"').replace("20 20", "20 60"),
        LINE.replace("<o:TextObject", '<o:TextObject Alpha="0"').replace("20 20", "20 80"),
        LINE.replace("<o:TextObject", '<o:TextObject Fill="false"').replace("20 20", "20 99"),
        LINE.replace("Boundary", 'CTM="0.7 0.7 -0.7 0.7 0 0" Boundary').replace("20 20", "20 150"),
    ]
    assert lines("".join(unseen)) == []


def test_a_resource_drawn_by_use_is_read() -> None:
    document = DOCUMENT.replace("</o:CommonData>", "<o:PublicRes>PublicRes.xml</o:PublicRes></o:CommonData>")
    drawn = '<o:TextObject Boundary="0 0 90 9" Size="8"><o:TextCode X="0" Y="8">共收到申请十二件。</o:TextCode></o:TextObject>'
    resource = f'<o:Res {SPACE}><o:CompositeGraphicUnits><o:CompositeGraphicUnit ID="5"><o:Content>{drawn}</o:Content></o:CompositeGraphicUnit></o:CompositeGraphicUnits></o:Res>'
    use = '<o:CompositeObject ResourceID="5" Boundary="20 60 90 9" CTM="0.5 0 0 0.5 0 0"/>'
    data = ofd(LINE + use, **{"Doc_0/Document.xml": document, "Doc_0/PublicRes.xml": resource})
    told = read(data).blocks[-1]
    assert isinstance(told, Paragraph)
    assert told.text == "共收到申请十二件。"
    assert told.where.box is not None
    left, _, right, _ = told.where.box
    assert (left, right) == pytest.approx((20 * 72 / 25.4, (20 + 9 * 8 * 0.5) * 72 / 25.4), abs=0.2)


def test_rulings_in_every_spelling_are_the_same() -> None:
    page = PageObjects(1, 595.0, 842.0, (), (Edge(50, 50, 250, 50), Edge(50, 50, 50, 90)))
    for habit in HABITS:
        with pytest.raises(UnreadableFileError):
            read(to_ofd([page], habit))  # no text: rulings alone are no report
    assert upright(page) is page


def scanned(specimen: Specimen, *, text: str = "", first: int = 0, last: int = 99) -> bytes:
    """The pages as pictures, named in the resources as producers do."""
    document = pypdfium2.PdfDocument(to_pdf(specimen))
    files: dict[str, bytes] = {}
    count = min(len(document), last) - first
    for number in range(count):
        out = BytesIO()
        document[first + number].render(scale=200 / 72).to_pil().save(out, "PNG")
        files[f"Doc_0/Res/image_{number}.png"] = out.getvalue()
    document.close()
    media = "".join(
        f'<o:MultiMedia ID="{50 + n}" Type="Image"><o:MediaFile>image_{n}.png</o:MediaFile></o:MultiMedia>'
        for n in range(count)
    )
    image = '<o:ImageObject ResourceID="{}" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    page = f"<o:Page {SPACE}><o:Content><o:Layer>{{}}</o:Layer></o:Content></o:Page>"
    pages = "".join(f'<o:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(count))
    parts: dict[str, str | bytes] = {
        "OFD.xml": ROOT,
        "Doc_0/Document.xml": DOCUMENT.replace('<o:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>', pages).replace(
            "</o:CommonData>", "<o:DocumentRes>DocumentRes.xml</o:DocumentRes></o:CommonData>"
        ),
        "Doc_0/DocumentRes.xml": f'<o:Res {SPACE} BaseLoc="Res"><o:MultiMedias>{media}</o:MultiMedias></o:Res>',
        **files,
    }
    for n in range(count):
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = page.format(text if text and n == 0 else image.format(50 + n))
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_pages_that_are_pictures_are_named(
    specimens: list[tuple[Specimen, list[PageObjects]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without OCR a scan is refused, and a scanned page among others does not pass for one without a table."""
    monkeypatch.setattr("gongkai.readers.ocr.reader.available", lambda: False)
    specimen, _ = specimens[0]
    with pytest.raises(UnreadableFileError, match="扫描件"):
        read(scanned(specimen))
    (finding,) = read(scanned(specimen, text=LINE)).findings
    assert finding.type == "picture_pages"
    assert finding.note.startswith("第 2、3")


@pytest.mark.slow
def test_scanned_pages_are_recognised(specimens: list[tuple[Specimen, list[PageObjects]]]) -> None:
    if not ocr.available():
        pytest.skip("needs gongkai[ocr]")
    specimen, _ = specimens[0]
    content = read(scanned(specimen, first=1, last=2))
    wrong = not_exact(content, dict(specimen.figures))
    assert len(specimen.figures) - len(wrong) > 20
    assert all(status in ("unreadable", "absent", None) for _, status, _ in wrong.values())
    assert {block.where.ocr for block in content.blocks} == {True}


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"OFD.xml": f"<o:OFD {SPACE}/>"}, "damaged"),
        ({"OFD.xml": ROOT.replace("Doc_0", "Doc_9")}, "damaged"),
        ({"Doc_0/Document.xml": DOCUMENT.replace("Page_0", "Page_9")}, "damaged"),
        ({"Doc_0/Document.xml": f"<o:Document {SPACE}/>"}, "damaged"),
        ({"Doc_0/Document.xml": "<o:Document"}, "damaged"),
        ({"Doc_0/Document.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}, "damaged"),
        ({"Encryptions.xml": "<x/>"}, "encrypted"),
        ({"Doc_0/Pages/Page_0/Content.xml": f"<o:Page {SPACE}/>"}, "no_text"),
        ({"Doc_0/Pages/Page_0/Content.xml": f"<o:Page {SPACE}><o:Content><o:Layer>{'<o:X/>' * 100_001}</o:Layer></o:Content></o:Page>"}, "too_large"),
        ({"Doc_0/Document.xml": DOCUMENT.replace("<o:Pages>", "<o:Pages>" + 301 * '<o:Page BaseLoc="Pages/Page_0/Content.xml"/>')}, "too_large"),
    ],
)  # fmt: skip
def test_broken_and_hostile_files_say_what_is_wrong(parts: dict[str, str], reason: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(ofd(LINE, **parts))
    assert caught.value.type == reason
    assert "\n" not in caught.value.note


def test_impossible_numbers_do_no_harm() -> None:
    wild = (
        '<o:TextObject Boundary="1e999 nan 1 1" CTM="1 0 0" Size="4" HScale="x"><o:TextCode X="0" Y="4" DeltaX="g 1e400 1 g">收到</o:TextCode></o:TextObject>'
        '<o:PathObject Boundary="0 0 1e99 1"><o:AbbreviatedData>M 1e400 0 L 5 C Q 1 L 3 4 Z x y</o:AbbreviatedData></o:PathObject>'
        '<o:TextObject Size="nan"><o:TextCode>x</o:TextCode></o:TextObject>'
    )
    assert read(ofd(LINE + wild)).blocks


def test_recognised_by_content(specimens: list[tuple[Specimen, list[PageObjects]]]) -> None:
    assert all(accepts(to_ofd(specimens[0][1], habit)) for habit in HABITS)
    assert not accepts(b"PK\x03\x04")
