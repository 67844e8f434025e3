"""Every damage that is done to synthetic reports: an explicit list, in the order in which two of them are applied."""

from __future__ import annotations

from tests.accuracy.damages import cells, docx, html, labels, pdf, rows, sections, tables, text, titles
from tests.accuracy.damages.damage import Damage, Group, Writer

__all__ = ["DAMAGES", "GROUPS", "ONE_OF", "Damage", "Group", "Writer"]

GROUPS: tuple[Group, ...] = (
    cells.GROUP, labels.GROUP, rows.GROUP, tables.GROUP, titles.GROUP, sections.GROUP,
    text.GROUP, html.GROUP, docx.GROUP, pdf.GROUP,
)  # fmt: skip
"""One more damage = one function and one line in its group."""

DAMAGES: dict[str, Damage] = {damage.code: damage for group in GROUPS for damage in group.damages}

ONE_OF: tuple[frozenset[str], ...] = (
    frozenset({
        "markdown", "bars_inside", "bar_a_cell", "bars_alone", "bar_before_row", "tabs_at_end", "tabs_cut", "csv",
        "cells_blanks_lost", "paragraphs", "spaces", "aligned", "labels_around", "labels_after", "labels_before",
        "glued_groups", "row_shifted", "cell_gone", "row_broken", "rows_joined", "note_line", "one_line",
    }),
    frozenset({
        "other_words", "two_lines", "place_only", "chinese_year", "spaced_year", "full_width_year", "year_twice", "title_twice",
        "bracketed", "no_title", "nameless", "yearless",
    }),
    frozenset({
        "numbered_in_brackets", "numbered_in_digits", "numbered_one_more", "restarted", "unnumbered_headings",
        "headings_lost", "all_headings_lost",
    }),
    frozenset({"declared_utf8", "declared_gb2312", "undeclared", "utf16"}),
    frozenset({"cover_letter", "years_around", "furniture", "tables_announced"}),
)  # fmt: skip
"""Damages of which the later would undo the earlier: no two of a set meet in one document."""
