"""Public names of a package that are imported when they are first used."""

import sys
from types import ModuleType

import pytest

from report.rows.deferred import deferred


@pytest.fixture
def package(monkeypatch):
    made = ModuleType("lazy_package")
    made.__getattr__ = deferred("lazy_package", {"fractions": ("Fraction",), "colorsys": ("rgb_to_hsv",)})
    monkeypatch.setitem(sys.modules, "lazy_package", made)
    return made


def test_a_name_is_that_of_its_module(package):
    from fractions import Fraction

    assert package.Fraction is Fraction


def test_a_module_is_imported_only_when_its_name_is_used(package, monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    _ = package.Fraction
    assert "colorsys" not in sys.modules
    _ = package.rgb_to_hsv
    assert "colorsys" in sys.modules


def test_a_name_is_looked_up_once(package):
    assert "Fraction" not in vars(package)
    _ = package.Fraction
    assert "Fraction" in vars(package)


def test_an_unknown_name_is_an_attribute_error_that_names_both(package):
    with pytest.raises(AttributeError, match="module 'lazy_package' has no attribute 'Fractions'"):
        _ = package.Fractions
    assert not hasattr(package, "missing")
