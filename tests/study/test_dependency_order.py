"""The order of products: each follows what it needs, and every fault of the wiring is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.rows.errors import StudyError
from report.study.dependency_order import ancestors, background_dependents_last, order
from report.study.product import Product

ROOT = Path("/trial")


def products(**needs: str) -> dict[str, Product]:
    """Products by name, each as `kind: needs`; a kind with `&` is computed in the background."""
    made = {}
    for line, (name, text) in enumerate(needs.items(), 1):
        kind, _, rest = text.partition(":")
        background = () if kind.startswith("&") else None
        made[name] = Product(
            name, kind.strip("& "), print, tuple(rest.split()), "/trial/study.py", line, background=background
        )
    return made


def names(plan: list[Product]) -> list[str]:
    """The names of products in order."""
    return [item.name for item in plan]


def test_a_product_follows_what_it_needs() -> None:
    """The order of the definitions does not matter; tables and figures come after the rows that they arrange."""
    wired = products(fit="table: model", model="stats: data", data="value:", flow="stats: trial")
    plan = names(order(wired, {"trial"}, ROOT))
    assert plan.index("data") < plan.index("model") < plan.index("fit")
    assert plan[-1] == "fit"


def test_a_table_may_take_the_whole_ledger() -> None:
    """Tables and figures arrange any row; other products must name what they need."""
    assert names(order(products(all_rows="table: ledger"), set(), ROOT)) == ["all_rows"]
    with pytest.raises(StudyError, match="takes the whole ledger"):
        order(products(more="stats: ledger"), set(), ROOT)


def test_all_faults_are_reported_together() -> None:
    """An unknown need is offered the nearest name; a table cannot be needed."""
    wired = products(model="stats: dta", fit="table:", more="stats: fit", data="value:")
    with pytest.raises(StudyError) as caught:
        order(wired, {"trial"}, ROOT)
    assert [(fault.where, fault.remedy) for fault in caught.value.faults] == [
        ("study.py:1", "did you mean data?"),
        ("study.py:3", "name the products that yield its rows instead"),
    ]


def test_a_cycle_is_a_fault() -> None:
    """Products cannot need each other."""
    with pytest.raises(StudyError, match=r"depends on itself: .* <- "):
        order(products(a="stats: b", b="stats: c", c="stats: a"), set(), ROOT)


def test_ancestors_are_all_needs_direct_or_not() -> None:
    """Names of files are ancestors too; a product without needs has none."""
    wired = products(a="value: trial", b="stats: a", c="table: b")
    assert ancestors("c", wired) == {"a", "b", "trial"}
    assert ancestors("unknown", wired) == set()


def test_products_that_wait_for_the_background_come_last() -> None:
    """While a slow product is computed, those run that do not need it."""
    wired = products(slow="&stats:", late="stats: slow", early="stats:", after="stats: late")
    plan = background_dependents_last(order(wired, set(), ROOT), wired)
    assert names(plan)[:2] == ["slow", "early"]
    assert names(plan)[2:] == ["late", "after"]
