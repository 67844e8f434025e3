"""Up to six bodies side by side, in the reader's browser, also from a copy on disk.

series ──> agencies/<id>/compare.js     what is compared, some 700 bytes a report
chooser ─> assets/compare-list.js       all bodies with reports, to choose from
page ────> compare/                     the frame, the words and the sets of figures; scripts/compare.js does the rest
"""

from gongkai.site.compare.chooser import LIST, write_list
from gongkai.site.compare.page import address, page
from gongkai.site.compare.series import FILE, script

__all__ = ["FILE", "LIST", "address", "page", "script", "write_list"]
