"""Figures as table cells. A blank cell never looks like a zero."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gongkai.site.language import LANGUAGES, _, labels, spoken
from gongkai.site.layout import Head, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.layout import Grid
    from gongkai.site.records import Correction, Figure, Record, Value

STATUS_WORDS = {
    "blank": "未填报",
    "not_applicable": "不适用",
    "absent": "无此栏目",
    "unreadable": "无法识读",
}
"""What stands in a sentence or a fact in place of a number."""

MOST_DIGITS = 6
"""Decimals of a percentage that is nearly nothing or nearly all."""
NO_CELL = "无此栏目"


class Mark(NamedTuple):
    """What a cell has besides its figure."""

    finding: int | None = None
    """Position of a finding to link to."""
    corrected: tuple[int, Correction] | None = None
    """The correction, and its place on the page."""
    anchor: str = ""
    """Id of the cell, where something on the page links to it."""


NO_MARK = Mark()


def anchor(key: tuple[str, str, str]) -> str:
    """Id of a cell: `a-received_new-total`.

    >>> anchor(("proceedings", "reconsideration", "total"))
    'p-reconsideration-total'
    """
    table, row, column = key
    return f"{table[0]}-{row}-{column}"


def percentage(share: float) -> str:
    """A share for people, with one decimal, or with as many as keep a part from looking like nothing or all.

    >>> percentage(1 / 3), percentage(1.0), percentage(2499 / 2500), percentage(1 / 50_000)
    ('33.3%', '100.0%', '99.96%', '0.002%')
    """
    digits = 1
    while digits < MOST_DIGITS and 0 < share < 1 and float(f"{100 * share:.{digits}f}") in {0, 100}:
        digits += 1
    return f"{share:.{digits}%}"


def number(value: Value) -> str:
    """A figure for people: thousands parted by commas, decimals as printed.

    >>> number(3985758), number("-0.50"), number(25.1), number(13.0)
    ('3,985,758', '-0.50', '25.1', '13')
    """
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return f"{Decimal(str(value)):,f}"


def words(figure: Figure | None) -> str:
    """The number, or the words for its absence."""
    if figure is None:
        return _(NO_CELL)
    return number(figure.value) if figure.status == "reported" else _(STATUS_WORDS[figure.status])


def cell(figure: Figure | None, colspan: int = 1, mark: Mark = NO_MARK, page: str = "") -> str:
    """One `<td>`; its end tag is left out, as HTML allows. `page` is the report's address, where the cell is on another page."""
    plain = mark.finding is None and mark.corrected is None
    if plain and figure is not None and figure.status == "reported" and not figure.note:
        return _plain(figure.value, colspan, mark.anchor)
    span = _span(colspan, mark.anchor)
    kind, inner = _inner(figure, corrected=mark.corrected is not None)
    if figure is not None and figure.note:
        inner += f"<small{'' if spoken() == LANGUAGES[0] else ' lang=zh'}>{escape(figure.note)}</small>"
    if mark.finding is not None:
        kind = f"{kind} x".strip()
        inner = inner if mark.corrected else f'<a href="{page}#f{mark.finding}">{inner}</a>'
    if mark.corrected is not None:
        position, correction = mark.corrected
        kind = f"{kind} k".strip()
        said = f'{_("更")}<i class="vh">{escape(_("正，程序原读作 %(read)s", read=read_as(correction.read)))}</i>'
        inner = f'<a href="{page}#k{position}">{inner}<sup>{said}</sup></a>'
    return f"<td{span}{_class(kind)}>{inner}"


def _inner(figure: Figure | None, *, corrected: bool) -> tuple[str, str]:
    """Class and contents of a cell. What was misread in a corrected one is not shown as what is printed there."""
    if figure is None or figure.status == "absent":
        return "a", f'<i class="vh">{_(NO_CELL)}</i>'
    if figure.status == "blank":
        return "b", f"<i>{_('空白')}</i>"
    if figure.status == "not_applicable":
        return "n", _("不适用") if corrected else str(escape(figure.raw.strip() or "/"))
    if figure.status == "unreadable":
        told = _("无法识读，原文：%(raw)s", raw=figure.raw) if figure.raw.strip() else _("无法识读，没有取得原文")
        return "u", f"?<i>{escape(told)}</i>"
    return "", number(figure.value)


def read_as(text: str) -> str:
    """What a correction says was read or is printed: a number, or the word for the status of a cell without one.

    >>> read_as("50"), read_as("blank")
    ('50', '空白')
    """
    return labels("statuses").get(text, text)


def _span(colspan: int, anchor: str) -> str:
    return (f" id={anchor}" if anchor else "") + (f" colspan={colspan}" if colspan > 1 else "")


@lru_cache(maxsize=8192)
def _official(value: Value, colspan: int, anchor: str = "") -> str:
    """A number without more ado in one of the three tables. Most cells hold 0: there the others have the class."""
    span = _span(colspan, anchor)
    return f"<td{span}>0" if value == 0 else f"<td{span} class=v>{number(value)}"


@lru_cache(maxsize=8192)
def _plain(value: Value, colspan: int, anchor: str = "") -> str:
    """A number without more ado. Most cells hold 0; the style sheet makes them quieter than the others."""
    span = _span(colspan, anchor)
    return f"<td{span} class=z>0" if value == 0 else f"<td{span}>{number(value)}"


def _class(kind: str) -> str:
    """Quotes only where HTML needs them: this stands in the page up to two hundred times."""
    return f' class="{kind}"' if " " in kind else f" class={kind}" if kind else ""


Key = tuple[str, str, str]
Compiled = tuple[str, tuple[tuple[Key, int, str], ...]]
"""Mark-up before the first figure; then for each figure its key, its colspan and the mark-up after it."""


@cache
def compiled(grid: Grid, table: str) -> Compiled:
    """The grid's mark-up, cut where figures go: done once for each layout, not for each page."""
    parts, slots, text = [], [], ""
    for tag, lines in (("thead", grid.head), *(("tbody", body) for body in grid.bodies)):
        if not lines:
            continue
        text += f"<{tag}>"
        for line in lines:
            text += "\n<tr>"
            for item in line:
                if isinstance(item, Slot):
                    parts.append(text)
                    slots.append(((table, item.row, item.column), item.colspan))
                    text = ""
                else:
                    text += _head(item)
    parts.append(text)
    return parts[0], tuple((*slot, part) for slot, part in zip(slots, parts[1:], strict=True))


def _head(head: Head) -> str:
    spans = "".join(
        f" {name}={count}" for name, count in (("colspan", head.colspan), ("rowspan", head.rowspan)) if count > 1
    )
    kind = _class(head.kind)
    return f"<th scope={head.scope}{spans}{kind}>{escape(head.text)}"


def table_rows(grid: Grid, record: Record, table: str, marks: Mapping[Key, Mark]) -> Markup:
    """The inside of a `<table>`: all header cells, and the report's figures in their places."""
    start, slots = compiled(grid, table)
    figures = record.figures
    out = [start]
    for key, colspan, part in slots:
        figure = figures.get(key)
        if figure is None or figure.status != "reported" or figure.note:
            out.append(cell(figure, colspan, marks.get(key, NO_MARK)))
        elif key not in marks:
            out.append(_official(figure.value, colspan))  # most cells come this way
        else:
            mark = marks[key]
            plain = mark.finding is None and mark.corrected is None
            out.append(_official(figure.value, colspan, mark.anchor) if plain else cell(figure, colspan, mark))
        out.append(part)
    return Markup("".join(out))  # noqa: S704 - every value went through `escape` or `number`
