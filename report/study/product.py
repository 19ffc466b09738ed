"""Decorators that make an ordinary function a product of the study.

A decorator only sets an attribute: the function stays importable and callable with three lines of data in a
test. The name of each argument is the name of the product that it needs.
"""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import CodeType
from typing import Any, Literal, Protocol, TypeVar, overload

Kind = Literal["value", "stats", "claims", "table", "figure"]
F = TypeVar("F", bound=Callable[..., Any])
TAG, BACKGROUND, BATCHES = "__report_product__", "__report_background__", "__report_batches__"


@dataclass(frozen=True)
class Product:
    """A tagged function: its name, the kind of its result, and the names of the products that it needs.

    `shown_needs` are shown to readers where the needs are batches of the product itself.
    """

    name: str
    kind: Kind
    function: Callable[..., Any]
    needs: tuple[str, ...]
    file: str
    line: int
    background: tuple[str, ...] | None = None
    shown_needs: tuple[str, ...] | None = None

    @property
    def module(self) -> str:
        """The dotted name of the module that defines it."""
        return self.function.__module__

    @property
    def visible_needs(self) -> tuple[str, ...]:
        """The needs as readers see them."""
        return self.needs if self.shown_needs is None else self.shown_needs


def _tag(kind: Kind) -> Callable[[F], F]:
    def mark(function: F) -> F:
        setattr(function, TAG, kind)
        return function

    mark.__doc__ = f"Tag a function as a product of kind {kind}."
    return mark


class Batched(Protocol):
    """A decorator that may be given a number of batches."""

    @overload
    def __call__(self, function: F, /) -> F: ...
    @overload
    def __call__(self, *, batches: int) -> Callable[[F], F]: ...


def _batched_tag(kind: Kind) -> Batched:
    def mark(function: Any = None, *, batches: int = 0) -> Any:
        if function is None:
            return partial(mark, batches=batches)
        setattr(function, TAG, kind)
        if batches:
            setattr(function, BATCHES, batches)
        return function

    mark.__doc__ = f"""Tag a function as a product of kind {kind}.

    With `batches`, the function is called once for each batch with an argument `batch` (see `Batch`), and each batch
    is cached on its own, so that a stopped build resumes.
    """
    return mark


value = _batched_tag("value")
stats = _batched_tag("stats")
claims = _tag("claims")
table = _tag("table")
figure = _tag("figure")


def background(*libraries: str) -> Callable[[F], F]:
    """Mark a slow product: a background process computes it while products that do not need it are computed.

    With `libraries`, the process starts at once and loads them while it waits for the product's arguments; without,
    it is forked when the arguments are ready, and inherits every module that is loaded by then.
    """

    def mark(function: F) -> F:
        setattr(function, BACKGROUND, libraries)
        return function

    return mark


#: The former name of `background`, for existing studies.
apart = background


def product(function: Callable[..., Any]) -> Product:
    """The product that a tagged function defines; its line is that of its `def`."""
    code = inspect.unwrap(function).__code__
    needs = tuple(inspect.signature(function).parameters)
    return Product(
        function.__name__,
        getattr(function, TAG),
        function,
        needs,
        code.co_filename,
        _line_of_def(code),
        getattr(function, BACKGROUND, None),
    )


def _line_of_def(code: CodeType) -> int:
    """The line of a function's `def`, which follows its decorators."""
    linecache.checkcache(code.co_filename)
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    found = (i for i, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def ")))
    return code.co_firstlineno + next(found, 0)
