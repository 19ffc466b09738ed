"""Whether the code of a module changes something other than its own names when it is imported or called."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator


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


def inner_statements(block: ast.stmt) -> Iterator[ast.stmt]:
    """The statements in a block, with those of its other branches and handlers."""
    for name in ("body", "orelse", "finalbody"):
        yield from getattr(block, name, ())
    for handler in getattr(block, "handlers", ()):
        yield from handler.body


class ImportEffects:
    """Whether a statement, executed on import, only binds names of its own module, and whether it `calls` its code."""

    def __init__(self, own: frozenset[str]):
        self._own = own
        self.calls = False

    def is_plain(self, statement: ast.stmt) -> bool:
        """Whether a statement only binds names."""
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
        return all(map(self._is_pure, heads)) and all(map(self.is_plain, inner_statements(block)))

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


def changes_state(statement: ast.stmt) -> bool:
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
