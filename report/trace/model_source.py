"""The path model behind a number: its syntax, the lines that define the number, and the equation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from report.pathmodels.equations import EquationSource, equation_of
from report.pathmodels.errors import ModelError
from report.pathmodels.syntax import Syntax, parse
from report.rows.stat import Row

#: The operators of lavaan's syntax; a text with none of them is not a model.
_OPERATORS = ("~", ":=")


@dataclass(frozen=True)
class ModelSource:
    """The lines of a model's syntax, the numbers from 1 of those that define a statistic, and its equation."""

    name: str
    lines: tuple[str, ...]
    defining: tuple[int, ...]
    equation: EquationSource | None


def model_source(row: Row, functions: Iterable[Callable[..., Any]]) -> ModelSource | None:
    """The model of a row, among those that the code of its products names; None if there is none.

    A model is a text in lavaan's syntax, or an object with such a text as its `syntax`. If there are several, the row
    belongs to the one whose name it states.
    """
    about: Mapping[str, str] = getattr(row, "about", {})
    statistic = about.get("statistic") or row.id.rpartition(".")[2]
    parts = _parts(about)
    fitting = [
        (name, syntax, lines)
        for name, syntax in _models(functions)
        if (lines := _defining(syntax, parts)) or not parts
    ]
    named = [each for each in fitting if each[0] and each[0] == about.get("model")]
    chosen = next(iter(named or (fitting if len(fitting) == 1 else [])), None)
    equation = equation_of(statistic, of_parameter=bool(parts))
    if chosen is None or (equation is None and not parts):
        return None
    name, syntax, lines = chosen
    return ModelSource(name, tuple(syntax.text.splitlines()), lines, equation)


def _parts(about: Mapping[str, str]) -> tuple[str, ...]:
    """The variables of a parameter, or the name of a defined one."""
    if effect := about.get("effect"):
        return (effect,)
    return tuple(about[key] for key in ("outcome", "predictor") if about.get(key))


def _defining(syntax: Syntax, parts: tuple[str, ...]) -> tuple[int, ...]:
    """The lines of a definition, of the term of two variables, or of all predictors of an outcome."""
    positions = [each.position for each in syntax.definitions if parts and each.name == parts[0]]
    if not positions and len(parts) == 2:
        positions = [each.position for each in syntax.terms if {each.lhs, each.rhs} == {*parts}]
    elif not positions:
        positions = [each.position for each in syntax.terms if each.op == "~" and (each.lhs,) == parts]
    return tuple(dict.fromkeys(syntax.text.count("\n", 0, position) + 1 for position in positions))


def _models(functions: Iterable[Callable[..., Any]]) -> Iterator[tuple[str, Syntax]]:
    """The models that functions name, each with its own name if it has one."""
    seen: set[tuple[str, str]] = set()
    for function in functions:
        plain = inspect.unwrap(function)
        for name in _names(plain.__code__):
            for each in _flat(plain.__globals__.get(name)):
                text = each if isinstance(each, str) else getattr(each, "syntax", None)
                own = "" if isinstance(each, str) else str(getattr(each, "name", ""))
                if isinstance(text, str) and (own, text) not in seen and (syntax := _parsed(text)):
                    seen.add((own, text))
                    yield own, syntax


def _names(code: CodeType) -> Iterator[str]:
    """The global names in a function and in the functions inside it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _flat(value: object) -> Iterator[object]:
    """A value, or the values in a collection."""
    if isinstance(value, tuple | list):
        yield from value
    elif isinstance(value, dict):
        yield from value.values()
    else:
        yield value


def _parsed(text: str) -> Syntax | None:
    if not any(operator in text for operator in _OPERATORS):
        return None
    try:
        syntax = parse(text)
    except ModelError:
        return None
    return syntax if syntax.terms else None
