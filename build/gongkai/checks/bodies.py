"""What kind of body publishes, as far as the rules need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Agency

GOVERNMENT_ENDINGS = ("人民政府", "行政公署")


def is_government(agency: Agency) -> bool:
    """Whether this is a government itself, not one of its departments nor its office."""
    return agency.name.endswith(GOVERNMENT_ENDINGS)
