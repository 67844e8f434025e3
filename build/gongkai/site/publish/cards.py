"""The picture that other sites show beside a link to ours: one for each language, with the site's name and what it is."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PIL import Image, ImageDraw, ImageFont

from gongkai.site.charts.fonts import FONT, PACKAGE
from gongkai.site.language import folder
from gongkai.site.settings import palette

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gongkai.site.settings import Settings

CARD = "assets/card.png"
"""Address below the root of a language."""
SIZE = (1200, 630)
MARGIN = 90
REGULAR, BOLD = 400, 700
SMALLEST = 20
COLOURS = 32
"""Of the picture: few, so that it stays small."""


def write_cards(site: Path, texts: Mapping[str, tuple[str, str]], settings: Settings, site_url: str) -> list[Path]:
    """Draw the cards of a finished site.

    Args:
        site: folder of the site.
        texts: language -> name of the site and what it is.
        settings: for the colours.
        site_url: where the site will stand; without it no page could name its card, and none is drawn.

    Returns:
        The files written.
    """
    if not site_url:
        return []
    host = urlsplit(site_url).netloc
    colours = {**palette("light"), **settings.colours.get("light", {})}
    written = []
    with as_file(files(PACKAGE).joinpath(FONT)) as font:
        for language, (name, description) in texts.items():
            target = site / folder(language) / CARD
            target.parent.mkdir(parents=True, exist_ok=True)
            card = draw(name, description, host, colours, font)
            card.quantize(COLOURS).save(target, "PNG", optimize=True)
            written.append(target)
    return written


def draw(name: str, description: str, host: str, colours: Mapping[str, str], font: Path) -> Image.Image:
    """One card; `font` is a file with all weights."""
    card = Image.new("RGB", SIZE, colours["paper"])
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, SIZE[0], 18), fill=colours["vermilion"])
    width = SIZE[0] - 2 * MARGIN
    top = 110
    for text, weight, most, largest, colour in ((name, BOLD, 1, 92, "ink"), (description, REGULAR, 3, 40, "soft")):
        size = largest
        letters = _letters(font, weight, size)
        while size > SMALLEST and len(wrapped(text, letters, width)) > most:
            size -= 2
            letters = _letters(font, weight, size)
        for line in wrapped(text, letters, width):
            pen.text((MARGIN, top), line, fill=colours[colour], font=letters)
            top += round(size * 1.6)
        top += 20
    pen.line((MARGIN, SIZE[1] - 120, SIZE[0] - MARGIN, SIZE[1] - 120), fill=colours["line"], width=3)
    pen.text((MARGIN, SIZE[1] - 92), host, fill=colours["celadon"], font=_letters(font, BOLD, 34))
    return card


def _letters(font: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    letters = ImageFont.truetype(font, size)
    letters.set_variation_by_axes([weight])
    return letters


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in lines no wider than `width`: broken at spaces, and between any two Chinese characters."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and font.getlength((lines[-1] + word).rstrip()) > width:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def _words(text: str) -> list[str]:
    """What stays together on a line: Latin words with the space after them, Chinese characters with the sign that follows."""
    words: list[str] = []
    for sign in text:
        apart = (
            not words
            or words[-1].endswith(" ")
            or (not sign.isspace() and (ord(sign) > 0x2E7F or ord(words[-1][-1]) > 0x2E7F))
        )
        if apart and sign not in "，。、：；）！？":
            words.append(sign)
        elif words:
            words[-1] += sign
    return words
