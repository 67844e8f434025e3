"""Statements of whole passages: what they say, where they stand, which cells answer them."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from tests.accuracy.statements import LABELLED
from tests.narrative.passages import stated, told

from gongkai import codes
from gongkai.narrative import statements

FLOW = (
    "本局全年共受理政府信息公开申请859件，申请数量较上年减少12.3%；答复政府信息公开申请805件（含上年度结转申请18件，"
    "另有72件按规定顺延到下年度答复），均在法定期限内答复。"
)


def test_flow_of_a_year() -> None:
    found = stated(FLOW)
    assert [(s.kind, s.value) for s in found] == [
        ("received", 859),
        ("growth", Decimal("-12.3")),
        ("concluded", 805),
        ("carried_in", 18),
        ("carried_out", 72),
    ]
    assert found[1].share_of == 0


def test_received_may_hold_those_carried_in() -> None:
    new, handled = stated("本年新收政府信息公开申请12件。")[0], stated("全年办理政府信息公开申请12件。")[0]
    assert new.readings == ((("applications", "received_new", "total"),),)
    assert len(handled.readings) == 3
    assert handled.qualifiers == ("handled",)


def test_a_percentage_points_at_its_count() -> None:
    found = stated("共答复政府信息公开申请40件，其中予以公开10件，占25%；不予公开8件，占20%。")
    assert [(s.kind, s.share_of) for s in found[1:]] == [
        ("outcome", None),
        ("percentage", 1),
        ("outcome", None),
        ("percentage", 3),
    ]


def test_a_percentage_of_nothing_known_is_no_statement() -> None:
    assert stated("代表满意率100%，官方微博发布信息11700余条，同比增加24.5%。") == ()


def test_places_lead_back_to_the_words() -> None:
    text = "第一段。\n全年共收到 政府信息公开申请　１２ 件。"
    found = stated(text)[0]
    assert text[found.start : found.end] == found.phrase
    assert (found.value, found.paragraph, found.section_position) == (12, 2, 1)


def test_words_without_a_number() -> None:
    found = stated("因政府信息公开引起的行政复议7件、行政诉讼9件，均获维持，保持零败诉。")
    assert [(s.item, s.value, s.qualifiers) for s in found[2:]] == [
        ("reconsideration.upheld", None, ("all",)),
        ("litigation.upheld", None, ("all",)),
        ("litigation.corrected", 0, ("none",)),
    ]


def test_another_body_and_another_year() -> None:
    district = stated("区政府办公室受理政府信息公开申请17件。", agency="前样区人民政府")[0]
    assert district.other_body == "区政府办公室"
    assert stated("区政府办公室受理政府信息公开申请17件。", agency="前样区人民政府办公室")[0].other_body == ""
    assert [s.year for s in stated("2020年收到政府信息公开申请15件，2021年收到政府信息公开申请28件。")] == [2020, None]


def test_every_kind_is_in_the_code_list() -> None:
    known = {row["code"] for row in codes.code_list("statement_kinds")}
    assert {s.kind for s in statements(told(FLOW))} <= known


def test_after_the_whole_area_the_body_speaks_of_itself() -> None:
    found = stated("全市系统共办理政府信息公开申请230件，我局本级办理45件。")
    assert [(s.value, s.other_body) for s in found] == [(230, "全市"), (45, "")]


def test_a_note_below_the_proceedings_table_counts_cases() -> None:
    """What is carried in there are reviews and suits, not applications."""
    words = "含上年度结转数量2件，上年结转政府信息公开申请2件。"
    assert "carried_in" in [s.kind for s in stated(words)]
    assert {(s.kind, s.readings) for s in stated(words, "proceedings")} == {("unattributed", ())}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021年上半年收到政府信息公开申请7件。", None),
        ("今年10月收到政府信息公开申请7件。", None),
        ("2019年以来收到政府信息公开申请7件。", None),
        ("2021年以来收到政府信息公开申请7件。", 7),
        ("2021年1月1日至12月31日收到政府信息公开申请7件。", 7),
    ],
)
def test_part_of_a_year_or_several_are_not_the_year(text: str, year: int | None) -> None:
    assert [s.value for s in stated(text)] == ([] if year is None else [year])


def test_the_number_compared_with_is_last_year_s() -> None:
    found = stated("收到信息公开申请26起，比2020年（40起）下降35%，答复25起。")
    assert [(s.kind, s.value, s.year, s.share_of) for s in found] == [
        ("received", 26, None, None),
        ("received", 40, 2020, None),
        ("growth", -35, None, 0),
        ("concluded", 25, None, None),
    ]


def test_a_number_before_its_document() -> None:
    found = stated("全年制发2份政府规章，制发4份规范性文件，公开3件规范性文件解读。")
    assert [(s.item, s.value) for s in found] == [("regulations.issued", 2), ("normative_documents.issued", 4)]


def test_a_share_is_not_of_the_number_before_the_last() -> None:
    """部分公开5 has no unit and is not read; its share is not that of 予以公开."""
    found = stated("办结政府信息公开申请40件，其中予以公开12件，占30%；部分公开5，占12.5%。")
    assert [(s.kind, s.value) for s in found] == [("concluded", 40), ("outcome", 12), ("percentage", 30)]


def test_punctuation_of_either_width_reads_alike() -> None:
    wide, half = "，；：（）", ",;:()"
    for case in json.loads(LABELLED.read_text(encoding="utf-8")):
        narrow = case["text"].translate(str.maketrans(wide, half))
        assert [(s.kind, s.item, s.value) for s in stated(narrow)] == [
            (s.kind, s.item, s.value) for s in stated(case["text"].translate(str.maketrans(half, wide)))
        ] or re.search(r"\d,\d", case["text"])


def test_what_is_within_the_whole_is_another_body() -> None:
    found = stated("全区收到政府信息公开申请85件，区政府受理12件，各部门受理73件。", agency="前样区人民政府")
    assert [(s.value, s.other_body) for s in found] == [(85, ""), (12, "区政府"), (73, "各部门")]
    alone = stated("全区各部门、镇街共收到政府信息公开申请85件，办结80件。", agency="前样区人民政府")
    assert [s.other_body for s in alone] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "全县收到政府信息公开申请85件。县政府办公室受理政府信息公开申请12件。其中上年结转1件。",
        "全县收到政府信息公开申请85件。县政府办公室受理政府信息公开申请12件。上年结转1件。",
        "全县收到政府信息公开申请85件。县政府办公室2021年受理政府信息公开申请12件，上年结转1件。",
        "全县收到政府信息公开申请85件。县政府办公室上年结转政府信息公开申请1件。",
    ],
)
def test_what_the_office_carried_in_is_not_the_county_s(text: str) -> None:
    """Also where the sentence takes its subject from the one before."""
    found = stated(text, agency="乙样县人民政府")
    assert {s.other_body for s in found if s.kind == "carried_in"} == {"县政府办公室"}
    assert found[0].other_body == ""


def test_a_new_subject_ends_what_the_office_is_told_of() -> None:
    text = "县政府办公室受理政府信息公开申请12件。全县上年结转政府信息公开申请3件。\n上年结转政府信息公开申请3件。"
    found = stated(text, agency="乙样县人民政府")
    assert [(s.kind, s.other_body) for s in found] == [
        ("received", "县政府办公室"),
        ("carried_in", ""),
        ("carried_in", ""),
    ]


def test_the_office_of_a_bureau_speaks_for_the_bureau() -> None:
    found = stated("局办公室共受理政府信息公开申请12件。其中上年结转1件。", agency="乙样县水利局")
    assert [(s.kind, s.other_body) for s in found] == [("received", ""), ("carried_in", "")]


def test_the_year_is_no_part_of_a_name() -> None:
    assert stated("2021年度街道受理信息公开申请4件。", agency="丙样街道办事处")[0].other_body == ""


def test_levels_of_government_within_the_whole() -> None:
    """What the departments of the province received is not what the province received."""
    text = (
        "全省全年受理政府信息公开申请9310件。\n省政府及其部门受理政府信息公开申请1420件。"
        "市、县政府及其部门受理政府信息公开申请7890件。"
    )
    found = stated(text, agency="丁样省人民政府")
    assert [(s.value, s.other_body) for s in found] == [
        (9310, ""),
        (1420, "省政府及其部门"),
        (7890, "市、县政府及其部门"),
    ]
    alone = stated("省政府及其部门受理政府信息公开申请1420件。", agency="丁样省人民政府")
    assert [s.other_body for s in alone] == [""]


def test_outcomes_counted_one_after_the_other_need_no_word_for_applications() -> None:
    found = stated("予以公开27件，不予公开5件，无法提供6件，不予处理1件。")
    assert [(s.kind, s.item, s.value) for s in found] == [
        ("outcome", "granted", 27),
        ("outcome", "denied", 5),
        ("outcome", "unavailable", 6),
        ("outcome", "declined", 1),
    ]
    assert stated("予以公开23件、不予公开2件。") == ()


def test_documents_by_their_mark_are_no_outcomes() -> None:
    """Counted are documents that may be had on application or not at all, no applications."""
    found = stated("主动公开61件，依申请公开7件，不予公开4件。")
    assert [(s.kind, s.value) for s in found] == [("published", 61), ("unattributed", 7), ("unattributed", 4)]
