"""The units of a project's modules, stored by the hash of their source, so that only changed modules are parsed.

Modules outside the project's folder, such as those of an editable installation, are parsed once in each process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from report.files import code_units, import_effects
from report.files.code_units import CodeUnit, units_of
from report.files.file_states import digest_of, file_state
from report.files.store import Cache

IsProject = Callable[[str], bool]


@dataclass(frozen=True)
class Parsed:
    """The units of a source by name, and which of its imported modules were considered part of the project."""

    units: Mapping[str, CodeUnit]
    answers: Mapping[str, bool]

    def is_true(self, is_project: IsProject) -> bool:
        """Whether the same modules are part of the project now."""
        return all(is_project(name) == answer for name, answer in self.answers.items())


#: The modules that this process has parsed or restored.
_PARSED: dict[str, Parsed] = {}


def units_by_file(paths: Iterable[str], root: Path, is_project: IsProject) -> dict[str, dict[str, CodeUnit]]:
    """The units of each module by name; modules that have not changed since an earlier run are not parsed."""
    keys = {path: file_state(path).sha256 for path in paths}
    parsed_before = _PARSED if set(keys.values()) <= _PARSED.keys() else _stored(root) | _PARSED
    asked = cache(is_project)
    known = {
        key: parsed_before[key]
        for key in keys.values()
        if key in parsed_before and parsed_before[key].is_true(asked)
    }
    found = {path: known[key] if key in known else parsed(path, asked) for path, key in keys.items()}
    below = {key: found[path] for path, key in keys.items() if Path(path).is_relative_to(root)}
    if below.keys() - known.keys():
        _cache(root).put(_key(), below)
    _PARSED.update({key: found[path] for path, key in keys.items()})
    return {path: dict(each.units) for path, each in found.items()}


def parsed(path: str, is_project: IsProject) -> Parsed:
    """The units of a module, parsed now."""
    answers: dict[str, bool] = {}

    def asked(name: str) -> bool:
        answers[name] = is_project(name)
        return answers[name]

    units = {unit.name: unit for unit in units_of(Path(path).read_bytes(), asked)}
    return Parsed(units, answers)


def _stored(root: Path) -> dict[str, Parsed]:
    found = _cache(root).get(_key())
    return found if isinstance(found, dict) else {}


def _cache(root: Path) -> Cache:
    return Cache(root / ".tracepaper" / "units")


def _key() -> str:
    """A hash of the parser and of Python's grammar."""
    files = (code_units.__file__, import_effects.__file__, __file__)
    return digest_of([sys.version, *(file_state(file).sha256 for file in files if file is not None)])
