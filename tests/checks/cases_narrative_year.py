"""The report's year, the year before, and no known year at the head of a sentence on the year's work."""

from __future__ import annotations

from dataclasses import replace

from tests.checks.cases import PLAIN, Case
from tests.checks.factory import only_sections

RIGHT = only_sections(PLAIN, {"overview": "2023年，本机关主动公开政府信息12条。"})
WRONG = only_sections(PLAIN, {"disclosure": "2022年本机关政府信息公开总数量：0"})

CASES: tuple[Case, ...] = (
    Case("wrong_year_in_prose", "passed", RIGHT, "2023", "warning", 2023, 2023),
    Case("wrong_year_in_prose", "failed", WRONG, "2022", "warning", 2023, 2022),
    Case("wrong_year_in_prose", "not_checkable", replace(RIGHT, year=None), "2023", "warning", reason="absent"),
)
