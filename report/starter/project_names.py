"""The name of a new project: that of its folder and, in another spelling, of its package."""

from __future__ import annotations

import keyword
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from report.results.summaries.variables import needs_row
from report.rows.errors import Fault, StoreError, UsageError

_TAKEN = frozenset({"report", "analysis", "tracepaper", "test", "tests", "con", "nul", "aux", "prn"})
_REMEDY = "choose another, such as first-paper"


@dataclass(frozen=True)
class ProjectName:
    """The folder of a project, and its name in files."""

    folder: Path
    package: str
    title: str


def project_name(wanted: Path) -> ProjectName:
    """A name whose folder does not exist yet; spaces become hyphens, an impossible name is a fault."""
    written = " ".join(wanted.name.split())
    folder = wanted.parent / written.replace(" ", "-")
    package = re.sub(
        r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", written.lower()).encode("ascii", "ignore").decode()
    )
    package = package.strip("-")
    if not written or written.startswith((".", "-")) or not written.isprintable() or not package:
        raise UsageError(Fault(str(wanted), "cannot be the name of a project", _REMEDY))
    if keyword.iskeyword(written) or keyword.issoftkeyword(written):
        raise UsageError(Fault(written, "is a keyword of Python", _REMEDY))
    if package in _TAKEN:
        raise UsageError(Fault(written, "is the name of another package or folder", _REMEDY))
    if folder.exists() or folder.is_symlink():
        raise StoreError(Fault(str(folder), "already exists; nothing was changed", "choose another name"))
    if not folder.parent.is_dir():
        raise StoreError(Fault(str(folder.parent), "is not a folder", "create it, or choose another place"))
    words = re.sub(r"[-_\s]+", " ", written).strip()
    title = "[Title of the paper]" if needs_row(words) else words[:1].upper() + words[1:]
    return ProjectName(folder, package, title)
