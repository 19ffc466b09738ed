"""Inline Markdown as atoms, each with its span in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from report.merge.atoms import CALL, CITATION, CLAIM, FORMULA, LITERAL, NOTE, NUMBER, REFERENCE, TEXT, Atom

_REFERRED = re.compile(r"(?:fig|tbl|sec|eq|lst)-")
_NUMBER_OF = re.compile(r"-@((?:fig|tbl|sec|eq|lst)-[\w-]+)")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}")
_KEY = re.compile(r"@(?:\{[^{}\s]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)")
_ROW = re.compile(r'data-(?:stat|claim)="([^"]*)"')
_CALLED = re.compile(r"\[\^([^\]\s]+)\]")
_FORMULA = re.compile(r"\$\$.+?\$\$|\$(?!\s)(?:\\.|[^$\\])+?(?<!\s)\$(?!\d)", re.DOTALL)
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_PLAIN = re.compile(r"[^\\*_^~\-.$`<@\[]+")
_SMART = (("---", "—"), ("--", "–"), ("...", "…"))
_LINK = re.compile(r"\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_AUTO = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DELIMITERS = {"*": "i", "**": "b", "_": "i", "__": "b", "^": "p", "~": "s"}


@dataclass
class _Reader:
    text: str
    place: int = 0
    open: list[str] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    format: str = ""

    def put(self, text: str, end: int, kind: str = TEXT, row: str = "") -> None:
        """Add an atom that ends at a place of the text."""
        self.atoms.append(Atom(text, kind, self.format, self.place, end, row))
        self.place = end


def atoms_of(text: str, offsets: Sequence[int] | None = None) -> tuple[Atom, ...]:
    """The atoms of inline Markdown; `offsets` are the places of its characters in a larger text."""
    reader = _Reader(text)
    while reader.place < len(text):
        _step(reader)
    if offsets is None:
        return tuple(reader.atoms)
    return tuple(
        Atom(text, kind, format, offsets[start], offsets[end - 1] + 1, row)
        for text, kind, format, start, end, row, _ in reader.atoms
    )


def _step(reader: _Reader) -> None:
    plain = _PLAIN.match(reader.text, reader.place)
    if plain is not None:
        format, place = reader.format, reader.place
        reader.atoms += [
            Atom(" " if letter == "\n" else letter, TEXT, format, i, i + 1)
            for i, letter in enumerate(plain[0], place)
        ]
        reader.place = plain.end()
        return
    letter = reader.text[reader.place]
    step = _STEPS.get(letter)
    if step is None or not step(reader):
        reader.put(" " if letter == "\n" else letter, reader.place + 1)


def _escape(reader: _Reader) -> bool:
    following = reader.text[reader.place + 1 : reader.place + 2]
    if not following or following.isalnum():
        return False
    reader.put({" ": "\u00a0", "\n": "\n"}.get(following, following), reader.place + 2)
    return True


def _delimiter(reader: _Reader) -> bool:
    text, place = reader.text, reader.place
    letter = text[place]
    width = 2 if letter in "*_" and text.startswith(letter * 2, place) else 1
    if reader.open[-1:] == [letter] and text.startswith(letter * 3, place):
        width = 1  # The end of `***both***`: the inner mark is closed first.
    mark = letter * width
    before, after = text[place - 1 : place], text[place + width : place + width + 1]
    if mark in reader.open and before and not before.isspace():
        while reader.open.pop() != mark:
            pass
    elif _opens(reader, mark, before, after):
        reader.open.append(mark)
    elif width == 2 and letter in reader.open and not before.isspace():
        reader.open.remove(letter)
        mark = letter
    else:
        return False
    reader.format = "".join(sorted({_DELIMITERS[each] for each in reader.open}))
    reader.place = place + len(mark)
    return True


def _opens(reader: _Reader, mark: str, before: str, after: str) -> bool:
    if not after or after.isspace() or (mark[0] == "_" and before.isalnum()):
        return False
    rest = reader.text[reader.place + len(mark) :]
    if mark in "^~":
        return re.match(rf"(?:\\.|[^\s{re.escape(mark)}])+{re.escape(mark)}", rest) is not None
    return mark in rest


def _smart(reader: _Reader) -> bool:
    for source, printed in _SMART:
        if reader.text.startswith(source, reader.place):
            reader.put(printed, reader.place + len(source))
            return True
    return False


def _formula(reader: _Reader) -> bool:
    found = _FORMULA.match(reader.text, reader.place)
    if found:
        reader.put("", found.end(), FORMULA)
    return found is not None


def _code(reader: _Reader) -> bool:
    found = _CODE.match(reader.text, reader.place)
    if found is None:
        return False
    for i in range(found.start(2), found.end(2)):
        reader.atoms.append(Atom(reader.text[i], TEXT, reader.format + "c", i, i + 1))
    reader.place = found.end()
    return True


def _angle(reader: _Reader) -> bool:
    if comment := _COMMENT.match(reader.text, reader.place):
        reader.place = comment.end()
        return True
    found = _AUTO.match(reader.text, reader.place)
    if found is None:
        return False
    for i in range(found.start(1), found.end(1)):
        reader.atoms.append(Atom(reader.text[i], TEXT, f"{reader.format}>{found[1]}", i, i + 1))
    reader.place = found.end()
    return True


def _citation(reader: _Reader) -> bool:
    found = _KEY.match(reader.text, reader.place)
    if found is None or reader.text[reader.place - 1 : reader.place].isalnum():
        return False
    name = found[0][1:].strip("{}")
    locator = re.compile(r"\s*\[[^\]@^]*\](?![({])").match(reader.text, found.end())
    if _REFERRED.match(name):
        reader.put("", found.end(), REFERENCE, name)
    else:
        reader.put("", locator.end() if locator else found.end(), CITATION, name)
    return True


def _bracket(reader: _Reader) -> bool:
    text, place = reader.text, reader.place
    if called := _CALLED.match(text, place):
        reader.put(CALL, called.end(), NOTE, called[1])
        return True
    end = closing(text, place)
    if end < 0:
        return False
    attributes, link = _ATTRIBUTES.match(text, end + 1), _LINK.match(text, end + 1)
    inner = text[place + 1 : end]
    if attributes:
        return _span(reader, end, attributes)
    if link:
        _inside(reader, end, f">{link[1]}")
        reader.place = link.end()
        return True
    number = _NUMBER_OF.fullmatch(inner)
    if number or _KEY.search(inner):
        reader.put("", end + 1, REFERENCE if number else CITATION, number[1] if number else inner)
        return True
    return False


def _span(reader: _Reader, end: int, attributes: re.Match[str]) -> bool:
    words, row = attributes[0][1:-1].split(), _ROW.search(attributes[0])
    text = "".join(atom.text for atom in atoms_of(reader.text[reader.place + 1 : end]))
    if ".stat" in words or ".literal" in words:
        reader.put(text, attributes.end(), NUMBER if ".stat" in words else LITERAL, row[1] if row else "")
    elif ".see" in words:
        reader.put(text, attributes.end(), REFERENCE, "see")
    else:
        _inside(reader, end, "", CLAIM if ".claim" in words else "", row[1] if row else "")
        reader.place = attributes.end()
    return True


def _inside(reader: _Reader, end: int, format: str, kind: str = "", row: str = "") -> None:
    """Add the atoms between two brackets with a further format or another kind."""
    begun = reader.place + 1
    for atom in atoms_of(reader.text[begun:end]):
        changed = (
            "".join(sorted({*reader.format, *atom.format})) if not atom.format.count(">") else atom.format
        )
        reader.atoms.append(
            atom._replace(
                start=atom.start + begun,
                end=atom.end + begun,
                format=changed + format,
                kind=kind if kind and atom.kind == TEXT else atom.kind,
                row=row or atom.row,
            )
        )


def closing(text: str, place: int) -> int:
    """The place of the bracket that closes the one at a place, or -1."""
    depth = 0
    for match in _BRACKETS.finditer(text, place):
        if match[0] == "[":
            depth += 1
        elif match[0] == "]":
            depth -= 1
            if not depth:
                return match.start()
    return -1


_BRACKETS = re.compile(r"\\.|`[^`]*`|[\[\]]", re.DOTALL)
_STEPS: dict[str, Callable[[_Reader], bool]] = {
    "\\": _escape,
    "*": _delimiter,
    "_": _delimiter,
    "^": _delimiter,
    "~": _delimiter,
    "-": _smart,
    ".": _smart,
    "$": _formula,
    "`": _code,
    "<": _angle,
    "@": _citation,
    "[": _bracket,
}
