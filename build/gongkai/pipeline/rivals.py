"""Several originals for one agency, year and scope: one is kept, and the data package says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.checks import examined
from gongkai.model import AnnualReport, Finding, Rejection
from gongkai.package.keys import report_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai.cache import Head
    from gongkai.model import Reading


def settled(heads: Sequence[Head], load: Callable[[int], Reading]) -> dict[int, Reading]:
    """What takes the place of readings that are rivals, by position.

    Kept is the one with most numbers, then the first by path, as the data package itself would; it gets
    the finding `duplicate_report`. The others become rejections that name it. Same figures are a hint,
    different ones a warning.

    Args:
        heads: the readings in the order of the data package to be.
        load: gives the whole reading at a position.
    """
    groups: dict[str, list[int]] = {}
    for position, head in enumerate(heads):
        if isinstance(head.reading, AnnualReport):
            groups.setdefault(report_id(head.reading), []).append(position)
    changed: dict[int, Reading] = {}
    for key, group in groups.items():
        if len(group) == 1:
            continue
        kept, *others = sorted(group, key=lambda position: _rank(heads[position]))
        winner = load(kept)
        assert isinstance(winner, AnnualReport)
        for position in others:
            loser = load(position)
            assert isinstance(loser, AnnualReport)
            same = _figures(loser) == _figures(winner)
            changed[position] = _rejection(loser, winner.path, key, same=same)
            winner = replace(winner, findings=(*winner.findings, _finding(winner, loser, same=same)))
        changed[kept] = examined(winner)  # the new findings are results, too
    return changed


def _rank(head: Head) -> tuple[int, str, str]:
    return -head.statuses.get("reported", 0), head.reading.path, head.reading.sha256


def _figures(report: AnnualReport) -> dict[tuple[str, str, str], object]:
    return {(f.table, f.row, f.column): f.value if f.value is not None else f.status for f in report.figures}


def _rejection(report: AnnualReport, kept: str, key: str, *, same: bool) -> Rejection:
    return Rejection(
        path=report.path,
        media_type=report.media_type,
        sha256=report.sha256,
        bytes=report.bytes,
        outcome="not_a_report",
        type="duplicate",
        note=f"与 {kept} 同属 {key}，数字{'相同' if same else '不同'}；已收录 {kept}，请核对后只保留一份",
    )


def _finding(kept: AnnualReport, other: AnnualReport, *, same: bool) -> Finding:
    return Finding(
        type="duplicate_report",
        severity="info" if same else "warning",
        instance=str(kept.year or ""),
        note=f"另一份文件 {other.path} 属同一机关、同一年度，数字{'相同' if same else '不同'}；收录的是 {kept.path}。",
    )
