"""`gongkai specimen`: synthetic reports with known figures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.terminal import count as with_separators
from gongkai.cli.terminal import plain_table, stdout
from gongkai.errors import GongkaiError

EXAMPLES = (
    "gongkai specimen",
    "gongkai specimen --out /tmp/many --count 1000 --seed 7",
)

Out = Annotated[
    Path, typer.Option("--out", "-o", help="Folder to write to: new, empty, or written by this command before.")
]
Seed = Annotated[int, typer.Option("--seed", help="Other seeds give other figures and words.")]
Count = Annotated[
    int | None, typer.Option("--count", "-n", min=1, help="Number of reports; the default set when left out.")
]


def specimen(out: Out = Path("datapackage/originals"), seed: Seed = 2024, count: Count = None) -> None:
    """Write synthetic reports with known figures.

    For demonstrations, tests and benchmarks. Places, bodies and numbers are
    invented, and a site made from them says so on every page.
    """
    try:
        from gongkai.specimen import write_specimens  # noqa: PLC0415 - needs libraries that reading does not
    except ImportError as error:
        raise GongkaiError(f"specimens need {error.name}; install it with: pip install 'gongkai[specimen]'") from error
    records = write_specimens(out, seed=seed, count=count)
    table = plain_table("kind", "reports", right=("reports",))
    for kind, number in sorted(Counter(Path(record.path).suffix.lstrip(".") for record in records).items()):
        table.add_row(kind, with_separators(number))
    console = stdout()
    console.print(table)
    console.print(f"{with_separators(len(records))} synthetic reports in {out}", soft_wrap=True)
    console.print(f"Next: gongkai build --reports {out}", soft_wrap=True)
