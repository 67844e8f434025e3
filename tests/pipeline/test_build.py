"""A folder of originals becomes a data package: cached, interruptible, the same for any number of workers."""

from __future__ import annotations

import csv
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.errors import DataPackageError, GongkaiError
from gongkai.package import validate
from gongkai.pipeline import CACHE_VARIABLE, Progress, build, cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from gongkai.pipeline import BuildSummary
    from gongkai.pipeline.understand import Understand

    Folder = Callable[[dict[str, str]], Path]

SPECIMENS = Path(__file__).parents[2] / "datapackage" / "originals" / "990000"
BODY = "990000-shili-sheng-shengtai-huanjing-ting"
THREE = {
    "甲/2021.txt": "report 甲局 2021 5",
    "甲/2022.txt": "report 甲局 2022 6",
    "乙.txt": "report 乙局 2021 7",
}


@pytest.fixture
def threads() -> Iterator[Executor]:
    """Threads start at once; processes are tested where they matter."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def make(tmp_path: Path, obey: Understand, threads: Executor) -> Callable[..., BuildSummary]:
    def run(reports: Path, **options: Any) -> BuildSummary:
        return build(reports, tmp_path / "out", **{"how": obey, "executor": threads, **options})

    return run


def rows(out: Path, resource: str) -> list[dict[str, str]]:
    with (out / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("strange", ["out", "out/thesis.docx"])
def test_a_place_that_cannot_be_written_to_is_named_before_anything_is_read(
    folder: Folder, make: Callable[..., BuildSummary], tmp_path: Path, strange: str
) -> None:
    steps: list[Progress] = []
    reports = folder(THREE)
    (tmp_path / strange).parent.mkdir(exist_ok=True)
    (tmp_path / strange).write_text("mine", encoding="utf-8")
    with pytest.raises(DataPackageError, match="give --out"):
        make(reports, on_progress=steps.append)
    assert steps == []


def test_the_package_holds_what_was_read(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    summary = make(folder({**THREE, "bad.txt": "refuse"}))
    assert (summary.originals, summary.reports, len(summary.rejects), summary.cached) == (4, 3, 1, 0)
    assert summary.forms == {"2021": 3}
    assert summary.kinds == {"text/plain": 3}
    assert summary.figures == {"blank": 3, "reported": 3}
    assert summary.findings == {"info": 4}, "three of the double, and the text of 甲局 that is that of the year before"
    assert summary.findings_beside == {"info": 1}
    assert len(rows(summary.out, "reports")) == 3
    assert [(row["path"], row["type"]) for row in rows(summary.out, "rejects")] == [("bad.txt", "encrypted")]
    assert (summary.out / "gongkai.sqlite").is_file()
    assert validate(summary.out) == []


def test_nothing_changed_nothing_written(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    reports = folder(THREE)
    first = make(reports)
    before = {path: path.stat().st_mtime_ns for path in first.out.rglob("*")}
    second = make(reports)
    assert second.unchanged
    assert (second.reports, second.rejects, second.bytes) == (first.reports, first.rejects, first.bytes)
    assert {path: path.stat().st_mtime_ns for path in first.out.rglob("*")} == before


@pytest.mark.parametrize("damage", ["data/reports.csv", "README.md", "originals/乙.txt"])
def test_a_damaged_package_is_written_again(folder: Folder, make: Callable[..., BuildSummary], damage: str) -> None:
    reports = folder(THREE)
    first = make(reports)
    whole = (first.out / damage).read_bytes()
    (first.out / damage).unlink()
    second = make(reports)
    assert (second.unchanged, second.cached) == (False, 3)
    assert (second.out / damage).read_bytes() == whole


def test_only_what_changed_is_read_again(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    make(folder(THREE))
    read: list[str] = []
    summary = make(
        folder({"乙.txt": "report 乙局 2021 8"}),
        on_progress=lambda step: read.append(step.name) if step.stage == "read" else None,
    )
    assert read == ["乙.txt"]
    assert summary.cached == 2
    values = {row["report_id"]: row["value"] for row in rows(summary.out, "disclosure") if row["status"] == "reported"}
    assert sorted(values.values()) == ["5", "6", "8"]


def test_without_cache_everything_is_read_and_nothing_kept(
    folder: Folder, make: Callable[..., BuildSummary], tmp_path: Path
) -> None:
    reports = folder(THREE)
    assert make(reports, cached=False).cached == 0
    assert make(reports, cached=False).cached == 0
    assert not (tmp_path / ".gongkai-cache").exists()


def test_an_original_that_took_too_long_is_tried_again(folder: Folder, tmp_path: Path, obey: Understand) -> None:
    reports = folder({"a.txt": "hang", "b.txt": "report 乙局 2021 7"})
    for _ in range(2):
        summary = build(
            reports, tmp_path / "out", how=obey, time_limit=2.0
        )  # enough for b.txt where others compute too
        assert [rejection.type for rejection in summary.rejects] == ["timeout"]
        assert summary.unchanged or summary.cached <= 1


def test_damaged_entries_are_read_again(folder: Folder, make: Callable[..., BuildSummary], tmp_path: Path) -> None:
    reports = folder(THREE)
    first = make(reports)
    for entry in (tmp_path / ".gongkai-cache").rglob("v-*/??/*"):
        entry.write_bytes(b"{")
    (first.out / "README.md").unlink()
    assert make(reports).cached == 0


def test_an_entry_damaged_in_its_body_is_named(
    folder: Folder, make: Callable[..., BuildSummary], tmp_path: Path
) -> None:
    reports = folder(THREE)
    first = make(reports)
    for entry in (tmp_path / ".gongkai-cache").rglob("v-*/??/*"):
        entry.write_bytes(entry.read_bytes()[:-9])
    (first.out / "README.md").unlink()
    with pytest.raises(GongkaiError, match="--no-cache"):
        make(reports)


def test_the_summary_counts_all_findings(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    """Those of one report, those across years (1 to 1000) and those over the collection; the same from the stamp."""
    reports = folder({"a.txt": "report 甲局 2021 1", "b.txt": "report 甲局 2022 1000", "c.txt": "report 乙局 2021 1 "})
    summary = make(reports)
    failed = [row for row in rows(summary.out, "findings") if row["state"] == "failed"]
    beside = ("sudden_change", "copied_text")
    assert {row["type"] for row in failed} == {"label_variant", *beside}
    assert summary.findings == dict(sorted(Counter(row["severity"] for row in failed).items()))
    assert summary.findings_beside == {"info": sum(row["type"] in beside for row in failed)}
    again = make(reports)
    assert (again.unchanged, again.findings, again.findings_beside) == (
        True,
        summary.findings,
        summary.findings_beside,
    )


@pytest.mark.parametrize(
    ("number", "severity"), [("5", "info"), ("6", "warning")], ids=["same figures", "other figures"]
)
def test_two_files_for_one_report(
    folder: Folder, make: Callable[..., BuildSummary], number: str, severity: str
) -> None:
    summary = make(folder({"a.txt": "report 甲局 2021 5", "b.txt": f"report 甲局 2021 {number}\n"}))
    assert summary.reports == 1
    assert [(r.path, r.type) for r in summary.rejects] == [("b.txt", "duplicate")]
    assert "a.txt" in summary.rejects[0].note
    found = [row for row in rows(summary.out, "findings") if row["type"] == "duplicate_report"]
    assert [(row["severity"], row["state"], "b.txt" in row["note"]) for row in found] == [(severity, "failed", True)]
    assert summary.findings[severity] >= 1
    results = [row for row in rows(summary.out, "check_results") if row["rule"] == "duplicate_report"]
    assert [(row["severity"], row["state"], row["text_zh"]) for row in results] == [
        (row["severity"], row["state"], row["note"]) for row in found
    ]


def test_every_finding_is_a_result(tmp_path: Path) -> None:
    """From real readings: rivals with different figures, neighbouring years, a correction."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for year, name in (("2022", f"{BODY}_2022.html"), ("2023", f"{BODY}_2023.txt")):
        (reports / name).write_bytes((SPECIMENS / year / name).read_bytes())
    text = (reports / f"{BODY}_2023.txt").read_text(encoding="utf-8")
    (reports / "copy.txt").write_text(text + "\n", encoding="utf-8")
    out = build(reports, tmp_path / "out").out
    key = "990000-shengtai-huanjing-ting-2023"
    (granted,) = [
        row["value"]
        for row in rows(out, "applications")
        if (row["report_id"], row["row"], row["column"]) == (key, "granted", "total")
    ]
    line = f"{key},applications.granted.total,{granted},999,对照原件,{granted}"
    (reports / "corrections.csv").write_text(f"report,cell,read,corrected,reason,expect\n{line}\n", encoding="utf-8")
    for _ in range(2):
        results, findings = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
        for row in rows(out, "check_results"):
            results[row["report_id"], row["rule"], row["state"]] += int(row["instances"])
        for row in rows(out, "findings"):
            findings[row["report_id"], row["type"], row["state"]] += int(row["instances"])
        assert (key, "duplicate_report", "failed") in findings
        assert {found: number for found, number in results.items() if found[2] != "passed"} == findings
        out = build(reports, tmp_path / "out").out
    assert (key, "applications_row_total", "failed") in findings, "the correction was not checked"


def test_one_content_at_two_places(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    summary = make(folder({"b.txt": "report 甲局 2021 5", "a.txt": "report 甲局 2021 5"}))
    assert [row["original"] for row in rows(summary.out, "reports")] == ["originals/a.txt"]
    assert [(r.path, r.type) for r in summary.rejects] == [("b.txt", "duplicate")]


def test_the_number_of_workers_changes_nothing(folder: Folder, tmp_path: Path, obey: Understand) -> None:
    reports = folder({**THREE, "bad.txt": "refuse", "c.txt": "report 甲局 2021 9"})
    packages = []
    for workers in (1, 3):
        out = tmp_path / f"out{workers}"
        build(reports, out, how=obey, workers=workers, cached=False)
        files = sorted(path for path in out.rglob("*") if path.is_file() and path.suffix in (".csv", ".json", ".md"))
        packages.append([(path.relative_to(out), path.read_bytes()) for path in files])
    assert packages[0] == packages[1]


def test_an_interruption_leaves_the_package_whole(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    first = make(folder(THREE))
    before = {path: path.read_bytes() for path in first.out.rglob("*") if path.is_file()}

    def interrupt(step: Progress) -> None:
        if step.stage == "write":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(folder({"new.txt": "report 丙局 2021 1"}), on_progress=interrupt)
    assert {path: path.read_bytes() for path in first.out.rglob("*") if path.is_file()} == before
    assert make(folder({})).reports == 4


def test_progress_counts_every_original(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    steps: list[Progress] = []
    make(folder(THREE), on_progress=steps.append)
    assert [(s.done, s.total) for s in steps if s.stage == "look"] == [(1, 3), (2, 3), (3, 3)]
    assert [(s.done, s.total) for s in steps if s.stage == "read"] == [(1, 3), (2, 3), (3, 3)]


def test_specimens_are_marked(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    summary = make(folder({**THREE, "specimen.json": "{}"}))
    assert json.loads((summary.out / "datapackage.json").read_text(encoding="utf-8"))["gongkai:specimen"] is True
    assert summary.reports == 3


def test_originals_may_lie_in_the_package_itself(tmp_path: Path, obey: Understand, threads: Executor) -> None:
    own = tmp_path / "out" / "originals"
    own.mkdir(parents=True)
    (own / "a.txt").write_text("report 甲局 2021 5", encoding="utf-8")
    for _ in range(2):
        summary = build(own, tmp_path / "out", how=obey, executor=threads)
        assert summary.reports == 1
    assert summary.unchanged
    assert (own / "a.txt").is_file()


def test_an_output_that_is_no_package_is_left_alone(
    folder: Folder, tmp_path: Path, make: Callable[..., BuildSummary]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(DataPackageError):
        make(folder(THREE))
    assert (tmp_path / "out" / "thesis.txt").read_text() == "mine"


def test_what_the_manifest_states_reaches_the_reading(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    reports = folder({"a.txt": "stated", "b.txt": "stated"})
    names = {row["original"]: row["source_url"] for row in rows(make(reports).out, "reports")}
    assert names == {"originals/a.txt": "", "originals/b.txt": ""}
    (reports / "originals.csv").write_text(
        "path,url\na.txt,https://example.org/a\ngone.txt,https://example.org/b\n", encoding="utf-8"
    )
    read: list[str] = []
    summary = make(reports, on_progress=lambda step: read.append(step.name) if step.stage == "read" else None)
    assert read == ["a.txt"]
    names = {row["original"]: row["source_url"] for row in rows(summary.out, "reports")}
    assert names == {"originals/a.txt": "https://example.org/a", "originals/b.txt": ""}
    assert [rejection.path for rejection in summary.rejects] == ["originals.csv:3"]
    assert make(reports).unchanged


def test_names_joined_by_hand_join_without_reading_again(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    reports = folder({"a.txt": "report 隆昌市人民政府 2021 5", "b.txt": "report 泸县人民政府 2021 5"})
    assert len(rows(make(reports).out, "agencies")) == 2
    (reports / "agencies.csv").write_text(
        "name,joins,kind,since,source\n泸县人民政府,隆昌市人民政府,alias,,https://example.org/decree\n",
        encoding="utf-8",
    )
    summary = make(reports)
    assert (summary.unchanged, summary.cached) == (False, 2)
    assert len(rows(summary.out, "agencies")) == 1
    assert [(rejection.path, rejection.type) for rejection in summary.rejects] == [("b.txt", "duplicate")]


def test_a_report_is_checked_as_the_body_its_name_is_joined_to(
    folder: Folder, make: Callable[..., BuildSummary]
) -> None:
    """A rule for governments asks a report that was read under the name of an office."""
    reports = folder({"a.txt": "report 泸县教育局 2021 5"})
    (reports / "agencies.csv").write_text(
        "name,joins,kind,since,source\n泸县教育局,泸县人民政府,alias,,https://example.org/a\n", encoding="utf-8"
    )
    results = rows(make(reports).out, "check_results")
    assert "government_assessment" in {result["rule"] for result in results}


def test_what_a_converter_lacked_is_tried_again(folder: Folder, make: Callable[..., BuildSummary]) -> None:
    reports = folder({"a.txt": "report 甲局 2021 5", "b.txt": "unconverted"})
    for _ in range(2):
        summary = make(reports)
        assert [rejection.type for rejection in summary.rejects] == ["converter_missing"]
    (reports / "c.txt").write_text("report 丙局 2021 5", encoding="utf-8")
    read: list[str] = []
    make(reports, on_progress=lambda step: read.append(step.name) if step.stage == "read" else None)
    assert sorted(read) == ["b.txt", "c.txt"]


def test_the_cache_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder(tmp_path / "data" / "out") == tmp_path / "data" / ".gongkai-cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "other"))
    assert cache_folder(tmp_path / "out") == tmp_path / "other"


def test_a_cache_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Folder, make: Callable[..., BuildSummary]
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file" / "cache"))
    with pytest.raises(GongkaiError, match="--no-cache"):
        make(folder(THREE))
