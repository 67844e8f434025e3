"""ZIP archives that hold one annual report: the report inside is read, each place names the file it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Block, Finding, Paragraph, Table
from gongkai.readers.html import reader as html
from gongkai.readers.html.frames import saved_beside
from gongkai.readers.html.words import TABLE_KINDS, kinds
from gongkai.readers.kinds import is_document, refused
from gongkai.readers.original import Content, Reader
from gongkai.readers.zipped import Member, is_zip, members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_ASSETS = re.compile(
    r"(?:^|/)(?:__MACOSX|\.[^/]*|Thumbs\.db|desktop\.ini|~\$[^/]*)(?:/|$)"
    r"|\.(?:css|js|json|map|woff2?|ttf|eot|otf|svg|ico|gif|url|lnk|db|exe|dll)$",
    re.IGNORECASE,
)
_FOLDER_OF_PAGE = re.compile(r"(?:_files|\.files|_file)/", re.IGNORECASE)
_REMARKS = re.compile(r"(?:^|/)(?:read\s*me|readme|license|说明|使用说明|下载说明|版权|备注)[^/]*$", re.IGNORECASE)
_PICTURE = "image/"
_ARCHIVE = "application/zip"
_MAX_OPENED = 40
"""Files that are looked into; more is a collection, no report."""
_MAX_UNPACKED = 256 * 1024 * 1024
_NAMES = 4
_BETTER = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/html",
    "multipart/related",
    "application/vnd.oasis.opendocument.text",
    "application/msword",
    "application/rtf",
    "application/ofd",
    "application/pdf",
)
"""Kinds in which a report keeps its cells best come first; those not named here follow."""
_ALIKE = 0.8
"""Share of lines of words in common from which two files are the same report."""
_FEW_PARTS = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    data: bytes
    reader: Reader


def accepts(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive, and not a document that is stored as one."""
    return is_zip(data) and not is_document(data)


def read(data: bytes) -> Content:
    """Read the one report in the archive.

    Raises:
        UnreadableFileError: what reading the report raises; `several_reports`; `unsupported_kind` for an archive
            without a report; `damaged`, `encrypted` and `too_large` for the archive itself.
    """
    from gongkai.readers import READERS  # noqa: PLC0415 - an archive holds files of any kind, so it knows their list

    candidates = _candidates(data, tuple(reader for reader in READERS if reader.media_type != _ARCHIVE))
    if len(candidates) == 1:
        return _with_member(_content(candidates[0], data), candidates[0].name)
    return _chosen(candidates, data)


def _candidates(data: bytes, readers: Sequence[Reader], inside: str = "") -> list[_Candidate]:
    """The files that may be the report: of a kind that is read, and no part or ornament of another."""
    found = members(data)
    if not found:
        raise UnreadableFileError("empty_file", "压缩包里没有文件；请重新下载")
    telling = [member for member in found if not _ASSETS.search(member.name)]
    pages = [member for member in telling if not _FOLDER_OF_PAGE.search(member.name)]
    telling = [member for member in pages if not _REMARKS.search(member.name)] or pages or telling
    if len(telling) > _MAX_OPENED:
        raise UnreadableFileError(
            "several_reports", f"压缩包里有 {len(telling)} 个文件，应只有一份年报；请解压后逐个放入"
        )
    candidates: list[_Candidate] = []
    others: list[str] = []
    for member, content in _unpacked(telling):
        if is_zip(content) and not inside and not is_document(content):
            candidates += _candidates(content, readers, f"{member.name}/")
            continue
        reader = next((reader for reader in readers if reader.accepts(content)), None)
        if reader is None:
            others.append(member.name)
        else:
            candidates.append(_Candidate(inside + member.name, content, reader))
    words = [candidate for candidate in candidates if not candidate.reader.media_type.startswith(_PICTURE)]
    if not candidates:
        raise _no_report(others, telling)
    if not words and len(candidates) > 1:
        names = _listed([candidate.name for candidate in candidates])
        raise UnreadableFileError(
            "unsupported_kind", f"压缩包里是 {len(candidates)} 张图片（{names}）；请按页序合成一个 PDF 后放入"
        )
    return words or candidates


def _unpacked(found: Sequence[Member]) -> Iterator[tuple[Member, bytes]]:
    left = _MAX_UNPACKED
    for member in found:
        content = member.unpack()
        left -= len(content)
        if left < 0:
            raise UnreadableFileError(
                "too_large", f"压缩包解压后超过 {_MAX_UNPACKED // 2**20} MB，疑似压缩炸弹，未读取"
            )
        yield member, content


def _no_report(others: Sequence[str], found: Sequence[Member]) -> UnreadableFileError:
    if len(found) == 1:
        error = refused(found[0].unpack())
        return UnreadableFileError(error.type, f"压缩包里的 {found[0].name}：{error.note}")
    return UnreadableFileError(
        "unsupported_kind", f"压缩包里没有可以读取的年报（有 {_listed(others)}）；请解压后放入 DOCX、PDF 或网页"
    )


def _content(candidate: _Candidate, archive: bytes) -> Content:
    """Read one file; a web page is given the files saved beside it."""
    try:
        if candidate.reader is html.READER:
            return html.read_with(candidate.data, _beside(candidate.name, archive))
        return candidate.reader.read(candidate.data)
    except UnreadableFileError as error:
        raise UnreadableFileError(error.type, f"压缩包里的 {candidate.name}：{error.note}") from error


def _beside(page: str, archive: bytes) -> Callable[[str], bytes | None]:
    """The files that a page in the archive refers to."""
    by_name = {member.name: member for member in members(archive)}
    folder = PurePosixPath(page).parent

    def find(address: str) -> bytes | None:
        relative = saved_beside(address)
        member = by_name.get((folder / relative).as_posix()) if relative else None
        return member.unpack() if member is not None else None

    return find


def _chosen(candidates: Sequence[_Candidate], archive: bytes) -> Content:
    """The one report among several files, where it is certain which that is."""
    read: list[tuple[_Candidate, Content]] = []
    failed: dict[str, UnreadableFileError] = {}
    for candidate in candidates:
        try:
            read.append((candidate, _content(candidate, archive)))
        except UnreadableFileError as error:
            failed[candidate.name] = error
    reports = [(candidate, content) for candidate, content in read if _is_report(content)]
    if not reports:
        if failed:
            raise next(iter(failed.values()))
        raise UnreadableFileError(
            "no_disclosure_report",
            f"压缩包里有 {_listed([c.name for c in candidates])}，都不是年报，应有一份年报；请核对文件是否放错",
        )
    reports.sort(key=lambda report: _rank(report[0].reader.media_type))
    best, content = reports[0]
    doubtful = [name for name in failed if PurePosixPath(name).stem != PurePosixPath(best.name).stem]
    if doubtful:
        raise UnreadableFileError(
            "several_reports",
            f"压缩包里有年报 {best.name}，另有无法读取、可能也是年报的 {_listed(doubtful)}，应只有一份年报；请解压后逐个放入",
        )
    if len(reports) > 1 and not all(_alike(content, other) for _, other in reports[1:]):
        raise UnreadableFileError(
            "several_reports",
            f"压缩包里有 {len(reports)} 份年报（{_listed([c.name for c, _ in reports])}），应为一个机关一个年度一个文件；请解压后逐个放入",
        )
    if len(reports) > 1:
        content = replace(content, findings=(*content.findings, _said(best.name, [c.name for c, _ in reports[1:]])))
    return _with_member(content, best.name)


def _is_report(content: Content) -> bool:
    found = kinds(_text(content))
    return bool(found & TABLE_KINDS) or len(found) >= _FEW_PARTS


def _rank(media_type: str) -> int:
    return _BETTER.index(media_type) if media_type in _BETTER else len(_BETTER)


def _alike(one: Content, other: Content) -> bool:
    """Whether two files are the same report in two kinds: the same numbers, nearly the same words."""
    first, second = _text(one), _text(other)
    if sorted(re.findall(r"\d+", first)) == sorted(re.findall(r"\d+", second)):
        return True
    words, others = _sentences(first), _sentences(second)
    return bool(words) and len(words & others) >= _ALIKE * max(len(words), len(others))


def _sentences(text: str) -> set[str]:
    """Sentences with their figures; what one kind adds round them, such as page numbers, is no sentence."""
    return {part for part in re.split(r"[。；]", "".join(text.split())) if len(part) > 15}


def _text(content: Content) -> str:
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)
        for block in content.blocks
    )


def _said(used: str, left: Sequence[str]) -> Finding:
    return Finding(
        type="duplicate_report",
        severity="info",
        state="explained",
        note=f"压缩包里的同一份年报有几种格式，采用 {used}，未采用 {_listed(left)}。",
    )


def _with_member(content: Content, name: str) -> Content:
    """The same content, each place naming the file in the archive."""

    def placed(block: Block) -> Block:
        where = replace(block.where, member=name)
        if isinstance(block, Table):
            cells = tuple(replace(cell, where=replace(cell.where, member=name)) for cell in block.cells)
            return replace(block, where=where, cells=cells)
        return replace(block, where=where)

    findings = tuple(
        replace(finding, where=replace(finding.where, member=name)) if finding.where else finding
        for finding in content.findings
    )
    return replace(content, blocks=tuple(map(placed, content.blocks)), findings=findings, media_type=None)


def _listed(names: Sequence[str]) -> str:
    return "、".join(name[-60:] for name in names[:_NAMES]) + (f" 等 {len(names)} 个" if len(names) > _NAMES else "")


READER = Reader(media_type=_ARCHIVE, label_zh="ZIP 压缩包", suffixes=(".zip",), accepts=accepts, read=read)
