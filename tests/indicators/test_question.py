"""How many applications were refused for third-party rights in 2022, by province, and how sure is that?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from gongkai import codes
from gongkai.pipeline import CACHE_VARIABLE, build

ORIGINALS = Path(__file__).resolve().parents[2] / "datapackage" / "originals"
YEAR = 2022
QUESTION = """
SELECT "group" AS province, scope, total, reports, reported, blank, not_applicable, absent, unreadable, reports_failed
FROM aggregates
WHERE grouping = 'province' AND year = ? AND "table" = 'applications'
  AND "row" = 'denied_third_party' AND "column" = 'total'
ORDER BY province, scope
"""


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented reports of the data package, built anew."""
    folder = tmp_path_factory.mktemp("question")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder / "cache"))
        build(ORIGINALS, folder / "out", workers=1)
    return folder / "out"


def table(package: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(package / "data" / f"{name}.csv", dtype=str, keep_default_na=False)


def test_the_answer_is_that_of_the_single_figures(package: Path) -> None:
    with closing(sqlite3.connect(package / "gongkai.sqlite")) as database:
        answer = pd.read_sql_query(QUESTION, database, params=(YEAR,))
    provinces = {row["code"]: row["province_code"] or row["code"] for row in codes.code_list("regions")}
    reports = table(package, "reports").merge(table(package, "agencies"), on="agency_id", suffixes=("", "_agency"))
    reports = reports[reports["year"] == str(YEAR)]
    reports["province_of"] = reports["region_code"].map(provinces).fillna("unknown")
    figures = table(package, "applications")
    figures = figures[(figures["row"] == "denied_third_party") & (figures["column"] == "total")]
    joined = reports.merge(figures, on="report_id", how="left", suffixes=("", "_figure"))
    results = table(package, "check_results")
    failed = results[
        (results["table"] == "applications")
        & (results["state"] == "failed")
        & results["severity"].isin(["error", "warning"])
    ]
    expected = [
        (
            province,
            scope,
            int(pd.to_numeric(group.loc[group["status"] == "reported", "value"]).sum()),
            len(group),
            *((group["status"] == status).sum() for status in ("reported", "blank", "not_applicable")),
            (group["status"].isna() | (group["status"] == "absent")).sum(),
            (group["status"] == "unreadable").sum(),
            ((group["status"] == "reported") & group["report_id"].isin(failed["report_id"])).sum(),
        )
        for (province, scope), group in joined.groupby(["province_of", "scope"])
    ]
    assert [tuple(row) for row in answer.itertuples(index=False)] == expected
    assert len(expected) > 1
    assert answer["total"].sum() > 0
    assert answer["reports_failed"].sum() > 0


def test_indicators_and_spreads_are_published(package: Path) -> None:
    indicators = table(package, "indicators")
    assert len(indicators) > 1000
    valued = indicators[(indicators["indicator"] == "grant_rate") & (indicators["value"] != "")]
    share = pd.to_numeric(valued["numerator"]) / pd.to_numeric(valued["denominator"])
    assert (share - pd.to_numeric(valued["value"])).abs().max() < 1e-6
    without = indicators[(indicators["value"] == "") & (indicators["gap"] == "")]
    assert set(without["indicator"]) <= {"received_growth"}
    assert len(table(package, "indicator_statistics")) > 0
