"""Finds the keys that a document may cite: those in the bibliographies named in its metadata."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report.files.safe_yaml import load
from report.rows.errors import Fault
from report.rows.suggestions import did_you_mean
from report.template.bibtex import aliases
from report.template.passages import TAG, TypedText
from report.text.metadata_blocks import template_front_matter

_FIELD = re.compile(r"^bibliography:(?:[^\n]*)(?:\n(?:[ \t]+|-[ \t])[^\n]*)*", re.MULTILINE)
_OWN = re.compile(r"^references:", re.MULTILINE)
_ENTRY = re.compile(r"@(\w+)\s*[{(]\s*([^\s,{}()=\"]+)\s*[,})]")
_KEYLESS = re.compile(r"@(\w+)\s*[{(]\s*(?=[,={}\"])")
_NO_ENTRY = ("comment", "string", "preamble")
_BIBTEX = (".bib", ".bibtex", ".biblatex")


@dataclass(frozen=True)
class Bibliography:
    """The keys of a document's bibliography, None if they cannot be determined, and its files."""

    keys: frozenset[str] | None = None
    files: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def lacks(self, key: str, where: str) -> Iterator[Fault]:
        """Yield a fault if the bibliography has no entry with this key."""
        if self.keys is not None and key not in self.keys:
            alike = did_you_mean(key, self.keys)
            added = f"add it to {self.files[0]}"
            remedy = f"{alike} If not, {added}" if alike else f"{added}, or correct the key"
            yield Fault(where, f"cites {key}, which is not in the bibliography", remedy)


def _remedy(name: str, folders: Collection[Path]) -> str:
    """The path of a file with this name in a folder of the project, such as `templates`, or what to do without one."""
    found = sorted(
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.glob(f"[!._]*/{Path(name).name}")
        if path.is_file()
    )
    if not found:
        return "create it, or correct its name"
    return f"write {found[0]}: paths begin in the folder of the project"


def bibliography(passage: TypedText, folders: Collection[Path]) -> Bibliography:
    """The bibliography named in the metadata of a text, with its keys if they can be read."""
    front = template_front_matter(passage.text)
    named = _FIELD.search(front.yaml) if front else None
    if not folders or front is None or named is None or TAG in named[0]:
        return Bibliography()
    files = _files(named[0])
    paths = {name: next((each / name for each in folders if (each / name).is_file()), None) for name in files}
    where = passage.where(front.start + named.start())
    faults = tuple(
        Fault(where, f"names the bibliography {name}, which does not exist", _remedy(name, folders))
        for name, path in paths.items()
        if path is None and "://" not in name
    )
    found = {
        name: path for name, path in paths.items() if path is not None and path.suffix.lower() in _BIBTEX
    }
    texts = {name: path.read_text(encoding="utf-8", errors="replace") for name, path in found.items()}
    faults += tuple(fault for name, text in texts.items() for fault in _keyless(name, text))
    if faults or not files or len(found) < len(paths) or _OWN.search(front.yaml):
        return Bibliography(faults=faults)
    return Bibliography(frozenset(key for text in texts.values() for key in _keys(text)), files)


def _keyless(file: str, text: str) -> Iterator[Fault]:
    """Faults of entries without a key, which make the whole file unreadable."""
    line, before = 1, 0
    for entry in _KEYLESS.finditer(text):
        begun = text.rfind("\n", 0, entry.start()) + 1
        if entry[1].lower() not in _NO_ENTRY and not text[begun : entry.start()].strip():
            line += text.count("\n", before, begun)
            before = begun
            yield Fault(
                f"{file}:{line}",
                f"the entry {entry[0].strip()} has no key",
                "write it after the opening brace",
            )


def _files(field: str) -> tuple[str, ...]:
    import yaml

    try:
        found: Any = load(field)["bibliography"]
    except yaml.YAMLError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else (str(found),) if found else ()


def _keys(text: str) -> Iterator[str]:
    yield from (key for kind, key in _ENTRY.findall(text) if kind.lower() not in _NO_ENTRY)
    yield from aliases(text)
