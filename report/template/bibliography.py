"""The keys that a document may cite: those of the bibliographies that its metadata name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.errors import Fault
from report.template.passages import TAG, Passage
from report.template.sources import nearest

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^bibliography:(?:[^\n]*)(?:\n(?:[ \t]+|-[ \t])[^\n]*)*", re.MULTILINE)
_OWN = re.compile(r"^references:", re.MULTILINE)
_ENTRY = re.compile(r"@(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,{}()=]+)\s*,", re.IGNORECASE)
_ALIASES = re.compile(r"\bids\s*=\s*[{\"]([^}\"]*)[}\"]", re.IGNORECASE)
_BIBTEX = (".bib", ".bibtex", ".biblatex")


@dataclass(frozen=True)
class Bibliography:
    """The keys of a document's entries, None where they cannot be told, and the files that hold them."""

    keys: frozenset[str] | None = None
    files: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def lacks(self, key: str, where: str) -> Iterator[Fault]:
        """The fault of citing a key that no entry has."""
        if self.keys is not None and key not in self.keys:
            remedy = nearest(key, self.keys) or f"add it to {self.files[0]}, or mend the key"
            yield Fault(where, f"cites {key}, which no entry of the bibliography has", remedy)


def bibliography(passage: Passage, root: Path | None) -> Bibliography:
    """The bibliography that the metadata of a text name, as far as its keys can be read."""
    front = _FRONT.match(passage.text)
    named = _FIELD.search(front["yaml"]) if front else None
    if root is None or front is None or named is None or TAG in named[0]:
        return Bibliography()
    files = _files(named[0])
    absent = [name for name in files if not (root / name).is_file() and "://" not in name]
    where = passage.where(front.start("yaml") + named.start())
    faults = tuple(
        Fault(where, f"names the bibliography {name}, which is not there", "write it, or mend its name")
        for name in absent
    )
    known = all(Path(name).suffix.lower() in _BIBTEX and "://" not in name for name in files)
    if absent or not files or not known or _OWN.search(front["yaml"]):
        return Bibliography(faults=faults)
    return Bibliography(frozenset(key for name in files for key in _keys(root / name)), files)


def _files(field: str) -> tuple[str, ...]:
    import yaml

    try:
        found: Any = yaml.safe_load(field)["bibliography"]
    except yaml.YAMLError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else (str(found),) if found else ()


def _keys(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    yield from _ENTRY.findall(text)
    for names in _ALIASES.findall(text):
        yield from re.split(r"[\s,]+", names.strip())
