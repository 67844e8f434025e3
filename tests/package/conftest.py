"""One small data package with its derived files, shared by all tests that only read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.package.factory import annual_reports, odd_reports, rejections, save_originals

from gongkai.package import ensure_derived, write_package

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Reading


@dataclass(frozen=True)
class Built:
    """A data package and what it was made of."""

    path: Path
    readings: list[Reading]
    originals: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A data package of eighteen reports, some of them odd, and three rejected files."""
    folder = tmp_path_factory.mktemp("built")
    originals = folder / "originals"
    readings = save_originals([*annual_reports(18, seed=3), *odd_reports(), *rejections()], originals)
    write_package(readings, folder / "datapackage", originals=originals)
    ensure_derived(folder / "datapackage")
    return Built(folder / "datapackage", readings, originals)
