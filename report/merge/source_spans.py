"""Where atoms are in the templates: the spans of their tags, the edits of templates, and reasons against them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from report.merge.atoms import CLAIM, Atom
from report.merge.markdown_writer import Piece

#: The end of a paragraph within the text of one edit.
BREAK = "\u2029"
_DELIMITERS = re.compile(r"(?:[*_^~`\[\]]|\]\([^()\s]*\)|\{[^{}]*\})*")
_LEADING = re.compile(r"[*_^~`\[]+\Z")


@dataclass(frozen=True)
class SourceEdit:
    """A replacement in one file, by offsets in the template of the build."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Refusal:
    """Why an edit cannot be applied, and what to do; `atom` is what it touches, `typed` its new text.

    `home` is the label of the table or figure whose product prints the text; the edit `reshapes` it if rows or columns
    change.
    """

    why: str
    remedy: str
    atom: Atom | None = None
    typed: str = ""
    home: str = ""
    reshapes: bool = False


@dataclass(frozen=True)
class Setting:
    """The templates, and how new footnotes are called."""

    sources: Mapping[str, str]
    name_note: Callable[[str], str] = lambda id: id


def span(atom: Atom, setting: Setting) -> tuple[int, int]:
    """The span of an atom, or of the whole tag that prints it."""
    if atom.kind != CLAIM:
        return atom.start, atom.end
    text = setting.sources[atom.file]
    return text.rfind("<<", 0, atom.start), text.find(">>", atom.end) + 2


def outer(covered: Sequence[Atom], setting: Setting) -> tuple[int, int]:
    """The span from the first to the last of some atoms, with the whole tags that print them."""
    return span(covered[0], setting)[0], span(covered[-1], setting)[1]


def beyond(atom: Atom, after: bool, setting: Setting) -> tuple[str, int, str]:
    """The place outside the delimiters of the first or last atom of a unit."""
    text, (start, end) = setting.sources[atom.file], span(atom, setting)
    if after:
        found = _DELIMITERS.match(text, end)
        return atom.file, found.end() if found else end, ""
    before = _LEADING.search(text[:start])
    return atom.file, before.start() if before else start, ""


def remaining(atoms: Sequence[Atom], setting: Setting) -> list[Piece]:
    """The source of atoms that remain; a tag that prints several is written once."""
    made: list[Piece] = []
    done: set[tuple[str, int, int]] = set()
    for atom in atoms:
        start, end = span(atom, setting)
        if (atom.file, start, end) not in done:
            source = setting.sources[atom.file][start:end]
            made.append(
                Piece("\n" if source.strip() == "" and "\n" in source else source, atom.format, typed=False)
            )
            done.add((atom.file, start, end))
    return made
