"""PDF files as browsers and other layout programs print them."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def no_chromium() -> str:
    return "" if shutil.which("chromium") else "chromium"


def chromium(sources: list[Path], out: Path) -> None:
    """Print pages with Debian's Chromium; the network stays off."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only where it is used

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        context = browser.new_context(offline=True, java_script_enabled=False)
        page = context.new_page()
        for source in sources:
            page.goto(source.as_uri())
            page.pdf(
                path=str(out / f"{source.stem}.pdf"),
                format="A4",
                margin={"top": "20mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
            )
        browser.close()


@cache
def no_weasyprint() -> str:
    return "" if importlib.util.find_spec("weasyprint") else "weasyprint"


def weasyprint(source: Path, target: Path) -> None:
    from weasyprint import HTML  # noqa: PLC0415 -- only where it is used

    HTML(filename=str(source)).write_pdf(str(target))


@cache
def no_pdftotext() -> str:
    return "" if shutil.which("pdftotext") else "pdftotext (poppler-utils)"


def pdftotext(source: Path, target: Path) -> None:
    """The text layer with poppler's column layout."""
    subprocess.run(["pdftotext", "-layout", str(source), str(target)], check=False, capture_output=True, timeout=60)
