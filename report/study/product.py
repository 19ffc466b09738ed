"""Tags that make an ordinary function a product of the study.

A tag only sets an attribute: the function stays importable and callable with three lines of data in a
test. The name of each argument is the name of the product that it needs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Kind = Literal["value", "stats", "claims", "table", "figure"]
F = TypeVar("F", bound=Callable[..., Any])
TAG, APART = "__report_product__", "__report_apart__"


@dataclass(frozen=True)
class Product:
    """A tagged function: its name, what it makes, and the names of the products it needs."""

    name: str
    kind: Kind
    function: Callable[..., Any]
    needs: tuple[str, ...]
    file: str
    line: int
    apart: tuple[str, ...] | None = None

    @property
    def module(self) -> str:
        """The dotted name of the module that defines it."""
        return self.function.__module__


def _tag(kind: Kind) -> Callable[[F], F]:
    def mark(function: F) -> F:
        setattr(function, TAG, kind)
        return function

    mark.__doc__ = f"Tag a function as a product of kind {kind}."
    return mark


value = _tag("value")
stats = _tag("stats")
claims = _tag("claims")
table = _tag("table")
figure = _tag("figure")


def apart(*libraries: str) -> Callable[[F], F]:
    """Mark a product that takes long: a process of its own makes it, while products that do not need it are made.

    With libraries the process begins at once, and loads them while it waits for what the product needs; without, it
    begins when that is made, with all that was loaded for it.
    """

    def mark(function: F) -> F:
        setattr(function, APART, libraries)
        return function

    return mark


def product(function: Callable[..., Any]) -> Product:
    """Read the product off a tagged function; its line is that of its `def`."""
    code = inspect.unwrap(function).__code__
    lines, first = inspect.getsourcelines(function)
    offset = next(i for i, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def ")))
    needs = tuple(inspect.signature(function).parameters)
    return Product(
        function.__name__,
        getattr(function, TAG),
        function,
        needs,
        code.co_filename,
        first + offset,
        getattr(function, APART, None),
    )
