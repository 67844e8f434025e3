"""SQL in the reader's own browser.

gongkai.sqlite ── slim ──> data/gongkai-browser.sqlite.gz     a tenth of the size, the same tables to ask
npm package    ── engine ─> assets/sqlite/                    SQLite as WebAssembly; the page says how to do without
examples, schema ── page ─> data/sql/                         questions with one click, tables and columns in words
"""

from gongkai.site.sql.engine import write_engine
from gongkai.site.sql.page import page
from gongkai.site.sql.slim import BROWSER_SQLITE, add_slim, write_slim

__all__ = ["BROWSER_SQLITE", "add_slim", "page", "write_engine", "write_slim"]
