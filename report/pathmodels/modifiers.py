"""Modifiers of a term: labels, fixed values and starting values, one for all groups or one per group.

    0.5*x  (1/4)*x      fixed value            a*x  "a"*x  label("a")*x      label
    NA*x                free                   start(0.3)*x  0.3?x           starting value
    equal("y ~ x")*z    the parameter y ~ x    c(a, b)*x  c(0.5, NA)*x       one for each group
A label takes precedence over a fixed value in the same product (`a*0.5*x` is free), as in lavaan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.expression import ExpressionReader, evaluate, names
from report.pathmodels.tokens import SyntaxToken

FUNCTIONS = ("c", "start", "label", "equal")


@dataclass(frozen=True, slots=True)
class Modifier:
    """The modifiers of a parameter in one group; `equal` is the text of the parameter that it equals."""

    label: str = ""
    fixed: float | None = None
    start: float | None = None
    freed: bool = False
    equal: str = ""


FREE = Modifier()


def factors(text: str, words: list[SyntaxToken]) -> list[list[SyntaxToken]]:
    """The factors of a term, separated by * (or by ?) outside parentheses."""
    found: list[list[SyntaxToken]] = [[]]
    depth = 0
    for word in words:
        depth += {"(": 1, ")": -1}.get(word.text, 0)
        if depth == 0 and word.text == "*":
            found.append([])
        elif depth == 0 and word.text == "?":
            found[-1].append(word)
            found.append([])
        elif depth < 0 or (depth == 0 and _misplaced(word, found[-1])):
            raise ModelSyntaxError(_reason(word.text), text, word.position)
        else:
            found[-1].append(word)
    if not all(found):
        star = next(word for word in words if word.text in ("*", "?"))
        raise ModelSyntaxError(f"an operand is missing beside this {star.text}", text, star.position)
    _check_variable(text, found[-1])
    return found


def _misplaced(word: SyntaxToken, before: list[SyntaxToken]) -> bool:
    return word.text in ("/", "^", ",") or (word.text == "-" and bool(before))


def _reason(sign: str) -> str:
    return f"{sign!r} is not allowed in a formula: a term is a name, or label*name, or number*name"


def _check_variable(text: str, words: list[SyntaxToken]) -> None:
    """Refuse a function or an arithmetic expression where a variable is expected."""
    for index, word in enumerate(words):
        if word.text == "(" and index:
            called = words[index - 1].text
            fault = f"{called}() is not supported in a formula: compute the column, then use its name"
            raise ModelSyntaxError(fault, text, word.position)
        if word.text == "(":
            raise ModelSyntaxError(_reason("("), text, word.position)


def modified(text: str, term: str, parts: list[list[SyntaxToken]]) -> tuple[Modifier, ...]:
    """The modifiers of a product such as `a*start(0.5)*`, for each group."""
    found: tuple[Modifier, ...] = (FREE,)
    for part in parts:
        new = _modifier(text, part)
        both = joined(found, new)
        if both is None:
            what = "a second label" if any(each.label for each in new) else "a second fixed value"
            raise ModelSyntaxError(f"{what} on {term}", text, part[0].position)
        found = both
    return tuple(replace(each, fixed=None) if each.label else each for each in found)


def joined(first: tuple[Modifier, ...], second: tuple[Modifier, ...]) -> tuple[Modifier, ...] | None:
    """Two lists of modifiers as one; None if they contradict each other."""
    if len(first) != len(second) and 1 not in (len(first), len(second)):
        return None
    size = max(len(first), len(second))
    pairs = zip(first * (size // len(first)), second * (size // len(second)), strict=True)
    found = [_joined(one, other) for one, other in pairs]
    return None if None in found else tuple(each for each in found if each is not None)


def _joined(one: Modifier, other: Modifier) -> Modifier | None:
    labels, fixed = {one.label, other.label} - {""}, {one.fixed, other.fixed} - {None}
    starts = {one.start, other.start} - {None}
    if len(labels) > 1 or len(fixed) > 1 or len(starts) > 1:
        return None
    return Modifier(
        one.label or other.label,
        next(iter(fixed), None),
        next(iter(starts), None),
        one.freed or other.freed,
        one.equal or other.equal,
    )


def _modifier(text: str, words: list[SyntaxToken]) -> tuple[Modifier, ...]:
    first = words[0]
    if words[-1].text == "?":
        return (Modifier(start=_value(text, words[:-1])),)
    if first.kind == "text" and len(words) == 1:
        return (Modifier(label=_unquoted(first)),)
    if first.kind == "name" and len(words) == 1:
        return (_named(text, first),)
    if first.kind == "name" and words[1].text == "(":
        return _called(text, words)
    if first.kind == "name":
        raise ModelSyntaxError(f"unexpected {words[1].text!r} after {first.text}", text, words[1].position)
    return (Modifier(fixed=_value(text, words)),)


def _named(text: str, word: SyntaxToken) -> Modifier:
    if word.text in ("NA", "NaN"):
        return Modifier(freed=True)
    if word.text == "Inf":
        raise ModelSyntaxError("Inf is not a label, and a fixed value must be finite", text, word.position)
    if ":" in word.text:
        raise ModelSyntaxError(f"{word.text} is not a label", text, word.position)
    return Modifier(label=word.text)


def _unquoted(word: SyntaxToken) -> str:
    return word.text[1:-1].strip()


def _value(text: str, words: list[SyntaxToken]) -> float:
    """The value of arithmetic without labels, such as -0.5 or (1/4)."""
    if not words:
        raise ModelSyntaxError("expected a number before ?", text, 0)
    tree = ExpressionReader(words, text, words[-1].stop).read()
    label = next(names(tree), None)
    if label is not None:
        raise ModelSyntaxError(
            f"expected a number before *, found {label.text!r}: labels cannot be part of arithmetic here",
            text,
            label.position,
        )
    with np.errstate(all="ignore"):
        value = float(np.real(evaluate(tree, {})))
    if not np.isfinite(value):
        raise ModelSyntaxError("a fixed value must be finite", text, words[0].position)
    return value


def _called(text: str, words: list[SyntaxToken]) -> tuple[Modifier, ...]:
    name, inner = words[0].text, words[2:-1]
    if name not in FUNCTIONS:
        fault = f"the modifier {name}() is not supported: the modifiers are {', '.join(f + '()' for f in FUNCTIONS)}"
        raise ModelSyntaxError(fault, text, words[1].position)
    if words[-1].text != ")" or not inner:
        raise ModelSyntaxError(
            f"{name}() needs an argument and a closing parenthesis", text, words[1].position
        )
    if name == "c":
        return tuple(_element(text, part) for part in _arguments(inner))
    return tuple(_argument(text, name, part) for part in _elements(inner))


def _elements(words: list[SyntaxToken]) -> Iterator[list[SyntaxToken]]:
    """The arguments of a function, one for each group where they are in c()."""
    if words[0].text == "c" and len(words) > 1 and words[1].text == "(":
        yield from _arguments(words[2:-1])
    else:
        yield from _arguments(words)


def _arguments(words: list[SyntaxToken]) -> Iterator[list[SyntaxToken]]:
    part: list[SyntaxToken] = []
    depth = 0
    for word in words:
        depth += {"(": 1, ")": -1}.get(word.text, 0)
        if word.text == "," and depth == 0:
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _element(text: str, words: list[SyntaxToken]) -> Modifier:
    """An element of c(): a label, a number or NA."""
    if not words:
        raise ModelSyntaxError("an element is missing in c()", text, 0)
    return _modifier(text, words)[0]


def _argument(text: str, function: str, words: list[SyntaxToken]) -> Modifier:
    if not words:
        raise ModelSyntaxError(f"an argument is missing in {function}()", text, 0)
    if function == "start":
        return FREE if words[0].text == "NA" else Modifier(start=_value(text, words))
    quoted = _unquoted(words[0]) if words[0].kind == "text" else words[0].text
    return Modifier(label=quoted) if function == "label" else Modifier(equal=quoted)
