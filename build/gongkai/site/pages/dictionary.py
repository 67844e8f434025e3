"""The dictionary page: every field of every table, from the schema that the files are written with."""

from __future__ import annotations

from gongkai.package.dictionary import entries
from gongkai.package.layout import resources
from gongkai.site.language import LANGUAGES, _, spoken
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render


def page() -> MadePage:
    """The page; the heading of a table has the table's name for anchor."""
    english = spoken() != LANGUAGES[0]
    parts = tuple(
        Part(
            render("dictionary.html", resource=resource, entries=list(entries(resource)), english=english),
            resource.name,
            resource.title_en if english else resource.title_zh,
        )
        for resource in resources()
    )
    said = _("各表每一栏的名称、类型、代码表、主键与引用，以及空白的含义。")
    return MadePage("data/dictionary.md", _("数据字典"), said, (Part(render("lead.html", text=said)), *parts))
