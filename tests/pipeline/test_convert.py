"""Originals that another program converts: in few runs, whatever that program does."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import docx, p
from tests.readers.olefiles import word

from gongkai.model import AnnualReport, Rejection
from gongkai.pipeline import Progress, build, convert, soffice
from gongkai.pipeline.convert import Copies, converter, copies_below, prepared
from gongkai.pipeline.folder import Original, fingerprint
from gongkai.pipeline.understand import in_time
from gongkai.specimen.as_docx import to_docx
from gongkai.specimen.plan import plan
from gongkai.specimen.report import specimens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Fake = Callable[[str], None]

TEXT = "某某县人民政府2022年政府信息公开工作年度报告，现予公布。"
FAKE = """#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    --outdir) out="$2"; shift ;;
    -*|docx:*) ;;
    *) files="$files $1" ;;
  esac
  shift
done
echo run >> "{log}"
for file in $files; do
  name=$(basename "$file"); name=${{name%.*}}
  verb=$(tr -d '\\n' < "$file" | sed 's/.*verb-\\([a-z]*\\).*/\\1/')
  case "$verb" in
    hang) sleep 600 ;;
    die) kill -9 $$ ;;
    junk) echo noise > "$out/$name.docx" ;;
    nothing) ;;
    *) cp "{copy}" "$out/$name.docx" ;;
  esac
done
exit 0
"""


def rtf(verb: str, number: int = 0) -> bytes:
    """An original that tells the double what to do with it."""
    return f"{{\\rtf1 {number} verb-{verb} }}".encode()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def fake(tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in the place of LibreOffice that obeys the originals."""
    copy, program = tmp_path / "copy.docx", tmp_path / "soffice-double"
    copy.write_bytes(docx(p(TEXT)))
    program.write_text(FAKE.format(log=log, copy=copy))
    program.chmod(0o755)
    monkeypatch.setenv(soffice.VARIABLE, str(program))


def originals(folder: Path, *contents: bytes) -> list[Original]:
    folder.mkdir(exist_ok=True)
    found = []
    for number, content in enumerate(contents):
        path = folder / f"{number:03}.doc"
        path.write_bytes(content)
        found.append(fingerprint(Original(path, path.name)))
    return found


def outcomes(found: list[Original], root: Path, limit: float = 1.0) -> list[str]:
    copies = replace(copies_below(root), limit=limit)
    ready = convert.converted(found, copies, 1)
    readings = [in_time(original, 20.0) for original in ready]
    return [reading.type if isinstance(reading, Rejection) else "report" for reading in readings]


def runs(log: Path) -> int:
    return len(log.read_text().splitlines())


@pytest.mark.usefixtures("fake")
def test_many_originals_take_few_runs(tmp_path: Path, log: Path) -> None:
    found = originals(tmp_path / "in", *(rtf("good", number) for number in range(convert.BATCH + 5)))
    with prepared(found, workers=2) as ready:
        assert [original.name for original in ready] == [original.name for original in found]
        readings = [in_time(original, 20.0) for original in ready]
    assert runs(log) == 2
    assert {reading.media_type for reading in readings} == {"application/rtf"}
    assert [(reading.sha256, reading.bytes) for reading in readings] == [(o.sha256, o.bytes) for o in found]


@pytest.mark.usefixtures("fake")
def test_a_file_that_hangs_or_kills_the_program_is_named_and_the_others_are_read(tmp_path: Path, log: Path) -> None:
    verbs = ("good", "hang", "good", "die", "good", "nothing", "junk", "good")
    found = originals(tmp_path / "in", *(rtf(verb, number) for number, verb in enumerate(verbs)))
    started = time.monotonic()
    said = outcomes(found, tmp_path / "cache")
    assert [said[at] for at in (1, 3, 5, 6)] == ["timeout", "damaged", "damaged", "damaged"]
    assert {said[at] for at in (0, 2, 4, 7)} == {said[0]}
    assert said[0] not in {"timeout", "damaged", "converter_missing"}
    assert time.monotonic() - started < 60
    assert runs(log) < 12


@pytest.mark.usefixtures("fake")
def test_a_program_that_always_fails_is_given_up(tmp_path: Path, log: Path) -> None:
    found = originals(tmp_path / "in", *(rtf("die", number) for number in range(20)))
    said = outcomes(found, tmp_path / "cache")
    assert said[: convert.PATIENCE] == ["damaged"] * convert.PATIENCE
    assert said[convert.PATIENCE :] == ["converter_missing"] * (20 - convert.PATIENCE)
    assert runs(log) <= 2 * convert.PATIENCE


@pytest.mark.usefixtures("fake")
def test_copies_are_kept_and_failures_of_the_moment_are_not(tmp_path: Path, log: Path) -> None:
    found = originals(tmp_path / "in", rtf("good"), rtf("nothing"), rtf("hang"))
    outcomes(found, tmp_path / "cache")
    before = runs(log)
    outcomes(found[:2], tmp_path / "cache")
    assert runs(log) == before
    outcomes(found[2:], tmp_path / "cache")
    assert runs(log) > before


@pytest.mark.usefixtures("fake")
def test_copies_of_another_installation_and_old_ones_go(tmp_path: Path) -> None:
    found = originals(tmp_path / "in", rtf("good"))
    other = tmp_path / "cache" / convert.FOLDER / ("0" * 16)
    other.mkdir(parents=True)
    outcomes(found, tmp_path / "cache")
    (copy,) = (tmp_path / "cache" / convert.FOLDER).glob("*/??/*")
    assert not other.exists()
    os.utime(copy, (0, 0))
    copies_below(tmp_path / "cache")
    assert not copy.exists()


@pytest.mark.usefixtures("fake")
def test_an_original_nobody_foresaw_is_converted_alone(tmp_path: Path, log: Path) -> None:
    (found,) = originals(tmp_path / "in", rtf("good"))
    assert in_time(found, 20.0).media_type == "application/rtf"
    assert runs(log) == 1
    assert converter(None)(rtf("good"), ".rtf") == docx(p(TEXT))


@pytest.mark.usefixtures("fake")
def test_a_build_converts_what_is_new_and_says_how_far_it_is(tmp_path: Path, log: Path) -> None:
    found = originals(tmp_path / "in", rtf("good", 1), rtf("good", 2), rtf("good", 2), TEXT.encode())
    steps: list[Progress] = []

    def run() -> int:
        with ThreadPoolExecutor(2) as threads:
            summary = build(tmp_path / "in", tmp_path / "out", executor=threads, on_progress=steps.append)
        return summary.cached

    assert run() == 0
    assert [(step.done, step.total) for step in steps if step.stage == "convert"] == [(2, 2)]
    originals(tmp_path / "in", *(original.path.read_bytes() for original in found), rtf("good", 3))
    assert run() == len(found)
    assert [(step.done, step.total) for step in steps if step.stage == "convert"] == [(2, 2), (1, 1)]
    assert runs(log) == 2


@pytest.mark.usefixtures("fake")
def test_what_reads_by_itself_is_not_converted(tmp_path: Path, log: Path) -> None:
    locked, cut = word(flags=0x0100), rtf("good")[:-2]
    found = originals(tmp_path / "in", docx(p(TEXT)), TEXT.encode(), b"", locked, cut, b"<html>" + rtf("good"))
    found.append(Original(tmp_path / "gone.doc", "gone.doc"))
    with prepared(found) as ready:
        assert [original.copies for original in ready] == [None] * 7
    assert not log.exists()


def test_without_the_program_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "none"))
    (found,) = originals(tmp_path / "in", rtf("good"))
    with prepared([found]) as ready:
        reading = in_time(ready[0], 20.0)
    assert isinstance(reading, Rejection)
    assert (reading.type, reading.outcome) == ("converter_missing", "unreadable")


def test_nothing_is_left_running(tmp_path: Path, log: Path, fake: None) -> None:
    assert fake is None
    (found,) = originals(tmp_path / "in", rtf("hang"))
    assert outcomes([found], tmp_path / "cache", limit=0.5) == ["timeout"]
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "soffice-double" not in listed
    assert log.exists()


@pytest.fixture
def real() -> Path:
    program = soffice.find()
    if program is None:
        pytest.skip("soffice is not installed")
    return program


@pytest.mark.slow
def test_libreoffice_keeps_every_figure(tmp_path: Path, real: Path) -> None:
    """Reports as DOC, WPS, RTF, ODT and flat ODT give the figures of the DOCX that they were made from."""
    report = next(specimens(next(plan(3, 1, ("docx",))), 3))
    source = tmp_path / "report.docx"
    source.write_bytes(to_docx(report))
    kinds = ("doc", "rtf", "odt", "fodt")
    for kind in kinds:
        profile = (tmp_path / "profile").as_uri()
        command = [str(real), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir"]
        subprocess.run([*command, str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    shutil.copy(tmp_path / "report.doc", tmp_path / "report.wps")
    found = [fingerprint(Original(tmp_path / f"report.{kind}", kind)) for kind in ("docx", *kinds, "wps")]
    with prepared(found, workers=2) as ready:
        expected, *others = (in_time(original, 60.0) for original in ready)
    assert isinstance(expected, AnnualReport)
    for original, reading in zip(found[1:], others, strict=True):
        assert isinstance(reading, AnnualReport), original.name
        values = [(figure.table, figure.row, figure.column, figure.value, figure.status) for figure in reading.figures]
        assert values == [(f.table, f.row, f.column, f.value, f.status) for f in expected.figures], original.name
        assert (reading.agency, reading.year, reading.sha256) == (expected.agency, expected.year, original.sha256)


def test_libreoffice_and_junk(tmp_path: Path, real: Path) -> None:
    """It ends with 0 on all of these."""
    assert real.name
    junk = b"{\\rtf1 " + bytes(range(128, 250)) * 30 + b"}"
    found = originals(tmp_path / "in", junk, word(), b"{\\rtf1 }")
    said = outcomes(found, tmp_path / "cache", limit=60.0)
    assert said[0] == "damaged"
    assert set(said[1:]) <= {"damaged", "no_text"}


def test_copies_without_a_program_convert_nothing(tmp_path: Path) -> None:
    assert Copies(tmp_path, None)(b"x", ".rtf") is None
