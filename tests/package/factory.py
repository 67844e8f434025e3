"""Invented annual reports of fictional bodies, in any number: what the readers and the recogniser would hand over.

Sums hold within a report and from one year to the next, except where a finding says otherwise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.model import Agency, AnnualReport, Figure, Finding, Rejection, Section, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai.model import FormCode, Number, Outcome, Reading, Status, TableCode

YEARS = tuple(range(2019, 2025))
APPLICANTS = codes.column_codes("applications")[:-1]
RESULTS = codes.column_codes("proceedings")[:-1]
FLOWS = ("received_new", "carried_in", "concluded_total", "carried_out")

PLACES = (
    ("990000", "示例省", "shili-sheng", "province", ("示例省", None, None)),
    ("990100", "甲样市", "jiayang-shi", "city", ("示例省", "甲样市", None)),
    ("990101", "东样区", "dongyang-qu", "county", ("示例省", "甲样市", "东样区")),
    ("990121", "南样县", "nanyang-xian", "county", ("示例省", "甲样市", "南样县")),
    ("990200", "乙样市", "yiyang-shi", "city", ("示例省", "乙样市", None)),
    ("990201", "西样区", "xiyang-qu", "county", ("示例省", "乙样市", "西样区")),
    ("990221", "北样县", "beiyang-xian", "county", ("示例省", "乙样市", "北样县")),
)
BODIES = (
    ("人民政府", "renmin-zhengfu", "government"),
    ("教育局", "jiaoyu-ju", "education"),
    ("生态环境局", "shengtai-huanjing-ju", "ecology_environment"),
    ("市场监督管理局", "shichang-jiandu-guanli-ju", "market_regulation"),
    ("自然资源局", "ziran-ziyuan-ju", "natural_resources"),
)
SIZE = {"province": 400, "city": 90, "county": 14, "township": 2}

PROSE = (
    "本机关围绕年度重点工作，持续推进基层政务公开标准化规范化，修订主动公开目录，明确公开内容、时限和责任科室。",
    "全年通过门户网站、公报和政务新媒体发布各类信息，政策文件与解读材料同步起草、同步审批、同步发布。",
    "依申请公开工作实行登记、审核、答复、归档全流程管理，答复前由法制机构统一审核，申请人满意度有所提高。",
    "建立政府信息公开协调机制，各科室指定一名联络员，每季度通报一次公开情况，未发生责任追究情形。",
    "办事大厅设置查阅点，安排专人引导群众查询，并为老年人提供纸质材料。",
    "一年来，公开平台运行平稳，栏目更新及时，检索功能得到完善，错敏信息按月排查。",
)
PROBLEMS = (
    "政策解读形式仍较单一，图表和视频解读偏少；部分栏目更新不够及时；工作人员业务能力有待加强。",
    "下一步，将丰富解读形式，加强业务培训，按季度检查栏目更新情况，并把检查结果纳入年度考核。",
)


@dataclass(frozen=True, slots=True)
class Body:
    """A fictional body, its size and its habits."""

    agency: Agency
    size: int
    blanks: bool
    """Leaves cells blank in which nothing happened."""


def annual_reports(n: int, seed: int = 0) -> Iterator[AnnualReport]:
    """The first n reports, body after body, each body from 2019 to 2024."""
    made = 0
    for position, body in enumerate(_bodies(seed)):
        chance = Random(f"{seed}-{position}")  # one stream a body: a larger n only adds reports
        carried = dict.fromkeys(APPLICANTS, 0)
        for year in YEARS:
            if made == n:
                return
            made += 1
            report, carried = _report(body, year, carried, chance)
            yield report


def rejections() -> list[Rejection]:
    """Some files that did not become reports."""
    cases: tuple[tuple[str, Outcome, str, str], ...] = (
        ("未收录/空白表样.docx", "not_a_report", "blank_form", "这是空白表样，没有填报内容；请删去或换成填好的年报"),
        ("未收录/scan.pdf", "unreadable", "no_text", "没有文字层，共 4 页；请换用可检索的版本"),
        ("未收录/通知.html", "not_a_report", "notice", "这是编制通知，不是年报；请删去"),
    )
    return [
        Rejection(
            path=path,
            media_type="application/octet-stream",
            sha256=hashlib.sha256(path.encode()).hexdigest(),
            bytes=1000 + number,
            outcome=outcome,
            type=type_,
            note=note,
        )
        for number, (path, outcome, type_, note) in enumerate(cases)
    ]


def odd_reports() -> list[AnnualReport]:
    """Reports that test the keys and the writers: no agency, no year, an aggregate, hostile text, free form."""
    first, second, third, fourth = annual_reports(4, seed=99)
    return [
        _changed(first, path="odd/无机关.txt", agency=None, title=None),
        _changed(first, path="odd/无机关无年份.txt", agency=None, year=None, published_on=None),
        _changed(second, path="odd/aggregate.html", scope="aggregate"),
        _changed(
            third,
            year=2016,
            path='odd/=cmd|"x",<script>alert(1)</script>.txt',
            title='=HYPERLINK("https://example.invalid","甲")，<script>alert(1)</script>',
            sections=(
                Section(
                    code=None, number="", heading="@SUM(A1)", text='a\r\nb\x00c\x0bd"e",\ud800', where=Where(line=1)
                ),
            ),
            source_url="javascript:alert(1)",
        ),
        _changed(fourth, path="odd/2018.doc", year=2018, form="2008", figures=(), findings=()),
    ]


def save_originals(readings: list[Reading], folder: Path) -> list[Reading]:
    """Write a small file for each reading, and return the readings with its size and fingerprint."""
    saved: list[Reading] = []
    for reading in readings:
        content = f"{reading.path}\n虚构样例，不是任何机关的年报。\n".encode(errors="replace")
        path = folder / reading.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        saved.append(_replace(reading, bytes=len(content), sha256=hashlib.sha256(content).hexdigest()))
    return saved


def _replace(reading: Reading, **parts: Any) -> Reading:
    return replace(reading, **parts)


def _changed(report: AnnualReport, **parts: Any) -> AnnualReport:
    changed = _replace(report, sha256=hashlib.sha256(str(parts["path"]).encode()).hexdigest(), **parts)
    assert isinstance(changed, AnnualReport)
    return changed


def _bodies(seed: int) -> Iterator[Body]:
    chance = Random(f"{seed}-bodies")
    for name, body_slug, sector in BODIES:
        for code, place, slug, level, (province, city, county) in PLACES:
            agency = Agency(
                id=f"{code}-{slug}-{body_slug}",
                name=place + (name.replace("局", "厅") if level == "province" else name),
                region_code=code,
                province=province,
                city=city,
                county=county,
                level=level,
                sector=sector,
            )
            yield Body(agency, SIZE[level] * (3 if sector == "government" else 1), chance.random() < 0.3)
    number = 0
    while True:  # townships without end, for the large packages of the measurements
        number += 1
        code, place, slug, _, (province, city, county) = PLACES[(2, 3, 5, 6)[number % 4]]
        agency = Agency(
            id=f"{code}-{slug}-no-{number}-zhen-renmin-zhengfu",
            name=f"{place}第{number}样镇人民政府",
            region_code=code,
            province=province,
            city=city,
            county=county,
            level="township",
            sector="government",
        )
        yield Body(agency, SIZE["township"], chance.random() < 0.3)


def _report(body: Body, year: int, carried: dict[str, int], chance: Random) -> tuple[AnnualReport, dict[str, int]]:
    form: FormCode = "2019" if year < 2021 else "2021"
    disclosure = _disclosure(body, form, chance)
    applications, carried_out = _applications(body, form, carried, chance)
    figures = [*disclosure, *applications, *_proceedings(body, chance)]
    findings: list[Finding] = []
    if chance.random() < 0.1:
        _misprint(figures, findings, chance)
    if chance.random() < 0.05:
        _smudge(figures, findings, chance)
    blank = sum(figure.status == "blank" for figure in figures)
    if blank:
        findings.append(
            Finding(
                type="blank_cells",
                severity="warning",
                instance="applications",
                table="applications",
                expected="0",
                actual=str(blank),
                note=f"表中有 {blank} 格空白，空白不是零",
            )
        )
    path = f"{body.agency.region_code}/{body.agency.name}_{year}.pdf"
    report = AnnualReport(
        path=path,
        media_type="application/pdf",
        sha256=hashlib.sha256(path.encode()).hexdigest(),
        bytes=chance.randrange(20_000, 400_000),
        agency=body.agency,
        year=year,
        title=f"{body.agency.name}{year}年政府信息公开工作年度报告",
        published_on=date(year + 1, 1, chance.randrange(5, 31)),
        form=form,
        figures=tuple(figures),
        sections=_sections(year, applications, chance),
        findings=tuple(findings),
        source_url=f"https://www.example.invalid/{body.agency.id}/{year}.html" if chance.random() < 0.5 else None,
    )
    return report, carried_out


def _figure(
    table: TableCode, row: str, column: str, value: Number | None, place: tuple[int, int], *, raw: str | None = None
) -> Figure:
    page, line = place
    status: Status = "reported" if value is not None else ("not_applicable" if raw == "/" else "blank")
    where = Where(
        page=page,
        table=("disclosure", "applications", "proceedings").index(table) + 1,
        row=line,
        column=1 + codes.column_codes(table).index(column),
        box=(72.0, 100.0 + line, 90.0, 110.0 + line),
    )
    return Figure(
        table=table,
        row=row,
        column=column,
        value=value,
        status=status,
        raw=str(value) if raw is None else raw,
        where=where,
    )


def _disclosure(body: Body, form: FormCode, chance: Random) -> list[Figure]:
    figures = []
    rule_maker = body.agency.level in {"province", "city"} and body.agency.sector == "government"
    stock = {row: chance.randrange(body.size * 4 + 1) for row in codes.row_codes("disclosure")}
    for line, (row, column) in enumerate(codes.disclosure_cells(form), 1):
        value: Number | None
        if row == "regulations" and not rule_maker:
            figures.append(_figure("disclosure", row, column, None, (2, line), raw="/"))
            continue
        if column in {"amount", "procurement_amount"}:
            value = Decimal(chance.randrange(body.size * 100_000)) / (100 if chance.random() < 0.7 else 1)
        elif column == "change":
            value = chance.randrange(-3, 4)
        elif column in {"in_force", "disclosed_total"}:
            value = 20 + stock[row]
        elif column in {"decisions", "previous_items"}:
            value = chance.randrange(body.size * 30 + 1)
        else:
            value = chance.randrange(4)
        figures.append(_figure("disclosure", row, column, value, (2, line)))
    return figures


def _applications(
    body: Body, form: FormCode, carried: dict[str, int], chance: Random
) -> tuple[list[Figure], dict[str, int]]:
    rows = codes.row_codes("applications", form)
    outcomes = [row for row in rows if row not in FLOWS]
    cells: dict[tuple[str, str], int] = dict.fromkeys(((row, column) for row in rows for column in APPLICANTS), 0)
    carried_out = {}
    for position, column in enumerate(APPLICANTS):
        received = int(chance.expovariate(1) * body.size / (1 + 8 * position))
        due = received + carried[column]
        open_ = min(due, int(chance.random() * due * 0.15 + 0.5))
        cells["received_new", column] = received
        cells["carried_in", column] = carried[column]
        cells["carried_out", column] = carried_out[column] = open_
        cells["concluded_total", column] = due - open_
        for row in chance.choices(outcomes, [40, 10, *[2] * (len(outcomes) - 2)], k=due - open_):
            cells[row, column] += 1
    figures = []
    for line, row in enumerate(rows, 1):
        values = [cells[row, column] for column in APPLICANTS]
        for column, value in zip((*APPLICANTS, "total"), (*values, sum(values)), strict=True):
            blank = body.blanks and value == 0 and column != "total"
            figures.append(
                _figure(
                    "applications",
                    row,
                    column,
                    None if blank else value,
                    (3 + line // 18, line),
                    raw="" if blank else None,
                )
            )
    return figures, carried_out


def _proceedings(body: Body, chance: Random) -> list[Figure]:
    figures = []
    for line, row in enumerate(codes.row_codes("proceedings"), 1):
        values = [int(chance.expovariate(1) * body.size / 40) for _ in RESULTS]
        empty = body.blanks and not any(values)
        for column, value in zip((*RESULTS, "total"), (*values, sum(values)), strict=True):
            figures.append(
                _figure("proceedings", row, column, None if empty else value, (5, line), raw="" if empty else None)
            )
    return figures


def _misprint(figures: list[Figure], findings: list[Finding], chance: Random) -> None:
    """A total that is not the sum, as the agency printed it."""
    totals = [
        i for i, f in enumerate(figures) if (f.table, f.column) == ("proceedings", "total") and f.value is not None
    ]
    if not totals:
        return
    position = chance.choice(totals)
    figure = figures[position]
    assert isinstance(figure.value, int)
    wrong = _figure("proceedings", figure.row, "total", figure.value + 1, (5, 1))
    figures[position] = wrong
    findings.append(
        Finding(
            type="proceedings_total",
            severity="error",
            table="proceedings",
            instance=figure.row,
            row=figure.row,
            column="total",
            expected=str(figure.value),
            actual=str(wrong.value),
            note=f"各结果之和为 {figure.value}，总计印为 {wrong.value}",
            where=wrong.where,
        )
    )


def _smudge(figures: list[Figure], findings: list[Finding], chance: Random) -> None:
    """A cell that could not be read."""
    position = chance.choice([i for i, f in enumerate(figures) if f.table == "disclosure"])
    old = figures[position]
    figures[position] = Figure(
        table=old.table, row=old.row, column=old.column, value=None, status="unreadable", raw="2 0", where=old.where
    )
    findings.append(
        Finding(
            type="unreadable_cells",
            severity="warning",
            table="disclosure",
            instance="disclosure",
            row=old.row,
            column=old.column,
            actual="2 0",
            note="原文为 2 0，无法确定是一个数还是两个数",
            where=old.where,
        )
    )


def _sections(year: int, applications: list[Figure], chance: Random) -> tuple[Section, ...]:
    received = next(f.value for f in applications if (f.row, f.column) == ("received_new", "total"))
    overview = [
        f"{year}年，" + chance.choice(PROSE),
        *chance.sample(PROSE, 3),
        f"全年新收政府信息公开申请{received}件，均依法办理。",
    ]
    texts = {
        "overview": "\n".join(overview),
        "disclosure": "",
        "applications": "",
        "proceedings": "",
        "problems": "\n".join(PROBLEMS),
        "other_matters": "本年度未收取信息处理费。" if chance.random() < 0.7 else "无",
    }
    return tuple(
        Section(
            code=row["code"],
            number=row["number"],
            heading=row["label_zh"],
            text=texts[row["code"]],
            where=Where(page=1 + position // 2),
        )
        for position, row in enumerate(codes.code_list("sections"))
    )
