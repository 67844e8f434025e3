"""`dcat.jsonld`: a catalogue record in the terms of DCAT 3, which portals of open data harvest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.package.croissant import SPECIMEN
from gongkai.package.descriptor import (
    CONTRIBUTORS,
    DESCRIPTION,
    KEYWORDS,
    LICENSES,
    NAME,
    PROFILE,
    RIGHTS,
    TITLE_EN,
    TITLE_ZH,
)
from gongkai.package.layout import ARCHIVE, DATA, DESCRIPTOR, SQLITE, XLSX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.package.descriptor import Part, Written
    from gongkai.package.schema import Resource

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
WHOLE = {
    ARCHIVE: ("全部 CSV 与说明", "All CSV files and their description"),
    SQLITE: ("SQLite 数据库", "SQLite database"),
    XLSX: ("Excel 工作簿", "Excel workbook"),
}
"""Files with the whole data package, and their titles."""

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes only, so that nothing is fetched to read the file."""

IANA = "http://www.iana.org/assignments/media-types/"
LANGUAGES = [
    {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
    {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
]
CHINA = {"@id": "http://publications.europa.eu/resource/authority/country/CHN"}


def dcat(
    tables: Mapping[Resource, Written], *, created: str, version: str, specimen: bool, years: str = ""
) -> dict[str, Any]:
    """The catalogue with one data set and its tables, ready for JSON. Addresses are relative to the data package.

    The tables are data sets of their own, for CSV and Parquet of one table are two forms of the same content.
    """
    common = {
        "dct:publisher": {"@id": "#publisher"},
        "dct:license": {"@id": LICENSES[0]["path"]},
        "dct:language": LANGUAGES,
        "dct:issued": {"@type": "xsd:date", "@value": created[:10]},
        "dct:modified": {"@type": "xsd:date", "@value": created[:10]},
        "dcat:version": version,
        "dct:spatial": CHINA,
        **({"dct:temporal": _period(years)} if years else {}),
    }
    whole = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": NAME,
        "dct:title": _both(TITLE_ZH, TITLE_EN),
        "dct:description": _parted(DESCRIPTION, specimen),
        "dcat:keyword": KEYWORDS,
        "dct:rights": RIGHTS,
        "dct:conformsTo": {"@id": PROFILE},
        "dcat:landingPage": {"@id": DESCRIPTOR},
        "dct:hasPart": [{"@id": f"#{resource.name}"} for resource in tables],
        "dcat:distribution": [_distribution(name, *titles) for name, titles in WHOLE.items()],
        **common,
    }
    parts = [_table(resource, written, common) for resource, written in tables.items()]
    catalogue = {
        "@id": "#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _both(TITLE_ZH, TITLE_EN),
        "dct:description": _parted(DESCRIPTION, specimen),
        "dcat:dataset": [{"@id": "#dataset"}, *({"@id": part["@id"]} for part in parts)],
        **common,
    }
    publisher = {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": CONTRIBUTORS[0]["title"]}
    return {"@context": CONTEXT, "@graph": [catalogue, publisher, whole, *parts]}


def _period(years: str) -> dict[str, Any]:
    first, _, last = years.partition("/")
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:gYear", "@value": first},
        "dcat:endDate": {"@type": "xsd:gYear", "@value": last or first},
    }


def _parted(text: str, specimen: bool) -> list[dict[str, str]]:
    """A text in two languages that are parted by a stroke."""
    both = [text, *([SPECIMEN] if specimen else [])]
    return _both(*("".join(reversed(part)) for part in zip(*(words.split(" / ") for words in both), strict=True)))


def _both(chinese: str, english: str) -> list[dict[str, str]]:
    return [{"@language": "zh", "@value": chinese}, {"@language": "en", "@value": english}]


def _table(resource: Resource, written: Written, common: Mapping[str, Any]) -> dict[str, Any]:
    files = [_csv(part) for part in written.files(resource)]
    return {
        "@id": f"#{resource.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{NAME}/{resource.name}",
        "dct:title": _both(resource.title_zh, resource.title_en),
        "dct:description": _both(resource.description_zh, resource.description_en),
        "dct:isPartOf": {"@id": "#dataset"},
        "dcat:distribution": [*files, _distribution(f"{DATA}/{resource.name}.parquet", "Parquet", "Parquet")],
        **common,
    }


def _csv(part: Part) -> dict[str, Any]:
    return {
        **_distribution(part.path, "CSV", "CSV"),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(part.bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": part.sha256},
        },
    }


def _distribution(path: str, title_zh: str, title_en: str) -> dict[str, Any]:
    media_type = MEDIA_TYPES[f".{path.rpartition('.')[2]}"]
    return {
        "@id": f"#{path}",
        "@type": "dcat:Distribution",
        "dct:title": _both(title_zh, title_en),
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dcat:mediaType": {"@id": f"{IANA}{media_type}"},
        "dct:license": {"@id": LICENSES[0]["path"]},
    }
