"""The state of each product without computing anything."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from report.rows.build_record import Build
from report.study.product import Product
from report.study.product_states import CURRENT, ProductStates
from report.study.run_state import Outcome, RunState


def product(name: str, *needs: str) -> Product:
    """A value with these needs; it must never be computed."""

    def function(**given: Any) -> None:
        raise AssertionError(f"{name} was computed")

    return Product(name, "value", function, needs, __file__, 1)


class Cache:
    """A cache with the outcomes of some products, and reasons for the others."""

    def __init__(self, **reasons: str) -> None:
        self.known = reasons
        self.reasons: dict[str, str] = {}
        self.seconds: dict[str, float] = {}

    def find(self, item: Product, inputs: object, roots: object) -> Outcome | None:
        """The outcome of a product that has no reason to be recomputed."""
        self.reasons[item.name] = self.known[item.name]
        return None if self.known[item.name] else Outcome(made=1)


def states(products: list[Product], **reasons: str) -> dict[str, str]:
    """The states of a plan of products."""
    run = RunState({item.name: item for item in products}, {}, Path())
    cache: Any = Cache(**reasons)
    made = ProductStates(products, run, Build(), lambda *_: None, cache)
    made._digest = lambda need: "digest"  # type: ignore[method-assign]
    made._accept = lambda item, outcome: run.made.update({item.name: outcome.made})  # type: ignore[method-assign]
    return made.states()


def test_a_cached_product_is_current() -> None:
    """Nothing is computed."""
    assert states([product("a"), product("b", "a")], a="", b="") == {"a": CURRENT, "b": CURRENT}


def test_what_needs_a_product_that_will_be_recomputed_waits_for_it() -> None:
    """Its own reason is not known before."""
    found = states([product("a"), product("b", "a"), product("c", "b")], a="data/a.csv changed", b="", c="")
    assert found == {
        "a": "data/a.csv changed",
        "b": "it needs a, which will be recomputed",
        "c": "it needs b, which will be recomputed",
    }


@pytest.mark.parametrize("count", [3, 4])
def test_many_needs_are_counted(count: int) -> None:
    """Up to three are named."""
    needs = [f"n{number}" for number in range(count)]
    found = states([*map(product, needs), product("last", *needs)], **dict.fromkeys(needs, "new"), last="")
    many = f"it needs {count} products that will be recomputed, such as n0"
    named = "it needs n0, n1, n2, which will be recomputed"
    assert found["last"] == (named if count == 3 else many)


def test_random_numbers_of_the_run_are_not_used() -> None:
    """States can be asked for at any time."""
    before = random.getstate()
    states([product("a")], a="")
    assert random.getstate() == before
