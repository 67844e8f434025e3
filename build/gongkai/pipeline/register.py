"""`register.csv` in the reports folder: bodies that must publish, so that those of which no report was found are seen too.

A faulty line stops the build: left out, it would hide the very gap that it was written to show.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.errors import RegisterError
from gongkai.model import Registered
from gongkai.pipeline.beside import Line, LineError, read_beside
from gongkai.pipeline.joins import Joins, body
from gongkai.pipeline.manifest import present_codes
from gongkai.recognise import dates
from gongkai.recognise.agency import agency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gongkai.model import Agency

FILE = "register.csv"
COLUMNS = ("agency", "region_code", "level", "first_year", "last_year")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST_NAME = 60
_UNPLACED = "unplaced-"


def read_register(reports: Path) -> tuple[Registered, ...]:
    """Read `register.csv`; without one nothing is registered.

    Args:
        reports: the reports folder.

    Raises:
        RegisterError: if the file or a line cannot be used; the first such line is named.
    """
    beside = read_beside(reports / FILE, COLUMNS, ("agency",))
    faults = [(problem.line, problem.en) for problem in beside.problems]
    found: list[Registered] = []
    lines: dict[str, int] = {}
    for line in beside.lines:
        try:
            entry = _registered(line)
        except LineError as error:
            faults.append((line.number, str(error)))
            continue
        found.append(entry)
        first = lines.setdefault(entry.agency.id, line.number)
        if first != line.number:
            why = f"agency {entry.agency.name} is the body of line {first}, expected one line a body; keep one of them"
            faults.append((line.number, why))
    if faults:
        number, why = min(faults)
        raise RegisterError(f"{reports / FILE}: line {number}: {why}")
    return tuple(found)


def under_joined_names(register: Iterable[Registered], joins: Joins) -> tuple[Registered, ...]:
    """The register with the bodies that its names are joined to; parted where a name is joined from some year on."""
    return tuple(part for entry in register for part in _joined(entry, joins))


def _joined(entry: Registered, joins: Joins) -> Iterator[Registered]:
    starts = sorted({join.since for join in joins.entries if join.kind == "alias" and join.since is not None})
    first, last = entry.first_year, entry.last_year
    inside = [year for year in starts if (first is None or year > first) and (last is None or year <= last)]
    parts: list[Registered] = []
    for begin, end in pairwise((first, *inside, None)):
        until = last if end is None else end - 1
        own = body(entry.agency, begin if begin is not None else until, joins)
        if parts and parts[-1].agency.id == own.id:
            parts[-1] = replace(parts[-1], last_year=until)
        else:
            parts.append(Registered(agency=own, first_year=begin, last_year=until))
    yield from parts


def _registered(line: Line) -> Registered:
    values = {column: line.values.get(column, "") for column in COLUMNS}
    own = _body(values["agency"], _region(values["region_code"]))
    level = _level(values["level"])
    first, last = (_year(column, values[column]) for column in ("first_year", "last_year"))
    if first is not None and last is not None and first > last:
        raise LineError(f"first_year {first} is after last_year {last}, expected the earlier one first; correct one")
    return Registered(agency=replace(own, level=level) if level is not None else own, first_year=first, last_year=last)


def _body(text: str, region_code: str | None) -> Agency:
    name = "".join(text.split())
    if not name:
        raise LineError("agency is empty, expected the full official name in Chinese; fill in or delete the line")
    if len(name) > _LONGEST_NAME or not _HAN.search(name):
        raise LineError(f"agency is {text[:40]!r}, expected the full official name in Chinese; correct it")
    own = agency(name, None, region_code)
    if own.id.startswith(_UNPLACED):
        raise LineError(
            f"agency {name} may be in several places, expected a name that settles it; "
            "write it in full (淮安市洪泽区统计局) or give region_code"
        )
    return own


def _region(text: str) -> str | None:
    if not text:
        return None
    code = present_codes().get(unicodedata.normalize("NFKC", text).removesuffix(".0"))
    if code is None:
        raise LineError(f"region_code is {text[:20]!r}, expected six digits of GB/T 2260 such as 320813; correct it")
    return code


def _level(text: str) -> str | None:
    """A code of the list `levels`, given as such or by its Chinese label."""
    if not text:
        return None
    labels = codes.labels("levels")
    for code, label in labels.items():
        if text in (code, label):
            return code
    known = ", ".join(f"{code} ({label})" for code, label in labels.items())
    raise LineError(f"level is {text[:20]!r}, expected one of {known}; correct it or leave it empty")


def _year(column: str, text: str) -> int | None:
    if not text:
        return None
    match = re.fullmatch(r"(20\d\d)(?:年度?|\.0)?", unicodedata.normalize("NFKC", text))
    if not match or not dates.plausible(int(match[1])):
        raise LineError(
            f"{column} is {text[:20]!r}, expected a year from {dates.FIRST_YEAR} on such as 2021; correct it or leave it empty"
        )
    return int(match[1])
