"""Where atoms are in the templates: the spans of their tags, the edits of templates, and reasons against them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from report.merge.atoms import CLAIM, Atom
from report.merge.inline_atoms import atoms_of
from report.merge.markdown_writer import Piece

#: The end of a paragraph within the text of one edit.
BREAK = "\u2029"
_DELIMITERS = re.compile(r"(?:[*_^~`\[\]]|\]\([^()\s]*\)|\{[^{}]*\})*")
#: The delimiters of the tags of a template.
TAG = re.compile(r"<%|%>|<<|>>|<#")
_WHOLE_TAG = re.compile(r"<<.*?>>|<%.*?%>|<#.*?#>", re.DOTALL)
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
    """The templates, how footnotes are called, and the text that the copy has elsewhere or nowhere.

    `paragraph_break` divides the unit that is edited; if it is empty, a blank line does.
    """

    sources: Mapping[str, str]
    name_note: Callable[[str], str] = lambda id: id
    lost: Sequence[Sequence[Atom]] = ()
    paragraph_break: str = ""


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


def between(text: str, start: int, end: int, atoms: Sequence[Atom]) -> str:
    """What lies between atoms in a stretch of a template."""
    parts, place = [], start
    for atom in atoms:
        parts.append(text[place : max(place, atom.start)])
        place = max(place, atom.end)
    return "".join([*parts, text[place:end]])


def remaining(atoms: Sequence[Atom], setting: Setting) -> list[Piece]:
    """The source of atoms that remain; a tag that prints several is written once."""
    made: list[Piece] = []
    done: set[tuple[str, int, int]] = set()
    for atom in atoms:
        start, end = span(atom, setting)
        if (atom.file, start, end) not in done:
            text = setting.sources[atom.file]
            source = text[start:end]
            format = _format_around(text, start, end) if atom.format and "<<" in source else atom.format
            made.append(
                Piece("\n" if source.strip() == "" and "\n" in source else source, format, typed=False)
            )
            done.add((atom.file, start, end))
    return made


def _format_around(text: str, start: int, end: int) -> str:
    """The format that a template gives to a tag, which may itself print formatted text, such as the *p* of a test."""
    begun, ended = text.rfind("\n\n", 0, start) + 1, text.find("\n\n", end)
    paragraph = text[begun : ended if ended >= 0 else len(text)]
    masked = _WHOLE_TAG.sub(lambda tag: "x" * len(tag[0]), paragraph)
    return next((atom.format for atom in atoms_of(masked) if atom.start <= start - begun < atom.end), "")
