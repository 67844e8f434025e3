"""Which state of the program made a derived file, so that one made by another state is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import gongkai
from gongkai.package.dictionary import all_entries


@cache
def stamp(*modules: str) -> str:
    """Fingerprint of the program's version, the dictionary, and the source of modules of this package.

    A number kept by hand would be forgotten at the change that matters.

    Args:
        modules: names such as `xlsx.py`.
    """
    digest = hashlib.sha256(gongkai.__version__.encode())
    for entry in all_entries():
        digest.update(repr(entry).encode())
    for name in modules:
        digest.update((Path(__file__).parent / name).read_text(encoding="utf-8").encode())
    return digest.hexdigest()[:16]
