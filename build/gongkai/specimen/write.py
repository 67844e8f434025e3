"""Write specimens into a folder, and beside them the truth about every figure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.errors import ReportsFolderError
from gongkai.specimen.as_docx import to_docx
from gongkai.specimen.as_html import to_html
from gongkai.specimen.as_pdf import to_pdf
from gongkai.specimen.as_text import to_text
from gongkai.specimen.phrases import NOTE
from gongkai.specimen.plan import DEFAULT_COUNT, KINDS, plan
from gongkai.specimen.report import specimens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gongkai.model import FormCode, Scope
    from gongkai.specimen.faults import Fault
    from gongkai.specimen.figures import Figures, Printed
    from gongkai.specimen.plan import Kind
    from gongkai.specimen.report import Specimen

WRITERS: tuple[tuple[Kind, Callable[[Specimen], bytes]], ...] = (
    ("pdf", to_pdf),
    ("docx", to_docx),
    ("html", to_html),
    ("txt", to_text),
)
"""File kind -> writer. One more kind = one module, one line here, one in `plan.KINDS`."""

MANIFEST = "specimen.json"
"""Its presence in a folder of originals marks the data package made from them as specimen."""
REGISTER = "register.csv"
REGISTERED = "agency,region_code,level,first_year,last_year\n丁样市教育局,,,2021,2024\n北样县水利局,,,2021,2024\n"
"""Two bodies: one with years before and after those of its reports, one without any."""


@dataclass(frozen=True, slots=True)
class SpecimenRecord:
    """One written file and the truth about it."""

    path: str
    """Relative to the folder."""
    agency: str
    region_code: str
    scope: Scope
    year: int
    form: FormCode
    title: str
    published_on: str
    figures: Figures
    faults: tuple[Fault, ...]


def write_specimens(
    out: Path, *, seed: int = 2024, count: int | None = None, kinds: Sequence[Kind] = KINDS
) -> tuple[SpecimenRecord, ...]:
    """Write synthetic reports with known figures into a folder, and `specimen.json` with the truth.

    The same arguments give the same bytes. Specimens of an earlier run are replaced.

    Args:
        out: A new or empty folder, or one that holds specimens.
        seed: Other seeds give other figures and words for the same bodies.
        count: Number of reports; the default set, with a register of bodies of which some years are missing, when None;
            more bodies beyond it.
        kinds: File kinds, used in turn.

    Raises:
        ReportsFolderError: If the folder holds files that are no specimens, which must not be mixed with them.
    """
    _clear(out)
    writers = dict(WRITERS)
    records = []
    folders: set[Path] = set()
    for order in plan(seed, DEFAULT_COUNT if count is None else count, kinds):
        for specimen in specimens(order, seed):
            path = out / specimen.path
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            path.write_bytes(writers[specimen.kind](specimen))
            records.append(_record(specimen))
    out.mkdir(parents=True, exist_ok=True)
    if count is None:
        (out / REGISTER).write_text(REGISTERED, encoding="utf-8", newline="\n")
    (out / MANIFEST).write_text("".join(_manifest(seed, records)), encoding="utf-8", newline="\n")
    return tuple(records)


def _clear(out: Path) -> None:
    """Remove the files that an earlier run listed."""
    manifest = out / MANIFEST
    if not manifest.is_file():
        if out.is_dir() and any(out.iterdir()):
            raise ReportsFolderError(f"{out}: holds files that are no specimens; give a new or empty folder")
        return
    root = out.resolve()
    for document in json.loads(manifest.read_text(encoding="utf-8"))["documents"]:
        path = (out / document["path"]).resolve()
        if path.is_relative_to(root):
            path.unlink(missing_ok=True)
    (out / REGISTER).unlink(missing_ok=True)
    manifest.unlink()


def _record(specimen: Specimen) -> SpecimenRecord:
    return SpecimenRecord(
        path=specimen.path,
        agency=specimen.body.name,
        region_code=specimen.body.place.code,
        scope=specimen.body.scope,
        year=specimen.year,
        form=specimen.form,
        title="".join(specimen.title),
        published_on=specimen.published_on.isoformat(),
        figures=specimen.figures,
        faults=specimen.faults,
    )


def _manifest(seed: int, records: Sequence[SpecimenRecord]) -> Iterator[str]:
    """One line a document, so that a changed specimen is a changed line."""
    yield f'{{"seed": {seed}, "note": {_json("虚构样例：" + NOTE)},\n"documents": [\n'
    for i, record in enumerate(records):
        yield _json(
            {
                "path": record.path,
                "agency": record.agency,
                "region_code": record.region_code,
                "scope": record.scope,
                "year": record.year,
                "form": record.form,
                "title": record.title,
                "published_on": record.published_on,
                "figures": _nested(record.figures),
                "faults": [_fault(fault) for fault in record.faults],
            }
        ) + (",\n" if i + 1 < len(records) else "\n")
    yield "]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _nested(figures: Figures) -> dict[str, dict[str, dict[str, object]]]:
    tree: dict[str, dict[str, dict[str, object]]] = {}
    for (table, row, column), cell in figures.items():
        tree.setdefault(table, {}).setdefault(row, {})[column] = _value(cell)
    return tree


def _value(cell: Printed) -> object:
    if cell.status == "not_applicable":
        return {"status": cell.status}
    return str(cell.value) if isinstance(cell.value, Decimal) else cell.value


def _fault(fault: Fault) -> dict[str, object]:
    names = ("code", "findings", "table", "row", "column", "expected", "actual", "may")
    parts = {name: getattr(fault, name) for name in names}
    return {name: part for name, part in parts.items() if part is not None and part != ()}
