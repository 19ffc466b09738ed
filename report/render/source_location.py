"""Where in the sources of a document a word stands that only the rendering missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from report.render.document import Document

_INCLUDED = re.compile(r"""<%[-+]?\s*(?:include|import|from)\s+["']([^"']+)["']""")


def origin(document: Document, word: str = "") -> str:
    """The source of a document: with file and line where a word stands in it, if it does."""
    start = _start(document)
    for path in _sources(start, document.root) if word else ():
        text = path.read_text(encoding="utf-8", errors="replace")
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
        if found:
            return f"{_told(path, document.root)}:{text.count(chr(10), 0, found.start()) + 1}"
    return _told(start, document.root)


def _start(document: Document) -> Path:
    """The template of a document, or the text that its author wrote by hand."""
    written = document.root / f"{document.name}.qmd"
    template = document.root / "templates" / f"{document.name}.qmd.j2"
    return written if written.is_file() and not template.is_file() else template


def _sources(start: Path, root: Path) -> Iterator[Path]:
    waiting, seen = [start], {start}
    while waiting:
        path = waiting.pop(0)
        if path.is_file():
            yield path
            text = path.read_text(encoding="utf-8", errors="replace")
            new = [root / "templates" / name for name in _INCLUDED.findall(text)]
            waiting += [each for each in dict.fromkeys(new) if each not in seen]
            seen.update(new)


def _told(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
