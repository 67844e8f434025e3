"""Damages of PDF pages: what is drawn, how, and where. Each is a class put before reportlab's canvas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics
from tests.accuracy.damages.damage import Damage, Group, Writer
from tests.accuracy.damages.labels import RADICALS
from tests.accuracy.draft import Draft, editing, undetermined

if TYPE_CHECKING:
    from tests.accuracy.damages.damage import Apply

    from gongkai.specimen.chance import Chance

PDF: frozenset[Writer] = frozenset({"pdf"})


class Twice:
    """Bold by drawing each line of text twice, a little apart."""

    def drawString(self, x: float, y: float, text: str, *rest: Any) -> None:  # noqa: N802 -- reportlab's name
        super().drawString(x, y, text, *rest)  # type: ignore[misc]
        super().drawString(x + 0.3, y, text, *rest)  # type: ignore[misc]


class SingleCharacters:
    """Each character on its own, from right to left."""

    def drawString(self, x: float, y: float, text: str, *rest: Any) -> None:  # noqa: N802
        font, size = self._fontname, self._fontsize  # type: ignore[attr-defined]
        places = []
        for character in text:
            places.append((x, character))
            x += pdfmetrics.stringWidth(character, font, size)
        for place, character in reversed(places):
            super().drawString(round(place, 2), y, character, *rest)  # type: ignore[misc]


class WithRadicals:
    """Radicals in place of the characters that look the same, as browsers print them."""

    def drawString(self, x: float, y: float, text: str, *rest: Any) -> None:  # noqa: N802
        super().drawString(x, y, text.translate(RADICALS), *rest)  # type: ignore[misc]


class NoUnicode:
    """A font without a Unicode map: the text layer is noise, digits included."""

    def drawString(self, x: float, y: float, text: str, *rest: Any) -> None:  # noqa: N802
        noise = "".join(chr(0x21 + ord(c) * 7 % 90) for c in text)
        super().drawString(x, y, noise, *rest)  # type: ignore[misc]


class NoRulings:
    """Nothing but words on the page."""

    def rect(self, *_: Any, **__: Any) -> None:
        return


class ThinBoxes:
    """Rulings as thin filled boxes."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        for box in ((x, y, width, 0.5), (x, y + height, width, 0.5), (x, y, 0.5, height), (x + width, y, 0.5, height)):
            super().rect(*box, stroke=0, fill=1)  # type: ignore[misc]


class Lines:
    """Rulings as single lines, a little too short to meet."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        for ends in (
            (x, y, x + width, y),
            (x, y + height, x + width, y + height),
            (x, y, x, y + height),
            (x + width, y, x + width, y + height),
        ):
            dx, dy = (0.6, 0) if ends[1] == ends[3] else (0, 0.6)
            super().line(ends[0] + dx, ends[1] + dy, ends[2] - dx, ends[3] - dy)  # type: ignore[misc]


class DoubleRulings:
    """Each ruling twice, a point apart."""

    def rect(self, x: float, y: float, width: float, height: float, **rest: Any) -> None:
        super().rect(x, y, width, height, **rest)  # type: ignore[misc]
        super().rect(x + 0.7, y + 0.7, width - 1.4, height - 1.4, **rest)  # type: ignore[misc]


class NoOuterRulings:
    """Tables open at the left and the right."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        super().line(x, y, x + width, y)  # type: ignore[misc]
        super().line(x, y + height, x + width, y + height)  # type: ignore[misc]
        for side in (x, x + width):
            if 73 < side < 522:
                super().line(side, y, side, y + height)  # type: ignore[misc]


class Shaded:
    """Grey fields behind the cells, white rulings."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        self.setFillGray(0.9)  # type: ignore[attr-defined]
        self.setStrokeGray(1)  # type: ignore[attr-defined]
        super().rect(x, y, width, height, stroke=1, fill=1)  # type: ignore[misc]
        self.setFillGray(0)  # type: ignore[attr-defined]


class _Transformed:
    """Pages whose content is drawn otherwise than it is shown."""

    def begin(self) -> None:
        """Called where a page begins."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.begin()

    def showPage(self) -> None:  # noqa: N802
        super().showPage()  # type: ignore[misc]
        self.begin()


class Turned270(_Transformed):
    """/Rotate 270, upright to the reader; reportlab lays the page on its side by itself."""

    def begin(self) -> None:
        self.setPageRotation(270)  # type: ignore[attr-defined]
        self.translate(0, 595)  # type: ignore[attr-defined]
        self.rotate(-90)  # type: ignore[attr-defined]


class Turned90(_Transformed):
    """/Rotate 90, upright to the reader."""

    def begin(self) -> None:
        self.setPageRotation(90)  # type: ignore[attr-defined]
        self.translate(842, 0)  # type: ignore[attr-defined]
        self.rotate(90)  # type: ignore[attr-defined]


class UpsideDown(_Transformed):
    """/Rotate 180, upright to the reader."""

    def begin(self) -> None:
        self.setPageRotation(180)  # type: ignore[attr-defined]
        self.translate(595, 842)  # type: ignore[attr-defined]
        self.rotate(180)  # type: ignore[attr-defined]


class Small(_Transformed):
    """Everything at half size in a corner of the page."""

    def begin(self) -> None:
        self.translate(150, 300)  # type: ignore[attr-defined]
        self.scale(0.5, 0.5)  # type: ignore[attr-defined]


class Tilted(_Transformed):
    """A page fed a little askew."""

    def begin(self) -> None:
        self.translate(0, 2)  # type: ignore[attr-defined]
        self.rotate(0.15)  # type: ignore[attr-defined]


class Watermarked(_Transformed):
    """Pale words across the page."""

    def begin(self) -> None:
        self.saveState()  # type: ignore[attr-defined]
        self.setFont("STSong-Light", 60)  # type: ignore[attr-defined]
        self.setFillGray(0.9)  # type: ignore[attr-defined]
        self.translate(150, 250)  # type: ignore[attr-defined]
        self.rotate(45)  # type: ignore[attr-defined]
        super().drawString(0, 0, "内部资料")  # type: ignore[misc]
        self.restoreState()  # type: ignore[attr-defined]


class RunningHead(_Transformed):
    """A line with numbers at the top of each page."""

    def begin(self) -> None:
        self.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
        super().drawString(72, 800, "政府信息公开工作年度报告  第 3 期  总第 128 期")  # type: ignore[misc]


def _drawn(pen: type) -> Apply:
    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        return editing(of, pens=pen)

    return apply


def no_rulings(of: Draft, chance: Chance) -> Draft | None:
    """Columns are held by their places alone."""
    del chance
    return editing(of, pens=NoRulings)


def no_unicode(of: Draft, chance: Chance) -> Draft | None:
    """Nothing can be read: the file is to be refused, or everything left open."""
    del chance
    made = editing(undetermined(of, set(of.expected)), pens=NoUnicode)
    return replace(made, identity=replace(of.identity, agency=(None, of.report.body.name), year=(None, of.report.year)))


GROUP = Group(
    code="pdf",
    label_zh="PDF 页面",
    damages=(
        Damage(code="drawn_twice", label_zh="加粗字画两遍", apply=_drawn(Twice), writers=PDF),
        Damage(code="single_characters", label_zh="逐字倒着画", apply=_drawn(SingleCharacters), writers=PDF),
        Damage(code="pdf_radicals", label_zh="部首代替汉字", apply=_drawn(WithRadicals), writers=PDF),
        Damage(code="no_unicode", label_zh="没有字符对照：应拒收或存疑", apply=no_unicode, writers=PDF, alone=True),
        Damage(code="no_rulings", label_zh="没有表格线", apply=no_rulings, writers=PDF),
        Damage(code="thin_boxes", label_zh="表格线是细框", apply=_drawn(ThinBoxes), writers=PDF),
        Damage(code="short_lines", label_zh="表格线不相接", apply=_drawn(Lines), writers=PDF),
        Damage(code="double_rulings", label_zh="双线表格", apply=_drawn(DoubleRulings), writers=PDF),
        Damage(code="open_sides", label_zh="两侧没有表格线", apply=_drawn(NoOuterRulings), writers=PDF),
        Damage(code="shaded", label_zh="灰底白线", apply=_drawn(Shaded), writers=PDF),
        Damage(code="turned_270", label_zh="页面旋转 270 度", apply=_drawn(Turned270), writers=PDF),
        Damage(code="turned_90", label_zh="页面旋转 90 度", apply=_drawn(Turned90), writers=PDF),
        Damage(code="upside_down", label_zh="页面旋转 180 度", apply=_drawn(UpsideDown), writers=PDF),
        Damage(code="small", label_zh="缩小一半", apply=_drawn(Small), writers=PDF),
        Damage(code="tilted", label_zh="略有倾斜", apply=_drawn(Tilted), writers=PDF),
        Damage(code="watermark", label_zh="有水印", apply=_drawn(Watermarked), writers=PDF),
        Damage(code="running_head", label_zh="页眉有数字", apply=_drawn(RunningHead), writers=PDF),
    ),
)
