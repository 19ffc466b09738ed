"""A study: its modules, its files, its constants and its documents."""

from __future__ import annotations

import errno
import inspect
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PureWindowsPath
from types import ModuleType

from report.data.text_encoding import decoded
from report.files.file_states import FileState, file_state
from report.rows.errors import DataError, Fault, StudyError
from report.rows.levels import USUAL, Levels
from report.rows.own_formats import NAME, OwnFormat, format_faults
from report.study.batches import batched
from report.study.module_loading import imported
from report.study.product import BATCHES, TAG, Product, product
from report.study.returned_products import location


@dataclass(frozen=True)
class DataFile:
    """A file that products read: its path, the name by which it is cited, and its hash."""

    path: Path
    name: str

    @cached_property
    def state(self) -> FileState:
        """The file as it was first read; a missing file is a fault."""
        try:
            file = file_state(self.path)
            reason = "" if file.sha256 else os.strerror(errno.ENOENT)
        except OSError as error:
            reason = str(error.strerror)
        if reason:
            what, remedy = f"cannot be read: {reason}", "correct its name, or pass another with --data FILE"
            raise DataError(Fault(self.name, what, remedy))
        return file

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return self.state.sha256

    @property
    def synthetic(self) -> bool:
        """Whether the file declares itself synthetic in its first line, `# synthetic: true`."""
        first = re.split(r"[\r\n]", decoded(self.state.head).text, maxsplit=1)[0].lower()
        return first.lstrip('"').replace(" ", "").startswith("#synthetic:true")


@dataclass(frozen=True)
class Study:
    """The parts of a study.

    `modules` hold tagged products; `files` maps the names that products ask for to paths below the project;
    `data` is the key of the file that `--data FILE` replaces; `constants` is a YAML file of protocol
    constants; `documents` are the templates `templates/<document>.qmd.j2`, in reading order; `reproduction`
    names the function that compares the ledger with numbers printed elsewhere (see `report.study.reproduction`).
    `synthetic` is a YAML file whose entry `rows` has the hashes of rows that are known to be synthetic: data that
    contain one of them are synthetic, whatever they declare.
    `levels` are the levels of significance, of a trend and of intervals.
    `formats` and `filters` are the study's own, by name: patterns ("{fixed1} kg"; "{mean} ({min} to {max})") or
    functions.
    """

    title: str
    modules: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    data: str = ""
    constants: str = ""
    documents: tuple[str, ...] = ("index",)
    reproduction: str = ""
    synthetic: str = ""
    levels: Levels = USUAL
    filters: Mapping[str, str | Callable[..., str]] = field(default_factory=dict)
    formats: Mapping[str, OwnFormat] = field(default_factory=dict)

    def __post_init__(self) -> None:
        faults = [*format_faults(self.formats, f"Study {self.title!r}"), *self._filter_faults()]
        faults += [
            Fault(f"Study {self.title!r}", f"{name} is not a tuple of names", f'write {name} = ("…", "…")')
            for name in ("modules", "documents")
            if not _are_names(getattr(self, name))
        ]
        if _are_names(self.documents):
            faults += [
                Fault(f"Study {self.title!r}", f"the document {name!r} is not inside the project", INSIDE)
                for name in self.documents
                if not is_inside(name)
            ]
        if self.data and self.data not in self.files:
            what = f"data = {self.data!r} is not one of its files"
            faults.append(Fault(f"Study {self.title!r}", what, f"one of {', '.join(self.files)}"))
        if faults:
            raise StudyError(faults)

    def _filter_faults(self) -> Iterator[Fault]:
        for name, each in self.filters.items():
            if not isinstance(name, str) or not NAME.fullmatch(name):
                remedy = "use lower-case letters, digits and underscores"
                yield Fault(f"Study {self.title!r}", f"filter {name!r} is not a name", remedy)
            elif not isinstance(each, str) and not callable(each):
                what = f"filter {name!r} is {each!r}, which is neither a pattern nor a function"
                remedy = 'write a pattern such as "{mean} ({sd})", or a function from a name to Markdown'
                yield Fault(f"Study {self.title!r}", what, remedy)

    def data_files(self, root: Path, data: Path | None = None) -> dict[str, DataFile]:
        """The study's files; `data` replaces the main one, and is cited by its bare name if outside the project."""
        files = {key: DataFile(root / name, name) for key, name in self.files.items()}
        if data is not None and not self.data:
            what = "the study has no main data file to replace"
            raise StudyError(Fault("--data", what, 'name one of its files: Study(data="…")'))
        if data is not None:
            path = Path(os.path.realpath(data))  # unlike resolve(), it does not fail for circular links
            files[self.data] = DataFile(path, _cited_name(path, root))
        return files


#: The remedy for a document whose outputs would be outside their folder.
INSIDE = "write its path relative to the project folder, without .."


def is_inside(name: str) -> bool:
    """Whether a relative path stays below its folder on any system."""
    path = PureWindowsPath(name)
    return bool(path.name) and not path.anchor and ".." not in path.parts and name.isprintable()


def _are_names(value: object) -> bool:
    return isinstance(value, tuple | list) and all(isinstance(each, str) and each for each in value)


def _cited_name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def collect(study: Study, root: Path) -> dict[str, Product]:
    """All products of the study's modules by name, in the order of modules and lines.

    All modules that cannot be imported are reported together, and so are all names that clash.
    """
    products: dict[str, Product] = {}
    faults = []
    for module in _modules(study, root):
        for item in _products_of(module, root):
            if item.name in products or item.name in study.files or item.name == "ledger":
                faults.append(
                    Fault(
                        location(item, root), f"the name {item.name} is already used", "rename this product"
                    )
                )
            products.setdefault(item.name, item)
    if faults:
        raise StudyError(faults)
    return products


def _modules(study: Study, root: Path) -> list[ModuleType]:
    modules: list[ModuleType] = []
    faults: list[Fault] = []
    for name in study.modules:
        try:
            modules.append(imported(name, root, f"Study {study.title!r}"))
        except StudyError as error:
            faults += error.faults
    if faults:
        raise StudyError(dict.fromkeys(faults))
    return modules


def _products_of(module: ModuleType, root: Path) -> list[Product]:
    tagged = [
        function
        for function in vars(module).values()
        if getattr(function, TAG, None) and getattr(function, "__module__", "") == module.__name__
    ]
    wrong = [each.__name__ for each in tagged if not inspect.isroutine(each)]
    if wrong:
        what = f"tags {', '.join(wrong)}, which is not a function"
        raise StudyError(Fault(module.__name__, what, "tag only functions"))
    found = sorted(
        ((product(each), getattr(each, BATCHES, 0)) for each in tagged), key=lambda pair: pair[0].line
    )
    return [part for item, count in found for part in (batched(item, count, root) if count else [item])]
