"""The page on indicators lists those of the code list, each with numerator and denominator."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai import codes

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "indicators.md"
HEAD = "| 指标 | 代码 | 分子 | 分母 |\n|---|---|---|---|\n"
PARTS = {"indicators": ("applications", "proceedings", "disclosure"), "quality": ("quality",)}


def block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def listed(name: str) -> str:
    rows = [row for row in codes.code_list("indicators") if row["group"] in PARTS[name]]
    return HEAD + "".join(
        f"| {row['label_zh']} | `{row['code']}` | {row['numerator_zh']} | {row['denominator_zh'] or '—'} |\n"
        for row in rows
    )


@pytest.mark.parametrize("name", PARTS)
def test_indicators_are_those_of_the_code_list(name: str, request: pytest.FixtureRequest) -> None:
    """Rewritten like the golden files, with --rewrite-expected."""
    before = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--rewrite-expected"):
        PAGE.write_text(block(name).sub(lambda _: listed(name), before), encoding="utf-8", newline="\n")
    match = block(name).search(before)
    assert match is not None
    assert match[0] == listed(name)


def test_every_indicator_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [row["code"] for row in codes.code_list("indicators") if f"`{row['code']}`" not in text] == []
