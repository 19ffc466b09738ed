"""Locates a word in the sources of a document, for faults found during rendering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from report.render.document import Document

_INCLUDED = re.compile(r"""<%[-+]?\s*(?:include|import|from)\s+["']([^"']+)["']""")

#: At most this many locations of one text are listed.
_MOST = 200


def origin(document: Document, word: str = "") -> str:
    """The source of a document, with the file and line of a word if it occurs there."""
    start = _start(document)
    for path in _sources(start, document.root) if word else ():
        text = path.read_text(encoding="utf-8", errors="replace")
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
        if found:
            return f"{_shown_path(path, document.root)}:{text.count(chr(10), 0, found.start()) + 1}"
    return _shown_path(start, document.root)


def located(document: Document, needles: Iterable[str], more: Iterable[Path] = ()) -> str:
    """The file and line of the first of some texts in the sources of a document or in further files.

    If a template assembles the text, this is the source line that has most in common with its paragraph.
    """
    return next(all_located(document, needles, more))


def all_located(document: Document, needles: Iterable[str], more: Iterable[Path] = ()) -> Iterator[str]:
    """The same for a text that occurs several times: all its locations, at least one."""
    paths = [*_sources(_start(document), document.root), *more]
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()}
    needles = [each for each in needles if each.strip()]
    for needle in needles:
        found = list(islice(_matches(needle, texts), _MOST))
        if found:
            yield from (f"{_shown_path(path, document.root)}:{line}" for path, line in found)
            return
    most_similar, line = _most_similar(texts, _paragraph(document.markdown, needles))
    yield f"{_shown_path(most_similar or _start(document), document.root)}:{line}"


def _matches(needle: str, texts: dict[Path, str]) -> Iterator[tuple[Path, int]]:
    """The locations of a text, verbatim, or as written in Markdown with entities, escapes and percent-encoding."""
    pattern = re.compile(r"\s+".join(map(re.escape, needle.split())))
    exact = [(path, found.start()) for path, text in texts.items() for found in pattern.finditer(text)]
    yield from ((path, texts[path].count("\n", 0, start) + 1) for path, start in exact)
    bare = _bare(needle)
    for path, text in texts.items() if bare and not exact else ():
        yield from ((path, n) for n, line in enumerate(text.split("\n"), 1) if bare in _bare(line))


def _bare(text: str) -> str:
    return re.sub(r"[\s\\\x00-\x20\ufffd]+", "", unquote(unescape(text)))


def _paragraph(markdown: str, needles: Iterable[str]) -> str:
    """The line of a woven document that contains one of some texts."""
    lines = markdown.split("\n")
    return next((line for needle in needles for line in lines if needle in line), "")


def _most_similar(texts: dict[Path, str], paragraph: str) -> tuple[Path | None, int]:
    """The line that has most words in common with a paragraph."""
    words = {*re.findall(r"\w{3,}", paragraph)}
    best: tuple[int, Path | None, int] = (0, None, 1)
    for path, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            shared = len(words.intersection(re.findall(r"\w{3,}", line)))
            if shared > best[0]:
                best = shared, path, number
    return best[1], best[2]


def _start(document: Document) -> Path:
    """The template of a document, or its hand-written source."""
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


def _shown_path(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
