"""Keys of agencies and reports, and which of several files for one agency-year is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.package.factory import annual_reports, rejections

from gongkai.errors import DataPackageError
from gongkai.package.keys import agencies, index, report_id

if TYPE_CHECKING:
    from gongkai.model import Reading

REPORT = next(annual_reports(1))
SHA = "0123456789abcdef" * 4


def test_agency_and_year() -> None:
    assert report_id(REPORT) == "990000-shili-sheng-renmin-zhengfu-2019"


def test_scope_is_part_of_the_key_when_the_figures_are_not_the_body_s_own() -> None:
    assert report_id(replace(REPORT, scope="aggregate")) == "990000-shili-sheng-renmin-zhengfu-2019-aggregate"


def test_without_a_year_the_file_makes_the_key() -> None:
    assert report_id(replace(REPORT, year=None, sha256=SHA)) == "990000-shili-sheng-renmin-zhengfu-undated-01234567"


def test_without_an_agency_the_file_makes_the_key() -> None:
    assert report_id(replace(REPORT, agency=None, sha256=SHA)) == "unknown-01234567-2019"
    assert report_id(replace(REPORT, agency=None, year=None, sha256=SHA)) == "unknown-01234567-undated-01234567"


def test_two_unnamed_agencies_are_not_one() -> None:
    reports = [replace(REPORT, agency=None, sha256=digit * 64) for digit in "ab"]
    assert len(agencies(index(reports)[0])) == 2


@pytest.mark.parametrize("bad", ["", "南样县", "a b", "A", "../a", "-a"])
def test_an_id_that_is_no_plain_word_is_refused(bad: str) -> None:
    assert REPORT.agency
    with pytest.raises(DataPackageError, match="agency id"):
        report_id(replace(REPORT, agency=replace(REPORT.agency, id=bad)))


def test_an_agency_is_described_as_in_its_newest_report() -> None:
    assert REPORT.agency
    renamed = replace(REPORT, year=2024, agency=replace(REPORT.agency, name="示例省人民政府（新名）"))
    for readings in permutations([REPORT, renamed, replace(REPORT, year=2020)]):
        (agency,) = agencies(index(readings)[0]).values()
        assert agency
        assert agency.name == "示例省人民政府（新名）"


def test_of_several_files_the_fullest_is_kept_and_the_others_are_named() -> None:
    poor = replace(REPORT, path="a.html", sha256="a" * 64, figures=REPORT.figures[:5])
    full = replace(REPORT, path="c.pdf", sha256="c" * 64)
    copy = replace(REPORT, path="d.pdf", sha256="c" * 64)
    for readings in permutations([poor, full, copy]):
        entries, left = index(readings)
        assert [entry.path for entry in entries] == ["c.pdf"]
        assert [(r.path, r.type, r.outcome) for r in left] == [
            ("a.html", "duplicate", "not_a_report"),
            ("d.pdf", "duplicate", "not_a_report"),
        ]
        assert "内容不同" in left[0].note
        assert "内容相同" in left[1].note
        assert all("c.pdf" in r.note and "990000-shili-sheng-renmin-zhengfu-2019" in r.note for r in left)


def test_order_does_not_matter() -> None:
    readings: list[Reading] = [*annual_reports(7), *rejections()]
    forwards, backwards = index(readings), index(readings[::-1])
    assert [e.report_id for e in forwards[0]] == [e.report_id for e in backwards[0]]
    assert forwards[1] == backwards[1]
