"""Titles of annual reports: AGENCY + year + 政府信息公开工作年度报告 in all the shapes in use."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.recognise import dates, places
from gongkai.recognise.identity_names import Named, is_name, kind_before, named
from gongkai.recognise.titles_seams import continues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Where
    from gongkai.recognise.identity_lines import Line

_YEAR = r"(?:20\d\d年?度?)"
CORE = re.compile(
    r"(?:(?:政务公开|政府信息)(?:和|与|及|暨|、))?"
    r"(?:政府政务信息公开|政府信息公开|政府环境信息公开|环境信息公开|政务信息公开|党务政务公开|政务公开|信息公开|政府信息|政务信息)"
    rf"(?:工作)?(?:的)?(?:情况)?(?:的)?(?P<year>{_YEAR}?)(?:年度|年)?(?:工作)?(?:情况)?(?:的)?(?:总结)?(?:年度)?(?:工作)?(?:总结)?(?:报告|年报)"
)
"""The words that make a title; a year may stand inside them (政府信息公开工作2022年度报告)."""
_YEAR_WORDS = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_WHOLE_YEAR = re.compile(r"年?1月?[-—–至~]12月(?:份)?$|全年$")
_REST_OF_YEAR = re.compile(r"(?<!\d)\d{0,3}年度?$")
"""What is left of a year that has lost characters."""
_HAN_FIRST = re.compile(r"^(二[〇○零◯][〇○零◯一二三四五六七八九]{2})(?!年)")
"""二〇一二日照市…二〇一二年度…: a year first, without its 年."""
_SENTENCE = re.compile(
    r"[。;!?,]|现将|根据|按照|编制(?!委员会)|公布|发布|如下|本报告|本年度报告|制定|特此|请|通知|要求|做好|印发|报送|转发|解读|图解|一图读懂|学习|召开|查看|下载"
)
_SUFFIX = re.compile(
    r"^(?:$|[-_—|–]|(?:发布|公布|公开|信息)?(?:日期|时间|来源)[:]|的?公告|全文|正文|(?:统计)?表$|\(|》|\.(?:pdf|docx?|html?|txt)|\[)",
    re.IGNORECASE,
)
_FORM_SUFFIX = re.compile(r"^\(?(?:格式|模板|范本|样式|样表|参考)")
_CUT = re.compile(r"^.*[>»›:_《]")
_LEADING = re.compile(
    r"^(?:(?:附件|附)(?:\d(?=20\d\d年)|\d*[.、:]?)|\d{1,3}[.、](?!\d)|【[^】]*】|\[[^\]]*\]|20\d\d-\d\d?-\d\d?|关于(?:公布|发布)?|[·•●■◆▪*#-]+)"
)
_FURNITURE = re.compile(r":|来源|浏览|字体|打印|当前位置|首页|时间|日期")
_YEAR_LINE = re.compile(r"^[(]?(?P<year>20\d\d)年?度?[)]?$")
_LINES = 4
_LONGEST_FRONT = 40
_LIST = 3
"""So many names of bodies on lines of their own are a list."""


@dataclass(frozen=True, slots=True)
class Title:
    """One title as printed in the document."""

    text: str
    """As printed, lines joined, inner spaces dropped."""
    years: tuple[int, ...]
    """All years in it, in order."""
    body: Named
    """Whose report it says it is."""
    first: int
    last: int
    """Its first and last line in the head."""
    where: Where | None
    attached: bool = False
    """Its body stood alone on a line before, which may be the name of the site."""
    heading: bool = False
    """The mark-up says that it is one."""

    @property
    def year(self) -> int | None:
        """The year named last, next to the title's own words; None without one."""
        return self.years[-1] if self.years else None


def find_titles(lines: Sequence[Line]) -> list[Title]:
    """All titles among the lines, in order.

    A title may be broken over up to four lines at any character. An agency, a place or a year standing alone on the
    lines before belongs to it; so does a year in brackets after it.
    """
    found: list[Title] = []
    index = 0
    while index < len(lines):
        title = _title_at(lines, index)
        if title:
            found.append(title)
            index = title.last
        index += 1
    return found


def parse_title(text: str) -> Title | None:
    """A title given as one compact string, such as that of an HTML page."""
    text = _once(text)
    match = _last_core(dates.arabic_years(text))
    if not match or not _is_title(text, match):
        return None
    return _made(text, match, "", (0, 0), None)


def prefix_parts(prefix: str, *, government_follows: bool) -> tuple[tuple[int, ...], Named]:
    """Years and body in the words before 政府信息公开…报告.

    >>> prefix_parts("2025湖口县大垅乡2025年度", government_follows=True)
    ((2025, 2025), Named(name='湖口县大垅乡人民政府', aggregate=False))
    """
    whole = _arabic(prefix)
    prefix = _unmarked(_CUT.sub("", whole))
    before = re.split(r"[>»›_《:]", whole)[-2] if whole.endswith(":", 0, len(whole) - len(prefix)) else ""
    if before and (is_name(before) or named(before).name) and not named(_YEAR_WORDS.sub("", prefix)).name:
        prefix = before + prefix
    words = _REST_OF_YEAR.sub("", _WHOLE_YEAR.sub("", _YEAR_WORDS.sub("", prefix)))
    words = re.sub(r"^关于|关于$|的$|\(\)", "", words.strip('-—– ·、,.《》“”"'))
    return tuple(dates.years(prefix)), named(words, government_follows=government_follows)


def _arabic(text: str) -> str:
    return dates.arabic_years(_HAN_FIRST.sub(r"\1年", text))


def _title_at(lines: Sequence[Line], index: int) -> Title | None:
    for count in range(1, _LINES + 1):
        window = lines[index : index + count]
        if len(window) < count or (
            count > 1 and (_apart(window, whole=False) or _is_furniture(_unmarked(window[0].text)))
        ):
            return None
        text = _once("".join(line.text for line in window))
        if count == 1 and not _may_begin(text):
            return None
        match = _last_core(dates.arabic_years(text))
        if not match:
            if len(text) > 60:
                return None
            continue
        own_start = match.start() < len(window[0].text)
        if not own_start or not _is_title(text, match):
            return None
        title = _with_neighbours(lines, index, index + count - 1, text, match)
        return replace(title, heading=any(line.heading for line in window))
    return None


def _last_core(text: str) -> re.Match[str] | None:
    """The last match: a breadcrumb before the title may hold the same words."""
    found = None
    for found in CORE.finditer(text):  # noqa: B007  # the last one is what is wanted
        pass
    return found


def _once(text: str) -> str:
    """A title printed twice on one line, once."""
    half = len(text) // 2
    return text[:half] if len(text) % 2 == 0 and half > 12 and text[:half] == text[half:] else text


def _may_begin(text: str) -> bool:
    """Whether a line can hold the beginning of the title's own words."""
    return (
        "公开" in text
        or "信息" in text
        or "政务" in text
        or text.endswith(("政", "政府", "政府信", "政府信息公", "信", "党务"))
    )


def _is_title(text: str, match: re.Match[str]) -> bool:
    prefix, suffix = _unmarked(_CUT.sub("", text[: match.start()])), text[match.end() :]
    if len(prefix) > 60 or _SENTENCE.search(prefix):
        return False
    return bool(_SUFFIX.match(suffix)) or bool(_FORM_SUFFIX.match(suffix))


def _with_neighbours(lines: Sequence[Line], first: int, last: int, text: str, match: re.Match[str]) -> Title:
    """The title with the agency, place or year that stands alone on the lines before or after it."""
    before = ""
    own, follows = text[: match.start()], match[0].startswith("政府")
    title = _made(text, match, before, (first, last), lines[first].where)
    for _ in range(_LINES):
        count = _front(lines[: first + 1], title, before + own, government_follows=follows)
        if not count:
            break
        before = "".join(line.text for line in lines[first - count : first]) + before
        first -= count
        title = _made(text, match, before, (first, last), lines[first].where)
    if not title.years and last + 1 < len(lines):
        year = _YEAR_LINE.match(dates.arabic_years(lines[last + 1].text))
        if year and dates.plausible(int(year["year"])):
            return Title(
                text=title.text + _display(lines[last + 1].text),
                years=(int(year["year"]),),
                body=title.body,
                first=first,
                last=last + 1,
                where=title.where,
                attached=title.attached,
            )
    return title


def _front(lines: Sequence[Line], title: Title, own: str, *, government_follows: bool) -> int:
    """How many of the lines before the last one belong to the title that begins there: broken names first, then whole ones."""
    for count in (1, 2):
        if len(lines) > count and _joined(lines[-count - 1 :], own, government_follows=government_follows):
            return count
    return int(len(lines) > 1 and _wants(title, lines[-2:]) and not _in_a_list(lines, len(lines) - 2))


def _joined(lines: Sequence[Line], own: str, *, government_follows: bool) -> bool:
    """Whether the name or the year of the title begins on the lines before the last and breaks off."""
    before = lines[:-1]
    front = "".join(line.text for line in before)
    whole = front + own
    if _apart(lines) or len(front) > _LONGEST_FRONT or _is_furniture(_unmarked(front)):
        return False
    if _SENTENCE.search(whole):
        return False
    years, body = prefix_parts(whole, government_follows=government_follows)
    own_years, own_body = prefix_parts(own, government_follows=government_follows)
    words = re.sub(r"^关于|\(.*$", "", _unmarked(_arabic(front)).strip("《 "))
    if body.name and body.name != own_body.name and continues(_YEAR_WORDS.sub("", words), body.name):
        return True
    broken_year = years and not own_years and not dates.years(front) and body.name
    return bool(broken_year) and len(before) == 1


def _in_a_list(lines: Sequence[Line], index: int) -> bool:
    """Whether a body's name on a line stands at the end of a list of bodies, as menus have."""
    names = [line.text for line in lines[max(0, index - _LIST + 1) : index + 1]]
    return len(names) == _LIST and all(is_name(name) or kind_before(name) for name in names)


def _is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to its text; 甲样市水利局:2021年 is the beginning of a title."""
    words = text.partition(":")[0]
    return bool(_FURNITURE.search(text)) and not (is_name(words) or named(words).name)


def _apart(lines: Sequence[Line], *, whole: bool = True) -> bool:
    """Whether cells stand among the lines that are not of one row; converters put a title into the cells of one text row.

    Args:
        lines: some of a title's lines, and those before it.
        whole: the row holds them all; else only the first of them.
    """
    cells = [line for line in lines if line.cell]
    if not cells:
        return False
    one_row = cells[0].where.table is None and all(line.where == cells[0].where for line in cells)
    return not one_row or not lines[0].cell or (whole and len(cells) < len(lines))


def _wants(title: Title, lines: Sequence[Line]) -> bool:
    """Whether the first of two lines belongs to the title, which begins on the second."""
    text = dates.arabic_years(_unmarked(lines[0].text))
    if _apart(lines) or _is_furniture(text):
        return False
    if not title.years and _YEAR_LINE.match(text):
        return True
    name = title.body.name
    if name is None:
        words = re.sub(r"关于$", "", _YEAR_WORDS.sub("", text).strip(":《"))
        return is_name(words) or named(words).name is not None
    return places.is_chain(text) and not places.chain(name).end and not kind_before(name)


def _made(text: str, match: re.Match[str], before: str, span: tuple[int, int], where: Where | None) -> Title:
    years, body = prefix_parts(before + text[: match.start()], government_follows=match[0].startswith("政府"))
    inner = dates.years(match["year"] or "")
    suffix = text[match.end() :]
    after = dates.years(suffix) if suffix.startswith("(") and not years and not inner else []
    aggregate = body.aggregate or (suffix.startswith("(") and "汇总" in suffix)
    return Title(
        text=_display(
            _CUT.sub("", before + text[: match.start()]) + match[0] + (suffix if suffix.startswith("(") else "")
        ),
        years=(*years, *inner, *after),
        body=Named(body.name, aggregate),
        first=span[0],
        last=span[1],
        where=where,
        attached=bool(before)
        and not prefix_parts(text[: match.start()], government_follows=match[0].startswith("政府"))[1].name,
    )


def _unmarked(text: str) -> str:
    """Without 附件1：, a date, a bullet or 关于公布 in front."""
    while (stripped := _LEADING.sub("", text)) != text:
        text = stripped
    return text


def _display(text: str) -> str:
    shown = text if text.startswith("关于") else _unmarked(text)
    return shown.translate({ord("("): "（", ord(")"): "）"})
