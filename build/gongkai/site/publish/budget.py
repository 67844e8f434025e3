"""How large the site is, and how many reports more a host with a limit of 1 GB takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gongkai.errors import SiteError

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1_000_000_000
"""Bytes: "published sites may be no larger than 1 GB" (GitHub Pages)."""

OVER = 900_000_000
"""Bytes above which the build fails, while there is still time to split the site."""

_KINDS = (
    ("reports/*/index.html", "年报页"),
    ("reports/*/*", "年报数据"),
    ("agencies/*/*", "机关页"),
    ("assets/compare-list.js", "机关页"),
    ("en/reports/*", "英文年报页"),
    ("en/agencies/*", "英文机关页"),
    ("search/index/text/*", "检索用文字"),
    ("search/*", "检索"),
    ("en/search/*", "检索"),
    ("data/originals/*", "原件"),
    ("data/data/code_*", "代码表与说明"),
    ("data/*.json*", "代码表与说明"),
    ("data/*", "下载"),
    ("sectors/*.csv", "下载"),
    ("api/*", "接口"),
    ("charts/*", "图表"),
    ("assets/sqlite/*", "浏览器里的 SQLite"),
    ("assets/*", "主题"),
    ("*.html", "其他页面"),
    ("*", "其他文件"),
)
"""Pattern of the path (`*` also takes slashes) and what it is called; the first that fits counts."""

_PER_REPORT = frozenset(
    ("年报页", "年报数据", "机关页", "英文年报页", "英文机关页", "检索用文字", "检索", "原件", "下载", "接口")
)
"""Kinds that grow with the number of reports: the downloads of the whole too."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind."""

    name: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Budget:
    """The size of a finished site."""

    kinds: tuple[Kind, ...]
    agency_years: int
    """Report pages."""

    @property
    def bytes(self) -> int:
        """Of all files."""
        return sum(kind.bytes for kind in self.kinds)

    @property
    def files(self) -> int:
        """Number of files."""
        return sum(kind.files for kind in self.kinds)

    @property
    def bytes_per_agency_year(self) -> float | None:
        """What one more report adds: its pages, its data, its share of search and downloads; None without reports."""
        grows = sum(kind.bytes for kind in self.kinds if kind.name in _PER_REPORT)
        return grows / self.agency_years if self.agency_years else None

    @property
    def agency_years_left(self) -> int | None:
        """Reports that still fit below the host's limit; None without reports."""
        each = self.bytes_per_agency_year
        return max(0, int((LIMIT - self.bytes) / each)) if each else None

    @property
    def over(self) -> bool:
        """Whether the site is too large to publish."""
        return self.bytes > OVER

    def lines(self) -> tuple[str, ...]:
        """For the terminal: the total, each kind, what is left."""
        total = f"网站共 {self.files:,} 个文件，{_megabytes(self.bytes)}（上限 {_megabytes(OVER)}）"
        kinds = (f"  {kind.name}：{kind.files:,} 个文件，{_megabytes(kind.bytes)}" for kind in self.kinds if kind.files)
        if self.agency_years_left is None or self.bytes_per_agency_year is None:
            return (total, *kinds)
        left = (
            f"每份年报约 {self.bytes_per_agency_year / 1000:.1f} KB；"
            f"已有 {self.agency_years:,} 份，距 1 GB 还可收录约 {self.agency_years_left:,} 份"
        )
        return (total, *kinds, left)


def measure(site: Path) -> Budget:
    """Count the files of a finished site.

    Raises:
        SiteError: if there is no such folder.
    """
    if not site.is_dir():
        raise SiteError(f"{site}: no folder; run `mkdocs build` first")
    files: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_file():
            kind = _kind(path.relative_to(site).as_posix())
            files[kind] += 1
            sizes[kind] += path.stat().st_size
    names = dict.fromkeys(name for _, name in _KINDS)
    kinds = tuple(Kind(name, files[name], sizes[name]) for name in names)
    return Budget(kinds=kinds, agency_years=files["年报页"])


def require(budget: Budget) -> None:
    """Stop a site that is too large.

    Raises:
        SiteError: if it is above `OVER`.
    """
    if budget.over:
        raise SiteError(
            f"site of {_megabytes(budget.bytes)} is above {_megabytes(OVER)}, a host's limit being 1 GB: "
            "publish one site per province (`gongkai build` with a part of the originals) or host it elsewhere"
        )


def _kind(path: str) -> str:
    return next(name for pattern, name in _KINDS if fnmatchcase(path, pattern))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
