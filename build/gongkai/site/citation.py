"""How to cite a page: GB/T 7714, BibTeX and APA, each with the version and date of the data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.package.layout import DESCRIPTOR

if TYPE_CHECKING:
    from pathlib import Path

AUTHOR = "gongkai"


@dataclass(frozen=True, slots=True)
class Edition:
    """Which data a page was made from, and where the site stands."""

    version: str
    created: str
    """Day of the data, ISO 8601."""
    url: str
    """Address of the site with `/` at the end; empty where it is not published."""


def edition(datapackage: Path, url: str) -> Edition:
    """The edition that a data package is."""
    described = json.loads((datapackage / DESCRIPTOR).read_text(encoding="utf-8"))
    return Edition(
        str(described["version"]), str(described["created"])[:10], url if not url or url.endswith("/") else f"{url}/"
    )


def citations(title: str, path: str, key: str, of: Edition) -> tuple[tuple[str, str], ...]:
    """(name of the style, text) for one page.

    Args:
        title: what is cited.
        path: of the page below the site's root.
        key: for BibTeX; letters, digits and hyphens.
        of: the edition.

    >>> of = Edition("1.2.0", "2024-03-31", "https://example.org/")
    >>> for style, text in citations("甲市教育局 2023 年度", "reports/x-2023/", "x-2023", of):
    ...     print(style, "|", text)
    GB/T 7714 | gongkai. 甲市教育局 2023 年度[DS/OL]. 版本 1.2.0. (2024-03-31). https://example.org/reports/x-2023/.
    APA | gongkai. (2024). 甲市教育局 2023 年度 (Version 1.2.0) [Data set]. https://example.org/reports/x-2023/
    BibTeX | @misc{x-2023, author={gongkai}, title={甲市教育局 2023 年度}, year={2024}, version={1.2.0}, url={https://example.org/reports/x-2023/}}
    """
    address = f"{of.url}{path}" if of.url else ""
    year = of.created[:4]
    braced = title.translate({ord("{"): "（", ord("}"): "）", ord("\\"): "＼"})
    online = f" {address}." if address else ""
    located = f", url={{{address}}}" if address else ""
    return (
        ("GB/T 7714", f"{AUTHOR}. {title}[{'DS/OL' if address else 'DS'}]. 版本 {of.version}. ({of.created}).{online}"),
        ("APA", f"{AUTHOR}. ({year}). {title} (Version {of.version}) [Data set].{f' {address}' if address else ''}"),
        (
            "BibTeX",
            f"@misc{{{key}, author={{{AUTHOR}}}, title={{{braced}}}, year={{{year}}}, version={{{of.version}}}{located}}}",
        ),
    )
