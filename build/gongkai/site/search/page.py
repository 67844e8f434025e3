"""The body of the page /search/: the form, room for facets and for what is found.

The scripts hold no words of their own: all they say stands in a block of JSON, in the language of the page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gongkai.site.language import LANGUAGES, _, gettext, labels, ngettext, spoken, up

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "no_name": "机关名称未写明",
    "no_year": "年度未写明",
    "year": "%(year)s年",
    "aggregate": "（汇总）",
    "unheld": "没有收录年报",
    "no_doubts": "未发现疑点",
    "region": "地区页：",
    "between": "，",
    "end": "。",
    "asked": "“%(words)s”：",
    "about": "约 %(text)s",
    "searching": "正在检索……",
    "too_short": "一个字无法检索正文，请至少输入两个字。",
    "nothing": "没有找到年报。请换用较短的词再试。",
    "nothing_narrowed": "没有找到年报。请换用较短的词，或清除筛选再试。",
    "near": "没有名称完全相符的机关。您是不是要找：",
    "near_between": "、",
    "failed": "检索数据未能取得，请检查网络后再试。",
    "from_disk": "检索要经由网页服务器使用：直接打开文件时，浏览器不允许读取检索数据。可运行 gongkai serve，或在网站目录运行 python -m http.server，再打开它给出的地址。",
    "unknown": "未写明",
    "remove": "移除",
    "all_values": "显示全部 %(count)s 项",
    "fewer_values": "收起",
    "chosen": "%(facet)s：%(value)s",
    "copied": "已复制",
    "copy_failed": "请手动复制：",
    "preparing": "正在核对……",
    "unchecked": "结果较多：文件中 checked 一列为 false 的年报只按相邻两字匹配，没有逐份核对词句。",
}
COUNTED: Mapping[str, str] = {
    "agencies": "%(count)s 个机关",
    "reports": "%(count)s 份年报",
    "listed": "已列出 %(count)s 份",
    "doubts": "疑点 %(count)s 处",
    "all_agencies": "显示全部 %(count)s 个机关",
}
FACETS: Mapping[str, str] = {
    "year": "年度",
    "province": "省份",
    "city": "城市",
    "level": "层级",
    "sector": "部门类别",
    "form": "表式",
    "doubts": "疑点",
}
"""Name in the address -> title, in the order in which they stand on the page."""
DOUBTS: Mapping[str, str] = {"yes": "有疑点", "no": "未发现疑点"}
EXAMPLES = ("行政复议", "依申请公开", "12345热线", "发改委", "卫健委 2023")
"""What a reader may ask; Chinese in all languages, as the reports are."""

LIST_OF_FACET = {"sector": "sectors", "level": "levels", "form": "forms"}


def page_html() -> str:
    """HTML to put into the page's article, in the language spoken; the same for every data package."""
    environment = Environment(
        loader=PackageLoader("gongkai.site.search", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    page = environment.get_template("page.html")
    return page.render(base=f"../{up()}", examples=EXAMPLES, words=_json(_said()))


def _said() -> dict[str, Any]:
    """Everything the scripts say; what counts something has a form for one and a form for many."""
    return {
        "language": spoken(),
        "foreign": spoken() != LANGUAGES[0],
        "words": {name: _(text) for name, text in WORDS.items()},
        "counted": {name: [ngettext(text, text, 1), ngettext(text, text, 2)] for name, text in COUNTED.items()},
        "facets": {name: _(title) for name, title in FACETS.items()},
        "labels": {
            **{facet: labels(name) for facet, name in LIST_OF_FACET.items()},
            "doubts": {code: _(label) for code, label in DOUBTS.items()},
        },
    }


def _json(value: object) -> Markup:
    """As the inside of a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no `<` is left in it
