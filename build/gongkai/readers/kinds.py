"""Files that no reader takes, named by their first bytes, with what to do about them."""

from __future__ import annotations

from gongkai.errors import UnreadableFileError
from gongkai.readers.zipped import DAMAGED, is_zip, part_names

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_OLE_STREAMS = (
    ("WordDocument", "旧版 Word 文件（.doc、.wps）"),
    ("Workbook", "旧版 Excel 文件（.xls、.et）"),
    ("Book", "旧版 Excel 文件（.xls、.et）"),
    ("PowerPoint Document", "旧版 PowerPoint 文件（.ppt、.dps）"),
)
_ZIP_PARTS = (
    ("word/document.xml", "Word 文件（.docx）"),
    ("OFD.xml", "OFD 版式文件"),
    ("xl/workbook.xml", "Excel 表格（.xlsx）"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿（.pptx）"),
    ("content.xml", "OpenDocument 文件（.odt、.ods）"),
    ("META-INF/container.xml", "EPUB 电子书"),
    ("FixedDocSeq.fdseq", "XPS 版式文件"),
    ("FixedDocumentSequence.fdseq", "XPS 版式文件"),
    ("[Content_Types].xml", "Office 文件"),
)
"""What tells documents that are stored as ZIP archives; the particular before the general."""
_MAGIC = (
    (b"{\\rtf", "RTF 文件"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"BZh", "bzip2 压缩包"),
    (b"\xfd7zXZ", "xz 压缩包"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包"),
    (b"MSCF", "CAB 压缩包"),
    (b"AT&TFORM", "DjVu 文件"),
    (b"%!PS", "PostScript 文件"),
    (b"SQLite format 3", "SQLite 数据库"),
    (b"\x7fELF", "程序文件"),
    (b"MZ\x90", "程序文件"),
    (b"ID3", "音频文件"),
    (b"MIME-Version:", "网页存档（.mht）"),
    (b"From: <Saved by", "网页存档（.mht）"),
    (b"<?xml", "XML 文件"),
    (b"\xef\xbb\xbf<?xml", "XML 文件"),
    (b"\xff\xfe<\x00?\x00x\x00m\x00l\x00", "XML 文件"),
    (b"\xfe\xff\x00<\x00?\x00x\x00m\x00l", "XML 文件"),
)
_IMAGES = (
    (b"\x89PNG\r\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"RIFF", "WebP 图片"),
)


_TAR = (257, b"ustar")
_VIDEO = (4, b"ftyp")


def is_document(data: bytes) -> bool:
    """Whether a ZIP archive is the way in which one document is stored, such as DOCX."""
    names = part_names(data)
    return any(part in names for part, _ in _ZIP_PARTS)


def is_named(data: bytes) -> bool:
    """Whether the bytes are of a kind that is text but no prose, such as RTF."""
    return any(data.startswith(magic) for magic, _ in _MAGIC)


def refused(data: bytes) -> UnreadableFileError:
    """Return the error that names what the bytes are and says what to do."""
    if data.startswith(_OLE):
        return _ole(data)
    if is_zip(data):
        return _zip(data)
    for (offset, magic), label in ((_TAR, "TAR 压缩包"), (_VIDEO, "视频文件")):
        if data.startswith(magic, offset):
            return _unsupported(label, "请解压后逐个放入" if "压缩包" in label else _CONVERT)
    for magic, label in _MAGIC:
        if data.startswith(magic):
            return _unsupported(label, "请解压后逐个放入" if "压缩包" in label else _CONVERT)
    for magic, label in _IMAGES:
        if data.startswith(magic):
            return _unsupported(label, "请换成带文字的 PDF 或 DOCX，或先做文字识别（OCR）再另存为 DOCX")
    return _unsupported("无法识别的二进制内容", f"{_CONVERT}，或检查下载是否出错")


_CONVERT = "请用 WPS、Word 或 LibreOffice 另存为 DOCX 或 PDF"


def _unsupported(label: str, advice: str) -> UnreadableFileError:
    return UnreadableFileError("unsupported_kind", f"这是{label}，不能直接读取；{advice}")


def _ole(data: bytes) -> UnreadableFileError:
    """Name an OLE container by the streams in its directory, whose names are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFileError("encrypted", "Office 文件带有打开密码；请解除密码后另存为 DOCX 或 PDF")
    for stream, label in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return _unsupported(label, _CONVERT)
    return _unsupported("旧版 Office 文件", _CONVERT)


def _zip(data: bytes) -> UnreadableFileError:
    names = part_names(data)
    if not names:
        return UnreadableFileError(DAMAGED.type, DAMAGED.note)
    for part, label in _ZIP_PARTS:
        if part in names:
            return _unsupported(label, _CONVERT)
    return _unsupported("ZIP 压缩包", "请解压后逐个放入")
