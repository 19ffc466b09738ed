"""Regions of edited text as edits of the templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report.merge import seams
from report.merge.atoms import CLAIM, TEXT, Atom
from report.merge.base import PRODUCT
from report.merge.markdown_writer import (
    WritingStyle,
    in_style,
    joined,
    markdown,
    paragraph,
    typed,
    typed_pieces,
)
from report.merge.moved_text import pieces_of, typed_only
from report.merge.refusals import added_formula, inside_claim, refusal_of
from report.merge.regions import EditedLetter, EditedRegion
from report.merge.restyled_units import MARKER
from report.merge.source_spans import (
    BREAK,
    TAG,
    Refusal,
    Setting,
    SourceEdit,
    between,
    beyond,
    outer,
    remaining,
    span,
)

#: What precedes the text of a block on its first line.
_BLOCK_START = re.compile(rf"[ \t]*(?:>[ \t]*)?(?:(?:{MARKER.pattern}|\[\^[^\]\s]+\]:)[ \t]*)?\Z")
#: The line before a block: none, a blank one, a fence, or the name of a text of the metadata.
_LINE_BEFORE = re.compile(r"(?:|[ \t]*|:::.*|[\w-]+:[ \t]*[|>].*)\Z")
#: How much of the template behind an edit may become a part of a marker.
_MARKER_REACH = 6
_LINE_START = re.compile(r"[ \t]*")


def edit_of(atoms: Sequence[Atom], region: EditedRegion, setting: Setting) -> SourceEdit | Refusal:
    """The edit of the templates for a region of a unit."""
    if region.start == region.end:
        return added_formula(typed_only(region.letters, setting)) or _insertion(atoms, region, setting)
    covered = atoms[region.start : region.end]
    refusal = refusal_of(atoms, region, setting) or added_formula(typed_only(region.letters, setting))
    if refusal is not None:
        return refusal
    inside = inside_claim(atoms, region, setting)
    if _is_plain(atoms, region, setting):
        start, end = (covered[0].start, covered[-1].end) if inside else outer(covered, setting)
        return _written(
            covered[0].file, start, end, _typed_text(region.letters, inside, setting), inside, setting
        )
    return _rewritten(atoms, region, inside, setting)


def _formats(letters: Sequence[EditedLetter]) -> set[str]:
    return {letter.format for letter in letters if not letter.text.isspace()}


def _is_plain(atoms: Sequence[Atom], region: EditedRegion, setting: Setting) -> bool:
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


def _typed_text(letters: Sequence[EditedLetter], constant: bool, setting: Setting) -> str:
    """Typed text without its format, if that equals the format of its surroundings."""
    moved = not constant and len(typed_only(letters, setting)) < len(letters)
    if moved or any(letter.note for letter in letters):
        plain = [replace(each, format="") for each in letters]
        pieces = pieces_of(plain, setting) if moved else typed_pieces(plain)
        return markdown(joined(pieces), WritingStyle(), setting.name_note)
    return typed("".join(letter.text for letter in letters))


def _written(file: str, start: int, end: int, text: str, constant: bool, setting: Setting) -> SourceEdit:
    source = setting.sources[file]
    style = _style(source, start, constant)
    before = source[max(0, start - 3) : start]
    made = in_style(text, style, before)
    made = made.replace(BREAK, setting.paragraph_break or f"\n\n{style.indent}")
    if not style.quoted and _starts_block(source, start):
        following = source[end : end + _MARKER_REACH]
        made = paragraph(made + following).removesuffix(following)
    return SourceEdit(file, start, end, seams.between(source[:start], made, source[end:]))


def _starts_block(source: str, place: int) -> bool:
    """Whether a place of a template is where the text of a block begins."""
    begun = source.rfind("\n", 0, place) + 1
    found = _BLOCK_START.match(source[begun:place])
    if found is None:
        return False
    before = source[source.rfind("\n", 0, max(0, begun - 1)) + 1 : max(0, begun - 1)]
    return bool(found[0].strip()) or _LINE_BEFORE.match(before) is not None


def _style(text: str, place: int, constant: bool) -> WritingStyle:
    """The style in which text is written at a place of a template."""
    begun = text.rfind("\n", 0, place) + 1
    indent = _LINE_START.match(text, begun)
    if constant:
        quote = next((letter for letter in reversed(text[:place]) if letter in "\"'"), '"')
        return WritingStyle(quoted=quote, in_tag=True)
    front = re.match(r"[\w-]+:[ \t]+([\"'])", text[begun:place]) if text.startswith("---") else None
    return WritingStyle(quoted=front[1]) if front else WritingStyle(indent[0] if indent else "")


def _insertion(atoms: Sequence[Atom], region: EditedRegion, setting: Setting) -> SourceEdit | Refusal:
    left = atoms[region.start - 1] if region.start else None
    right = atoms[region.start] if region.start < len(atoms) else None
    if all(each.start < 0 for each in (left, right) if each is not None):
        return Refusal("is written by the engine, not by a template", "change its source, or leave it")
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
    letters = [replace(each, format="") if each.format == context else each for each in region.letters]
    constant = both_claim or glued
    pieces = typed_pieces(letters) if constant else pieces_of(letters, setting)
    text = markdown(joined(pieces), WritingStyle(), setting.name_note)
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
        return beyond(usable[0], usable[0] is left, setting)
    return None


def _rewritten(
    atoms: Sequence[Atom], region: EditedRegion, inside: bool, setting: Setting
) -> SourceEdit | Refusal:
    """The region with all formatted text around it rewritten."""
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
        return Refusal("has no adjacent text from a template", "make the edit in the template")
    text, file = setting.sources[atoms[first].file], atoms[first].file
    around = [*atoms[first : region.start], *atoms[region.end : last]]
    if any(atom.start < 0 or atom.file != file or atom.kind in (PRODUCT, CLAIM) for atom in around):
        return Refusal(
            "changes the format of text that a tag prints", "change the tag in the template", atoms[first]
        )
    left = next((atom for atom in atoms[max(0, first - 1) : first] if _is_at(atom, file)), None)
    right = next((atom for atom in atoms[last : last + 1] if _is_at(atom, file)), None)
    start = span(left, setting)[1] if left else beyond(atoms[first], False, setting)[1]
    end = span(right, setting)[0] if right else beyond(atoms[last - 1], True, setting)[1]
    if TAG.search(between(text, start, end, atoms[first:last])):
        return Refusal("changes the format across a tag", "make the edit in the template", atoms[first])
    pieces = [
        *remaining(atoms[first : region.start], setting),
        *pieces_of(region.letters, setting),
        *remaining(atoms[region.end : last], setting),
    ]
    return _written(
        file, start, end, markdown(joined(pieces), WritingStyle(), setting.name_note), False, setting
    )


def _is_at(atom: Atom, file: str) -> bool:
    """Whether an atom has a place in a file; the label of a caption has none."""
    return atom.start >= 0 and atom.file == file
