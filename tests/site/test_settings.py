"""What the owner of a site chooses: taken over where it makes sense, refused in one line of words where not."""

from __future__ import annotations

import pytest

from gongkai.errors import SiteError
from gongkai.site.assets import style_sheet
from gongkai.site.settings import READABLE, Settings, contrast, palette, read_settings, rgb

SOUND = {"repository": "https://example.org/source", "datapackage": "datapackage"}


def settings(**extra: object) -> Settings:
    return read_settings({**SOUND, **extra}, site_url="https://example.org/x/", site_name="年报")


def test_nothing_chosen_changes_nothing() -> None:
    assert settings(banner="", region_scope="", colours={}) == Settings()
    assert style_sheet(Settings().style()) == style_sheet()


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({"baner": "x"}, "extra.baner is not known; known are banner, "),
        ({"banner": 3}, "extra.banner is 3; write a text"),
        ({"en": "x"}, "extra.en is 'x'; write banner, "),
        ({"en": {"name": "x"}}, "extra.en.name is not known"),
        ({"en": {"banner": ["x"]}}, r"extra.en.banner is \['x'\]; write a text"),
        ({"region_scope": "山东"}, 'extra.region_scope is .*such as "37"'),
        ({"region_scope": "370100"}, "extra.region_scope"),
        ({"region_scope": "05"}, "extra.region_scope"),
        ({"colours": "red"}, "extra.colours is 'red'; write primary, "),
        ({"colours": {"primary": "red"}}, "extra.colours.primary is 'red'; write six hexadecimal digits"),
        ({"colours": {"main": "#000000"}}, "extra.colours.main is not known; known are primary, primary_dark, accent"),
        ({"repository": "source"}, "extra.repository is 'source'"),
        ({"contact": "me"}, "extra.contact is 'me'; write a mail address"),
        ({"sql": "yes"}, "extra.sql is 'yes'; write true or false"),
        ({"originals": "no"}, "extra.originals is 'no'; write true or false"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(extra: dict[str, object], words: str) -> None:
    with pytest.raises(SiteError, match=words) as refused:
        settings(**extra)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("mkdocs.yml: ")


@pytest.mark.parametrize("url", ["example.org/x", "/x/", "ftp://example.org/"])
def test_half_an_address_is_refused(url: str) -> None:
    with pytest.raises(SiteError, match=r"site_url is .*; write a whole address"):
        read_settings(SOUND, site_url=url, site_name="年报")


def test_a_site_has_a_name() -> None:
    with pytest.raises(SiteError, match="site_name is empty"):
        read_settings(SOUND, site_name=" ")


def test_the_banner_in_both_languages() -> None:
    assert settings(banner="试运行", en={"banner": "Trial"}).banner == {"zh": "试运行", "en": "Trial"}
    assert settings(banner="试运行").banner == {"zh": "试运行", "en": "试运行"}


@pytest.mark.parametrize("code", ["37", "370000", 37])
def test_a_province_is_named_by_its_code(code: object) -> None:
    chosen = settings(region_scope=code)
    assert chosen.scope == "370000"
    assert (chosen.place("zh"), chosen.place("en")) == ("山东省", "Shandong Province")


def test_chosen_colours_reach_the_style_sheet_and_win() -> None:
    chosen = settings(colours={"primary": "#1f4e79", "accent_dark": "#ffbbaa"})
    css = style_sheet(chosen.style())
    assert css.rindex("--gk-celadon:#1f4e79") > css.rindex("--gk-celadon: ")
    assert css.rindex("--gk-vermilion:#ffbbaa") > css.rindex("@media screen{")
    assert chosen.warnings == ()


def test_the_dark_colour_is_made_readable() -> None:
    dark = settings(colours={"primary": "#1f4e79"}).colours["dark"]["celadon"]
    grounds = palette("dark")
    assert all(contrast(rgb(dark), rgb(grounds[name])) >= READABLE for name in ("paper", "surface", "tint"))


def test_what_is_hard_to_read_is_allowed_with_a_warning() -> None:
    chosen = settings(colours={"primary": "#d0d0a0"})
    assert chosen.colours["light"] == {"celadon": "#d0d0a0"}
    (warning,) = chosen.warnings
    assert "extra.colours.primary #d0d0a0 is hard to read" in warning
    assert "text needs 4.5" in warning
