"""The page on indicators lists those of the code list, each with numerator and denominator."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai import codes

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"zh": ROOT / "docs" / "indicators.md", "en": ROOT / "docs" / "en" / "indicators.md"}
HEADS = {
    "zh": "| 指标 | 代码 | 分子 | 分母 |\n|---|---|---|---|\n",
    "en": "| Indicator | Code | Numerator | Denominator |\n|---|---|---|---|\n",
}
PARTS = {"indicators": ("applications", "proceedings", "disclosure"), "quality": ("quality",)}


def block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def listed(name: str, language: str) -> str:
    rows = [row for row in codes.code_list("indicators") if row["group"] in PARTS[name]]
    above, below = ("numerator_zh", "denominator_zh") if language == "zh" else ("numerator", "denominator")
    return HEADS[language] + "".join(
        f"| {row[f'label_{language}']} | `{row['code']}` | {row[above]} | {row[below] or '—'} |\n" for row in rows
    )


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("name", PARTS)
def test_indicators_are_those_of_the_code_list(name: str, language: str, request: pytest.FixtureRequest) -> None:
    """Rewritten like the golden files, with --rewrite-expected."""
    before = PAGES[language].read_text(encoding="utf-8")
    made = listed(name, language)
    if request.config.getoption("--rewrite-expected"):
        PAGES[language].write_text(block(name).sub(lambda _: made, before), encoding="utf-8", newline="\n")
    match = block(name).search(before)
    assert match is not None
    assert match[0] == made


@pytest.mark.parametrize("language", PAGES)
def test_every_indicator_is_on_the_page(language: str) -> None:
    text = PAGES[language].read_text(encoding="utf-8")
    assert [row["code"] for row in codes.code_list("indicators") if f"`{row['code']}`" not in text] == []
