"""Web archives: the saved page among its parts, with their style sheets and frames."""

from __future__ import annotations

import pytest
from tests.readers.documents import tables, texts
from tests.readers.pages import ARTICLE, ROWS, TITLE, page, web_archive

from gongkai.errors import UnreadableFileError
from gongkai.readers import text
from gongkai.readers.html import reader as html
from gongkai.readers.html.mhtml import accepts, read

BLINK = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/report.html\r\nSubject: x\r\n"
FRAME = b"<html><body><iframe src='cid:f1'></iframe></body></html>"


def test_the_page_and_its_address_are_read() -> None:
    content = read(web_archive(page(), head=BLINK))

    assert texts(content.blocks) == texts(html.read(page()).blocks)
    assert content.source_url == "https://example.org/report.html"
    assert content.title == TITLE


def test_the_address_of_the_page_itself_serves_where_no_other_is_named() -> None:
    assert read(web_archive(page())).source_url == "https://example.org/a/b.html"


def test_the_charset_of_the_part_is_known_where_the_page_states_none() -> None:
    """Two rare characters alone would not tell how they are encoded."""
    content = read(web_archive("<p>喆镕</p>".encode("gb18030"), charset="gb2312"))

    assert texts(content.blocks) == ["喆镕"]


def test_a_style_sheet_in_the_archive_hides_what_it_hides_in_the_browser() -> None:
    source = page(ARTICLE.replace("<td>12", "<td><i class='old'>9</i>12"), head="<link rel='stylesheet' href='s.css'>")
    sheet = ("text/css", "https://example.org/a/s.css", b".old { display: none }")

    assert [cell.text for cell in tables(read(web_archive(source, sheet)).blocks)[0].cells][7] == "12"
    assert [cell.text for cell in tables(read(web_archive(source)).blocks)[0].cells][7] == "912"


def test_an_article_in_a_saved_frame_is_read() -> None:
    (table,) = tables(read(web_archive(FRAME, ("text/html", "cid:f1", page()))).blocks)

    assert [cell.text for cell in table.cells] == [text for row in ROWS for text in row]


def test_the_page_with_the_report_is_taken_where_the_first_has_none() -> None:
    assert tables(read(web_archive(b"<html><p>banner</p>", ("text/html", "https://example.org/c", page()))).blocks)


@pytest.mark.parametrize(
    ("data", "accepted"),
    [
        (web_archive(page(), head=BLINK), True),
        (web_archive(page(), head="X-MimeOLE: V6\r\n"), True),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>x", True),
        (page(), False),
        ("标题: 年报\n\nMIME-Version: 1.0\n".encode(), False),
        (b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\n\r\nx", False),
    ],
)
def test_archives_are_known_by_their_headers(data: bytes, accepted: bool) -> None:
    assert accepts(data) is accepted


def test_an_archive_is_no_text_and_no_page() -> None:
    assert not html.accepts(web_archive(page(), head=BLINK).replace(b"base64", b"8bit"))
    assert not text.accepts(web_archive(page()))


def test_a_message_without_a_page_says_so() -> None:
    with pytest.raises(UnreadableFileError, match="没有网页") as caught:
        read(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\nonly text\r\n--x--")

    assert caught.value.type == "damaged"


def test_parts_beyond_counting_are_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" + b"--x\r\n\r\n1\r\n" * 3_100

    with pytest.raises(UnreadableFileError, match="3100"):
        read(data)
