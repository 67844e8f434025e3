"""Pages of many bodies: places, levels, fields and years, and what they are put together from."""
