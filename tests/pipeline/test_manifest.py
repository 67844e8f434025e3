"""`originals.csv`: what is taken from it, and one line for every line that cannot be used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gongkai.model import Stated
from gongkai.pipeline.manifest import Manifest, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("甲.pdf", "2021/b.html")
HEADER = "path,url,agency,year,region_code,retrieved_on"
GOOD = f"{HEADER}\n甲.pdf,https://example.org/a.pdf,甲样市水利局,2021,990100,2022-02-05\n2021/b.html,,,,,\n"
WHOLE = Stated(
    url="https://example.org/a.pdf",
    agency="甲样市水利局",
    year=2021,
    region_code="990100",
    retrieved_on=date(2022, 2, 5),
)


def written(folder: Path, content: str | bytes) -> Manifest:
    data = content.encode() if isinstance(content, str) else content
    (folder / "originals.csv").write_bytes(data)
    return read_manifest(folder, NAMES)


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode("gbk"),
        GOOD.encode("utf-16"),
        GOOD.replace(",", "\t").encode("utf-16"),
        GOOD.replace(HEADER, "Path , URL,agency,year,Region_Code,Retrieved_On").encode(),
        GOOD.replace("2022-02-05", "2022/2/5").encode(),
        GOOD.replace("2022-02-05", "2022年2月5日").encode(),
        GOOD.replace("2021/b", "2021\\b").replace("2021,990100", "2021年,990100.0").encode(),
    ],
)
def test_every_way_a_table_is_saved(tmp_path: Path, content: bytes) -> None:
    """UTF-8 with and without mark, Excel's GBK and Unicode text, Windows paths, a year with its character."""
    manifest = written(tmp_path, content)
    assert manifest.faults == ()
    assert manifest.stated == {"甲.pdf": WHOLE, "2021/b.html": Stated()}


def test_without_a_table_nothing_is_stated(tmp_path: Path) -> None:
    """A folder need not have one."""
    assert read_manifest(tmp_path, NAMES) == Manifest()


def test_further_and_missing_columns(tmp_path: Path) -> None:
    """Columns of the maintainer's own are passed over; only the path must be there."""
    assert written(tmp_path, "remark,path,year\n待核,甲.pdf,2021\n").stated == {"甲.pdf": Stated(year=2021)}


def test_codes_of_before(tmp_path: Path) -> None:
    """A division's former code means the division of today."""
    assert written(tmp_path, "path,region_code\n甲.pdf,320829\n").stated["甲.pdf"].region_code == "320813"


@pytest.mark.parametrize(
    ("row", "found", "expected"),
    [
        ("丙.pdf,,,,", "丙.pdf", "不存在"),
        ("/tmp/甲.pdf,,,,", "/tmp/甲.pdf", "相对"),
        ("../甲.pdf,,,,", "../甲.pdf", "相对"),
        (",,甲样市水利局,,", "path", "没有 path"),
        ("甲.pdf,ftp://example.org,,,", "ftp://example.org", "https://"),
        ("甲.pdf,http://[,,,", "http://[", "https://"),
        ("甲.pdf,,water bureau,,", "water bureau", "中文全称"),
        ("甲.pdf,,,21,", "21", "四位年份"),
        ("甲.pdf,,,2007,", "2007", "2008"),
        ("甲.pdf,,,,99", "99", "六位"),
        ("甲.pdf,,,,123456", "123456", "GB/T 2260"),
        ("甲.pdf,,甲样市\x07水利局,,", "x07", "无法显示"),
        ("甲.pdf,,,,,2024-02-30", "2024-02-30", "2024-03-31"),
        ("甲.pdf,,,,,去年", "去年", "2024-03-31"),
        ("甲.pdf,,甲样市水利局,2021,990100,,多,一", "8 列", "引号"),
    ],
)
def test_a_line_that_cannot_be_used(tmp_path: Path, row: str, found: str, expected: str) -> None:
    """One rejection names the file, the line, what was read and what was expected; the other lines hold."""
    manifest = written(tmp_path, f"{HEADER}\n{row}\n2021/b.html,,,2020,\n")
    assert manifest.stated == {"2021/b.html": Stated(year=2020)}
    (fault,) = manifest.faults
    assert (fault.path, fault.outcome, fault.type) == ("originals.csv:2", "unreadable", "damaged")
    assert fault.note.startswith("第 2 行")
    assert found in fault.note
    assert expected in fault.note
    assert fault.note.endswith("。")
    assert "\n" not in fault.note


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "表头"),
        ("file,year\n甲.pdf,2021\n", "缺少 path"),
        ("path,year,year\n甲.pdf,2021,2022\n", "不止一次"),
        (b"\xff\xff\x00\x81 \xff", "UTF-8"),
        ('path,agency\n甲.pdf,"甲样市\n', "引号"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, content: str | bytes, expected: str) -> None:
    """Nothing is taken from it, and one line says so."""
    manifest = written(tmp_path, content)
    assert manifest.stated == {}
    assert [expected in fault.note for fault in manifest.faults] == [True]


def test_one_original_twice(tmp_path: Path) -> None:
    """The same twice is no fault; two different lines keep the first and name both."""
    assert written(tmp_path, f"{HEADER}\n甲.pdf,,,2021,\n甲.pdf,,,2021,\n").faults == ()
    manifest = written(tmp_path, f"{HEADER}\n甲.pdf,,,2021,\n甲.pdf,,,2022,\n")
    assert manifest.stated == {"甲.pdf": Stated(year=2021)}
    (fault,) = manifest.faults
    assert fault.path == "originals.csv:3"
    assert "第 2 行" in fault.note


def test_lines_are_counted_as_an_editor_counts(tmp_path: Path) -> None:
    """A value over two lines moves what follows."""
    (fault,) = written(tmp_path, 'path,remark\n甲.pdf,"一\n二"\n丙.pdf,\n').faults[-1:]
    assert fault.path == "originals.csv:4"


def test_a_table_for_another_folder(tmp_path: Path) -> None:
    """A hundred lines are named, the rest counted in one."""
    manifest = written(tmp_path, "path\n" + "".join(f"{n}.pdf\n" for n in range(5000)))
    assert len(manifest.faults) == 101
    assert manifest.faults[-1].path == "originals.csv:102"
    assert "4900" in manifest.faults[-1].note
    assert len({fault.path for fault in manifest.faults}) == 101
