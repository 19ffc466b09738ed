"""An estimate that is printed twice has the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import verdicts

from report.audit.papers import Paper, paper_of
from report.audit.rules.repeated_estimates import RULE, check_repeated
from report.text.blocks import Copy
from report.text.reading.html import page_copy
from report.text.reading.plain_text import text_blocks

PAIRS = [
    (
        "reduced anxiety (b = {}, SE = 0.10, t(88) = 3.20, p = .002)",
        "anxiety fell, b = {}, SE = 0.10, t(88) = 3.2",
    ),
    (
        "reduced anxiety (d = {}, 95% CI [0.20, 0.71], p = .001)",
        "anxiety fell (d = {}; 95% CI 0.20 to 0.71; p < .01)",
    ),
    (
        "reduced anxiety, OR {} (95% CI 1.20–3.68)",
        "for anxiety OR = {}, 95% CI [1.20, 3.68], p = .010",
    ),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_passages_agree(one: str, other: str) -> None:
    """Equal numbers agree; one that differs beyond rounding is questioned."""
    text = f"In all, mindful training {one}.\n\nAs expected, after mindful training {other}."
    assert verdicts(RULE, text.format("0.42", "0.42")) == ["agrees", "agrees"]
    assert verdicts(RULE, text.format("0.42", "0.24")) == ["contradiction"]
    assert verdicts(RULE, text.format("0.42", "0.9")) == ["worth a look"]
    assert verdicts(RULE, text.format("0.42", "0.421")) == ["agrees", "agrees"]


def test_other_words_are_worth_a_look() -> None:
    """Coincidences happen, also with seven digits and one other digit."""
    text = (
        "It fell (b = 0.42, SE = 0.113, t(88) = 3.71).\n\nSleep improved (b = {}, SE = 0.113, t(88) = 3.71)."
    )
    assert verdicts(RULE, text.format("0.85")) == []
    text = text.replace("3.71", "3.717").replace("0.113", "0.1132")
    assert verdicts(RULE, text.format("0.85")) == ["worth a look"]
    assert verdicts(RULE, text.format("0.46")) == ["worth a look"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("b = 0.188, 95% CI [0.047, 0.329], p = .010", "b = 0.189, 95% CI [0.048, 0.331], p = .009"),
        ("b = 0.14, 95% CI [0.001, 0.270]", "b = 0.14, 95% CI [−0.002, 0.27]"),
        ("HR = 0.92, 95% CI [0.87, 0.97], p = .001", "HR = 0.92, 95% CI [0.87, 0.97], p = .005"),
        ("HR = 0.86, 95% CI [0.82, 0.91], p < .001", "HR = 0.85, 95% CI [0.79, 0.92], p < .001"),
        ("r = .17, 95% CI [.13, .20]", "r = .15, 95% CI [.12, .19]"),
        (
            "t(295) = 6.43, p < .001, d = 0.75, 95% CI [0.51, 0.98]",
            "t(295) = 6.36, p < .001, d = 0.74, 95% CI [0.50, 0.98]",
        ),
    ],
)
def test_analyses_of_nearly_the_same_data_are_no_contradiction(one: str, other: str) -> None:
    """With covariates or without outliers, most numbers differ in the last digit; a p-value may differ alone."""
    text = f"Joy of partners lowered mortality, {one}.\n\nJoy of partners still lowered mortality, {other}."
    assert "contradiction" not in verdicts(RULE, text)


@pytest.mark.parametrize(
    "text",
    [
        "Training, anxiety: b = 0.42, SE = 0.10, t(88) = 3.2.\n\nTraining, anxiety: b = 0.24, SE = 0.10, t(58) = 3.20.",
        "Training, anxiety: t(88) = 1.80, d = 0.382, p = .038.\n\nTraining, anxiety: t(88) = 1.8, d = 0.382, p = .075.",
        "Training, anxiety: M = 12.31, SD = 4.02, d = 0.30.\n\nTraining, anxiety: M = 12.31, SD = 4.02, d = 0.50.",
        "Training, anxiety: r = .34, p = .012.\n\nTraining, anxiety: r = .43, p = .012.",
        "Training, anxiety: b = 0.42, SE = 0.10, p < .001.\n\nTraining, anxiety: b = 0.24, SE = 0.10, p < .001.",
    ],
)
def test_other_estimates_may_share_numbers(text: str) -> None:
    """Other degrees of freedom, one-sided tests, the same group, two numbers, bounds."""
    assert verdicts(RULE, text) == []


def _verdicts(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in check_repeated(paper)]


def _with_table(sentence: str) -> Paper:
    head = "<tr><th>Predictor</th><th>b</th><th>SE</th><th>t</th><th>p</th></tr>"
    rows = "<tr><td>Mindful training</td><td>0.42</td><td>0.10</td><td>4.20</td><td>&lt; .001</td></tr>"
    body = f"<h2>Results</h2><p>{sentence}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    return paper_of(page_copy(f"<html><body>{body}</body></html>"), Path("p.html"))


def test_text_agrees_with_the_cells_of_tables() -> None:
    """A row is an estimate."""
    sentence = "Mindful training predicted sleep (b = {}, SE = 0.10, t = 4.20, p < .001)."
    assert _verdicts(_with_table(sentence.format("0.42"))) == ["agrees", "agrees"]
    assert _verdicts(_with_table(sentence.format("0.24"))) == ["contradiction"]


def _with_abstract(abstract: str, results: str) -> Paper:
    text = f"Abstract\n\n{abstract}\n\nMethods\n\nWe measured.\n\nResults\n\n{results}"
    return paper_of(Copy("text", {"": tuple(text_blocks(text))}), Path("p.txt"))


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("Rumination and insomnia were correlated in students, r(118) = .34, p < .001.", []),
        ("Rumination and insomnia were correlated in students, r(118) = .43, p < .001.", ["contradiction"]),
        ("Rumination and insomnia were correlated in students, r(118) = -.34, p < .001.", []),
        ("Rumination and insomnia were correlated in students, r(118) = .51, p < .001.", []),
        ("Rumination and insomnia were correlated in students, r(58) = .43, p < .001.", []),
        ("Worry and appetite were correlated, r(118) = .43, p < .001.", []),
        ("Rumination and insomnia were correlated in students, r(118) = .43, p < .001, later .34.", []),
    ],
)
def test_numbers_of_the_abstract_are_in_the_paper(result: str, expected: list[str]) -> None:
    """One that is not, but has a similar number in a similar sentence, is questioned."""
    abstract = "Rumination and insomnia were correlated (r(118) = .34, p < .001) in students."
    assert _verdicts(_with_abstract(abstract, result)) == expected


@pytest.mark.parametrize(("label", "expected"), [("Workload", ["contradiction"]), ("Tenure", [])])
def test_the_label_of_a_row_names_its_estimate(label: str, expected: list[str]) -> None:
    """A row whose label is in the sentence is the same estimate if its other numbers are."""
    row = f"<tr><td>{label}</td><td>0.699</td><td>0.342</td><td>2.04</td><td>.041</td></tr>"
    head = "<tr><th>Predictor</th><th>b</th><th>SE</th><th>z</th><th>p</th></tr>"
    text = "<h2>Results</h2><p>Higher workload predicted exhaustion (b = 0.899, SE = 0.342, z = 2.04, p = .041).</p>"
    page = f"<html><body>{text}<table>{head}{row}</table></body></html>"
    read = paper_of(page_copy(page), Path("p.html"))
    assert [each.severity for each in RULE.run(read) if each.verdict == "finding"] == expected
