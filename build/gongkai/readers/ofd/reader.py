"""OFD, the national fixed-layout format (GB/T 33190-2016): pages of placed characters and drawn lines, as in PDF.

Pages become the same objects that PDF engines give (`pdf.objects`), so that rulings, paragraphs and page numbers are
understood in one place. Lengths are millimetres in the file, points here. Namespaces are ignored: producers differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.ofd import pictures as ofd_pictures
from gongkai.readers.ofd.draw import Canvas
from gongkai.readers.ofd.parts import LABEL, Document, Package, documents, is_ofd, take_resources
from gongkai.readers.ofd.pictures import COVERED, Page
from gongkai.readers.original import Content, Reader
from gongkai.readers.pdf.objects import PageObjects, chinese_share, once, upright

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES = 300
MIN_CHINESE = 0.3
"""Readable reports have 0.75; below this characters lack a Unicode value or are not Chinese."""
MIN_CHARACTERS = 10
"""A scan with a stamp of a few characters has no text."""


def accepts(data: bytes) -> bool:
    """Whether this is an archive with an OFD document in it."""
    return is_ofd(data)


def read(data: bytes) -> Content:
    """Read the pages of all documents in the file.

    Raises:
        UnreadableFileError: `damaged`, `encrypted`, `no_text` or `too_large`.
    """
    pages = list(_pages(Package.open(data)))
    chars = [char for page in pages for char in page.objects.chars]
    advice = f"识别图片需要安装：{ocr.INSTALL}，或换成文字版"
    if any(page.is_picture for page in pages) and ocr.available():
        return ofd_pictures.content(pages)
    if len(chars) < MIN_CHARACTERS:
        raise UnreadableFileError("no_text", f"OFD 共 {len(pages)} 页，没有文字（扫描件）；{advice}")
    share = chinese_share(chars)
    if share < MIN_CHINESE:
        raise UnreadableFileError(
            "no_text", f"OFD 的文字中汉字只占 {share:.0%}（正常约 75%），缺少文字编码或不是中文；请换成 DOCX 或 PDF"
        )
    return ofd_pictures.content(pages)


def _pages(package: Package) -> Iterator[Page]:
    number = 0
    for document in documents(package):
        for path in document.pages:
            number += 1
            if number > MAX_PAGES:
                raise UnreadableFileError("too_large", f"OFD 超过 {MAX_PAGES} 页；请只留下年度报告的页")
            yield _page(document, path, number)


def _page(document: Document, path: str, number: int) -> Page:
    """Draw a page: templates below it, its own layers, templates above it."""
    root = document.package.root(path, keep=False)
    if root is None:
        raise UnreadableFileError("damaged", f"OFD 缺少第 {number} 页的内容（{path}）；请重新下载")
    take_resources(document, path, root)
    canvas = Canvas(document, document.size(root), number)
    templates = [(use.get("ZOrder", "Background"), document.template(use)) for use in root.iterfind("{*}Template")]
    for order, template in templates:
        if order != "Foreground" and template is not None:
            canvas.draw_page(template)
    canvas.draw_page(root)
    for order, template in templates:
        if order == "Foreground" and template is not None:
            canvas.draw_page(template)
    area, picture = max(canvas.pictures, default=(0.0, ""))
    objects = PageObjects(
        number=number,
        width=canvas.width,
        height=canvas.height,
        chars=once(canvas.chars),
        edges=tuple(canvas.edges),
    )
    covered = area / (canvas.size[0] * canvas.size[1])
    return Page(upright(objects), document.picture(picture) if covered >= COVERED else None, covered)


READER = Reader(
    media_type="application/ofd",
    label_zh=LABEL,
    suffixes=(".ofd",),
    needs="扫描件：文字识别",
    accepts=accepts,
    read=read,
)
