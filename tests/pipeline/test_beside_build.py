"""`originals.csv` and `agencies.csv` through a whole build, from invented reports to the data package."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tests.recognise.look_alikes import FILLED

from gongkai.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "政府信息公开工作年度报告"
HEADS = {
    "a.txt": f"区统计局2021年{REPORT}",
    "b.txt": REPORT,
    "c.txt": f"甲样市水务局2021年{REPORT}",
    "d.txt": f"甲样市水利局2018年{REPORT}",
    "e.txt": f"甲样市自然资源和规划局2021年{REPORT}",
}
ORIGINALS = (
    "path,url,agency,year,region_code,retrieved_on\r\na.txt,https://example.org/a,,,320813,2022/2/5\r\n"
    "b.txt,,甲样市教育局,2022,,\r\nd.txt,,,2019,,\r\nmissing.txt,,,2021,,\r\n"
)
AGENCIES = (
    "name,joins,kind,since,source\n甲样市水务局,甲样市水利局,alias,2019,甲样〔2019〕1号\n"
    "甲样市自然资源和规划局,甲样市国土资源局,successor,2019,甲样〔2019〕2号\n"
)


def rows(out: Path, resource: str) -> list[dict[str, str]]:
    with (out / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def built(folder: Path) -> Path:
    with ThreadPoolExecutor(2) as threads:
        return build(folder / "reports", folder / "out", executor=threads).out


def test_statements_and_joins_reach_the_data_package(tmp_path: Path) -> None:
    """Gaps filled, contradictions shown, names joined, a faulty line among the rejects; changed joins apply to cached readings."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, head in HEADS.items():
        (reports / name).write_text(f"{head}\n{FILLED}", encoding="utf-8")
    (reports / "originals.csv").write_bytes(ORIGINALS.encode("gbk"))
    (reports / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    out = built(tmp_path)
    found = {
        row["original"].rpartition("/")[2]: (row["agency_id"], row["year"], row["source_url"], row["retrieved_on"])
        for row in rows(out, "reports")
    }
    assert found == {
        "a.txt": ("320813-tongji-ju", "2021", "https://example.org/a", "2022-02-05"),
        "b.txt": ("990100-jiaoyu-ju", "2022", "", ""),
        "c.txt": ("990100-shuili-ju", "2021", "", ""),
        "d.txt": ("990100-shuili-ju", "2019", "", ""),
        "e.txt": ("990100-ziran-ziyuan-guihua-ju", "2021", "", ""),
    }
    agencies = {row["agency_id"]: row for row in rows(out, "agencies")}
    assert agencies["320813-tongji-ju"]["name"] == "淮安市洪泽区统计局"
    assert agencies["990100-ziran-ziyuan-guihua-ju"]["successor_of"] == "990100-guotu-ziyuan-ju"
    differs = [row for row in rows(out, "findings") if row["type"] == "stated_differs"]
    assert [(row["instance"], row["expected"], row["actual"]) for row in differs] == [("year", "2019", "2018")]
    assert [row["path"] for row in rows(out, "rejects")] == ["originals.csv:5"]

    (reports / "agencies.csv").write_text(AGENCIES.replace("alias,2019", "alias,2022"), encoding="utf-8")
    again = {row["original"].rpartition("/")[2]: row["agency_id"] for row in rows(built(tmp_path), "reports")}
    assert again["c.txt"] == "990100-shui-wu-ju"
