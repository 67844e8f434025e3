"""How to cite a page: GB/T 7714, BibTeX and APA, each with the version and date of the data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.package.layout import DESCRIPTOR
from gongkai.site.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.records import Agency, Report

AUTHOR = "gongkai"
CITED_ON = "引用日期"
"""GB/T 7714-2015 wants the day on which an online source was read; whoever cites puts it in."""
Citations = tuple[tuple[str, str], ...]
"""(name of the style, text)."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which data a page was made from, and where the site stands."""

    version: str
    created: str
    """Day of the data, ISO 8601."""
    url: str
    """Address of the site with `/` at the end; empty where it is not published."""
    specimen: bool = False
    """The reports are invented."""
    desk: str = ""
    """Where problems are reported: a form that takes a title and a body, or a `mailto:`; empty where nowhere."""
    originals: bool = True
    """The site holds copies of the originals."""


def edition(datapackage: Path, url: str, desk: str = "") -> Edition:
    """The edition that a data package is."""
    described = json.loads((datapackage / DESCRIPTOR).read_text(encoding="utf-8"))
    return Edition(
        str(described["version"]),
        str(described["created"])[:10],
        url if not url or url.endswith("/") else f"{url}/",
        bool(described.get("gongkai:specimen")),
        desk,
    )


def title(report: Report, agency: Agency) -> str:
    """What the page of a report is cited as."""
    return _(
        "%(agency)s %(year)s政府信息公开年报", agency=f"{agency.label}{report.scope_label}", year=report.year_label
    )


def of_report(report: Report, agency: Agency, of: Edition) -> Citations:
    """How to cite the page of a report, see `citations`."""
    return citations(title(report, agency), f"reports/{report.id}/", report.id, of)


def of_agency(agency: Agency, of: Edition) -> Citations:
    """How to cite the page of a body, see `citations`."""
    return citations(_("%(agency)s政府信息公开年报", agency=agency.label), f"agencies/{agency.id}/", agency.id, of)


def citations(title: str, path: str, key: str, of: Edition) -> Citations:
    """(name of the style, text) for one page.

    Args:
        title: what is cited.
        path: of the page below the site's root.
        key: for BibTeX; letters, digits and hyphens.
        of: the edition.

    >>> of = Edition("1.2.0", "2024-03-31", "https://example.org/")
    >>> for style, text in citations("甲市教育局 2023 年度", "reports/x-2023/", "x-2023", of):
    ...     print(style, "|", text)
    GB/T 7714 | gongkai. 甲市教育局 2023 年度[DS/OL]. 版本 1.2.0. (2024-03-31)[引用日期]. https://example.org/reports/x-2023/.
    APA | gongkai. (2024). 甲市教育局 2023 年度 (Version 1.2.0) [Data set]. https://example.org/reports/x-2023/
    BibTeX | @misc{x-2023,
      author={gongkai},
      title={甲市教育局 2023 年度},
      year={2024},
      version={1.2.0},
      url={https://example.org/reports/x-2023/}
    }
    """
    address = f"{of.url}{path}" if of.url else ""
    year = of.created[:4]
    braced = title.translate({ord("{"): "（", ord("}"): "）", ord("\\"): "＼"})
    online = f"[{_(CITED_ON)}]. {address}." if address else "."
    version = _("版本 %(version)s", version=of.version)
    located = f",\n  url={{{address}}}" if address else ""
    return (
        ("GB/T 7714", f"{AUTHOR}. {title}[{'DS/OL' if address else 'DS'}]. {version}. ({of.created}){online}"),
        ("APA", f"{AUTHOR}. ({year}). {title} (Version {of.version}) [Data set].{f' {address}' if address else ''}"),
        (
            "BibTeX",
            f"@misc{{{key},\n  author={{{AUTHOR}}},\n  title={{{braced}}},\n  year={{{year}}},\n  version={{{of.version}}}{located}\n}}",
        ),
    )
