"""Exact versions: what is installed is what constraints.txt says, and everybody can install it."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRA_OF = {"readers": "ocr"}
"""Parts whose extra has another name."""
OLDEST = "3.11.2"
"""Debian 12's Python, the oldest that the README promises."""


def pin_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, str]:
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in pin_lines())}


def needed() -> dict[str, str]:
    """Everything that gongkai[test] brings along here, with the installed version."""
    versions: dict[str, str] = {}
    open_requirements = [Requirement("gongkai[test]")]
    seen: set[tuple[str, str]] = set()
    while open_requirements:
        requirement = open_requirements.pop()
        name = canonicalize_name(requirement.name)
        found = distribution(name)
        versions[name] = found.version
        for extra in {"", *requirement.extras}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for line in found.requires or ():
                wanted = Requirement(line)
                if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                    open_requirements.append(wanted)
    del versions["gongkai"]
    return versions


def test_pins_name_versions_only() -> None:
    """No address, no path, no editable install: the file works on every machine."""
    assert not [line for line in pin_lines() if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!+]*", line)]
    assert len(pins()) == len(pin_lines())


def test_installed_versions_are_the_pinned_ones() -> None:
    pinned = pins()
    wrong = {name: version for name, version in needed().items() if pinned.get(name) != version}
    assert not wrong, "run `make test`, or `make constraints` if pyproject.toml changed"


def test_no_pin_without_use() -> None:
    assert not pins().keys() - needed().keys()


def test_pins_admit_the_oldest_python() -> None:
    """A newer Python on the machine that wrote the pins must not lock Debian out."""
    too_new = {}
    for name in pins():
        try:
            asked = distribution(name).metadata.json.get("requires_python")
        except PackageNotFoundError:
            continue
        if asked and OLDEST not in SpecifierSet(str(asked)):
            too_new[name] = asked
    assert not too_new, "run `make constraints` with the oldest Python"


def test_pins_satisfy_pyproject() -> None:
    extras = PYPROJECT["project"]["optional-dependencies"]
    lines = [*PYPROJECT["project"]["dependencies"], *(line for extra in extras.values() for line in extra)]
    direct = [requirement for line in lines if (requirement := Requirement(line)).name != "gongkai"]
    pinned = pins()
    assert not [str(r) for r in direct if pinned.get(canonicalize_name(r.name), "absent") not in r.specifier]


def test_mkdocs_stays_below_2() -> None:
    """MkDocs 2 drops plugins and hooks, on which the site is built."""
    assert Requirement("mkdocs>=1.6.1,<2") in map(Requirement, PYPROJECT["project"]["optional-dependencies"]["site"])


def test_every_library_imported_is_declared() -> None:
    """What only happens to be there, brought along by something else, is gone one day."""
    declared = PYPROJECT["project"]["optional-dependencies"] | {"": PYPROJECT["project"]["dependencies"]}
    names = {extra: {canonicalize_name(Requirement(line).name) for line in lines} for extra, lines in declared.items()}
    distributions = packages_distributions()
    source = ROOT / "build" / "gongkai"
    missing = set()
    for path in source.rglob("*.py"):
        part = path.relative_to(source).parts[0]
        allowed = names[""] | names.get(EXTRA_OF.get(part, part), set()) | {"gongkai"}
        for module in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            brought_by = {canonicalize_name(name) for name in distributions.get(module, ())}
            if module not in sys.stdlib_module_names and brought_by and not brought_by & allowed:
                missing.add(f"{path.relative_to(source)}: {module}")
    assert not missing
