"""Parts of the lint: numbers in texts, common names with digits, and the rows that a number may come from."""

from __future__ import annotations

import pytest

from report.lint.number_patterns import Form, forms
from report.lint.proposals import proposals
from report.lint.usual_names import without_names
from report.rows.ledger import Ledger
from report.rows.stat import Stat


def found(text: str) -> list[tuple[str, float | None]]:
    """The numbers of a text, each with its value."""
    return [(form.text, form.value) for form in forms(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("42 people", [("42", 42)]),
        ("−0.5 points", [("−0.5", -0.5)]),
        ("twenty-nine people", [("twenty-nine", 29)]),
        ("half of them", [("half", 0.5)]),
        ("two thirds of them", [("two thirds", 2 / 3)]),
        ("twice as many", [("twice", 2)]),
        ("a threefold rise", [("threefold", 3)]),
        ("½ of them", [("½", 0.5)]),
        ("2½ hours", [("2½", 2.5)]),
        ("the third visit", [("third", 1 / 3)]),
        ("1,044 people", [("1,044", 1044)]),
        ("people", []),
    ],
)
def test_numbers_are_found_in_every_form(text: str, numbers: list[tuple[str, float]]) -> None:
    """Digits, words, fractions, multiples and proportions."""
    assert found(text) == [(word, pytest.approx(value)) for word, value in numbers]


def test_a_number_knows_its_precision() -> None:
    """Decimals and percent signs say which rows may print it."""
    (form,) = forms("38.0% of them")
    assert (form.places, form.percent) == (1, True)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "COVID-19",
            "PHQ-9",
            "5-HT2A",
            "HbA1c",
            "CO2",
            "R²",
            "type 2 diabetes",
            "IL-6",
            "vitamin D3",
            "DSM-5",
        ),
        *("QIDS-SR-16", "QIDS\u2011SR\u201116", "CO~2~", "1-to-1", "CONSORT 2010", "2-sided"),
    ],
)
def test_common_names_are_not_results(name: str) -> None:
    """Diseases, scales, molecules and fixed forms, with any hyphen and with subscripts."""
    text = f"We used {name} here."
    assert not any(letter.isdigit() for letter in without_names(text))
    assert len(without_names(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["N29 people", "PHQ-95", "CO22", "a score of 9", "group 2", "type 2 of 5", "COVID-19.5"]
)
def test_results_that_resemble_names_remain(text: str) -> None:
    """A name is a name only as a whole."""
    assert without_names(text) == text


ROWS = (
    Stat("flow.randomised", 59, "count", "participants randomised", "*n*"),
    Stat("table1.age.mean", 42.8, "fixed1", "mean age", "*M*"),
    Stat("table1.female.pct", 0.38, "percent", "share of women", ""),
    Stat("fit.p", 0.0004, "p", "p of the fit", "*p*"),
    Stat("other.n", 59, "count", "another count of 59", "*n*"),
)
LEDGER = Ledger({row.id: row for row in ROWS})


def proposed(text: str, near: tuple[tuple[int, str], ...] = ()) -> list[str]:
    """The ids proposed for the first number of a text."""
    form: Form = next(iter(forms(text)))
    return [row.id for row in proposals(form, text[: form.start], 1, near, LEDGER)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("age 42.8", "table1.age.mean"),
        ("age 43", None),
        ("38% women", "table1.female.pct"),
        ("p < .001", "fit.p"),
        ("fifty-nine", "flow.randomised"),
    ],
)
def test_rows_that_print_the_number_are_proposed(text: str, first: str | None) -> None:
    """With the decimals that were typed; percentages as shares, words as counts."""
    ids = proposed(text)
    assert ids[:1] == ([first] if first else [])


def test_the_row_whose_relatives_are_near_comes_first() -> None:
    """Of two rows with the same value, the one is proposed whose ids are used in the same paragraph."""
    assert proposed("59", ((1, "other.mean"),)) == ["other.n", "flow.randomised"]
    assert proposed("59") == ["flow.randomised", "other.n"]


def test_one_is_no_percentage_above_a_half() -> None:
    """A share of .38 is proposed for 38, and not for 0; nor is one of .58 for "one"."""
    assert proposed("38 women") == ["table1.female.pct"]
    assert proposed("zero women") == []


def test_a_number_without_a_value_has_no_proposal() -> None:
    """The value of joined number words may be ambiguous."""
    assert proposals(Form(0, 5, "hundreds of", None), "", 1, (), LEDGER) == ()
