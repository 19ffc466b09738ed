"""Faults of a file of facts: all at once, each with its line and a remedy."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from report.audit.fact_faults import faults_in

SOUND = """\
n: 120
alpha: 0.05
instruments:
  My Scale: [0, 40]
models:
  - name: main
    n: 120
    syntax: |
      m ~ x
      y ~ m + x
    printed:
      y ~ m: {beta: 0.42, p: < .001}
      indirect x -> m -> y: 0.10
      r2 y: 0.30
      df: 0
    correlations:
      variables: [x, m, y]
      matrix: [[0.30], [0.20, 0.40]]
"""


def faults(text: str) -> list[tuple[str, str]]:
    """Line and text of each fault of a file."""
    given: Any = yaml.safe_load(text)
    return [(each.where.partition(":")[2], each.what) for each in faults_in(given, "facts.yaml", text)]


def test_a_sound_file_has_no_fault() -> None:
    """All keys that the documentation names."""
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("n: 120\nalpha", "N: 120\nalpha", "1", "unknown key N"),
        ("n: 120\nalpha", "n: many\nalpha", "1", "n is 'many'"),
        ("n: 120\nalpha", "n: true\nalpha", "1", "n is True"),
        ("alpha: 0.05", "alpha: 5", "2", "alpha is 5"),
        ("[0, 40]", "[0]", "4", "the instrument My Scale is not a list of two numbers"),
        ("[0, 40]", "[40, 0]", "4", "the lowest score of My Scale is not below the highest"),
        ("    n: 120\n", "", "6", "main has no n"),
        ("    printed:", "    print:", "11", "main has the unknown key print"),
        ("y ~ m:", "y ~ z:", "12", "`y ~ z` names z, which is not a variable of main"),
        ("[x, m, y]", "[x, m]", "16", "the correlations of main lack the variable y"),
        (
            "[[0.30], [0.20, 0.40]]",
            "[[0.30]]",
            "16",
            "the correlations of main have rows of 1 numbers for 3 variables",
        ),
        (
            "[0.20, 0.40]",
            "[0.20, 1.40]",
            "16",
            "the correlations of main contain 1.4, which is not between −1 and 1",
        ),
        (
            "[0.20, 0.40]",
            "[0.20, high]",
            "16",
            "the correlations of main contain 'high', which is not a number",
        ),
    ],
)
def test_one_fault(old: str, new: str, line: str, what: str) -> None:
    """Where it is and what is wrong."""
    assert faults(SOUND.replace(old, new, 1)) == [(line, what)]


def test_all_faults_are_reported_at_once() -> None:
    """The reader of the messages corrects the file once."""
    broken = (
        SOUND.replace("alpha: 0.05", "alpha: 5").replace("[0, 40]", "[40, 0]").replace("y ~ m:", "y ~ z:")
    )
    assert len(faults(broken)) == 3


@pytest.mark.parametrize(("given", "kind"), [("models: {a: 1}\n", "a mapping"), ("models: 3\n", "3")])
def test_models_are_a_list(given: str, kind: str) -> None:
    """A mapping or a number is refused."""
    assert faults(given) == [("1", f"models is {kind}, not a list")]


def test_names_of_models_differ() -> None:
    """Two models of one name cannot be told apart in messages."""
    model = "  - {name: main, n: 9, syntax: y ~ x}\n"
    assert [what for _, what in faults(f"models:\n{model}{model}")] == ["two models have the name main"]


def test_an_intercept_is_no_variable_of_the_correlations() -> None:
    """`y ~ 1` has a mean, which a matrix of correlations does not have."""
    assert faults(SOUND.replace("m ~ x", "m ~ 1 + x")) == []
