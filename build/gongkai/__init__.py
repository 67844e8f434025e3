"""gongkai (公开): annual reports on government information disclosure, read into open data.

```
originals (pdf docx html txt md)
   │  read        path          -> Document        gongkai.readers
   ▼
   │  recognise   Document      -> AnnualReport     gongkai.recognise
   ▼
   │  check       AnnualReport  -> Findings         gongkai.checks
   ▼
   │  package     everything    -> datapackage/     gongkai.package
═══╪═══ border: datapackage/ is complete in itself; nothing below it reads originals
   ▼
   │  publish     datapackage/  -> site/            gongkai.site (`mkdocs build`)
```

Each stage is a pure function between frozen dataclasses (`gongkai.model`). Files, processes
and the terminal are touched only at the edges (`gongkai.pipeline`, `gongkai.cli`), and
imports point forwards only: a later stage may import an earlier one's types, never the
other way round.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("gongkai")
except PackageNotFoundError:  # running from a bare checkout
    __version__ = "0.0.0"
