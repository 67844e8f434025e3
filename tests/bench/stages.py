"""CPU milliseconds a document for reading and recognising, beside the usual recipe for the same files.

Run by `make bench`. Machines differ and are noisy: the ratio to the yardstick is the figure to quote.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import docx
import pandas as pd
import pdfplumber
from rich.console import Console
from rich.table import Table

from gongkai.readers import read
from gongkai.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 40
"""Documents of each kind."""


def usual_pdf(path: Path) -> None:
    """pdfplumber as its README shows it: the text and the tables of every page."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def usual_docx(path: Path) -> None:
    """python-docx: paragraphs, and the cells of every row."""
    document = docx.Document(str(path))
    _ = [paragraph.text for paragraph in document.paragraphs]
    _ = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def usual_html(path: Path) -> None:
    """pandas.read_html: the tables, without the text round them."""
    pd.read_html(path, encoding="gb18030" if b"gb2312" in path.read_bytes()[:2000] else "utf-8")


YARDSTICKS: tuple[tuple[str, str, Callable[[Path], None]], ...] = (
    ("pdf", "pdfplumber", usual_pdf),
    ("docx", "python-docx", usual_docx),
    ("html", "pandas.read_html", usual_html),
)


def milliseconds(work: Callable[[Path], object], paths: Sequence[Path]) -> float:
    """Median CPU milliseconds a document, after one round to warm up."""
    work(paths[0])
    times = []
    for path in paths:
        start = process_time()
        work(path)
        times.append((process_time() - start) * 1000)
    return statistics.median(times)


def main(folder: Path) -> None:
    """Print a row for each kind of file."""
    table = Table(
        "kind", "files", "read", "recognise", "usual recipe", "ratio of reading", title="CPU ms a document, median"
    )
    for kind, name, usual in YARDSTICKS:
        paths = sorted(folder.rglob(f"*.{kind}"))[:MOST]
        reading = milliseconds(read, paths)
        documents = {path: read(path) for path in paths}
        recognising = milliseconds(lambda path, known=documents: recognise(known[path]), paths)  # type: ignore[misc]
        yardstick = milliseconds(usual, paths)
        numbers = (
            f"{reading:.1f}",
            f"{recognising:.1f}",
            f"{yardstick:.1f} ({name})",
            f"1 : {yardstick / reading:.1f}",
        )
        table.add_row(kind, str(len(paths)), *numbers)
    Console(width=100).print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
