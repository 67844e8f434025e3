"""`originals.csv` in the reports folder: what a maintainer states about originals whose text does not say it, or says it wrongly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

from gongkai import codes
from gongkai.model import Rejection, Stated
from gongkai.pipeline.beside import LineError, capped, fault, read_beside
from gongkai.recognise import dates

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

FILE = "originals.csv"
COLUMNS = ("path", "url", "agency", "year", "region_code", "retrieved_on")
_YEAR = re.compile(r"(20\d\d)(?:年度?|\.0)?")
_CODE = re.compile(r"(\d{6})(?:\.0)?")
_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
"""Spreadsheets write 2024/3/31."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `originals.csv` says."""

    stated: Mapping[str, Stated] = field(default_factory=dict)
    """By the original's name: its path relative to the folder, with `/`."""
    faults: tuple[Rejection, ...] = ()
    """One for each line that cannot be used."""


def read_manifest(reports: Path, names: Collection[str]) -> Manifest:
    """Read `originals.csv`; without one nothing is stated.

    Args:
        reports: the reports folder.
        names: the originals found there, as paths relative to it.
    """
    beside = read_beside(reports / FILE, COLUMNS, ("path",))
    known = {unicodedata.normalize("NFC", name): name for name in names}
    stated: dict[str, Stated] = {}
    first: dict[str, int] = {}
    faults = list(beside.faults)
    for line in beside.lines:
        try:
            name = _name(line.values["path"], known)
            said = _stated(line.values)
        except LineError as error:
            faults.append(fault(FILE, line.number, str(error)))
            continue
        if stated.setdefault(name, said) != said:
            note = f"与第 {first[name]} 行说的是同一文件 {name}，内容不同；已采用第 {first[name]} 行，请只留一行。"
            faults.append(fault(FILE, line.number, note))
        first.setdefault(name, line.number)
    return Manifest(stated, capped(FILE, faults))


def _name(path: str, known: Mapping[str, str]) -> str:
    if not path:
        raise LineError("没有 path；请填写原件相对于该文件夹的路径，该行未采用。")
    plain = unicodedata.normalize("NFC", path.replace("\\", "/")).removeprefix("./")
    if plain.startswith("/") or ".." in plain.split("/") or re.match(r"[A-Za-z]:", plain):
        raise LineError(f"的 path 为“{path}”；应为相对于该文件夹的路径，不含 ..，该行未采用。")
    if plain not in known:
        raise LineError(f"所指的文件 {path} 不存在；请放入该文件、更正路径或删去该行。")
    return known[plain]


def _stated(values: Mapping[str, str]) -> Stated:
    return Stated(
        url=_url(values.get("url", "")),
        agency=_agency(values.get("agency", "")),
        year=_year(values.get("year", "")),
        region_code=_region(values.get("region_code", "")),
        retrieved_on=_day(values.get("retrieved_on", "")),
    )


def _url(text: str) -> str | None:
    if not text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or " " in text:
        raise LineError(f"的 url 为“{text[:80]}”；应为 http:// 或 https:// 开头的网址，该行未采用。")
    return text


def _agency(text: str) -> str | None:
    if not text:
        return None
    if len(text) > _LONGEST_NAME or not _HAN.search(text):
        raise LineError(f"的 agency 为“{text[:80]}”；应为机关的中文全称，该行未采用。")
    return "".join(text.split())


def _year(text: str) -> int | None:
    if not text:
        return None
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", text))
    if not match or not dates.plausible(int(match[1])):
        raise LineError(f"的 year 为“{text[:20]}”；应为 {dates.FIRST_YEAR} 起的四位年份，如 2021，该行未采用。")
    return int(match[1])


def _day(text: str) -> date | None:
    if not text:
        return None
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        return date(*map(int, match.groups())) if match else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> NoReturn:
    raise LineError(f"的 retrieved_on 为“{text[:20]}”；应为取得原件的日期，如 2024-03-31，该行未采用。")


def _region(text: str) -> str | None:
    """The present code of the division; codes that it had before are known too."""
    if not text:
        return None
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", text))
    code = present_codes().get(match[1]) if match else None
    if code is None:
        raise LineError(f"的 region_code 为“{text[:20]}”；应为 GB/T 2260 的六位代码，如 320813，该行未采用。")
    return code


@cache
def present_codes() -> Mapping[str, str]:
    """Present and former codes of divisions, each with the present one; a code in use today is never read as another's former one."""
    rows = codes.code_list("regions")
    former = {old: row["code"] for row in rows for old in row["former_codes"].split(";") if old}
    return former | {row["code"]: row["code"] for row in rows}
