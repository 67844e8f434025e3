"""A report among all others: what the rules over the collection need to know of them, without holding them all."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 dataclass fields
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 as above
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Agency, Number, Scope, TableCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is kept of one report while all are looked at."""

    report_id: str
    agency_id: str
    agency: Agency | None
    year: int | None
    scope: Scope
    published_on: date | None
    tables: Mapping[TableCode, str] = field(default_factory=dict)
    """Fingerprint of each table with at least five figures that are not 0; none for a table with a cell that cannot be read."""
    sums: Mapping[str, Number] = field(default_factory=dict)
    """Figures that a government's should not fall below the sum of: instance of `government_vs_departments` -> number."""
    signature: bytes = b""
    """MinHash of the narrative; empty where it is too short to be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """One report's place among the others."""

    own: Digest
    same_tables: Mapping[TableCode, tuple[str, ...]] = field(default_factory=dict)
    """Ids of other reports with the same table."""
    members: tuple[Digest, ...] = ()
    """Reports of the government's departments and townships on the same year."""
