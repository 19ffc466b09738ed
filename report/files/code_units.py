"""A module's source as units: each name that its top level binds, with the identifiers that its code mentions.

Comments, docstrings and positions are ignored. A statement that may affect other modules when it is executed, such
as `rules.limit = 3` or `random.seed(1)`, is a unit without a name.
"""

from __future__ import annotations
import __future__

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType

from report.files.file_states import digest_of
from report.files.import_effects import ImportEffects, changes_state, inner_statements

#: A module, the name that is imported from it (empty for `import module`), and the level of a relative import.
Import = tuple[str, str, int]


@dataclass(frozen=True, eq=False)
class CodeUnit:
    """What one name of a module is bound to; `name` is empty for a statement that may affect other modules.

    `names` are the global names in its code, `attributes` those of attributes, and `imports` the modules and names that
    it imports, each with the level of a relative import. `calls` says that the module calls code of the project to bind
    the name, and `changes` that its code may change something other than local variables.
    """

    name: str
    digest: str
    names: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    imports: frozenset[Import] = frozenset()
    calls: bool = False
    changes: bool = False


def units_of(source: bytes, is_project: Callable[[str], bool]) -> list[CodeUnit]:
    """The units of a module; a source that cannot be parsed is one unit without a name.

    `is_project` tells whether a module of a dotted name belongs to the project.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return [CodeUnit("", digest_of([source.hex()]))]
    flags = _future(tree)
    _drop_docstrings(tree)
    own = _project_names(tree, is_project)
    found = [unit for statement in tree.body for unit in _units(statement, own, flags)]
    return list(_joined(found))


def _joined(found: list[CodeUnit]) -> Iterator[CodeUnit]:
    """One unit for each name; the order of statements matters for names that are bound more than once."""
    whole = digest_of([unit.digest for unit in found])
    groups: dict[str, list[CodeUnit]] = {}
    for unit in found:
        groups.setdefault(unit.name, []).append(unit)
    for name, units in groups.items():
        several = len(units) > 1 and not all(unit.imports and not unit.names for unit in units)
        order = whole if several and name else ""
        yield CodeUnit(
            name,
            digest_of([*(unit.digest for unit in units), order]),
            frozenset().union(*(unit.names for unit in units)),
            frozenset().union(*(unit.attributes for unit in units)),
            frozenset().union(*(unit.imports for unit in units)),
            any(unit.calls for unit in units),
            any(unit.changes for unit in units),
        )


def _units(statement: ast.stmt, own: frozenset[str], flags: int) -> Iterator[CodeUnit]:
    if isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    ):
        return
    names = sorted(set(_bound(statement)))
    executed = ImportEffects(own)
    plain = bool(names) and executed.is_plain(statement)
    digest = digest_of([_text_of(statement)])
    words = _names(statement, flags), _attributes(statement), _imports(statement)
    for name in names if plain else [""]:
        yield CodeUnit(name, digest, *words, executed.calls, changes_state(statement))


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement of a module binds."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (each.asname or each.name.partition(".")[0] for each in names)
        case ast.Assign(targets=targets):
            yield from (
                each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
            )
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.If() | ast.Try() | ast.With():
            yield from (name for inner in inner_statements(statement) for name in _bound(inner))


def _project_names(tree: ast.Module, is_project: Callable[[str], bool]) -> frozenset[str]:
    """The names of a module that are its own or imported from the project."""
    found = set()
    for each in ast.walk(tree):
        match each:
            case ast.ImportFrom(module=module, level=level, names=names):
                if level or is_project(module or ""):
                    found |= {alias.asname or alias.name for alias in names}
            case ast.Import(names=names):
                found |= {
                    alias.asname or alias.name.partition(".")[0] for alias in names if is_project(alias.name)
                }
    for statement in tree.body:
        if not isinstance(statement, ast.Import | ast.ImportFrom | ast.Try | ast.If):
            found |= set(_bound(statement))
    return frozenset(found)


def _names(statement: ast.stmt, flags: int) -> frozenset[str]:
    """The names in the code of a statement that are not local variables."""
    written = frozenset(each.id for each in ast.walk(statement) if isinstance(each, ast.Name))
    try:
        code = compile(ast.Module([statement], []), "<unit>", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError):
        return written
    return written & frozenset(_of_code(code))


def _of_code(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _of_code(each)


def _attributes(statement: ast.stmt) -> frozenset[str]:
    nodes = list(ast.walk(statement))
    matched = (name for each in nodes if isinstance(each, ast.MatchClass) for name in each.kwd_attrs)
    return frozenset([*(each.attr for each in nodes if isinstance(each, ast.Attribute)), *matched])


def _imports(statement: ast.stmt) -> frozenset[Import]:
    nodes = list(ast.walk(statement))
    plain = [(each.name, "", 0) for node in nodes if isinstance(node, ast.Import) for each in node.names]
    named = [
        (node.module or "", each.name, node.level)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    ]
    return frozenset([*plain, *named])


def _text_of(node: object) -> str:
    """A syntax tree as text without positions; it is the same in every version of Python, unlike `ast.dump`."""
    if isinstance(node, ast.AST):
        fields = (
            f"{name}={_text_of(value)}" for name, value in ast.iter_fields(node) if value not in (None, [])
        )
        return f"{type(node).__name__}({', '.join(fields)})"
    if isinstance(node, list):
        return f"[{', '.join(map(_text_of, node))}]"
    return repr(node)


def _drop_docstrings(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                node.body[:1] = [] if len(node.body) > 1 else [ast.copy_location(ast.Pass(), first)]


def _future(tree: ast.Module) -> int:
    """The compiler flags of the module's own future imports."""
    flags = 0
    for each in tree.body:
        if isinstance(each, ast.ImportFrom) and each.module == "__future__":
            for alias in each.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags
