"""The index as files: the same bytes again, small parts, and what goes in comes out."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.site_search.country import reports

from gongkai.site.language import speaking
from gongkai.site.search import ASSETS, BigramIndex, aliases, bigram, page_html, records, write_search
from gongkai.site.search.meta import agency_columns
from gongkai.site.search.postings import block, decode, merge, varints
from gongkai.site.search.records import SearchAgency, unheld
from gongkai.site.search.shards import gz, shards
from gongkai.site.search.text import clean, fold

if TYPE_CHECKING:
    from pathlib import Path


def read(file: Path) -> Any:
    """A file of the index."""
    return json.loads(gzip.decompress(file.read_bytes()))


def find(shard: bytes, key: str) -> list[int]:
    """The page numbers of a key, as `openShard` in query.js reads them; empty if the key is not there."""
    head, _, rest = shard.partition(b"\n")
    names = head.decode().split(" ")
    if key not in names:
        return []
    sizes: list[int] = []
    value = shift = used = 0
    while len(sizes) < len(names):
        byte = rest[used]
        used += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            sizes.append(value)
            value = shift = 0
    begin = used + sum(sizes[: names.index(key)])
    return decode(rest[begin : begin + sizes[names.index(key)]])


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*.gz"))
    }


def test_same_records_same_bytes_for_any_number_of_workers(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bigram, "BLOCK", 7)
    for workers in (1, 2, 3):
        BigramIndex(workers=workers).build(records(world), tmp_path / str(workers))
    assert fingerprint(tmp_path / "1") == fingerprint(tmp_path / "2") == fingerprint(tmp_path / "3")


def test_blocks_do_not_change_the_postings() -> None:
    texts = [record.body for record in reports(60)]
    whole = list(merge([block(0, texts)]))
    parted = list(merge([block(first, texts[first : first + 7]) for first in range(0, 60, 7)]))
    assert whole == parted
    assert [posting.key for posting in whole] == sorted({posting.key for posting in whole})


def test_postings_are_the_pages_that_hold_the_pair() -> None:
    texts = ["行政复议 2023 a1", "复议。行政", "甲2023乙", "", "行政"]
    found = {posting.key: decode(posting.data) for posting in merge([block(0, texts[:2]), block(2, texts[2:])])}
    assert found == {"2023": [0, 2], "a1": [0], "复议": [0, 1], "政复": [0], "行政": [0, 1, 4]}


def test_shards_are_cut_to_size_and_hold_every_key() -> None:
    postings = list(merge([block(0, [record.body for record in reports(300)])]))
    parts = list(shards(postings, 300, size=2000))
    assert sum(shard.keys for shard in parts) == len(postings)
    assert max(len(gz(shard.data)) for shard in parts) < 4000
    for shard in parts:
        here = [p for p in postings if p.key >= shard.first_key][: shard.keys]
        assert [find(shard.data, p.key) for p in here[::20]] == [decode(p.data) for p in here[::20]]
    assert find(parts[0].data, "不在") == []


def test_varints_at_their_borders() -> None:
    values = np.array([0, 127, 128, 16383, 16384, 2097151, 2097152, 2**28 - 1])
    data, sizes = varints(values)
    assert sizes.tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert np.diff(decode(data), prepend=-1).tolist() == (values + 1).tolist()


def test_gzip_is_gzip_and_has_no_time() -> None:
    assert gzip.decompress(gz("公开".encode())) == "公开".encode()
    assert gz(b"x")[4:8] == b"\0\0\0\0"


def test_text_is_kept_as_it_will_be_quoted(index_folder: Path) -> None:
    text = gzip.decompress((index_folder / "text" / "980101-weijian-ju-2023.gz").read_bytes()).decode()
    heading, _, body = text.partition("\n")
    assert heading == "前样区卫生健康局2023年政府信息公开工作年度报告"
    assert body.startswith("本报告依照"), "without the prescribed heading"
    assert "\n五、补充说明\n" in body
    assert "政务服务热线 12345 接通率提高。人防工程标识公开。" in body


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("第一段\n第二段", "第一段\n第二段"),
        ("\r\n　　第一段　\r\n\r\n\t第二段 ", "第一段\n第二段"),
        ("这一行足有二十个字以上而且没有句号所以是版面折\n断的", "这一行足有二十个字以上而且没有句号所以是版面折断的"),
        (
            "这一行足有二十个字以上而且有句号所以是作者分段。\n断的",
            "这一行足有二十个字以上而且有句号所以是作者分段。\n断的",
        ),
        ("⽅ 案，２０２３ 年", "方案，2023 年"),
        ("", ""),
    ],
)
def test_clean(raw: str, tidy: str) -> None:
    assert clean(raw) == tidy


def test_folding_keeps_the_length() -> None:
    text = "İＡＰＰ⽅Ⅳ㎡…ÄZ"
    assert len(fold(text)) == len(text)


def test_what_every_search_loads_holds_no_id_twice(world: Path, index_folder: Path) -> None:
    """Columns of small numbers: ids and names without the place they begin with, usual report ids not at all."""
    table = read(index_folder / "meta.json.gz")
    at = table["agencies"]["id"].index("-renshe-ju")
    assert table["agencies"]["name"][at] == "2人力资源和社会保障局"
    assert table["unusual"] == {str(len(table["agency_of"]) - 1): "unknown-1a2b3c4d-undated-1a2b3c4d"}
    found = list(records(world))
    assert list(accumulate(table["aggregates"])) == [at for at, one in enumerate(found) if one.scope == "aggregate"]
    assert sum(times for _, times in table["years"]) == len(found)
    assert table["doubts"] == [record.doubts for record in found]
    assert sum(table["doubts"]) == 6


def test_bodies_without_a_report_are_a_file_of_their_own(world: Path, index_folder: Path) -> None:
    table = read(index_folder / "unheld.json.gz")
    assert [body.name for body in unheld(world)] == ["南样县水利局", "乙样市教育局"]
    assert table["agencies"]["name"] == ["2水利局", "1教育局"]
    assert read(index_folder / "meta.json.gz")["unheld"] == [2, (index_folder / "unheld.json.gz").stat().st_size]


def test_unusual_report_ids_are_kept_whole(world: Path, tmp_path: Path) -> None:
    record = next(iter(records(world)))
    BigramIndex().build(iter([replace(record, report_id=record.report_id + "-more")]), tmp_path / "index")
    assert read(tmp_path / "index" / "meta.json.gz")["unusual"] == {"0": record.report_id + "-more"}


def test_a_name_is_cut_behind_its_place_only() -> None:
    body = SearchAgency(id="x-1", name="乙局", region_code="110000", province="甲市")
    assert agency_columns([body])["agencies"]["name"] == ["-乙局"]
    assert agency_columns([body])["agencies"]["id"] == ["x-1"]


def test_an_empty_data_package_gives_an_empty_index(tmp_path: Path) -> None:
    summary = BigramIndex().build(iter(()), tmp_path / "index")
    assert (summary.pages, summary.shards, summary.unheld) == (0, 0, 0)


def test_short_names_stand_for_official_ones() -> None:
    table = aliases()
    wanted = {
        "发改委",
        "人防办",
        "卫健委",
        "住建局",
        "人社局",
        "市监局",
        "政务办",
        "自规局",
        "城管局",
        "退役局",
        "文旅局",
    }
    assert wanted <= table.keys()
    assert len(table) > 200
    for short, names in table.items():
        assert len(names) == len(set(names)), short
        assert short not in names, "a name that stands for itself finds nothing more"


def test_the_page_says_everything_in_the_language_of_the_page() -> None:
    assert "下载本次结果" in page_html()
    with speaking("en"):
        page = page_html()
    assert "Download these results" in page
    assert 'src="../../search/query.js"' in page
    assert 'data-index="../../search/index/"' in page
    assert 'data-root="../"' in page, "what is found is in the language of the page"


def test_all_files_of_the_page_are_written(world: Path, tmp_path: Path) -> None:
    write_search(world, tmp_path)
    for name in ASSETS:
        assert (tmp_path / "search" / name).stat().st_size > 500
        assert f'search/{name}"' in page_html() or name == "lost.js"
    assert read(tmp_path / "search" / "index" / "places.en.json.gz")["南样县"] == "Nanyang County"
