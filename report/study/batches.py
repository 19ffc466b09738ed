"""Products that loop over independent tasks: each batch is computed, cached and resumed on its own."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from report.rows.errors import Fault, StudyError
from report.study.product import Product
from report.study.returned_products import location

if TYPE_CHECKING:
    from numpy.random import Generator

ARGUMENT = "batch"
_SEPARATOR = "@"


@dataclass(frozen=True)
class Batch:
    """One of the `count` batches of a product; `number` counts from 0."""

    product: str
    number: int
    count: int

    def share(self, total: int) -> range:
        """This batch's part of the tasks 0 to `total` - 1."""
        return range(total * self.number // self.count, total * (self.number + 1) // self.count)

    def generator(self, seed: int = 0) -> Generator:
        """A generator of random numbers that are independent of those of other batches and products."""
        from numpy.random import SeedSequence, default_rng

        return default_rng(SeedSequence([seed, zlib.crc32(self.product.encode())], spawn_key=(self.number,)))


def batched(item: Product, count: int, root: Path) -> list[Product]:
    """A value for each batch of a product, and the product that combines them.

    The rows of a product of statistics follow each other; a value is the list of the batches' values.
    """
    if ARGUMENT not in item.needs:
        what = f"{item.name} has batches, but no argument named {ARGUMENT}"
        raise StudyError(Fault(location(item, root), what, f"add the argument {ARGUMENT}"))
    needs = tuple(need for need in item.needs if need != ARGUMENT)
    parts = [_part(item, needs, Batch(item.name, number, count)) for number in range(count)]
    names = tuple(part.name for part in parts)
    whole = replace(item, function=_whole(item), needs=names, shown_needs=needs)
    return [*parts, whole]


def whole_of(name: str) -> str:
    """The name of the product that a batch belongs to; for any other product, its own name."""
    return name.partition(_SEPARATOR)[0]


def _part(item: Product, needs: tuple[str, ...], batch: Batch) -> Product:
    @wraps(item.function)
    def part(**arguments: Any) -> Any:
        made = item.function(**arguments, **{ARGUMENT: batch})
        return list(made) if isinstance(made, GeneratorType) else made

    name = f"{item.name}{_SEPARATOR}{batch.number + 1}of{batch.count}"
    return replace(item, name=name, kind="value", function=part, needs=needs, background=None)


def _whole(item: Product) -> Callable[..., Any]:
    @wraps(item.function)
    def whole(**parts: Any) -> Any:
        made = list(parts.values())
        return made if item.kind == "value" else [row for rows in made for row in rows]

    return whole
