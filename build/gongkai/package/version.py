"""Versions of the data: MAJOR.MINOR.PATCH, told apart from those of the program."""

from __future__ import annotations

import re
from typing import Literal

from gongkai.errors import DataPackageError

Level = Literal["major", "minor", "patch", "none"]
"""What a change means for whoever uses the data: columns to adapt to, more data, corrected data, nothing."""

LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
"""From least to most."""
DEFAULT = "0.1.0"
"""Of data packages whose reports folder lists no versions."""

_NUMBER = "(0|[1-9][0-9]{0,5})"
VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


def numbers(version: str) -> tuple[int, int, int]:
    """The three numbers of a version, to be compared.

    Raises:
        DataPackageError: if the text is no version.
    """
    match = VERSION.fullmatch(version)
    if match is None:
        raise DataPackageError(f"version {version!r}: expected three numbers such as 1.4.0; correct it in versions.csv")
    return int(match[1]), int(match[2]), int(match[3])


def following(version: str, level: Level) -> str:
    """The version after a change of some level.

    >>> following("1.4.2", "minor"), following("1.4.2", "patch"), following("1.4.2", "none")
    ('1.5.0', '1.4.3', '1.4.2')
    """
    major, minor, patch = numbers(version)
    if level == "major":
        return f"{major + 1}.0.0"
    if level == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + (level == 'patch')}"
