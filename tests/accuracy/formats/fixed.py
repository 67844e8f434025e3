"""OFD, the national format of fixed pages: the pages of a PDF written again, in the habits of several producers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accuracy.formats import own
from tests.readers.ofd_files import HABITS, to_ofd

from gongkai.readers.pdf import pdfium as pdf_pdfium

if TYPE_CHECKING:
    from tests.accuracy.draft import Draft


def ofd(draft: Draft) -> bytes:
    """The report as OFD; layout decides the producer."""
    return to_ofd(list(pdf_pdfium.pages(own.pdf(draft))), HABITS[draft.report.layout % len(HABITS)])
