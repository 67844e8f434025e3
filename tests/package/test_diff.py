"""Two data packages compared, and what is told of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.package.factory import annual_reports
from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.errors import DataPackageError
from gongkai.package import write_package
from gongkai.package.changelog import with_section
from gongkai.package.diff import difference
from gongkai.package.keys import report_id
from gongkai.package.version import following
from gongkai.pipeline.versions import add_version, read_versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gongkai.model import AnnualReport

RUNNER = CliRunner()
REPORTS = tuple(annual_reports(8, seed=7))


def packaged(folder: Path, reports: Sequence[AnnualReport]) -> Path:
    write_package(reports, folder, originals=None)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return packaged(tmp_path / "old", REPORTS[:6])


def altered(report: AnnualReport, position: int, **fields: Any) -> AnnualReport:
    figures = list(report.figures)
    figures[position] = replace(figures[position], **fields)
    return replace(report, figures=tuple(figures))


def edited(folder: Path, resource: str, **fields: Any) -> None:
    """Change the description of the first column of a resource."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    (found,) = [entry for entry in described["resources"] if entry["name"] == resource]
    found["schema"]["fields"][0].update(fields)
    path.write_text(json.dumps(described), encoding="utf-8")


def test_same_packages_do_not_differ(old: Path, tmp_path: Path) -> None:
    found = difference(old, packaged(tmp_path / "new", REPORTS[:6]))
    assert found.level == "none"
    assert (found.figures, found.rows, found.columns, found.reports_added) == ((), (), (), ())


def test_a_corrected_figure_is_a_patch(old: Path, tmp_path: Path) -> None:
    """A number for a number, and a number for a blank, both with their place."""
    second = REPORTS[1]
    position = next(i for i, f in enumerate(second.figures) if f.table == "applications" and f.status == "reported")
    before = second.figures[position]
    assert before.value is not None
    new = altered(second, position, value=before.value + 7)
    new = altered(new, position + 1, value=None, status="unreadable")
    found = difference(old, packaged(tmp_path / "new", [REPORTS[0], new, *REPORTS[2:6]]))
    first, second_change = found.figures
    assert (first.report_id, first.table, first.row, first.column) == (
        report_id(second),
        before.table,
        before.row,
        before.column,
    )
    assert (first.kind, first.old_value, first.new_value) == ("changed", str(before.value), str(before.value + 7))
    assert first.where.startswith("page=")
    assert (second_change.new_value, second_change.new_status) == ("", "unreadable")
    assert found.level == "patch"


def test_cells_come_and_go(old: Path, tmp_path: Path) -> None:
    less = replace(REPORTS[2], figures=REPORTS[2].figures[1:])
    new = packaged(tmp_path / "new", [*REPORTS[:2], less, *REPORTS[3:6]])
    assert [change.kind for change in difference(old, new).figures] == ["removed"]
    assert [change.kind for change in difference(new, old).figures] == ["added"]


def test_new_reports_are_minor_and_lost_ones_major(old: Path, tmp_path: Path) -> None:
    new = packaged(tmp_path / "new", REPORTS)
    found, back = difference(old, new), difference(new, old)
    assert set(found.reports_added) == {report_id(report) for report in REPORTS[6:]}
    assert found.figures_of_added == sum(len(report.figures) for report in REPORTS[6:])
    assert (found.figures, found.level) == ((), "minor")
    assert (back.reports_removed, back.figures, back.level) == (found.reports_added, (), "major")


@pytest.mark.parametrize(
    ("fields", "level", "kinds"),
    [
        ({"type": "integer"}, "major", ["changed"]),
        ({"name": "other"}, "major", ["removed", "added"]),
        ({"unit": "万元"}, "major", ["changed"]),
        ({"title": "编号"}, "patch", ["changed"]),
    ],
)
def test_columns(fields: dict[str, str], level: str, kinds: list[str], old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(old, new)
    edited(new, "rejects", **fields)
    found = difference(old, new)
    assert [change.kind for change in found.columns] == kinds
    assert found.level == level


def test_a_code_more_is_minor_a_code_less_major(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(old, new)
    edited(old, "rejects", constraints={"enum": ["a", "b"]})
    edited(new, "rejects", constraints={"enum": ["a", "b", "c"]})
    assert (difference(old, new).level, difference(new, old).level) == ("minor", "major")


def test_packages_that_are_none(old: Path, tmp_path: Path) -> None:
    with pytest.raises(DataPackageError, match="missing"):
        difference(old, tmp_path)
    path = old / "data" / "applications.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(reversed(lines)), encoding="utf-8")
    with pytest.raises(DataPackageError, match="not sorted"):
        difference(old, old)


def test_versions_follow() -> None:
    assert [following("0.9.3", level) for level in ("none", "patch", "minor", "major")] == [
        "0.9.3",
        "0.9.4",
        "0.10.0",
        "1.0.0",
    ]
    with pytest.raises(DataPackageError, match=r"versions\.csv"):
        following("1.0", "patch")


def test_command_tells_json_text_and_exit_code(old: Path, tmp_path: Path) -> None:
    new = packaged(tmp_path / "new", REPORTS)
    assert RUNNER.invoke(app, ["diff", str(old), str(old)]).exit_code == 0
    text = RUNNER.invoke(app, ["diff", str(old), str(new)])
    assert text.exit_code == 1
    assert f"+ report {report_id(REPORTS[7])}\n" in text.output
    assert "MINOR: 0.1.0 → 0.2.0" in text.output
    told = json.loads(RUNNER.invoke(app, ["diff", str(old), str(new), "--format", "json"]).output)
    assert (told["level"], told["next_version"], len(told["reports_added"])) == ("minor", "0.2.0", 2)


def test_release_names_the_version_once(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice is as once; the changelog has the newest first."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    new = packaged(tmp_path / "new", REPORTS)
    (new / "originals").mkdir(exist_ok=True)
    (new / "CHANGELOG.md").write_text("# 记录\n\n## [0.1.0] - 2020-01-01\n\n- 初版。\n", encoding="utf-8")
    for _ in range(2):
        assert RUNNER.invoke(app, ["diff", str(old), str(new), "--release"]).exit_code == 0
    assert read_versions(new / "originals").versions == ("0.2.0",)
    lines = (new / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("##")] == [
        "## [0.2.0] - 2023-11-14",
        "### Added 新增",
        *[line for line in lines if line == "### Changed 变更"],
        "## [0.1.0] - 2020-01-01",
    ]
    assert lines[-1] == "- 初版。"


def test_changelog_starts_with_its_head() -> None:
    assert with_section("", "## [0.2.0] - 2026-01-01\n\n- 甲\n").startswith("# 数据更新记录")


def test_versions_file(tmp_path: Path) -> None:
    """The last line counts; what is no version, or not above the last, is named and left out."""
    assert read_versions(tmp_path).current == "0.1.0"
    path = tmp_path / "versions.csv"
    path.write_text(
        "version,date,note\n0.1.0,2026-01-01,初版\n0.3,,\n0.2.0,,\n0.1.5,,\n0.4.0,soon,\n", encoding="utf-8"
    )
    found = read_versions(tmp_path)
    assert found.current == "0.2.0"
    assert [fault.path for fault in found.faults] == ["versions.csv:3", "versions.csv:5", "versions.csv:6"]
    with pytest.raises(DataPackageError, match="line 3 cannot be used"):
        add_version(tmp_path, "0.5.0", "2026-01-02", "甲")
    path.write_text("version,date,note\n0.1.0,2026-01-01,初版", encoding="utf-8")
    assert add_version(tmp_path, "0.2.0", "2026-01-02", "甲,乙")
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["0.1.0,2026-01-01,初版", '0.2.0,2026-01-02,"甲,乙"']
    with pytest.raises(DataPackageError, match="above"):
        add_version(tmp_path, "0.1.9", "2026-01-02", "")


def test_another_status_is_a_change_too(old: Path, tmp_path: Path) -> None:
    """Of a cell without a number before and after."""
    blank = altered(REPORTS[0], 0, value=None, status="blank")
    reports = [altered(blank, 0, status=status) for status in ("blank", "unreadable")]
    one, other = (packaged(tmp_path / str(n), [report, *REPORTS[1:6]]) for n, report in enumerate(reports))
    (change,) = difference(one, other).figures
    assert (change.old_value, change.old_status, change.new_value, change.new_status) == ("", "blank", "", "unreadable")
    assert difference(old, other).figures[0].old_status == "reported"
