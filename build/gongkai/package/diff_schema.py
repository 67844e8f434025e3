"""The columns of two data packages compared, from what their descriptors say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai.package.version import Level

Schemas = dict[str, dict[str, dict[str, Any]]]
"""Resource -> column -> what the descriptor says of it."""

BINDING = ("type", "format", "unit")
"""Properties that programs rely on; a change of one is MAJOR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChange:
    """One column of a resource that both data packages have, or a property of it."""

    resource: str
    column: str
    kind: Literal["added", "removed", "changed"]
    """A renamed column is one removed and one added."""
    what: str = ""
    """The property that changed: `type`, `unit`, `enum` …"""
    old: str = ""
    new: str = ""
    level: Level


def schemas(descriptor: Mapping[str, Any]) -> Schemas:
    """The columns of each resource, in their order."""
    return {
        resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]}
        for resource in descriptor["resources"]
    }


def column_changes(old: Schemas, new: Schemas) -> tuple[ColumnChange, ...]:
    """What is not the same in the resources that both have."""
    return tuple(
        change
        for resource, columns in old.items()
        if resource in new
        for change in _of_resource(resource, columns, new[resource])
    )


def _of_resource(resource: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ColumnChange]:
    for column, field in old.items():
        if column not in new:
            yield ColumnChange(resource=resource, column=column, kind="removed", level="major")
        else:
            yield from _of_column(resource, column, field, new[column])
    for column in new:
        if column not in old:
            yield ColumnChange(resource=resource, column=column, kind="added", level="minor")


def _of_column(resource: str, column: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ColumnChange]:
    """Codes added to a list are MINOR; other words about a column are PATCH."""
    before, after = ({**field.get("constraints", {})} for field in (old, new))
    codes, others = (set(map(str, limits.pop("enum", ()))) for limits in (before, after))
    found: list[tuple[str, str, str, Level]] = [
        (what, str(old.get(what, "")), str(new.get(what, "")), "major")
        for what in BINDING
        if old.get(what) != new.get(what)
    ]
    if codes != others:
        grown = bool(codes) and codes < others
        lost, more = sorted(codes - others), sorted(others - codes)
        found.append(("enum", ", ".join(lost), ", ".join(more), "minor" if grown else "major"))
    found += [
        (what, str(before.get(what, "")), str(after.get(what, "")), "major")
        for what in sorted({*before, *after})
        if before.get(what) != after.get(what)
    ]
    found += [
        (what, str(old.get(what, "")), str(new.get(what, "")), "patch")
        for what in ("title", "description")
        if old.get(what) != new.get(what)
    ]
    for what, was, now, level in found:
        yield ColumnChange(resource=resource, column=column, kind="changed", what=what, old=was, new=now, level=level)
