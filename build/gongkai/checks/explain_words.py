"""Which words of a report may explain which failure (rule book 2): the thing checked, and a cause.

The lists are explicit. A rule that is not in `WORDS` is never explained: its failure is no difference of counting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTAINS = r"(?:不含|不包括|不包含|(?<!隐)(?<!内)(?<!富)(?<!蕴)含(?![义量金有糊蓄税])|包括)"
"""Counted with or without; not inside words such as 含义 and 含量."""
BODIES = "机构改革|划转|划入|划出|合并|并入|职能调整|职责调整"
AMENDED = "更正|更改|订正|勘误"
CALIBRE = "口径"
WITHDRAWN = "撤回|撤销申请|撤诉"
CLEARED = "清理|修订|修改"
EXPIRED = "自然失效|自动失效|到期失效|有效期届满|有效期满|宣布失效"


@dataclass(frozen=True, slots=True)
class Words:
    """What a sentence has to name to explain failures of a rule."""

    things: str
    """Pattern of the thing checked; empty where the row under test names it, see `ROWS`."""
    causes: str
    """Pattern of the causes other than `CONTAINS`."""
    contains: bool = True
    """Whether 含, 不含 is a cause too."""


SUM = "总计|合计|总数"
ROWS: Mapping[str, str] = {
    "received_new": f"新收|收到|申请数|{SUM}",
    "carried_in": f"结转|上年度?(?:未办结|在办)|{SUM}",
    "concluded_total": f"办结|办理结果|{SUM}",
    "carried_out": f"结转|{SUM}",
    "regulations": "(?<!行政)规章",
    "normative_documents": "规范性文件",
    "licensing": "许可",
    "other_services": "管理服务",
    "penalties": "处罚",
    "coercion": "强制",
    "fees": "收费",
    "procurement": "采购",
    "reconsideration": "复议",
    "litigation_direct": "诉讼|应诉",
    "litigation_after_reconsideration": "诉讼|应诉",
}
"""What a row is about: words on cases carried in do not explain why the applicants of another row do not add up."""

APPLICATIONS = "申请|结转|办结|办理结果"
OF_APPLICATIONS = Words(APPLICATIONS, f"{CALIBRE}|{BODIES}|{AMENDED}|{WITHDRAWN}")
OF_CARRIED = Words("结转|上年度?(?:未办结|在办)", f"{CALIBRE}|{BODIES}|{AMENDED}|{WITHDRAWN}")
OF_DOCUMENTS = Words("", f"{CALIBRE}|{BODIES}|{AMENDED}|{CLEARED}|{EXPIRED}|{WITHDRAWN}")
OF_PROCEEDINGS = Words("", f"{CALIBRE}|{BODIES}|{AMENDED}|{WITHDRAWN}")
OF_DISPUTES = Words("复议|诉讼|应诉", OF_PROCEEDINGS.causes)
OF_ITEMS = Words("", f"{CALIBRE}|{BODIES}|{AMENDED}|{CLEARED}")

OF_SHARES = Words("占|比例|百分比", f"{CALIBRE}|{AMENDED}|四舍五入", contains=False)

WORDS: Mapping[str, Words] = {
    "applications_row_total": Words("", OF_APPLICATIONS.causes),
    "applications_results_total": OF_APPLICATIONS,
    "applications_balance": OF_APPLICATIONS,
    "applications_bounds": OF_APPLICATIONS,
    "proceedings_total": OF_PROCEEDINGS,
    "proceedings_exceed_cases": OF_DISPUTES,
    "documents_in_force_bound": OF_DOCUMENTS,
    "disclosed_bound": OF_DOCUMENTS,
    "carried_over": OF_CARRIED,
    "documents_in_force": OF_DOCUMENTS,
    "repealed_bound": OF_DOCUMENTS,
    # A footnote 含上年度结转 makes this failure graver, so 含 is no cause here.
    "pending_carried": Words("", f"{CALIBRE}|{BODIES}|{AMENDED}|{WITHDRAWN}", contains=False),
    "items_carried": OF_ITEMS,
    "sudden_change": OF_ITEMS,
    "unit_slip": Words("", f"{CALIBRE}|{AMENDED}|{BODIES}", contains=False),
    "government_vs_departments": Words("部门|街道|乡镇|所属单位", CALIBRE),
    "narrative_applications": Words("新收|收到|接到|受理|收办|申请(?:总?数|总?量)", OF_APPLICATIONS.causes),
    "narrative_carried_in": OF_CARRIED,
    "narrative_carried_out": OF_CARRIED,
    "narrative_concluded": Words("申请|答复|办结|办理结果", OF_APPLICATIONS.causes),
    "narrative_balance": OF_APPLICATIONS,
    "narrative_outcomes": Words("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理", OF_APPLICATIONS.causes),
    "narrative_outcome_sum": Words("申请|答复|办结|办理结果|其他处理", OF_APPLICATIONS.causes),
    "narrative_percentage": OF_SHARES,
    "narrative_percentage_sum": OF_SHARES,
    "narrative_applicants": OF_APPLICATIONS,
    "narrative_channels": OF_APPLICATIONS,
    "narrative_previous_year": Words(APPLICATIONS, f"{CALIBRE}|{BODIES}|{AMENDED}"),
    "narrative_growth": Words(f"同比|增长|{APPLICATIONS}", f"{CALIBRE}|{BODIES}|{AMENDED}"),
    "narrative_all_answered": OF_APPLICATIONS,
    "narrative_proceedings": OF_DISPUTES,
    "narrative_proceedings_results": OF_DISPUTES,
    "narrative_documents": Words("规范性文件|规章", OF_DOCUMENTS.causes),
    "narrative_disclosure_sum": Words("公开|发布", f"{CALIBRE}|{AMENDED}|重复计|重复统计", contains=False),
    "narrative_fee": Words("处理费", f"{CALIBRE}|{AMENDED}|退还|减免", contains=False),
    "narrative_decisions": Words("", f"{CALIBRE}|{BODIES}|{AMENDED}"),
}

PLAIN = re.compile(f"{CALIBRE}|{EXPIRED}")
"""Causes that can only speak of how something is counted."""
ACCOUNTS = re.compile(
    r"因|由于|所致|导致|原因|故(?!意|障)|影响|计入|列入|纳入|归入|口径|不一致|不符|相差|差异|差额|以上数据|上表|表中|表内"
    r"|注[:：]|备注|说明[:：]"
)
"""Without one of these, a sentence on 机构改革, 清理 or 合并 tells what was done, not why a figure differs."""
OF_FIGURES = re.compile(r"统计|数据|表中|表内|上表|注[:：]")
"""Without one of these, or the difference itself, a sentence with 含 tells of parts."""
IN_BRACKETS = re.compile(rf"[（(][^（()）\d]*{CONTAINS}[^（()）\d]*[）)]")
"""N件（含转办件）, but not （含上年结转3件） where the difference is another."""
INTENDED = re.compile("下一步|今后|计划|拟|进一步|加强|推进|推动|健全|完善|加大|提升|提高|落实|深化|组织学习|培训")
"""Plans and praise explain no figure."""
DIFFERS = re.compile("计入|列入|纳入|归入|口径|不一致|不符|相差|差额")
"""Withdrawals occur in every year; without one of these, or the difference itself, they explain nothing."""
DENIED = r"(?:没有|不存在|未(?!办|审|完)|无|并非|不涉及)[^，,、；;。]{0,3}"
"""Before a cause: that it did not occur."""
BLANK_IS_ZERO = re.compile(
    r"(?:空白|空格|未填|留空|不填)[^。；;\n]{0,8}?(?:表示|代表|即|视为|视同|均?为|指|按|等于)[^。；;，,\n]{0,4}?(?:[0０零]|没有|无)"
)
"""A note that a blank cell stands for nothing."""
