"""What `write_package` leaves on disk: the same bytes for the same readings, and nothing stale."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.package.factory import annual_reports, odd_reports, rejections, save_originals

from gongkai import codes
from gongkai.errors import DataPackageError
from gongkai.model import Figure, Finding, Reading
from gongkai.package import write_package
from gongkai.package.layout import DATA, DESCRIPTIONS, DESCRIPTOR, README, resources

if TYPE_CHECKING:
    from collections.abc import Iterator


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def table(package: Path, name: str) -> list[dict[str, str]]:
    with (package / DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def reports(tmp_path: Path) -> list[Reading]:
    return save_originals([*annual_reports(3, seed=5), *odd_reports(), *rejections()], tmp_path / "in")


def test_the_files_are_the_layout_and_the_accepted_originals(reports: list[Reading], tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_package(reports, out, originals=tmp_path / "in")
    data = {f"{DATA}/{resource.name}.csv" for resource in resources()}
    accepted = {row["original"] for row in table(out, "reports")}
    assert set(tree(out)) == {DESCRIPTOR, README, *DESCRIPTIONS} | data | accepted
    assert len(accepted) == 8
    assert [row["path"] for row in table(out, "rejects")] == sorted(r.path for r in rejections())


def test_the_summary_counts_what_was_written(reports: list[Reading], tmp_path: Path) -> None:
    summary = write_package([*reports, replace(reports[0], path="z.pdf")], tmp_path / "out", originals=None)
    assert (summary.reports, summary.rejects, summary.duplicates) == (8, 4, 1)
    assert summary.agencies == len(table(tmp_path / "out", "agencies"))
    assert summary.figures == sum(
        len(table(tmp_path / "out", name)) for name in ("disclosure", "applications", "proceedings")
    )


def test_same_bytes_in_any_order_and_a_second_time(reports: list[Reading], tmp_path: Path) -> None:
    for name, readings in (
        ("a", reports),
        ("b", reports[::-1]),
        ("c", random.Random(1).sample(reports, len(reports))),
        ("a", reports),
    ):
        write_package(readings, tmp_path / name, originals=tmp_path / "in")
    assert tree(tmp_path / "a") == tree(tmp_path / "b") == tree(tmp_path / "c")


def test_csv_has_plain_newlines_and_is_utf8_without_mark(reports: list[Reading], tmp_path: Path) -> None:
    write_package(reports, tmp_path / "out", originals=None)
    for path in (tmp_path / "out" / DATA).iterdir():
        content = path.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert not content.startswith(b"\xef\xbb\xbf")


def test_figures_stand_in_the_order_of_the_form(tmp_path: Path) -> None:
    report = next(annual_reports(1, seed=5))
    shuffled = replace(report, figures=tuple(random.Random(2).sample(report.figures, len(report.figures))))
    write_package([shuffled], tmp_path / "out", originals=None)
    rows = [(row["row"], row["column"]) for row in table(tmp_path / "out", "applications")]
    form = [
        (row, column)
        for row in codes.row_codes("applications", "2019")
        for column in codes.column_codes("applications")
    ]
    assert rows == form


def test_texts_like_formulas_are_kept_to_the_letter(reports: list[Reading], tmp_path: Path) -> None:
    write_package(reports, tmp_path / "out", originals=None)
    (row,) = [row for row in table(tmp_path / "out", "reports") if row["title"].startswith("=HYPERLINK")]
    assert row["title"] == '=HYPERLINK("https://example.invalid","甲")，<script>alert(1)</script>'


def test_a_value_is_written_only_where_one_is_reported(reports: list[Reading], tmp_path: Path) -> None:
    write_package(reports, tmp_path / "out", originals=None)
    rows = [row for name in ("disclosure", "applications", "proceedings") for row in table(tmp_path / "out", name)]
    assert {row["status"] for row in rows} >= {"reported", "blank"}
    assert all((row["value"] != "") == (row["status"] == "reported") for row in rows)


def test_counts_in_reports_are_those_of_the_tables(reports: list[Reading], tmp_path: Path) -> None:
    write_package(reports, tmp_path / "out", originals=None)
    rows = [row for name in ("disclosure", "applications", "proceedings") for row in table(tmp_path / "out", name)]
    for report in table(tmp_path / "out", "reports"):
        statuses = [row["status"] for row in rows if row["report_id"] == report["report_id"]]
        assert [int(report[f"figures_{status}"]) for status in ("reported", "blank", "unreadable")] == [
            statuses.count(status) for status in ("reported", "blank", "unreadable")
        ]


def test_stale_files_vanish_and_files_of_others_stay(reports: list[Reading], tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_package(reports, out, originals=tmp_path / "in")
    (out / "gongkai.sqlite").write_bytes(b"old")
    (out / DATA / "stale.csv").write_text("old")
    (out / "notes.txt").write_text("mine")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("mine")
    write_package(reports[:1], out, originals=tmp_path / "in")
    files = tree(out)
    assert "gongkai.sqlite" not in files
    assert f"{DATA}/stale.csv" not in files
    assert sum(name.startswith("originals/") for name in files) == 1
    assert files["notes.txt"] == files[".git/HEAD"] == b"mine"
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_a_folder_that_is_no_data_package_is_left_alone(reports: list[Reading], tmp_path: Path) -> None:
    out = tmp_path / "home"
    out.mkdir()
    (out / "thesis.docx").write_text("mine")
    with pytest.raises(DataPackageError, match=r"home: holds files but no datapackage\.json"):
        write_package(reports, out, originals=None)
    assert tree(out) == {"thesis.docx": b"mine"}


def test_a_file_in_the_way_is_left_alone(reports: list[Reading], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(DataPackageError, match="is a file, expected a folder"):
        write_package(reports, tmp_path / "out", originals=None)
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("make", ["nothing", "empty", "only originals", "only hidden"])
def test_a_new_or_empty_folder_is_filled(reports: list[Reading], tmp_path: Path, make: str) -> None:
    out = tmp_path / "deep" / "out"
    if make != "nothing":
        out.mkdir(parents=True)
    if make == "only originals":
        (out / "originals").mkdir()
    if make == "only hidden":
        (out / ".gitkeep").write_text("")
    write_package(reports, out, originals=None)
    assert (out / DESCRIPTOR).is_file()
    assert (out / ".gitkeep").exists() == (make == "only hidden")


def test_a_linked_output_folder_stays_a_link(reports: list[Reading], tmp_path: Path) -> None:
    real = tmp_path / "disk" / "real"
    real.mkdir(parents=True)
    (tmp_path / "out").symlink_to(real)
    write_package(reports, tmp_path / "out", originals=None)
    assert (tmp_path / "out").is_symlink()
    assert (real / DESCRIPTOR).is_file()


def test_a_folder_without_rights_is_one_line(
    reports: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **_parts: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # root may write everywhere, so rights cannot be taken away here
    with pytest.raises(DataPackageError, match=r"out: cannot be written .*Permission denied"):
        write_package(reports, tmp_path / "out", originals=None)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (
            {
                "figures": (
                    Figure(table="applications", row="nowhere", column="total", value=1, status="reported", raw="1"),
                )
            },
            "no cell",
        ),
        (
            {
                "figures": (
                    Figure(table="applications", row="granted", column="total", value=0, status="blank", raw=""),
                )
            },
            "value 0 and the status blank",
        ),
        (
            {
                "figures": (
                    Figure(table="applications", row="granted", column="total", value=None, status="reported", raw=""),
                )
            },
            "value None",
        ),
        (
            {"findings": (Finding(type="no_such_rule", severity="info"),)},
            "'no_such_rule' is not in the code list rules",
        ),
    ],
)
def test_readings_that_contradict_the_schema_stop_the_build(
    reports: list[Reading], tmp_path: Path, parts: dict[str, Any], what: str
) -> None:
    with pytest.raises(DataPackageError, match=what) as caught:
        write_package([replace(reports[0], **parts)], tmp_path / "out", originals=None)
    assert reports[0].path in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_readings_may_be_loaded_on_demand(reports: list[Reading], tmp_path: Path) -> None:
    class OnDemand(list[Reading]):
        def __init__(self) -> None:
            self.asked: list[int] = []

        def __len__(self) -> int:
            return len(reports)

        def __iter__(self) -> Iterator[Reading]:
            return iter(reports)

        def __getitem__(self, position: Any) -> Any:
            self.asked.append(position)
            return reports[position]

    lazy = OnDemand()
    write_package(lazy, tmp_path / "lazy", originals=None)
    write_package(reports, tmp_path / "eager", originals=None)
    assert tree(tmp_path / "lazy") == tree(tmp_path / "eager")
    assert len(lazy.asked) == len(set(lazy.asked)) == 8


def test_nothing_read_is_still_a_data_package(tmp_path: Path) -> None:
    summary = write_package([], tmp_path / "out", originals=None)
    assert summary.reports == 0
    assert table(tmp_path / "out", "reports") == []
