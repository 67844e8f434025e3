"""The words of docs/en/accuracy.md; the names of formats and damages stand in `english.csv`."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.accuracy.words import Words

LABELS: dict[str, str] = {
    row["code"]: row["label_en"]
    for row in csv.DictReader(
        Path(__file__).with_name("english.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"
    )
}
"""Code -> English; before that of a format or a group stands which of the two it is."""

_TOP = """---
title: Accuracy
description: How exactly reports of every format and every damage are read, how many cells are right, how many in doubt, and whether any is wrong in silence.
---

<!-- Written by `make accuracy`; do not edit. -->

# Accuracy {{#top}}

This page tells how exactly gongkai reads annual reports. A program writes invented reports, so that what every cell prints is known beforehand; damages them as real reports have been seen damaged; saves them in every format; reads them with `gongkai read` and compares cell by cell. Two lines must not be crossed: **nothing is read wrongly without a warning, and no blank is read as a number**. If any cell crosses them, or a report is put under another body, year or form, the test fails.

## What the columns mean {{#columns}}

| Column | Meaning |
|---|---|
| Files | Files written and read |
| To read | Cells, blank ones too, whose content is still certain after the damage |
| Right | The same number; a blank read as a blank, “/” as not applicable |
| In doubt | No number was taken and the cell is marked unreadable; it never counts as zero. If the whole file is refused, all its cells count here |
| Wrong, warned | The number is wrong or was missed, but a warning names this cell, row, column or table |
| Other kind of empty | No number on either side, but blank, not applicable and absent were mixed up |
| Wrong in silence | The number is wrong, or a printed number is said to be blank or not there, without a warning. Must be 0 |
| Invented | A number was read where none is printed, without a warning. Must be 0 |
| Not told by the file | Cells that the damaged file alone no longer tells (when all blank cells are lost, for example, nobody knows which column a number belongs to): right or in doubt is allowed, a wrong guess is not |
| Refused | Reports that were not recognised as reports |
| Body, year, form | Files for which they were recognised rightly; “unknown” is right where it has to be |

There are two kinds of “damage”. Some files have nothing wrong with them and are only written in a rare way, such as full-width digits or a title in two lines: they must be read exactly. Others have really lost something, such as row labels, or a number broken in two: they must be read rightly or be in doubt. In the tables the name of a damage says what was done; after a colon stands what counts as right.
"""

_STEADY = """
## Measured with every change {{#each-change}}

{documents} files, seed {seed}. Only formats that the project writes itself are listed, which are the same to the byte on every machine. {others} more formats, converted by LibreOffice, a browser and other programs, are tested at the same time; their results depend on the versions installed and are not listed here, but nothing may be wrong in silence or invented there either.
"""

_LARGE = """
## The last large test {{#nightly}}

{documents} files, seed {seed}, {date}, gongkai {version}. It is repeated every night with a new seed.
"""

_REAL = """
## Real reports {{#real}}

{documents} real reports and extracts, read by people cell by cell. The originals belong to others and do not come with this project; only the numbers are here.
"""

_STATEMENTS = """
## Numbers in the text {{#statements}}

Numbers in the text (such as 全年收到申请 36 件, “36 applications received in the year”) are read separately, written to `statements` of the data package, and then compared with the three tables. The {sentences} sentences used for the test were made up after real reports and labelled by people one by one; some of them hold nothing that should be read. Part of them were first read by the program and then checked by people, which is less independent than labelling first, so these figures are on the high side. For paragraphs of real reports that were labelled first, the first reading of 252 paragraphs had a precision of 0.943 and a recall of 0.866; after improvements, in 28 paragraphs not seen before, 35 statements were read, all rightly, and 2 were missed. Missing is better than misreading: a number that cannot be said to mean something certain stays “unattributed” and is not compared.

- Precision: the share of statements read that are right. If kind, item, value, words such as “about”, or the year is wrong, the statement is wrong.
- Recall: the share of statements in the sentences that were read.
"""

ENGLISH = Words(
    language="en",
    top=_TOP,
    steady=_STEADY,
    statements=_STATEMENTS,
    large=_LARGE,
    alone="One damage alone",
    real=_REAL,
    columns=(
        "Files", "To read", "Right", "In doubt", "Wrong, warned", "Other kind of empty", "**Wrong in silence**", "**Invented**",
        "Not told by the file: right", "In doubt or warned", "**Wrong in silence**", "Refused", "Body", "Year", "Form",
    ),
    statement_columns=("Sentences", "Right", "Misread", "Missed", "Precision", "Recall"),
    format="Format",
    damage="Damage",
    source="Source",
    statement="Statement",
    real_reports="Real reports",
    total="All",
    group=lambda code: LABELS[f"group {code}"],
    one_damage=LABELS.__getitem__,
    one_format=lambda code: LABELS[f"format {code}"],
)  # fmt: skip
