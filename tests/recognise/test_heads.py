"""Identity over generated heads: nothing wrong, and nothing that the head says left unknown."""

from __future__ import annotations

import pytest
from tests.recognise.heads import head

from gongkai.recognise.identity import identify
from gongkai.recognise.refusal import refusal

SEEDS = 600


@pytest.mark.parametrize("start", range(0, SEEDS, 100))
def test_heads(start: int) -> None:
    """Name, place, level, sector, parent, year and scope; none refused."""
    for seed in range(start, start + 100):
        document, truth = head(seed)
        identity = identify(document)
        shown = (seed, truth.shown, identity)
        assert refusal(document) is None, shown
        assert identity.year == truth.year, shown
        assert identity.scope == "own", shown
        agency = identity.agency
        assert agency is not None, shown
        assert agency.name in truth.names, shown
        found = (agency.region_code, agency.level, agency.sector, agency.parent)
        assert found == (truth.region_code, truth.level, truth.sector, truth.parent), shown


def test_a_wrong_period_and_lost_characters_are_shown() -> None:
    """The title's year holds; the period is reported as wrong, as damaged, or not at all."""
    seen = set()
    for seed in range(SEEDS):
        document, _ = head(seed)
        text = "\n".join(block.text for block in document.blocks if hasattr(block, "text"))
        kinds = {finding.type for finding in identify(document).findings}
        wrong = "统计期限" in text and "11日至" not in text and ("title_year" in kinds or "narrative_period" in kinds)
        assert ("characters_lost" in kinds) == ("11日至" in text)
        seen.add((wrong, "characters_lost" in kinds))
    assert len(seen) == 3
