"""The data page: how to cite the whole, and every file that belongs to it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from gongkai.site.pages import data as data_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import Site


def html(datapackage: Path) -> str:
    made = data_page.page(datapackage, data_page.read_descriptor(datapackage), "https://site.invalid/sub/")
    return "".join(part.html for part in made.parts)


def test_the_page_says_how_to_cite_the_data_with_version_date_and_address(site: Site) -> None:
    described = json.loads((site.datapackage / "datapackage.json").read_text(encoding="utf-8"))
    cited = site.page("data").partition('<details class="cite">')[2].partition("</details>")[0]
    for style in ("GB/T 7714", "APA", "BibTeX"):
        text = cited.partition(f"<dt>{style}<dd><code>")[2].partition("</code>")[0]
        assert described["title"] in text
        assert described["version"] in text
        assert described["created"][:4] in text
        assert "https://site.invalid/sub/data/" in text


def test_the_changelog_is_offered_and_copied_where_there_is_one(datapackage: Path, tmp_path: Path) -> None:
    assert "CHANGELOG.md" not in html(datapackage)
    copy = tmp_path / "copy"
    shutil.copytree(datapackage, copy)
    (copy / "CHANGELOG.md").write_text("# 记录\n", encoding="utf-8")
    assert 'href="CHANGELOG.md"' in html(copy)
    data_page.copy_downloads(copy, tmp_path / "site")
    assert (tmp_path / "site" / "data" / "CHANGELOG.md").read_text(encoding="utf-8") == "# 记录\n"
