"""The folders in which Python looks for the modules of a project, and the files it can find there.

An added module can shadow another or make an optional import succeed; a deleted one can make an import fail. Both
change results although no file that was read has changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from importlib.machinery import all_suffixes

from report.files.file_states import while_unchanged
from report.files.installed import import_folders, is_installed


def candidates(folder: str, names: Iterable[str]) -> tuple[str, ...]:
    """The files and folders in a folder that Python could import under these names."""
    return _candidates(folder, tuple(names))


@while_unchanged
def _candidates(folder: str, names: tuple[str, ...]) -> tuple[str, ...]:
    wanted, suffixes = frozenset(names), tuple(all_suffixes())
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.partition(".")[0] in wanted]
            return tuple(sorted(each.name for each in found if each.name.endswith(suffixes) or each.is_dir()))
    except OSError:
        return ()


def folders_of(looked_for: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The project folders in which Python looked for modules, with the names that were loaded or looked for."""
    packages: dict[str, set[str]] = {}
    for name in {*sys.modules, *looked_for}:
        package, _, last = name.rpartition(".")
        packages.setdefault(package, set()).add(last)
    folders: dict[str, set[str]] = {}
    for package, names in packages.items():
        for folder in _paths(package):
            folders.setdefault(folder, set()).update(names)
    return {folder: tuple(sorted(names)) for folder, names in sorted(folders.items())}


def _paths(package: str) -> list[str]:
    """The folders of a package, or of Python's search path, that belong to projects."""
    if not package:
        return import_folders()
    try:
        paths = list(getattr(sys.modules.get(package), "__path__", ()))
    except Exception:  # a module may define its own attribute lookup
        return []
    return [path for path in map(str, paths) if os.path.isdir(path) and not is_installed(path + os.sep)]
