"""How large the site is, and how many reports more a host with a limit of 1 GB takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gongkai.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Mapping
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
    ("regions/*.csv", "下载"),
    ("api/*", "接口"),
    ("charts/*", "图表"),
    ("assets/sqlite/*", "浏览器里的 SQLite"),
    ("assets/*", "主题"),
    ("*.html", "其他页面"),
    ("*", "其他文件"),
)
"""Pattern of the path (`*` also takes slashes) and what it is called; the first that fits counts."""

_PER_REPORT: Mapping[str, tuple[str, ...]] = {
    "中文页": ("年报页", "机关页"),
    "英文页": ("英文年报页", "英文机关页"),
    "页旁的数据": ("年报数据",),
    "原件": ("原件",),
    "整体下载": ("下载",),
    "检索和接口": ("检索用文字", "检索", "接口"),
}
"""Kinds that grow with the number of reports, as an owner can choose about them: the downloads of the whole too."""

FEW = 100
"""Below this many reports the parts of the downloads that do not grow weigh more than those that do."""


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
        return sum(self.shares.values()) if self.agency_years else None

    @property
    def shares(self) -> Mapping[str, float]:
        """What one report takes of each kind that grows, in bytes; empty without reports."""
        if not self.agency_years:
            return {}
        sizes = {kind.name: kind.bytes for kind in self.kinds}
        return {
            name: sum(sizes.get(kind, 0) for kind in kinds) / self.agency_years for name, kinds in _PER_REPORT.items()
        }

    def agency_years_left(self, limit: int = OVER) -> int | None:
        """Reports that still fit below a limit in bytes, that of this build or the host's; None without reports."""
        each = self.bytes_per_agency_year
        return max(0, int((limit - self.bytes) / each)) if each else None

    @property
    def over(self) -> bool:
        """Whether the site is too large to publish."""
        return self.bytes > OVER

    def lines(self) -> tuple[str, ...]:
        """For the terminal: the total, each kind, what is left."""
        total = f"网站共 {self.files:,} 个文件，{_megabytes(self.bytes)}（上限 {_megabytes(OVER)}）"
        kinds = (f"  {kind.name}：{kind.files:,} 个文件，{_megabytes(kind.bytes)}" for kind in self.kinds if kind.files)
        if not self.agency_years or not self.bytes_per_agency_year:
            return (total, *kinds)
        parts = "，".join(f"{name} {size / 1000:.1f}" for name, size in self.shares.items() if size)
        few = "；份数少时估计偏高" if self.agency_years < FEW else ""
        each = f"每份年报约 {self.bytes_per_agency_year / 1000:.1f} KB：{parts}{few}"
        left = (
            f"已有 {self.agency_years:,} 份，到上限还可收录约 {self.agency_years_left():,} 份，"
            f"到 1 GB 约 {self.agency_years_left(LIMIT):,} 份"
        )
        return (total, *kinds, each, left)


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
            "publish one site per province (`region_scope` in mkdocs.yml), leave out a language (`languages`), or host it elsewhere"
        )


def _kind(path: str) -> str:
    return next(name for pattern, name in _KINDS if fnmatchcase(path, pattern))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
