"""Where a reader reports a problem, with the report already named."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

UNPUBLISHED = "https://example.org/"
"""Addresses below this one stand for "not published yet"."""


def desk(extra: Mapping[str, object]) -> str:
    """Where problems go, from the section `extra` of mkdocs.yml: the form for new issues, or a mailbox; empty where there is neither.

    >>> desk({"repository": "https://github.com/x/y/"}), desk({"contact": "a@b.cn", "repository": "https://example.org/z"})
    ('https://github.com/x/y/issues/new', 'mailto:a@b.cn')
    """
    repository, contact = str(extra.get("repository") or ""), str(extra.get("contact") or "").strip()
    if repository.startswith("https://") and not repository.startswith(UNPUBLISHED):
        return f"{repository.rstrip('/')}/issues/new"
    return f"mailto:{quote(contact, safe='@+.-_')}" if "@" in contact else ""


def link(at: str, title: str, body: str) -> str:
    """The address that opens the form, filled in; empty where there is no desk.

    >>> link("https://github.com/x/y/issues/new", "x-2023", "a b")
    'https://github.com/x/y/issues/new?title=x-2023&body=a%20b'
    """
    if not at:
        return ""
    return (
        f"{at}?{urlencode({'subject' if at.startswith('mailto:') else 'title': title, 'body': body}, quote_via=quote)}"
    )
