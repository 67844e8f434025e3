"""What was understood of each original, kept so that an unchanged original is not read twice.

An entry belongs to one content, one name and one state of the code that reads, recognises and
checks. It is two lines of JSON: the head (who, which year, how many figures …), enough for the
summary of a build, and the body (figures, sections, findings).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.analysis.digest import signature
from gongkai.model import Agency, AnnualReport, CheckResult, Figure, Finding, Rejection, Section, Statement, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.model import Number, Reading

READING_PARTS = (
    "model",
    "errors.py",
    "cache.py",
    "pipeline",
    "codes",
    "readers",
    "recognise",
    "narrative",
    "checks",
    "indicators",
    "analysis",
    "package",
)
"""Parts of this package that decide what is understood of an original and how it is packaged."""

LIBRARIES = (
    "cssselect",
    "datasketch",
    "lxml",
    "olefile",
    "pdfplumber",
    "pypdfium2",
    "rapidfuzz",
    "rapidocr",
    "selectolax",
    "xlrd",
)
"""Libraries that do, too."""

KEPT_FOR = 24 * 3600
"""Seconds that entries of another state of the code are kept after their last use."""

STATEMENT_DEFAULTS = {field.name: field.default for field in fields(Statement)}
RESULT_DEFAULTS = {field.name: field.default for field in fields(CheckResult)}

SOURCE_SUFFIXES = frozenset({".py", ".csv"})


@cache
def code_version() -> str:
    """Fingerprint of everything but the original that decides what is understood of it."""
    package = Path(__file__).parent
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{name}={version(name)}\n".encode())
    for part in READING_PARTS:
        path = package / part
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in SOURCE_SUFFIXES and file.is_file():
                digest.update(file.relative_to(package).as_posix().encode() + b"\n")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, one folder below it for each state of the code."""

    folder: Path

    @classmethod
    def open(cls, root: Path) -> Cache:
        """Use, and make if needed, the folder for this state of the code.

        Folders of other states are removed when they have not been opened for a day: a build with other
        code may be under way in the same place.
        """
        folder = root / f"v-{code_version()}"
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        (root / "CACHEDIR.TAG").write_text(
            "Signature: 8a477f597d28d172789f06886806bc55\n# Made by gongkai; safe to delete.\n", encoding="ascii"
        )
        for other in root.glob("v-" + "[0-9a-f]" * 16):
            with suppress(FileNotFoundError):  # another build may be removing it
                if other.stat().st_mtime < folder.stat().st_mtime - KEPT_FOR:
                    shutil.rmtree(other, ignore_errors=True)
        return cls(folder)

    def path(self, name: str, sha256: str) -> Path:
        """Where the entry of one content under one name is, or would be."""
        key = hashlib.sha256(f"{sha256}\0{name}".encode()).hexdigest()
        return self.folder / key[:2] / key[2:40]

    def store(self, path: Path, entry: bytes) -> None:
        """Write an entry beside and rename it, so that no half entry is ever met."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(entry)
        beside.replace(path)


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of an entry."""

    reading: Reading
    """Without figures, sections and findings."""
    statuses: dict[str, int]
    """Status of a figure -> how many figures have it."""
    signature: bytes = b""
    """Of the narrative, see `analysis.digest`: taken once, by the process that reads the original."""


def encode(reading: Reading) -> bytes:
    """A reading as an entry. Nothing is lost: `decode(encode(r)) == r`."""
    head: dict[str, Any]
    statuses: Counter[str] = Counter()
    body: dict[str, Any] = {"findings": [_finding(finding) for finding in reading.findings]}
    if isinstance(reading, AnnualReport):
        head = {
            "path": reading.path,
            "media_type": reading.media_type,
            "sha256": reading.sha256,
            "bytes": reading.bytes,
            "agency": asdict(reading.agency) if reading.agency is not None else None,
            "year": reading.year,
            "scope": reading.scope,
            "title": reading.title,
            "published_on": reading.published_on.isoformat() if reading.published_on is not None else None,
            "period": reading.period,
            "form": reading.form,
            "source_url": reading.source_url,
            "retrieved_on": reading.retrieved_on.isoformat() if reading.retrieved_on is not None else None,
        }
        statuses.update(figure.status for figure in reading.figures)
        body["figures"] = [
            [f.table, f.row, f.column, _number(f.value), f.status, f.raw, f.note, _where(f.where)]
            for f in reading.figures
        ]
        body["statements"] = [_statement(statement) for statement in reading.statements]
        body["results"] = [_result(result) for result in reading.results]
        body["sections"] = [[s.code, s.number, s.heading, s.text, _where(s.where)] for s in reading.sections]
    else:
        head = {
            "path": reading.path,
            "media_type": reading.media_type,
            "sha256": reading.sha256,
            "bytes": reading.bytes,
            "outcome": reading.outcome,
            "type": reading.type,
            "note": reading.note,
        }
    first: dict[str, Any] = {"reading": head, "statuses": statuses}
    if isinstance(reading, AnnualReport):
        first["signature"] = signature(reading.sections).hex()
    lines = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (first, body))
    # A lone half of a surrogate pair, as broken files contain, has no UTF-8.
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def decode_head(line: bytes) -> Head:
    """The first line of an entry."""
    first: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    fields: dict[str, Any] = first["reading"]
    reading: Reading
    if "outcome" in fields:
        reading = Rejection(**fields)
    else:
        fields["agency"] = Agency(**fields["agency"]) if fields["agency"] is not None else None
        for day in ("published_on", "retrieved_on"):
            fields[day] = date.fromisoformat(fields[day]) if fields[day] is not None else None
        reading = AnnualReport(**fields, figures=(), sections=())
    return Head(
        reading,
        first["statuses"],
        bytes.fromhex(first["signature"]) if isinstance(reading, AnnualReport) else b"",
    )


def decode(entry: bytes) -> Reading:
    """The reading that was encoded."""
    first, _, second = entry.partition(b"\n")
    reading = decode_head(first).reading
    body: dict[str, Any] = json.loads(second.decode("utf-8", "surrogatepass"))
    findings = tuple(Finding(**{**finding, "where": _to_where(finding["where"])}) for finding in body["findings"])
    if not isinstance(reading, AnnualReport):
        return replace(reading, findings=findings)
    figures = tuple(
        Figure(
            table=table,
            row=row,
            column=column,
            value=Decimal(value) if isinstance(value, str) else value,
            status=status,
            raw=raw,
            note=note,
            where=_to_where(where),
        )
        for table, row, column, value, status, raw, note, where in body["figures"]
    )
    sections = tuple(
        Section(code=code, number=number, heading=heading, text=text, where=_to_where(where) or Where())
        for code, number, heading, text, where in body["sections"]
    )
    return replace(
        reading,
        figures=figures,
        sections=sections,
        statements=tuple(_to_statement(values) for values in body["statements"]),
        results=tuple(CheckResult(**{**result, "where": _to_where(result.get("where"))}) for result in body["results"]),
        findings=findings,
    )


def _statement(statement: Statement) -> dict[str, Any]:
    return {**_told(statement, STATEMENT_DEFAULTS), "value": _number(statement.value)}


def _told(made: Statement | CheckResult, defaults: Mapping[str, object]) -> dict[str, Any]:
    """Fields that differ from their defaults. A 0 that says something, such as the first place, is kept."""
    return {name: value for name, default in defaults.items() if (value := getattr(made, name)) != default}


def _to_statement(values: dict[str, Any]) -> Statement:
    number = values["value"]
    readings = tuple(tuple(tuple(key) for key in reading) for reading in values.get("readings", ()))
    return Statement(
        **{
            **values,
            "value": Decimal(number) if isinstance(number, str) else number,
            "qualifiers": tuple(values.get("qualifiers", ())),
            "readings": readings,
        }
    )


def _result(result: CheckResult) -> dict[str, Any]:
    where = {"where": _where(result.where)} if result.where is not None else {}
    return {**_told(result, RESULT_DEFAULTS), **where}


def _number(value: Number | None) -> int | str | None:
    """Integers as JSON numbers, decimals as text, so that both come back as what they were."""
    return str(value) if isinstance(value, Decimal) else value


def _where(where: Where | None) -> list[Any] | None:
    if where is None:
        return None
    parts = [where.page, where.box, where.table, where.row, where.column, where.line]
    further = [where.sheet, where.member, where.ocr]
    return [*parts, *further] if any(further) else parts


def _to_where(parts: Sequence[Any] | None) -> Where | None:
    if parts is None:
        return None
    page, box, table, row, column, line, *further = parts
    sheet, member, ocr = further or (None, None, False)
    return Where(
        page=page,
        box=None if box is None else tuple(box),
        table=table,
        row=row,
        column=column,
        line=line,
        sheet=sheet,
        member=member,
        ocr=ocr,
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "type": finding.type,
        "severity": finding.severity,
        "state": finding.state,
        "table": finding.table,
        "instance": finding.instance,
        "row": finding.row,
        "column": finding.column,
        "expected": finding.expected,
        "actual": finding.actual,
        "note": finding.note,
        "instances": finding.instances,
        "where": _where(finding.where),
    }
