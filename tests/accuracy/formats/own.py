"""The files that the specimens' own writers make, with the edits of a draft done to them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from gongkai.specimen import as_docx, as_html, as_pdf, as_text
from gongkai.specimen.phrases import NOTE

if TYPE_CHECKING:
    from tests.accuracy.draft import Draft

SHAPES = (as_text.cells, as_text.tabs, as_text.pipes, as_text.bars)
METADATA = re.compile(r'<meta name="[^>]*>\n|<title>.*?</title>\n')
DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
EPOCH = (1980, 1, 1, 0, 0, 0)


def text(draft: Draft) -> bytes:
    """Plain text, in one of the shapes that converters leave behind."""
    report, edits = draft.report, draft.edits
    shape = edits.shape or SHAPES[report.layout % 4]
    lines = [*draft.before, *report.title, *report.intro]
    for part in report.parts:
        lines += [part.heading] if part.heading else []
        lines += [block if isinstance(block, str) else shape(block) for block in part.blocks]
    lines += [*report.signature, NOTE]
    result = ("\n\n" if report.layout % 3 else "\n").join(lines) + "\n"
    for edit in edits.text:
        result = edit(result)
    return (edits.encode or _encoding(report.layout))(result)


def _encoding(layout: int) -> Any:
    return {
        6: lambda text: text.encode("gb18030"),
        9: lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    }.get(layout, str.encode)


def markup(draft: Draft) -> str:
    """The page before it becomes bytes."""
    written = as_html.to_html(draft.report)
    page = written.decode("gb18030" if b'charset="gb2312"' in written[:300] else "utf-8")
    if not draft.metadata:
        page = METADATA.sub("", page)
        page = page.replace(f"来源：{draft.report.body.name}", "")
    if draft.before:
        lines = "\n".join(f"<div>{line}</div>" for line in draft.before)
        page = page.replace("<h1", f"{lines}\n<h1", 1)
    page = page.replace("<p><strong></strong></p>\n", "")
    for edit in draft.edits.html:
        page = edit(page)
    return page


def html(draft: Draft) -> bytes:
    """A page of a content system."""
    page = markup(draft)
    return (
        draft.edits.encode or (lambda text: text.encode("gb18030" if 'charset="gb2312"' in text[:300] else "utf-8"))
    )(page)


def docx(draft: Draft) -> bytes:
    """A Word file."""
    source = zipfile.ZipFile(io.BytesIO(as_docx.to_docx(draft.report)))
    parts = {name: source.read(name).decode() for name in source.namelist()}
    if not draft.metadata:
        parts[CORE] = re.sub(r"<dc:(title|creator)>[^<]*</dc:\1>", "", parts[CORE])
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in draft.before)
    document = parts[DOCUMENT].replace("<w:body>", f"<w:body>{lines}", 1)
    parts[DOCUMENT] = document.replace('<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr></w:p>', "")
    for edit in draft.edits.docx:
        edit(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, part in parts.items():
            target.writestr(zipfile.ZipInfo(name, EPOCH), part)
    return out.getvalue()


def pdf(draft: Draft) -> bytes:
    """A PDF drawn directly, so that it does not depend on the machine's fonts."""
    canvas = type("Drawn", (*draft.edits.pens, Canvas), {}) if draft.edits.pens else Canvas
    report = draft.report
    if draft.before:
        report = replace(report, title=(*draft.before, *report.title))
    result = as_pdf.to_pdf(report, draw_on=canvas)
    for edit in draft.edits.pdf:
        result = edit(result)
    return result
