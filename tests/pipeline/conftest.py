"""What the tests of the pipeline share."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.pipeline.understand import Understand


@pytest.fixture
def obey(monkeypatch: pytest.MonkeyPatch) -> Understand:
    """The double, imported under a name that worker processes can import too."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    how: Understand = importlib.import_module("doubles").understand
    return how


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes originals: name -> text."""

    def write(originals: dict[str, str]) -> Path:
        reports = tmp_path / "reports"
        for name, text in originals.items():
            path = reports / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return reports

    return write
