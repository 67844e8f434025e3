"""SQLite as WebAssembly, brought from its npm package when the site is built.

Without npm, without network or with another content than the pinned one there is no engine, and the page says how to
query the file instead: a build never fails for it. The tarball is kept in the user's cache folder.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

log = logging.getLogger("mkdocs.hooks.gongkai")

PACKAGE = "@sqlite.org/sqlite-wasm"
VERSION = "3.54.1-build1"
SHA512 = "foW427VBLJ3G87bsnvQTZCc9zYe0Fq1wH0pz1I6BlKLKXcArIAyTkHtq0iT2llmhcMQt9T/p6l5PpQQh+6O8uQ=="
"""Of the tarball, in the notation of npm's `integrity`."""

FILES = {"package/dist/index.mjs": "sqlite3.js", "package/dist/sqlite3.wasm": "sqlite3.wasm"}
"""What is taken out of the tarball, and its name on the site: servers know the ending `.js` better than `.mjs`."""

FOLDER = "assets/sqlite"
"""Below the site's root."""

PATIENCE = 60
"""Seconds that npm may take."""
LARGEST = 8_000_000
"""Bytes of a file that is taken out; more than the package holds."""


def cache_folder() -> Path:
    """Where fetched packages are kept: `gongkai/npm` in the user's cache folder (XDG)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai" / "npm"


def write_engine(site: Path, cache: Path | None = None) -> bool:
    """Write the engine to the site; say in the log why, where there is none.

    Args:
        site: folder of the site.
        cache: folder of kept tarballs; the user's when None.

    Returns:
        Whether it is there.
    """
    kept = (cache or cache_folder()) / f"sqlite-wasm-{VERSION}.tgz"
    if not _is_right(kept):
        problem = _fetch(kept)
        if problem:
            log.info("没有浏览器内的 SQL 查询：%s。网站的其余部分不受影响。", problem)
            return False
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(kept) as packed:
        for inside, name in FILES.items():
            file = packed.extractfile(inside)
            if file is None:
                log.info("没有浏览器内的 SQL 查询：%s %s 里没有 %s。", PACKAGE, VERSION, inside)
                return False
            (target / name).write_bytes(file.read(LARGEST))
    return True


def _is_right(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode() == SHA512


def _fetch(kept: Path) -> str:
    """Bring the tarball with npm; what went wrong, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "没有 npm"
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            run = subprocess.run(  # noqa: S603 - a fixed package of a fixed version
                [npm, "pack", "--silent", "--ignore-scripts", "--fetch-retries=0", "--pack-destination", folder,
                 f"{PACKAGE}@{VERSION}"],
                cwd=folder, capture_output=True, timeout=PATIENCE, check=False,
            )  # fmt: skip
            found = sorted(Path(folder).glob("*.tgz"))
            if run.returncode or not found:
                return f"npm 没有取到 {PACKAGE} {VERSION}"
            if not _is_right(found[0]):
                return f"{PACKAGE} {VERSION} 的内容与登记的不同"
            found[0].replace(kept)
    except subprocess.TimeoutExpired:
        return f"npm 在 {PATIENCE} 秒内没有取到 {PACKAGE} {VERSION}"
    except OSError as error:
        return f"无法保存 {kept}（{error.strerror}）"
    return ""
