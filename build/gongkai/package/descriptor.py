"""`datapackage.json`: the data package described in the terms of Data Package v2."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import gongkai
from gongkai import codes
from gongkai.errors import DataPackageError
from gongkai.package.code_lists import values
from gongkai.package.layout import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai.package.schema import Field, Resource

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
NAME = "gongkai"
TITLE_ZH = "政府信息公开工作年度报告数据"
TITLE_EN = "Annual reports on government information disclosure in China"
DESCRIPTION = (
    "各级行政机关政府信息公开工作年度报告中的表格数据与文字，每个数都注明状态与原文位置；空白不是零。"
    " / Figures and text of the annual reports that Chinese administrative bodies publish on their information disclosure; "
    "every figure with its status and its place in the original; blank is never zero."
)
LICENSES = [
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 International (the tables and their description)",
    }
]
RIGHTS = (
    "原件由各行政机关依法公布，其权利不因收录而改变；许可仅及于本数据包整理的表格与说明。"
    " / The originals are official publications of their agencies and keep their own status; the licence covers the tables and their description."
)
SOURCES = [
    {
        "title": "各行政机关公布的政府信息公开工作年度报告（《中华人民共和国政府信息公开条例》第四十九条、第五十条） / "
        "Annual reports published under articles 49 and 50 of the Regulations on Disclosure of Government Information; the file of each in `reports`",
    }
]
CONTRIBUTORS = [{"title": "gongkai", "roles": ["wrangler"]}]
KEYWORDS = ["政府信息公开", "依申请公开", "年度报告", "freedom of information", "open data", "China"]


@dataclass(frozen=True, slots=True)
class Part:
    """One CSV file."""

    path: str
    """Relative to the data package."""
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a table once its CSV file is written."""

    bytes: int
    sha256: str
    """Empty where there are several files."""
    rows: int
    parts: tuple[Part, ...] = ()
    """Files of a table that is too large for one."""

    def files(self, resource: Resource) -> tuple[Part, ...]:
        """The table's files: one, or its parts."""
        return self.parts or (Part(f"{DATA}/{resource.name}.csv", self.bytes, self.sha256),)


def created(published: Iterable[date]) -> str:
    """Time stamp of the data package, from its content and never from the clock.

    SOURCE_DATE_EPOCH (seconds since 1970) if that variable is set, else the newest publication date of
    a report, else 1970. Times of files would differ from one copy to the next.

    Raises:
        DataPackageError: if SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise DataPackageError(
                f"SOURCE_DATE_EPOCH is {epoch!r}, expected seconds since 1970 as a whole number; correct or unset it"
            ) from None
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return f"{max(published, default=date(1970, 1, 1)).isoformat()}T00:00:00Z"


def covered(known: Iterable[int]) -> str:
    """The years that reports are about, as an interval of ISO 8601; 0 is a year that is not known.

    >>> covered([2023, 0, 2019]), covered([2023]), covered([])
    ('2019/2023', '2023', '')
    """
    found = {year for year in known if year}
    return "/".join(dict.fromkeys((str(min(found)), str(max(found))))) if found else ""


def descriptor(
    tables: Mapping[Resource, Written], *, created: str, version: str, specimen: bool, years: str = ""
) -> dict[str, Any]:
    """The descriptor of the whole package, ready for JSON.

    Args:
        tables: what was written.
        created: time stamp of the data.
        version: of the data.
        specimen: the reports are invented.
        years: that the reports are about, as an interval, see `covered`.
    """
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE_ZH,
        "gongkai:title_en": TITLE_EN,
        "description": DESCRIPTION,
        "version": version,
        "gongkai:program": gongkai.__version__,
        "created": created,
        "keywords": KEYWORDS,
        "licenses": LICENSES,
        "gongkai:rights": RIGHTS,
        "gongkai:years": years,
        "sources": SOURCES,
        "contributors": CONTRIBUTORS,
        "gongkai:specimen": specimen,
        "resources": [_resource(resource, written) for resource, written in tables.items()],
    }


def _resource(resource: Resource, written: Written) -> dict[str, Any]:
    return {
        "$schema": RESOURCE_PROFILE,
        "name": resource.name,
        "type": "table",
        "path": [part.path for part in written.parts] or f"{DATA}/{resource.name}.csv",
        "title": resource.title_zh,
        "gongkai:title_en": resource.title_en,
        "description": f"{resource.description_zh} / {resource.description_en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        **_prints(written),
        "gongkai:rows": written.rows,
        "schema": table_schema(resource),
    }


def _prints(written: Written) -> dict[str, Any]:
    """Size and fingerprint; the standard has a place for those of one file only."""
    if not written.parts:
        return {"bytes": written.bytes, "hash": f"sha256:{written.sha256}"}
    parts = ({"path": part.path, "bytes": part.bytes, "hash": f"sha256:{part.sha256}"} for part in written.parts)
    return {"gongkai:parts": list(parts)}


def table_schema(resource: Resource) -> dict[str, Any]:
    """Table Schema of one resource."""
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "missingValues": [""],
        "fields": [_field(field) for field in resource.fields],
        "primaryKey": list(resource.primary_key),
    }
    if resource.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": list(key.fields), "reference": {"resource": key.resource, "fields": list(key.reference_fields)}}
            for key in resource.foreign_keys
        ]
    return schema


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title_zh,
        "gongkai:title_en": field.title_en,
    }
    texts = [text for text in (field.description_zh, field.description_en) if text]
    if texts:
        described["description"] = " / ".join(texts)
    if field.unit:
        described["unit"] = field.unit
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.enum:
        labels = enum_labels(field.enum)
        constraints["enum"] = list(labels)
        described["categories"] = [{"value": code, "label": label} for code, label in labels.items()]
    if constraints:
        described["constraints"] = constraints
    return described


def enum_labels(enum: str) -> dict[str, str]:
    """Code -> Chinese label of the allowed values that a field's `enum` names."""
    name, _, table = enum.partition(":")
    if not table:
        return {code: codes.labels(name)[code] for code in values(enum)}
    label = codes.row_label if name == "rows" else codes.column_label
    return {code: label(table, code) for code in values(enum)}
