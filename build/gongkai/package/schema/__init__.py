"""The resources of the data package: names, fields, keys. The one source of descriptor, dictionary and databases."""

from __future__ import annotations

from gongkai.package.schema.checking import (
    CHECK_RESULTS,
    CONTINUITY,
    CORRECTIONS,
    EXPECTED_REPORTS,
    FINDINGS,
    SIMILARITIES,
    STATEMENTS,
)
from gongkai.package.schema.described import described
from gongkai.package.schema.figures import APPLICATIONS_WIDE, figure_resource
from gongkai.package.schema.measures import AGENCY_INDICATORS, AGGREGATES, INDICATOR_STATISTICS, INDICATORS
from gongkai.package.schema.reports import AGENCIES, REJECTS, REPORTS, SECTIONS
from gongkai.package.schema.terms import Field, ForeignKey, Resource

__all__ = ["DATA_RESOURCES", "Field", "ForeignKey", "Resource", "described"]

_RESOURCES: tuple[Resource, ...] = (
    AGENCIES,
    REPORTS,
    figure_resource("disclosure", "主动公开政府信息情况", "Disclosure on own initiative", "number"),
    figure_resource("applications", "收到和处理政府信息公开申请情况", "Applications received and handled", "integer"),
    figure_resource("proceedings", "行政复议、行政诉讼情况", "Reconsideration and litigation", "integer"),
    APPLICATIONS_WIDE,
    SECTIONS,
    FINDINGS,
    CHECK_RESULTS,
    STATEMENTS,
    CONTINUITY,
    EXPECTED_REPORTS,
    INDICATORS,
    AGENCY_INDICATORS,
    INDICATOR_STATISTICS,
    AGGREGATES,
    SIMILARITIES,
    CORRECTIONS,
    REJECTS,
)
DATA_RESOURCES = tuple(described(resource) for resource in _RESOURCES)
"""Resources with data, in the order of the descriptor. Code lists follow as `code_<name>`."""
