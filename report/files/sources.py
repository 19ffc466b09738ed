"""A project's modules are compiled from their sources whenever they are imported, never taken from old bytecode.

Python trusts a compiled file whose source has the same size and the same time in whole seconds. After an edit of the
same size within a second, or with an archive whose files share one time, the old code would run.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

from report.files.installed import is_installed


@cache
def distrust_bytecode() -> None:
    """Always compile modules outside the installed environment from source, whichever finder located them.

    A loader that gets no modification time neither reads nor writes bytecode, so overriding one method suffices.
    """
    times = SourceFileLoader.path_stats

    def path_stats(self: SourceFileLoader, path: str) -> Any:
        if is_installed(str(path)):
            return times(self, path)
        raise OSError("bytecode of a project is not trusted")

    SourceFileLoader.path_stats = path_stats  # type: ignore[method-assign]


def loaded_files() -> dict[str, str]:
    """The files of all loaded modules outside the installed environment, by the names of the modules."""
    named = (
        (name, vars(module).get("__file__"))
        for name, module in list(sys.modules.items())
        if _is_plain(module)
    )
    found = {name: os.path.abspath(file) for name, file in named if isinstance(file, str) and file}
    return {name: file for name, file in found.items() if not is_installed(file) and os.path.isfile(file)}


def _is_plain(module: object) -> bool:
    """Whether a loaded module is a plain module; some libraries replace it by another object."""
    return hasattr(type(module), "__dict__") and isinstance(module, ModuleType)
