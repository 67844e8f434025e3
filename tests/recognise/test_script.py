"""Traditional characters are converted, simplified text is left alone."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from gongkai import codes
from gongkai.recognise.script import simplified

WORDS = (
    "收到和處理政府資訊公開申請情況 行政規範性檔案 現行有效件數 本年處理決定數量 本年收費金額 採購專案數量 採購總金額"
    " 商業企業 科研機構 社會公益組織 法律服務機構 總計 結轉下年度繼續辦理 危及三安全一穩定 保護第三方合法權益"
    " 無正當理由大量反復申請 結果維持 結果糾正 尚未審結 檔案局"
)
PLAIN = (
    "收到和处理政府信息公开申请情况 行政规范性文件 现行有效件数 本年处理决定数量 本年收费金额 采购项目数量 采购总金额"
    " 商业企业 科研机构 社会公益组织 法律服务机构 总计 结转下年度继续办理 危及三安全一稳定 保护第三方合法权益"
    " 无正当理由大量反复申请 结果维持 结果纠正 尚未审结 档案局"
)


def test_words_of_the_form() -> None:
    """Characters and exchanged words; 檔案 is 文件 only in the name of the document, else 档案."""
    assert simplified(WORDS) == PLAIN


@pytest.mark.parametrize("printed", ["年度報(bào)告", "年度報（bào）告", "年(nián)度報告", "年度报(bao)告"])
def test_readings_in_brackets(printed: str) -> None:
    """Half or full width, behind characters of either script."""
    assert simplified(printed) == "年度报告"


def test_simplified_text_is_left_alone() -> None:
    """No name of the region table, no word of the other lists and no label changes."""
    for name in (*codes.CODE_LISTS, "national_bodies", "body_words"):
        text = files("gongkai.codes").joinpath(f"{name}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            for value in row.values():
                assert simplified(value) == value


def test_brackets_with_other_content_stay() -> None:
    """Notes, codes and Latin words are no readings."""
    for text in ("规章（含修订）", "报告(2021)", "附件(a)：", "年度报告(docx)", "（二）部分公开"):
        assert simplified(text) == text
