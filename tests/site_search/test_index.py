"""The index as files: the same bytes again, small parts, and what goes in comes out."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gongkai.errors import SiteError
from gongkai.site.search import BigramIndex, Record, bigram, page_html, records, write_search
from gongkai.site.search.postings import block, decode, merge, varints
from gongkai.site.search.query import BigramReader
from gongkai.site.search.records import SearchAgency
from gongkai.site.search.shards import find, gz, shards
from gongkai.site.search.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMON = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]


def generated(number: int) -> Iterator[Record]:
    """Reports of 2,600 characters each, drawn as unevenly as characters are in real text."""
    chance = random.Random(3)
    words = ["".join(chance.choices(COMMON, cum_weights=uneven(len(COMMON)), k=2)) for _ in range(8000)]
    shares = uneven(len(words))
    sentences = ["".join(chance.choices(words, cum_weights=shares, k=13)) for _ in range(20_000)]
    for i in range(number):
        year = 2023 - i // 4000
        agency = SearchAgency(id=f"{990000 + i % 4000}-ju", name=f"第{i % 4000}样例局", province="示例省")
        body = "。".join(chance.choices(sentences, k=100))
        yield Record(report_id=f"{agency.id}-{year}", agency=agency, year=year, heading="年报", body=body)


def uneven(count: int) -> list[float]:
    """Cumulative weights that fall with the rank."""
    return list(accumulate(1 / (rank + 5) for rank in range(count)))


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
    texts = [record.body for record in generated(60)]
    whole = list(merge([block(0, texts)]))
    parted = list(merge([block(first, texts[first : first + 7]) for first in range(0, 60, 7)]))
    assert whole == parted
    assert [posting.key for posting in whole] == sorted({posting.key for posting in whole})


def test_postings_are_the_pages_that_hold_the_pair() -> None:
    texts = ["行政复议 2023 a1", "复议。行政", "甲2023乙", "", "行政"]
    found = {posting.key: decode(posting.data) for posting in merge([block(0, texts[:2]), block(2, texts[2:])])}
    assert found == {"2023": [0, 2], "a1": [0], "复议": [0, 1], "政复": [0], "行政": [0, 1, 4]}


def test_shards_are_cut_to_size_and_hold_every_key() -> None:
    postings = list(merge([block(0, [record.body for record in generated(300)])]))
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
    text = gzip.decompress((index_folder / "text" / "qianyang-weijian-2023.gz").read_bytes()).decode()
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


def test_unusual_report_ids_survive(world: Path, tmp_path: Path) -> None:
    record = next(iter(records(world)))
    BigramIndex().build(iter([replace(record, report_id=record.report_id + "-aggregate")]), tmp_path / "index")
    assert BigramReader(tmp_path / "index").query("").reports == (record.report_id + "-aggregate",)


def test_an_empty_data_package_gives_an_empty_index(tmp_path: Path) -> None:
    summary = BigramIndex().build(iter(()), tmp_path / "index")
    assert (summary.pages, summary.shards) == (0, 0)
    assert BigramReader(tmp_path / "index").query("行政复议").reports == ()


def test_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json.gz").write_bytes(gz(json.dumps({"format": 99}).encode()))
    with pytest.raises(SiteError, match="format 99"):
        BigramReader(tmp_path).query("")


def test_page_offers_what_the_data_hold(world: Path) -> None:
    page = page_html(world)
    assert '<option value="2021">2021</option>' in page
    assert '<option value="ecology">生态环境</option>' in page
    assert "无人所属" not in page
    assert page.index("样本自治区") < page.index("示例省</option>"), "in the order of region codes"


def test_all_files_of_the_page_are_written(world: Path, tmp_path: Path) -> None:
    write_search(world, tmp_path)
    page = page_html(world)
    for name in ("query.js", "search.js", "search.css"):
        assert f'"{name}"' in page
        assert (tmp_path / "search" / name).stat().st_size > 500


@pytest.mark.slow
def test_first_search_stays_within_300_kilobytes_at_20000_pages(tmp_path: Path) -> None:
    summary = BigramIndex().build(generated(20_000), tmp_path / "index")
    assert summary.pages == 20_000
    assert summary.largest_shard < 60_000
    reader = BigramReader(tmp_path / "index")
    common = "".join(COMMON[rank] for rank in (0, 1, 2, 0))
    found = reader.query(common).reports
    assert found
    for report_id in found[:20]:
        reader.holds(report_id, common)
    assert reader.fetched < 300_000
