"""Files that products read although the study does not declare them.

They are treated like declared files and appear as data behind the rows, and the author is asked to declare them.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from report.files.observed import Observed, together
from report.study.product import Product
from report.study.study import DataFile
from report.sweeps.stored_results import is_stored

Pair = tuple[str, str]


def data_behind(observed: Iterable[Observed], files: Mapping[str, DataFile], root: Path) -> Iterator[Pair]:
    """Name and hash of each file that steps read and the study does not declare."""
    declared = _declared(files)
    for path, file in together(observed).data.items():
        if os.path.realpath(path) not in declared:
            yield cited(path, root), file.sha256


def of_modules(loading: Observed, makers: Collection[str], products: Iterable[Product]) -> Observed:
    """What modules read when they were imported, except the modules of products other than these."""
    others = {product.file for product in products} - {*makers}
    undeclared = {path for path, reader in loading.readers.items() if reader.rpartition(":")[0] not in others}
    files = {path: file for path, file in loading.files.items() if path in undeclared}
    return Observed(files, {path: loading.readers[path] for path in undeclared})


def hints(observed: Observed, files: Mapping[str, DataFile], root: Path) -> tuple[str, ...]:
    """Hints for the author: undeclared files, and steps whose inputs cannot be observed."""
    declared = _declared(files)
    unnamed = (
        path for path in observed.data if os.path.realpath(path) not in declared and not is_stored(Path(path))
    )
    read = [
        f"{_line(observed.readers[path], root)} reads {cited(path, root)}, which Study(files=...) does not declare"
        for path in sorted(unnamed)
    ]
    unseen = [
        f"{_line(where, root)} {what}: its inputs cannot be observed, so every build recomputes the statistics"
        for what, where in observed.untraceable.items()
    ]
    return (*read, *unseen)


def cited(path: str, root: Path) -> str:
    """The name of a file: relative to the project, or its bare name outside the project."""
    place = Path(path)
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name


def _declared(files: Mapping[str, DataFile]) -> set[str]:
    return {os.path.realpath(file.path) for file in files.values()}


def _line(reader: str, root: Path) -> str:
    file, _, line = reader.rpartition(":")
    return f"{cited(file, root)}:{line}" if line.isdigit() else "a library"
