"""Damages of the figures' cells: how numbers, blanks and strokes are written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.accuracy.damages.damage import Damage, Group
from tests.accuracy.draft import Draft, Expected, expecting, printing, table, texts, undetermined, with_table

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.specimen.chance import Chance
    from gongkai.specimen.figures import Key

BLANK = Expected(None, "blank")
STROKE = Expected(None, "not_applicable")
FULL_WIDTH = str.maketrans("0123456789.-,", "０１２３４５６７８９．－，")
ORGANISATIONS = codes.column_codes("applications")[1:6]


def _blank(of: Draft, keys: list[Key], text: str = "", truth: Expected = BLANK) -> Draft | None:
    return printing(of, dict.fromkeys(keys, text), dict.fromkeys(keys, truth)) if keys else None


def _zeros(of: Draft) -> list[Key]:
    return [key for key, cell in of.expected.items() if cell.value == 0 and texts(of).get(key) is not None]


def blank_for_zero(of: Draft, chance: Chance) -> Draft | None:
    del chance
    return _blank(of, _zeros(of))


def some_blank(of: Draft, chance: Chance) -> Draft | None:
    return _blank(of, [key for key in _zeros(of) if chance.happens(0.4)])


def blank_tables(of: Draft, chance: Chance) -> Draft | None:
    """One whole table is blank."""
    code = chance.pick(("disclosure", "applications", "proceedings"))
    return _blank(of, [key for key in of.expected if key[0] == code])


def blank_details(of: Draft, chance: Chance) -> Draft | None:
    """Only row totals are filled in."""
    del chance
    return _blank(of, [key for key in of.expected if key[0] == "applications" and key[2] != "total"])


def blank_row_totals(of: Draft, chance: Chance) -> Draft | None:
    del chance
    rows = {"granted", "partially_granted", *(row for row in codes.outcome_codes())}
    return _blank(of, [k for k in of.expected if k[0] == "applications" and k[2] == "total" and k[1] in rows])


def organisations_blank(of: Draft, chance: Chance) -> Draft | None:
    """Only 自然人 and 总计 are filled in: the five columns between hold nothing but zeros, left blank."""
    del chance
    keys = [key for key in of.expected if key[0] == "applications" and key[2] in ORGANISATIONS]
    rows = {key[1] for key in keys if of.expected[key].value}
    return _blank(of, [key for key in keys if key[1] not in rows])


def stroke_for_zero(of: Draft, chance: Chance) -> Draft | None:
    mark = chance.pick(("/", "-", "—", "／", "--", "无"))
    return _blank(of, _zeros(of), mark, STROKE)


def stroke_row(of: Draft, chance: Chance) -> Draft | None:
    mark = chance.pick(("/", "-", "—", "不适用", "不涉及"))
    return _blank(of, [key for key in of.expected if key[1] == "regulations"], mark, STROKE)


def strokes_and_blanks(of: Draft, chance: Chance) -> Draft | None:
    """0, /, blank side by side."""
    keys = _zeros(of)
    first = _blank(of, [key for key in keys if chance.happens(0.3)])
    if first is None:
        return None
    rest = [key for key in _zeros(first) if chance.happens(0.4)]
    return _blank(first, rest, "/", STROKE) if rest else first


def _restyle(of: Draft, style: Callable[[str], str], *, only: Callable[[str], bool] = str.isdecimal) -> Draft | None:
    changed = {key: style(text) for key, text in texts(of).items() if only(text)}
    changed = {key: text for key, text in changed.items() if text != texts(of)[key]}
    return printing(of, changed) if changed else None


def full_width(of: Draft, chance: Chance) -> Draft | None:
    del chance
    return _restyle(of, lambda text: text.translate(FULL_WIDTH), only=bool)


def separators(of: Draft, chance: Chance) -> Draft | None:
    comma = chance.pick((",", "，"))
    return _restyle(of, lambda text: f"{int(text):,}".replace(",", comma))


def leading_spaces(of: Draft, chance: Chance) -> Draft | None:
    space = chance.pick((" ", "\u00a0", "\u3000"))
    return _restyle(of, lambda text: space * 2 + text, only=bool)


def unit_in_count(of: Draft, chance: Chance) -> Draft | None:
    unit = chance.pick(("件", "项", "件次"))
    keys = [key for key in of.expected if key[0] == "disclosure" and texts(of).get(key, "").isdecimal()]
    some = [key for key in keys if key[2] not in ("amount", "procurement_amount") and chance.happens(0.6)]
    return printing(of, {key: texts(of)[key] + unit for key in some}) if some else None


def _amount(of: Draft) -> Key | None:
    return next(
        (key for key in of.expected if key[2] in ("amount", "procurement_amount") and of.expected[key].value), None
    )


def amount_in_yuan(of: Draft, chance: Chance) -> Draft | None:
    """251000元, below a header that names no unit or 万元."""
    key = _amount(of)
    if key is None:
        return None
    value = of.expected[key].value or Decimal(0)
    mark = chance.pick(("元", "元整"))
    return printing(of, {key: f"{value * 10000:f}".split(".")[0] + mark})


def amount_in_ten_thousand(of: Draft, chance: Chance) -> Draft | None:
    key = _amount(of)
    if key is None:
        return None
    text = texts(of)[key].removesuffix("万元")
    return printing(of, {key: chance.pick((f"{text}万元", f"{text} 万元", f"{text}万"))})


def amount_without_unit(of: Draft, chance: Chance) -> Draft | None:
    del chance
    key = _amount(of)
    return printing(of, {key: texts(of)[key].removesuffix("万元")}) if key else None


def note_in_cell(of: Draft, chance: Chance) -> Draft | None:
    """22（其中修订16件）: the first number counts."""
    notes = ("（其中修订{}件）", "\n（其中修订{}件）", "（含自然失效{}件）", "(其中上年结转{}件)")
    keys = [key for key in of.expected if key[0] == "disclosure" and (of.expected[key].value or 0) > 1]
    keys = [key for key in keys if texts(of).get(key, "").isdecimal()]
    if not keys:
        return None
    key = chance.pick(keys)
    half = int(of.expected[key].value or 0) // 2
    return printing(of, {key: texts(of)[key] + chance.pick(notes).format(half)})


def note_below(of: Draft, chance: Chance) -> Draft | None:
    """A remark in a cell of the applications table."""
    keys = [
        k for k in of.expected if k[0] == "applications" and texts(of).get(k, "").isdecimal() and of.expected[k].value
    ]
    if not keys:
        return None
    key = chance.pick(keys)
    return printing(of, {key: texts(of)[key] + chance.pick(("\n（含补正1件）", "（其中网络申请1件）"))})


def signs(of: Draft, chance: Chance) -> Draft | None:
    """减4, 增加2, +62, -11 in 本年增/减."""
    keys = [key for key in of.expected if key[2] == "change"]
    if not keys:
        return None
    words, truth = {}, {}
    for key in keys:
        number = chance.between(1, 80)
        text, sign = chance.pick(
            (
                ("减{}", -1),
                ("减少{}", -1),
                ("-{}", -1),
                ("－{}", -1),
                ("+{}", 1),
                ("增{}", 1),
                ("＋{}", 1),
                ("增加{}", 1),
            )
        )
        words[key], truth[key] = text.format(number), Expected(Decimal(sign * number), "reported")
    return printing(of, words, truth)


def split_digits(of: Draft, chance: Chance) -> Draft | None:
    """20 becomes 2 0 in one cell: 20, or open."""
    keys = [key for key, text in texts(of).items() if text.isdecimal() and len(text) > 1]
    if not keys:
        return None
    key = chance.pick(keys)
    cut = chance.between(1, len(texts(of)[key]) - 1)
    text = texts(of)[key][:cut] + chance.pick((" ", "\n")) + texts(of)[key][cut:]
    return undetermined(printing(of, {key: text}), {k for k in of.expected if k[:2] == key[:2]})


def strange_cell(of: Draft, chance: Chance) -> Draft | None:
    """Something that is no number: open, never a number."""
    odd = chance.pick(("见附件", "约20", "3-5", "?", "O", "l2", "二", "1、2", "*", "3.5.1", "若干", "20余"))
    keys = [key for key in of.expected if key[0] == "applications" and key[2] != "total"]
    if not keys:
        return None
    key = chance.pick(keys)
    return printing(of, {key: odd}, {key: Expected(None, "unreadable")})


def merged_row(of: Draft, chance: Chance) -> Draft | None:
    """One 0 for a whole row of seven: seven zeros, or open."""
    grid = table(of, "applications")
    if grid is None:
        return None
    rows = [
        row
        for row in {k[1] for k in of.expected if k[0] == "applications"}
        if all(of.expected["applications", row, c].value == 0 for c in codes.column_codes("applications"))
    ]
    if not rows:
        return None
    merged = set(chance.sample(sorted(rows), min(3, len(rows))))
    cells = []
    for cell in grid.cells:
        if cell.key is None or cell.key[1] not in merged:
            cells.append(cell)
        elif cell.key[2] == "natural_person":
            cells.append(cell._replace(column_span=7))
    keys = {key for key in of.expected if key[0] == "applications" and key[1] in merged}
    return undetermined(with_table(of, grid._replace(cells=tuple(cells))), keys)


def own_sum_error(of: Draft, chance: Chance) -> Draft | None:
    """The report's own arithmetic is wrong; its figures stand as printed."""
    keys = [key for key, text in texts(of).items() if key[0] == "applications" and text.isdecimal()]
    if not keys:
        return None
    key = chance.pick(keys)
    value = (of.expected[key].value or Decimal(0)) + chance.between(1, 9)
    return printing(of, {key: str(value)}, {key: Expected(value, "reported")})


def totals_zero(of: Draft, chance: Chance) -> Draft | None:
    """Results are filled in, the totals left at 0."""
    rows = [r for r in codes.row_codes("proceedings") if ("proceedings", r, "total") in of.expected]
    words: dict[Key, str] = {}
    for row in rows:
        for column in codes.column_codes("proceedings"):
            words["proceedings", row, column] = "0" if column == "total" else str(chance.between(0, 4))
    truth = {key: Expected(Decimal(text), "reported") for key, text in words.items()}
    return printing(of, words, truth) if rows else None


def one_cell_empty(of: Draft, chance: Chance) -> Draft | None:
    """One total has lost its number: blank, or open; never a number worked out."""
    keys = [key for key in of.expected if key[0] != "disclosure" and key[2] == "total" and of.expected[key].value]
    return _blank(of, [chance.pick(keys)]) if keys else None


def large_counts(of: Draft, chance: Chance) -> Draft | None:
    """3985758 decisions, 59237.2449 万元."""
    words, truth = {}, {}
    for key, text in texts(of).items():
        if key[2] == "decisions" and text.isdecimal():
            words[key] = str(chance.between(100_000, 4_000_000))
        elif key[2] in ("amount", "procurement_amount") and text:
            words[key] = f"{chance.between(100, 99999)}.{chance.between(1, 9999):04d}" + (
                "万元" if "procurement" in key[2] else ""
            )
        else:
            continue
        truth[key] = Expected(Decimal(words[key].removesuffix("万元")), "reported")
    return printing(of, words, truth) if words else None


def blank_everything(of: Draft, chance: Chance) -> Draft | None:
    """The whole form is blank though the body says it reports: every cell blank."""
    del chance
    return expecting(printing(of, dict.fromkeys(of.expected, "")), dict.fromkeys(of.expected, BLANK))


def carried_note(of: Draft, chance: Chance) -> Draft | None:
    """Blank prescribed cells hold a blank of their own kind."""
    mark = chance.pick(("\u3000", "\u00a0", " ", "\u200b"))
    keys = [key for key in _zeros(of) if chance.happens(0.5)]
    return _blank(of, keys, mark)


def unit_beside_zero(of: Draft, chance: Chance) -> Draft | None:
    """0件, 0万元."""
    del chance
    keys = [key for key in _zeros(of) if key[0] == "disclosure"]
    return printing(of, {key: "0万元" if "amount" in key[2] else "0件" for key in keys}) if keys else None


def zero_width(of: Draft, chance: Chance) -> Draft | None:
    """12 with a character of no width between its digits."""
    mark = chance.pick(("\u200b", "\ufeff", "\u2060", "\u00ad"))
    return _restyle(of, lambda text: text[:1] + mark + text[1:] if len(text) > 1 else text)


def _one_counted(of: Draft, chance: Chance) -> Key | None:
    keys = [key for key, text in texts(of).items() if text.isdecimal() and key[0] != "disclosure"]
    return chance.pick(keys) if keys else None


def stray_mark(of: Draft, chance: Chance) -> Draft | None:
    """5. or 5* in one cell: 5, or open."""
    key = _one_counted(of, chance)
    form = chance.pick(("{}.", "{}、", "{}*", "'{}", "{}；", "{}。", "_{}_", "{}个", "={}", "{}#"))
    return undetermined(printing(of, {key: form.format(texts(of)[key])}), {key}) if key else None


def odd_number(of: Draft, chance: Chance) -> Draft | None:
    """05, 5.0, 零 in one cell: the number, or open."""
    key = _one_counted(of, chance)
    if key is None:
        return None
    text = texts(of)[key]
    return undetermined(
        printing(of, {key: "零" if text == "0" else chance.pick((f"0{text}", f"{text}.0", f"{text}.00"))}), {key}
    )


def note_signs(of: Draft, chance: Chance) -> Draft | None:
    """12① refers to a note: 12, or open, never 121."""
    key = _one_counted(of, chance)
    sign = chance.pick(("①", "②", "¹", "²", "※", "*", "[1]", "（注1）"))
    return undetermined(printing(of, {key: texts(of)[key] + sign}), {key}) if key else None


GROUP = Group(
    code="cells",
    label_zh="数字怎么写",
    damages=(
        Damage(code="blank_for_zero", label_zh="零都留空：空白不是 0", apply=blank_for_zero),
        Damage(code="some_blank", label_zh="零有的写、有的留空", apply=some_blank),
        Damage(code="blank_tables", label_zh="一张表全空", apply=blank_tables),
        Damage(code="blank_everything", label_zh="三张表全空", apply=blank_everything),
        Damage(code="blank_details", label_zh="只填各行总计", apply=blank_details),
        Damage(code="blank_row_totals", label_zh="各行总计留空", apply=blank_row_totals),
        Damage(code="organisations_blank", label_zh="法人五列留空", apply=organisations_blank),
        Damage(code="carried_note", label_zh="空格里是看不见的空白字符", apply=carried_note),
        Damage(code="stroke_for_zero", label_zh="零写作 / — 无", apply=stroke_for_zero),
        Damage(code="stroke_row", label_zh="规章一行写 / 或不适用", apply=stroke_row),
        Damage(code="strokes_and_blanks", label_zh="0、/、空白并存", apply=strokes_and_blanks),
        Damage(code="full_width", label_zh="全角数字", apply=full_width),
        Damage(code="separators", label_zh="千分位逗号", apply=separators),
        Damage(code="leading_spaces", label_zh="数字前有空格", apply=leading_spaces),
        Damage(code="unit_in_count", label_zh="数字后有单位", apply=unit_in_count),
        Damage(code="unit_beside_zero", label_zh="0件、0万元", apply=unit_beside_zero),
        Damage(code="amount_in_yuan", label_zh="金额以元计", apply=amount_in_yuan),
        Damage(code="amount_in_ten_thousand", label_zh="金额后写万元", apply=amount_in_ten_thousand),
        Damage(code="amount_without_unit", label_zh="金额没有单位", apply=amount_without_unit),
        Damage(code="large_counts", label_zh="七位数、四位小数", apply=large_counts),
        Damage(code="note_in_cell", label_zh="单元格内有说明：22（其中修订16件）", apply=note_in_cell),
        Damage(code="note_below", label_zh="申请表的格内有说明", apply=note_below),
        Damage(code="signs", label_zh="减4、+62", apply=signs),
        Damage(code="split_digits", label_zh="一格数字断成两截", apply=split_digits),
        Damage(code="zero_width", label_zh="数字间有看不见的字符", apply=zero_width),
        Damage(code="stray_mark", label_zh="数字后有多余的标点：读对，或存疑", apply=stray_mark),
        Damage(code="odd_number", label_zh="05、5.0、零：读对，或存疑", apply=odd_number),
        Damage(code="note_signs", label_zh="数字后有注号①：读对，或存疑", apply=note_signs),
        Damage(code="strange_cell", label_zh="格内不是数：应存疑", apply=strange_cell),
        Damage(code="merged_row", label_zh="一行七格合并，只印一个 0", apply=merged_row),
        Damage(code="own_sum_error", label_zh="年报自己算错：照印的读", apply=own_sum_error),
        Damage(code="totals_zero", label_zh="总计误填 0：照印的读", apply=totals_zero),
        Damage(code="one_cell_empty", label_zh="总计漏填：不代为计算", apply=one_cell_empty),
    ),
)
