"""What identifies the results of a sweep: its code, the values that it was given, its seed and the packages."""

from __future__ import annotations

import ast
import hashlib
import inspect
import pickle
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from report.files.seen import digest_of
from report.rows.errors import Fault, ProductError

_DECORATOR = "sweep"


def project_of(function: Callable[..., Any]) -> Path:
    """The folder of the project that defines a function: the nearest one with a pyproject.toml, else its own."""
    file = Path(inspect.unwrap(function).__code__.co_filename).resolve()
    return next((each for each in file.parents if (each / "pyproject.toml").is_file()), file.parent)


def identity(function: Callable[..., Any], arguments: Mapping[str, Any], seed: int, root: Path) -> str:
    """A hash of everything that can change a result of a unit; the design and the replications are not part of it."""
    given = [f"{name} {content_of(name, value)}" for name, value in sorted(arguments.items())]
    return digest_of([function.__qualname__, str(seed), *code_of(root), *given, *packages()])[:20]


def code_of(root: Path) -> list[str]:
    """The loaded modules of the project without comments, docstrings and the designs of their sweeps, as hashes."""
    from report.files.sources import loaded_files

    own = sorted({path for path in loaded_files().values() if Path(path).is_relative_to(root)})
    return [f"{Path(path).relative_to(root).as_posix()} {_code(Path(path).read_bytes())}" for path in own]


def _code(source: bytes) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            _strip(node)
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()


def _strip(node: ast.FunctionDef | ast.ClassDef | ast.Module) -> None:
    node.body = [each for each in node.body if not _is_design(each)] or [ast.Pass()]
    if ast.get_docstring(node, clean=False) is not None:
        node.body = node.body[1:] or [ast.Pass()]
    if isinstance(node, ast.FunctionDef):
        node.decorator_list = [each for each in node.decorator_list if not _is_sweep(each)]


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
    """A hash of the content of a value that a sweep was given."""
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
