"""`dataset.jsonld`: the data package as schema.org/Dataset, as search engines read it from pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.package.croissant import described
from gongkai.package.dcat import MEDIA_TYPES, WHOLE
from gongkai.package.descriptor import RIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT = {"@vocab": "https://schema.org/"}
"""Inlined: nothing is fetched to read the description."""


def dataset_jsonld(descriptor: Mapping[str, Any], url: str = "") -> dict[str, Any]:
    """The data set in the terms of schema.org, ready for JSON.

    Args:
        descriptor: content of `datapackage.json`.
        url: address of the folder that the data package is served from, with its last stroke;
            addresses are relative where it is empty.
    """
    creator = [{"@type": "Organization", "name": person["title"]} for person in descriptor["contributors"]]
    files = [
        *((name, titles[0]) for name, titles in WHOLE.items()),
        *(
            (path, resource["title"])
            for resource in descriptor["resources"]
            for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])
        ),
    ]
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": descriptor["title"],
        "alternateName": descriptor["gongkai:title_en"],
        "description": described(descriptor["description"], bool(descriptor.get("gongkai:specimen"))),
        **({"url": url} if url else {}),
        "license": descriptor["licenses"][0]["path"],
        "usageInfo": RIGHTS,
        "version": descriptor["version"],
        "datePublished": descriptor["created"][:10],
        "dateModified": descriptor["created"][:10],
        "keywords": descriptor["keywords"],
        "inLanguage": ["zh", "en"],
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Country", "name": "China"},
        **({"temporalCoverage": descriptor["gongkai:years"]} if descriptor.get("gongkai:years") else {}),
        "creator": creator,
        "publisher": creator,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title,
                "contentUrl": f"{url}{path}",
                "encodingFormat": MEDIA_TYPES[f".{path.rpartition('.')[2]}"],
            }
            for path, title in files
        ],
    }
