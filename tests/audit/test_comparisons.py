"""A printed number against the interval of values that follow from others, and estimates as records."""

from __future__ import annotations

import pytest
from papers_in_text import paper, table

from report.audit.checks import Place
from report.audit.comparisons import abstention, compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, printed

HERE = ReportedEstimate({}, Place(3, 10, 20), "d = 0.92")


@pytest.mark.parametrize(
    ("number", "low", "high", "verdict"),
    [
        ("0.92", 0.915, 0.925, "agrees"),
        ("0.92", 0.925, 1.0, "agrees"),
        ("0.92", 0.0, 0.915, "agrees"),
        ("0.92", 0.926, 1.0, "finding"),
        ("0.92", 0.0, 0.914, "finding"),
        ("0.9", 0.94, 1.0, "agrees"),
        ("0.92", 0.90, 0.94, "agrees"),
        ("-0.92", 0.90, 0.94, "finding"),
    ],
)
def test_intervals_that_meet_agree(number: str, low: float, high: float, verdict: str) -> None:
    """The rounding interval of the printed number and that of the computed one, ends included."""
    check = compared("effect", HERE, "d", printed(number), Span(low, high))
    assert check.verdict == verdict


def test_the_question_of_an_interval() -> None:
    """Both ends, the printed number, and what the interval follows from."""
    check = compared("effect", HERE, "d", printed("1.92"), Span(0.9, 1.0), reason="The means")
    assert check.question == (
        "The means give d between 0.9000 and 1.000, but 1.92 is printed. Is one of the numbers a misprint?"
    )
    assert (check.rule, check.severity, check.places) == ("effect", "inconsistent", (Place(3, 10, 20),))
    assert (check.statement, check.computed) == ("d = 0.92", "d = 0.9000 to 1.000")
    assert check.values == {"low": 0.9, "high": 1.0, "printed": 1.92}


def test_the_question_of_an_exact_value() -> None:
    """An interval without length, or of ends that print alike, is one value."""
    check = compared("sum", HERE, "n", printed("12"), Span(10.0, 10.0), "impossible")
    assert (check.computed, check.severity) == ("n = 10.00", "impossible")
    assert check.question.startswith("The other numbers give n = 10.00, but 12 is printed.")
    close = compared("sum", HERE, "n", printed("12"), Span(10.0, 10.001))
    assert "give n = 10.00, but" in close.question


def test_agreement_has_no_question_but_the_computation() -> None:
    """A reader of all checks sees what was computed."""
    check = compared("effect", HERE, "d", printed("0.95"), Span(0.9, 1.0))
    assert (check.question, check.computed) == ("", "d = 0.9000 to 1.000")


def test_a_fault_and_an_abstention() -> None:
    """A finding that one sentence explains is impossible unless it says otherwise."""
    fault = questioned("ci", Place(0, 1, 2), "[3, 1]", "The lower end exceeds the upper end.")
    assert (fault.verdict, fault.severity, fault.computed) == (
        "finding",
        "impossible",
        "The lower end exceeds the upper end.",
    )
    assert fault.question == "The lower end exceeds the upper end. Is one of the numbers a misprint?"
    mild = questioned("ci", Place(0, 1, 2), "[3, 1]", "It differs.", "worth a look", "Use 2.")
    assert (mild.severity, mild.remedy) == ("worth a look", "Use 2.")
    left = abstention("ci", HERE, "df is not printed")
    assert (left.verdict, left.reason, left.statement) == ("not checkable", "df is not printed", "d = 0.92")


def estimate(text: str) -> ReportedEstimate:
    """The single estimate of a text."""
    (found,) = estimates(paper(text))
    return found


def test_an_estimate_has_what_is_printed_with_an_equals_sign() -> None:
    """A bound is there, but is no value."""
    found = estimate("It mattered (b = 0.30, SE = 0.10, p < .001).")
    assert found.has("b")
    assert found.has("b", "SE")
    assert not found.has("p")
    assert not found.has("b", "z")
    assert found.has()
    assert found["p"].number.value == 0.001
    assert found.text == "b = 0.30, SE = 0.10, p < .001"


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("F(1, 28) = 4.50", True),
        ("F(1, 28) > 4.50", False),
        ("F(0, 28) = 4.50", False),
        ("F(28) = 4.50", False),
        ("t(28) = 4.50", False),
    ],
)
def test_an_f_needs_both_degrees_of_freedom(test: str, expected: bool) -> None:
    """Both above zero, and an equals sign."""
    assert estimate(f"It mattered ({test}, p = .01).").has_f is expected


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("d = 0.5, n = 30", 30),
        ("d = 0.5, N = 1,204", 1204),
        ("d = 0.5, N = 90, n = 30", 30),
        ("d = 0.5, n < 30", 0),
        ("d = 0.5, n = 30.5", 0),
        ("d = 0.5", 0),
    ],
)
def test_the_number_of_cases_of_an_estimate(text: str, cases: int) -> None:
    """n comes before N; a bound or a fraction is no count."""
    assert estimate(f"It mattered ({text}).").cases == cases


def test_the_words_around_an_estimate() -> None:
    """Its sentence in running text, the label of its row in a table."""
    made = paper("Before. It mattered (b = 0.30, SE = 0.10). After.")
    (found,) = estimates(made)
    assert found.words_in(made).strip() == "It mattered (b = 0.30, SE = 0.10)."
    rows = table("Predictor | b | SE", "Age in years | 0.30 | 0.10")
    (row,) = estimates(rows)
    assert row.words_in(rows) == "Age in years"


def test_printed_bounds_have_open_intervals() -> None:
    """A number above a bound agrees with any interval that reaches beyond it."""
    bound = PrintedNumber("0.5", 0.5, 0.1, ">")
    assert compared("effect", HERE, "d", bound, Span(0.6, 0.7)).verdict == "agrees"
    assert compared("effect", HERE, "d", bound, Span(0.1, 0.2)).verdict == "finding"
