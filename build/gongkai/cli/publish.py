"""`gongkai publish`: the website of a data package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.terminal import stdout
from gongkai.errors import DataPackageError, SiteError
from gongkai.package import ensure_derived
from gongkai.package.layout import DESCRIPTOR

EXAMPLES = (
    "gongkai publish",
    "gongkai publish --datapackage ~/data --site-dir ~/site",
    "gongkai publish --offline",
)

CONFIG = "mkdocs.yml"
SHOWN_LINKS = 50

Datapackage = Annotated[Path, typer.Option("--datapackage", "-d", help="Folder of the data package.")]
SiteDir = Annotated[Path, typer.Option("--site-dir", "-s", help="Folder of the site; it is replaced.")]
Offline = Annotated[
    bool, typer.Option("--offline", help="Also pack the site into a zip file beside it, to be opened from disk.")
]


def publish(
    datapackage: Datapackage = Path("datapackage"), site_dir: SiteDir = Path("site"), offline: Offline = False
) -> None:
    """Make the website, and check its links and size.

    Runs `mkdocs build --strict` in the project's folder, where mkdocs.yml is.
    Plain `mkdocs build` makes the same site.
    """
    if not (datapackage / DESCRIPTOR).is_file():
        raise DataPackageError(
            f"{datapackage}: holds no {DESCRIPTOR}; run `gongkai build` first, or name a data package"
        )
    if not Path(CONFIG).is_file():
        raise SiteError(f"{Path.cwd()}: holds no {CONFIG}; run this in the folder of the project")
    console = stdout()
    ensure_derived(datapackage)
    _mkdocs(datapackage, site_dir)
    from gongkai.site.publish.budget import measure, require  # noqa: PLC0415 - the site needs libraries that reading does not
    from gongkai.site.publish.links import check_links  # noqa: PLC0415 - as budget

    broken = check_links(site_dir)
    for link in broken[:SHOWN_LINKS]:
        console.print(link, soft_wrap=True)
    if broken:
        raise SiteError(
            f"{site_dir}: {len(broken)} problems with links, the first {min(len(broken), SHOWN_LINKS)} listed above"
        )
    budget = measure(site_dir)
    console.print("\n".join(budget.lines()), soft_wrap=True)
    require(budget)
    if offline:
        _pack(site_dir)
    console.print(f"Next: gongkai serve {site_dir}", soft_wrap=True)


def _pack(site_dir: Path) -> None:
    from gongkai.site.publish.offline import write_offline  # noqa: PLC0415 - as budget

    target = site_dir.absolute().with_name(f"{site_dir.absolute().name}-offline.zip")
    files = write_offline(site_dir, target)
    size = target.stat().st_size / 1_000_000
    stdout().print(
        f"{target}: {files:,} files, {size:.1f} MB; unpack it and open index.html in a browser", soft_wrap=True
    )


def _mkdocs(datapackage: Path, site_dir: Path) -> None:
    """Run MkDocs in a process of its own, as anyone would by hand."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site_dir.absolute())]
    environment = {**os.environ, "GONGKAI_DATAPACKAGE": str(datapackage.absolute()), "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own interpreter and fixed arguments
    if run.returncode:
        raise SiteError(f"mkdocs ended with {run.returncode}; what it found is listed above")
