"""The text of a Word paragraph, what its notes and text boxes are, and which pictures stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from gongkai.readers.docx.fields import Fields
from gongkai.readers.docx.pictures import pictures, word_art
from gongkai.readers.docx.symbols import UNKNOWN, has_private, symbol, translate
from gongkai.readers.docx.xml import MATH, MC, WRAPPERS, W, alternative, number, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml import etree

    from gongkai.readers.docx.styles import Styles
    from gongkai.readers.docx.xml import Element

    _Item: TypeAlias = "_Piece | tuple[str, str] | Element"
    """A piece of text, kind and id of a note, or a drawing."""

_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TEXT = frozenset({f"{W}t", f"{MATH}t"})
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_CONTAINERS = WRAPPERS | {f"{W}ruby", f"{W}rubyBase", f"{W}subDoc"}
_NOTES = {f"{W}footnoteReference": "footnotes.xml", f"{W}endnoteReference": "endnotes.xml"}
_OFF = frozenset({"0", "false", "off", "none"})
_LIFTED = 5
"""Half points from which on a run set higher is a raised sign; less is used to centre text in its line."""
_RAISED = frozenset({"superscript", "subscript"})
_NOTE_SIGN = re.compile(r"[\[〔(（【]?\s*((?:注\s*)?[\d*※#①-⑳a-z、,，]{0,6})\s*[\]〕)）】]?")


@dataclass(frozen=True, slots=True)
class Inline:
    """What a paragraph holds."""

    text: str
    style: str = ""
    """Id of its style."""
    outline: int | None = None
    """Level of heading that the paragraph itself states."""
    list_id: str | None = None
    list_level: int | None = None
    """The list that the paragraph itself names."""
    boxes: tuple[etree._Element, ...] = ()
    """The contents of its text boxes, each once."""
    art: tuple[str, ...] = ()
    """Texts set as WordArt."""
    images: tuple[str, ...] = ()
    """What pictures and embedded objects stand there, in words."""
    notes: tuple[tuple[str, str], ...] = ()
    """Kind of note and its id, for each reference."""
    goes_on: bool = False
    """The end of the paragraph is deleted: the next one continues it."""


class _Drawn(TypedDict, total=False):
    """The parts of `Inline` that drawings give."""

    boxes: tuple[etree._Element, ...]
    art: tuple[str, ...]
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    raised: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run is set."""

    raised: bool = False
    struck: bool = False
    font: str = ""


_PLAIN = _Look()


@dataclass(slots=True)
class Inlines:
    """Reads paragraphs in document order, since fields reach over several."""

    styles: Styles
    fields: Fields = field(default_factory=Fields)

    def read(self, paragraph: etree._Element, *, in_cell: bool = False) -> Inline:
        """Gather the visible text of a paragraph: hidden and deleted runs are left out, insertions kept.

        Args:
            paragraph: the `w:p`.
            in_cell: it stands in a table, where text struck through and unknown signs must not pass for figures.
        """
        properties = next(paragraph.iterchildren(f"{W}pPr"), None)
        said = {each.tag: each for each in properties} if properties is not None else {}
        named = said.get(f"{W}pStyle")
        style = named.get(f"{W}val", "") if named is not None else ""
        pieces: list[_Piece] = []
        drawings: list[etree._Element] = []
        notes: list[tuple[str, str]] = []
        if not self.styles.character(style).hidden:
            for item in self.items(paragraph, _PLAIN):
                if isinstance(item, _Piece):
                    pieces.append(item)
                elif isinstance(item, tuple):
                    notes.append(item)
                else:
                    drawings.append(item)
        listed, mark = said.get(f"{W}numPr"), said.get(f"{W}rPr")
        return Inline(
            text=_joined(pieces, in_cell=in_cell),
            style=style,
            outline=number(properties, "outlineLvl") if f"{W}outlineLvl" in said else None,
            list_id=value(listed, "numId"),
            list_level=number(listed, "ilvl"),
            **(_drawn(drawings) if drawings else {}),
            notes=tuple(notes),
            goes_on=mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None),
        )

    def items(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """Yield the pieces of text, the references to notes and the drawings below an element."""
        for child in element:
            handler = _HANDLERS.get(child.tag)  # type: ignore[arg-type]  # comments and such have no handler
            if handler is not None:
                yield from handler(self, child, look)
            elif isinstance(child.tag, str) and child.tag.startswith(MATH):
                yield from self.items(child, look)

    def run(self, element: etree._Element, _look: _Look) -> Iterator[_Item]:
        """A run, unless it is hidden."""
        look = self._look(element)
        if look is not None:
            yield from self.items(element, look)

    def text(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """Text as typed."""
        return self._piece(element.text or "", look)

    def sign(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """A tab, a line break, a hyphen."""
        return self._piece(_SIGNS[str(element.tag)], look)

    def symbol(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """A sign of a symbol font."""
        return self._piece(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")), look)

    def field_mark(self, element: etree._Element, _look: _Look) -> Iterator[_Item]:
        """Begin, middle or end of a field."""
        shown = self.fields.mark(element)
        if shown:
            yield _Piece(shown)

    def instruction(self, element: etree._Element, _look: _Look) -> Iterator[_Item]:
        """A field's code, which nobody sees."""
        self.fields.instruction(element.text or "")
        yield from ()

    def note(self, element: etree._Element, _look: _Look) -> Iterator[_Item]:
        """The reference to a note; its sign is not part of the text."""
        yield _NOTES[str(element.tag)], element.get(f"{W}id", "")

    def alternative(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """One branch of alternative content."""
        return self.items(alternative(element), look)

    def drawing(self, element: etree._Element, _look: _Look) -> Iterator[_Item]:
        """A picture, a text box, an embedded object."""
        yield element

    def control(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """A content control, unless it shows nothing but its prompt."""
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            yield from self.items(element, look)

    def denominator(self, element: etree._Element, look: _Look) -> Iterator[_Item]:
        """The lower half of a fraction, lest 1 over 2 make 12."""
        yield _Piece("/")
        yield from self.items(element, look)

    def index(self, element: etree._Element, _look: _Look) -> Iterator[_Item]:
        """An exponent or index in a formula."""
        return self.items(element, _Look(raised=True))

    def _piece(self, text: str, look: _Look) -> Iterator[_Item]:
        if text and self.fields.visible:
            self.fields.fill()
            shown = translate(look.font, text) if has_private(text) else text
            yield _Piece(shown, look.raised, look.struck)

    def _look(self, run: etree._Element) -> _Look | None:
        """Return how a run is set; None for one that is hidden."""
        properties = next(run.iterchildren(f"{W}rPr"), None)
        if properties is None or not len(properties):
            return _PLAIN
        said = {each.tag: each.get(f"{W}val", "") for each in properties}
        style = self.styles.character(said.get(f"{W}rStyle", ""))
        vanish = said.get(f"{W}vanish")
        if style.placeholder or (style.hidden if vanish is None else vanish.lower() not in _OFF):
            return None
        aligned = said.get(f"{W}vertAlign")
        lifted = (number(properties, "position") or 0) >= _LIFTED if f"{W}position" in said else False
        struck = any(said.get(name, "0").lower() not in _OFF for name in (f"{W}strike", f"{W}dstrike"))
        fonts = properties.find(f"{W}rFonts") if f"{W}rFonts" in said else None
        font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        raised = aligned in _RAISED if aligned is not None else style.raised or lifted
        return _Look(raised, struck, font)


_HANDLERS: dict[str, Callable[[Inlines, etree._Element, _Look], Iterator[_Item]]] = {
    **dict.fromkeys(_CONTAINERS, Inlines.items),
    **dict.fromkeys(_TEXT, Inlines.text),
    **dict.fromkeys(_SIGNS, Inlines.sign),
    **dict.fromkeys(_NOTES, Inlines.note),
    **dict.fromkeys(_DRAWINGS, Inlines.drawing),
    **dict.fromkeys((f"{MATH}sup", f"{MATH}sub"), Inlines.index),
    f"{W}r": Inlines.run,
    f"{W}fldChar": Inlines.field_mark,
    f"{W}instrText": Inlines.instruction,
    f"{W}sym": Inlines.symbol,
    f"{W}sdt": Inlines.control,
    f"{MC}AlternateContent": Inlines.alternative,
    f"{MATH}den": Inlines.denominator,
}
"""What is done with each element of a paragraph; all others are left out, as deleted text is."""


def _joined(pieces: list[_Piece], *, in_cell: bool) -> str:
    """Put the pieces together; a raised note sign is put in brackets, lest `12` and a raised `1` make 121."""
    if not any(piece.raised or piece.struck for piece in pieces):
        text = "".join([piece.text for piece in pieces])
        return text if in_cell or UNKNOWN not in text else text.replace(UNKNOWN, "")
    level = {piece.raised for piece in pieces if piece.text.strip()}
    parts: list[str] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and (pieces[end].raised, pieces[end].struck) == (pieces[at].raised, pieces[at].struck):
            end += 1
        text = "".join(piece.text for piece in pieces[at:end])
        if pieces[at].raised and len(level) > 1:
            text = _bracketed(text)
        if in_cell and pieces[at].struck and text.strip():
            text = f"~~{text}~~"
        parts.append(text)
        at = end
    joined = "".join(parts)
    return joined if in_cell else joined.replace(UNKNOWN, "")


def _bracketed(text: str) -> str:
    sign = _NOTE_SIGN.fullmatch(text.strip())
    return f"[{sign[1]}]" if sign and sign[1] else text


def _drawn(drawings: Sequence[etree._Element]) -> _Drawn:
    return {
        "boxes": tuple(box for drawing in drawings for box in _outermost(drawing, f"{W}txbxContent")),
        "art": tuple(text for drawing in drawings for text in word_art(drawing)),
        "images": tuple(word for drawing in drawings for word in pictures(drawing)),
    }


def _outermost(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the descendants with a tag that are not inside another one; of alternatives only one branch."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _outermost(alternative(child), tag)
        else:
            yield from _outermost(child, tag)
