"""Family D: an original whose bytes are not those that the version of the data before this one was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.rule import CollectionCheck, Result, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.surroundings import Surroundings

SOURCE_CHANGED = Rule(
    code="source_changed",
    family="D",
    severity="info",
    table=None,
    title_zh="原文变更",
    title_en="Source changed",
    description_zh="同一网址（没有网址的，同一路径）的原件，与上一版数据所用的内容不同：机关可能改过年报，也可能换了一种文件。"
    "两版各格之差可用 gongkai diff 查看。",
    description_en="The original at an address (or path, where there is none) is not the one that the version of the data "
    "before was made from: the body may have changed its report, or another kind of file was taken. "
    "gongkai diff lists the cells that differ.",
    formula_zh="原件的 SHA-256＝上一版数据中同一网址原件的 SHA-256",
    formula_en="SHA-256 of the original = SHA-256 of the original of that address in the version before",
    values_are_codes=True,
)


def source_changed(subject: Subject, _: Surroundings) -> Iterator[Result]:
    """One result a report whose address an earlier data package has, none for others."""
    now, earlier = subject.report.sha256, subject.report.earlier
    if earlier is None:
        return
    day = f"（{earlier.created.isoformat()}）" if earlier.created is not None else ""
    if not earlier.sha256:
        yield Result(
            rule=SOURCE_CHANGED,
            instance="source",
            label="原件",
            state="not_checkable",
            severity=SOURCE_CHANGED.severity,
            reason="absent",
            text=f"{earlier.version} 版{day}数据没有写明原件的校验值",
        )
        return
    same = earlier.sha256 == now
    of_day = f" of {earlier.created.isoformat()}" if earlier.created is not None else ""
    yield Result(
        rule=SOURCE_CHANGED,
        instance="source",
        label="原件",
        state="passed" if same else "failed",
        severity=SOURCE_CHANGED.severity,
        left=earlier.sha256,
        right=now,
        text=f"原件与 {earlier.version} 版{day}数据所用的不同：当时 SHA-256 为 {earlier.sha256}，现在为 {now}。",
        text_en=f"{SOURCE_CHANGED.title_en}: version {earlier.version}{of_day} was made from {earlier.sha256}, "
        f"this one from {now}.",
    )


CHECKS: tuple[CollectionCheck, ...] = (CollectionCheck(SOURCE_CHANGED, source_changed),)
