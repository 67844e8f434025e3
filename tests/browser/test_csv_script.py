"""The one rule of CSV in the browser is that of the files which the site is built with."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from tests.browser.serving import require_browser

from gongkai.package.text import neutral
from gongkai.site.assets import scripts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
require_browser()

TEXTS = (
    *("", "甲样市", "12", "-4", "+0.5", "-", "--", "12%", "－５", "1,234", 'a"b', "a\nb", "a\rb"),
    *("=1+1", "+1+1", "-4+A1", "@SUM(A1)", "＝1", "＋甲", "＠甲", "－甲", " =1", '"=1', "“=1", "\u3000=1", "\t1", "\r=1", "\n=1"),
)  # fmt: skip


def test_texts_are_neutral_as_in_the_built_files(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=scripts()["assets/csv.js"])
    line = page.evaluate("(texts) => gongkaiCsv.line([...texts, null, undefined, -4, 0.25, false])", list(TEXTS))
    page.close()
    (read,) = csv.reader(StringIO(line, newline=""))
    assert read == [*map(neutral, TEXTS), "", "", "-4", "0.25", "false"]
