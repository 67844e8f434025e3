from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from gongkai.site.publish.cards import SIZE, wrapped, write_cards
from gongkai.site.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

LONG = "山东省各级行政机关、法律法规授权组织和公共企事业单位政府信息公开工作年度报告汇编与检索网站" * 2


def test_one_card_for_each_language(tmp_path: Path) -> None:
    texts = {"zh": ("政府信息公开年报", "一份报告一页。"), "en": ("Reports", "One page a report.")}
    written = write_cards(tmp_path, texts, Settings(), "https://data.example/base/")
    assert [path.relative_to(tmp_path).as_posix() for path in written] == ["assets/card.png", "en/assets/card.png"]
    for path in written:
        with Image.open(path) as card:
            assert card.size == SIZE
        assert path.stat().st_size < 60_000
    assert written[0].read_bytes() != written[1].read_bytes()


def test_long_texts_leave_the_line_below_them_free(tmp_path: Path) -> None:
    (path,) = write_cards(tmp_path, {"zh": (LONG[:30], LONG)}, Settings(), "https://data.example/")
    with Image.open(path) as card:
        plain = card.convert("RGB")
        paper = plain.getpixel((20, 300))
        free = [plain.getpixel((x, y)) for y in range(495, 505) for x in range(90, 1110)]
    assert set(free) == {paper}


def test_chosen_colours_are_used(tmp_path: Path) -> None:
    (path,) = write_cards(
        tmp_path, {"zh": ("甲", "乙")}, Settings(colours={"light": {"vermilion": "#0000ff"}}), "https://data.example/"
    )
    with Image.open(path) as card:
        assert card.convert("RGB").getpixel((600, 5)) == (0, 0, 255)


def test_without_an_address_there_is_none(tmp_path: Path) -> None:
    assert write_cards(tmp_path, {"zh": ("甲", "乙")}, Settings(), "") == []


class Square:
    """Letters all of one width."""

    def getlength(self, text: str) -> float:
        return 10.0 * len(text)


def test_no_line_begins_with_a_closing_sign() -> None:
    lines = wrapped("甲乙，one two丙。", Square(), 50)  # type: ignore[arg-type]
    assert lines == ["甲乙，", "one", "two丙。"]


def test_a_text_without_end_is_drawn_as_far_as_there_is_room(tmp_path: Path) -> None:
    (path,) = write_cards(tmp_path, {"zh": ("年" * 900, "乙")}, Settings(), "https://data.example/")
    assert path.stat().st_size > 0
