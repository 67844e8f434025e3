"""What is compared of one body, as a script that a page can load from disk too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai.site.compare.sets import RATIOS, keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.site.records import Agency, Indicator, Record

FILE = "compare.js"
"""Beside the body's page."""

LETTERS = {"blank": "b", "not_applicable": "n", "absent": "", "unreadable": "u"}
"""What stands for a cell without a number; a number stands for itself, so that nothing can be taken for a zero."""


def script(agency: Agency, records: Sequence[Record], indicators: Mapping[str, Sequence[Indicator]]) -> str:
    """The file.

    Args:
        agency: the body.
        records: its reports.
        indicators: report -> its ratios.
    """
    content = {
        "id": agency.id,
        "name": agency.label,
        "reports": [_report(record, indicators.get(record.report.id, ())) for record in records if record.report.year],
    }
    # U+2028 and U+2029 are fine in JSON and, since 2019, in scripts.
    return f"gongkaiCompare({json.dumps(content, ensure_ascii=False, separators=(',', ':'))});\n"


def _report(record: Record, ratios: Sequence[Indicator]) -> dict[str, Any]:
    """One report: `v` values in the order of `keys()`, `r` ratios in that of `RATIOS`, `d` cells with a doubt."""
    report, order = record.report, keys()
    place = {key: at for at, key in enumerate(order)}
    doubts: dict[int, int] = {}
    for finding in record.findings:
        at = place.get((finding.table or "", finding.row or "", finding.column or ""))
        if finding.state == "failed" and at is not None:
            doubts.setdefault(at, finding.position)
    corrected = {place[each[:3]]: at for at, each in enumerate(record.corrections, 1) if each[:3] in place}
    by_code = {each.code: each for each in ratios if each.item == "all"}
    return {
        "id": report.id,
        "y": report.year,
        "s": report.scope,
        "f": report.form,
        "v": [_value(record, key) for key in order] if record.figures else [],
        "r": [_ratio(by_code.get(code)) for code in RATIOS],
        **({"d": doubts} if doubts else {}),
        **({"k": corrected} if corrected else {}),
    }


def _value(record: Record, key: tuple[str, str, str]) -> int | float | str:
    figure = record.figures.get(key)
    if figure is None:
        return LETTERS["absent"]
    if figure.status != "reported" or figure.value is None:
        return LETTERS[figure.status]
    return figure.value if isinstance(figure.value, int | float) else float(figure.value)


def _ratio(found: Indicator | None) -> list[Any] | str:
    """Numerator, denominator, value, low, high and 1 where it rests on figures in doubt; or why there is none."""
    if found is None:
        return "absent"
    if found.value is None:
        return found.gap or "absent"
    bounds = [found.low, found.high] if found.low is not None and found.high is not None else [None, None]
    return [found.numerator, found.denominator, found.value, *bounds, *([1] if found.doubtful else [])]
