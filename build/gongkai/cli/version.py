"""`gongkai version`: what is installed, for bug reports."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

import typer

from gongkai import __version__
from gongkai.cache import LIBRARIES, code_version

EXAMPLES = ("gongkai version",)


def version() -> None:
    """Show what is installed, for bug reports."""
    typer.echo(f"gongkai {__version__} (code {code_version()})")
    typer.echo(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for name in LIBRARIES:
        try:
            typer.echo(f"{name} {installed(name)}")
        except PackageNotFoundError:
            typer.echo(f"{name} not installed")
