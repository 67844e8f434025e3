"""Web archives (MHTML): the page that was saved, with the style sheets and frames saved beside it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from gongkai.errors import UnreadableFileError
from gongkai.readers.decode import decode
from gongkai.readers.html import reader as html
from gongkai.readers.html.words import kinds
from gongkai.readers.original import Content, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from email.message import Message

_HEAD = 8_192
_VERSION = re.compile(rb"^MIME-Version\s*:", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^Content-Type\s*:\s*(?:multipart/|text/html|message/rfc822)", re.IGNORECASE | re.MULTILINE)
_FIRST_HEADER = re.compile(rb"[\xef\xbb\xbf\s]*[A-Za-z][\w-]{2,60}:\s?\S")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+$")
_MAX_PARTS = 3_000


def accepts(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a MIME message that holds a page."""
    head = data[:_HEAD]
    return (
        _FIRST_HEADER.match(head) is not None and _VERSION.search(head) is not None and _TYPE.search(head) is not None
    )


def read(data: bytes) -> Content:
    """Read the page in the archive.

    Raises:
        UnreadableFileError: `damaged` when no page is in it; what reading the page raises.
    """
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "), policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    if len(parts) > _MAX_PARTS:
        raise UnreadableFileError("too_large", f"网页存档里有 {len(parts)} 个文件；请只保存年度报告的正文")
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        raise UnreadableFileError(
            "damaged", "网页存档里没有网页（可能不完整，或是电子邮件）；请重新保存为 MHTML，或放入附件原件"
        )
    main = _main(pages)
    content = html.read_with(_payload(main), _files(parts, main), declared=main.get_content_charset())
    return replace(
        content,
        title=content.title or _subject(message),
        source_url=_address(message, main) or content.source_url,
    )


def _main(pages: Sequence[Message]) -> Message:
    """The page that was saved: the first, unless only another one holds a report."""
    found = [kinds(_text(page)) for page in pages]
    best = max(found, key=len)
    return pages[0] if found[0] or not best or _refers(pages[0]) else pages[found.index(best)]


def _refers(page: Message) -> bool:
    """Whether a page shows others in frames."""
    return re.search(r"<i?frame\b", _text(page), re.IGNORECASE) is not None


def _files(parts: Sequence[Message], main: Message) -> Callable[[str], bytes | None]:
    """The parts by the addresses with which the page refers to them."""
    base = main.get("Content-Location", "").strip()
    by_name: dict[str, Message] = {}
    for part in parts:
        if part is main:
            continue
        for name in (part.get("Content-Location", "").strip(), f"cid:{part.get('Content-ID', '').strip(' <>')}"):
            by_name.setdefault(name, part)

    def find(address: str) -> bytes | None:
        address = address.strip()
        try:
            whole = urljoin(base, address)
        except ValueError:
            return None
        part = by_name.get(address) or by_name.get(whole)
        return _payload(part) if part is not None else None

    return find


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    decoded = decode(_payload(part), declared=part.get_content_charset())
    return decoded.text if decoded else ""


def _address(message: Message, main: Message) -> str | None:
    named = (message.get("Snapshot-Content-Location"), main.get("Content-Location"))
    return next((address.strip() for address in named if address and _ADDRESS.match(address.strip())), None)


def _subject(message: Message) -> str | None:
    subject = str(make_header(decode_header(message.get("Subject", "")))).strip()
    return subject if re.search(r"公开|年报|报告", subject) else None


READER = Reader(
    media_type="multipart/related", label_zh="网页存档", suffixes=(".mht", ".mhtml"), accepts=accepts, read=read
)
