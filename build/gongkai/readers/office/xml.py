"""What files that are one XML document have in common."""

from __future__ import annotations

import codecs

_HEAD = 16_384
"""Characters in which the root element stands; namespaces alone take up to four thousand."""
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))


def head(data: bytes) -> str:
    """Return the beginning of an XML file as text; empty when it is none."""
    text = _decoded(data, data[: 2 * _HEAD]).lstrip()
    return text if text.startswith(("<?xml", "<w:", "<pkg:", "<office:")) else ""


def is_whole(data: bytes, root: str) -> bool:
    """Whether the file ends with its root element and declares no entities, which programs never write."""
    return _decoded(data, data[-64:]).rstrip().endswith(f"</{root}>") and "<!ENTITY" not in head(data)


def _decoded(data: bytes, piece: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    return piece.decode(encoding, "replace").lstrip("\ufeff")
