"""Web pages: the article's paragraphs and data tables, without the page around them.

```
bytes ── decode ── parse ── frames ── styles ── show ── boxes ── words ── article ── blocks
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Block, Paragraph, Where
from gongkai.readers.decode import Decoded, decode
from gongkai.readers.grid import table
from gongkai.readers.html.article import article, is_chrome
from gongkai.readers.html.boxes import make_tables
from gongkai.readers.html.css import styles
from gongkai.readers.html.embedded import CARRIERS, UncertainError, embedded, set_aside
from gongkai.readers.html.flow import Line, cell_text, flow, is_unshown
from gongkai.readers.html.frames import Files, no_files, put_in_frames, sheets
from gongkai.readers.html.hints import published_on, source_url, title
from gongkai.readers.html.inline import put_into_words
from gongkai.readers.html.parse import parse
from gongkai.readers.html.refused import refuse, script_page, tables_elsewhere
from gongkai.readers.html.shown import show
from gongkai.readers.html.table import is_data, pieces, placed_cells
from gongkai.readers.html.words import TABLE_WORDS, kinds, without_readings
from gongkai.readers.original import Content, Reader, characters_lost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from gongkai.model import Finding
    from gongkai.readers.grid import Placed

_TAG = (
    rb"!doctype\s+html|html|head|body|title|meta|link|base|p|div|table|tbody|tr|td|h[1-6]|center|span|font|section|article|main"
    rb"|style|script|ul|ol|dl|pre|br|hr|b|strong|a|img|form|iframe|frameset|header|nav|noscript|template|o:p|blockquote|xmp"
)
_PREFACE = (
    rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<%.*?%>\s*|HTTP/\d[^\r\n]*\r?\n(?:[\w-]+:[^\r\n]*\r?\n)*\s*|\xef\xbb\xbf)*"
)
_BEGINS = re.compile(rb"[\s\x00]*" + _PREFACE + rb"[\s\x00]*<(?:" + _TAG + rb")[\s/>]", re.IGNORECASE | re.DOTALL)
_TABLES = (re.compile(rb"<table[\s>]", re.IGNORECASE), re.compile(rb"</t[dh]>", re.IGNORECASE))
_CLOSING = re.compile(rb"</(?:p|div|td|tr|li|h[1-6])\s*>", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:<meta\b[^>]*?charset|<\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
_DECLARED_WITHIN = 200_000
_FEW_TAGS = 5
"""Closing tags of blocks from which text that begins otherwise is a piece of a page."""


def accepts(data: bytes) -> bool:
    """Whether the bytes begin with mark-up, or are text (Markdown) that holds HTML tables or paragraphs."""
    head = _narrow(data[:_HEAD])
    return _BEGINS.match(head) is not None or _is_mixed(data)


def read(data: bytes) -> Content:
    """Read the page.

    Raises:
        UnreadableFileError: `damaged` when nothing can be parsed, `too_large` for monstrous pages, `attachment_only`
            and `script_page` for pages that hold no report but say where it is.
    """
    return read_with(data, no_files)


def read_with(data: bytes, files: Files, *, declared: str | None = None) -> Content:
    """Read the page, with the files that were saved beside it.

    Args:
        data: the page.
        files: style sheets and framed pages by their address in the page.
        declared: encoding that the page's envelope states, which goes before what the page states.

    Raises:
        UnreadableFileError: as `read`.
    """
    decoded = _decode(data, declared)
    lost = decoded.lost
    findings = (characters_lost(lost, f"网页按 {decoded.encoding} 解码时有 {lost} 个字符无法识别。"),) if lost else ()
    return read_text(decoded.text, files, keep_lines=_is_mixed(data), findings=findings)


def read_text(
    text: str, files: Files = no_files, *, keep_lines: bool = False, findings: tuple[Finding, ...] = ()
) -> Content:
    """Read a page that is text already.

    Args:
        text: its source.
        files: as `read_with`.
        keep_lines: line ends of the source are line ends of the text.
        findings: what is doubted already.

    Raises:
        UnreadableFileError: as `read`.
    """
    root = parse(without_readings(text))
    put_in_frames(root, files)
    set_aside(root)
    own_title, url = title(root), source_url(root, text)
    css = sheets(root, files)
    page = _Page(root, css, keep_lines=keep_lines)
    published = published_on(root, "\n".join(line.text for line in page.lines))
    if not page.shows_report:
        page = _carried(page, css, keep_lines=keep_lines) or page
    if not page.holds_report:
        refuse(root, page.lines, own_title, scripted=any(c.tag == "script" for c in page.carriers))
    main, blocks = page.article()
    texts = [
        text
        for block in blocks
        for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    ]
    return Content(
        blocks=blocks,
        title=own_title,
        published_on=published,
        source_url=url,
        findings=(*findings, *tables_elsewhere(main, texts, page.carriers)),
    )


class _Page:
    """A page as it is shown: its tree made ready, its lines and tables in order."""

    def __init__(self, root: etree._Element, css: Sequence[str] = (), *, keep_lines: bool = False) -> None:
        self.carriers = [*root.iter(*CARRIERS)]
        declared = styles(root, css)
        show(root, declared)
        make_tables(root, declared)
        put_into_words(root, declared)
        found = root.find("body")
        self._body = root if found is None else found
        self._keep_lines = keep_lines
        self._tables = frozenset(_data_tables(self._body))
        self._items = list(flow(self._body, is_table=self._tables.__contains__, keep_lines=keep_lines))
        self._table_texts = ["".join(item.itertext()) for item in self._items if not isinstance(item, Line)]
        self.lines = [item for item in self._items if isinstance(item, Line)]

    @property
    def holds_report(self) -> bool:
        """Whether anything of a report, or what may be a part of one, is shown."""
        return self.shows_report or any(TABLE_WORDS.search(text) for text in self._table_texts)

    @property
    def shows_report(self) -> bool:
        """Whether a section or a table of a report is shown for certain."""
        return bool(kinds("\n".join((*(line.text for line in self.lines), *self._table_texts))))

    def article(self) -> tuple[etree._Element, tuple[Block, ...]]:
        """The element that is the article, and its blocks."""
        place = article(self._body, self._items)
        ended = False

        def left_out(element: etree._Element) -> bool:
            nonlocal ended
            ended = ended or element is place.end
            return ended or is_unshown(element) or (element not in self._tables and is_chrome(element, place.marks))

        items = flow(
            place.element, is_table=self._tables.__contains__, is_left_out=left_out, keep_lines=self._keep_lines
        )
        return place.element, tuple(_blocks(items))


def _carried(page: _Page, css: Sequence[str], *, keep_lines: bool) -> _Page | None:
    """The article that the page carries without showing it."""
    try:
        source = embedded(page.carriers)
    except UncertainError:
        raise script_page() from None
    return _Page(parse(source), css, keep_lines=keep_lines) if source else None


def _data_tables(body: etree._Element) -> Iterator[etree._Element]:
    inside: set[etree._Element] = set()
    for element in body.iter("table"):
        if element in inside:
            continue
        if is_data(element):
            inside.update(element.iterdescendants("table"))
            yield element


def _blocks(items: Iterator[Line | etree._Element]) -> Iterator[Block]:
    lines = tables = 0
    for item in items:
        for part in [item] if isinstance(item, Line) else _parts(item):
            if isinstance(part, Line):
                lines += 1
                yield Paragraph(text=part.text, where=Where(line=lines), heading=part.heading)
            else:
                tables += 1
                yield table(part, tables)


def _parts(element: etree._Element) -> Iterator[Line | list[Placed]]:
    """A table's captions, and the table, parted where headings or prose stand in it."""
    for caption in element.iterchildren("caption"):
        if text := cell_text(caption):
            yield Line(text, element)
    for piece in pieces(placed_cells(element)):
        yield Line(piece, element) if isinstance(piece, str) else piece


def _is_mixed(data: bytes) -> bool:
    """Whether this is text with HTML tables or paragraphs in it, where line ends still part the paragraphs."""
    if _BEGINS.match(_narrow(data[:_HEAD])) is not None:
        return False
    return all(pattern.search(data) for pattern in _TABLES) or (
        data.lstrip()[:1] not in {b"{", b"[", b"<"} and len(_CLOSING.findall(data[: 64 * _HEAD])) >= _FEW_TAGS
    )


def _narrow(head: bytes) -> bytes:
    """The beginning of a file as single bytes, also where it is UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:200].count(b"\x00") * 3 > len(head[:200]):
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return head


def _decode(data: bytes, declared: str | None = None) -> Decoded:
    stated = _CHARSET.search(data[:_DECLARED_WITHIN])
    decoded = decode(data, declared=declared or (stated[1].decode("ascii") if stated else None))
    if decoded is None:
        raise UnreadableFileError("damaged", "网页内容无法解码；请重新下载，或在浏览器中打开后另存为 PDF")
    return decoded


READER = Reader(
    media_type="text/html", label_zh="网页", suffixes=(".html", ".htm", ".shtml"), accepts=accepts, read=read
)
