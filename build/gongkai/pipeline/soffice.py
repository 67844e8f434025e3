"""LibreOffice without a window: files in, DOCX files out, within limits, whatever it does meanwhile.

It ends with 0 on junk, hangs on some files, dies on others and runs one batch per profile. So each run has
a profile of its own, is watched by what it writes, and ends as a process group; what comes out is what counts.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLE = "GONGKAI_SOFFICE"
"""Environment variable that names the program; otherwise it is looked for on PATH."""
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")

POLL = 0.1
"""Seconds between two looks at a run."""
MEMORY = 6 * 1024**2
"""Kilobytes of address space; a report takes some 160 MB of memory and 2 GB of addresses."""
OUTPUT = 512 * 1024
"""Blocks of 512 bytes that one file written may have (256 MB)."""
_LIMITED = f'ulimit -v {MEMORY} 2>/dev/null; ulimit -f {OUTPUT} 2>/dev/null; ulimit -c 0 2>/dev/null; exec "$@"'

_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
    # A proxy that nobody serves: what a document links to is not fetched.
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "1",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetNoProxy": "",
    },
}

End = Literal["done", "crashed", "stalled"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run gave."""

    copies: Mapping[int, bytes]
    """DOCX by the position of its original."""
    end: End


def find() -> Path | None:
    """The program, or None where it is not installed."""
    named = os.environ.get(VARIABLE)
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)
    return Path(found) if found else None


def identity(program: Path) -> str:
    """Which installation this is: another version or build gives another name."""
    real = program.resolve()
    status = real.stat()
    version = real.parent / "versionrc"
    said = version.read_bytes() if version.is_file() else b""
    return f"{real}\n{status.st_size}\n{status.st_mtime_ns}\n{said.decode('utf-8', 'replace')}"


def to_docx(program: Path, originals: Sequence[tuple[bytes, str]], limit: float) -> Run:
    """Convert originals, given as bytes and suffix, in one run.

    Args:
        program: the `soffice` to start.
        originals: in the order in which they are converted.
        limit: seconds without a new copy after which the run is ended.
    """
    # Programs packed as a snap see no files outside the user's home.
    home = Path.home() if program.parts[:2] == ("/", "snap") else None
    with tempfile.TemporaryDirectory(prefix="gongkai-convert-", dir=home, ignore_cleanup_errors=True) as name:
        work = Path(name)
        sources = work / "in"
        copies = work / "out"
        sources.mkdir()
        copies.mkdir()
        _write_profile(work / "profile")
        paths = []
        for position, (data, suffix) in enumerate(originals):
            paths.append(sources / f"{position:04}{suffix}")
            paths[-1].write_bytes(data)
        command = [
            str(program),
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML"),
            *("--outdir", str(copies), *map(str, paths)),
        ]
        end = _watched(command, work, copies, limit)
        made = {int(path.stem): path.read_bytes() for path in copies.glob("[0-9]*.docx") if path.stem.isdigit()}
        return Run({position: data for position, data in made.items() if data}, end)


def _watched(command: Sequence[str], work: Path, copies: Path, limit: float) -> End:
    """Run a command as a group of its own until it ends, or has not written a further file for `limit` seconds."""
    process = subprocess.Popen(  # noqa: S603 - the user's own program; file names are ours
        ["/bin/sh", "-c", _LIMITED, "sh", *command],
        cwd=work,
        env=_environment(work),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    seen, deadline = 0, monotonic() + limit
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return "done" if process.wait(POLL) == 0 else "crashed"
            written = sum(1 for _ in copies.iterdir())
            if written != seen:
                seen, deadline = written, monotonic() + limit
            if monotonic() > deadline:
                return "stalled"
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment(work: Path) -> dict[str, str]:
    """The least that the program needs: nothing of the user's settings, no display, no way out."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    closed = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return {**kept, **closed, "HOME": str(work), "TMPDIR": str(work), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _write_profile(folder: Path) -> None:
    """Make a profile in which no macro runs and nothing is fetched."""
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
