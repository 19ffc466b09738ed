"""Arithmetic over labels: defined parameters (:=) and both sides of constraints (==, <, >)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.tokens import SyntaxToken


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A label, or the name of another defined parameter, and its position in the model's text."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus an expression."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by one of + - * / ^."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A function of one expression: exp, log, sqrt or abs."""

    function: str
    of: Expression


Expression = Number | Name | Negative | Operation | FunctionCall


def _magnitude(value: Any) -> Any:
    """The absolute value, analytic away from zero, so that it can be differentiated by complex step."""
    return value * np.where(np.real(value) < 0, -1.0, 1.0)


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": _magnitude,
}


def evaluate(expression: Expression, values: Mapping[str, Any]) -> Any:
    """The value of an expression, where names are numbers or arrays of one shape (real or complex).

    Undefined results (1/0, a root of a negative number) become NaN or infinite, as in R.
    """
    match expression:
        case Number(value):
            return np.float64(value)
        case Name(text):
            return values[text]
        case Negative(of):
            return -evaluate(of, values)
        case FunctionCall(function, of):
            return _call(function, evaluate(of, values))
        case Operation(sign, left, right):
            return _operate(sign, evaluate(left, values), evaluate(right, values))


def _call(function: str, value: Any) -> Any:
    """A function's value; NaN where it has no real one."""
    found = FUNCTIONS[function](value)
    if function in ("log", "sqrt") and np.iscomplexobj(value):
        return np.where(np.real(value) < 0, np.nan, found)
    return found


def _operate(sign: str, left: Any, right: Any) -> Any:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case _:
            return left**right


def names(expression: Expression) -> Iterator[Name]:
    """The names in an expression, from left to right."""
    match expression:
        case Name():
            yield expression
        case Negative(of) | FunctionCall(_, of):
            yield from names(of)
        case Operation(_, left, right):
            yield from names(left)
            yield from names(right)


class ExpressionReader:
    """A recursive-descent reader with R's precedence: ^ from the right, then unary sign, * and /, + and -."""

    def __init__(self, tokens: list[SyntaxToken], text: str, end: int) -> None:
        self.tokens = tokens
        self.text = text
        self.end = end
        self.at = 0

    def read(self) -> Expression:
        """The whole expression; raises ModelSyntaxError at the first unexpected token."""
        tree = self._sum()
        if self.at < len(self.tokens):
            raise self._fault(f"expected an operator before {self._peek()!r}")
        return tree

    def _peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def _fault(self, fault: str) -> ModelSyntaxError:
        place = self.tokens[self.at].position if self.at < len(self.tokens) else self.end
        return ModelSyntaxError(fault, self.text, place)

    def _sum(self) -> Expression:
        tree = self._product()
        while (sign := self._peek()) in ("+", "-") and sign:
            self.at += 1
            tree = Operation(sign, tree, self._product())
        return tree

    def _product(self) -> Expression:
        tree = self._signed()
        while (sign := self._peek()) in ("*", "/") and sign:
            self.at += 1
            tree = Operation(sign, tree, self._signed())
        return tree

    def _signed(self) -> Expression:
        if self._peek() not in ("+", "-") or not self._peek():
            return self._power()
        sign = self._peek()
        self.at += 1
        return Negative(self._signed()) if sign == "-" else self._signed()

    def _power(self) -> Expression:
        base = self._atom()
        if self._peek() != "^":
            return base
        self.at += 1
        return Operation("^", base, self._signed())

    def _atom(self) -> Expression:
        if self.at == len(self.tokens):
            raise self._fault("the expression ends where a label or a number is expected")
        token = self.tokens[self.at]
        if token.text == "(":
            return self._group()
        if token.kind not in ("number", "name"):
            raise self._fault(f"expected a label or a number, found {token.text!r}")
        self.at += 1
        if token.kind == "number":
            return Number(float(token.text))
        if self._peek() == "(":
            return self._call(token)
        return Name(token.text, token.position)

    def _call(self, token: SyntaxToken) -> Expression:
        if token.text not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            fault = f"the function {token.text}() is not supported: the functions are {known}"
            raise ModelSyntaxError(fault, self.text, token.position)
        return FunctionCall(token.text, self._group())

    def _group(self) -> Expression:
        opening = self.tokens[self.at]
        self.at += 1
        tree = self._sum()
        if self._peek() != ")":
            raise ModelSyntaxError("this parenthesis is not closed", self.text, opening.position)
        self.at += 1
        return tree
