"""Descriptions in the terms of schema.org inside the pages, for search engines and reference managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from gongkai.package.croissant import described
from gongkai.package.descriptor import LICENSES
from gongkai.package.jsonld import CONTEXT, dataset_jsonld
from gongkai.site.citation import AUTHOR, title
from gongkai.site.language import _, up
from gongkai.site.publish.published import jsonld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.citation import Edition
    from gongkai.site.publish.published import Publication
    from gongkai.site.records import Agency, Report

ROOT = "../../"
SAID = "一份政府信息公开工作年度报告（annual report）的数字与文字，每个数注明状态与原文位置，空白不是零。"
"""What search engines are told of a report; they want fifty signs at least, and each page has it."""


def script(content: Mapping[str, Any]) -> Markup:
    """The description as an element of a page: nothing in it can end the element."""
    text = htmlsafe_json_dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - made safe for this


def whole(descriptor: Mapping[str, Any], site: str, publication: Publication | None = None) -> Markup:
    """The whole data set, for the page that offers it.

    Args:
        descriptor: content of `datapackage.json`.
        site: address of the site with `/` at its end; empty where it is not known.
        publication: what the site hands out, some of it compressed.
    """
    address = f"{site}data/" if site else ""
    described = dataset_jsonld(descriptor, address)
    if publication is not None:
        jsonld(described, publication, address)
    return script({"@id": _whole(site, ""), **described})


def of_report(report: Report, agency: Agency, of: Edition) -> Markup:
    """One report as a part of the whole data set: what its page and its two files are about."""
    page = f"{of.url}reports/{report.id}/" if of.url else f"{ROOT}{up()}reports/{report.id}/" if up() else ""
    place = "".join(dict.fromkeys(part for part in (agency.province, agency.city, agency.county) if part))
    content = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": title(report, agency),
        "description": described(_(SAID), of.specimen),
        "identifier": report.id,
        **({"temporalCoverage": str(report.year)} if report.year else {}),
        "spatialCoverage": place or _("中国"),
        "license": LICENSES[0]["path"],
        "version": of.version,
        "dateModified": of.created,
        "creator": {"@type": "Organization", "name": AUTHOR},
        "isPartOf": {"@id": _whole(of.url, f"{ROOT}{up()}")},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{page}{name}"}
            for name, kind in (("data.json", "application/json"), ("data.csv", "text/csv"))
        ],
    }
    return script(content)


def _whole(site: str, root: str) -> str:
    """What the whole data set is called in all descriptions."""
    return f"{f'{site}data/' if site else f'{root}data/' if root else ''}#dataset"
