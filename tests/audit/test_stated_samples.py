"""Degrees of freedom, captions and heads need no more cases than abstract and methods state."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.audit.papers import Paper, paper_of
from report.audit.rules.stated_samples import RULE
from report.text.reading.html import page_copy

METHODS = "We recruited 120 students (84 women) in 2019."


def _paper(methods: str, results: str, caption: str = "", head: str = "M") -> Paper:
    table = (
        f"<p>Table 1. Means{caption}</p><table><thead><tr><th>Scale</th><th>{head}</th></tr></thead>"
        "<tbody><tr><td>Mood</td><td>3.1</td></tr></tbody></table>"
    )
    text = f"<h2>Abstract</h2><p>We studied mood.</p><h2>Methods</h2><p>{methods}</p><h2>Results</h2><p>{results}</p>"
    return paper_of(page_copy(f"<html><body>{text}{table}</body></html>"), Path("p.html"))


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in RULE.run(paper)]


@pytest.mark.parametrize(
    ("test", "largest", "larger"),
    [
        ("t({}) = 2.20, p = .03", 119, 120),
        ("r({}) = .20, p = .03", 118, 119),
        ("F(1, {}) = 5.20, p = .03", 119, 120),
    ],
)
def test_degrees_of_freedom_of_the_stated_sample(test: str, largest: int, larger: int) -> None:
    """One case is lost by t and F, two by r."""
    assert _of(_paper(METHODS, f"Groups differed, {test.format(largest)}.")) == ["agrees"]
    assert _of(_paper(METHODS, f"Groups differed, {test.format(larger)}.")) == ["contradiction"]


def test_captions_and_heads() -> None:
    """A table has no more cases than the sample."""
    found = _of(_paper(METHODS, "Groups differed.", " (N = 120)", "Treated (n = 60)"))
    assert found == ["agrees", "agrees"]
    found = _of(_paper(METHODS, "Groups differed.", " (N = 210)", "Treated (n = 160)"))
    assert found == ["contradiction", "contradiction"]


@pytest.mark.parametrize(
    ("methods", "df"),
    [
        ("The sample comprised 120 people.", 119),
        ("We invited adults (N = 1,204).", 1203),
        ("We recruited 30 patients and 35 controls.", 64),
        ("Patients (n = 30) and controls (n = 35) took part.", 64),
        ("There were 30 patients with pain. As controls, 35 healthy volunteers were asked.", 64),
        ("We recruited 120 students (84 women, 36 men).", 119),
    ],
)
def test_ways_to_state_a_sample(methods: str, df: int) -> None:
    """Groups are added up, and their parts in parentheses are not."""
    assert _of(_paper(methods, f"They differed, t({df}) = 2.20, p = .03.")) == ["agrees"]
    assert _of(_paper(methods, f"They differed, t({df + 1}) = 2.20, p = .03.")) == ["contradiction"]


@pytest.mark.parametrize(
    ("methods", "results"),
    [
        (METHODS, "Of 210 who were asked, t(181) = 2.20, p = .03."),
        (METHODS, "With all groups (n = 210), t(181) = 2.20, p = .03."),
        ("We recruited 30 patients and thirty-five controls.", "They differed, t(63) = 2.20, p = .03."),
        ("We asked some people.", "They differed, t(63) = 2.20, p = .03."),
    ],
)
def test_what_may_be_another_sample(methods: str, results: str) -> None:
    """A larger number in the text, numbers in words, and no number at all."""
    assert _of(_paper(methods, results)) == []


def test_other_units_are_worth_a_look() -> None:
    """There may be more trials than people."""
    assert _of(_paper(METHODS, "Trials differed, t(181) = 2.20, p = .03.")) == ["worth a look"]
    assert _of(_paper(METHODS, "Groups differed, t(118.4) = 2.20, p = .03.")) == []
