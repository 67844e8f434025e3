"""What may be committed: no machine's paths, no package hosts, nobody else's scripts or fonts, nothing unfinished."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ("datapackage/originals/", "tests/corpus/")
NOT_OURS = (
    ".woff",
    ".woff2",
    ".ttf",
    ".otf",
    ".eot",
    ".wasm",
    ".min.js",
    ".min.css",
    ".map",
    ".whl",
    ".so",
    ".dll",
    ".exe",
)
DERIVED = (".parquet", ".sqlite", ".zip", ".pyc")

# Written as patterns, so that this file does not match itself.
FORBIDDEN = {
    "host of a package index": r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|unpkg\.com|jsdelivr\.net|cdnjs\.",
    "path of one machine": r"(?<![\w.:/])/(?:work|root|home|Users|opt)/\w|file:///[A-Za-z0-9_]",
    "unfinished": r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|raise NotImplemented" + r"Error)\b",
}


def tracked() -> list[str]:
    """Files in git and files about to be, as paths below the repository."""
    run = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [name for name in run.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def text_of(name: str) -> str | None:
    """The text of a file, or None where it is binary."""
    content = (ROOT / name).read_bytes()
    return None if b"\0" in content[:8000] else content.decode("utf-8", errors="replace")


def test_nothing_forbidden_in_text() -> None:
    found = []
    for name in tracked():
        text = text_of(name)
        if text is None or name.startswith(ORIGINALS):
            continue
        for what, pattern in FORBIDDEN.items():
            found += [f"{name}: {what}: {match[0]}" for match in re.finditer(pattern, text)]
    assert not found, "\n".join(found)


def test_no_file_of_others_and_none_that_can_be_made() -> None:
    """Third-party code comes from packages at install time; Parquet, SQLite and zip are made from the CSV."""
    assert not [
        name for name in tracked() if name.endswith((*NOT_OURS, *DERIVED)) and not name.startswith("tests/corpus/")
    ]


def test_scripts_and_styles_are_our_own() -> None:
    own = [name for name in tracked() if name.endswith((".js", ".css"))]
    assert not [name for name in own if not name.startswith(("build/gongkai/site/", "docs/"))]
    marked = [
        name
        for name in own
        if re.search(r"@license|@preserve|\(c\) ?(?:19|20)\d\d|sourceMappingURL", text_of(name) or "", re.IGNORECASE)
    ]
    assert not marked
    long = [name for name in own if any(len(line) > 300 for line in (text_of(name) or "").splitlines())]
    assert not long, "looks minified"


def test_no_file_is_large() -> None:
    """Bulk belongs in the site or a release, not in every clone."""
    large = {name: size for name in tracked() if (size := (ROOT / name).stat().st_size) > 2_000_000}
    assert not large


def test_text_ends_with_one_newline_and_has_no_trailing_space() -> None:
    wrong = [
        name
        for name in tracked()
        if not name.startswith((*ORIGINALS, "datapackage/data/"))
        and (text := text_of(name))
        and (
            text.endswith("\n\n")
            or not text.endswith("\n")
            or re.search(r"[ \t]+$", text, re.MULTILINE)
            or "\r" in text
        )
    ]
    assert not wrong
