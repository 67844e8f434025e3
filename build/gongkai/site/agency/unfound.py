"""The pages of bodies of which no report was found: what the register expects of them, and who is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site.groups.directory import directory
from gongkai.site.language import _, labels
from gongkai.site.render import Page, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.site.groups.directory import Sisters
    from gongkai.site.groups.regions import Region
    from gongkai.site.records import Agency
    from gongkai.site.store import Store

ROOT = "../../"


def pages(store: Store) -> Iterator[Page]:
    """One page for each body without a report."""
    near = directory(store)
    reporting = {row[0] for row in store.rows("SELECT DISTINCT agency_id FROM reports")}
    fields = {
        row[0] for row in store.rows("SELECT DISTINCT a.sector FROM reports JOIN agencies AS a USING (agency_id)")
    }
    query = "SELECT year, deadline FROM expected_reports WHERE agency_id = ? ORDER BY year DESC"
    for agency in near.agencies.values():
        if agency.id not in reporting:
            yield page(
                agency,
                list(store.rows(query, (agency.id,))),
                near.chain(agency),
                near.sisters(agency),
                near.successors(agency),
                field_has_page=agency.sector in fields,
            )


def page(
    agency: Agency,
    expected: Sequence[tuple[int, str | None]],
    chain: Sequence[Region],
    sisters: Sequence[Sisters],
    successors: dict[str, str],
    *,
    field_has_page: bool,
) -> Page:
    """The whole page.

    Args:
        agency: the body.
        expected: year and deadline of each report expected, newest first.
        chain: the places it stands in, the widest first.
        sisters: groups of other bodies, each with a heading.
        successors: id -> name of the body that this one continues or that continues it.
        field_has_page: whether other bodies of its field have reports, so that the field has a page.
    """
    said = _("没有收录%(name)s的政府信息公开工作年度报告。", name=agency.label)
    content = render(
        "unfound.html",
        agency=agency,
        chain=chain,
        sentence=said,
        level=labels("levels").get(agency.level or "", ""),
        sector=labels("sectors").get(agency.sector or "", ""),
        field_has_page=field_has_page,
        expected=expected,
        sisters=sisters,
        successors=successors,
    )
    toc = [("summary", _("概览"))]
    toc += [("expected", _("应有的年报"))] if expected else []
    toc += [("sisters", _("相关机关"))] if sisters else []
    return Page(path=f"agencies/{agency.id}", title=agency.label, description=said, toc=tuple(toc), content=content)
