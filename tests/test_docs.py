"""Documents that must not drift from what they describe."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from gongkai import codes
from gongkai.readers import READERS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
READMES = ("README.md", "README.zh-CN.md")
IMPORTED_AS = {
    "fonttools": "fontTools",
    "pillow": "PIL",
    "pdfminer.six": "pdfminer",
    "python-docx": "docx",
    "vl-convert-python": "vl_convert",
}
UNDECLARED = {"axe-playwright-python": "MIT, MPL-2.0", "mlcroissant": "Apache-2.0"}
"""Packages whose metadata are silent, with the licence of their repository."""
FAMILIES = ("MIT", "BSD", "Apache", "MPL", "GPL")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named_dependencies() -> set[str]:
    """The packages pyproject.toml names, runtime and extras."""
    lines = [*PROJECT["dependencies"], *(line for extra in PROJECT["optional-dependencies"].values() for line in extra)]
    return {Requirement(line).name for line in lines} - {"gongkai"}


def documented_dependencies() -> dict[str, str]:
    """Package -> licence, from the tables of Python packages."""
    tables = text("docs/dependencies.md").split("## Not Python")[0]
    rows = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| [^|]{3,} \| [^|]{3,} \|$", tables, re.MULTILINE)
    return {package: licence for package, licence in rows if package != "Package"}


def families(licence: str) -> set[str]:
    return {family for family in FAMILIES if family in licence}


def declared_licence(package: str) -> str:
    """Whatever the package itself says: an SPDX expression, a free field, or classifiers."""
    found = metadata(package).json
    classifiers = [line for line in found.get("classifier", []) if line.startswith("License")]
    free = str(found.get("license", "")).splitlines()[:1]
    return " ".join([str(found.get("license_expression", "")), *free, *classifiers, UNDECLARED.get(package, "")])


def test_every_dependency_is_explained_and_none_besides() -> None:
    assert set(documented_dependencies()) == named_dependencies()


def test_licences_are_those_the_packages_declare() -> None:
    wrong = {
        package: declared
        for package, licence in documented_dependencies().items()
        if families(licence) != families(declared := declared_licence(package))
    }
    assert not wrong


def test_every_dependency_is_used() -> None:
    """What no module imports is not needed, but for the theme, which mkdocs.yml names."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "build").rglob("*.py"))
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *extras["site"], *extras["specimen"]]
    modules = {line: IMPORTED_AS.get(name := Requirement(line).name, name.replace("-", "_")) for line in lines}
    unused = [
        line
        for line, module in modules.items()
        if not re.search(rf"^\s*(?:import|from) {module}\b", source, re.MULTILINE)
    ]
    assert [Requirement(line).name for line in unused] == ["mkdocs-material"]
    assert re.search(r"^  name: material$", text("mkdocs.yml"), re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_readme_names_every_command(name: str) -> None:
    missing = [command for command in commands() if f"gongkai {command}" not in text(name)]
    assert not missing


def commands() -> list[str]:
    """Names of the commands, from the command line itself."""
    from typer.main import get_command  # noqa: PLC0415 -- only this test needs the command line

    from gongkai.cli import app  # noqa: PLC0415

    found = sorted(getattr(get_command(app), "commands", {}))
    assert found
    return found


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_make_targets_named_in_documents_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^    |^)make ([a-z]+)", text(name), re.MULTILINE))
    assert named
    assert named <= targets


def test_make_help_lists_every_target() -> None:
    makefile = text("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    listed = re.findall(r"@echo 'make ([a-z]+) ", makefile)
    assert {"help", *listed} == set(phony[1].split())


@pytest.mark.parametrize(
    "name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/dependencies.md", "tests/corpus/README.md"]
)
def test_files_named_in_documents_exist(name: str) -> None:
    """Links between files of the repository, and paths in back quotes that start at its top."""
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text(name))
    broken = [link for link in links if not ((ROOT / name).parent / link).exists()]
    quoted = re.findall(r"`((?:build|datapackage|docs|tests)/[\w./-]+)`", text(name))
    assert not broken
    assert not [path for path in quoted if not (ROOT / path).exists()]


def test_changelog_has_the_version() -> None:
    version = re.escape(PROJECT["version"])
    assert re.search(rf"^## \[{version}\] - \d{{4}}-\d\d-\d\d$", text("CHANGELOG.md"), re.MULTILINE)


def test_citation_has_the_version() -> None:
    assert f"\nversion: {PROJECT['version']}\n" in text("CITATION.cff")


def test_readmes_tell_the_same() -> None:
    """Both languages show the same commands, in the same order."""

    def shown(name: str) -> list[str]:
        blocks = re.findall(r"^```sh\n(.*?)^```", text(name), re.MULTILINE | re.DOTALL)
        return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]

    assert shown("README.md") == shown("README.zh-CN.md")
    assert len(re.findall(r"^## ", text("README.md"), re.MULTILINE)) == len(
        re.findall(r"^## ", text("README.zh-CN.md"), re.MULTILINE)
    )


KINDS = re.compile(r"(?<=<!-- kinds -->\n).*?(?=<!-- /kinds -->)", re.DOTALL)


KINDS_HEAD = {
    "zh": "| 文件 | 通常的扩展名 | 另需安装 |\n|---|---|---|\n",
    "en": "| File | Usual suffixes | Also needed |\n|---|---|---|\n",
}
NEEDS = {
    "": "",
    "LibreOffice": "LibreOffice",
    "文字识别": "text recognition",
    "扫描件：文字识别": "for scans: text recognition",
}
"""What a kind of file needs, in English."""
READING = {"zh": "docs/reading.md", "en": "docs/en/reading.md"}


def kinds_table(language: str) -> str:
    """The kinds of file that are read, as READERS has them."""
    if language == "zh":
        rows = [(reader.label_zh, "、".join(reader.suffixes), reader.needs) for reader in READERS]
    else:
        said = {row["code"]: row["definition_en"].rstrip(".") for row in codes.code_list("media_types")}
        rows = [(said[reader.media_type], ", ".join(reader.suffixes), NEEDS[reader.needs]) for reader in READERS]
    return KINDS_HEAD[language] + "".join(f"| {kind} | {suffixes} | {needs} |\n" for kind, suffixes, needs in rows)


@pytest.mark.parametrize("language", READING)
def test_kinds_of_file_are_those_that_are_read(language: str, request: pytest.FixtureRequest) -> None:
    """Rewritten like the golden files, with --rewrite-expected."""
    page = ROOT / READING[language]
    before = page.read_text(encoding="utf-8")
    if request.config.getoption("--rewrite-expected"):
        page.write_text(KINDS.sub(kinds_table(language), before), encoding="utf-8")
    match = KINDS.search(before)
    assert match is not None
    assert match[0] == kinds_table(language)


HAND_WRITTEN = sorted(path.name for path in (ROOT / "docs").glob("*.md") if path.name != "dependencies.md")


def shape(page: str) -> dict[str, list[str] | int]:
    """What a page and its translation have in common."""
    return {
        "anchors": re.findall(r"^#+ .*\{#([\w-]+)\}$", page, re.MULTILINE),
        "rows": len(re.findall(r"^\|", page, re.MULTILINE)),
        "points": len(re.findall(r"^(?:-|\d+\.) ", page, re.MULTILINE)),
        "examples": len(re.findall(r"^```", page, re.MULTILINE)),
        "bold": len(re.findall(r"\*\*", page)) // 2,
    }


@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_every_page_is_there_in_english_part_by_part(name: str) -> None:
    """A part that is added in one language alone is seen here."""
    assert shape(text(f"docs/en/{name}")) == shape(text(f"docs/{name}"))


def test_no_english_page_is_left_over() -> None:
    assert sorted(path.name for path in (ROOT / "docs" / "en").glob("*.md")) == HAND_WRITTEN
