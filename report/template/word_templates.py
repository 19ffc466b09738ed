"""Checks that a file can serve as the reference document of Word files."""

from __future__ import annotations

import zipfile
from pathlib import Path

_PARTS = {"word/document.xml": "text", "word/styles.xml": "styles"}
AS_WORD = "open it in Word or LibreOffice and save it as .docx"


def word_template_fault(path: Path) -> str:
    """What is wrong with a reference document, worded to follow its name; empty if Word files can use it."""
    from lxml import etree

    if not zipfile.is_zipfile(path):
        return "is not a Word file (.docx)"
    try:
        with zipfile.ZipFile(path) as archive:
            if _PARTS.keys().isdisjoint(archive.namelist()):
                return "is not a Word file (.docx)"
            for part, what in _PARTS.items():
                if part not in archive.namelist():
                    return f"is a Word file without {what}"
                etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, etree.XMLSyntaxError):
        return "is a damaged Word file"
    return ""
