"""Pages as the content systems of government sites make them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from gongkai.specimen.phrases import NOTE

if TYPE_CHECKING:
    from gongkai.specimen.report import Specimen
    from gongkai.specimen.tables import Grid, GridCell

STYLE = "body{font:16px/1.8 SimSun,serif;margin:0 auto;max-width:60em}table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:2px 4px}.t{text-align:center;font-size:22px}.c{text-align:center}.m{color:#666;text-align:center}"


def to_html(report: Specimen) -> bytes:
    """The report as a page; layout decides encoding, table mark-up and page furniture."""
    old = report.layout % 3 == 2
    place, day = report.body.place.name, report.published_on.isoformat()
    title = escape("".join(report.title))
    head = (
        f'<meta charset="{"gb2312" if old else "utf-8"}">\n<title>{title}_{place}人民政府</title>\n'
        f'<meta name="SiteName" content="{place}人民政府">\n<meta name="ArticleTitle" content="{title}">\n'
        f'<meta name="PubDate" content="{day} 09:{report.layout:02d}">\n<meta name="ContentSource" content="{report.body.name}">\n'
        f"<style>{STYLE}</style>"
    )
    furniture = (
        f'<div class="nav">您现在的位置：<a href="#">首页</a> &gt; <a href="#">政府信息公开</a> &gt; 政府信息公开年报</div>\n'
        f'<h1 class="t">{_heading(report)}</h1>\n'
        f'<div class="m">发布时间：{day} 09:{report.layout:02d}&nbsp;&nbsp;来源：{report.body.name}&nbsp;&nbsp;字体：[大 中 小]&nbsp;&nbsp;打印</div>'
    )
    lines = [_paragraph(text) for text in report.intro]
    for part in report.parts:
        lines.append(f"<p><strong>{escape(part.heading)}</strong></p>")
        lines.extend(_paragraph(b) if isinstance(b, str) else _table(b, report.layout) for b in part.blocks)
    lines.extend(f'<p align="right">{line}</p>' for line in report.signature)
    article = "\n".join(lines)
    if old:
        article = f'<table border="0"><tr><td>\n{article}\n</td></tr></table>'
    html = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{furniture}\n'
        f'<div class="article">\n{article}\n</div>\n<div class="m">扫一扫在手机打开当前页</div>\n<div class="m">{NOTE}</div>\n</body>\n</html>\n'
    )
    # Pages that declare gb2312 are written in its superset; the same holds for real ones.
    return html.encode("gb18030" if old else "utf-8")


def _heading(report: Specimen) -> str:
    """The title; some editors leave digits in several runs, and so do some pages here."""
    title, year = "<br>".join(map(escape, report.title)), str(report.year)
    return title.replace(year, f"<span>{year[:2]}</span><span>{year[2:]}</span>") if report.layout % 4 == 1 else title


def _paragraph(text: str) -> str:
    return f"<p>\u3000\u3000{escape(text)}</p>"


def _table(grid: Grid, layout: int) -> str:
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    cell_html = (_plain, _office)[layout % 2]
    for cell in grid.cells:
        spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
            f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        )
        rows[cell.row].append(f"<td{spans}>{cell_html(cell)}</td>")
    body = "\n".join("<tr>" + "".join(row) + "</tr>" for row in rows)
    return f'<table border="1" cellspacing="0">\n{body}\n</table>'


def _plain(cell: GridCell) -> str:
    return escape(cell.text).replace("\n", "<br>") or "&nbsp;"


def _office(cell: GridCell) -> str:
    """As pasted from a word processor: a paragraph and a run in every cell."""
    align = "" if cell.kind == "label" else ' align="center"'
    return f"<p{align}><span>{escape(cell.text).replace(chr(10), '</span><br /><span>') or '&nbsp;'}</span></p>"
