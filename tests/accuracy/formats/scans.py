"""Scans: pages rendered, turned a little, blurred and speckled, and put into a PDF as pictures."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from tests.accuracy.draft import with_parts
from tests.accuracy.formats import own

from gongkai.specimen.tables import Grid

if TYPE_CHECKING:
    from pathlib import Path

    from tests.accuracy.draft import Draft

    from gongkai.specimen.report import Part

DPI = 200


def source(draft: Draft) -> bytes:
    """A Word file with one paragraph a section: recognising a page takes seconds."""

    def short(part: Part) -> Part:
        first = next((i for i, block in enumerate(part.blocks) if isinstance(block, str)), None)
        kept = (block for i, block in enumerate(part.blocks) if isinstance(block, Grid) or i == first)
        return replace(part, blocks=tuple(kept))

    return own.docx(with_parts(draft, short))


@cache
def missing() -> str:
    return "" if importlib.util.find_spec("rapidocr") else "rapidocr (gongkai[ocr])"


def scan(source: Path, target: Path) -> None:
    """A PDF as a scanner would make it of its print."""
    import numpy as np  # noqa: PLC0415 -- only where it is used
    import pypdfium2 as pdfium  # noqa: PLC0415
    from PIL import Image, ImageFilter  # noqa: PLC0415

    chance = np.random.default_rng(sum(source.stem.encode()))
    document = pdfium.PdfDocument(source)
    pictures = []
    for page in document:
        picture = page.render(scale=DPI / 72).to_pil().convert("L")
        picture = picture.rotate(float(chance.uniform(-0.3, 0.3)), fillcolor=255, resample=Image.Resampling.BICUBIC)
        picture = picture.filter(ImageFilter.GaussianBlur(0.5))
        noisy = np.asarray(picture, dtype=np.int16) + chance.normal(0, 6, (picture.height, picture.width)).astype(
            np.int16
        )
        pictures.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    pictures[0].save(target, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:], quality=75)
