"""Years at the head of a sentence that are not the report's: which of them speak of the year's work, and which may."""

from __future__ import annotations

import pytest
from tests.checks.cases import PLAIN
from tests.checks.factory import only_sections

from gongkai.checks import results


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("2022年，本机关主动公开政府信息12条。", ["failed"]),
        ("2023年，本机关主动公开政府信息12条。", ["passed"]),
        # Only the year before is left over from a report; others are meant.
        ("2019年，本机关主动公开政府信息12条。", []),
        ("2024年，本机关继续做好政府信息公开工作。", []),
        ("2022年，本机关主动公开政府信息12条，同比增加2条。", []),
        ("2022年，辖区降水偏多。", []),
    ],
)
def test_only_the_year_before_is_wrong(sentence: str, states: list[str]) -> None:
    report = only_sections(PLAIN, {"overview": sentence})
    assert [r.state for r in results(report) if r.rule.code == "wrong_year_in_prose"] == states
