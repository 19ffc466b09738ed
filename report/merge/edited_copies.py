"""Opens edited copies, and finds the build that each comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from report.merge.base import Base
from report.merge.embedded_base import base_in
from report.merge.word_units import read_units
from report.rows.errors import Fault, StoreError
from report.text.reading.guards import UnreadableError, contents, looks_like, refuse_protected

#: The first member of an OpenDocument file, and the first bytes of other files that word processors write.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_FORMATS = {
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "a file of Word 97-2003",
}


def opened(path: Path) -> bytes:
    """The bytes of a Word file; a file that cannot be a copy is refused in one sentence."""
    data = contents(path)
    refuse_protected(data)
    if looks_like(data) != "zip" or data[30:].startswith(_OPEN_DOCUMENT):
        raise UnreadableError(f"is {_other_format(data)}, not a Word document")
    return data


def _other_format(data: bytes) -> str:
    """The name of the format of a file that is not a Word document."""
    known = (name for start, name in _FORMATS.items() if data.startswith(start))
    named = {"pdf": "a PDF", "html": "an HTML page", "zip": "an OpenDocument file"}.get(looks_like(data))
    return next(known, named or ("an unknown format" if data else "empty"))


def base_of(data: bytes, path: Path, published: Sequence[Path]) -> Base:
    """The base in a copy, or, if an editor removed it, that of the published file most similar to the copy."""
    found = base_in(data, str(path))
    if found is not None:
        return found
    text = " ".join(unit.text for unit in read_units(data).units)
    words = Counter(text.split())
    candidates = [(each, base) for each in published if (base := base_in(each.read_bytes(), str(each)))]
    scored = [(sum((words & Counter(_words(base))).values()), base.document, base) for _, base in candidates]
    best = max(scored, default=None, key=lambda each: each[:2])
    if best is None or best[0] < sum(words.values()) / 2:
        what = "does not contain the text that it was built from, and no published file is similar to it"
        raise StoreError(
            Fault(str(path), what, "run `report build` at the revision that was sent, then merge")
        )
    return best[2]


def _words(base: Base) -> list[str]:
    return " ".join(unit.text for unit in base.units).split()
