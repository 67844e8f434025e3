"""`CITATION.cff` of the data package: how to cite it, for people and for programs that manage literature."""

from __future__ import annotations

import json

from gongkai.package.croissant import described
from gongkai.package.descriptor import CONTRIBUTORS, DESCRIPTION, KEYWORDS, LICENSES, TITLE_EN, TITLE_ZH


def citation(*, created: str, version: str, specimen: bool) -> str:
    """The text of the file. Its values are written as JSON, which YAML contains."""
    values: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "引用本数据时请注明版本与日期。 / If you use this data, please cite it as below.",
        "title": f"{TITLE_ZH} ({TITLE_EN})",
        "type": "dataset",
        "authors": [{"name": contributor["title"]} for contributor in CONTRIBUTORS],
        "version": version,
        "date-released": created[:10],
        "license": LICENSES[0]["name"],
        "keywords": KEYWORDS,
        "abstract": described(DESCRIPTION, specimen),
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
