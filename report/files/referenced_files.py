"""The files that a document refers to: pictures, bibliographies, styles, linked files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from report.files.file_states import FileState, file_state

#: A name without spaces, one in quotation marks or brackets, the target of a link, the value of a line of metadata.
_NAMES = (
    re.compile(r"""[^\s"'()<>{}\[\],|]+\.[A-Za-z0-9]{1,8}(?![A-Za-z0-9])"""),
    re.compile(r'"([^"\n]+\.[A-Za-z0-9]{1,8})"'),
    re.compile(r"'([^'\n]+\.[A-Za-z0-9]{1,8})'"),
    re.compile(r"\]\(\s*<?([^()<>\n]+?\.[A-Za-z0-9]{1,8})>?[\s)]"),
    re.compile(r"^[ \t-]*(?:[\w-]+:[ \t]*)?([^\n:]+\.[A-Za-z0-9]{1,8})[ \t]*$", re.MULTILINE),
)


def referenced_files(text: str, folders: Iterable[Path]) -> dict[str, FileState]:
    """The files that a text may refer to, relative to some folders, in their current state."""
    places = dict.fromkeys(folder / name for name in dict.fromkeys(_names(text)) for folder in folders)
    found = sorted(str(path) for path in places if _is_file(path))
    return {path: file_state(path) for path in found}


def _names(text: str) -> Iterator[str]:
    for pattern in _NAMES:
        for match in pattern.finditer(text):
            name = match[match.lastindex or 0].strip()
            yield from {name, unquote(name).partition("#")[0].partition("?")[0]}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
