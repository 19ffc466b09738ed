"""Finds code of a project that seems to yield a row, but does not belong to the study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path


def unlisted_code(name: str, root: Path, modules: Sequence[str]) -> str:
    """How to make the function `name`, which yields the rows below this name, a part of the study; empty if unknown.

    It may be in a module beside those of the study, or in one of them without a decorator.
    """
    defined = re.compile(rf"^def {re.escape(name)}\(", re.MULTILINE)
    decorated = re.compile(rf"^@[^\n]+\ndef {re.escape(name)}\(", re.MULTILINE)
    for path, module in _sources(root, modules):
        text = path.read_text(encoding="utf-8", errors="replace")
        found = defined.search(text)
        if found is None:
            continue
        place = f"{path.relative_to(root).as_posix()}:{text.count(chr(10), 0, found.start()) + 1}"
        if module not in modules:
            return f'{place} defines {name}: add "{module}" to the modules of the study'
        if not decorated.search(text):
            return f"{place} defines {name} without a decorator: write @stats above it"
    return ""


def _sources(root: Path, modules: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """The modules in the packages of the study's modules, those of the study included."""
    for package in dict.fromkeys(module.rpartition(".")[0] for module in modules):
        folder = root.joinpath(*package.split(".")) if package else root
        for path in sorted(folder.glob("*.py")):
            yield path, f"{package}.{path.stem}".strip(".")
