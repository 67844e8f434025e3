"""Every kind of file that the accuracy run writes: an explicit list."""

from __future__ import annotations

from tests.accuracy.formats import fixed, office, own, printing, scans, sheets, wrapped
from tests.accuracy.formats.format import Format

__all__ = ["FORMATS", "Format"]

_OFFICE = office.missing

FORMATS: dict[str, Format] = {
    made.code: made
    for made in (
        Format(code="text", label_zh="文本", suffix=".txt", writer="text", write=own.text, weight=4),
        Format(code="html", label_zh="网页", suffix=".html", writer="html", write=own.html, weight=4),
        Format(code="docx", label_zh="Word（DOCX）", suffix=".docx", writer="docx", write=own.docx, weight=4),
        Format(code="pdf", label_zh="PDF", suffix=".pdf", writer="pdf", write=own.pdf, weight=4),
        Format(
            code="pdf_office", label_zh="PDF，LibreOffice 导出", suffix=".pdf", writer="docx", write=own.docx,
            source_suffix=".docx", convert=office.to("pdf"), needs=_OFFICE,
        ),
        Format(
            code="pdf_chromium", label_zh="PDF，浏览器打印", suffix=".pdf", writer="html", write=own.html,
            source_suffix=".html", convert=printing.chromium, needs=printing.no_chromium,
        ),
        Format(
            code="pdf_weasyprint", label_zh="PDF，WeasyPrint 排版", suffix=".pdf", writer="html", write=own.html,
            source_suffix=".html", convert=office.each(printing.weasyprint, ".pdf"), needs=printing.no_weasyprint, weight=0.5,
        ),
        Format(
            code="doc", label_zh="Word 97（DOC）", suffix=".doc", writer="docx", write=own.docx, source_suffix=".docx",
            convert=office.to("doc:MS Word 97"), needs=_OFFICE, weight=0.7,
        ),
        Format(
            code="rtf", label_zh="RTF", suffix=".rtf", writer="docx", write=own.docx, source_suffix=".docx",
            convert=office.to("rtf"), needs=_OFFICE, weight=0.7,
        ),
        Format(
            code="odt", label_zh="ODT", suffix=".odt", writer="docx", write=own.docx, source_suffix=".docx",
            convert=office.to("odt"), needs=_OFFICE, weight=0.7,
        ),
        Format(
            code="docx_office", label_zh="DOCX，LibreOffice 另存", suffix=".docx", writer="docx", write=own.docx,
            source_suffix=".docx", convert=office.then(office.to("odt"), ".odt", office.to("docx:MS Word 2007 XML")), needs=_OFFICE,
        ),
        Format(
            code="html_office", label_zh="网页，LibreOffice 导出", suffix=".html", writer="docx", write=own.docx,
            source_suffix=".docx", convert=office.to("html:HTML (StarWriter)"), needs=_OFFICE,
        ),
        Format(
            code="text_office", label_zh="文本，LibreOffice 导出", suffix=".txt", writer="docx", write=own.docx,
            source_suffix=".docx", convert=office.to("txt:Text (encoded):UTF8"), needs=_OFFICE,
        ),
        Format(
            code="text_poppler", label_zh="文本，pdftotext 提取", suffix=".txt", writer="docx", write=own.docx, source_suffix=".docx",
            convert=office.then(office.to("pdf"), ".pdf", office.each(printing.pdftotext, ".txt")),
            needs=lambda: _OFFICE() or printing.no_pdftotext(), loses_blanks=True,
        ),
        Format(code="xlsx", label_zh="Excel（XLSX）", suffix=".xlsx", writer="sheet", write=sheets.xlsx),
        Format(
            code="xls", label_zh="Excel 97（XLS）", suffix=".xls", writer="sheet", write=sheets.xlsx, source_suffix=".xlsx",
            convert=office.to("xls:MS Excel 97"), needs=_OFFICE, weight=0.7,
        ),
        Format(code="ofd", label_zh="OFD", suffix=".ofd", writer="ofd", write=fixed.ofd),
        Format(code="mhtml", label_zh="MHTML", suffix=".mhtml", writer="html", write=wrapped.mhtml, weight=0.7),
        Format(code="zip", label_zh="ZIP", suffix=".zip", writer="docx", write=wrapped.archive, weight=0.7),
        Format(
            code="scan", label_zh="扫描件", suffix=".pdf", writer="docx", write=scans.source, source_suffix=".docx",
            convert=office.then(office.to("pdf"), ".pdf", office.each(scans.scan, ".pdf")),
            needs=lambda: _OFFICE() or scans.missing(), weight=0.02,
        ),
    )
}  # fmt: skip
"""One more format = one entry here."""
