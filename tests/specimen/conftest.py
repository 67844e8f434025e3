"""The default set, written once for all tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from gongkai.specimen import SpecimenRecord, write_specimens

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Written:
    folder: Path
    records: tuple[SpecimenRecord, ...]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("specimens") / "originals"
    return Written(folder, write_specimens(folder))
