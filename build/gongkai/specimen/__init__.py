"""Synthetic annual reports with known figures: for demonstrations, tests and benchmarks.

Places, bodies, words and numbers are invented. The same seed gives the same bytes on every
machine. `write_specimens` is what the command `gongkai specimen` calls; nothing in the pipeline
imports this package, and reportlab is only needed to write PDF.
"""

from gongkai.specimen.plan import KINDS
from gongkai.specimen.write import MANIFEST, WRITERS, SpecimenRecord, write_specimens

__all__ = ["KINDS", "MANIFEST", "WRITERS", "SpecimenRecord", "write_specimens"]
