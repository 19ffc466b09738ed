"""Guesses about the columns of a file of which nothing is known."""

from __future__ import annotations

from time import process_time

import pytest

from report.data.column_guesses import Guess, guessed, holds
from report.data.tabular_files import DataSheet, SheetColumn


def guess(name: str, *cells: str, first: bool = False) -> Guess:
    """The guess about a column, which is the second one of its sheet unless it is the `first`."""
    other = SheetColumn("other", ("5", "6", "7") * len(cells))
    column = SheetColumn(name, cells)
    return guessed(DataSheet("f.csv", (column, other) if first else (other, column)))[name]


@pytest.mark.parametrize(
    ("cells", "type"),
    [
        (("1.5", "2", "3"), "number"),
        (("3", "5", "8"), "integer"),
        (("yes", "no", "no"), "boolean"),
        (("0", "1", "1"), "boolean"),
        (("a", "b", "a", "b", "a", "b"), "category"),
        (("1", "2", "1", "2", "2"), "category"),
        (("007", "012", "100"), "text"),
        (("2024-01-05", "2024-02-01"), "text"),
        (("a long remark", "another one"), "text"),
        (("", ""), "text"),
    ],
)
def test_the_type_follows_from_the_cells(cells: tuple[str, ...], type: str) -> None:
    """Numbers, truth values, categories that recur, codes with leading zeros, dates, free text."""
    assert guess("score", *cells).type == type


@pytest.mark.parametrize(
    "name", ["id", "participant_id", "subjectID", "Patient", "case no", "vp", "record_id"]
)
def test_an_identifier_is_recognised_by_its_name(name: str) -> None:
    """Its values are never shown."""
    found = guess(name, "101", "205", "317")
    assert found.identifies
    assert found.minimum is None
    assert "not shown" in holds(found)


@pytest.mark.parametrize("name", ["email", "First name", "dob", "phone", "ip_address", "Nachname"])
def test_personal_columns_are_recognised_by_their_names(name: str) -> None:
    """A column with such a name is personal, regardless of its contents."""
    assert guess(name, "5", "6", "7").identifies


@pytest.mark.parametrize(
    ("cells", "first", "identifies"),
    [
        (("1", "2", "3", "4", "5"), True, True),
        (("1", "2", "3", "4", "5"), False, False),
        (("k3", "x9", "p2", "q7", "r1"), False, True),
        (("k3", "x9", "p2", "q7", "k3"), False, False),
    ],
)
def test_an_identifier_is_recognised_by_its_values(
    cells: tuple[str, ...], first: bool, identifies: bool
) -> None:
    """Distinct codes, and consecutive numbers in the first column only: elsewhere they may be a score."""
    assert guess("x", *cells, first=first).identifies is identifies


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (("3", "5", "-99"), 1),
        (("3", "NA", "n/a"), 2),
        (("3", "5", "999"), 1),
        (("-3", "5", "-99"), 0),
        (("90", "95", "99"), 0),
        (("3", "", "5"), 1),
    ],
)
def test_codes_of_missing_values_are_far_from_all_others(cells: tuple[str, ...], missing: int) -> None:
    """A negative number among others, and 99 among the nineties, are values."""
    found = guess("score", *cells)
    assert found.missing == missing
    assert found.maximum != 999


def test_a_code_that_is_a_value_elsewhere_is_not_a_code() -> None:
    """The codes of a file apply to all of its columns."""
    columns = (SheetColumn("a", ("3", "5", "999")), SheetColumn("b", ("990", "995", "999")))
    assert guessed(DataSheet("f.csv", columns)).missing == {}


@pytest.mark.parametrize(
    "label", ["no answer", "keine Angabe", "Sans réponse", "Prefer not to say", "MISSING"]
)
def test_a_label_may_say_that_a_value_is_missing(label: str) -> None:
    """Such a code is not a level, whether it occurs or not."""
    labels = {"1": "never", "2": "always", "9": label}
    columns = (SheetColumn("a", ("1", "2", "9"), "", labels), SheetColumn("b", ("1", "2", "2"), "", labels))
    found = guessed(DataSheet("f.sav", columns))
    assert found.missing == {"9": ("a",)}
    assert (found["a"].missing, set(found["a"].categories), set(found["b"].categories)) == (
        1,
        {"1", "2"},
        {"1", "2"},
    )


def test_a_missing_label_of_a_number_that_another_column_has_is_noted() -> None:
    """Codes apply to all columns, so that the author must recode this one."""
    columns = (
        SheetColumn("a", ("1", "2", "9"), "", {"1": "never", "2": "always", "9": "no answer"}),
        SheetColumn("age", ("9", "10", "11")),
    )
    found = guessed(DataSheet("f.sav", columns))
    assert (found.missing, found["age"].missing) == ({}, 0)
    assert found["a"].notes == ("9 = no answer, but 9 is a value of other columns: recode it",)


def test_labels_of_values_are_categories() -> None:
    """Files of SPSS and Stata bring them along."""
    column = SheetColumn("arm", ("1", "2", "1"), "Arm of the trial", {"1": "active", "2": "placebo"})
    found = guessed(DataSheet("f.sav", (column,)))["arm"]
    assert (found.type, found.label) == ("category", "Arm of the trial")
    assert holds(found) == "1 = active, 2 = placebo"


@pytest.mark.parametrize(
    ("name", "label"), [("stress_after", "Stress after"), ("HAMD", "HAMD"), ("Q1.2", "Q1.2")]
)
def test_a_label_comes_from_the_name(name: str, label: str) -> None:
    """Names in small letters are words; others are left as they are."""
    assert guess(name, "1.5", "2.5").label == label


@pytest.mark.parametrize(
    ("cells", "contents"),
    [
        (("1.5", "2"), "1.5 to 2"),
        (("yes", "no"), "yes or no"),
        (("a b", "c d"), "free text; not shown in any output"),
    ],
)
def test_the_contents_of_a_column_in_words(cells: tuple[str, ...], contents: str) -> None:
    """A range, levels, or why nothing is shown."""
    assert holds(guess("score", *cells)) == contents


def test_guesses_take_linear_time():
    """A column of 30,000 distinct numbers is described in well under a second of processor time."""
    sheet = DataSheet("big.csv", (SheetColumn("id", tuple(map(str, range(30_000)))),))
    start = process_time()
    guessed(sheet)
    assert process_time() - start < 2


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        (
            ("5%", "6%", "70 %", "8.5%"),
            "numbers with other characters, as in 5 % or 1,000; write plain numbers",
        ),
        (("$5", "$6.20", "7"), "numbers with other characters, as in 5 % or 1,000; write plain numbers"),
        (
            ("1,200", "2,345,678", "3"),
            "numbers with other characters, as in 5 % or 1,000; write plain numbers",
        ),
        (
            ("5%", "6%", "5%", "6%", "5%", "6%"),
            "numbers with other characters, as in 5 % or 1,000; write plain numbers",
        ),
        (("1", "2", "three", "4"), "numbers, but text in the 3rd record"),
        (("1", "two", "3", "4", "5", "6", "7", "seven"), "numbers, but text in 2 records, first in the 2nd"),
        (("1", "two", "three"), "free text; not shown in any output"),
        (("a1", "b2", "a1", "b2", "a1"), ""),
    ],
)
def test_numbers_that_are_typed_as_text_are_noted(cells: tuple[str, ...], note: str) -> None:
    """They would silently be levels, identifiers or free text."""
    assert "; ".join(guess("score", *cells).notes) == note


def test_a_header_of_numbers_is_noted() -> None:
    """It may be the first record of a file without a header."""
    columns = (SheetColumn("1", ("3", "4")), SheetColumn("2.5", ("3", "4")))
    (remark,) = guessed(DataSheet("f.csv", columns)).remarks
    assert remark.startswith("the header has only numbers")
    assert not guessed(DataSheet("f.csv", (*columns, SheetColumn("age", ("3", "4"))))).remarks
