"""Pictures as files: every format, known by content; broken and oversized ones refused with the reason."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile
from tests.readers.documents import pdf
from tests.readers.scans import FIGURES, figures, page, picture, prose, tables

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph
from gongkai.readers.image import READER, read
from gongkai.readers.ocr import pictures as ocr_pictures
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.ocr.pictures import of_image

FORMATS = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "WEBP": "image/webp",
}


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_kinds_are_known_by_content(kind: str) -> None:
    data = saved(Image.new("RGB", (40, 30), "white"), kind)

    assert READER.accepts(data)
    (decoded,) = of_image(data, kind, 1)
    assert decoded.pixels.ndim == 3


@pytest.mark.parametrize("data", [b"BM", b"BMW 2023", b"RIFF0000AVI LIST", b"%PDF-1.7", "公开".encode()])
def test_what_is_no_picture_is_left_to_others(data: bytes) -> None:
    assert not READER.accepts(data)


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    sideways = picture(pdf(page)).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to show it
    content = read(saved(sideways, "JPEG", exif=exif, quality=90))

    assert figures(content) == FIGURES
    assert content.media_type == "image/jpeg"
    assert all(cell.where.ocr and cell.where.page == 1 for cell in tables(content)[0].cells)


def test_a_tiff_has_pages() -> None:
    first, second = picture(pdf(prose)).convert("1"), picture(pdf(page)).convert("1")
    content = read(saved(first, "TIFF", save_all=True, append_images=[second], compression="group4"))

    assert figures(content) == FIGURES
    assert tables(content)[0].where.page == 2
    assert "依法公开政府信息" in next(block.text for block in content.blocks if isinstance(block, Paragraph))


def test_transparency_is_paper() -> None:
    opaque = picture(pdf(page)).convert("RGBA")
    opaque.putalpha(opaque.convert("L").point(lambda level: 255 - level))
    (decoded,) = of_image(saved(opaque, "PNG"), "PNG 图片", 1)

    assert int(decoded.pixels[5, 5].min()) == 255


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("kind", FORMATS)
def test_half_a_picture_is_damaged(kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another library tells Pillow to be lenient, as some that print HTML do."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    data = saved(picture(pdf(prose)), kind)

    with pytest.raises(UnreadableFileError) as caught:
        list(of_image(data[: len(data) // 2], f"{kind} 图片", 1))

    assert caught.value.type == "damaged"
    assert kind in caught.value.note
    assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES


def test_bombs_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pictures, "MAX_PIXELS", 1_000)

    with pytest.raises(UnreadableFileError) as caught:
        list(of_image(saved(Image.new("1", (200, 100)), "PNG"), "PNG 图片", 1))

    assert caught.value.type == "too_large"
    assert "200×100" in caught.value.note


def test_pages_are_counted_before_they_are_read() -> None:
    white = Image.new("1", (40, 40), 1)
    data = saved(white, "TIFF", save_all=True, append_images=[white] * 5)

    with pytest.raises(UnreadableFileError) as caught:
        list(of_image(data, "TIFF 图片", 5))

    assert caught.value.type == "too_large"
    assert "6 页" in caught.value.note


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)

    with pytest.raises(UnreadableFileError) as caught:
        read(saved(Image.new("1", (40, 40)), "PNG"))

    assert caught.value.type == "no_text"
    assert caught.value.note == "这是PNG 图片，没有文字；识别图片需要安装：pip install 'gongkai[ocr]'，或换成文字版"
