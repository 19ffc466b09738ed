"""Texts in the files of a new project: literals of Python and YAML, sentences, and invented data."""

from __future__ import annotations

import ast
import csv
import io

import pytest
import yaml

from report.starter.plan import Template
from report.starter.sample_data import sample_csv
from report.starter.skeletons import columns, inner, literal, sentence, string, tuple_of

TEXTS = ["", "a b", 'say "x"', "it's", "'\"", "a\\b", "a\nb", "Größe", "\u202ea", "日本", "tab\t", "\x00"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_literal_is_read_as_the_same_text(text: str) -> None:
    """By Python and by YAML; a character that cannot be seen is escaped."""
    assert ast.literal_eval(literal(text)) == text
    assert yaml.safe_load(literal(text)) == text
    assert literal(text).isprintable()


@pytest.mark.parametrize("text", [*TEXTS, 'a\\\'b""', '""\'', "\\"])
def test_a_string_is_read_by_python_as_the_same_text(text: str) -> None:
    """Whichever quotes it has."""
    assert ast.literal_eval(string(text)) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a", '"a"'), ('say "x"', "'say \"x\"'"), ("it's", '"it\'s"'), ("'\"", '"\'\\""'), ("", '""')],
)
def test_a_string_has_the_quotes_that_ruff_prefers(text: str, wanted: str) -> None:
    """Double ones, unless single ones need fewer escapes."""
    assert string(text) == wanted


def test_a_tuple_of_one_has_a_comma() -> None:
    """Without it, it would be a string in parentheses."""
    assert tuple_of(["a"]) == '("a",)'
    assert tuple_of(["a", "b"]) == '("a", "b")'
    assert tuple_of([]) == "()"


def test_a_tuple_that_does_not_fit_is_broken() -> None:
    """A line has a hundred columns; one name is on each line, with a comma."""
    names = ["x" * 45, "y" * 45]
    assert columns(tuple_of(names)) == 98
    assert tuple_of(names, "ab").startswith('("x')
    assert tuple_of(names, "abc") == f'(\n    "{names[0]}",\n    "{names[1]}",\n)'


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("日本", 4), ("é", 1), ("a全", 3), ("ｱ", 1)])
def test_letters_of_east_asian_scripts_are_two_columns_wide(text: str, wide: int) -> None:
    """Half-width forms are one column wide, as Latin letters are."""
    assert columns(text) == wide


@pytest.mark.parametrize(
    ("label", "in_a_sentence"),
    [
        ("Age", "age"),
        ("BMI", "BMI"),
        ("A score", "a score"),
        ("GAD-7", "GAD-7"),
        ("", ""),
        ("X", "X"),
        ("Äpfel", "äpfel"),
        ("pH", "pH"),
        ("2nd dose", "2nd dose"),
    ],
)
def test_a_label_inside_a_sentence_starts_in_lower_case(label: str, in_a_sentence: str) -> None:
    """Unless it is an abbreviation."""
    assert inner(label) == in_a_sentence


@pytest.mark.parametrize(("text", "wanted"), [("age", "Age"), ("", ""), ("BMI", "BMI"), ("a B", "A B")])
def test_a_sentence_starts_with_a_capital(text: str, wanted: str) -> None:
    """The rest of it stays as it is."""
    assert sentence(text) == wanted


def people(template: Template) -> list[dict[str, str]]:
    """The people of invented data."""
    lines = [line for line in sample_csv(template).splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


@pytest.mark.parametrize("template", ["blank", "trial", "survey"])
def test_invented_data_declare_themselves_synthetic(template: Template) -> None:
    """They are the same each time, of eighty people with an id each."""
    text = sample_csv(template)
    assert text.startswith("# synthetic: true\n")
    assert text == sample_csv(template)
    assert len({each["id"] for each in people(template)}) == 80


@pytest.mark.parametrize(
    ("template", "ranges"),
    [
        ("blank", {"age": (19, 68), "mood": (0, 10), "stress": (0, 40)}),
        ("trial", {"age": (19, 68), "stress_before": (0, 40), "stress_after": (0, 40)}),
        ("survey", {"age": (19, 68), "calm_1": (1, 5), "calm_6": (1, 5), "wellbeing": (0, 100)}),
    ],
)
def test_invented_scores_are_within_their_ranges(
    template: Template, ranges: dict[str, tuple[int, int]]
) -> None:
    """They vary, and none is outside what the instrument allows."""
    for name, (low, high) in ranges.items():
        values = [int(each[name]) for each in people(template) if each[name]]
        assert low <= min(values) < max(values) <= high


def test_the_arms_of_an_invented_trial_are_of_one_size() -> None:
    """Some people were lost afterwards; none was before."""
    arms = [each["arm"] for each in people("trial")]
    assert (arms.count("course"), arms.count("waitlist")) == (40, 40)
    lost = sum(not each["stress_after"] for each in people("trial"))
    assert 0 < lost < 20
    assert all(each["stress_before"] for each in people("trial"))
