"""`agencies.csv`: two names of one body become one, by hand only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongkai.model import AnnualReport
from gongkai.pipeline.joins import Joins, joined, read_joins
from gongkai.recognise.agency import agency

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "name,joins,kind,since,source"


def written(folder: Path, *rows: str) -> Joins:
    (folder / "agencies.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return read_joins(folder)


def of(name: str, year: int | None = 2021) -> AnnualReport:
    return AnnualReport(
        path="x.pdf",
        media_type="application/pdf",
        sha256="0" * 64,
        bytes=1,
        agency=agency(name),
        year=year,
        title=None,
        published_on=None,
        form="2021",
        figures=(),
        sections=(),
    )


def test_an_alias_takes_the_joined_body(tmp_path: Path) -> None:
    """Id, name and all else; a chain of aliases is followed to its end."""
    joins = written(
        tmp_path, "甲样市水务局,甲样市水利局,alias,,甲样〔2019〕1号", "甲样市水利水务局,甲样市水务局,alias,,同上"
    )
    assert joins.faults == ()
    assert joined(of("甲样市水务局"), joins) == of("甲样市水利局")
    assert joined(of("甲样市水利水务局"), joins) == of("甲样市水利局")
    assert joined(of("甲样市教育局"), joins) == of("甲样市教育局")


def test_an_alias_holds_from_its_year_on(tmp_path: Path) -> None:
    """Before it, and without a year, the name is another body's."""
    joins = written(tmp_path, "甲样市水务局,甲样市水利局,alias,2019,甲样〔2019〕1号")
    assert joined(of("甲样市水务局", 2019), joins) == of("甲样市水利局", 2019)
    assert joined(of("甲样市水务局", 2018), joins) == of("甲样市水务局", 2018)
    assert joined(of("甲样市水务局", None), joins) == of("甲样市水务局", None)


def test_a_successor_keeps_its_own_id(tmp_path: Path) -> None:
    """It names the body that it continues, under that body's joined id; an alias of the successor too."""
    joins = written(
        tmp_path,
        "甲样市自然资源和规划局,甲样市国土资源局,successor,2019,甲样〔2019〕1号",
        "甲样市国土局,甲样市国土资源局,alias,,简称",
        "甲样市自然资源局,甲样市自然资源和规划局,alias,,简称",
    )
    assert joins.faults == ()
    found = joined(of("甲样市自然资源局"), joins).agency  # type: ignore[union-attr]
    assert found is not None
    assert (found.name, found.successor_of) == ("甲样市自然资源和规划局", agency("甲样市国土资源局").id)


def test_nothing_to_join(tmp_path: Path) -> None:
    """No table, no agency."""
    assert read_joins(tmp_path) == Joins()
    report = of("甲样市水利局")
    assert joined(report, Joins()) is report


@pytest.mark.parametrize(
    ("rows", "line", "expected"),
    [
        (["甲样市水务局,甲样市水利局,alias,,"], 2, "source"),
        (["甲样市水务局,,alias,,x"], 2, "joins"),
        (["甲样市水务局,甲样市水利局,same,,x"], 2, "successor"),
        (["甲样市水务局,甲样市水利局,alias,前年,x"], 2, "四位年份"),
        (["甲样市水利局,示例省甲样市水利局,alias,,x"], 2, "本来就"),
        (["区统计局,甲样市东样区统计局,alias,,x"], 2, "哪个地区"),
        (["城关镇人民政府,甲样市水利局,alias,,x"], 2, "哪个地区"),
        (["甲样市水务局,甲样市水利局,alias,,x", "甲样市水务局,甲样市教育局,alias,,x"], 3, "第 2 行"),
        (["甲样市水务局,甲样市水利局,alias,,x", "甲样市水利局,甲样市水务局,alias,,x"], 3, "绕成一圈"),
        (
            ["甲样市水务局,甲样市水利局,alias,,x", "甲样市水利局,甲样市教育局,alias,,x", "甲样市教育局,甲样市水务局,alias,,x"],
            4,
            "绕成一圈",
        ),
        (["甲样市自然资源局,甲样市国土局,successor,2019,x", "甲样市国土局,甲样市自然资源局,successor,2019,x"], 3, "绕成一圈"),
        (["甲" * 99 + "局,甲样市水利局,alias,,x"], 2, "过长"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used(tmp_path: Path, rows: list[str], line: int, expected: str) -> None:
    """One rejection names the line and what is wrong; the lines before it hold."""
    joins = written(tmp_path, *rows)
    assert len(joins.entries) == len(rows) - 1
    (fault,) = joins.faults
    assert fault.path == f"agencies.csv:{line}"
    assert expected in fault.note
    assert fault.note.endswith("。")


def test_a_header_without_a_source(tmp_path: Path) -> None:
    """Joins without a source are not reviewed and not used."""
    (tmp_path / "agencies.csv").write_text("name,joins,kind\n甲样市水务局,甲样市水利局,alias\n", encoding="utf-8")
    joins = read_joins(tmp_path)
    assert joins.entries == ()
    assert "缺少 since、source" in joins.faults[0].note


def test_an_alias_and_its_successor_in_one_circle(tmp_path: Path) -> None:
    """A body never continues itself."""
    joins = written(tmp_path, "甲样市水务局,甲样市水利局,alias,,x", "甲样市水利局,甲样市水务局,successor,2019,x")
    found = joined(of("甲样市水务局"), joins).agency  # type: ignore[union-attr]
    assert found == agency("甲样市水利局")
