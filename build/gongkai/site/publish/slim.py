"""Makes what the theme ships smaller: files no page asks for go, and rules of its style sheets that no page can use.

A rule stays where every class, id and attribute value it names occurs as a word somewhere in the pages that the
generator rendered, in our templates and modules, or in a script. So a rule can only go if nothing on the site can
ever carry the name; what is left is in the order of the theme and means the same.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

THEME = ("assets/stylesheets", "assets/javascripts")
UNUSED = ("assets/javascripts/lunr", "assets/images")
"""Folders of the theme that no page of ours loads: word lists of other languages, a picture of the theme's maker."""

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_NEVER = frozenset({"rtl"})
"""Words that occur and yet mean nothing here: none of our languages runs from right to left."""
_CUSTOM = re.compile(r"--[\w-]+")
_SOURCE_MAP = re.compile(r"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)\s*$", re.DOTALL)


_LISTS = '"link[rel=alternate]"'
"""Where the theme's script looks for other languages and feeds, to fetch `sitemap.xml` beside each, for every reader of every page."""


def slim(site: Path, pages: Iterable[Path] = ()) -> dict[str, tuple[int, int]]:
    """Subset the theme's files in a finished site.

    Args:
        site: folder of the site.
        pages: rendered pages to look for words in: one of each kind is enough for those made from templates, since the
            templates are looked at too. All HTML of the site where empty.

    Returns:
        Address below the root -> bytes before and after, for each file that changed; 0 after means that it went.
    """
    before = {
        path: path.stat().st_size
        for folder in (*THEME, UNUSED[1])
        for path in (site / folder).rglob("*")
        if path.is_file()
    }
    for path in before:
        if path.suffix == ".map" or any(path.is_relative_to(site / folder) for folder in UNUSED):
            path.unlink()
        elif path.suffix == ".js":
            text = _SOURCE_MAP.sub("\n", path.read_text(encoding="utf-8"))
            _rewrite(path, text.replace(_LISTS, '"link[rel=none]"'))
    scripts = [path.read_text(encoding="utf-8") for path in (site / THEME[1]).rglob("*.js")]
    words = _words(_texts(site, pages), scripts)
    for path in (site / THEME[0]).glob("*.css"):
        _rewrite(path, purge(_SOURCE_MAP.sub("", path.read_text(encoding="utf-8")), words))
    _drop_variables(site, scripts)
    for folder in (*UNUSED, *THEME):
        for path in sorted([site / folder, *(site / folder).rglob("*")], reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    after = {path: path.stat().st_size if path.is_file() else 0 for path in before}
    return {
        path.relative_to(site).as_posix(): (size, after[path]) for path, size in before.items() if size != after[path]
    }


def _rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _texts(site: Path, pages: Iterable[Path]) -> Iterator[str]:
    for page in list(pages) or site.rglob("*.html"):
        yield page.read_text(encoding="utf-8")
    yield from _sources(files("gongkai.site"))


def _sources(folder: Traversable) -> Iterator[str]:
    """Templates and modules: record pages are made from these words alone."""
    for part in folder.iterdir():
        if part.is_dir():
            yield from _sources(part)
        elif part.name.endswith((".py", ".html", ".js", ".css")) and part.name != "slim.py":
            yield part.read_text(encoding="utf-8")


def _words(texts: Iterable[str], scripts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in (*texts, *scripts):
        found.update(_WORD.findall(text))
    return found - _NEVER


def purge(css: str, words: set[str]) -> str:
    """A style sheet without the selectors that name something that is not among the words.

    >>> purge(".a,.b{color:red} @media print{.b{color:blue}} .c[dir=ltr]{top:0}", {"a", "c", "ltr"})
    '.a{color:red}.c[dir=ltr]{top:0}'
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_purged(rules, words))


def _purged(rules: Iterable[Any], words: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [part for part in _split(rule.prelude) if _possible(part, words)]
            if kept:
                yield ",".join(tinycss2.serialize(part).strip() for part in kept)
                yield f"{{{tinycss2.serialize(rule.content)}}}"
        elif (
            rule.type == "at-rule"
            and rule.lower_at_keyword in {"media", "supports", "layer", "container"}
            and rule.content
        ):
            inner = "".join(
                _purged(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), words)
            )
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _split(prelude: Iterable[Any]) -> list[list[Any]]:
    """The selectors of a list, parted by its commas."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _possible(selector: Iterable[Any], words: set[str]) -> bool:
    """Whether something on the site can match; `:not(…)` and other functions are left to the browser, except `:is` and `:where`."""
    tokens = list(selector)
    for before, token in zip([None, *tokens], tokens, strict=False):
        is_class = token.type == "ident" and before is not None and before.type == "literal" and before.value == "."
        if (is_class or token.type == "hash") and token.value not in words:
            return False
        if token.type == "[] block" and not _attribute(token.content, words):
            return False
        any_of = _split(token.arguments) if token.type == "function" and token.lower_name in {"is", "where"} else []
        if any_of and not any(_possible(part, words) for part in any_of):
            return False
    return True


def _attribute(content: Iterable[Any], words: set[str]) -> bool:
    """Whether an attribute can have the value that is asked for with `=`; parts of values are not judged."""
    tokens = [token for token in content if token.type != "whitespace"]
    if len(tokens) != 3 or tokens[1].type != "literal" or tokens[1].value != "=":
        return True
    return tokens[2].type not in {"ident", "string"} or not _WORD.fullmatch(tokens[2].value) or tokens[2].value in words


def _drop_variables(site: Path, scripts: Iterable[str]) -> None:
    """Take out of the theme's sheets the custom properties that nothing reads, the pictures of its admonitions among them."""
    sheets = sorted((site / THEME[0]).glob("*.css"))
    while True:
        texts = {path: path.read_text(encoding="utf-8") for path in sheets}
        others = [path.read_text(encoding="utf-8") for path in site.glob("assets/*.css")]
        read = set(re.findall(r"var\(\s*(--[\w-]+)", "".join((*texts.values(), *others))))
        read.update(name for text in scripts for name in _CUSTOM.findall(text))
        changed = False
        for path, text in texts.items():
            slimmer = "".join(_without(tinycss2.parse_stylesheet(text), read))
            if slimmer != text:
                _rewrite(path, slimmer)
                changed = changed or len(slimmer) < len(text)
        if not changed:
            return


def _without(rules: Iterable[Any], read: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in {"media", "supports"}:
            inner = "".join(_without(tinycss2.parse_rule_list(rule.content), read))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type != "qualified-rule":
            yield rule.serialize()
        else:
            parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [
                part
                for part in parts
                if part.type != "declaration" or not part.name.startswith("--") or part.name in read
            ]
            if len(kept) == len(parts):
                yield rule.serialize()
            elif kept:
                body = ";".join(part.serialize() for part in kept)
                yield f"{tinycss2.serialize(rule.prelude)}{{{body}}}"
