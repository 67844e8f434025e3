"""Checking a finished data package three ways: by frictionless, by the official profile, by ourselves.

frictionless accepts `categories` without enforcing them and knows nothing of fingerprints, of
statuses and of SQLite; `integrity` looks after those, with pandas and in a fraction of the time.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gongkai.errors import DataPackageError
from gongkai.package.integrity import LIMIT, content_problems, database_problems, file_problems
from gongkai.package.layout import DESCRIPTOR


def validate(datapackage: Path) -> list[str]:
    """Problems of a data package, one line each; empty if it is as promised. No network is used.

    Raises:
        DataPackageError: if there is no descriptor, or it is no JSON.
    """
    descriptor = read_descriptor(datapackage)
    broken = [*profile_problems(descriptor), *file_problems(datapackage, descriptor)]
    if broken:
        return broken  # what follows would only repeat it in other words
    return [*frictionless_problems(datapackage), *content_problems(datapackage), *database_problems(datapackage)]


def read_descriptor(datapackage: Path) -> dict[str, Any]:
    """The descriptor of a data package.

    Raises:
        DataPackageError: if there is none, or it is no JSON object.
    """
    path = datapackage / DESCRIPTOR
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataPackageError(
            f"{datapackage}: holds no {DESCRIPTOR}; run `gongkai build` first, or name a data package"
        ) from None
    except ValueError as error:
        raise DataPackageError(f"{path}: no JSON ({error}); build the data package again") from None
    if not isinstance(descriptor, dict):
        raise DataPackageError(f"{path}: expected a JSON object; build the data package again")
    return descriptor


def frictionless_problems(datapackage: Path) -> list[str]:
    """What frictionless finds: types, constraints, primary and foreign keys."""
    import frictionless  # noqa: PLC0415 - takes a second to load and is needed by no other command

    report = frictionless.Package(str(datapackage / DESCRIPTOR)).validate()
    problems = [f"{DESCRIPTOR}: {error.message}" for error in report.errors]
    for task in report.tasks:
        problems += [f"{task.place}: {error.message}" for error in task.errors[:LIMIT]]
        if len(task.errors) > LIMIT:
            problems.append(f"{task.place}: {len(task.errors) - LIMIT} more")
    return problems


def profile_problems(descriptor: dict[str, Any]) -> list[str]:
    """Where the descriptor departs from the official JSON Schema of Data Package v2.

    The schema comes with the package `dplib-py` of the standard's own authors. Where that is not
    installed, this check is left to frictionless, which has rules of its own.
    """
    profile = official_profile()
    if profile is None:
        return []
    import jsonschema  # noqa: PLC0415 - as frictionless, which brings it

    validator = jsonschema.validators.validator_for(profile)(profile)
    errors = sorted(validator.iter_errors(descriptor), key=lambda error: error.json_path)
    return [f"{DESCRIPTOR} {error.json_path}: {error.message[:200]}" for error in errors]


def official_profile() -> dict[str, Any] | None:
    """The JSON Schema of Data Package v2 as published, or None if `dplib-py` is not installed."""
    spec = find_spec("dplib")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "profiles" / "2.0" / "datapackage.json"
    profile: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return profile
