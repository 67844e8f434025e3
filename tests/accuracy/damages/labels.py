"""Damages of row labels and column headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.accuracy.damages.damage import Damage, Group
from tests.accuracy.draft import Draft, table, undetermined, with_cells

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gongkai.specimen.chance import Chance
    from gongkai.specimen.figures import Key
    from gongkai.specimen.tables import GridCell

TYPOS: Mapping[str, str] = {
    "本年处理决定数量": "本年处理绝对数量",
    "二、上年结转政府信息公开申请数量": "二、上年结转政府信息公开数量",
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "（一）予以公开": "（一）予已公开",
    "4.无正当理由大量反复申请": "4.无正当理由大量反复 申请",
    "1.信访举报投诉类申请": "1.信访举报投拆类申请",
    "四、结转下年度继续办理": "四、结转下年继续办理",
    "行政事业性收费": "行政事业收费",
    "3.补正后申请内容仍不明确": "3.补正后申请内容仍然不明确",
}
CUTS: Mapping[str, str] = {
    "现行有效件数": "现行有效件",
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
    "对外公开总数量": "对外公开总",
    "本年增/减": "本年增/",
    "上一年项目数量": "上一年项目",
    "本年制发件数": "本年制发件",
}
CONVERTED: Mapping[str, str] = {
    "信息": "資訊",
    "档案": "檔案",
    "处理": "處理",
    "复议": "復議",
    "结果": "結果",
    "总计": "總計",
    "数量": "數量",
}
SMALL: Mapping[str, str] = {
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
}
RADICALS = str.maketrans(
    {
        "一": "⼀",
        "二": "⼆",
        "工": "⼯",
        "见": "⻅",
        "行": "⾏",
        "无": "⽆",
        "人": "⼈",
        "自": "⾃",
        "民": "⺠",
        "政": "政",
        "车": "⻋",
    }
)


def _is_label(cell: GridCell) -> bool:
    return cell.kind != "figure" and bool(cell.text)


def _words(
    change: Callable[[str], str], *, kinds: tuple[str, ...] = ("head", "label")
) -> Callable[[Draft, Chance], Draft | None]:
    """A damage of every label."""

    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        changed = with_cells(of, lambda c: c._replace(text=change(c.text)) if c.kind in kinds and c.text else c)
        return changed if changed.report != of.report else None

    return apply


def _listed(words: Mapping[str, str], share: float = 1.0) -> Callable[[Draft, Chance], Draft | None]:
    """Labels replaced as in a list, each with a certain chance."""

    def apply(of: Draft, chance: Chance) -> Draft | None:
        chosen = {old: new for old, new in words.items() if chance.happens(share)}
        changed = with_cells(of, lambda c: c._replace(text=chosen[c.text]) if _is_label(c) and c.text in chosen else c)
        return changed if changed.report != of.report else None

    return apply


def character_lost(of: Draft, chance: Chance) -> Draft | None:
    """Three labels have lost a character each."""
    grids = [g for code in ("disclosure", "applications") if (g := table(of, code))]
    labels = sorted({c.text for grid in grids for c in grid.cells if c.kind == "label" and len(c.text) > 5})
    cuts: dict[str, str] = {}
    for text in chance.sample(labels, 3):
        at = chance.between(3, len(text) - 1)
        cuts[text] = text[:at] + text[at + 1 :]
    return with_cells(of, lambda c: c._replace(text=cuts.get(c.text, c.text)) if c.kind == "label" else c)


def label_lost(of: Draft, chance: Chance) -> Draft | None:
    """The words of two rows are gone, the figures stand."""
    grid = table(of, "applications")
    if grid is None:
        return None
    labels = [c for c in grid.cells if c.kind == "label" and c.column == 2]
    gone = set(chance.sample(labels, 2)) if labels else set()
    rows = {cell.row for cell in gone}
    keys = {c.key for c in grid.cells if c.key and c.row in rows}
    lost = with_cells(of, lambda c: c._replace(text="") if c in gone else c)
    return undetermined(lost, keys) if gone else None


def labels_of_a_group_lost(of: Draft, chance: Chance) -> Draft | None:
    """All sub-rows of one group have lost their labels: only their order is left."""
    return _column_lost(of, chance.pick(("denied", "unavailable", "declined")))


def _column_lost(of: Draft, group: str) -> Draft | None:
    grid = table(of, "applications")
    if grid is None:
        return None
    keys: set[Key] = {c.key for c in grid.cells if c.key and codes.outcome_group(c.key[1]) == group}
    rows = {c.row for c in grid.cells if c.key in keys}
    lost = with_cells(
        of,
        lambda c: (
            c._replace(text="")
            if c.kind == "label"
            and c.column == 2
            and c.row in rows
            and c.text
            and any(k[1] in codes.outcome_codes() for k in keys)
            and c.row_span == 1
            else c
        ),
    )
    return undetermined(lost, keys)


def group_label_lost(of: Draft, chance: Chance) -> Draft | None:
    """（三）不予公开 and the like are gone; the sub-rows' own words remain."""
    groups = set(chance.sample(tuple(codes.labels("groups").values()), 2))
    return _changed(of, lambda c: c._replace(text="") if c.text in groups and c.row_span > 1 else c)


def vertical(of: Draft, chance: Chance) -> Draft | None:
    """Merged labels one character a line."""
    del chance
    return _changed(of, lambda c: c._replace(text="\n".join(c.text)) if c.kind == "label" and c.row_span > 2 else c)


def vertical_header(of: Draft, chance: Chance) -> Draft | None:
    """结 / 果 / 维 / 持 one below the other."""
    del chance
    return _changed(
        of,
        lambda c: (
            c._replace(text="\n".join(c.text.replace("\n", "")))
            if c.kind == "head" and c.column_span == 1 and 1 < len(c.text) < 8
            else c
        ),
    )


def broken_lines(of: Draft, chance: Chance) -> Draft | None:
    """Labels broken over lines anywhere."""

    def change(cell: GridCell) -> GridCell:
        if cell.kind != "label" or len(cell.text) < 6:
            return cell
        at = chance.between(2, len(cell.text) - 2)
        return cell._replace(text=cell.text[:at] + "\n" + cell.text[at:])

    return _changed(of, change)


def explained(of: Draft, chance: Chance) -> Draft | None:
    """Explanations in brackets, with digits, inside labels."""
    more = chance.pick(("（全区机关均无制定规章的权限）", "（含2个下属单位）", "（2022年起按新口径统计）"))
    return _changed(
        of,
        lambda c: c._replace(text=c.text + more) if c.text in ("规章", "行政许可", "3.其他", "（一）予以公开") else c,
    )


def one_group_numbered_otherwise(of: Draft, chance: Chance) -> Draft | None:
    """1、 2、 3、 inside （六） only."""
    del chance
    keys = {"other_uncorrected", "other_unpaid", "other_other"}
    words = {codes.row_label("applications", row) for row in keys}
    return _changed(of, lambda c: c._replace(text=c.text.replace(".", "、", 1)) if c.text in words else c)


def _changed(of: Draft, change: Callable[[GridCell], GridCell]) -> Draft | None:
    changed = with_cells(of, change)
    return changed if changed.report != of.report else None


def _spaced(text: str) -> str:
    return " ".join(text) if len(text) < 5 else text[:3] + " " + text[3:]


def _bookmarked(text: str) -> str:
    return f"[bookmark: _GoBack]{text}" if text.startswith("四、") else text


def _unnumbered(text: str) -> str:
    return re.sub(r"^(?:\d\.|（[一二三四五六七]）|[一二三四]、)", "", text)


def _other_numbers(text: str) -> str:
    return re.sub(r"^(\d)\.", r"\1、", text).replace("（", "(").replace("）", ")")


GROUP = Group(
    code="labels",
    label_zh="行名列名怎么写",
    damages=(
        Damage(code="typos", label_zh="行名有错字漏字", apply=_listed(TYPOS, 0.7)),
        Damage(code="cut_headers", label_zh="列名缺尾，两列同名", apply=_listed(CUTS)),
        Damage(code="short_labels", label_zh="行名改短：逾期不补正", apply=_listed(SMALL)),
        Damage(code="old_label", label_zh="新表式写规范性文件", apply=_listed({"行政规范性文件": "规范性文件"})),
        Damage(
            code="clause_without_di",
            label_zh="条款号缺“第”字或多空格",
            apply=_words(lambda text: re.sub(r"第（(.)）项", r"（\1）项", text.replace("第二十条", "第二十条  "))),
        ),
        Damage(code="spaces_inside", label_zh="行名列名内有空格", apply=_words(_spaced)),
        Damage(code="half_width_brackets", label_zh="半角括号，1、代 1.", apply=_words(_other_numbers)),
        Damage(code="one_group_numbered_otherwise", label_zh="只有（六）用 1、", apply=one_group_numbered_otherwise),
        Damage(code="unnumbered", label_zh="行名没有编号", apply=_words(_unnumbered, kinds=("label",))),
        Damage(code="explained", label_zh="行名里有带数字的说明", apply=explained),
        Damage(code="bookmarks", label_zh="行名带转换软件留下的标记", apply=_words(_bookmarked, kinds=("label",))),
        Damage(code="character_lost", label_zh="三个行名各缺一字", apply=character_lost),
        Damage(code="label_lost", label_zh="两行没有行名：归对，或存疑", apply=label_lost),
        Damage(
            code="labels_of_a_group_lost", label_zh="一组各行都没有行名：归对，或存疑", apply=labels_of_a_group_lost
        ),
        Damage(code="group_label_lost", label_zh="组名丢失", apply=group_label_lost),
        Damage(code="vertical", label_zh="组名竖排，一字一行", apply=vertical),
        Damage(code="vertical_header", label_zh="列名竖排", apply=vertical_header),
        Damage(code="broken_lines", label_zh="行名折行", apply=broken_lines),
        Damage(
            code="traditional",
            label_zh="信息写作資訊，用繁体字",
            apply=_words(lambda text: _replace_all(text, CONVERTED)),
        ),
        Damage(code="radicals", label_zh="部首代替汉字（⼀⾏⽆）", apply=_words(lambda text: text.translate(RADICALS))),
    ),
)


def _replace_all(text: str, words: Mapping[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text
