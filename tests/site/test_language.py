"""The site in two languages: every message has its English, every page its twin, and English pages no Chinese unsaid."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.site.catalogue import CHINESE, HAN, ROOT, Entry, constants, entries, messages, places
from tests.site.conftest import EVIL

from gongkai import codes
from gongkai.errors import SiteError
from gongkai.package.layout import SQLITE
from gongkai.site import language, twins
from gongkai.site.language import CONTEXT, spoken
from gongkai.site.pages.rendered import made_pages
from gongkai.site.publish.links import check_links

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import Site

    from gongkai.site.store import Store

SAID = messages()
ENTRIES = entries()
IN_ENGLISH = re.compile(r"[(（“‘《][^()（）“”]*[)）”’》]|<span lang=\"zh\">.*?</span>")
"""Where an English text may hold Chinese: in brackets or quotes after what it means, or said to be Chinese."""

SAYS_LESS = {"%(number)s、%(label)s"}
"""Messages whose English leaves something out: the Chinese numeral of a section, before its official name."""

BETWEEN = ("https://site.invalid/sub/", "https://site.invalid/sub/en/")


def test_every_message_has_its_english() -> None:
    known = {entry.message for entry in ENTRIES if all(entry.english)}
    missing = {
        message: sorted(files) for message, files in SAID.items() if CHINESE.search(message) and message not in known
    }
    assert missing == {}


def test_no_english_is_left_over() -> None:
    """Messages that nothing says any more go, or the catalogue fills with what nobody checks."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    names = re.findall(r"^ *- (\w+):", settings, re.MULTILINE)
    tabs = {*names, *(f"tab{CONTEXT}{name}" for name in names)}
    elsewhere = constants()
    assert [
        (entry.part, entry.message)
        for entry in ENTRIES
        if entry.message not in SAID
        and entry.message not in tabs
        and entry.message not in elsewhere
        and f": {entry.message}\n" not in settings
    ] == []


def test_a_message_has_one_english() -> None:
    """Files are read one after another: of two translations the last one would win, unseen."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for entry in ENTRIES:
        found[entry.message].add(entry.english)
    assert {message: english for message, english in found.items() if len(english) > 1} == {}


def test_what_is_filled_in_is_the_same() -> None:
    """In the singular the number may be in words."""
    wrong = [entry for entry in ENTRIES if not same_places(entry)]
    assert wrong == []


def same_places(entry: Entry) -> bool:
    wanted = places(entry.message)
    for text in entry.english:
        if wanted:
            _ = text % dict.fromkeys(wanted, "1")
    if entry.message in SAYS_LESS:
        wanted = places(entry.english[-1])
    return places(entry.english[-1]) == wanted and places(entry.english[0]) <= wanted


def test_english_has_chinese_only_in_brackets() -> None:
    assert [e for e in ENTRIES if any(CHINESE.search(IN_ENGLISH.sub("", text)) for text in e.english)] == []


def test_code_lists_have_english_labels() -> None:
    lacking = [
        (name, row["code"])
        for name in codes.CODE_LISTS
        for row in codes.code_list(name)
        if name != "regions" and "label_zh" in row and not row.get("label_en")
    ]
    assert lacking == []


def test_text_is_spoken_in_the_language_of_the_block() -> None:
    assert (language.spoken(), language.up(), language._("菜单")) == ("zh", "", "菜单")
    with language.speaking("en"):
        assert (language.spoken(), language.up(), language._("菜单")) == ("en", "../", "Menu")
        assert language.labels("levels")["county"] == codes.labels("levels", "en")["county"]
        with language.speaking("zh"):
            assert language._("菜单") == "菜单"
        assert language.spoken() == "en"
    assert language.spoken() == "zh"


def test_a_name_says_that_it_is_chinese_and_stays_escaped() -> None:
    assert language.zh("<甲>") == "<甲>", "on a Chinese page it is as it was, for the template to escape"
    with language.speaking("en"):
        assert language.zh("<甲>") == '<span lang="zh">&lt;甲&gt;</span>'
        assert language.zh("") == ""


def test_languages_that_make_no_sense_are_refused() -> None:
    class Config:
        extra = {"languages": ["en"]}  # noqa: RUF012 - stands in for MkDocs' settings

    with pytest.raises(SiteError, match="zh first"):
        twins.languages(Config)  # type: ignore[arg-type]
    Config.extra = {"languages": ["zh", "fr"]}
    with pytest.raises(SiteError, match="fr"):
        twins.languages(Config)  # type: ignore[arg-type]
    Config.extra = {}
    assert twins.languages(Config) == ("zh", "en")  # type: ignore[arg-type]


def pages(site: Site) -> list[str]:
    """Folders of all pages below the root of their language."""
    found = {path.parent.relative_to(site.folder).as_posix() for path in site.folder.rglob("index.html")}
    return sorted(found)


def test_every_page_has_its_twin(site: Site) -> None:
    every = pages(site)
    english = {path for path in every if path == "en" or path.startswith("en/")}
    assert {"en" if path == "." else f"en/{path}" for path in every if path not in english} == english
    assert len(english) > 50


def test_pages_name_their_language_their_address_and_each_other(site: Site) -> None:
    for path in pages(site):
        html = site.page(path)
        here = "en" if path == "en" or path.startswith("en/") else "zh"
        inside = path.removeprefix("en").removeprefix("/") if here == "en" else path.removeprefix(".")
        chinese, english = (f"{root}{inside}/".replace("//", "/").replace(":/", "://") for root in BETWEEN)
        chinese, english = (address.removesuffix("/") + "/" for address in (chinese, english))
        head = html.partition("</head>")[0]
        assert re.findall(r'<html lang="([^"]+)"', html) == [here]
        assert re.findall(r'rel="canonical" href="([^"]+)"', head) == [chinese if here == "zh" else english], path
        assert dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', head)) == {
            "zh": chinese,
            "en": english,
            "x-default": chinese,
        }
        (switch,) = re.findall(r'<a class="tongue" href="([^"]+)" hreflang="(\w+)" lang="(\w+)">([^<]+)</a>', html)
        assert switch[1:] == (("en", "en", "English") if here == "zh" else ("zh", "zh", "中文"))
        target = (site.folder / path / switch[0]).resolve()
        other = inside if here == "en" else f"en/{inside}"
        assert target == (site.folder / other).resolve(), f"{path}: the switch leads to another page"


def test_links_of_english_pages_lead_to_pages_and_files_that_are_there(site: Site) -> None:
    assert [problem for problem in check_links(site.folder) if str(problem).startswith("en/")] == []


def test_files_for_programs_stand_once(site: Site) -> None:
    """Data, scripts, search index, and the files beside a report's page; only titles are searched in each language."""
    english = {path for path in (site.folder / "en").rglob("*") if path.is_file() and path.name != "search_index.json"}
    assert {path.suffix for path in english} <= {".html", ".svg", ".png"}, "charts have their titles in English"
    assert list((site.folder / "reports").glob("*/data.json"))


def test_the_theme_speaks_english(site: Site) -> None:
    html = site.page("en/quality")
    config = json.loads(re.findall(r'<script id="__config" type="application/json">(.*?)</script>', html, re.DOTALL)[0])
    assert not HAN.search(json.dumps(config, ensure_ascii=False))
    assert config["base"] == "../../en/", "below it stands the index that the search box asks"
    assert (site.folder / "en" / "search" / "search_index.json").is_file()
    assert 'placeholder="Search"' in html
    assert 'title="Switch to dark"' in html
    tabs = re.findall(r'class="md-tabs__link">\s*([^<]+?)\s*<', html)
    assert tabs[0] == "Home"
    assert not HAN.search("".join(tabs))


class Chinese(HTMLParser):
    """Chinese on a page outside of what says to be Chinese: text and the attributes that people read or hear."""

    ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "content")
    VOID = frozenset(("meta", "link", "img", "input", "br", "hr", "source", "path", "col", "wbr"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.feed(html)

    def language(self) -> str:
        return next((said for _tag, said in reversed(self.open) if said), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in self.VOID:
            self.open.append((tag, "none" if tag in ("script", "style", "code", "pre") else given.get("lang", "")))
        if given.get("lang", self.language()) in ("en", ""):
            self.found += [given[name] for name in self.ATTRIBUTES if HAN.search(given.get(name, ""))]

    def handle_endtag(self, tag: str) -> None:
        while tag not in self.VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.language() == "en" and HAN.search(data):
            self.found.append(data.strip())


def names(store: Store) -> re.Pattern[str]:
    """What is Chinese in every language: names of bodies and places, titles of reports, words of the originals."""
    found = {EVIL}
    for row in store.rows("SELECT name, province, city, county FROM agencies"):
        found |= {name for name in row if name}
    found |= {row[0] for row in store.rows("SELECT title FROM reports") if row[0]}
    found |= {row["label_zh"] for row in codes.code_list("regions")}
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


def unsaid(html: str, known: re.Pattern[str]) -> list[str]:
    """Chinese on an English page that is neither a name nor said to be Chinese."""
    rest = (IN_ENGLISH.sub("", known.sub("", text)) for text in Chinese(html).found)
    return [text for text in rest if HAN.search(text)]


def test_english_pages_hold_no_chinese_unsaid(site: Site, store: Store) -> None:
    known = names(store)
    left = {
        path.parent.relative_to(site.folder).as_posix(): found[:5]
        for path in sorted((site.folder / "en").rglob("index.html"))
        if (found := unsaid(path.read_text(encoding="utf-8"), known))
    }
    assert left == {}


def test_chinese_that_is_not_said_is_found() -> None:
    known = re.compile("甲样市")
    page = '<html lang="en"><p>甲样市 reports</p><p lang="zh">正文</p><img alt="图"><i title="(图)">一份</i><code>表</code></html>'
    assert unsaid(page, known) == ["图", "一份"]


def test_whoever_stops_halfway_speaks_chinese_again(datapackage: Path) -> None:
    pages = made_pages(datapackage, datapackage / SQLITE)
    english = next(page for page in pages if page.source.startswith("en/"))
    assert not HAN.search(english.title)
    assert spoken() == "zh"
