"""Package: annual reports -> `datapackage/`, complete in itself.

```
readings ── keys ── exact ── rows ──> data/*.csv, datapackage.json, README.md, originals/   write_package
                                          │
                                          └──> data/*.parquet, gongkai.sqlite, .xlsx, .zip    ensure_derived
```

CSV is canonical and byte-identical from identical readings; everything else is made from it. A table
too large for one file lies in a folder of its name (`shards`); whoever reads it by `tables` or `parquet` need not know.
`schema` is the one source of names, types and titles.
"""

from gongkai.package.derived import ensure_derived
from gongkai.package.load import annual_reports, read_package
from gongkai.package.validation import validate
from gongkai.package.write import PackageSummary, write_package

__all__ = ["PackageSummary", "annual_reports", "ensure_derived", "read_package", "validate", "write_package"]
