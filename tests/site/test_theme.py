"""Settings and colours: nothing calls another host, everything can be read in light and dark."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from gongkai.site import icons
from gongkai.site.settings import contrast

ROOT = Path(__file__).resolve().parents[2]
OVERRIDES = ROOT / "build" / "gongkai" / "site" / "overrides"
STYLES = ROOT / "build" / "gongkai" / "site" / "styles"
CSS = "\n".join(part.read_text(encoding="utf-8") for part in sorted(STYLES.glob("*.css")))
SETTINGS = "\n".join(
    line.partition(" #")[0]
    for line in (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    if not line.strip().startswith("#")
)

READ = ("ink", "soft", "zero", "celadon", "vermilion", "amber")
"""Colours in which text is set."""
PAPERS = ("paper", "surface", "tint")


PALETTES = {
    "default": r"^\[data-md-color-scheme\] \{(.*?)\}",
    "slate": r'^@media screen \{\s+\[data-md-color-scheme="slate"\] \{(.*?)\}',
}
"""The light colours hold everywhere, the dark ones on screens."""


def colours(scheme: str) -> dict[str, tuple[int, int, int]]:
    """Of the whole site: each part of the styles may name its own."""
    blocks = re.findall(PALETTES[scheme], CSS, re.DOTALL | re.MULTILINE)
    assert blocks
    found = re.findall(r"--gk-([a-z0-9-]+): #([0-9a-f]{6});", "\n".join(blocks))
    return {name: (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)) for name, code in found}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_text_stands_out_from_every_paper(scheme: str) -> None:
    found = colours(scheme)
    pairs = [(text, paper) for text in READ for paper in PAPERS if (text, paper) != ("zero", "tint")]
    pairs += [
        ("banner-ink", "banner"),
        ("vermilion", "vermilion-tint"),
        ("celadon", "celadon-tint"),
        ("ink", "celadon-tint"),
    ]
    poor = {pair: round(ratio, 2) for pair in pairs if (ratio := contrast(found[pair[0]], found[pair[1]])) < 4.5}
    assert poor == {}


def test_both_schemes_name_the_same_colours() -> None:
    assert colours("default").keys() == colours("slate").keys()
    assert set(re.findall(r"var\(--gk-([a-z0-9-]+)\)", CSS)) - {"sans", "serif"} <= colours("default").keys()


def test_both_schemes_are_printed_in_dark_ink_on_white() -> None:
    """Nothing but the paper is named anew for print, and no colour is named for the dark scheme outside of screens."""
    blocks = [match for palette in PALETTES.values() for match in re.finditer(palette, CSS, re.DOTALL | re.MULTILINE)]
    named = [match.start() for match in re.finditer("--gk-[a-z0-9-]+: #", CSS)]
    others = [at for at in named if not any(block.start() < at < block.end() for block in blocks)]
    assert [CSS[at : CSS.index(";", at)] for at in others] == ["--gk-paper: #fff"]
    assert CSS.rindex("@media print {", 0, others[0]) > CSS.rindex("@media", 0, CSS.index("@page"))


def test_the_style_sheet_loads_nothing() -> None:
    assert not re.search(r"url\((?!#)", CSS), "only patterns of the page's own drawings"
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_settings_that_were_seen_to_call_out_are_off() -> None:
    assert re.search(r"^  font: false$", SETTINGS, re.MULTILINE)
    for word in ("repo_url", "navigation.instant", "privacy", "social", "analytics"):
        assert word not in SETTINGS


def test_the_theme_overrides_name_no_other_host() -> None:
    for path in OVERRIDES.rglob("*"):
        if path.suffix in (".html", ".svg", ".css"):
            hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8")))
            assert hosts <= {"www.w3.org", "example.org"}, path


def test_icons_are_drawn_by_the_style_sheet_and_others_stand_in_the_page() -> None:
    theme = Path(str(files("material"))) / "templates"
    loader = Environment(loader=icons.drawn(FileSystemLoader(theme)), autoescape=True)
    style = icons.style_sheet()
    for name in icons.ICONS:
        drawn = (theme / ".icons" / "material" / f"{name}.svg").read_text(encoding="utf-8")
        assert loader.get_template(f".icons/material/{name}.svg").render() == f'<svg class="i-{name}"></svg>'
        (shape,) = re.findall(r'd="([^"]+)"', drawn)
        assert f".i-{name}{{" in style
        assert shape in style
    assert "<path" in loader.get_template(".icons/material/home.svg").render()
