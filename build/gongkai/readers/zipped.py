"""Zip archives (DOCX and its kin) read with bounds, since a few kilobytes can unpack to gigabytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.errors import UnreadableFileError

MAX_PART = 32 * 1024 * 1024
"""Bytes of one unpacked part; the text of a long report has about 2 MB."""
MAX_ENTRIES = 10_000

DAMAGED = UnreadableFileError(
    "damaged", "压缩结构已损坏或不完整（可能下载中断）；请重新下载，或用 WPS、Word、LibreOffice 打开后另存为 DOCX"
)


_BROKEN_ARCHIVE = "压缩包已损坏或不完整（可能下载中断）；请重新下载，或解压后逐个放入"
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError)
"""What `zipfile` raises for archives that it cannot read; the fifth is for ways of packing that it does not know."""
_UTF8 = 0x800
"""Flag of an entry whose name is in UTF-8."""


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin like a zip archive, intact or not."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def part_names(data: bytes) -> frozenset[str]:
    """Return the names in the archive; none when its directory is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _ZIP_FAULTS:
        return frozenset()


def parts(data: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    """Unpack those of the named parts that exist.

    Raises:
        UnreadableFileError: `damaged`, `encrypted`, or `too_large` for an archive that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if len(entries) > MAX_ENTRIES:
                raise UnreadableFileError("too_large", f"压缩包内有 {len(entries)} 个文件，疑似压缩炸弹，未解压")
            return {name: _unpack(archive, entries[name]) for name in names if name in entries}
    except _ZIP_FAULTS as error:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note) from error


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one part; what its header says of the size is not believed."""
    if entry.flag_bits & 1:
        raise UnreadableFileError("encrypted", "文件带有打开密码；请解除密码后另存为 DOCX 或 PDF")
    with archive.open(entry) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise UnreadableFileError(
            "too_large", f"{entry.filename} 解压后超过 {MAX_PART // 2**20} MB，疑似压缩炸弹，未读取"
        )
    return data


def members(data: bytes) -> list[Member]:
    """The files in an archive, in its order, folders left out; none is unpacked yet.

    Raises:
        UnreadableFileError: `damaged`, also for names that lead out of the archive; `too_large`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except _ZIP_FAULTS as error:
        raise UnreadableFileError("damaged", _BROKEN_ARCHIVE) from error
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFileError("too_large", f"压缩包内有 {len(entries)} 个文件，疑似压缩炸弹，未解压")
    found = [Member(_name(entry), archive, entry) for entry in entries]
    for member in found:
        path = PurePosixPath(member.name)
        if ".." in path.parts or path.is_absolute() or ":" in path.parts[0]:
            raise UnreadableFileError(
                "damaged", f"压缩包内的文件名指向包外（{member.name[:60]}），未解压；请只打包年度报告"
            )
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    name: str
    """Its path, decoded as the program that packed it wrote it."""
    _archive: zipfile.ZipFile
    _entry: zipfile.ZipInfo

    def unpack(self) -> bytes:
        """The file's bytes.

        Raises:
            UnreadableFileError: `damaged`, `encrypted` or `too_large`.
        """
        try:
            return _unpack(self._archive, self._entry)
        except _ZIP_FAULTS as error:
            raise UnreadableFileError("damaged", _BROKEN_ARCHIVE) from error


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; Chinese programs write it in GBK and say nothing of it."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            stored = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030", "big5"):
            try:
                name = stored.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
