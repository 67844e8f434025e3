"""The descriptions beside `datapackage.json` that other programs look for, written from the same schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai.package.citation import citation
from gongkai.package.croissant import croissant
from gongkai.package.dcat import dcat
from gongkai.package.jsonld import dataset_jsonld
from gongkai.package.layout import CITATION, CROISSANT, DCAT, JSONLD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gongkai.package.descriptor import Written
    from gongkai.package.schema import Resource


def write_descriptions(new: Path, tables: Mapping[Resource, Written], description: Mapping[str, Any]) -> None:
    """Write Croissant, DCAT, schema.org and the citation.

    Args:
        new: folder of the data package.
        tables: what was written.
        description: content of `datapackage.json`.
    """
    created, version = description["created"], description["version"]
    specimen, years = description["gongkai:specimen"], description["gongkai:years"]
    contents = {
        CROISSANT: croissant(tables, created=created, version=version, specimen=specimen, years=years),
        DCAT: dcat(tables, created=created, version=version, specimen=specimen, years=years),
        JSONLD: dataset_jsonld(description),
    }
    for name, content in contents.items():
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        (new / name).write_text(text, encoding="utf-8", newline="\n")
    text = citation(created=created, version=version, specimen=specimen)
    (new / CITATION).write_text(text, encoding="utf-8", newline="\n")
