"""The command `gongkai`: one file per command, listed here.

Exit codes: 0 done; 1 done, and there is something to look at (`read`: a file is no report; `--strict`:
rejects or errors); 2 not done, one line on standard error says why; 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from gongkai import __version__
from gongkai.cli import build, check, diff, publish, read, serve, specimen, version
from gongkai.cli.terminal import stderr
from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

INTERRUPTED = 130
TERMINATED = 143


class OneLine(TyperGroup):
    """Turns what ends a command early into one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            stderr().print(f"gongkai: {error}", soft_wrap=True)
            raise typer.Exit(2) from error
        except KeyboardInterrupt as error:
            stderr().print("gongkai: interrupted; what was there before is unchanged", soft_wrap=True)
            raise typer.Exit(INTERRUPTED) from error


app = typer.Typer(
    name="gongkai",
    cls=OneLine,
    help="Annual reports on government information disclosure (政府信息公开工作年度报告), read into open data and a website.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"gongkai {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Annual reports on government information disclosure (政府信息公开工作年度报告), read into open data and a website."""


def _examples(lines: Sequence[str]) -> str:
    """Examples as they stand below a command's help; the first mark keeps the lines apart."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app.command(epilog=_examples(build.EXAMPLES))(build.build)
app.command(epilog=_examples(read.EXAMPLES))(read.read)
app.command(epilog=_examples(check.EXAMPLES))(check.check)
app.command(epilog=_examples(diff.EXAMPLES))(diff.diff)
app.command(epilog=_examples(publish.EXAMPLES))(publish.publish)
app.command(epilog=_examples(serve.EXAMPLES))(serve.serve)
app.command(epilog=_examples(specimen.EXAMPLES))(specimen.specimen)
app.command(epilog=_examples(version.EXAMPLES))(version.version)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Leave through the `finally` blocks, so that no worker process stays behind."""
    sys.exit(TERMINATED)


def main() -> None:
    """Entry point of the command line."""
    signal.signal(signal.SIGTERM, _end)
    app()
