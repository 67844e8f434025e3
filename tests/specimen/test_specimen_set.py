"""The set as a whole: what it holds, that it repeats itself, and that the committed originals are it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.errors import ReportsFolderError
from gongkai.specimen import MANIFEST, write_specimens
from gongkai.specimen.agencies import PLACES
from gongkai.specimen.faults import FAULTS
from gongkai.specimen.plan import FAULT_PLAN

if TYPE_CHECKING:
    from .conftest import Written

ORIGINALS = Path(__file__).parents[2] / "datapackage" / "originals"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_committed_originals_are_what_the_generator_writes(written: Written) -> None:
    now, committed = contents(written.folder), contents(ORIGINALS)
    assert sorted(now) == sorted(committed)
    assert [name for name in now if now[name] != committed[name]] == [], "run `gongkai specimen` and commit the result"


def test_another_process_with_another_hash_seed_writes_the_same_bytes(written: Written, tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from gongkai.specimen import write_specimens; write_specimens(pathlib.Path(sys.argv[1]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "again")], check=True, env=environment)
    assert contents(tmp_path / "again") == contents(written.folder)


def test_another_seed_changes_figures_and_keeps_the_cast(written: Written, tmp_path: Path) -> None:
    other = write_specimens(tmp_path / "other", seed=7)
    assert [r.path for r in other] == [r.path for r in written.records]
    same = [a.path for a, b in zip(other, written.records, strict=True) if a.figures == b.figures]
    assert same == []


def test_set_is_small_and_mixed(written: Written) -> None:
    files = contents(written.folder)
    assert len(written.records) == len(set(files) - {MANIFEST, "register.csv"}) == 63
    assert sum(map(len, files.values())) < 2_700_000
    assert len(files[MANIFEST]) < 600_000
    kinds = Counter(record.path.rpartition(".")[2] for record in written.records)
    assert set(kinds) == {"pdf", "docx", "html", "txt"}
    assert min(kinds.values()) >= 15
    assert {record.form for record in written.records} == {"2019", "2021", "mixed"}
    assert {record.year for record in written.records} == set(range(2019, 2025))
    assert {record.scope for record in written.records} == {"own", "aggregate"}


def test_places_are_fictional(written: Written) -> None:
    assert {record.region_code[:2] for record in written.records} == {"98", "99"}
    names = tuple(place.name for place in PLACES)
    assert all(record.agency.startswith(names) for record in written.records)


def test_every_fault_occurs_and_is_declared(written: Written) -> None:
    assert {name for names in FAULT_PLAN.values() for name in names} == set(FAULTS)
    assert {fault.code for record in written.records for fault in record.faults} == set(FAULTS)
    planned = {(record.agency, record.year): {fault.code for fault in record.faults} for record in written.records}
    assert {key: set(names) for key, names in FAULT_PLAN.items()} == {key: v for key, v in planned.items() if v}


def test_manifest_tells_every_figure(written: Written) -> None:
    manifest = json.loads((written.folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["seed"] == 2024
    assert "虚构样例" in manifest["note"]
    told = manifest["documents"]
    assert [document["path"] for document in told] == [record.path for record in written.records]
    for document, record in zip(told, written.records, strict=True):
        flat = {
            (table, row, column): value
            for table, rows in document["figures"].items()
            for row, columns in rows.items()
            for column, value in columns.items()
        }
        assert set(flat) == set(record.figures)
        for key, cell in record.figures.items():
            expected = {"status": cell.status} if cell.status == "not_applicable" else cell.value
            assert flat[key] == expected or flat[key] == str(expected), (record.path, key)


def test_smaller_and_larger_sets(written: Written, tmp_path: Path) -> None:
    few = write_specimens(tmp_path / "few", count=5)
    assert [r.path for r in few] == [r.path for r in written.records[:5]]
    many = write_specimens(tmp_path / "many", count=1500, kinds=("txt", "html"))
    assert len({r.path for r in many}) == 1500
    assert {r.path.rpartition(".")[2] for r in many} == {"txt", "html"}
    assert [(r.agency, r.year, r.figures) for r in many[:63]] == [
        (r.agency, r.year, r.figures) for r in written.records
    ]
    assert any("样本二镇" in r.agency for r in many)


def test_a_new_run_replaces_the_files_of_the_earlier_one(tmp_path: Path) -> None:
    write_specimens(tmp_path, count=4, kinds=("txt",))
    records = write_specimens(tmp_path, count=2, kinds=("html",))
    assert set(contents(tmp_path)) == {MANIFEST, *(record.path for record in records)}


def test_real_originals_are_never_mixed_with_specimens(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-")
    with pytest.raises(ReportsFolderError, match="no specimens"):
        write_specimens(tmp_path, count=1)
    assert contents(tmp_path) == {"report.pdf": b"%PDF-"}


def test_a_tampered_manifest_removes_nothing_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("keep", encoding="utf-8")
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / MANIFEST).write_text('{"documents": [{"path": "../keep.txt"}]}', encoding="utf-8")
    write_specimens(folder, count=1)
    assert (tmp_path / "keep.txt").read_text(encoding="utf-8") == "keep"
