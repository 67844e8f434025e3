"""Answers of a site's interface: the article in a string of JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.readers.documents import texts
from tests.readers.pages import ARTICLE, TITLE, page

from gongkai.errors import UnreadableFileError
from gongkai.readers.html import reader as html
from gongkai.readers.html.json import accepts, read

ANSWER = {"code": 200, "data": {"title": TITLE, "publishTime": "2023-01-19 10:00", "content": ARTICLE}}


@pytest.mark.parametrize("wrapped", ["{}", "callback({});", "\ufeff{}"])
def test_the_article_its_title_and_date_are_read(wrapped: str) -> None:
    data = wrapped.replace("{}", json.dumps(ANSWER)).encode()

    content = read(data)

    assert accepts(data)
    assert texts(content.blocks) == texts(html.read(page()).blocks)
    assert (content.title, content.published_on) == (TITLE, date(2023, 1, 19))


@pytest.mark.parametrize(
    ("answer", "reason", "words"),
    [
        ({"rows": [1, 2, 3]}, "unsupported_kind", "没有年报正文"),
        ({"a": ARTICLE, "b": ARTICLE.replace("47", "48")}, "script_page", "几段不同的正文"),
    ],
)
def test_anything_else_is_named(answer: object, reason: str, words: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(json.dumps(answer).encode())

    assert (caught.value.type, words in caught.value.note) == (reason, True)


@pytest.mark.parametrize("data", [b"[image: a.png]\n1 2 3", b"{" * 100_000, page(), b"12", "[附件] 年报".encode()])
def test_text_that_only_begins_alike_is_no_json(data: bytes) -> None:
    assert not accepts(data)
