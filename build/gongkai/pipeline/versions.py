"""`versions.csv` in the reports folder: the versions of the data, the newest in the last line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.errors import DataPackageError
from gongkai.package.text import csv_line
from gongkai.package.version import DEFAULT, VERSION, numbers
from gongkai.pipeline.beside import capped, fault, read_beside

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Rejection

FILE = "versions.csv"
COLUMNS = ("version", "date", "note")
HEADER = ",".join(COLUMNS)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Versions:
    """What `versions.csv` says."""

    versions: tuple[str, ...] = ()
    """In the order of the file."""
    faults: tuple[Rejection, ...] = ()
    """One for each line that cannot be used."""

    @property
    def current(self) -> str:
        """Version of the data package to be."""
        return self.versions[-1] if self.versions else DEFAULT


def read_versions(reports: Path) -> Versions:
    """Read `versions.csv`; without one the data have the first version.

    Args:
        reports: the reports folder.
    """
    beside = read_beside(reports / FILE, COLUMNS, ("version",))
    faults = list(beside.faults)
    found: list[str] = []
    for line in beside.lines:
        version, date = line.values.get("version", ""), line.values.get("date", "")
        if VERSION.fullmatch(version) is None:
            note = f"的 version 为“{version[:20]}”；应为三个数，如 0.2.0，该行未采用。"
        elif date and _DATE.fullmatch(date) is None:
            note = f"的 date 为“{date[:20]}”；应为日期，如 2026-11-23，该行未采用。"
        elif found and numbers(version) <= numbers(found[-1]):
            note = f"的版本 {version} 不高于上一行的 {found[-1]}；新版本应写在最后，该行未采用。"
        else:
            found.append(version)
            continue
        faults.append(fault(FILE, line.number, note))
    return Versions(tuple(found), capped(FILE, faults))


def add_version(reports: Path, version: str, date: str, note: str) -> bool:
    """Append a line; False if the last line already has that version.

    Args:
        reports: the reports folder.
        version: must be above all others.
        date: ISO 8601.
        note: what is new, in few words.

    Raises:
        DataPackageError: if the table has a faulty line, other columns or a higher version, or cannot be written.
    """
    known, path = read_versions(reports), reports / FILE
    if known.faults:
        line = known.faults[0].path.rpartition(":")[2]
        raise DataPackageError(
            f"{path}: line {line} cannot be used, expected {HEADER} with versions that rise; correct it, then release again"
        )
    if known.versions and known.current == version:
        return False
    if known.versions and numbers(known.current) > numbers(version):
        raise DataPackageError(
            f"{path}: lists {known.current}, which is above {version}; compare with the data package of the last version"
        )
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else f"{HEADER}\n"
    except (OSError, UnicodeDecodeError) as error:
        raise DataPackageError(f"{path}: not readable as UTF-8 ({error}); save it as UTF-8") from None
    if text.partition("\n")[0].strip() != HEADER:
        raise DataPackageError(f"{path}: its first line is not {HEADER}; correct it, then release again")
    text += "" if text.endswith("\n") else "\n"
    beside = path.with_name(f".{FILE}.new")
    try:
        beside.write_text(text + csv_line((version, date, note)), encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise DataPackageError(f"{path}: cannot be written ({error.strerror}); check its rights") from None
    return True
