"""What the theme ships becomes smaller, and never loses what a page can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongkai.site.publish.slim import purge, slim

if TYPE_CHECKING:
    from pathlib import Path

WORDS = {"a", "b", "top", "open", "dark", "md-x"}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{x:1}.gone{x:1}", ".a{x:1}"),
        (".a .gone,.b>.a{x:1}", ".b>.a{x:1}"),
        ("#top{x:1}#gone{x:1}", "#top{x:1}"),
        ("p,.gone{x:1}", "p{x:1}"),
        ("[data-c=dark] .a{x:1}[data-c=gone] .a{x:1}", "[data-c=dark] .a{x:1}"),
        ("[open]{x:1}[class*=gone]{x:1}", "[open]{x:1}[class*=gone]{x:1}"),
        (".a:is(.gone,.b){x:1}.a:is(.gone){x:1}", ".a:is(.gone,.b){x:1}"),
        (".a:not(.gone){x:1}", ".a:not(.gone){x:1}"),
        ("@media print{.gone{x:1}}@media print{.a{x:1}}", "@media print{.a{x:1}}"),
        ("@keyframes k{0%{x:1}to{x:2}}", "@keyframes k{0%{x:1}to{x:2}}"),
        ("@font-face{font-family:f}", "@font-face{font-family:f}"),
        (".a::before{content:'.gone{}'}", '.a::before{content:".gone{}"}'),
        (".md-x{background:url(data:image/svg+xml;x)}", ".md-x{background:url(data:image/svg+xml;x)}"),
    ],
)
def test_a_rule_goes_only_if_nothing_can_have_its_name(css: str, left: str) -> None:
    assert purge(css, WORDS).replace('url("data:image/svg+xml;x")', "url(data:image/svg+xml;x)") == left


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "index.html": '<p class="shown md-shown" title="rtl">',
        "reports/x/index.html": '<p class="recorded">',
        "assets/gongkai.css": "p{color:var(--kept)}",
        "assets/stylesheets/main.1.min.css": ":root{--kept:1;--also:2;--told:3;--gone:url(x)}.shown{--own:1;x:var(--also)}.recorded{x:1}.zz-unheard-of{x:1}.by-script{x:1}[dir=rtl] .shown{x:1}@supports (x:1){.shown{y:1}.zz-unheard-of{x:1}}/*# sourceMappingURL=x.map */",
        "assets/stylesheets/main.1.min.css.map": "{}",
        "assets/javascripts/bundle.1.min.js": 'x("by-script","--told");M("link[rel=alternate]")\n//# sourceMappingURL=x.map\n',
        "assets/javascripts/bundle.1.min.js.map": "{}",
        "assets/javascripts/lunr/min/lunr.fr.min.js": "x",
        "assets/images/favicon.png": "x",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_files_that_no_page_loads_go(site: Path) -> None:
    changed = slim(site)
    left = {path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file()}
    assert left == {"assets/gongkai.css", "assets/stylesheets/main.1.min.css", "assets/javascripts/bundle.1.min.js"}
    assert changed["assets/javascripts/lunr/min/lunr.fr.min.js"] == (1, 0)
    assert not (site / "assets/images").exists()


def test_rules_and_variables_that_nothing_names_go(site: Path) -> None:
    slim(site)
    css = (site / "assets/stylesheets/main.1.min.css").read_text(encoding="utf-8")
    assert css == (
        ":root{--kept:1;--also:2;--told:3}.shown{x:var(--also)}.recorded{x:1}.by-script{x:1}@supports (x:1){.shown{y:1}}"
    )


def test_the_script_asks_no_other_address_for_lists_of_pages(site: Path) -> None:
    slim(site)
    script = (site / "assets/javascripts/bundle.1.min.js").read_text(encoding="utf-8")
    assert "alternate" not in script
    assert "sourceMappingURL" not in script


def test_a_second_time_changes_nothing(site: Path) -> None:
    slim(site)
    assert slim(site) == {}
