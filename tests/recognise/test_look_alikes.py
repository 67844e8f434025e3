"""Look-alikes are refused with their kind, and reports that speak like them are kept."""

from __future__ import annotations

import re

import pytest
from tests.recognise.identity_documents import lines
from tests.recognise.look_alikes import LOOK_ALIKES, REPORTS

from gongkai.recognise.refusal import refusal

BODIES = (
    ("甲样市", "甲样市水利局", 2021),
    ("洪泽区", "淮安市洪泽区城市管理综合行政执法局", 2023),
    ("互助土族自治县", "互助土族自治县审计局", 2019),
)
MENU = "首页 > 政务公开 > 信息\n政府信息公开指南\n通知公告\n预算/决算\n"


def filled(text: str, place: str, body: str, year: int) -> str:
    for mark, value in (("{P}", place), ("{A}", body), ("{Y}", str(year)), ("{L}", str(year - 1))):
        text = text.replace(mark, value)
    return text


@pytest.mark.parametrize(("place", "body", "year"), BODIES)
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(kind, text, id=f"{kind}: {what}")
        for kind, texts in LOOK_ALIKES.items()
        for what, text in texts.items()
    ],
)
def test_look_alikes(kind: str, text: str, place: str, body: str, year: int) -> None:
    """With its reason, in one sentence that says what was found, what was expected and what to do; under a site's menu too."""
    for menu in ("", MENU):
        refused = refusal(lines(menu + filled(text, place, body, year)))
        assert refused is not None
        assert refused[0] == kind
        assert re.fullmatch(r"[^。\n]*应为[^。\n]*；请[^。\n]*。", refused[1])


@pytest.mark.parametrize(("place", "body", "year"), BODIES)
@pytest.mark.parametrize("text", [pytest.param(text, id=what) for what, text in REPORTS.items()])
def test_reports_are_kept(text: str, place: str, body: str, year: int) -> None:
    """Whatever stands above, inside or below them."""
    for menu in ("", MENU):
        assert refusal(lines(menu + filled(text, place, body, year))) is None
