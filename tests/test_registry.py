"""Every explicit list, walked: what stands in it is whole, and what should stand in it does."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from gongkai import checks
from gongkai.checks import CHECKS, COLLECTION_CHECKS, PAIR_CHECKS, RAISED_CHECKS, RULES
from gongkai.codes import CODE_LISTS, code_list
from gongkai.package.schema import DATA_RESOURCES
from gongkai.readers import READERS
from gongkai.recognise.forms import EDITIONS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "build" / "gongkai"
TESTS = ROOT / "tests"

FINDING_FAMILIES = set("ABCDEFG")
UNLABELLED_LISTS = {"disclosure_cells"}
"""Lists whose codes are all explained by other lists."""


def texts(folder: Path, pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob(pattern)))


def modules_defining(folder: Path, name: str) -> set[str]:
    """Modules of a folder, besides its `__init__`, that define a constant."""
    return {
        path.stem
        for path in folder.glob("*.py")
        if path.stem != "__init__" and re.search(rf"^{name}\b.*=", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def kinds(module: Path) -> list[str]:
    """What the tests of a reader may be named after: `html/mhtml.py` is `mhtml` or `html_mhtml`, `pdf/reader.py` is `pdf`."""
    folder = module.parent.name
    if module.stem == "reader":
        return [folder]
    return [module.stem] if folder in {"readers", "sheets"} else [module.stem, f"{folder}_{module.stem}"]


def test_readers_are_all_listed_tested_and_shown() -> None:
    """A kind of file has its module, its tests, and a whole document in the corpus or among the specimens."""
    defining = re.compile(r"^READER = Reader", re.MULTILINE)
    modules = [path for path in (SOURCE / "readers").rglob("*.py") if defining.search(path.read_text(encoding="utf-8"))]
    assert len(modules) == len(READERS), f"READERS has {len(READERS)}, the folder {sorted(modules)}"
    untested = [
        path
        for path in modules
        if not any(next((TESTS / "readers").glob(f"test_{name}*.py"), None) for name in kinds(path))
    ]
    assert not untested, "no tests/readers/test_<kind>.py"
    suffixes = {
        path.suffix for folder in ("tests/corpus", "datapackage/originals") for path in (ROOT / folder).rglob("*.*")
    }
    assert not [reader.label_zh for reader in READERS if not suffixes & set(reader.suffixes)], (
        "no document of this kind"
    )
    assert not [kind for kind, count in Counter(reader.media_type for reader in READERS).items() if count > 1]


def test_editions_are_all_listed() -> None:
    modules = modules_defining(SOURCE / "recognise" / "forms", r"FORM_\d+")
    assert len(modules) == len(EDITIONS), f"EDITIONS has {len(EDITIONS)}, the folder {sorted(modules)}"
    listed = {row["code"] for row in code_list("forms")}
    assert {module.removeprefix("form_") for module in modules} <= listed


def test_checks_of_every_file_are_listed() -> None:
    modules = modules_defining(SOURCE / "checks", "CHECKS")
    listed = {*CHECKS, *PAIR_CHECKS, *COLLECTION_CHECKS, *RAISED_CHECKS}
    assert not [name for name in modules if not set(getattr(checks, name).CHECKS) <= listed]


def test_rules_are_whole() -> None:
    """Title in two languages, what a failure means, and what is compared."""
    texts_needed = ("title_zh", "title_en", "description_zh", "formula_zh")
    missing = [f"{rule.code}: {name}" for rule in RULES for name in texts_needed if not getattr(rule, name).strip()]
    assert not missing
    assert not [rule.code for rule in RULES if not re.fullmatch(r"[a-z][a-z0-9_]+", rule.code)]
    assert not [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1]
    assert {rule.family for rule in RULES} <= FINDING_FAMILIES
    assert {rule.severity for rule in RULES} <= {row["code"] for row in code_list("severities")}
    assert {rule.table for rule in RULES} <= {row["code"] for row in code_list("tables")} | {"any", None}


def test_every_rule_is_seen_in_a_test() -> None:
    seen = texts(TESTS, "*.py") + texts(TESTS / "corpus", "expected.json")
    assert not [rule.code for rule in RULES if f'"{rule.code}"' not in seen]


def test_every_finding_that_the_source_raises_has_a_rule() -> None:
    raised = set(re.findall(r"\bFinding\(\s*(?:type=)?\"([a-z_]+)\"", texts(SOURCE, "*.py")))
    raised |= set(re.findall(r"\bFinding\([^()]*?\btype=\"([a-z_]+)\"", texts(SOURCE, "*.py")))
    assert raised
    assert not raised - {rule.code for rule in RULES}


def test_every_rejection_that_the_source_raises_has_a_reason() -> None:
    raised = set(re.findall(r"\bUnreadableFileError\(\s*\"([a-z_]+)\"", texts(SOURCE, "*.py")))
    assert raised
    assert not raised - {row["code"] for row in code_list("reject_reasons")}


def test_code_lists_are_whole() -> None:
    """Every code has a label in both languages."""
    wrong = []
    for name in CODE_LISTS:
        rows = code_list(name)
        assert rows, name
        wrong += [
            f"{name}: {row}"
            for row in rows
            if name not in UNLABELLED_LISTS and not (row["code"] and row["label_zh"] and row["label_en"])
        ]
    assert not wrong


def test_every_kind_of_file_has_a_name() -> None:
    """A report may be of any kind that a reader gives; the data package and the site name it by the code list."""
    known = {row["code"] for row in code_list("media_types")}
    assert not {reader.media_type for reader in READERS} - known


def test_no_table_of_codes_is_forgotten() -> None:
    """A CSV beside the code lists is one of them, or a table that some module reads by name."""
    source = texts(SOURCE, "*.py")
    tables = {path.stem for path in (SOURCE / "codes").glob("*.csv")}
    assert set(CODE_LISTS) <= tables
    assert not [name for name in tables - set(CODE_LISTS) if not re.search(rf"\b{name}\b(?:\.csv)?\"", source)]


def test_resources_are_whole() -> None:
    wrong = []
    for resource in DATA_RESOURCES:
        fields = {field.name: field for field in resource.fields}
        texts_needed = (resource.title_zh, resource.title_en, resource.description_zh, resource.description_en)
        wrong += [f"{resource.name} lacks a title or description"] * (not all(texts_needed))
        wrong += [
            f"{resource.name}.{name} lacks a title"
            for name, field in fields.items()
            if not (field.title_zh and field.title_en)
        ]
        wrong += [f"{resource.name}: key {name} is no field" for name in resource.primary_key if name not in fields]
        wrong += [
            f"{resource.name}.{name}: no code list {field.enum}"
            for name, field in fields.items()
            if field.enum and field.enum.split(":")[0] not in CODE_LISTS
        ]
        wrong += [f"{resource.name} has two fields of one name"] * (len(fields) != len(resource.fields))
    assert not wrong


def test_foreign_keys_lead_somewhere() -> None:
    fields = {resource.name: {field.name for field in resource.fields} for resource in DATA_RESOURCES}
    fields |= {"code_rules": {"code"}, "code_indicators": {"code"}}
    for resource in DATA_RESOURCES:
        for key in resource.foreign_keys:
            assert set(key.fields) <= fields[resource.name], resource.name
            assert set(key.reference_fields) <= fields[key.resource], resource.name


def test_published_package_holds_every_resource() -> None:
    descriptor = json.loads((ROOT / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    published = [resource["name"] for resource in descriptor["resources"]]
    expected = {resource.name for resource in DATA_RESOURCES} | {f"code_{name}" for name in (*CODE_LISTS, "rules")}
    assert {name.replace("-", "_") for name in published} == expected
    assert len(published) == len(expected)
