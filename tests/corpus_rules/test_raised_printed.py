"""What reader and recogniser raise themselves, in small documents that are odd in one way each, and what passes without it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.checks.cases import PLAIN
from tests.checks.factory import annual_report, with_cells, with_row, without_rows
from tests.corpus_rules.page import page
from tests.corpus_rules.reading import results, understood

from gongkai.model import AnnualReport, Stated
from gongkai.pipeline.folder import Original
from gongkai.pipeline.understand import understand

if TYPE_CHECKING:
    from gongkai.model import Reason, Severity, State

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True)
class Odd:
    """A document and what one rule must say of it."""

    rule: str
    state: State
    document: bytes
    instance: str
    severity: Severity
    left: str | None = None
    right: str | None = None
    reason: Reason | None = None
    name: str = "report.html"


def told(text: str) -> bytes:
    """The plain report with a sentence before its first section."""
    return changed("<p><strong>一、", f"<p>{text}</p><p><strong>一、")


def changed(old: str, new: str, report: AnnualReport = PLAIN) -> bytes:
    """The printed report with something printed otherwise, once."""
    printed = page(report).decode()
    assert old in printed
    return printed.replace(old, new, 1).encode()


def of_corpus(name: str) -> tuple[bytes, str]:
    """A document of tests/corpus and its file name."""
    (original,) = (CORPUS / name).glob("original.*")
    return original.read_bytes(), original.name


WHOLE = page(PLAIN)
ROW = "".join(f"<td>{cell}</td>" for cell in (4, 0, 0, 0, 0, 0, 4))
GRANTED = with_row(PLAIN, "applications", "granted", (4, 0, 0, 0, 0, 0, 4))
FEES = with_cells(PLAIN, {("disclosure", "fees", "amount"): Decimal("52.15")})
WITHOUT_UNIT = changed("（单位：万元）", "", FEES)
SHRUNK, SHRUNK_NAME = of_corpus("blanks-shrunk-to-empty-lines")
GAPS = (b"\n\n\n3\n\n\n\n\n\n3\n", b"\n\n3\n\n3\n")
TITLE = "政府信息公开工作年度报告"

ODD = (
    Odd("title_year", "passed", WHOLE, "report", "warning"),
    Odd(
        "title_year",
        "failed",
        changed("</h1>", f"</h1><h2>南样县统计局2021年{TITLE}</h2>"),
        "title",
        "warning",
        "2023",
        "2021",
    ),
    Odd("title_agency", "passed", WHOLE, "report", "warning"),
    Odd(
        "title_agency",
        "failed",
        changed('<p align="right">南样县统计局', '<p align="right">乙样市水利局'),
        "agency",
        "warning",
        "南样县统计局",
        "乙样市水利局",
    ),
    Odd("agency_unknown", "passed", WHOLE, "report", "warning"),
    Odd("agency_unknown", "failed", page(annual_report(agency=None)), "agency", "warning"),
    Odd("year_unknown", "passed", WHOLE, "report", "warning"),
    Odd("year_unknown", "failed", page(annual_report(year=0, published_on=None)), "year", "warning"),
    Odd(
        "narrative_period",
        "passed",
        told("所列数据的统计期限为2023年1月1日至2023年12月31日。"),
        "period",
        "warning",
        "2023-01-01/2023-12-31",
        "2023-01-01/2023-12-31",
    ),
    Odd(
        "narrative_period",
        "failed",
        told("所列数据的统计期限为2023年1月1日至2023年12月21日。"),
        "period",
        "warning",
        "2023-01-01/2023-12-31",
        "2023-01-01/2023-12-21",
    ),
    Odd(
        "narrative_period",
        "not_checkable",
        told("所列数据的统计期限为202311日至20231231日。"),
        "period",
        "warning",
        reason="unreadable",
    ),
    Odd("form_rows", "passed", WHOLE, "applications", "info"),
    Odd(
        "form_rows",
        "failed",
        page(without_rows(PLAIN, "applications", "declined_repeat", "granted")),
        "missing",
        "info",
        "0",
        "2",
    ),
    Odd(
        "form_rows",
        "failed",
        changed("</table>", "<tr><td>其他主动公开文件</td><td>3</td><td>3</td><td>3</td></tr></table>"),
        "其他主动公开文件",
        "info",
        None,
        "其他主动公开文件",
    ),
    Odd("unlabelled_rows", "passed", WHOLE, "applications", "warning"),
    Odd("unlabelled_rows", "failed", changed("（一）予以公开", ""), "granted", "warning", "0", "1"),
    Odd("column_uncertain", "passed", WHOLE, "applications", "warning"),
    # The sum alone tells where the 3 stands; without the empty lines before it nothing does.
    Odd("column_uncertain", "explained", SHRUNK, "carried_out", "info", name=SHRUNK_NAME),
    Odd("column_uncertain", "failed", SHRUNK.replace(*GAPS), "carried_in", "warning", name=SHRUNK_NAME),
    Odd("merged_cells", "passed", WHOLE, "applications", "warning"),
    Odd("merged_cells", "failed", changed(ROW, '<td colspan="7">4</td>', GRANTED), "granted", "warning"),
    Odd("characters_lost", "passed", WHOLE, "report", "warning"),
    Odd(
        "characters_lost",
        "failed",
        told("所列数据的统计期限为202311日至20231231日。"),
        "dates",
        "warning",
        None,
        "2",
    ),
    Odd("label_variant", "passed", WHOLE, "applications", "info"),
    Odd(
        "label_variant",
        "failed",
        changed("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        "denied_other_law",
        "info",
        "2.其他法律行政法规禁止公开",
        "2.其他法律行政止公开",
    ),
    # Headers of columns are labels, too; the unit of an amount is a part of its header.
    Odd(
        "label_variant",
        "failed",
        changed("本年处理决定数量", "本年处理绝对数量"),
        "licensing",
        "info",
        "本年处理决定数量",
        "本年处理绝对数量",
    ),
    Odd("label_variant", "failed", WITHOUT_UNIT, "fees", "info", "本年收费金额（单位：万元）", "本年收费金额"),
    Odd("amount_unit", "failed", WITHOUT_UNIT, "fees", "info", None, "52.15"),
    Odd("amount_unit", "passed", changed("（单位：万元）", "（单位：元）", FEES), "fees", "info", None, "0.005215"),
    Odd("unreadable_cells", "passed", WHOLE, "applications", "warning"),
    Odd(
        "unreadable_cells",
        "failed",
        page(with_row(PLAIN, "applications", "granted", (0, 0, "unreadable", 0, 0, 0, 0))),
        "applications",
        "warning",
        "0",
        "1",
    ),
)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{odd.rule}-{odd.state}-{odd.instance}")
def test_odd(odd: Odd) -> None:
    found = results(understood(odd.document, odd.name), odd.rule, odd.instance)
    states = [(r.state, r.severity, r.left, r.right, r.reason) for r in found]
    assert states == [(odd.state, odd.severity, odd.left, odd.right, odd.reason)]


STATED = (Odd("stated_differs", "failed", WHOLE, "year", "warning"),)
"""What a maintainer states of a document in the manifest."""


@pytest.mark.parametrize("odd", STATED, ids=lambda odd: odd.rule)
def test_stated(odd: Odd, tmp_path: Path) -> None:
    path = tmp_path / odd.name
    path.write_bytes(odd.document)
    reading = understand(Original(path, odd.name, stated=Stated(year=2022)))
    assert isinstance(reading, AnnualReport)
    assert [(r.state, r.severity) for r in results(reading, odd.rule, odd.instance)] == [(odd.state, odd.severity)]


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        ("1.属于国家秘密", "（三）不予公开1.属于国家秘密"),
        ("1.属于国家秘密", "1. 属于国家 秘密"),
        ("（一）予以公开", "(一)予以公开"),
        ("行政规范性文件", "规范性文件"),
        ("现行有效件数", "现行有<br>效件数"),
    ],
)
def test_what_is_no_other_label(official: str, printed: str) -> None:
    """Glued to the label of its group, set otherwise, or as the form of 2019 had it."""
    assert {r.state for r in results(understood(changed(official, printed)), "label_variant")} == {"passed"}
