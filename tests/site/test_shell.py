"""Shells are cut at their markers; a theme that changed is noticed, a report's own text never is."""

from __future__ import annotations

import json

import pytest
from markupsafe import Markup
from tests.site.conftest import EVIL, MARKED

from gongkai.errors import SiteError
from gongkai.site.render import Page
from gongkai.site.shell import compact, of_record, parse

SHELL = """<html><head><title>@@TITLE@@ - x</title>
    <meta name="description" property="og:description" content="@@DESCRIPTION@@">
    <meta property="og:title" content="@@TITLE@@">
    <link rel="canonical" href="https://a.invalid/reports/@@URL@@/">
</head><body>@@TITLE@@<ul>@@TOC@@</ul><article>@@CONTENT@@</article></body></html>"""
PAGE = Page(
    path="reports/x-2023",
    title=f"某局 {EVIL}",
    description=f"说明 {EVIL}",
    toc=(("summary", "概览"), ("s1", EVIL)),
    content=Markup(f"<p>{MARKED}</p>"),
)


def test_a_page_is_filled_and_the_text_is_escaped() -> None:
    html = parse(SHELL, "reports").fill(PAGE)
    assert "<script" not in html
    assert html.count("某局 &quot;&gt;&lt;script&gt;") == 3
    assert 'href="https://a.invalid/reports/x-2023/"' in html
    assert 'href="#s1"' in html
    assert f"<article><p>{MARKED}</p></article>" in html, "markers in a report's text are text"


def test_links_to_the_page_in_other_languages_are_filled() -> None:
    links = '<link hreflang="en" href="https://a.invalid/en/reports/@@URL@@/"><a href="../../en/reports/@@URL@@/">'
    html = parse(SHELL.replace("</head>", links + "</head>"), "reports").fill(PAGE)
    assert html.count("/reports/x-2023/") == 3


def test_the_address_of_a_shell_is_that_of_its_record() -> None:
    assert of_record("en/reports/_shell/") == "en/reports/@@URL@@/"
    assert of_record("en/topics/refusals/") == "en/topics/refusals/"


def test_indentation_is_dropped() -> None:
    assert "\n" not in parse(SHELL, "reports").fill(PAGE)


def test_what_the_frame_says_and_does_is_kept() -> None:
    """Blanks between words, and scripts to the letter; words for features that are off go."""
    words = {"clipboard.copy": "复制", "search.result.none": "没有 </script>", "select.version": "版本"}
    told = {"base": "../..", "features": ["navigation.top"], "translations": words, "version": None}
    text = json.dumps(told).replace("<", "\\u003c")
    html = compact(
        f"""<p>
          甲 <a href="x">乙</a> 丙
        </p>
        <script>
          // one line
          f()
        </script>
        <script id="__config" type="application/json">{text}</script>"""
    )
    assert html.startswith(
        '<p>甲 <a href="x">乙</a> 丙</p><script>\n          // one line\n          f()\n        </script><'
    )
    kept = json.loads(html.partition('"application/json">')[2].partition("</script>")[0])
    assert kept == told | {"translations": {"search.result.none": "没有 </script>"}}
    assert html.count("</script>") == 2
    more = told | {"features": ["content.code.copy"], "version": {"provider": "mike"}}
    text = json.dumps(more).replace("<", "\\u003c")
    html = compact(f'<script id="__config" type="application/json">{text}</script>')
    assert "复制" in html
    assert "版本" in html


@pytest.mark.parametrize(
    "damaged",
    [
        SHELL.replace("@@TOC@@", ""),
        SHELL.replace("@@CONTENT@@", "@@CONTENT@@@@CONTENT@@"),
        SHELL.replace("@@TITLE@@ - x", "x"),
        SHELL.replace("@@TOC@@", "@@TOC@@ @@NEW@@"),
        SHELL + "@@left",
        SHELL + '<a href="%40%40URL%40%40">',
        SHELL + 5 * "@@URL@@",
        SHELL + 2 * "@@DESCRIBED@@",
        "",
    ],
)
def test_a_damaged_shell_stops_the_build(damaged: str) -> None:
    with pytest.raises(SiteError, match="shell of reports"):
        parse(damaged, "reports")


def test_the_address_may_be_unknown() -> None:
    html = parse(SHELL.replace('<link rel="canonical" href="https://a.invalid/reports/@@URL@@/">', ""), "reports").fill(
        PAGE
    )
    assert "canonical" not in html
