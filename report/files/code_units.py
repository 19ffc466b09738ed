"""A module's source as units: each name that its top level binds, with the identifiers that its code mentions.

Comments, docstrings and positions do not count. A statement that may affect other modules when it is executed, such
as `rules.limit = 3` or `random.seed(1)`, is a unit without a name.
"""

from __future__ import annotations
import __future__

import ast
import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType

from report.files.seen import digest_of


def words(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(word for line in lines for word in line.split())


#: Built-in functions that change nothing when a module calls them.
_HARMLESS = words(
    "abs all any bin bool bytes chr complex dict divmod enumerate filter float frozenset hash int isinstance len",
    "issubclass list map max min object ord pow property range repr reversed round set slice sorted staticmethod",
    "classmethod str sum super tuple type zip",
) | {name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, Exception)}
#: Names of functions that change an object or a state shared by a process.
_CHANGING = words(
    "add append appendleft clear discard extend heappop heappush insert next pop popitem popleft random register",
    "remove reverse seed send setattr delattr setdefault setflags set_option shuffle sort update write putenv chdir",
    "open exec eval globals __init_subclass__ __set_name__ __subclasses__ __new__",
)
_RANDOM = words("random rand randn seed")
#: Methods of texts and mappings that do not change them.
_READING = words(
    "split splitlines items keys values format join strip lstrip rstrip lower upper title replace get index count",
    "copy startswith endswith removeprefix removesuffix partition rpartition union intersection difference",
)
#: A module, the name that is imported from it (empty for `import module`), and the level of a relative import.
Import = tuple[str, str, int]


@dataclass(frozen=True, eq=False)
class Unit:
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


def units_of(source: bytes, is_project: Callable[[str], bool]) -> list[Unit]:
    """The units of a module; a source that cannot be parsed is one unit without a name.

    `is_project` tells whether a module of a dotted name belongs to the project.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return [Unit("", digest_of([source.hex()]))]
    flags = _future(tree)
    _drop_docstrings(tree)
    own = _project_names(tree, is_project)
    found = [unit for statement in tree.body for unit in _units(statement, own, flags)]
    return list(_joined(found))


def _joined(found: list[Unit]) -> Iterator[Unit]:
    """One unit for each name; the order of statements counts for names that are bound more than once."""
    whole = digest_of([unit.digest for unit in found])
    groups: dict[str, list[Unit]] = {}
    for unit in found:
        groups.setdefault(unit.name, []).append(unit)
    for name, units in groups.items():
        several = len(units) > 1 and not all(unit.imports and not unit.names for unit in units)
        order = whole if several and name else ""
        yield Unit(
            name,
            digest_of([*(unit.digest for unit in units), order]),
            frozenset().union(*(unit.names for unit in units)),
            frozenset().union(*(unit.attributes for unit in units)),
            frozenset().union(*(unit.imports for unit in units)),
            any(unit.calls for unit in units),
            any(unit.changes for unit in units),
        )


def _units(statement: ast.stmt, own: frozenset[str], flags: int) -> Iterator[Unit]:
    if isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    ):
        return
    names = sorted(set(_bound(statement)))
    executed = _Executed(own)
    plain = bool(names) and executed.is_plain(statement)
    digest = digest_of([_text_of(statement)])
    words = _names(statement, flags), _attributes(statement), _imports(statement)
    for name in names if plain else [""]:
        yield Unit(name, digest, *words, executed.calls, _changes(statement))


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
            yield from (name for inner in _inner(statement) for name in _bound(inner))


def _inner(block: ast.stmt) -> Iterator[ast.stmt]:
    for name in ("body", "orelse", "finalbody"):
        yield from getattr(block, name, ())
    for handler in getattr(block, "handlers", ()):
        yield from handler.body


class _Executed:
    """Whether a statement, executed on import, only binds names of its own module."""

    def __init__(self, own: frozenset[str]):
        self._own = own
        self.calls = False

    def is_plain(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return all(map(self._is_pure, _of_function(statement))) and self._tags(statement)
            case ast.ClassDef():
                return self._is_plain_class(statement)
            case ast.Assign(targets=targets, value=value):
                return all(map(_is_name, targets)) and self._is_pure(value)
            case ast.AnnAssign(target=target, value=value):
                return _is_name(target) and self._is_pure(value)
            case ast.If() | ast.Try() | ast.With():
                return self._is_plain_block(statement)
        return _only_binds(statement)

    def _is_plain_block(self, block: ast.If | ast.Try | ast.With) -> bool:
        heads: list[ast.expr] = [block.test] if isinstance(block, ast.If) else []
        if isinstance(block, ast.With):
            heads = [item.context_expr for item in block.items]
        return all(map(self._is_pure, heads)) and all(map(self.is_plain, _inner(block)))

    def _is_plain_class(self, statement: ast.ClassDef) -> bool:
        heads = [*statement.bases, *statement.decorator_list]
        return (
            not statement.keywords
            and self._tags(statement)
            and all(map(self._is_pure, heads))
            and all(map(self.is_plain, statement.body))
        )

    def _tags(self, statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
        """Whether the decorators are not the project's own: those are called with the function."""
        return not any(_root(each) in self._own for each in statement.decorator_list)

    def _is_pure(self, value: ast.expr | None) -> bool:
        """Whether an expression changes nothing, as far as its calls can be recognised."""
        nodes = [] if value is None else list(_evaluated(value))
        if any(isinstance(each, ast.NamedExpr | ast.Await | ast.Yield | ast.YieldFrom) for each in nodes):
            return False
        return all(self._is_pure_call(each.func) for each in nodes if isinstance(each, ast.Call))

    def _is_pure_call(self, function: ast.expr) -> bool:
        root = _root(function)
        names = {each.attr for each in ast.walk(function) if isinstance(each, ast.Attribute)} | {root}
        if root == "" or root in self._own:
            self.calls = True
            return (
                isinstance(function, ast.Name) or names - {root} <= _READING
            )  # a method may change its object
        if names & _RANDOM:
            return False
        return root in _HARMLESS if hasattr(builtins, root) else True


def _only_binds(statement: ast.stmt) -> bool:
    """Whether a simple statement is an import of names, a constant, or nothing."""
    if isinstance(statement, ast.ImportFrom):
        return all(each.name != "*" for each in statement.names)
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass | ast.Import | ast.Raise)


def _of_function(statement: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    """The expressions that a definition evaluates: defaults and decorators."""
    arguments = statement.args
    defaults = [*arguments.defaults, *(each for each in arguments.kw_defaults if each)]
    return [*defaults, *statement.decorator_list]


def _is_name(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) or (
        isinstance(target, ast.Tuple | ast.List) and all(map(_is_name, target.elts))
    )


def _evaluated(value: ast.AST) -> Iterator[ast.AST]:
    """The nodes of an expression, except the bodies of its lambdas, which run later."""
    yield value
    for child in ast.iter_child_nodes(value):
        if not isinstance(value, ast.Lambda) or child is value.args:
            yield from _evaluated(child)


def _root(expression: ast.expr) -> str:
    """The name with which an expression begins; empty for a call of a literal's method or of a lambda."""
    while True:
        match expression:
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Call(func=inner):
                expression = inner
            case ast.Name(id=name):
                return name
            case ast.Constant() | ast.JoinedStr():
                return "str"
            case _:
                return ""


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


def _changes(statement: ast.stmt) -> bool:
    """Whether code may change more than its own local variables and the object that it initialises."""
    for each in ast.walk(statement):
        if isinstance(each, ast.Global | ast.Nonlocal | ast.Delete):
            return True
        if isinstance(each, ast.Attribute | ast.Subscript) and isinstance(each.ctx, ast.Store):
            own = isinstance(each.value, ast.Name) and each.value.id == "self"
            if not own:
                return True
        name = each.attr if isinstance(each, ast.Attribute) else each.id if isinstance(each, ast.Name) else ""
        if name in _CHANGING:
            return True
    return False


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
