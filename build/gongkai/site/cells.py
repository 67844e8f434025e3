"""Figures as table cells. A blank cell never looks like a zero."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.layout import Head, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.layout import Grid
    from gongkai.site.records import Figure, Record, Value

STATUS_WORDS = {
    "blank": "未填报",
    "not_applicable": "不适用",
    "absent": "无此栏目",
    "unreadable": "无法识读",
}
"""What stands in a sentence or a fact in place of a number."""

NO_CELL = "无此栏目"


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
        return NO_CELL
    return number(figure.value) if figure.status == "reported" else STATUS_WORDS[figure.status]


def cell(figure: Figure | None, colspan: int = 1, finding: int | None = None) -> str:
    """One `<td>`; its end tag is left out, as HTML allows. `finding` is the position of a finding to link to."""
    if figure is not None and figure.status == "reported" and not figure.note and finding is None:
        return _plain(figure.value, colspan)
    span = _span(colspan)
    if figure is None or figure.status == "absent":
        kind, inner = "a", '<i class="vh">无此栏目</i>'
    elif figure.status == "blank":
        kind, inner = "b", "<i>空白</i>"
    elif figure.status == "not_applicable":
        kind, inner = "n", str(escape(figure.raw.strip() or "/"))
    elif figure.status == "unreadable":
        kind, inner = "u", f"?<i>无法识读，原文：{escape(figure.raw)}</i>"
    else:
        kind, inner = "", number(figure.value)
    if figure is not None and figure.note:
        inner += f"<small>{escape(figure.note)}</small>"
    if finding is not None:
        kind = f"{kind} x".strip()
        inner = f'<a href="#f{finding}">{inner}</a>'
    return f"<td{span}{_class(kind)}>{inner}"


def _span(colspan: int) -> str:
    return f" colspan={colspan}" if colspan > 1 else ""


@lru_cache(maxsize=8192)
def _plain(value: Value, colspan: int) -> str:
    """A number without more ado. Most cells hold 0; the style sheet makes them quieter than the others."""
    return f"<td{_span(colspan)} class=z>0" if value == 0 else f"<td{_span(colspan)}>{number(value)}"


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


def table_rows(grid: Grid, record: Record, table: str, findings: Mapping[Key, int]) -> Markup:
    """The inside of a `<table>`: all header cells, and the report's figures in their places."""
    start, slots = compiled(grid, table)
    figures = record.figures
    out = [start]
    for key, colspan, part in slots:
        figure = figures.get(key)
        if figure is not None and figure.status == "reported" and not figure.note and key not in findings:
            out.append(_plain(figure.value, colspan))  # as `cell` would: most cells come this way
        else:
            out.append(cell(figure, colspan, findings.get(key)))
        out.append(part)
    return Markup("".join(out))  # noqa: S704 - every value went through `escape` or `number`
