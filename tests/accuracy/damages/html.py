"""Damages of pages: mark-up that splits, hides, nests or wrongly declares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.accuracy.damages.cells import some_blank
from tests.accuracy.damages.damage import Damage, Group, Writer
from tests.accuracy.draft import Draft, editing, table, texts, undetermined

from gongkai.specimen.as_text import tabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.accuracy.damages.damage import Apply

    from gongkai.specimen.chance import Chance

HTML: frozenset[Writer] = frozenset({"html"})
BROWSERS = ("pdf_",)
"""They print what the declaration makes of the page, frames round fields, and what is struck out."""
FIGURE = re.compile(r"(?<=>)(\d{2,})(?=<)")
TABLE = re.compile(r'<table border="1".*?</table>', re.DOTALL)


def _edited(edit: Callable[[str], str]) -> Apply:
    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        return editing(of, html=edit)

    return apply


def _splitting(cut: str) -> Apply:
    """Numbers of two digits and more cut by mark-up."""
    return _edited(lambda page: FIGURE.sub(lambda m: f"{m[1][:1]}{cut}{m[1][1:]}", page))


def _declared(name: str | None, encoding: str) -> Apply:
    """The page declares one encoding and is written in another."""

    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        if of.edits.encode is not None:
            return None
        declaration = f'<meta charset="{name}">' if name else ""
        made = editing(of, html=lambda page: re.sub(r'<meta charset="[^"]*">', declaration, page))
        return editing(made, encode=lambda page: page.encode(encoding))

    return apply


def nbsp(of: Draft, chance: Chance) -> Draft | None:
    """Blank cells hold blanks of several kinds."""
    blank = some_blank(of, chance)
    return editing(blank, html=lambda page: page.replace("&nbsp;</", "&emsp;&nbsp;&#12288;</")) if blank else None


def hidden_copy(of: Draft, chance: Chance) -> Draft | None:
    """A copy of the tables with other numbers stands hidden in the page."""
    way = chance.pick(
        (
            '<div style="display:none">{}</div>',
            "<div hidden>{}</div>",
            "<template>{}</template>",
            "<!-- {} -->",
            '<div style="visibility: hidden">{}</div>',
            "<noscript>{}</noscript>",
            '<script type="text/template">{}</script>',
        )
    )

    def edit(page: str) -> str:
        copy = "".join(TABLE.findall(page))
        copy = re.sub(r"(?<=>)\d+(?=<)", lambda m: str(int(m[0]) + 1), copy)
        return page.replace('<div class="article">', way.format(copy) + '\n<div class="article">', 1)

    return editing(of, html=edit)


def twice(of: Draft, chance: Chance) -> Draft | None:
    """The article stands twice, for screens and for phones."""
    del chance

    def edit(page: str) -> str:
        found = re.search(r'<div class="article">.*</div>\n<div class="m">扫', page, re.DOTALL)
        if not found:
            return page
        article = found[0].removesuffix('\n<div class="m">扫')
        return page.replace(article, f"{article}\n{article}", 1)

    return editing(of, html=edit)


def nested(of: Draft, chance: Chance) -> Draft | None:
    """Layout tables round everything, a menu beside the article."""
    del chance
    menu = "<table><tr><td>机构职能</td></tr><tr><td>政府信息公开年报</td></tr><tr><td>2019</td></tr></table>"

    def edit(page: str) -> str:
        page = page.replace(
            '<div class="article">', f'<table><tr><td>{menu}</td><td><table><tr><td><div class="article">', 1
        )
        return page.replace('\n<div class="m">扫', '</td></tr></table></td></tr></table>\n<div class="m">扫', 1)

    return editing(of, html=edit)


def boxes(of: Draft, chance: Chance) -> Draft | None:
    """Every paragraph in a ruled box of its own."""
    del chance
    return editing(
        of,
        html=lambda page: re.sub(r"(<p>\u3000\u3000.*?</p>)", r'<table border="1"><tr><td>\1</td></tr></table>', page),
    )


def attachments(of: Draft, chance: Chance) -> Draft | None:
    """Links to files below the article, one of them the report of another year."""
    year = of.report.year - 1
    title = f"{of.report.body.name}{year}年政府信息公开工作年度报告"
    links = "".join(
        f'<p>附件{i}：<a href="P{i}.{suffix}">{title}.{suffix}</a></p>'
        for i, suffix in enumerate(chance.sample(("pdf", "doc", "docx", "wps"), 2), 1)
    )
    return editing(of, html=lambda page: page.replace('\n<div class="m">扫', f'\n{links}\n<div class="m">扫', 1))


def typed(of: Draft, chance: Chance) -> Draft | None:
    """Tables typed with tabs instead of mark-up."""
    tag = chance.pick(("pre", "p"))
    codes = ("disclosure", "applications", "proceedings")
    grids = [grid for code in codes if (grid := table(of, code))]  # type: ignore[arg-type]
    if len(grids) != len(codes):
        return None

    def edit(page: str) -> str:
        if len(TABLE.findall(page)) != len(grids):
            return page  # another damage has parted the tables
        drawn = iter(grids)

        def one(match: re.Match[str]) -> str:
            grid = next(drawn, None)
            if grid is None:
                return match[0]
            lines = tabs(grid).split("\n")
            return (
                "<pre>" + "\n".join(lines) + "</pre>" if tag == "pre" else "".join(f"<p>{line}</p>" for line in lines)
            )

        return TABLE.sub(one, page)

    return editing(of, html=edit)


def metadata_table(of: Draft, chance: Chance) -> Draft | None:
    """A table of index number, class, publisher, date above the text."""
    year = of.report.year
    cells = f"<tr><td>索 引 号</td><td>014321/{year + 1}-0000{chance.between(1, 9)}</td><td>分类</td><td>政府信息公开年报</td></tr><tr><td>发布机构</td><td>{of.report.body.name}</td><td>发文日期</td><td>{year + 1}-01-25</td></tr>"
    return editing(
        of,
        html=lambda page: page.replace(
            '<div class="article">', f'<table border="1">{cells}</table>\n<div class="article">', 1
        ),
    )


def pronounced(of: Draft, chance: Chance) -> Draft | None:
    """报(bào) 告(gào) after characters of the labels."""
    del chance
    sounds = {"报": "bào", "开": "kāi", "复": "fù", "处": "chǔ", "办": "bàn"}
    return editing(
        of,
        html=lambda page: re.sub(
            r"(?<=>)[^<]*(?=</td>|</span>)",
            lambda m: "".join(f"{c}({sounds[c]})" if c in sounds else c for c in m[0]),
            page,
        ),
    )


def _lost_spans(page: str) -> str:
    return re.sub(r' rowspan="\d+"', "", page)


def _unclosed(page: str) -> str:
    return TABLE.sub(lambda m: m[0].replace("</td>", "").replace("</tr>", ""), page)


def inputs(of: Draft, chance: Chance) -> Draft | None:
    """Figures stand in the fields of a form."""
    del chance
    return editing(
        of, html=lambda page: re.sub(r"(<td[^>]*>)(\d+)(</td>)", r'\1<input type="text" value="\2" readonly>\3', page)
    )


def struck(of: Draft, chance: Chance) -> Draft | None:
    """The old number struck out before the new one: the new one, or open."""
    tag = chance.pick(("s", "del", "strike"))
    edited = editing(of, html=lambda page: FIGURE.sub(lambda m: f"<{tag}>{int(m[1]) + 1}</{tag}>{m[1]}", page))
    return undetermined(edited, {key for key, text in texts(of).items() if len(text) > 1})


def raised(of: Draft, chance: Chance) -> Draft | None:
    """A raised 1 behind a number refers to a note."""
    mark = chance.pick(("<sup>1</sup>", "<sup>[1]</sup>", '<span style="vertical-align:super">1</span>'))
    edited = editing(of, html=lambda page: FIGURE.sub(lambda m: m[1] + mark, page))
    return undetermined(edited, {key for key, text in texts(of).items() if len(text) > 1})


def hidden_row(of: Draft, chance: Chance) -> Draft | None:
    """A row that is not displayed holds other numbers."""
    way = chance.pick(('style="display:none"', "hidden", 'style="display: none;"'))

    def edit(page: str) -> str:
        row = re.search(r"<tr>(?:(?!</tr>).)*保护第三方(?:(?!</tr>).)*</tr>", page, re.DOTALL)
        if not row or "rowspan" in row[0]:
            return page
        ghost = re.sub(r"(?<=>)\d+(?=<)", lambda m: str(int(m[0]) + 3), row[0]).replace("<tr>", f"<tr {way}>")
        return page.replace(row[0], ghost + row[0], 1)

    return editing(of, html=edit)


def sections_of_table(of: Draft, chance: Chance) -> Draft | None:
    """thead, tbody and th, the rows of the head in their own part."""
    del chance

    def one(match: re.Match[str]) -> str:
        head, _, rest = match[0].partition("</tr>")
        return (
            head.replace("<tr>", "<thead><tr>", 1)
            + "</tr></thead><tbody>"
            + rest.replace("</table>", "</tbody></table>")
        )

    return editing(of, html=lambda page: TABLE.sub(one, page))


GROUP = Group(
    code="html",
    label_zh="网页",
    damages=(
        Damage(code="span_digits", label_zh="数字被标签切开", apply=_splitting("</span><span>"), writers=HTML),
        Damage(code="comment_digits", label_zh="数字中间有注释", apply=_splitting("<!-- x -->"), writers=HTML),
        Damage(
            code="font_digits", label_zh="数字中间有字体标签", apply=_splitting('<font face="Times">'), writers=HTML
        ),
        Damage(
            code="entities",
            label_zh="数字写作实体",
            apply=_edited(lambda page: FIGURE.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[1]), page)),
            writers=HTML,
        ),
        Damage(
            code="upper_case",
            label_zh="标签大写，用 TH",
            apply=_edited(
                lambda page: re.sub(
                    r"</?(?:td|tr|table|p)\b",
                    lambda m: m[0].upper().replace("TD", "TH") if "td" in m[0] else m[0].upper(),
                    page,
                )
            ),
            writers=HTML,
        ),
        Damage(code="unclosed", label_zh="标签没有关闭", apply=_edited(_unclosed), writers=HTML),
        Damage(code="lost_rowspans", label_zh="rowspan 丢失", apply=_edited(_lost_spans), writers=HTML),
        Damage(
            code="long_rowspans",
            label_zh="rowspan 超出表格",
            apply=_edited(
                lambda page: page.replace('rowspan="20"', 'rowspan="200"').replace('rowspan="22"', 'rowspan="99"')
            ),
            writers=HTML,
        ),
        Damage(
            code="nbsp",
            label_zh="空格为 &nbsp;、&emsp;",
            apply=nbsp,
            writers=HTML,
        ),
        Damage(code="nested", label_zh="套在版面表格里", apply=nested, writers=HTML),
        Damage(code="boxes", label_zh="段落都在表格里", apply=boxes, writers=HTML),
        Damage(code="metadata_table", label_zh="前有索引号表", apply=metadata_table, writers=HTML),
        Damage(code="typed", label_zh="表格用制表符排成", apply=typed, writers=HTML),
        Damage(code="inputs", label_zh="数字在表单框里", apply=inputs, writers=HTML, not_through=BROWSERS),
        Damage(
            code="struck",
            label_zh="旧数字划掉，新数字在后：读对，或存疑",
            apply=struck,
            writers=HTML,
            not_through=BROWSERS,
        ),
        Damage(code="raised", label_zh="数字后有上标注号：读对，或存疑", apply=raised, writers=HTML),
        Damage(code="hidden_row", label_zh="表里藏有一行别的数字", apply=hidden_row, writers=HTML),
        Damage(code="sections_of_table", label_zh="表格分 thead、tbody", apply=sections_of_table, writers=HTML),
        Damage(
            code="hidden_copy", label_zh="页内藏有另一份数字", apply=hidden_copy, writers=HTML, not_through=BROWSERS
        ),
        Damage(code="twice", label_zh="正文重复两遍", apply=twice, writers=HTML),
        Damage(code="attachments", label_zh="后有附件链接", apply=attachments, writers=HTML),
        Damage(code="pronounced", label_zh="字后注音：报(bào)", apply=pronounced, writers=HTML),
        Damage(
            code="declared_utf8",
            label_zh="声明 UTF-8，实为 GBK",
            apply=_declared("utf-8", "gb18030"),
            writers=HTML,
            not_through=BROWSERS,
        ),
        Damage(
            code="declared_gb2312",
            label_zh="声明 GB2312，实为 UTF-8",
            apply=_declared("gb2312", "utf-8"),
            writers=HTML,
            not_through=BROWSERS,
        ),
        Damage(
            code="undeclared",
            label_zh="没有声明编码",
            apply=_declared(None, "gb18030"),
            writers=HTML,
            not_through=BROWSERS,
        ),
        Damage(code="utf16", label_zh="UTF-16", apply=_declared(None, "utf-16"), writers=HTML, not_through=BROWSERS),
    ),
)
