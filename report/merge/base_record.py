"""The base of a merge as JSON: consecutive letters of a template become one stretch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from report.merge.atoms import EDITABLE, Atom, Unit
from report.merge.base import PRODUCT, Base
from report.merge.unread_content import from_record

_LETTERS = (*EDITABLE, PRODUCT)


def to_json(base: Base) -> str:
    """A base as JSON, the same for the same build."""
    named = {atom.file for unit in base.units for atom in unit.atoms}
    files = sorted({*named, *(unit.file for unit in base.units)} - {""})
    places = {file: place for place, file in enumerate(files)}
    record = {
        "document": base.document,
        "build": base.build,
        "commit": base.commit,
        "data": list(base.data),
        "files": files,
        "templates": {file: base.templates[file] for file in files},
        "units": [_unit_record(unit, places) for unit in base.units],
        "unread": base.unread and base.unread.as_record(),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Base:
    """The base in a text that `to_json` wrote; a ValueError if it is damaged."""
    try:
        record = json.loads(text)
        files = record["files"]
        return Base(
            record["document"],
            record["build"],
            record["commit"],
            tuple(record["data"]),
            record["templates"],
            tuple(_unit(each, files) for each in record["units"]),
            from_record(record["unread"]) if record.get("unread") else None,
        )
    except (KeyError, TypeError, IndexError, AttributeError):
        raise ValueError("the record of its build is damaged") from None


def _unit_record(unit: Unit, files: Mapping[str, int]) -> list[Any]:
    atoms = [_atom_record(atom, files) for atom in _stretches(unit.atoms)]
    return [unit.kind, unit.home, unit.level, files.get(unit.file, -1), unit.start, unit.end, atoms]


def _atom_record(atom: Atom, files: Mapping[str, int]) -> list[Any]:
    return [atom.text, atom.kind, atom.format, files.get(atom.file, -1), atom.start, atom.end, atom.row]


def _stretches(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The atoms with letters joined that have the same properties and follow each other in the source."""
    last: Atom | None = None
    for atom in atoms:
        if last is not None and _follows(last, atom):
            last = last._replace(text=last.text + atom.text, end=atom.end)
            continue
        if last is not None:
            yield last
        last = atom
    if last is not None:
        yield last


def _follows(one: Atom, other: Atom) -> bool:
    alike = (one.kind, one.format, one.file, one.row) == (other.kind, other.format, other.file, other.row)
    if not alike or one.kind not in _LETTERS or len(other.text) != 1:
        return False
    if one.kind == PRODUCT or one.start < 0:
        return (one.start, one.end) == (other.start, other.end)
    return one.end == other.start and other.end - other.start == 1 and one.end - one.start == len(one.text)


def _unit(record: list[Any], files: Sequence[str]) -> Unit:
    kind, home, level, file, start, end, atoms = record
    found = tuple(letter for each in atoms for letter in _letters(each, files))
    return Unit(kind, found, start, end, home, level, files[file] if file >= 0 else "")


def _letters(record: list[Any], files: Sequence[str]) -> Iterator[Atom]:
    text, kind, format, place, start, end, row = record
    file = files[place] if place >= 0 else ""
    if kind == PRODUCT or (start < 0 and kind in _LETTERS):
        yield from (Atom(letter, kind, format, start, end, row, file) for letter in text)
    elif kind in EDITABLE and len(text) > 1 and end - start == len(text):
        yield from (
            Atom(each, kind, format, start + i, start + i + 1, row, file) for i, each in enumerate(text)
        )
    else:
        yield Atom(text, kind, format, start, end, row, file)
