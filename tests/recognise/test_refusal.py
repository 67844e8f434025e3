"""Look-alikes are refused with a reason; reports and parts of them never are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.recognise.identity_documents import FORM, lines, report

from gongkai import codes, readers
from gongkai.recognise.refusal import RULES, refusal

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "政府信息公开工作年度报告"
TITLE = f"甲样市水利局2021年{REPORT}"
SENTENCE = "我局按照条例要求，及时、准确地公开各类信息，不断提高工作的透明度，保障公众的知情权和监督权。"
OLD = f"""甲样市水利局2010年政府信息公开工作年度报告
一、概述
{SENTENCE * 4}
二、主动公开政府信息的情况
{SENTENCE * 2}
三、依申请公开政府信息办理情况
{SENTENCE}
四、收费及减免情况
五、因政府信息公开申请行政复议、提起行政诉讼的情况
六、存在的主要问题及改进措施"""
BLANK = f"{REPORT}格式模板\n" + FORM.replace("2021年，我单位认真做好政府信息公开工作。", "（文字描述）").replace(
    "\n0", "\n　"
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("blank_form", BLANK),
        ("blank_form", f"（单位名称）2021年{REPORT}（××县××局）\n" + FORM),
        ("notice", f"关于做好2021年{REPORT}编制和公布工作的通知\n各区县：\n{SENTENCE * 3}\n一、高度重视\n{SENTENCE}"),
        ("notice", f"关于印发{REPORT}格式的通知\n各单位：\n{SENTENCE}\n{BLANK}"),
        ("notice", f"{REPORT}填报说明\n一、统计范围\n{SENTENCE}"),
        ("notice", f"关于政府信息公开年度报告有关项目填报问题的解释\n{SENTENCE * 3}"),
        ("quarterly", "甲样市教育局2023年第三季度政府信息公开情况统计表\n主动公开数\n12\n依申请公开数\n3"),
        ("quarterly", f"2023年上半年政府信息公开工作报告\n{SENTENCE * 9}\n一、主动公开政府信息情况\n{SENTENCE}"),
        ("quarterly", "2022年1-6月政府信息公开工作情况\n收到申请3件"),
        ("several_reports", f"甲样市水利局2021年{REPORT}\n{FORM}\n甲样市教育局2021年{REPORT}\n{FORM}"),
        ("several_reports", f"甲样市水利局2021年{REPORT}\n{FORM}\n甲样市水利局2022年{REPORT}\n{FORM}"),
        ("news", f"甲样市发布2023年{REPORT}\n近日，甲样市公布了{REPORT}。{SENTENCE * 5}"),
        ("news", f"一图读懂：{TITLE}\n{SENTENCE}"),
        ("attachment_only", f"{TITLE}\n发布日期：2022-01-20\n附件：{TITLE}.pdf"),
        ("attachment_only", f"{TITLE}\n[image: 1]\n[image: 2]"),
        ("attachment_only", f"{REPORT}全文请点击下载附件"),
        ("attachment_only", ""),
        ("budget_report", f"甲样市水利局2021年部门决算\n{SENTENCE * 9}"),
        ("other_annual_report", f"2021年甲样市人民政府工作报告\n{SENTENCE * 9}\n一、2021年工作回顾\n{SENTENCE}"),
        ("other_annual_report", f"甲样市2021年法治政府建设年度报告\n{SENTENCE * 9}\n一、总体情况\n存在的主要问题\n全面推进政府信息公开。"),
        ("other_annual_report", "甲样市水利局政府网站工作年度报表（2021年度）\n网站名称\n甲样市水利局\n独立用户访问总量\n1024"),
        ("no_disclosure_report", f"甲样市水利局政府信息公开指南\n一、主动公开\n{SENTENCE}\n二、依申请公开\n{SENTENCE * 4}"),
        ("no_disclosure_report", "2021年全区依申请公开情况统计表\n本年新收政府信息公开申请数量\n法律服务机构\n社会公益组织\n结转下年度继续办理\n0"),
    ],
)  # fmt: skip
def test_look_alikes(kind: str, text: str) -> None:
    """Each is refused for its own reason, in one Chinese sentence that says what to do."""
    refused = refusal(lines(text))
    assert refused is not None
    assert refused[0] == kind
    assert refused[1].endswith("。")
    assert refused[1].count("。") == 1
    assert "应为" in refused[1]
    assert re.search(r"请[\u4e00-\u9fff]", refused[1])


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{FORM}",
        FORM,
        OLD,
        OLD.replace("甲样市水利局2010年政府信息公开工作年度报告", f"根据条例，编制本{REPORT}。"),
        f"{TITLE}\n{SENTENCE * 6}",
        f"关于公布{TITLE}的公告\n{TITLE}\n{FORM}",
        f"关于报送2021年{REPORT}的函\n现报上，请审阅。\n附件：{TITLE}\n{TITLE}\n{FORM}",
        f"{TITLE}\n{FORM.replace('无', '（文字描述，收取信息处理费情况在此处报告。）')}",
        f"{TITLE}\n{FORM}\n解读：{SENTENCE}\n记者近日获悉",
        f"{TITLE}\n一、总体情况\n第一季度公开3条，上半年公开9条。\n{FORM}",
        f"{TITLE}\n{TITLE}\n{FORM}",
        "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n规章\n/",
        "第二十条第（一）项\n本年新制作数量\n行政事业性收费\n0",
        "本年新收政府信息公开申请数量\n社会公益组织\n法律服务机构\n结转下年度继续办理\n0",
    ],
)
def test_reports_and_parts_are_never_refused(text: str) -> None:
    """Whole reports, free-form reports before 2019, fragments without a title, covers, quoted words of look-alikes."""
    assert refusal(lines(text)) is None


def test_every_rule_has_a_reason_in_the_list() -> None:
    """Kinds are codes of `reject_reasons` with outcome not_a_report, each asked once."""
    reasons = {row["code"]: row["outcome"] for row in codes.code_list("reject_reasons")}
    kinds = [kind for kind, _ in RULES]
    assert len(set(kinds)) == len(kinds)
    assert all(reasons[kind] == "not_a_report" for kind in kinds)


def test_report_with_a_tail_is_kept() -> None:
    """A signature and menus after the text change nothing."""
    assert refusal(report(TITLE, tail="甲样市水利局\n2022年1月4日\n上一篇：关于召开会议的通知\n附件下载")) is None


def test_real_reports(real_report: Path | None) -> None:
    """Exactly those that are expected to be refused."""
    assert real_report is not None
    expected = json.loads(real_report.read_text(encoding="utf-8"))
    stem = real_report.name.removesuffix(".expected.json")
    original = next(p for p in sorted(real_report.parent.glob(f"{stem}.*")) if p.suffix != ".json")
    refused = refusal(readers.read(original))
    assert (refused is not None) == (expected.get("outcome") == "not_a_report")
