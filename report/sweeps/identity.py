"""The identity of a sweep's results: its code, the values passed to it, its seed and the packages."""

from __future__ import annotations

import ast
import hashlib
import inspect
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from report.files.code_closure import LoadedCode, is_project
from report.files.code_units import CodeUnit, units_of
from report.files.engine_hash import ENGINE, engine_hash
from report.files.file_states import digest_of
from report.files.recording_state import unrecorded
from report.files.sources import loaded_files
from report.rows.errors import Fault, ProductError
from report.rows.levels import study_levels, unusual

_DECORATOR = "sweep"
#: A part of a closure that depends on which modules a command happens to load.
_ORDER = "the order of imports"


def project_of(function: Callable[..., Any]) -> Path:
    """The folder of the project that defines a function: the nearest one with a pyproject.toml, otherwise its own."""
    file = Path(inspect.unwrap(function).__code__.co_filename).resolve()
    return next((each for each in file.parents if (each / "pyproject.toml").is_file()), file.parent)


def identity(function: Callable[..., Any], arguments: Mapping[str, Any], seed: int, root: Path) -> str:
    """A hash of everything that can change a result of a unit; the design and the replications are not part of it."""
    return digest_of([subject(function, arguments, seed, root), engine_hash(), *packages()])[:20]


def subject(function: Callable[..., Any], arguments: Mapping[str, Any], seed: int, root: Path) -> str:
    """The same without the engine and the packages: a hash of the study's code, data and levels, and of the seed."""
    given = [f"{name} {content_of(name, value)}" for name, value in sorted(arguments.items())]
    levels = unusual(study_levels())
    stated = [f"levels {levels.record()}"] if levels else []
    return digest_of([str(seed), *code_of(function, root), *given, *stated])


def code_of(function: Callable[..., Any], root: Path) -> list[str]:
    """The study's code that a function depends on, without the designs of sweeps, as hashes by name."""
    own = inspect.unwrap(function)
    known = _modules(own, root)
    loaded = {str(Path(path).resolve()) for path in loaded_files().values()}
    units = {
        path: {unit.name: unit for unit in units_of(_source(path, path in loaded), is_project)}
        for path in known.values()
    }
    reached = _reached(own.__module__, known, units)
    modules = {name: path for name, path in known.items() if name in reached}
    code = LoadedCode({path: units[path] for path in modules.values()}, modules, root)
    parts = code.parts([(str(Path(own.__code__.co_filename).resolve()), own.__name__)])
    return [f"{name} {digest}" for name, digest in parts.items() if name != _ORDER]


def _modules(function: Callable[..., Any], root: Path) -> dict[str, str]:
    """The files of the study's modules: the loaded ones, and those of the package that may be loaded late."""
    loaded = {
        name: str(Path(path).resolve())
        for name, path in loaded_files().items()
        if path.endswith(".py") and name != "__main__" and not Path(path).is_relative_to(ENGINE)
    }
    first = function.__module__.partition(".")[0]
    place = getattr(sys.modules.get(first), "__path__", None)
    late = {
        _dotted(path, folder, first): str(path) for folder in place or () for path in _files(Path(folder))
    }
    found = {**late, **loaded}
    return dict(sorted((name, path) for name, path in found.items() if Path(path).is_relative_to(root)))


def _reached(first: str, modules: Mapping[str, str], units: Mapping[str, Mapping[str, CodeUnit]]) -> set[str]:
    """The modules that a module imports, directly or not, unlike those that happen to be loaded."""
    found: set[str] = set()
    waiting = {first}
    while waiting:
        found |= waiting
        named = {each for name in waiting for each in _imports(name, units[modules[name]].values())}
        around = {
            ".".join(each.split(".")[:depth]) for each in named for depth in range(1, each.count(".") + 2)
        }
        waiting = (around & modules.keys()) - found
    return found


def _imports(module: str, units: Iterable[CodeUnit]) -> Iterator[str]:
    """The dotted names that a module imports, of modules or of names in them."""
    for name, member, level in (each for unit in units for each in unit.imports):
        package = [part for part in module.split(".")[: -level or None] if part] if level else []
        yield ".".join([*package, *([name] if name else []), *([member] if member not in ("", "*") else [])])


def _files(folder: Path) -> list[Path]:
    return [path.resolve() for path in folder.rglob("*.py")]


def _dotted(path: Path, folder: str, first: str) -> str:
    parts = path.relative_to(Path(folder).resolve()).with_suffix("").parts
    return ".".join([first, *parts]).removesuffix(".__init__")


def _source(path: str, is_loaded: bool) -> bytes:
    """A module's source without the designs of sweeps: an option that is added changes no other universe."""
    source = _content(path, is_loaded)
    if b"Design" not in source and _DECORATOR.encode() not in source:
        return source
    tree = ast.parse(source)
    tree.body = [each for each in tree.body if not _is_design(each)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [each for each in node.decorator_list if not _is_sweep(each)]
    return ast.unparse(tree).encode()


def _content(path: str, is_loaded: bool) -> bytes:
    """The content of a module; a product that runs a sweep counts the units of loaded modules that it uses itself."""
    with unrecorded() if is_loaded else nullcontext():
        return Path(path).read_bytes()


def _is_design(statement: ast.stmt) -> bool:
    """Whether a statement names a design: `GRID = Design(…)`, whatever is called on it."""
    value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    while isinstance(value, ast.Call):
        value = value.func
        if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Call):
            value = value.value
    named = value.value if isinstance(value, ast.Attribute) else value
    return isinstance(named, ast.Name) and named.id == "Design"


def _is_sweep(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (isinstance(called, ast.Name) and called.id == _DECORATOR) or (
        isinstance(called, ast.Attribute) and called.attr == _DECORATOR
    )


def content_of(name: str, value: Any) -> str:
    """A hash of the content of a value passed to a sweep."""
    from pandas import DataFrame
    from pandas.util import hash_pandas_object

    if hasattr(value, "sha256"):
        return str(value.sha256)
    if isinstance(value, DataFrame):
        rows = hash_pandas_object(value).to_numpy().tobytes()
        heads = repr([(str(column), str(kind)) for column, kind in value.dtypes.items()])
        return hashlib.sha256(rows + heads.encode()).hexdigest()
    try:
        return hashlib.sha256(pickle.dumps(value, 5)).hexdigest()
    except Exception as error:
        what = f"{name} cannot be sent to another process: {error}"
        raise ProductError(Fault("sweep", what, "let the product return plain values or a frame")) from None


def packages() -> list[str]:
    """The versions of Python and of the packages that can change a number."""
    from report.sweeps.dask_cluster import versions

    return [
        f"{name} {found}" for name, found in versions().items() if name not in ("distributed", "cloudpickle")
    ]
