"""The link checker finds what is broken and what is loaded from elsewhere, and leaves the rest in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongkai.site.publish import links
from gongkai.site.publish.links import check_links

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<!doctype html><html><head><link rel="canonical" href="https://data.example/base/">'


def site(folder: Path, body: str, **files: str) -> Path:
    """A small sound site, with `body` added to its page /a/."""
    pages = {
        "index.html": f'{HEAD}<link rel="stylesheet" href="assets/a.css"></head><body><a href="a/#one">a</a></body></html>',
        "a/index.html": f'<!doctype html><html><body><h1 id="one">a</h1><a href="../">home</a>{body}</body></html>',
        "assets/a.css": "body { background: url(dot.svg) }",
        "assets/dot.svg": "<svg/>",
        **files,
    }
    for name, text in pages.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://elsewhere.example/x#y">elsewhere</a>',
        '<a href="mailto:a@data.example">post</a><a href="">here</a><a href="?q=复议">here</a><a href="#">top</a><a href="#top">top</a>',
        '<a href="#one">one</a><a href="../a/#one">one</a><a href="/base/a/">full path</a><a href="https://data.example/base/a/#one">full</a>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" srcset="../assets/dot.svg 1x, ../assets/dot.svg 2x">',
        '<link rel="canonical" href="https://other.example/"><link rel="license" href="https://other.example/">',
        '<form action="./"><button>go</button></form><p style="background: url(#pattern)">p</p>',
        '<a href="%E6%96%87.html">文</a>',
        '<a name="two"></a><a href="#two">two</a>',
        "<style>/* url(https://other.example/a.png) */</style>",
        '<meta http-equiv="content-type" content="text/html; charset=utf-8">',
    ],
)
def test_sound_links_pass(tmp_path: Path, body: str) -> None:
    assert check_links(site(tmp_path, body, **{"a/文.html": "<html></html>"})) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="../b/">b</a>', "broken link ../b/"),
        ('<a href="../a">no slash</a>', "broken link ../a"),
        ('<a href="../../outside/">out</a>', "leaves the site: ../../outside/"),
        ('<a href="/a/">not below the base</a>', "leaves the site: /a/"),
        ('<a href="https://data.example/base/b/">b</a>', "broken link https://data.example/base/b/"),
        ('<a href="#two">two</a>', "no anchor two on this page"),
        ('<a href="../#two">two</a>', "no anchor two in index.html"),
        ('<a href="javascript:alert(1)">x</a>', "unusual link javascript:alert(1)"),
        ('<img src="../assets/none.png">', "broken link ../assets/none.png"),
        ('<img srcset="../assets/dot.svg 1x, ../assets/none.svg 2x">', "broken link ../assets/none.svg"),
        ('<script src="https://cdn.example/x.js"></script>', "loads from another host: https://cdn.example/x.js"),
        ('<script src="//cdn.example/x.js"></script>', "loads from another host: //cdn.example/x.js"),
        ('<script src="https://data.example/other/x.js"></script>', "loads from another host: https://data.example/other/x.js"),
        ('<img src="http://cdn.example/x.png">', "loads from another host: http://cdn.example/x.png"),
        ('<img srcset="//cdn.example/x.png 2x">', "loads from another host: //cdn.example/x.png"),
        ('<link rel="stylesheet" href="https://cdn.example/x.css">', "loads from another host: https://cdn.example/x.css"),
        ('<link rel="preconnect" href="https://cdn.example">', "loads from another host: https://cdn.example"),
        ('<iframe src="https://cdn.example/"></iframe>', "loads from another host: https://cdn.example/"),
        ('<object data="https://cdn.example/x"></object>', "loads from another host: https://cdn.example/x"),
        ('<form action="https://cdn.example/"></form>', "loads from another host: https://cdn.example/"),
        ('<button formaction="https://cdn.example/">x</button>', "loads from another host: https://cdn.example/"),
        ('<video poster="https://cdn.example/x"></video>', "loads from another host: https://cdn.example/x"),
        ('<svg><use xlink:href="https://cdn.example/x.svg#a"/></svg>', "loads from another host: https://cdn.example/x.svg#a"),
        ('<p style="background:url(https://cdn.example/x.png)">x</p>', "loads from another host: https://cdn.example/x.png"),
        ('<style>@import "https://cdn.example/x.css";</style>', "loads from another host: https://cdn.example/x.css"),
        ('<meta http-equiv="refresh" content="0; url=https://cdn.example/">', "loads from another host: https://cdn.example/"),
    ],
)  # fmt: skip
def test_names_the_page_and_the_problem(tmp_path: Path, body: str, problem: str) -> None:
    assert check_links(site(tmp_path, body)) == [f"a/index.html: {problem}"]


def test_style_sheets_are_read(tmp_path: Path) -> None:
    css = "@font-face { src: url('https://fonts.example/a.woff2') } p { background: url(none.png) }"
    assert check_links(site(tmp_path, "", **{"assets/b.css": css})) == [
        "assets/b.css: loads from another host: https://fonts.example/a.woff2",
        "assets/b.css: broken link none.png",
    ]


def test_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(tmp_path, '<a href="../b/">b</a><a href="../#two">two</a>')
    alone = check_links(folder)
    monkeypatch.setattr(links, "POOL_FROM", 1)
    assert check_links(folder) == alone
    assert len(alone) == 2


def test_lists_of_pages_and_feeds_are_read(tmp_path: Path) -> None:
    folder = site(
        tmp_path,
        '<meta property="og:image" content="https://data.example/base/assets/card.png">',
        **{
            "sitemap.xml": "<urlset><url><loc>https://data.example/base/a/</loc></url><url><loc>https://data.example/base/gone/?a=1&amp;b=2</loc></url></urlset>",
            "feeds/all.atom": '<feed><link href="https://data.example/base/feeds/all.atom" rel="self"/><entry><link href="https://data.example/base/lost/"/></entry></feed>',
        },
    )
    assert check_links(folder) == [
        "a/index.html: broken link https://data.example/base/assets/card.png",
        "feeds/all.atom: broken link https://data.example/base/lost/",
        "sitemap.xml: broken link https://data.example/base/gone/?a=1&b=2",
    ]
