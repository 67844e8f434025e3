"""Publish: `datapackage/` -> `site/`.

```
gongkai.sqlite ── store ─┬─ pages ──> aggregate pages and shells, rendered by MkDocs   (hook.py)
                         ├─ write ──> record pages: one shell a kind, filled by several processes
                         ├─ search ─> full-text index, header index
                         └─ data_page.copy_downloads ──> data/
```

Nothing here reads originals or knows how figures were found. `mkdocs build` makes the whole site;
`write.write_records` can also be called after another generator that renders the shells.
"""
