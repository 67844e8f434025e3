"""Icons of the theme, drawn by the style sheet: written out they would take 3 KB of every page.

An icon stays an `<svg>`, so that the theme's own rules fit it, but an empty one; its shape is a mask in the style
sheet, which all pages share. Other icons, such as the owner of a site may choose, stand in the pages as they are.
"""

from __future__ import annotations

from importlib.resources import files

from jinja2 import BaseLoader, ChoiceLoader, DictLoader

ICONS = ("menu", "magnify", "arrow-left", "arrow-up", "close", "weather-night", "weather-sunny")
"""Names in the theme's set `material`."""

_SHARED = (
    'svg[class^="i-"]{background:currentcolor;-webkit-mask:var(--i) center/contain no-repeat;mask:var(--i) center/contain no-repeat}'
    '@media (forced-colors:active){svg[class^="i-"]{forced-color-adjust:none;background:ButtonText}}'
)


def drawn(theme: BaseLoader | None) -> BaseLoader:
    """The theme's templates with these icons empty."""
    empty = DictLoader({f".icons/material/{name}.svg": f'<svg class="i-{name}"></svg>' for name in ICONS})
    return ChoiceLoader([empty, theme] if theme else [empty])


def style_sheet() -> str:
    """What draws them."""
    folder = files("material").joinpath("templates", ".icons", "material")
    shapes = {name: folder.joinpath(f"{name}.svg").read_text(encoding="utf-8").strip() for name in ICONS}
    return _SHARED + "".join(_shape(name, shape) for name, shape in shapes.items())


def _shape(name: str, shape: str) -> str:
    quoted = shape.replace('"', "'")
    return f'.i-{name}{{--i:url("data:image/svg+xml;charset=utf-8,{quoted}")}}'
