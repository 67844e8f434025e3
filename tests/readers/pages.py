"""A small report as a web page, and the wrappings in which pages come."""

from __future__ import annotations

import base64
import io
import zipfile

TITLE = "某某县教育局2022年政府信息公开工作年度报告"
INTRODUCTION = "某某县教育局根据《中华人民共和国政府信息公开条例》编制本报告，数据截至2022年12月31日。"
TABLE = (
    "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>0</td><td>0</td><td>12</td></tr><tr><td>行政规范性文件</td><td>3</td><td>1</td><td>47</td></tr></table>"
)
ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "12"],
    ["行政规范性文件", "3", "1", "47"],
]
ARTICLE = (
    f"<div id='zoom'><p>{INTRODUCTION}</p><p>一、总体情况</p><p>平稳。</p><p>二、主动公开政府信息情况</p>{TABLE}"
    "<p>六、其他需要报告的事项</p><p>无</p></div>"
)


def page(content: str = ARTICLE, *, head: str = "") -> bytes:
    """A page in UTF-8."""
    return f"<!DOCTYPE html><html><head><title>{TITLE}</title>{head}</head><body>{content}</body></html>".encode()


def archive(*files: tuple[str, bytes]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return stream.getvalue()


def web_archive(main: bytes, *parts: tuple[str, str, bytes], charset: str = "utf-8", head: str = "") -> bytes:
    """An MHTML file: the page, then further parts as (media type, address, bytes)."""
    first = ("text/html; charset=" + charset, "https://example.org/a/b.html", main)
    pieces = [
        f"--edge\r\nContent-Type: {kind}\r\nContent-Location: {address}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(data).decode()}"
        for kind, address, data in (first, *parts)
    ]
    start = f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="edge"\r\n\r\n'
    return "".join((start, *pieces, "--edge--\r\n")).encode()
