"""OpenDocument texts as one XML file."""

from __future__ import annotations

import pytest
from tests.readers.documents import docx, p, texts

from gongkai.errors import UnreadableFileError
from gongkai.readers.conversion import converting
from gongkai.readers.office.fodt import accepts, read

SPACES = " ".join(f'xmlns:n{number}="urn:oasis:names:tc:opendocument:xmlns:{number:060}:1.0"' for number in range(40))
WHOLE = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n\n<office:document {SPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body/></office:document>\n'
)


@pytest.mark.parametrize("data", [WHOLE.encode(), WHOLE.replace("UTF-8", "UTF-16").encode("utf-16")])
def test_a_text_is_converted(data: bytes) -> None:
    assert accepts(data)
    with converting(lambda _data, suffix: docx(p(f"某某县{suffix}"))):
        assert texts(read(data).blocks) == ["某某县.fodt"]


@pytest.mark.parametrize("text", [WHOLE.replace("opendocument.text", "opendocument.spreadsheet"), "<x/>", ""])
def test_other_files_are_none(text: str) -> None:
    assert not accepts(text.encode())


@pytest.mark.parametrize("text", [WHOLE[:-20], WHOLE.replace("<office:document ", '<!ENTITY e "x"><office:document ')])
def test_damage_is_named(text: str) -> None:
    with converting(lambda _data, _suffix: docx(p("某某县"))), pytest.raises(UnreadableFileError) as caught:
        read(text.encode())
    assert caught.value.type == "damaged"
