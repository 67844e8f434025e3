"""The editions of the prescribed form, one file each, and the rows that they share."""

from __future__ import annotations

from functools import cache

from gongkai import codes
from gongkai.recognise.forms.edition import Block, Edition, FormRow
from gongkai.recognise.forms.form_2019 import FORM_2019
from gongkai.recognise.forms.form_2021 import FORM_2021

EDITIONS: tuple[Edition, ...] = (FORM_2019, FORM_2021)

RESULTS_LABEL = "三、本年度办理结果"

_SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "received_new": ("一、本年新收",),
    "carried_in": ("二、上年结转",),
    "denied_security_stability": ("3.危及三安全一稳定",),
    "unavailable_not_held": ("1.本机关不掌握",),
    "unavailable_needs_creation": ("2.没有现成信息",),
    "unavailable_unclear": ("3.补正后仍不明确",),
    "declined_petition": ("1.信访举报投诉类",),
    "declined_excessive": ("4.大量反复申请",),
    "declined_reconfirm": ("5.确认或重新出具已获取信息",),
    "other_uncorrected": ("1.逾期不补正", "1.申请人无正当理由逾期不补正"),
    "other_unpaid": ("2.逾期不缴费", "2.申请人逾期未按收费通知要求缴纳费用"),
    "carried_out": ("四、结转下年度",),
}
"""Labels seen in re-typed tables, beside the official one of `codes/rows.csv`."""


@cache
def application_rows() -> tuple[FormRow, ...]:
    """The applications table top to bottom, both editions of （六） in place, group labels as rows of their own."""
    groups = {row["code"]: row["label_zh"] for row in codes.code_list("groups")}
    rows: list[FormRow] = []
    for code in codes.row_codes("applications"):
        group = groups.get(codes.outcome_group(code) or "", "")
        official = codes.row_label("applications", code)
        if code == "granted":
            rows.append(FormRow(None, (RESULTS_LABEL, "三、办理结果"), ""))
        if group and not any(row.labels[0] == group for row in rows):
            rows.append(FormRow(None, (group,), ""))
        wide = RESULTS_LABEL if code == "granted" else ""
        rows.append(FormRow(code, (official, *_SHORT_FORMS.get(code, ())), group, wide))
    undivided = next(row for row in rows if row.code == "other_undivided")
    rows.remove(undivided)
    first_other = next(i for i, row in enumerate(rows) if row.code == "other_uncorrected")
    rows.insert(first_other, FormRow("other_undivided", undivided.labels, ""))
    return tuple(rows)


__all__ = ["EDITIONS", "RESULTS_LABEL", "Block", "Edition", "FormRow", "application_rows"]
