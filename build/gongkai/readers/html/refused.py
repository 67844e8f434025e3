"""Pages without a report on them, named for what they are: attachment, pictures, script, frames, error page, list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from gongkai.errors import UnreadableFileError
from gongkai.model import Finding
from gongkai.readers.html.words import TABLE_KINDS, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from gongkai.model import TableCode
    from gongkai.readers.html.flow import Line

_FILE = re.compile(r"\.(?:pdf|docx?|wps|wpt|ofd|xlsx?|et|zip|rar|7z|rtf|odt|jpe?g|png)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?)$", re.IGNORECASE)
_REPORT = re.compile(r"公开.{0,12}(?:报告|年报)|年报|年度报告")
_OTHER = re.compile(r"通知|模板|样表|格式|指南|办法|方案|的函")
_YEAR = re.compile(r"20[012]\d|二[〇○零]\S{2}年")
_ERROR = re.compile(
    r"\b(?:40[0-4]|50[0-4])\b|not\s*found|forbidden|bad\s*gateway|internal server error|页面(?:不存在|没有找到|找不到|未找到|已删除)"
    r"|(?:访问|查看|请求)的?(?:页面|内容|文章|信息|资源|文件)?(?:不存在|已删除|不可用|出错)|服务器(?:错误|内部错误)|网站维护|系统维护|无权访问|访问被拒绝",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"安全验证|人机验证|访问验证|请(?:开启|启用|打开)\s*javascript|enable\s+javascript|checking your browser|验证码",
    re.IGNORECASE,
)
_ICONS = re.compile(
    r"spacer|blank|dot\.|logo|icon|ewm|qrcode|erweima|print|share|banner|arrow|btn|button|wx|weixin|gov\.png|jiucuo|bszs|dzjg",
    re.IGNORECASE,
)
_SHORT_PAGE = 800
_PROSE = 200
"""Characters in sentences from which a page has text of its own."""
_SENTENCE = 25
_LIST = 3
"""Links to reports from which a page is a list of them."""
_NAMES = 3
_LABEL = 60
"""Characters of the longest label."""
_TABLES: dict[str, TableCode] = {
    "disclosure table": "disclosure",
    "applications table": "applications",
    "proceedings table": "proceedings",
}
_HEADINGS = {
    "disclosure table": "主动公开政府信息情况",
    "applications table": "信息公开申请情况",
    "proceedings table": "行政复议",
}
"""Words of the heading above each table."""
_LABELS = {
    "disclosure table": "主动公开政府信息情况",
    "applications table": "收到和处理政府信息公开申请情况",
    "proceedings table": "政府信息公开行政复议、行政诉讼情况",
}


def refuse(root: etree._Element, lines: Sequence[Line], title: str | None, *, scripted: bool) -> None:
    """Refuse a page on which neither a section nor a table of a report is found, if it is clear what it is instead.

    Args:
        root: the page as it is shown.
        lines: its lines.
        title: its title from mark-up.
        scripted: whether it has scripts that may put text into it.

    Raises:
        UnreadableFileError: `attachment_only`, `script_page` or `no_disclosure_report`.
    """
    text = "".join(line.text for line in lines)
    own = [line for line in lines if line.linked * 2 < len(line.text)]
    prose = sum(len(line.text) for line in own if len(line.text) >= _SENTENCE and "。" in line.text)
    if prose >= _PROSE:
        return
    heads = " ".join((title or "", *(line.text for line in own if len(line.text) <= 80)))
    if len(text) < _SHORT_PAGE:
        _not_a_page(f"{title or ''} {text}", heads)
    if _OTHER.search(heads):
        return
    links = [*_links(root)]
    if _REPORT.search(heads):
        _attached(root, links, heads)
    reports = {text for text, _ in links if _REPORT.search(text)}
    if len(reports) >= _LIST and len(_YEAR.findall("".join(reports))) >= _LIST - 1:
        raise UnreadableFileError(
            "no_disclosure_report",
            f"是年报目录页，有 {len(reports)} 个年报链接，没有正文，应为一份年报全文；请逐个打开链接，另存后放入",
        )
    frames = [address for frame in root.iter("iframe", "frame") if _is_page(address := frame.get("src") or "")]
    if frames and not prose and len(text) < _PROSE:
        raise UnreadableFileError(
            "attachment_only",
            f"是框架页，正文在另一个页面（{_listed(frames)}）里，应为年报全文；请打开该页面，另存后放入",
        )
    if scripted and not prose and len(text) < _PROSE:
        raise UnreadableFileError(
            "script_page",
            "网页正文由脚本载入，保存的文件里没有正文，应为年报全文；请在浏览器中打开，等正文显示后另存为 MHTML 或 PDF",
        )


def script_page() -> UnreadableFileError:
    """The refusal of a page whose article a script puts together."""
    return UnreadableFileError(
        "script_page",
        "网页正文由脚本拼成，或有几个不同的版本，无法确定显示的是哪一个；请在浏览器中打开，等正文显示后另存为 MHTML 或 PDF",
    )


def tables_elsewhere(
    main: etree._Element, texts: Sequence[str], scripts: Iterable[etree._Element]
) -> tuple[Finding, ...]:
    """Findings on prescribed tables that the article lacks because they are pictures, attached, or made by script.

    Args:
        main: the article.
        texts: its paragraphs and cells; a table shows in its labels, not in prose that speaks of them.
        scripts: the elements of the page that may carry tables without showing them.
    """
    close = "".join("".join(texts).split())
    present = kinds("\n".join(text for text in texts if len(text) <= _LABEL))
    absent = [kind for kind in sorted(TABLE_KINDS - present) if _HEADINGS[kind] in close]
    if not absent:
        return ()
    pictures = [name for image in main.iter("img") if (name := _picture(image))]
    files = [name for _, address in _links(main) if (name := _name(address))]
    if pictures:
        where = f"是图片（{_listed(pictures)}），图中的数字没有读取；请换成带文字的版本，或先做文字识别（OCR）"
    elif files:
        where = f"可能在附件（{_listed(files)}）里；请下载附件放入"
    elif any(kinds("".join(script.itertext())) & TABLE_KINDS for script in scripts):
        where = "由脚本载入，没有读取；请在浏览器中打开，等表格显示后另存为 MHTML 或 PDF"
    else:
        return ()
    return tuple(
        Finding(
            type="unreadable_cells",
            severity="warning",
            table=_TABLES[kind],
            instance=_TABLES[kind],
            note=f"“{_LABELS[kind]}”的表格{where}。",
        )
        for kind in absent
    )


def _not_a_page(text: str, heads: str) -> None:
    error = _ERROR.search(text)
    if error and not _REPORT.search(heads):
        raise UnreadableFileError(
            "no_disclosure_report", f"是网站的出错页（“{error[0].strip()[:20]}”），不是年报；请重新下载"
        )
    gate = _GATE.search(text)
    if gate and not _REPORT.search(heads):
        raise UnreadableFileError(
            "script_page",
            f"是网站的访问验证页（“{gate[0][:20]}”），不是年报正文；请在浏览器中打开，等正文显示后另存为 MHTML 或 PDF",
        )


def _attached(root: etree._Element, links: Sequence[tuple[str, str]], heads: str) -> None:
    """Refuse a page that presents a report and holds only a file or a picture of it."""
    files = [text if _FILE.search(text) else name for text, address in links if (name := _name(address))]
    shown = [e.get("src") or e.get("data") for e in root.iter("embed", "object", "iframe")]
    files += [name for address in shown if (name := _name(address))]
    pictures = [name for image in root.iter("img") if (name := _picture(image))]
    if len(files) > _LIST and not _YEAR.search(heads):
        return
    if files:
        note = f"网页上只有附件（{_listed(files)}），没有正文，应为年报全文；请下载附件放入"
    elif pictures:
        note = (
            f"网页上只有图片（{_listed(pictures)}），没有文字，应为年报全文；请换成带文字的版本，或先做文字识别（OCR）"
        )
    else:
        return
    raise UnreadableFileError("attachment_only", note)


def _is_page(address: str) -> bool:
    return bool(address) and not address.startswith(("about:", "javascript:", "data:"))


def _links(root: etree._Element) -> Iterator[tuple[str, str]]:
    for link in root.iter("a"):
        if link.get("href"):
            yield "".join(link.itertext()).strip(), link.get("href", "")


def _name(address: str | None) -> str:
    """The name of the file that an address, or an address in its query, leads to; empty for pages."""
    if not address or address.startswith(("data:", "javascript:")):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    for path in (parts.path, *(value for _, value in parse_qsl(parts.query)), parts.fragment):
        name = unquote(path).replace("\\", "/").rpartition("/")[2]
        if _FILE.search(name):
            return name[-60:]
    return ""


def _picture(image: etree._Element) -> str:
    """The name of a picture that may hold a part of the report; empty for ornaments."""
    address = image.get("src") or image.get("data-src") or ""
    if address.startswith("data:"):
        return (image.get("alt") or "内嵌图片") if len(address) > 2_000 else ""
    name = unquote(address.partition("?")[0]).rpartition("/")[2]
    sides = [int(v) for side in ("width", "height") if (v := re.sub(r"\D.*", "", image.get(side) or ""))]
    if not _PICTURE.search(name) or _ICONS.search(address) or (sides and min(sides) < 60):
        return ""
    return name[-60:]


def _listed(names: Sequence[str]) -> str:
    distinct = [*dict.fromkeys(" ".join(name.split())[:60] for name in names)]
    return "、".join(distinct[:_NAMES]) + (f" 等 {len(distinct)} 个" if len(distinct) > _NAMES else "")
