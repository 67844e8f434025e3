"""PDF pages written again as OFD, by the standard (GB/T 33190-2016) and in the habits of those who make such files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from gongkai.readers.pdf.objects import ASCENT, Char, Edge, Frame, PageObjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MM = 25.4 / 72
"""Millimetres in a point."""


@dataclass(frozen=True)
class Habit:
    """How a producer writes."""

    name: str
    text: str = "lines"
    """lines: an object a run, steps written with g. codes: a TextCode a run, one object a line. chars: an object a
    character. scaled: lengths in points under a CTM. widths: no steps where the usual widths do."""
    rules: str = "lines"
    """lines: a path each. thin: filled rectangles. joined: one path a page. boxes: stroked rectangles, doubled.
    composite: drawn once as a resource."""
    prefix: str = "ofd:"
    space: str = "http://www.ofdspec.org/2016"
    template: bool = False
    """Page numbers stand in a template page."""
    absolute: bool = False
    """Places are given from the root of the archive."""
    slash: str = "/"
    upper: bool = False
    """Names in the archive differ in case from those given."""
    glyphs: bool = False
    blocks: bool = False
    page_area: bool = True
    """Each page gives its size; else the document does."""
    turned: bool = False
    """Every page is drawn sideways."""
    documents: int = 1
    """Pages are shared out to several documents."""


HABITS = (
    Habit("suwell", template=True, absolute=True, glyphs=True, blocks=True),
    Habit("foxit", text="chars", rules="thin", page_area=False),
    Habit(
        "wps", text="scaled", rules="joined", slash="\\", upper=True, prefix="", space="http://www.ofdspec.org/2016/"
    ),
    Habit("codes", text="codes", rules="boxes", template=True, page_area=False, documents=2),
    Habit("composite", text="widths", rules="composite", absolute=True, glyphs=True),
    Habit("sideways", text="lines", rules="thin", turned=True),
)


def to_ofd(pages: Sequence[PageObjects], habit: Habit) -> bytes:
    """The pages as an OFD file."""
    pages = [_sideways(page) for page in pages] if habit.turned else list(pages)
    parts: dict[str, str] = {}
    bodies = []
    share = -(-len(pages) // habit.documents)
    for number, start in enumerate(range(0, len(pages), share)):
        folder = f"Doc_{number}"
        root = "/" if habit.absolute else ""
        bodies.append(
            f"<o:DocBody><o:DocInfo><o:DocID>{number:032d}</o:DocID></o:DocInfo>"
            f"<o:DocRoot>{root}{folder}/Document.xml</o:DocRoot></o:DocBody>"
        )
        parts |= _document(pages[start : start + share], folder, habit)
    parts["OFD.xml"] = f'<o:OFD xmlns:o="" Version="1.0" DocType="OFD">{"".join(bodies)}</o:OFD>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            name = path.replace("/", habit.slash)
            archive.writestr(name.upper() if habit.upper and name != "OFD.xml" else name, _spelled(text, habit))
    return out.getvalue()


def _spelled(text: str, habit: Habit) -> str:
    colon = habit.prefix.rstrip(":")
    text = text.replace('xmlns:o=""', f'xmlns{":" + colon if colon else ""}="{habit.space}"')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.replace("<o:", "<" + habit.prefix).replace("</o:", "</" + habit.prefix)}'


def _document(pages: Sequence[PageObjects], folder: str, habit: Habit) -> dict[str, str]:
    parts = {}
    base = f"/{folder}/" if habit.absolute else ""
    listed, templates, composites = [], [], []
    for index, page in enumerate(pages):
        foot = [char for char in page.chars if char.y > 0.92 * page.height] if habit.template else []
        body = [char for char in page.chars if char not in foot]
        if foot:
            templates.append(f'<o:TemplatePage ID="{900 + index}" BaseLoc="{base}Tpls/Tpl_{index}/Content.xml"/>')
            parts[f"{folder}/Tpls/Tpl_{index}/Content.xml"] = _page(page, _texts(foot, habit), "", habit)
        rules = _rules(page.edges, habit)
        if habit.rules == "composite":
            composites.append(
                f'<o:CompositeGraphicUnit ID="{500 + index}" Width="{page.width * MM}" Height="{page.height * MM}">'
                f"<o:Content>{rules}</o:Content></o:CompositeGraphicUnit>"
            )
            rules = f'<o:CompositeObject ID="7" ResourceID="{500 + index}" Boundary="0 0 {page.width * MM} {page.height * MM}"/>'
        use = f'<o:Template TemplateID="{900 + index}" ZOrder="Background"/>' if foot else ""
        parts[f"{folder}/Pages/Page_{index}/Content.xml"] = _page(page, _texts(body, habit) + rules, use, habit)
        listed.append(f'<o:Page ID="{index + 1}" BaseLoc="{base}Pages/Page_{index}/Content.xml"/>')
    if composites:
        parts[f"{folder}/DocumentRes.xml"] = (
            '<o:Res xmlns:o="" BaseLoc="Res"><o:CompositeGraphicUnits>'
            + "".join(composites)
            + "</o:CompositeGraphicUnits></o:Res>"
        )
    resources = f"<o:DocumentRes>{base}DocumentRes.xml</o:DocumentRes>" if composites else ""
    size = f"0 0 {pages[0].width * MM:.3f} {pages[0].height * MM:.3f}"
    parts[f"{folder}/Document.xml"] = (
        '<o:Document xmlns:o=""><o:CommonData><o:MaxUnitID>999</o:MaxUnitID>'
        f"<o:PageArea><o:PhysicalBox>{size}</o:PhysicalBox></o:PageArea>{resources}{''.join(templates)}</o:CommonData>"
        f"<o:Pages>{''.join(listed)}</o:Pages></o:Document>"
    )
    return parts


def _page(page: PageObjects, objects: str, use: str, habit: Habit) -> str:
    area = ""
    if habit.page_area:
        size = f"0 0 {page.width * MM:.3f} {page.height * MM:.3f}"
        area = f"<o:Area><o:PhysicalBox>{size}</o:PhysicalBox><o:ApplicationBox>{size}</o:ApplicationBox></o:Area>"
    if habit.blocks:
        objects = f'<o:PageBlock ID="3"><o:PageBlock ID="4">{objects}</o:PageBlock></o:PageBlock>'
    return (
        f'<o:Page xmlns:o="">{use}{area}<o:Content><o:Layer ID="2" Type="Body">{objects}</o:Layer></o:Content></o:Page>'
    )


def _texts(chars: Sequence[Char], habit: Habit) -> str:
    if habit.text == "chars":
        return "".join(_text([char], habit) for char in chars)
    if habit.text == "codes":
        lines = groupby(chars, key=lambda char: (char.turn, round(char.y), char.size))
        return "".join(
            _codes(list(line)) if key[0] == 0 else "".join(_text([c], habit) for c in line) for key, line in lines
        )
    return "".join(_text(run, habit) for run in _runs(chars))


def _runs(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters that follow each other on a line."""
    run: list[Char] = []
    for char in chars:
        last = run[-1] if run else None
        follows = (
            last
            and char.turn == last.turn == 0
            and abs(char.y - last.y) < 0.1
            and char.size == last.size
            and 0 < char.x - last.x < 3 * char.size
        )
        if run and not follows:
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _text(run: Sequence[Char], habit: Habit) -> str:
    """One text object; the boundary begins at the upper left corner of the first character."""
    first = run[0]
    unit = 1.0 if habit.text == "scaled" else MM
    matrix = f' CTM="{MM} 0 0 {MM} 0 0"' if habit.text == "scaled" else ""
    up = ASCENT * first.size
    left, top = first.x * MM, (first.y - up) * MM
    direction = (
        f' CharDirection="{-90 * first.turn % 360}" ReadDirection="{-90 * first.turn % 360}"' if first.turn else ""
    )
    steps = [(b.x - a.x) * unit for a, b in pairwise(run)]
    usual = all(abs(b.x - a.x - (a.size if a.text >= "\u2e80" else a.size / 2)) < 0.02 for a, b in pairwise(run))
    given = f' DeltaX="{_steps(steps)}"' if steps and not (habit.text == "widths" and usual) else ""
    glyphs = (
        f'<o:CGTransform CodePosition="0" CodeCount="{len(run)}" GlyphCount="{len(run)}">'
        f"<o:Glyphs>{' '.join('9' for _ in run)}</o:Glyphs></o:CGTransform>"
        if habit.glyphs
        else ""
    )
    text = escape("".join(char.text for char in run))
    return (
        f'<o:TextObject ID="5" Boundary="{left:.4f} {top:.4f} {(run[-1].right - first.x) * MM:.4f} {first.size * MM * 1.2:.4f}"'
        f'{matrix} Font="1" Size="{first.size * unit:.4f}"{direction}>{glyphs}'
        f'<o:TextCode X="0" Y="{up * unit:.4f}"{given}>{text}</o:TextCode></o:TextObject>'
    )


def _codes(line: list[Char]) -> str:
    """One object a line, a TextCode a run."""
    size = line[0].size
    codes = []
    for run in _runs(line):
        steps = [(b.x - a.x) * MM for a, b in pairwise(run)]
        given = f' DeltaX="{_steps(steps)}"' if steps else ""
        text = escape("".join(char.text for char in run))
        codes.append(f'<o:TextCode X="{run[0].x * MM:.4f}" Y="{run[0].y * MM:.4f}"{given}>{text}</o:TextCode>')
    return (
        f'<o:TextObject ID="5" Boundary="0 0 900 900" Font="1" Size="{size * MM:.4f}">{"".join(codes)}</o:TextObject>'
    )


def _steps(steps: Sequence[float]) -> str:
    """Steps with runs of equal ones written as g n v."""
    pieces = []
    for value, same in groupby(f"{step:.3f}" for step in steps):
        count = len(list(same))
        pieces.append(f"g {count} {value}" if count > 2 else " ".join([value] * count))
    return " ".join(pieces)


def _rules(edges: Sequence[Edge], habit: Habit) -> str:
    if habit.rules == "joined":
        data = " ".join(f"M {e.x0 * MM:.3f} {e.top * MM:.3f} L {e.x1 * MM:.3f} {e.bottom * MM:.3f}" for e in edges)
        return f'<o:PathObject ID="6" Boundary="0 0 900 900" LineWidth="0.2"><o:AbbreviatedData>{data}</o:AbbreviatedData></o:PathObject>'
    return "".join(_rule(edge, habit) for edge in edges)


def _rule(edge: Edge, habit: Habit) -> str:
    x0, y0, x1, y1 = (value * MM for value in edge)
    width, height = x1 - x0, y1 - y0
    if habit.rules == "thin":
        width, height = max(width, 0.2), max(height, 0.2)
        data, paint = (
            f"M 0 0 L {width:.3f} 0 L {width:.3f} {height:.3f} L 0 {height:.3f} C",
            ' Stroke="false" Fill="true"',
        )
    elif habit.rules == "boxes":
        data, paint = f"S 0 0 M 0 0 L {width:.3f} {height:.3f} B 1 1 2 2 0 0 L {width:.3f} {height:.3f}", ""
    else:
        data, paint = f"M 0 0 L {width:.3f} {height:.3f}", ' Stroke="true"'
    return (
        f'<o:PathObject ID="6" Boundary="{x0:.4f} {y0:.4f} {width + 0.2:.4f} {height + 0.2:.4f}" LineWidth="0.2"{paint}>'
        f"<o:StrokeColor Value='0 0 0'/><o:AbbreviatedData>{data}</o:AbbreviatedData></o:PathObject>"
    )


def _sideways(page: PageObjects) -> PageObjects:
    """The page turned by a quarter, as a wide table on an upright sheet."""
    frame = Frame((0.0, 0.0, page.width, page.height), 1)

    def at(x: float, y: float) -> tuple[float, float]:
        return frame.point(x, page.height - y)

    chars = []
    for char in page.chars:
        x, y = at(char.x, char.y)
        chars.append(char._replace(x=x, y=y, turn=(char.turn - 1) % 4))
    edges = []
    for edge in page.edges:
        (x0, y0), (x1, y1) = at(edge.x0, edge.top), at(edge.x1, edge.bottom)
        edges.append(Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return replace(page, width=frame.width, height=frame.height, chars=tuple(chars), edges=tuple(edges))
