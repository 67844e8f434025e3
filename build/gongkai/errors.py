"""What is raised. Problems found *in* reports are `Finding`s and are never raised."""

from __future__ import annotations


class GongkaiError(Exception):
    """Base of all errors raised on purpose; the command line prints it as one line and exits 2."""


class ReportsFolderError(GongkaiError):
    """When the folder given with --reports is missing, is no folder, or holds no file."""


class UnreadableFileError(GongkaiError):
    """When one original cannot be read as what it claims to be; the run goes on without it.

    `type` is a code of the list `reject_reasons`; `note` says what was found and what to do.
    """

    def __init__(self, reason: str, note: str) -> None:
        """Keep the reason code apart from the sentence."""
        super().__init__(note)
        self.type = reason
        self.note = note


class NothingToShowError(GongkaiError):
    """When a figure or section asked for by name is not in the report, or has no page to be drawn."""


class CodeListError(GongkaiError):
    """When a code list shipped with the package lacks a column or repeats a key."""


class DataPackageError(GongkaiError):
    """When a data package is missing, incomplete or contradicts its descriptor."""


class SiteError(GongkaiError):
    """When the site cannot be made as promised: a marker missing in a shell, a broken link, a budget exceeded."""


class CorrectionRefusedError(GongkaiError):
    """When a line of `corrections.csv` is faulty, names what is not there, or was written for another reading than today's."""


class RegisterError(GongkaiError):
    """When `register.csv` is no such table, or one of its lines names no body, place, level or year that can be used."""
