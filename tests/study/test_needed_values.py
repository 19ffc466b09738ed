"""One product's arguments, computed without the rest of the study."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.rows.errors import ProductError
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.study.needed_values import needed_values
from report.study.product import Product, product, stats, value

CALLS: list[str] = []
HERE = Path(__file__).parent


@value
def data():
    """Three numbers."""
    CALLS.append("data")
    return [1, 2, 3]


@stats
def size(data):
    """Their count."""
    CALLS.append("size")
    yield Stat("data.n", len(data), "count", "numbers")


@stats
def unrelated():
    """A product that nothing below needs."""
    raise AssertionError("must not be computed")


@stats
def failing(data):
    """A product that cannot be computed."""
    yield Stat("x.n", data["absent"], "count", "nothing")


@stats
def rate(data, size):
    """A product that needs both."""
    yield Stat("data.sum", sum(data) / size["data.n"].value, "fixed2", "mean")


@stats
def after_failure(failing):
    """A product that needs one that fails."""
    yield from failing


def wired() -> dict[str, Product]:
    """All products above."""
    return {each.__name__: product(each) for each in (data, size, unrelated, failing, rate, after_failure)}


def test_only_what_a_product_needs_is_computed() -> None:
    """Each need once; rows arrive as a ledger, values as they are."""
    CALLS.clear()
    found = needed_values("rate", wired(), {}, HERE)
    assert CALLS == ["data", "size"]
    assert found["data"] == [1, 2, 3]
    assert isinstance(found["size"], Ledger)
    assert found["size"]["data.n"].value == 3


def test_a_failure_on_the_way_is_a_fault_at_its_line() -> None:
    """The fault names the product that failed, not the one that was asked for."""
    with pytest.raises(ProductError) as caught:
        needed_values("after_failure", wired(), {}, HERE)
    (fault,) = caught.value.faults
    assert fault.what.startswith("failing failed: TypeError")
    line = (
        (HERE / "test_needed_values.py").read_text("utf-8").splitlines()[int(fault.where.split(":")[1]) - 1]
    )
    assert 'data["absent"]' in line
