"""The files that services read: GitHub's workflows, the citation, and the one place of the site's address."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def tracked() -> list[Path]:
    """Files in git and files about to be."""
    run = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [path for name in run.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_valid_by_schema(schema: str, files: list[Path]) -> None:
    """With the schemas that check-jsonschema carries: nothing is fetched."""
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_get_no_rights_but_those_named(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert re.search(r"^permissions: \{\}$", text, re.MULTILINE)
    assert "pull_request_target" not in text
    assert not re.search(r"run:.*\$\{\{", text), (
        "text from outside must reach a shell through env, not through the script"
    )
    for checkout in re.finditer(r"uses: actions/checkout@.*\n((?: {8,}.*\n)*)", text):
        assert "persist-credentials: false" in checkout[1]


def test_workflows_run_what_people_run() -> None:
    """No second description of how to test or build."""
    text = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}
    assert set(text) == {"tests", "pages", "accuracy"}
    assert "bash .ci/run" in text["tests"]
    assert "make site" in text["pages"]
    assert "bash .ci/install" in text["accuracy"]
    assert "make accuracy COUNT=2000" in text["accuracy"]
    assert "GONGKAI_SITE_URL: ${{ steps.pages.outputs.base_url }}/" in text["pages"]


def test_tested_versions_are_those_promised() -> None:
    promised = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tested = re.findall(r'"(3\.\d+)"', (ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    assert (tested[0], tested[-1]) == (promised[0], promised[-1])


def test_address_of_the_site_stands_in_one_file() -> None:
    """Whoever forks the project changes mkdocs.yml and nothing else."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    site = re.search(r"^site_url: .*?(https://[^\s\"',\]]+)", text, re.MULTILINE)
    repository = re.search(r"^\s+repository: .*?(https://[^\s\"',\]]+)", text, re.MULTILINE)
    assert site
    assert repository
    for address in (site[1].rstrip("/"), repository[1].rstrip("/")):
        elsewhere = [
            path.relative_to(ROOT).as_posix()
            for path in tracked()
            if address.encode() in path.read_bytes() and path.name != "mkdocs.yml"
        ]
        assert not elsewhere, f"{address} is repeated in {', '.join(elsewhere)}"
