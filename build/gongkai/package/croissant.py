"""`croissant.json`: the data package in the terms of Croissant, which tools of machine learning read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.package.descriptor import CONTRIBUTORS, DESCRIPTION, KEYWORDS, LICENSES, NAME, RIGHTS, TITLE_EN, TITLE_ZH
from gongkai.package.dictionary import Entry, entries
from gongkai.package.layout import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai.package.descriptor import Written
    from gongkai.package.schema import Resource

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification prints, inlined: nothing is fetched to read the file."""

DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
"""Croissant's types by Table Schema's."""


SPECIMEN = "样例，内容均为虚构。 / Specimen: everything is invented. "


def croissant(
    tables: Mapping[Resource, Written], *, created: str, version: str, specimen: bool, years: str = ""
) -> dict[str, Any]:
    """The description, ready for JSON. Paths are relative to the data package."""
    contributors = [{"@type": "Organization", "name": contributor["title"]} for contributor in CONTRIBUTORS]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "@id": NAME,
        "name": NAME,
        "alternateName": [TITLE_ZH, TITLE_EN],
        "description": described(DESCRIPTION, specimen),
        "conformsTo": CONFORMS_TO,
        "license": LICENSES[0]["path"],
        "usageInfo": RIGHTS,
        "version": version,
        "datePublished": created[:10],
        "dateModified": created[:10],
        "keywords": KEYWORDS,
        "inLanguage": ["zh", "en"],
        "spatialCoverage": "China",
        **({"temporalCoverage": years} if years else {}),
        "creator": contributors,
        "publisher": contributors,
        "citeAs": f"@misc{{{NAME}, title = {{{TITLE_EN}}}, author = {{{CONTRIBUTORS[0]['title']}}}, "
        f"version = {{{version}}}, year = {{{created[:4]}}}}}",
        "isLiveDataset": False,
        "distribution": [file for resource, written in tables.items() for file in _files(resource, written)],
        "recordSet": [_records(resource, written) for resource, written in tables.items()],
    }


def described(text: str, specimen: bool) -> str:
    """The description, with a word before it where everything is invented."""
    return f"{SPECIMEN}{text}" if specimen else text


def _files(resource: Resource, written: Written) -> Iterator[dict[str, Any]]:
    for part in written.files(resource):
        yield {
            "@type": "cr:FileObject",
            "@id": part.path,
            "name": part.path,
            "description": f"{resource.description_zh} / {resource.description_en}",
            "contentUrl": part.path,
            "contentSize": f"{part.bytes} B",
            "encodingFormat": "text/csv",
            "sha256": part.sha256,
        }
    if written.parts:
        yield {
            "@type": "cr:FileSet",
            "@id": f"{DATA}/{resource.name}",
            "name": f"{DATA}/{resource.name}",
            "description": f"{resource.description_zh} / {resource.description_en}",
            "encodingFormat": "text/csv",
            "includes": f"{DATA}/{resource.name}/*.csv",
        }


def _records(resource: Resource, written: Written) -> dict[str, Any]:
    source = (
        {"fileSet": {"@id": f"{DATA}/{resource.name}"}}
        if written.parts
        else {"fileObject": {"@id": f"{DATA}/{resource.name}.csv"}}
    )
    return {
        "@type": "cr:RecordSet",
        "@id": resource.name,
        "name": resource.name,
        "description": f"{resource.title_zh} / {resource.title_en}: {resource.description_zh} / {resource.description_en}",
        "key": [{"@id": f"{resource.name}/{name}"} for name in resource.primary_key],
        "field": [_field(entry, source) for entry in entries(resource)],
    }


def _field(entry: Entry, source: Mapping[str, Any]) -> dict[str, Any]:
    """A column. What it refers to is told in words; the keys themselves stand in `datapackage.json`.

    The format's own reader takes `references` for a join to be made, and then reads no second table after the first.
    """
    target = entry.references or entry.code_list
    texts = [
        f"{entry.title_zh} / {entry.title_en}",
        *(text for text in (entry.description_zh, entry.description_en) if text),
        *([f"单位 / unit: {entry.unit}"] if entry.unit else []),
        *([f"见 / see: {target}"] if target else []),
        f"空白 / blank: {entry.blank_zh}",
    ]
    return {
        "@type": "cr:Field",
        "@id": f"{entry.resource}/{entry.name}",
        "name": f"{entry.resource}/{entry.name}",
        "description": "; ".join(texts),
        "dataType": DATA_TYPES[entry.type],
        "source": {**source, "extract": {"column": entry.name}},
    }
