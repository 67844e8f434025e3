"""The font of the pictures: Noto Sans SC from a Python package, cut down to the characters that are drawn.

The machine that builds the site needs no font. The package holds one file with all weights; what draws the pictures
wants one weight a file, and reads a small file faster.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import justmytype_intl_cjk
import vl_convert
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE, FONT = justmytype_intl_cjk.__name__, "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS = {"Regular": 400, "Bold": 700}
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "–—…“”、。《》（），：；"


def prepare(text: str, folder: Path) -> None:
    """Write a font with the characters of a text for each weight into `folder`, and have pictures drawn with them."""
    options = Options(layout_features=[], name_IDs=["*"], notdef_outline=True)
    with as_file(files(PACKAGE).joinpath(FONT)) as path:
        font = TTFont(path, lazy=True)
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(sorted({*text, *ALWAYS})))
        subsetter.subset(font)
        for name, weight in WEIGHTS.items():
            whole = instantiateVariableFont(font, {"wght": weight}, inplace=False, updateFontNames=True)
            whole.save(folder / f"{name}.ttf")
    vl_convert.register_font_directory(str(folder))
