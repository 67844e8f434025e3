"""The data changelog: what one version of the data has that the one before had not, for people who use the data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.package.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.package.diff import Difference, FigureChange

HEAD = """# 数据更新记录 Data changelog

版本号为“主.次.修订”：字段删除、更名或改变类型，以及年报撤下，升主版本；新增年报、字段或表，升次版本；更正数字，升修订版本。
"""
NAMED = 50
"""Most reports or agencies named one by one."""
LISTED = 500
"""Most figures listed one by one."""
_SECTION = re.compile(r"^## ", re.MULTILINE)


def section(found: Difference, heading: str) -> str:
    """One section in Markdown.

    Args:
        found: what is not the same.
        heading: such as `[0.2.0] - 2026-11-23`.
    """
    parts = {
        "Added 新增": [*_added(found)],
        "Changed 变更": [*_changed(found)],
        "Fixed 更正": [*_fixed(found)],
        "Removed 移除": [*_removed(found)],
    }
    blocks = [f"### {name}\n\n" + "".join(f"- {line}\n" for line in lines) for name, lines in parts.items() if lines]
    return "\n".join([f"## {heading}\n", *blocks])


def with_section(text: str, added: str) -> str:
    r"""The changelog with a section before all others; one of the same version is replaced.

    >>> with_section("# 记录\n\n## [0.1.0] - 2026-01-01\n\n甲\n", "## [0.2.0] - 2026-02-01\n\n乙\n")
    '# 记录\n\n## [0.2.0] - 2026-02-01\n\n乙\n\n## [0.1.0] - 2026-01-01\n\n甲\n'
    """
    first, *others = _SECTION.split(text or HEAD)
    version = _version(added.removeprefix("## "))
    kept = [other.strip("\n") for other in others if _version(other) != version]
    return "\n\n".join([first.strip("\n"), added.strip("\n"), *(f"## {other}" for other in kept)]).lstrip("\n") + "\n"


def _version(body: str) -> str:
    return body.partition("]")[0]


def _added(found: Difference) -> Iterator[str]:
    if found.reports_added:
        count = len(found.reports_added)
        yield f"年报 {count:,} 份，数 {found.figures_of_added:,} 格：{_names(found.reports_added)}。"
    if found.agencies_added:
        yield f"机关 {len(found.agencies_added):,} 个：{_names(found.agencies_added)}。"
    if found.resources_added:
        yield f"表：{_names(found.resources_added)}。"
    for change in found.columns:
        if change.kind == "added":
            yield f"字段 `{change.resource}.{change.column}`。"


def _changed(found: Difference) -> Iterator[str]:
    for change in found.columns:
        if change.kind == "changed":
            what = "" if change.what in {"title", "description"} else f"：{change.old or '无'} → {change.new or '无'}"
            yield f"字段 `{change.resource}.{change.column}` 的 {change.what}{what}。"
    for rows in found.rows:
        yield f"表 `{rows.resource}` 的内容：{rows.old:,} 行 → {rows.new:,} 行。"


def _fixed(found: Difference) -> Iterator[str]:
    for change in found.figures[:LISTED]:
        yield figure_line(change)
    if len(found.figures) > LISTED:
        yield f"另有 {len(found.figures) - LISTED:,} 格，用 `gongkai diff --format json` 可列出全部。"


def _removed(found: Difference) -> Iterator[str]:
    if found.reports_removed:
        count = len(found.reports_removed)
        yield f"年报 {count:,} 份，数 {found.figures_of_removed:,} 格：{_names(found.reports_removed)}。"
    if found.agencies_removed:
        yield f"机关 {len(found.agencies_removed):,} 个：{_names(found.agencies_removed)}。"
    if found.resources_removed:
        yield f"表：{_names(found.resources_removed)}。"
    for change in found.columns:
        if change.kind == "removed":
            yield f"字段 `{change.resource}.{change.column}`。"


def figure_line(change: FigureChange) -> str:
    """One cell: what it was, what it is, and where it stands."""
    before, after = _shown(change.old_value, change.old_status), _shown(change.new_value, change.new_status)
    where = f"（{clean(change.where)}）" if change.where else ""
    return f"`{change.report_id}` `{change.table}.{change.row}.{change.column}`：{before} → {after}{where}"


def _shown(value: str, status: str) -> str:
    """The number, else the status; 未收录 for a cell that is not there."""
    return value or status or "未收录"


def _names(names: Sequence[str]) -> str:
    more = f" 等 {len(names):,} 项" if len(names) > NAMED else ""
    return "、".join(f"`{name}`" for name in names[:NAMED]) + more
