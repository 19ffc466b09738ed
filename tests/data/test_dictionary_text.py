"""The dictionary written from guesses: valid YAML that says of a column what was guessed, with comments."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from report.data.column_guesses import Guess, Guesses
from report.data.dictionary import read_dictionary
from report.data.dictionary_text import dictionary_text, quoted


def text_of(*columns: Guess, **missing: tuple[str, ...]) -> str:
    """The text of a dictionary of these columns."""
    return dictionary_text(Guesses(columns, missing, 10), "d.csv")


def read(text: str) -> Any:
    """The text as a YAML library reads it."""
    return yaml.safe_load(text)


@pytest.mark.parametrize("text", ["Score", "two words", "a1_b", "Stress after"])
def test_plain_words_need_no_quotes(text: str) -> None:
    """They are read as the same text."""
    assert quoted(text) == text
    assert read(quoted(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "No", "ON", "null", "y", "", "1", "007", "1e3", "12:30", "2020-01-01", "~"),
        *("a: b", "# a", "- a", "{a}", "a ", " a", "*a", "&a", "@a", "'a'", 'say "x"', "a\\b"),
        *("Größe", "日本", "a\nb", "a\tb", "\u202e"),
    ],
)
def test_everything_else_is_quoted(text: str) -> None:
    """YAML would read another type or another text, or none at all."""
    assert quoted(text).startswith('"')
    assert read(quoted(text)) == text


def test_an_invisible_character_is_escaped() -> None:
    """A bidirectional control would reorder the line in which an author reads it."""
    assert "\u202e" not in quoted("a\u202eb")


def test_a_column_has_its_guessed_properties() -> None:
    """Those that say nothing are left out."""
    found = read(
        text_of(
            Guess("age", "integer", "Age", minimum=18, maximum=65.0, missing=2),
            Guess("sex", "category", "Sex", {"1": "female", "no": "none"}),
            Guess("person", "text", "Person", unique=True),
        )
    )
    assert found == {
        "missing": [""],
        "columns": {
            "age": {"label": "Age", "type": "integer", "minimum": 18, "maximum": 65, "required": False},
            "sex": {"label": "Sex", "type": "category", "categories": {"1": "female", "no": "none"}},
            "person": {"label": "Person", "type": "text", "unique": True},
        },
    }


def test_a_minimum_of_zero_is_a_minimum() -> None:
    """Zero is not the absence of a bound."""
    assert read(text_of(Guess("a", "number", "A", minimum=0.0)))["columns"]["a"]["minimum"] == 0


@pytest.mark.parametrize(
    "value", [0.1, 1e-7, 123456789.125, -2.5, 5.040434135971221, 0.1 + 0.2, 1 / 3, 8.9e18, 2.0**63 + 2048]
)
def test_a_bound_is_the_number_that_was_seen(value: float) -> None:
    """A range that is rounded inwards would refuse the data it was made from."""
    found = read_dictionary(text_of(Guess("a", "number", "A", minimum=value)), "d.yaml")
    assert found["a"].minimum == value


def test_guessed_codes_of_missing_values_name_their_columns() -> None:
    """Three of them, and how many more."""
    text = text_of(**{"NA": ("a",), "-99": ("a", "b", "c", "d", "e")})
    assert '  - NA  # guess: in a\n  - "-99"  # guess: in a, b, c and 2 more\n' in text
    assert read(text)["missing"] == ["", "NA", "-99"]


def test_a_line_feed_in_a_name_does_not_end_its_comment() -> None:
    """What follows would otherwise be read as an entry."""
    text = text_of(Guess("a\nb", "text", "A", notes=("guess\n  c: {label: C}",)), NA=("x\ny: z",))
    assert list(read(text)["columns"]) == ["a\nb"]


def test_notes_are_comments_above_their_column() -> None:
    """Each on a line of its own, after the head that names the file."""
    text = text_of(Guess("a", "text", "A", notes=("first", "second")))
    assert text.startswith("# The meaning of each column of d.csv.")
    assert "  # first\n  # second\n  a: {label: A, type: text}\n" in text
    assert text.endswith("}\n")


def test_a_file_without_columns_has_an_empty_dictionary() -> None:
    """The text is still YAML."""
    assert read(text_of()) == {"missing": [""], "columns": None}
