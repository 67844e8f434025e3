"""Footnotes and endnotes of a Word document: kept as text after what they explain, never inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.readers.docx.xml import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from gongkai.readers.docx.xml import Element

NOTES = ("footnotes.xml", "endnotes.xml")
_ENTRIES = {"footnotes.xml": f"{W}footnote", "endnotes.xml": f"{W}endnote"}

Notes = dict[tuple[str, str], "Element"]
"""Part and id of a note to the element that holds its paragraphs."""


def notes(roots: Mapping[str, etree._Element]) -> Notes:
    """Return the notes of the parts given; separators are among them, but nothing refers to these."""
    return {
        (part, note.get(f"{W}id", "")): note
        for part, root in roots.items()
        for note in root.iterchildren(_ENTRIES[part])
    }
