"""The code on which a function depends: everything in the project that its names refer to, directly or indirectly.

Names are resolved as Python resolves them: to a name of the same module, or through its imports to another module.
If a name cannot be resolved, too much code is included rather than too little.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from report.files.code_units import CodeUnit, Import
from report.files.file_states import digest_of, file_state
from report.files.import_effects import words
from report.files.installed import is_installed
from report.files.known_units import units_by_file
from report.files.sources import loaded_files

Place = tuple[str, CodeUnit]
#: Names through which code can reach any name of any module.
_ANY_NAME = words(
    "globals eval exec compile import_module __import__ modules run_path run_module __globals__ f_globals f_back",
    "get_objects get_referrers __builtins__ find_spec spec_from_file_location",
)
#: Names through which code can reach any name of a module object.
_ANY_ATTRIBUTE = words(
    "getattr hasattr vars dir __dict__ attrgetter methodcaller getmembers __getattribute__"
)
#: Methods that Python calls when a class is defined.
_HOOKS = words("__init_subclass__ __set_name__ __subclasses__")
#: Names through which code can read its documentation, line numbers or source.
_TEXT = words(
    "__doc__ getdoc getsource getsourcelines findsource getcomments currentframe _getframe f_lineno co_firstlineno",
    "tb_lineno __code__ getframeinfo stack extract_stack format_exc format_tb print_exc __annotations__",
)


@dataclass(frozen=True)
class LoadedCode:
    """The units of modules by file, in the order in which the modules were imported, and the files by module."""

    files: Mapping[str, Mapping[str, CodeUnit]]
    modules: Mapping[str, str]
    root: Path
    _known: dict[frozenset[tuple[str, str]], dict[str, str]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _names: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def loaded(cls, root: Path, late: Mapping[str, str] = MappingProxyType({})) -> LoadedCode:
        """The loaded modules of the project, and `late` ones that a product imports while it runs."""
        named = {**{name: path for name, path in late.items() if os.path.isfile(path)}, **loaded_files()}
        own = {
            name: path for name, path in named.items() if path.endswith(".py") and not name.endswith("main__")
        }
        return cls(units_by_file(dict.fromkeys(own.values()), root, is_project), own, root)

    def parts(self, roots: Iterable[tuple[str, str]]) -> dict[str, str]:
        """The units that functions depend on, each given by its file and its name: label and digest of each."""
        wanted = frozenset(roots)
        if wanted not in self._known:
            self._known[wanted] = self._parts(wanted)
        return self._known[wanted]

    def _parts(self, roots: frozenset[tuple[str, str]]) -> dict[str, str]:
        walk = _Walk(self)
        for file, name in sorted(roots):
            if not walk.add(file, name):
                walk.add_file(file)
        for file, unit in self._units_with_effects:
            walk.add(file, unit.name)
        parts = dict(sorted((self.label(file, unit.name), unit.digest) for file, unit in walk.follow()))
        parts["the order of imports"] = digest_of(
            self.named(file) for file in self.files if "" in self.files[file]
        )
        if walk.words & _TEXT:
            parts |= {f"the text of {self.named(file)}": file_state(file).sha256 for file in self.files}
        return parts

    @cached_property
    def _units_with_effects(self) -> list[Place]:
        """The units that may affect other modules on import."""
        named = [(file, unit) for file, units in self.files.items() for unit in units.values()]
        if any(_HOOKS & (unit.names | unit.attributes) for _, unit in named):
            return named
        return [
            (file, unit)
            for file, unit in named
            if not unit.name or (unit.calls and self._has_effects(file, unit))
        ]

    def _has_effects(self, file: str, unit: CodeUnit) -> bool:
        """Whether a unit leads to one that changes something; the walk ends there, since most do after a few steps."""
        walk = _Walk(self)
        walk.add(file, unit.name)
        return any(unit.changes for _, unit in walk.follow())

    def file_of(self, name: str) -> str:
        """The file of a module; empty if it is not loaded or not the project's."""
        return self.modules.get(name, "")

    @cached_property
    def names_of(self) -> dict[str, str]:
        """The module of each file."""
        return {file: name for name, file in self.modules.items()}

    @cached_property
    def modules_in(self) -> dict[str, list[str]]:
        """The modules of each package, without those of packages inside it."""
        found: dict[str, list[str]] = {}
        for name in self.modules:
            found.setdefault(name.rpartition(".")[0], []).append(name)
        return found

    def label(self, file: str, name: str) -> str:
        """The label of a unit, as `parts` gives it."""
        return f"{self.named(file)}: {name}" if name else self.named(file)

    def named(self, file: str) -> str:
        """A file relative to the project, if it is inside."""
        if file not in self._names:
            place = Path(file)
            inside = place.is_relative_to(self.root)
            self._names[file] = place.relative_to(self.root).as_posix() if inside else file
        return self._names[file]


class _Walk:
    """The units that some units refer to."""

    def __init__(self, code: LoadedCode):
        self._code = code
        self._reached: dict[Place, None] = {}
        self.words: set[str] = set()
        self._waiting: list[Place] = []
        self._objects: set[str] = set()

    def add(self, file: str, name: str) -> bool:
        """Add a unit; return whether the file has one of that name."""
        unit = self._code.files.get(file, {}).get(name)
        if unit is not None and (file, unit) not in self._reached:
            self._reached[file, unit] = None
            self._waiting.append((file, unit))
        return unit is not None

    def add_file(self, file: str) -> None:
        """Add all units of a file."""
        for name in self._code.files.get(file, ()):
            self.add(file, name)

    def follow(self) -> Iterator[Place]:
        """Yield the added units and everything that they refer to."""
        size = -1
        while size != len(self._reached):
            size = len(self._reached)
            while self._waiting:
                place = self._waiting.pop()
                yield place
                self._leave(*place)
            self._add_attributes()

    def _leave(self, file: str, unit: CodeUnit) -> None:
        self.words |= unit.names | unit.attributes | {name for _, name, _ in unit.imports}
        for name in unit.names:
            self.add(file, name)
        for each in unit.imports:
            self._add_import(file, each)

    def _add_import(self, file: str, wanted: Import) -> None:
        module = self._absolute(file, wanted)
        name = wanted[1]
        if not name or f"{module}.{name}" in self._code.modules:
            self._add_module(f"{module}.{name}".rstrip("."))
        if not name:
            return
        source = self._code.file_of(module)
        if name == "*" or (source and not self.add(source, name) and self._is_open(source)):
            self.add_file(source)

    def _is_open(self, file: str) -> bool:
        """Whether a module can have names that its statements do not bind: by `from x import *`, or on request."""
        units = self._code.files[file]
        return "__getattr__" in units or any(
            name == "*" for unit in units.values() for _, name, _ in unit.imports
        )

    def _absolute(self, file: str, wanted: Import) -> str:
        module, _, level = wanted
        if not level:
            return module
        package = self._code.names_of.get(file, "")
        if not file.endswith("__init__.py"):
            package = package.rpartition(".")[0]
        for _ in range(level - 1):
            package = package.rpartition(".")[0]
        return f"{package}.{module}".strip(".")

    def _add_module(self, name: str) -> None:
        """Record a module that the code holds as an object, with its parent packages."""
        while name:
            self._objects.add(name)
            name = name.rpartition(".")[0]

    def _add_attributes(self) -> None:
        """Add the names of module objects that the code accesses."""
        every = self.words & _ANY_NAME
        inner = {
            module
            for package in self._objects
            for module in self._code.modules_in.get(package, ())
            if module.rpartition(".")[2] in self.words
        }
        self._objects |= inner
        files = self._code.files if every else {self._code.file_of(name): "" for name in self._objects}
        for file in files:
            asked = self._code.files.get(file, {}) if every or self.words & _ANY_ATTRIBUTE else self.words
            for name in list(asked):
                self.add(file, name)
            if file and not every and self._is_open(file):
                self.add_file(file)


def is_project(name: str) -> bool:
    """Whether a module of a dotted name is the project's; one that is not loaded may be."""
    first = name.partition(".")[0]
    if first in sys.stdlib_module_names:
        return False
    module = sys.modules.get(first)
    file = getattr(module, "__file__", None)
    folders: Iterator[str] = iter([file] if file else map(str, getattr(module, "__path__", ())))
    place = next(folders, None)
    return place is None or not is_installed(os.path.abspath(place) + ("" if file else os.sep))
