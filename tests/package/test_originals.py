"""Originals: linked into the package, never lost."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.package.factory import annual_reports, rejections, save_originals

from gongkai.errors import DataPackageError
from gongkai.package import write_package

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Reading


@pytest.fixture
def reports(tmp_path: Path) -> list[Reading]:
    return save_originals([*annual_reports(3), *rejections()], tmp_path / "in")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_originals_are_linked_not_copied(reports: list[Reading], tmp_path: Path) -> None:
    write_package(reports, tmp_path / "out", originals=tmp_path / "in")
    for name in files(tmp_path / "out" / "originals"):
        assert (tmp_path / "out" / "originals" / name).samefile(tmp_path / "in" / name)


def test_originals_are_copied_where_links_cannot_be_made(
    reports: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    write_package(reports, tmp_path / "out", originals=tmp_path / "in")
    name = reports[0].path
    assert (tmp_path / "out" / "originals" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()
    assert not (tmp_path / "out" / "originals" / name).samefile(tmp_path / "in" / name)


def test_a_link_to_an_original_is_followed(reports: list[Reading], tmp_path: Path) -> None:
    original = tmp_path / "in" / reports[0].path
    original.rename(tmp_path / "elsewhere.pdf")
    original.symlink_to(tmp_path / "elsewhere.pdf")
    write_package(reports, tmp_path / "out", originals=tmp_path / "in")
    kept = tmp_path / "out" / "originals" / reports[0].path
    assert not kept.is_symlink()
    assert kept.read_bytes() == (tmp_path / "elsewhere.pdf").read_bytes()


@pytest.mark.parametrize("given", ["out/originals", None])
def test_the_package_s_own_originals_stay_all_of_them(
    reports: list[Reading], tmp_path: Path, given: str | None
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "in").rename(tmp_path / "out" / "originals")
    before = files(tmp_path / "out" / "originals")
    for _ in range(2):
        write_package(reports[:1], tmp_path / "out", originals=tmp_path / given if given else None)
        assert files(tmp_path / "out" / "originals") == before


def test_a_folder_inside_the_package_is_refused_before_anything_is_lost(reports: list[Reading], tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_package(reports, out, originals=tmp_path / "in")
    with pytest.raises(DataPackageError, match="lies inside the data package"):
        write_package(reports, out, originals=out / "originals" / "990000")
    assert len(files(out / "originals")) == 3


def test_an_original_that_went_away_stops_the_build(reports: list[Reading], tmp_path: Path) -> None:
    (tmp_path / "in" / reports[1].path).unlink()
    with pytest.raises(DataPackageError, match="no longer there") as caught:
        write_package(reports, tmp_path / "out", originals=tmp_path / "in")
    assert reports[1].path in str(caught.value)


def test_two_originals_never_share_a_name(reports: list[Reading], tmp_path: Path) -> None:
    twin = replace(reports[1], path=f"../{reports[0].path}")
    with pytest.raises(DataPackageError, match="would both become"):
        write_package([reports[0], twin], tmp_path / "out", originals=tmp_path / "in")


def test_the_mark_of_invented_reports_goes_along(reports: list[Reading], tmp_path: Path) -> None:
    (tmp_path / "in" / "specimen.json").write_text("{}")
    write_package(reports, tmp_path / "marked", originals=tmp_path / "in", specimen=True)
    write_package(reports, tmp_path / "plain", originals=tmp_path / "in")
    assert (tmp_path / "marked" / "originals" / "specimen.json").is_file()
    assert not (tmp_path / "plain" / "originals" / "specimen.json").exists()


def test_originals_that_exist_nowhere_else_are_set_aside(reports: list[Reading], tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_package(reports, out, originals=tmp_path / "in")
    only = out / "originals" / "990000" / "collected.html"
    only.write_text("the only copy")
    (tmp_path / "other").mkdir()
    others = save_originals([replace(reports[0], path="other.pdf")], tmp_path / "other")
    summary = write_package(others, out, originals=tmp_path / "other")
    assert files(out / "originals") == {"other.pdf"}
    assert summary.set_aside == tmp_path / "out.replaced-originals"
    assert files(summary.set_aside) == {"990000/collected.html"}


def test_invented_originals_are_not_set_aside(reports: list[Reading], tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "originals").mkdir(parents=True)
    (out / "originals" / "specimen.json").write_text("{}")
    (out / "originals" / "invented.pdf").write_text("can be made again")
    summary = write_package(reports, out, originals=tmp_path / "in")
    assert summary.set_aside is None
    assert files(out / "originals") == {report.path for report in reports[:3]}
