"""From a topic to its page: what it rests on, what it can tell and what not, its charts and tables, where the data are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.site import charts
from gongkai.site.charts import Break
from gongkai.site.language import _, counted
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render
from gongkai.site.topics.data import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from gongkai.site.charts.base import Chart
    from gongkai.site.topics.data import Data

FORMS_SINCE = 2019
"""First year with prescribed tables."""
FEW = 30
"""With fewer reports in a year the page says that they are few."""


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as a table: the first column holds labels, the second may link."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | Markup, ...], ...]
    text: tuple[int, ...] = ()
    """Positions of columns with words, set to the left."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, some sentences, charts, a table."""

    anchor: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject."""

    name: str
    """Of the page's folder."""
    title: str
    lead: str
    """One sentence: what the page is about."""
    numbers: str
    """The main figures in sentences; empty without reports."""
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    sections: tuple[Section, ...]
    figures: tuple[tuple[str, str], ...] = ()
    """(name of a page below figures/, label)."""
    query: str = ""
    """SQL over the package's SQLite file."""
    links: tuple[tuple[str, str], ...] = field(default=())
    """(address from the root of the language, label) of other pages."""


def breaks() -> tuple[Break, ...]:
    """The years with a new form."""
    return (Break(FORMS_SINCE, _("2019 年起用统一表格")), Break(2021, _("2021 年换表式")))


def made(topic: Topic, data: Data) -> MadePage:
    """The page of a topic."""
    parts = [
        Part(render("topic_lead.html", topic=topic, coverage=coverage(data))),
        Part(
            render("topic_boxes.html", can=topic.can, cannot=(*topic.cannot, *_never(data))),
            "conclude",
            _("可以得出什么，不能得出什么"),
        ),
    ]
    for section in topic.sections:
        drawn = [charts.figure(chart) for chart in section.charts if chart.lines()]
        html = render("topic_section.html", section=section, charts=drawn)
        parts.append(Part(html, section.anchor, section.heading))
    figures = topic.figures if data.own else ()  # the pages of single figures are made of sums
    parts.append(Part(render("topic_sources.html", topic=topic, figures=figures), "sources", _("数据和查询")))
    return MadePage(f"topics/{topic.name}.md", topic.title, topic.lead, tuple(parts))


def coverage(data: Data) -> str:
    """How many reports of how many bodies, and what follows for reading them."""
    if not data.own:
        return _("没有可以相加的年报：没有一份写明年度、用统一表格、数字属于机关本身。")
    first, last = data.years[0], data.years[-1]
    counts = sorted(data.own.values())
    said = [
        counted("%(count)s 个机关，", data.bodies)
        + _("%(first)s 至 %(last)s 年度，", first=first, last=last)
        + counted("本机关口径的年报 %(count)s 份。", sum(counts))
    ]
    if data.aggregate:
        said.append(
            counted("另有汇总口径（整个地区或系统）的 %(count)s 份，与前者重复，不在下面的合计和图中。", data.aggregate)
        )
    if data.undated:
        said.append(counted("%(count)s 份的年度不明，也不在其中。", data.undated))
    missing = [str(year) for year in data.years if year not in data.own]
    if missing:
        said.append(_("没有收录 %(years)s 年度。", years=_("、").join(missing)))
    if first < FORMS_SINCE:
        said.append(_("2019 年度以前的年报没有统一表格，没有可以相加的数字。"))
    if counts[-1] < FEW:
        said.append(counted("年报很少，最多的一年只有 %(count)s 份：下面的图说明这些年报，谈不上趋势。", counts[-1]))
    elif counts[0] != counts[-1]:
        said.append(
            _(
                "各年度收录的份数不同（%(least)s 至 %(most)s 份），合计的升降可能只因为年报多了或少了。",
                least=f"{counts[0]:,}",
                most=f"{counts[-1]:,}",
            )
        )
    return sentences(said)


def _never(data: Data) -> Sequence[str]:
    """What none of the topics can tell."""
    said = [
        _("不能当作全国的情况：这里只有收录的年报。没有收录某个机关，不等于它没有公布年报。"),
        _(
            "合计不是“一共有多少件”：政府的数字常含其部门，上级的常含下级，同一件可能数了两次。所以本机关口径与汇总口径从不相加。"
        ),
        _("不能把 2020 与 2021 年度的主动公开、“其他处理”直接相连：两年之间换了表式，口径变了。图中用虚线隔开。"),
    ]
    if data.specimen:
        said.append(_("现在的年报是虚构的样例，这些数字不说明任何机关的情况。"))
    return said
