"""An article that a page carries without showing it: in a template, a text area, a script's string or its JSON.

Scripts are never run. What they would show is taken only where it stands in the page whole, and only once.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from gongkai.readers.html.words import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CARRIERS = ("script", "template", "noscript", "textarea")
"""Elements whose contents a browser does not show as they are."""

_PLAIN_SCRIPT = re.compile(r"html|template|x-|plain|markdown", re.IGNORECASE)
_LITERAL = r"(?:\"(?:[^\"\\\n]|\\.|\\\n)*\"|'(?:[^'\\\n]|\\.|\\\n)*'|`(?:[^`\\]|\\.)*`)"
_STRING = re.compile(_LITERAL, re.DOTALL)
_CHAIN = re.compile(
    rf"(?:(?P<name>[\w$.\[\]\"']{{1,60}})\s*(?P<how>\+?=|\()\s*|(?P<open>\+\s*)?){_LITERAL}(?:\s*\+\s*{_LITERAL})*(?P<more>\s*\+)?",
    re.DOTALL,
)
_PLACEHOLDER = re.compile(r"\{\{|<%|\$\{|\bv-(?:for|if|html)\b|\bng-repeat\b|\{#each")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|div|table|td|tr|span|br|h\d)\b", re.IGNORECASE)
_JS_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\n|(.))", re.DOTALL)
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "\n", "v": "\n", "0": ""}
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}|%u[0-9a-fA-F]{4})")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{400,}={0,2}\s*")
_SHORTEST = 80
"""Characters; no article is shorter."""
_MAX_SCRIPT = 4_000_000


class UncertainError(Exception):
    """When an article is there, but not whole, or in versions that differ; carries no text."""


def set_aside(root: etree._Element) -> None:
    """Turn what stands in templates and `<noscript>` back into source, so that nothing done to the page touches it."""
    for element in [*root.iter("template", "noscript")]:
        source = html.escape(element.text or "") + "".join(
            etree.tostring(child, encoding="unicode", method="html") for child in element
        )
        for child in [*element]:
            element.remove(child)
        element.text = source


def embedded(carriers: Iterable[etree._Element]) -> str | None:
    """The source of the one article that these elements carry; None when they carry none.

    Raises:
        UncertainError: when there is one, but it is put together by the script, or there are several.
    """
    return chosen(source for carrier in carriers for source in _sources(carrier))


def chosen(sources: Iterable[str]) -> str | None:
    """The one article among texts, as HTML.

    Raises:
        UncertainError: as `embedded`.
    """
    found: dict[str, tuple[set[str], str]] = {}
    for source in sources:
        markup = _as_markup(source)
        text = _words(markup)
        parts = kinds(text) if len(text) >= _SHORTEST else set()
        close = "".join(text.split())
        if parts and (close not in found or "<" in markup):
            found[close] = (parts, markup)
    if not found:
        return None
    most = set().union(*(parts for parts, _ in found.values()))
    whole = [(close, markup) for close, (parts, markup) in found.items() if parts == most]
    if len(whole) != 1 or (len(most) < 2 and len(found) > 1) or _PLACEHOLDER.search(whole[0][1]):
        raise UncertainError
    return whole[0][1]


def strings(value: object) -> Iterator[str]:
    """All strings in parsed JSON that are long enough to be an article, without recursion."""
    pending = [value]
    while pending:
        current = pending.pop(0)
        if isinstance(current, dict):
            pending[:0] = current.values()
        elif isinstance(current, list):
            pending[:0] = current
        elif isinstance(current, str) and len(current) >= _SHORTEST:
            yield current


def _sources(carrier: etree._Element) -> Iterator[str]:
    text = "".join(carrier.itertext())
    if len(text) > _MAX_SCRIPT:
        return
    if carrier.tag in {"template", "noscript", "textarea"} or _PLAIN_SCRIPT.search(carrier.get("type") or ""):
        yield text
    elif "json" in (carrier.get("type") or ""):
        try:
            yield from strings(json.loads(text))
        except (ValueError, RecursionError):
            return
    elif len(text) >= _SHORTEST:
        yield from _from_script(text)


def _from_script(script: str) -> Iterator[str]:
    """Strings in a program: literals joined by `+`, and what is added to one variable step by step."""
    variables: dict[str, str] = {}
    for match in _CHAIN.finditer(script):
        literals = _STRING.findall(match[0], match[0].find(match["name"] or "") if match["name"] else 0)
        text = "".join(_unquoted(literal) for literal in literals)
        if match["open"] or match["more"]:
            text += "{{"  # joined with something that only the program knows
        name, how = match["name"], match["how"]
        if name and how in {"+=", "("} and name in variables:
            variables[name] += text
        elif name and how in {"=", "+=", "("}:
            if name in variables and len(variables[name]) >= _SHORTEST:
                yield variables[name]
            variables[name] = text
        elif len(text) >= _SHORTEST:
            yield text
    yield from (text for text in variables.values() if len(text) >= _SHORTEST)


def _unquoted(literal: str) -> str:
    return _JS_ESCAPE.sub(_character, literal[1:-1])


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return _NAMED.get(match[4], match[4]) if match[4] else ""


def _as_markup(source: str) -> str:
    """A string as HTML, whatever it was wrapped in for transport."""
    source = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if len(_PERCENT.findall(source[:2_000])) > len(source[:2_000]) / 12:
        source = unquote(re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), source))
    elif _BASE64.fullmatch(source):
        try:
            source = base64.b64decode(source).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return ""
    if not _TAG.search(source) and _ESCAPED_TAG.search(source):
        source = html.unescape(source)
    return source if _TAG.search(source) else f"<pre>{html.escape(html.unescape(source))}</pre>"


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))
