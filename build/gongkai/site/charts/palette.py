"""Colours of charts: one set for light paper, one for dark, both apart for colour-blind eyes.

Each colour has a contrast of at least 3:1 with the papers of its scheme, and any two are told apart by people
who see no red or no green (a test simulates it). They stand in the style sheet as `--gk-<name>`.
"""

from __future__ import annotations

import re

from gongkai.site.settings import palette

NAMES = ("granted", "partial", "denied", "unavailable", "declined", "other")
LIGHT = {name: palette("light")[name] for name in NAMES}
ALIASES = {"main": "granted", "second": "partial", "third": "unavailable", "fourth": "other"}
"""Names for series that are no outcomes."""

PALETTE = LIGHT | {alias: LIGHT[name] for alias, name in ALIASES.items()}
"""Name -> colour on light paper."""

INK, SOFT, PAPER = "#20292b", "#566365", "#ffffff"
"""Text, small text and ground of a chart that stands alone."""

GROUND = "#fffffe"
"""Stands for the colour of the page: gaps between the parts of a bar."""

_BY_COLOUR = {code: name for name, code in LIGHT.items()} | {GROUND: "paper"}
_FIXED = re.compile("|".join(_BY_COLOUR))


def themed(text: str) -> str:
    """SVG or JSON in which the colours follow the page's scheme.

    >>> themed('fill="#0c5159"')
    'fill="var(--gk-granted)"'
    """
    return _FIXED.sub(lambda match: f"var(--gk-{_BY_COLOUR[match[0]]})", text)
