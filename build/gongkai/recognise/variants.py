"""Labels that do not read as the form has them (rule `label_variant`), however surely they were recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise import doubts
from gongkai.recognise.align import spellings
from gongkai.recognise.disclosure_rows import ITEM_SHORT, item_code
from gongkai.recognise.forms import application_rows
from gongkai.recognise.labels import label, similarity, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.model import Finding
    from gongkai.recognise.assign import Assigned
    from gongkai.recognise.disclosure_rows import Item

CORNER = "信息内容"
"""Before the first header of a block, glued to it where lines are lost."""
_COLUMNS = {"decisions": ("处理决定数量",)}
"""Headers of the form of 2019."""
_UNIT = "万元"


def deviating(printed: Sequence[str], officials: Sequence[str], glued: Sequence[str] = ()) -> str:
    """The spelling that is likest to a label, if none of them reads as one; spaces, width and brackets do not count.

    Args:
        printed: spellings that the label may have, where it is broken over lines.
        officials: what it should read, and short forms.
        glued: the same behind the label of its group.

    >>> deviating(["（一）予以公开"], ["(一) 予以公开"]), deviating(["现行有效件"], ["现行有效件数"])
    ('', '现行有效件')
    """
    known = {words for official in (*officials, *glued) for words in (label(official).words, label(official).bare)}
    if not printed or any({label(text).words, label(text).bare} & known for text in printed):
        return ""
    return max(printed, key=lambda text: max(similarity(text, official) for official in officials))


def of_applications(assigned: Assigned) -> Iterator[Finding]:
    """The label of one row, which may be broken over lines or glued to that of its group."""
    row = next(row for row in application_rows() if row.code == assigned.code)
    official = codes.row_label("applications", assigned.code)
    glued = [group + name for group in (row.group, row.wide_group + row.group) if group for name in row.labels]
    printed = () if assigned.by_order else spellings(assigned.line.labels, assigned.line.tail)
    found = deviating(printed, row.labels, glued)
    if found:
        where = (
            next((cell.where for cell in assigned.line.placed.cells if cell), None) if assigned.line.placed else None
        )
        yield doubts.label_variant("applications", assigned.code, " ".join(found.split()), official, where)


def of_disclosure(items: Sequence[Item]) -> Iterator[Finding]:
    """The labels of the rows, and of the columns where each stands in a cell of its own."""
    headers = {id(item.header): item for item in reversed(items) if item.header is not None}
    for item in items:
        official = codes.row_label("disclosure", item.code)
        cells = item.entry.row.cells if item.entry.kind == "grid" and item.entry.row else ()
        printed = [cell.text for cell in cells if item_code(cell.text) == item.code][:1] or [*item.entry.labels[-1:]]
        found = deviating(printed, (official, *ITEM_SHORT.get(item.code, ())))
        if found:
            where = cells[0].where if cells else None
            yield doubts.label_variant("disclosure", item.code, " ".join(found.split()), official, where)
        header = item.header if item.header is not None and headers[id(item.header)] is item else None
        if header is None or len(header.texts) != len(header.columns):
            continue
        for column, text in zip(header.columns, header.texts, strict=True):
            official = codes.column_label("disclosure", column)
            known = (official, *_COLUMNS.get(column, ()))
            found = deviating([text], known, [CORNER + name for name in known])
            if _UNIT in official and _UNIT not in squeezed(text):
                found = text  # what the amounts mean hangs on it, see `amount_unit`
            if found:
                yield doubts.label_variant("disclosure", item.code, " ".join(found.split()), official, None, of="列名")
