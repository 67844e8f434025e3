"""Which files of a folder are originals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.errors import ReportsFolderError
from gongkai.pipeline.folder import SKIPPED, fingerprint, fingerprints, originals

if TYPE_CHECKING:
    from collections.abc import Callable

    Folder = Callable[[dict[str, str]], Path]


def test_files_are_found_in_order_whatever_the_folder(folder: Folder) -> None:
    reports = folder({"b/2.txt": "x", "b/1.txt": "x", "a.pdf": "x", "c/d/e.html": "x"})
    found, refused = originals(reports, leave_out=())
    assert [original.name for original in found] == ["a.pdf", "b/1.txt", "b/2.txt", "c/d/e.html"]
    assert refused == []


@pytest.mark.parametrize("name", [pattern.replace("*", "a.docx") for pattern in SKIPPED] + [".hidden", ".git/config"])
def test_what_is_no_original_is_skipped(folder: Folder, name: str) -> None:
    found, refused = originals(folder({name: "x", "kept.txt": "x"}), leave_out=())
    assert [original.name for original in found] == ["kept.txt"]
    assert refused == []


def test_what_a_browser_saves_beside_a_page_is_no_original(folder: Folder) -> None:
    reports = folder(
        {
            "页.html": "x",
            "页_files/a.js": "x",
            "页.files/b.png": "x",
            "other_files/c.pdf": "x",
            "页.pdf": "x",
            "d/page.HTM": "x",
            "d/page_files/frame.html": "x",
        }
    )
    found, _ = originals(reports, leave_out=())
    assert [original.name for original in found] == ["d/page.HTM", "other_files/c.pdf", "页.html", "页.pdf"]


def test_the_data_package_itself_is_left_out(folder: Folder) -> None:
    reports = folder({"a.txt": "x", "out/data/reports.csv": "x"})
    found, _ = originals(reports, leave_out=(reports / "out",))
    assert [original.name for original in found] == ["a.txt"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (Path.absolute, "no such folder"),
        (lambda path: path.write_text("x"), "gongkai read"),
        (lambda path: path.mkdir(), "holds no file"),
        (lambda path: (path / ".hidden").mkdir(parents=True), "holds no file"),
    ],
    ids=["missing", "file", "empty", "hidden only"],
)
def test_a_folder_without_originals_is_named(tmp_path: Path, make: Callable[[Path], object], says: str) -> None:
    reports = tmp_path / "reports"
    make(reports)
    with pytest.raises(ReportsFolderError, match=says) as raised:
        originals(reports, leave_out=())
    assert str(reports) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_names_that_cannot_be_printed_are_refused(folder: Folder) -> None:
    reports = folder({"a.txt": "x", "line\nbreak.txt": "x"})
    (reports / os.fsdecode(b"\xff\xfe.txt")).write_text("x")
    found, refused = originals(reports, leave_out=())
    assert [original.name for original in found] == ["a.txt"]
    assert {rejection.path for rejection in refused} == {"line�break.txt", "��.txt"}
    assert {rejection.type for rejection in refused} == {"damaged"}


def test_pipes_are_no_originals(folder: Folder) -> None:
    reports = folder({"a.txt": "x"})
    os.mkfifo(reports / "pipe")
    found, _ = originals(reports, leave_out=())
    assert [original.name for original in found] == ["a.txt"]


def test_a_link_that_leads_nowhere_is_an_original_that_cannot_be_read(folder: Folder) -> None:
    reports = folder({"a.txt": "x"})
    (reports / "b.txt").symlink_to("gone.txt")
    found, _ = originals(reports, leave_out=())
    assert [(o.name, bool(fingerprint(o).sha256)) for o in found] == [("a.txt", True), ("b.txt", False)]


def test_fingerprints_keep_the_order(folder: Folder) -> None:
    found, _ = originals(folder({f"{n}.txt": str(n) for n in range(50)}), leave_out=())
    marked = list(fingerprints(found, 4))
    assert [original.name for original in marked] == [original.name for original in found]
    assert len({original.sha256 for original in marked}) == 50
    assert all(original.bytes in (1, 2) for original in marked)
