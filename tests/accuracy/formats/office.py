"""Files as LibreOffice writes them: all sources of one target in one run, with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.accuracy.formats.format import Convert

BATCH = 60
SECONDS = 600


@cache
def missing() -> str:
    return "" if shutil.which("soffice") else "soffice (libreoffice-writer-nogui, libreoffice-calc-nogui)"


def to(target: str) -> Convert:
    """A converter to one of LibreOffice's formats, such as `doc:MS Word 97`."""

    def convert(sources: list[Path], out: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="soffice-") as profile:
            for first in range(0, len(sources), BATCH):
                command = [
                    "soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
                    "--convert-to", target, "--outdir", str(out), *map(str, sources[first : first + BATCH]),
                ]  # fmt: skip
                subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)

    return convert


def then(first: Convert, suffix: str, second: Convert) -> Convert:
    """Two programs one after the other."""

    def convert(sources: list[Path], out: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="between-") as folder:
            between = Path(folder)
            first(sources, between)
            second(sorted(between.glob(f"*{suffix}")), out)

    return convert


def each(one: Callable[[Path, Path], None], suffix: str) -> Convert:
    """A program that takes one file at a time."""

    def convert(sources: list[Path], out: Path) -> None:
        for source in sources:
            one(source, out / f"{source.stem}{suffix}")

    return convert
