"""One file reads as the whole folder would: the lists above it are looked up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.model import Stated
from gongkai.pipeline.around import surroundings
from gongkai.pipeline.folder import Original

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """政府信息公开工作年度报告
一、总体情况
我局认真落实条例，全年主动公开信息若干。
二、主动公开政府信息情况
见附表。
四、政府信息公开行政复议、行政诉讼情况
没有发生。
五、存在的主要问题及改进情况
公开不够及时，今后改进。
六、其他需要报告的事项
无。
"""


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_the_nearest_list_counts(tmp_path: Path) -> None:
    write(
        tmp_path,
        originals_csv="path,year\nin/a.txt,2021\n",
        in__originals_csv="path,year\na.txt,2022\n",
        in__a_txt=TEXT,
    )
    (found,) = surroundings([Original(tmp_path / "in" / "a.txt", "a.txt")])
    assert found.original.stated == Stated(year=2022)


def test_without_lists_nothing_is_stated(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    (found,) = surroundings([Original(tmp_path / "a.txt", "a.txt")])
    assert found.original.stated == Stated()
    assert not found.joins.entries


def test_read_shows_what_would_be_published(tmp_path: Path) -> None:
    write(
        tmp_path,
        originals_csv="path,agency,year\nin/a.txt,淮安市洪泽区卫健委,2022\n",
        agencies_csv="name,joins,kind,since,source\n淮安市洪泽区卫健委,淮安市洪泽区卫生健康委员会,alias,,网站\n",
        in__a_txt=TEXT,
    )
    result = CliRunner().invoke(app, ["read", str(tmp_path / "in" / "a.txt"), "--format", "json"])
    values = json.loads(result.stdout)
    assert values["year"] == 2022
    assert values["agency"]["name"] == "淮安市洪泽区卫生健康委员会"
