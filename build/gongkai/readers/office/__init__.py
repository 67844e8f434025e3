"""Kinds of file that LibreOffice converts to DOCX first."""
