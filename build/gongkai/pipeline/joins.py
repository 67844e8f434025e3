"""`agencies.csv` in the reports folder: two names of one body join through it, by hand and with a source, never by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.model import AnnualReport
from gongkai.pipeline.beside import Line, LineError, capped, fault, read_beside
from gongkai.recognise import dates
from gongkai.recognise.agency import agency

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Agency, Reading, Rejection

FILE = "agencies.csv"
COLUMNS = ("name", "joins", "kind", "since", "source")
KINDS = ("alias", "successor")
_LONGEST_NAME = 60
_UNPLACED = "unplaced-"


@dataclass(frozen=True, slots=True)
class Join:
    """One line, checked."""

    id: str
    """Of the body named first."""
    joins: Agency
    kind: str
    """`alias`: the same body under another name; `successor`: it continues that body."""
    since: int | None
    """First report year of the name; None for all years."""
    line: int


@dataclass(frozen=True, slots=True)
class Joins:
    """What `agencies.csv` says."""

    entries: tuple[Join, ...] = ()
    faults: tuple[Rejection, ...] = ()
    """One for each line that cannot be used."""


def read_joins(reports: Path) -> Joins:
    """Read `agencies.csv`; without one nothing is joined.

    Args:
        reports: the reports folder.
    """
    beside = read_beside(reports / FILE, COLUMNS, COLUMNS)
    entries: list[Join] = []
    faults = list(beside.faults)
    for line in beside.lines:
        try:
            join = _join(line)
            _contradicted(join, line, entries)
            entries.append(join)
        except LineError as error:
            faults.append(fault(FILE, line.number, str(error)))
    return Joins(tuple(entries), capped(FILE, faults))


def joined(reading: Reading, joins: Joins) -> Reading:
    """The reading with the body that its agency's name is joined to."""
    if not joins.entries or not isinstance(reading, AnnualReport) or reading.agency is None:
        return reading
    own = body(reading.agency, reading.year, joins)
    return reading if own is reading.agency else replace(reading, agency=own)


def body(own: Agency, year: int | None, joins: Joins) -> Agency:
    """The body that an agency's name is joined to in some report year.

    An alias gives it the id and name, and all else, of the joined body, through further aliases too; a successor keeps its own
    and names the id of the body that it continues.
    """
    aliases = {join.id: join for join in joins.entries if join.kind == "alias" and _applies(join, year)}
    while own.id in aliases:
        own = aliases[own.id].joins
    former = next((join for join in joins.entries if join.kind == "successor" and join.id == own.id), None)
    if former is not None:
        before = former.joins
        while before.id in aliases:
            before = aliases[before.id].joins
        own = replace(own, successor_of=before.id) if before.id != own.id else own
    return own


def _applies(join: Join, year: int | None) -> bool:
    return join.since is None or (year is not None and year >= join.since)


def _join(line: Line) -> Join:
    values = line.values
    empty = [column for column in ("name", "joins", "kind", "source") if not values.get(column)]
    if empty:
        raise LineError(f"没有填写 {'、'.join(empty)}；请补全，该行未采用。")
    if values["kind"] not in KINDS:
        raise LineError(f"的 kind 为“{values['kind'][:20]}”；应为 alias（别名）或 successor（承继），该行未采用。")
    since = values.get("since", "")
    match = re.fullmatch(r"(\d{4})(?:年|\.0)?(?:-\d\d(?:-\d\d)?)?", since)
    if since and not (match and dates.plausible(int(match[1]))):
        raise LineError(f"的 since 为“{since[:20]}”；应为四位年份，如 2019，该行未采用。")
    name, other = _body(values["name"]), _body(values["joins"])
    if name.id == other.id:
        raise LineError(
            f"的“{values['name']}”和“{values['joins']}”本来就识别为同一机关（{name.id}）；不需要该行，请删去。"
        )
    return Join(name.id, other, values["kind"], int(match[1]) if match else None, line.number)


def _body(name: str) -> Agency:
    if len(name) > _LONGEST_NAME:
        raise LineError(f"的名称“{name[:40]}…”过长；应为机关的中文全称，该行未采用。")
    body = agency(name)
    if body.id.startswith(_UNPLACED):
        raise LineError(
            f"的“{name}”不能确定属于哪个地区；请写全称（如淮安市洪泽区统计局），或在 originals.csv 中逐件写明，该行未采用。"
        )
    return body


def _contradicted(join: Join, line: Line, entries: list[Join]) -> None:
    """Raise where the line says something else than an earlier one, or closes a circle with those before it."""
    same = next((other for other in entries if (other.id, other.kind) == (join.id, join.kind)), None)
    if same is not None:
        raise LineError(
            f"与第 {same.line} 行说的是同一名称“{line.values['name']}”；一个名称只能归入一个机关，已采用第 {same.line} 行。"
        )
    targets = {(other.id, other.kind): other.joins.id for other in entries}
    step, seen = join.joins.id, {join.id}
    while step not in seen:
        seen.add(step)
        step = targets.get((step, join.kind), "")
        if not step:
            return
    raise LineError(
        f"使“{line.values['name']}”和“{line.values['joins']}”互相归并，绕成一圈；请核对后只留一个方向，该行未采用。"
    )
