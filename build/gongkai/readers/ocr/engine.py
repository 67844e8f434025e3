"""The recogniser: rapidocr with the models inside its wheel, on one thread, without the network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import TextRecInput

from gongkai.readers.ocr.ink import TextBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.ocr.ink import Pixels

DETECTOR_SIDE = 1280
"""Longer side in pixels of what the detector is shown; more costs time and finds no more lines."""
_LINE_HEIGHT = 48
_NARROWEST = 96
"""Width in pixels to which a crop is padded; the library's 320 makes a single digit cost as much as a line."""


class Reading(NamedTuple):
    """What was recognised in one crop."""

    text: str
    score: float
    """Mean confidence of the characters, 0 to 1."""


@cache
def _engine() -> RapidOCR:
    """Load the models once in a process.

    One thread: several workers share the processors, and sums of floats must not depend on their number.
    """
    cv2.setNumThreads(1)
    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Rec.rec_img_shape": [3, _LINE_HEIGHT, _NARROWEST],
            "Rec.rec_batch_num": 8,
        }
    )
    # The first call loads both models; afterwards they are called one by one.
    engine(np.full((64, 256, 3), 255, np.uint8), use_det=True, use_cls=False, use_rec=False)
    engine(np.full((_LINE_HEIGHT, 96, 3), 255, np.uint8), use_det=False, use_cls=False, use_rec=True)
    return engine


def recognised(crops: Sequence[Pixels]) -> list[Reading]:
    """Read crops (colour, one line each), in their order."""
    if not crops:
        return []
    recogniser: Any = _engine().text_rec
    found = recogniser(TextRecInput(img=list(crops)))
    return [Reading(text, float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def text_boxes(pixels: Pixels) -> list[TextBox]:
    """Return the boxes of the lines of text of a colour picture."""
    height, width = pixels.shape[:2]
    scale = min(1.0, DETECTOR_SIDE / max(height, width))
    shown = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    detector: Any = _engine().text_det
    found = detector(shown)
    boxes = []
    for corners in found.boxes if found.boxes is not None else ():
        left, top = corners.min(axis=0) / scale
        right, bottom = corners.max(axis=0) / scale
        boxes.append(TextBox(max(int(left), 0), max(int(top), 0), min(int(right), width), min(int(bottom), height)))
    return [box for box in boxes if box.right - box.left > 3 and box.bottom - box.top > 3]
