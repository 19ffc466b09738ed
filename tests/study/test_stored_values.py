"""What products return, stored for the products that need it."""

import pickle
from decimal import Decimal

import numpy as np
import pytest

from report.rows.stat import Stat
from report.study.stored_values import Stored


@pytest.mark.parametrize(
    "value", [None, 3, "text", {"a": [1, 2]}, Decimal("0.1"), Stat("a.b", 1.5, "fixed2", "b")]
)
def test_a_value_comes_back_equal(value):
    assert Stored.of(value).value() == value


def test_each_product_that_opens_its_copy_gets_another_object():
    """A product that changes what it was given changes nothing for the others."""
    stored = Stored.of([1, 2])
    received = pickle.loads(pickle.dumps(stored))
    received.value().append(3)
    assert stored.value() == [1, 2]


def test_a_process_restores_a_value_once():
    stored = Stored.of([1, 2])
    assert stored.value() is stored.value()


def test_a_restored_value_is_not_sent_along():
    stored = Stored.of([1, 2])
    unopened = pickle.dumps(stored)
    stored.value()
    assert pickle.dumps(stored) == unopened


def test_equal_values_have_equal_hashes_and_others_do_not():
    assert Stored.of((1, "a")).digest == Stored.of((1, "a")).digest
    assert Stored.of((1, "a")).digest != Stored.of((1, "b")).digest


def test_the_classes_of_a_value_are_named_by_module():
    names = dict(reversed(pair) for pair in Stored.of([Stat("a.b", 1, "count", "b"), Decimal(1)]).names)
    assert names["Stat"] == "report.rows.stat"
    assert names["Decimal"] in ("decimal", "_decimal")


def test_the_classes_of_arrays_are_named_too():
    assert any(module.startswith("numpy") for module, _ in Stored.of(np.zeros(3)).names)


@pytest.mark.parametrize("value", [lambda: 1, (each for each in "ab")])
def test_what_cannot_be_pickled_has_a_reason_and_no_content(value):
    stored = Stored.of(value)
    assert (stored.content, stored.digest) == (b"", "")
    assert "pickle" in stored.reason


class _Unreadable:
    def __reduce__(self):
        return (int, ("not a number",))


def test_what_cannot_be_restored_is_not_stored():
    stored = Stored.of(_Unreadable())
    assert stored.content == b""
    assert stored.reason.startswith("ValueError: ")


def test_a_value_is_loaded_when_its_modules_are():
    stored = Stored.of(Stat("a.b", 1, "count", "b"))
    assert stored.is_loaded
    assert not Stored(names=(("no_such_module_at_all", "Thing"),)).is_loaded
