"""Prose that speaks like the tables, in any section, changes no figure and adds none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.cases import PLAIN, PLAIN_2019
from tests.checks.factory import with_cells
from tests.corpus_rules.page import page
from tests.corpus_rules.reading import understood

from gongkai import codes

if TYPE_CHECKING:
    from tests.checks.factory import Cell

    from gongkai.model import AnnualReport, Key

SENTENCES = (
    "本年新收政府信息公开申请30件。",
    "1.本年新收政府信息公开申请30件，上年结转2件。",
    "上年结转政府信息公开申请2件。",
    "（一）予以公开20件。",
    "2.重复申请：1件",
    "（七）总计27件",
    "结转下年度继续办理3件",
    "行政复议7件，行政诉讼4件。",
    "结果维持",
    "尚未审结2件",
    "本年制发行政规范性文件4件，废止1件，现行有效12件。",
    "行政处罚决定9件",
    "依照第二十条第（八）项，本年收费金额为0。",
)
CELLS: dict[Key, Cell] = {
    ("applications", "received_new", "natural_person"): 5,
    ("applications", "granted", "total"): 4,
    ("proceedings", "litigation_direct", "upheld"): 2,
    ("disclosure", "penalties", "decisions"): 8,
}


@pytest.mark.parametrize("section", codes.labels("sections"))
@pytest.mark.parametrize("plain", [PLAIN, PLAIN_2019], ids=["2021", "2019"])
def test_no_figure_changes(plain: AnnualReport, section: str) -> None:
    report = with_cells(plain, CELLS)
    alone, told = understood(page(report)), understood(page(report, prose={section: "\n".join(SENTENCES)}))
    assert [(f.table, f.row, f.column, f.value, f.status) for f in told.figures] == [
        (f.table, f.row, f.column, f.value, f.status) for f in alone.figures
    ]
    assert {f.row: f.value for f in told.figures if (f.row, f.column) == ("granted", "total")} == {"granted": 4}
