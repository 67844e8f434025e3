"""Pages on one subject each, written for readers: what the reports of all bodies together say, and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site.language import _
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render
from gongkai.site.topics import applications, disclosure, proceedings, quality, refusals
from gongkai.site.topics.data import load
from gongkai.site.topics.page import Topic, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.site.citation import Edition
    from gongkai.site.store import Store

TOPICS = (applications.topic, refusals.topic, proceedings.topic, disclosure.topic, quality.topic)
"""In the order of the report's sections."""


def pages(store: Store, of: Edition) -> Iterator[MadePage]:
    """The list of subjects, and a page for each."""
    data = load(store, specimen=of.specimen)
    topics = [make(store, data) for make in TOPICS]
    yield _index(topics)
    for topic in topics:
        yield made(topic, data)


def _index(topics: list[Topic]) -> MadePage:
    said = _("每个专题用平常话说明：年报里有什么数字，合起来说明什么，又不能说明什么。")
    return MadePage(
        "topics/index.md",
        _("专题"),
        said,
        (Part(render("topic_index.html", topics=topics, said=said)),),
        hide_toc=True,
    )
