"""One report inside another file: saved pages and archives."""

from __future__ import annotations

import quopri
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from tests.accuracy.formats import own

if TYPE_CHECKING:
    from tests.accuracy.draft import Draft

EPOCH = (1980, 1, 1, 0, 0, 0)
BOUNDARY = "----=_Part_0001"


def mhtml(draft: Draft) -> bytes:
    """A page as browsers save it in one file."""
    page = quopri.encodestring(own.markup(draft).replace("gb2312", "utf-8").encode()).replace(b"\n", b"\r\n")
    style = b"body{margin:0}"
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.org/a.html\r\nSubject: report\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{BOUNDARY}"\r\n\r\n\r\n'
    )
    first = f"--{BOUNDARY}\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.example.org/a.html\r\n\r\n"
    second = f"\r\n--{BOUNDARY}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://www.example.org/a.css\r\n\r\n"
    return head.encode() + first.encode() + page + second.encode() + style + f"\r\n--{BOUNDARY}--\r\n".encode()


def archive(draft: Draft) -> bytes:
    """A ZIP with the report as Word file in a folder, and a picture beside it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        target.writestr(zipfile.ZipInfo("年报/年度报告.docx", EPOCH), own.docx(draft))
        target.writestr(zipfile.ZipInfo("年报/说明.txt", EPOCH), "请用 Word 打开。\n".encode("gb18030"))
    return out.getvalue()
