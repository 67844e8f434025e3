"""The shape of the source: what may import what, how long a module may be, what may stand in build/."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "build" / "gongkai"
MODULES = sorted(SOURCE.rglob("*.py"))

VOCABULARY = ("errors", "model", "codes")
ABOVE_THE_BORDER = (
    *VOCABULARY,
    "readers",
    "recognise",
    "narrative",
    "checks",
    "indicators",
    "analysis",
    "package",
)
MAY_IMPORT = {
    "errors": (),
    "model": (),
    "codes": ("errors", "model"),
    "readers": VOCABULARY,
    "recognise": VOCABULARY,
    "narrative": (*VOCABULARY, "recognise"),
    "checks": (*VOCABULARY, "recognise", "narrative"),
    "indicators": (*VOCABULARY, "checks"),
    "analysis": (*VOCABULARY, "checks", "indicators"),
    "package": (*VOCABULARY, "checks", "indicators", "analysis"),
    # Below the border nothing knows originals: the site is made from datapackage/ alone.
    "site": (*VOCABULARY, "package"),
    "specimen": VOCABULARY,
    "cache": ABOVE_THE_BORDER,
    "pipeline": (*ABOVE_THE_BORDER, "cache"),
    "cli": (*ABOVE_THE_BORDER, "cache", "pipeline", "site", "specimen"),
    "__main__": ("cli",),
}
"""Each part of gongkai and the parts it may import, in the order of the flow; the arrows point one way only."""

ONLY_IMPORTER = {
    "frictionless": "package",
    "altair": "site",
    "vl_convert": "site",
    "mkdocs": "site",
    "pdfplumber": "readers",
}
"""Libraries that one part keeps to itself, so that replacing one touches one folder."""


def part(module: Path) -> str:
    """`build/gongkai/checks/sums.py` is of the part `checks`."""
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Dotted names that a module imports anywhere, also for types only and inside functions."""
    package = ("gongkai", *module.relative_to(SOURCE).parent.parts)
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join((*package[: len(package) - node.level + 1], node.module or ""))
                if node.level
                else node.module or ""
            )
            yield from (f"{base.rstrip('.')}.{alias.name}" for alias in node.names)


def label(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def test_imports_point_one_way() -> None:
    wrong = []
    for module in MODULES:
        here = part(module)
        # `from gongkai import __version__` names no part.
        used = {name.split(".")[1] for name in imports(module) if name.startswith("gongkai.")} & {*MAY_IMPORT}
        wrong += [f"{label(module)} imports {name}" for name in used - {here, *MAY_IMPORT.get(here, ())}]
    assert not wrong, "against the flow: " + "; ".join(sorted(wrong))


def test_libraries_are_kept_to_one_part() -> None:
    wrong = [
        f"{label(module)} imports {name}, which only gongkai.{ONLY_IMPORTER[name]} may"
        for module in MODULES
        for name in {imported.split(".")[0] for imported in imports(module)} & {*ONLY_IMPORTER}
        if ONLY_IMPORTER[name] != part(module)
    ]
    assert not wrong, "; ".join(sorted(wrong))


def test_flow_has_no_circle() -> None:
    order = list(MAY_IMPORT)
    assert all(order.index(earlier) < order.index(later) for later, parts in MAY_IMPORT.items() for earlier in parts)


def test_every_part_listed_exists() -> None:
    """A new part says in MAY_IMPORT where it stands in the flow."""
    assert set(MAY_IMPORT) == {part(module) for module in MODULES} - {"__init__"}


def test_modules_are_short() -> None:
    lines = {label(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert not {name: count for name, count in lines.items() if count > 400}, "split them by what they are about"


def test_modules_say_what_they_are_for() -> None:
    silent = [
        label(module) for module in MODULES if not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]
    assert not silent, "no docstring: " + ", ".join(silent)


def test_build_holds_one_package_and_nothing_else() -> None:
    """A module directly in build/ would shadow PyPA's `build`; a second package would miss the wheel."""
    assert {path.name for path in SOURCE.parent.iterdir()} - {"__pycache__"} == {"gongkai"}


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {module.parent for module in MODULES}
    assert not [label(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_git_does_not_ignore_the_source() -> None:
    """Most ignore templates, and many people's global ones, drop every folder called build."""
    run = subprocess.run(
        ["git", "check-ignore", "build/gongkai/model/report.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1, f"git ignores build/: {run.stdout or run.stderr}"
    rules = [line for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert rules[-3:] == ["!/build/", "!/build/**", "/build/**/__pycache__/"]


def test_every_source_file_is_in_git() -> None:
    """Lost files are seen here, not by the first person who clones."""
    ignored = subprocess.run(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "build"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert not [name for name in ignored if "__pycache__" not in name]


def test_top_level_stays_small() -> None:
    """Whoever opens the project reads this list first."""
    tracked = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    expected = "CHANGELOG.md CITATION.cff CONTRIBUTING.md LICENSE Makefile README.md README.zh-CN.md build constraints.txt datapackage docs mkdocs.yml pyproject.toml tests"
    assert sorted(name for name in tracked if name[0] != ".") == expected.split()
