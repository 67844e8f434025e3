"""Reasons for giving nothing: those that occurred, with the article the code list names."""

from __future__ import annotations

from tests.site.making import figure, record

from gongkai import codes
from gongkai.site.annual_report.grounds import GROUPS, MEANINGS, article, grounds, listed
from gongkai.site.language import catalogue, speaking


def rows() -> list[str]:
    return [row["code"] for row in codes.code_list("rows") if row["group"] in GROUPS]


def test_every_reason_of_the_form_is_explained_in_both_languages() -> None:
    assert set(MEANINGS) == set(rows())
    assert all(meaning in catalogue("en") for meaning in MEANINGS.values())


def test_what_occurred_what_did_not_and_what_is_not_known() -> None:
    subject = record(
        [
            figure("applications", "denied_state_secret", "total", 2),
            figure("applications", "denied_internal_affairs", "total", 30),
            figure("applications", "declined_repeat", "total", 0),
            figure("applications", "declined_petition", "total", None, "blank"),
            figure("applications", "unavailable_unclear", "total", None, "absent"),
        ]
    )
    found = grounds(subject)
    assert [(ground.code, ground.count, ground.article) for ground in found.found] == [
        ("denied_internal_affairs", 30, "第十六条"),
        ("denied_state_secret", 2, "第十四条"),
    ]
    assert found.zero == ("重复申请",)
    assert found.unknown == (("信访举报投诉类申请", "未填报"),)
    assert found.absent == len(rows()) - len(found.found) - len(found.zero) - len(found.unknown)
    html = listed(found)
    assert html.index("href=#a-denied_internal_affairs-total>30<") < html.index("href=#a-denied_state_secret-total>2<")
    assert "重复申请" not in html


def test_articles_come_from_the_code_list() -> None:
    basis = {row["code"]: row["legal_basis"] for row in codes.code_list("rows")}
    assert article(basis["denied_inquiry"]) == "第三十六条第（七）项"
    assert article(basis["declined_reconfirm"]) == "没有单独的条文"
    with speaking("en"):
        assert article(basis["denied_inquiry"]) == "art. 36(7)"


def test_what_is_not_verified_says_so() -> None:
    subject = record([figure("applications", "unavailable_not_held", "total", 1)])
    assert grounds(subject).unverified
    assert "*</span>" in listed(grounds(subject))


def test_a_report_without_such_rows_has_no_such_part() -> None:
    assert not grounds(record([])).any
