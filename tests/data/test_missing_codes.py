"""Codes of missing values are words, far numbers and labelled values, but no values of other columns."""

from __future__ import annotations

import pytest

from report.data.missing_codes import means_missing, missing_codes
from report.data.tabular_files import DataSheet, SheetColumn


def column(name: str, *cells: str, **labels: str) -> SheetColumn:
    """A column; the names of labels are cells after an underscore."""
    return SheetColumn(name, cells, value_labels={key.lstrip("_"): text for key, text in labels.items()})


def codes(*columns: SheetColumn) -> dict[str, tuple[str, ...]]:
    return missing_codes(DataSheet("f.csv", columns))


@pytest.mark.parametrize("word", ["NA", "n/a", "NaN", ".", "-", "missing", "#N/A", "k.A."])
def test_words(word: str) -> None:
    """In any case, also in a column of texts."""
    assert codes(column("x", "1", word)) == {word: ("x",)}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("1", "4", "-99"), ["-99"]),
        (("1", "4", "99"), ["99"]),
        (("1", "80", "99"), []),
        (("-3", "4", "-99"), []),
        (("1", "4", "-98", "-99"), ["-98", "-99"]),
        (("99", "-99"), []),
        (("1", "4", "12"), []),
    ],
)
def test_numbers_far_from_all_others(cells: tuple[str, ...], found: list[str]) -> None:
    """A negative code among numbers from 0, or one five times above the largest."""
    assert sorted(codes(column("x", *cells))) == sorted(found)


def test_a_value_of_another_column_is_no_code() -> None:
    """Codes apply to all columns; words do so too, and are no values."""
    assert codes(column("x", "1", "4", "99"), column("age", "80", "99")) == {}
    assert codes(column("x", "1", "NA"), column("y", "a", "NA")) == {"NA": ("x", "y")}


def test_labelled_values() -> None:
    """A label that says so makes a code; another label makes a value."""
    assert codes(column("x", "1", "2", "8", _8="no answer")) == {"8": ("x",)}
    assert codes(column("x", "1", "2", "-9", **{"_-9": "far below"})) == {}


@pytest.mark.parametrize(
    ("label", "means"),
    [
        ("no answer", True),
        ("Refused to answer", True),
        ("prefer not to say", True),
        ("keine  Angabe", True),
        ("non-réponse", True),
        ("geen antwoord", True),
        ("no", False),
        ("missing link", False),
    ],
)
def test_labels_of_missing_values(label: str, means: bool) -> None:
    """In several languages, whatever their spaces and capitals."""
    assert means_missing(label) is means
