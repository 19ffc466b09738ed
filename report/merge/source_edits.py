"""Regions of edited text as edits of the templates, or the reason why a region cannot be applied."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from report.merge.atoms import CITATION, CLAIM, FORMULA, LITERAL, NUMBER, REFERENCE, TEXT, Atom
from report.merge.base import PRODUCT
from report.merge.markdown_writer import Piece, Style, in_style, markdown, typed
from report.merge.regions import Letter, Region

BREAK = "\u2029"
_TAG = re.compile(r"<%|%>|<<|>>|<#")
_DELIMITERS = re.compile(r"(?:[*_^~`\[\]]|\]\([^()\s]*\)|\{[^{}]*\})*")
_LEADING = re.compile(r"[*_^~`\[]+\Z")
_LINE_START = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class SourceEdit:
    """A replacement in one file, by offsets of the text that was woven."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Refusal:
    """Why an edit cannot be applied, and what to do; `atom` is what it touches, `typed` its new text."""

    why: str
    remedy: str
    atom: Atom | None = None
    typed: str = ""


@dataclass(frozen=True)
class Setting:
    """The templates, and how new footnotes are called."""

    sources: Mapping[str, str]
    name_note: Callable[[str], str] = lambda id: id


def edit_of(atoms: Sequence[Atom], region: Region, setting: Setting) -> SourceEdit | Refusal:
    """The edit of the templates for a region of a unit."""
    if region.start == region.end:
        return _insertion(atoms, region, setting)
    covered = atoms[region.start : region.end]
    refusal = _refusal(atoms, region, setting)
    if refusal is not None:
        return refusal
    inside = _claim_inside(atoms, region, setting)
    if _is_plain(atoms, region, setting):
        start, end = (covered[0].start, covered[-1].end) if inside else _outer(covered, setting)
        return _written(covered[0].file, start, end, _typed_text(region.letters, setting), inside, setting)
    return _rewritten(atoms, region, inside, setting)


def span(atom: Atom, setting: Setting) -> tuple[int, int]:
    """The span of an atom, or of the whole tag that prints it."""
    if atom.kind != CLAIM:
        return atom.start, atom.end
    text = setting.sources[atom.file]
    return text.rfind("<<", 0, atom.start), text.find(">>", atom.end) + 2


def _outer(covered: Sequence[Atom], setting: Setting) -> tuple[int, int]:
    return span(covered[0], setting)[0], span(covered[-1], setting)[1]


def _refusal(atoms: Sequence[Atom], region: Region, setting: Setting) -> Refusal | None:
    covered = atoms[region.start : region.end]
    for atom in covered:
        if atom.start < 0:
            return Refusal(
                "is written by the engine, not by a template", "change its source, or leave it", atom
            )
    if len({atom.file for atom in covered}) > 1:
        return Refusal("spans two template files", "make the edit in the templates", covered[0])
    for atom in covered:
        if found := _refused_atom(atom, atoms, region, setting):
            return found
    if _crosses(covered, setting):
        return Refusal(
            "spans a tag of the template, such as <% if %>",
            "make the edit in the template, in each branch",
            covered[0],
        )
    return None


def _refused_atom(atom: Atom, atoms: Sequence[Atom], region: Region, setting: Setting) -> Refusal | None:
    if atom.kind == TEXT or (atom.kind == CLAIM and _claim_inside(atoms, region, setting)):
        return None
    here = (atom.file, *span(atom, setting))
    whole = [place for place, each in enumerate(atoms) if (each.file, *span(each, setting)) == here]
    is_whole = whole[0] >= region.start and whole[-1] < region.end
    typed = region.text.strip()
    if atom.kind in (NUMBER, LITERAL) and (region.cut or re.search(r"\d", typed) or not is_whole):
        return Refusal(
            "changes a number", "fix the analysis, name another row, or reject the edit", atom, typed
        )
    if atom.kind in (CITATION, REFERENCE, FORMULA) and (region.cut or not is_whole):
        what = {CITATION: "a citation", REFERENCE: "a cross-reference", FORMULA: "a formula"}[atom.kind]
        return Refusal(f"changes the printed text of {what}", "change it in the template", atom, typed)
    if not is_whole:
        what = "the wording of a claim and text around it" if atom.kind == CLAIM else "text that a tag prints"
        return Refusal(f"changes {what}", "make the edit in the template", atom, typed)
    return None


def _claim_inside(atoms: Sequence[Atom], region: Region, setting: Setting) -> bool:
    """Whether a region lies within the wording of one claim."""
    covered = atoms[region.start : region.end]
    return (
        bool(covered)
        and all(atom.kind == CLAIM for atom in covered)
        and len({span(a, setting) for a in covered}) == 1
    )


def _crosses(covered: Sequence[Atom], setting: Setting) -> bool:
    """Whether a tag that prints no text lies between the atoms."""
    text = setting.sources[covered[0].file]
    edges = [span(atom, setting) if atom.kind == CLAIM else (atom.start, atom.end) for atom in covered]
    pairs = itertools.pairwise(edges)
    return any(
        one != other and (one[1] > other[0] or _TAG.search(text, one[1], other[0])) for one, other in pairs
    )


def _formats(letters: Sequence[Letter]) -> set[str]:
    return {letter.format for letter in letters if not letter.text.isspace()}


def _is_plain(atoms: Sequence[Atom], region: Region, setting: Setting) -> bool:
    """Whether the text between the first and the last atom can be replaced without a change of format."""
    covered = atoms[region.start : region.end]
    old = {atom.format for atom in covered if atom.kind in (TEXT, CLAIM)}
    if len(old) > 1 or not _formats(region.letters) <= (old or {""}):
        return False
    format = next(iter(old), "")
    if not format:
        return True
    before, after = atoms[region.start - 1 : region.start], atoms[region.end : region.end + 1]
    alone = not any(each.format == format for each in (*before, *after))
    return bool(region.text.strip()) or not alone


def _typed_text(letters: Sequence[Letter], setting: Setting) -> str:
    """Typed text without its format, which is that of its surroundings."""
    if any(letter.note for letter in letters):
        return markdown(
            [Piece(each.text, "", True, each.note) for each in letters], Style(), setting.name_note
        )
    return typed("".join(letter.text for letter in letters))


def _written(file: str, start: int, end: int, text: str, constant: bool, setting: Setting) -> SourceEdit:
    source = setting.sources[file]
    style = _style(source, start, constant)
    before = source[max(0, start - 3) : start]
    made = in_style(text, style, before).replace(BREAK, f"\n\n{style.indent}")
    return SourceEdit(file, start, end, made)


def _style(text: str, place: int, constant: bool) -> Style:
    """How text is written at a place of a template."""
    begun = text.rfind("\n", 0, place) + 1
    indent = _LINE_START.match(text, begun)
    if constant:
        quote = next((letter for letter in reversed(text[:place]) if letter in "\"'"), '"')
        return Style(quoted=quote)
    front = re.match(r"[\w-]+:[ \t]+([\"'])", text[begun:place]) if text.startswith("---") else None
    return Style(quoted=front[1]) if front else Style(indent[0] if indent else "")


def _insertion(atoms: Sequence[Atom], region: Region, setting: Setting) -> SourceEdit | Refusal:
    left = atoms[region.start - 1] if region.start else None
    right = atoms[region.start] if region.start < len(atoms) else None
    tags = [span(each, setting) for each in (left, right) if each is not None and each.kind not in (TEXT,)]
    if len(tags) == 2 and tags[0] == tags[1] and left is not None and left.kind != CLAIM:
        return Refusal(
            "is inside text that a tag prints", "change the tag in the template", left, region.text
        )
    formats = _formats(region.letters)
    both_claim = len(tags) == 2 and tags[0] == tags[1]
    glued = left is not None and left.kind == CLAIM and region.text[:1].isalnum()
    place = _place(left, right, formats, both_claim or glued, setting)
    if place is None:
        return _rewritten(atoms, region, both_claim, setting)
    file, offset, context = place
    letters = [
        Letter(each.text, "" if each.format == context else each.format, each.note) for each in region.letters
    ]
    pieces = [Piece(each.text, each.format, True, each.note) for each in letters]
    text = markdown(_grouped(pieces), Style(), setting.name_note)
    return _written(file, offset, offset, text, both_claim or glued, setting)


def _place(
    left: Atom | None, right: Atom | None, formats: set[str], constant: bool, setting: Setting
) -> tuple[str, int, str] | None:
    """The file, the offset and the format at which text is inserted between two atoms."""
    context = next(iter(formats), "") if len(formats) <= 1 else None
    usable = [each for each in (left, right) if each is not None and each.start >= 0]
    for atom in usable:
        if atom.kind in (TEXT, CLAIM) and atom.format == context and (atom.kind == TEXT or constant):
            return atom.file, (atom.end if atom is left else atom.start), context or ""
    for atom in usable:
        if not atom.format and (atom.kind != CLAIM or not constant):
            edge = span(atom, setting)[1 if atom is left else 0]
            return atom.file, edge, ""
    if len(usable) == 1 and usable[0].format:
        return _beyond(usable[0], usable[0] is left, setting)
    return None


def _beyond(atom: Atom, after: bool, setting: Setting) -> tuple[str, int, str]:
    """The place outside the delimiters of the first or last atom of a unit."""
    text, (start, end) = setting.sources[atom.file], span(atom, setting)
    if after:
        found = _DELIMITERS.match(text, end)
        return atom.file, found.end() if found else end, ""
    before = _LEADING.search(text[:start])
    return atom.file, before.start() if before else start, ""


def _grouped(pieces: Sequence[Piece]) -> list[Piece]:
    """Typed letters joined to texts; spaces take the format of the letters around them."""
    made: list[Piece] = []
    for each in pieces:
        if made and not each.note and not made[-1].note and each.typed and made[-1].typed:
            last = made[-1]
            if last.format == each.format:
                made[-1] = Piece(last.text + each.text, last.format)
                continue
        made.append(each)
    return made


def _rewritten(atoms: Sequence[Atom], region: Region, inside: bool, setting: Setting) -> SourceEdit | Refusal:
    """The region with all formatted text around it written again."""
    first, last = region.start, region.end
    while first and atoms[first - 1].format:
        first -= 1
    while last < len(atoms) and atoms[last].format:
        last += 1
    if inside:
        remedy = "write the format into both wordings in the template"
        return Refusal(
            "changes the format inside a claim's wording", remedy, atoms[first - (first == len(atoms))]
        )
    if first == last:
        return Refusal("has no text beside it that a template holds", "make the edit in the template")
    text, file = setting.sources[atoms[first].file], atoms[first].file
    around = [*atoms[first : region.start], *atoms[region.end : last]]
    if any(atom.start < 0 or atom.file != file or atom.kind in (PRODUCT, CLAIM) for atom in around):
        return Refusal(
            "changes the format of text that a tag prints", "change the tag in the template", atoms[first]
        )
    start = span(atoms[first - 1], setting)[1] if first else _beyond(atoms[first], False, setting)[1]
    end = span(atoms[last], setting)[0] if last < len(atoms) else _beyond(atoms[last - 1], True, setting)[1]
    if _TAG.search(_between(text, start, end, atoms[first:last])):
        return Refusal("changes the format across a tag", "make the edit in the template", atoms[first])
    pieces = [
        *kept(atoms[first : region.start], setting),
        *(Piece(each.text, each.format, True, each.note) for each in region.letters),
        *kept(atoms[region.end : last], setting),
    ]
    return _written(file, start, end, markdown(_grouped(pieces), Style(), setting.name_note), False, setting)


def _between(text: str, start: int, end: int, atoms: Sequence[Atom]) -> str:
    """What lies between atoms in a stretch of a template."""
    parts, place = [], start
    for atom in atoms:
        parts.append(text[place : max(place, atom.start)])
        place = max(place, atom.end)
    return "".join([*parts, text[place:end]])


def kept(atoms: Sequence[Atom], setting: Setting) -> list[Piece]:
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
