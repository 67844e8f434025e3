"""A report with nothing but the given paragraph, and what is stated in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.checks.factory import annual_report

from gongkai.model import Section, Where
from gongkai.narrative import statements

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Statement

YEAR = 2021


def told(text: str, section: str = "overview", *, agency: str = "甲样市自然资源局") -> AnnualReport:
    """A report of 2021 whose only section has this text."""
    report = annual_report()
    assert report.agency is not None
    part = Section(code=section, number="一", heading="总体情况", text=text, where=Where())
    return replace(report, year=YEAR, agency=replace(report.agency, name=agency), sections=(part,), scope="own")


def stated(text: str, section: str = "overview", *, agency: str = "甲样市自然资源局") -> tuple[Statement, ...]:
    """What is stated in the text."""
    return statements(told(text, section, agency=agency))
