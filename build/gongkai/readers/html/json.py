"""Answers of a site's interface saved as JSON, in which the article stands as one string of HTML."""

from __future__ import annotations

import html as entities
import json
import re
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.decode import decode
from gongkai.readers.html import reader as html
from gongkai.readers.html.embedded import UncertainError, chosen, strings
from gongkai.readers.original import Content, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINS = re.compile(rb"[\s\xef\xbb\xbf]*(?:[\w$.]{1,60}\s*\(\s*)?[\[{]")
_CALL = re.compile(r"\s*[\w$.]{1,60}\s*\(\s*(?P<json>[\[{].*[\]}])\s*\)\s*;?\s*", re.DOTALL)
_TITLE = re.compile(r"(?:article|doc|info|content|news|main)?_?(?:title|name|subject|bt)", re.IGNORECASE)
_DATE = re.compile(r".*(?:pub|publish|release|issue|create|fb|fw).*(?:date|time|sj|rq)|.*(?:date|time)", re.IGNORECASE)
_LONGEST = 16 * 1024 * 1024
_MAX_TITLE = 120


def accepts(data: bytes) -> bool:
    """Whether the bytes are JSON, also where they are the argument of a call."""
    return _BEGINS.match(data[:200]) is not None and len(data) <= _LONGEST and _parsed(data) is not None


def read(data: bytes) -> Content:
    """Read the article.

    Raises:
        UnreadableFileError: `unsupported_kind` for data without an article, `script_page` where it is not certain.
    """
    value = _parsed(data)
    try:
        source = chosen(strings(value))
    except UncertainError:
        raise UnreadableFileError(
            "script_page",
            "JSON 数据里有几段不同的正文，无法确定哪一段是年报；请在浏览器中打开网页，另存为 MHTML 或 PDF",
        ) from None
    if source is None:
        raise UnreadableFileError(
            "unsupported_kind",
            "这是 JSON 数据，里面没有年报正文，不能直接读取；请在浏览器中打开网页，另存为 MHTML 或 PDF",
        )
    return html.read_text(f"<head>{''.join(_hints(value))}</head><body>{source}</body>")


def _parsed(data: bytes) -> object | None:
    decoded = decode(data)
    if decoded is None:
        return None
    call = _CALL.fullmatch(decoded.text)
    try:
        value: object = json.loads(call["json"] if call else decoded.text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def _hints(value: object) -> Iterator[str]:
    """Title and date that stand beside the article, as the head of a page would give them."""
    pending = [value]
    while pending:
        current = pending.pop(0)
        if isinstance(current, list):
            pending += current
        if not isinstance(current, dict):
            continue
        for key, text in current.items():
            if isinstance(text, dict | list):
                pending.append(text)
            elif not isinstance(text, str) or len(text) > _MAX_TITLE:
                continue
            elif _TITLE.fullmatch(key):
                yield f'<meta name="ArticleTitle" content="{entities.escape(text)}">'
            elif _DATE.fullmatch(key):
                yield f'<meta name="PubDate" content="{entities.escape(text)}">'


READER = Reader(media_type="application/json", label_zh="JSON 数据", suffixes=(".json",), accepts=accepts, read=read)
