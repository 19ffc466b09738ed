"""The code of a project in one build: its functions, classes and constants, and which of them a row depends on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

#: A definition by its file and its name.
Place = tuple[str, str]
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Documented = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, eq=False)
class Definition:
    """What the top level of a file binds a name to."""

    node: ast.stmt
    source: str

    @property
    def products(self) -> tuple[str, ...]:
        """The products that a product takes: the names of its arguments."""
        is_product = isinstance(self.node, _Function) and self.node.decorator_list
        return tuple(each.arg for each in self.node.args.args) if is_product else ()  # type: ignore[attr-defined]

    @property
    def text(self) -> str | None:
        """The value of a constant that is a text."""
        value = getattr(self.node, "value", None)
        is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
        return value.value if is_text else None  # type: ignore[union-attr]

    @property
    def is_constant(self) -> bool:
        """Whether it is neither a function nor a class."""
        return not isinstance(self.node, _Documented)

    def names(self) -> dict[str, None]:
        """The names and the attributes of names in its code, in order."""
        found: dict[str, None] = {}
        for each in ast.walk(self.node):
            if isinstance(each, ast.Name):
                found[each.id] = None
            elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
                found[f"{each.value.id}.{each.attr}"] = None
        return found

    def does_the_same(self, other: Definition) -> bool:
        """Whether two definitions differ at most in comments, docstrings and layout."""
        return self.source == other.source or self._plain == other._plain

    @cached_property
    def _plain(self) -> str:
        node = deepcopy(self.node)
        for each in ast.walk(node):
            if isinstance(each, _Documented) and ast.get_docstring(each, clean=False) is not None:
                each.body[:1] = [ast.Pass()] if len(each.body) == 1 else []
        return ast.unparse(node)


@dataclass(frozen=True)
class _Module:
    definitions: Mapping[str, Definition]
    #: The module and the name that each imported name stands for; the name is empty for a module.
    imports: Mapping[str, tuple[str, str]]


@dataclass
class Code:
    """The definitions of a project's Python files; `read` returns the files by name, when they are first needed."""

    read: Callable[[], Mapping[str, str]]
    _modules: dict[str, _Module] = field(default_factory=dict)
    _products: dict[tuple[str, str], Place | None] = field(default_factory=dict)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The text of each file."""
        return self.read()

    def definition(self, place: Place) -> Definition | None:
        """The definition at a place, if there is one."""
        return self._module(place[0]).definitions.get(place[1])

    def behind(self, file: str, name: str) -> list[Place]:
        """A function, all that it refers to and all products that it takes, also indirectly; the nearest come first."""
        found: dict[Place, None] = {}
        waiting: list[Place | None] = [(file, name)]
        while waiting:
            place = waiting.pop(0)
            definition = self.definition(place) if place and place not in found else None
            if place and definition:
                found[place] = None
                waiting += [self._resolved(place[0], each) for each in definition.names()]
                waiting += [self._product(each, place[0]) for each in definition.products]
        return list(found)

    def _module(self, file: str) -> _Module:
        if file not in self._modules:
            self._modules[file] = _module(self.files.get(file, ""), file)
        return self._modules[file]

    def _resolved(self, file: str, name: str, depth: int = 5) -> Place | None:
        """Where a name of a file is defined in the project."""
        module, (first, _, attribute) = self._module(file), name.partition(".")
        if not attribute and name in module.definitions:
            return file, name
        if first not in module.imports or not depth:
            return None
        source, wanted = module.imports[first]
        if wanted and (target := self._file(source)) and not attribute:
            return self._resolved(target, wanted, depth - 1)
        target = self._file(f"{source}/{wanted}" if wanted else source)
        return self._resolved(target, attribute, depth - 1) if target and attribute else None

    def _file(self, module: str) -> str:
        """The file of a module, given by its path without an ending."""
        names = (f"{folder}{module}{end}" for folder in ("", "src/") for end in (".py", "/__init__.py"))
        return next((name for name in names if name in self.files), "")

    def _product(self, name: str, near: str) -> Place | None:
        """The function of a product; those in the same folder as the file that takes it come first."""
        folder = near.partition("/")[0]
        if (name, folder) not in self._products:
            order = sorted(self.files, key=lambda file: file.partition("/")[0] != folder)
            places = ((file, name) for file in order if f"def {name}(" in self.files[file])
            found = (place for place in places if (each := self.definition(place)) and not each.is_constant)
            self._products[name, folder] = next(found, None)
        return self._products[name, folder]


def _module(text: str, file: str) -> _Module:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return _Module({}, {})
    lines = text.splitlines()
    definitions = {
        name: Definition(node, "\n".join(lines[node.lineno - 1 : node.end_lineno]))
        for node in tree.body
        for name in _bound(node)
    }
    imports = {
        name: target
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name, target in _imported(node, file)
    }
    return _Module(definitions, imports)


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            names = (each for target in targets for each in ast.walk(target))
            yield from (each.id for each in names if isinstance(each, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _imported(node: ast.Import | ast.ImportFrom, file: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The names that an import binds, each with the path of its module and its name there."""
    if isinstance(node, ast.Import):
        yield from ((each.asname, (each.name.replace(".", "/"), "")) for each in node.names if each.asname)
        yield from ((each.name, (each.name, "")) for each in node.names if not each.asname)
        return
    folder = PurePosixPath(file)
    for _ in range(node.level):
        folder = folder.parent
    path = (node.module or "").replace(".", "/")
    module = (folder / path).as_posix() if node.level else path
    yield from ((each.asname or each.name, (module, each.name)) for each in node.names)
