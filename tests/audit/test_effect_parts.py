"""Total, direct and indirect effects in running text and in tables."""

from __future__ import annotations

import pytest
from papers_in_text import paper, table

from report.audit.effect_parts import in_columns, in_labels, kind_of, parts_of
from report.audit.table_layout import tables_of


def found(text: str) -> list[tuple[str, float, str]]:
    """Kind, number and symbol of each effect of a sentence."""
    passage = paper(text).passages[-1]
    return [(each.kind, each.number.value, each.symbol) for each in parts_of(passage, comma=False)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The indirect effect was 0.12, and the direct effect was 0.30.",
            [("indirect", 0.12, ""), ("direct", 0.3, "")],
        ),
        ("The total effect of X on Y (b = 0.42) was large.", [("total", 0.42, "b")]),
        ("The mediated effect, β = 0.12, was small.", [("indirect", 0.12, "beta")]),
        (
            "The total, direct and indirect effects were 0.42, 0.30, and 0.12.",
            [("total", 0.42, ""), ("direct", 0.3, ""), ("indirect", 0.12, "")],
        ),
        (
            "Mediation: c = 0.42, c' = 0.30, ab = 0.12.",
            [("total", 0.42, ""), ("direct", 0.3, ""), ("indirect", 0.12, "")],
        ),
    ],
)
def test_effects_of_a_sentence(text: str, wanted: list[tuple[str, float, str]]) -> None:
    """Each number once, in the order of the text, with b or β where it is printed."""
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The indirect effect had p = .012.",
        "The indirect effect size was 0.12.",
        "The indirect effect explained 12.5% of the variance.",
        "The total effect of the direct path was 0.42.",
        "In the alphabet c = 0.42.",
    ],
)
def test_other_numbers_are_no_effects(text: str) -> None:
    """p-values, effect sizes, percentages, and letters without mediation around them."""
    assert found(text) == []


def test_the_cause_of_an_effect_is_read() -> None:
    """`of X on Y` names the predictor."""
    (part,) = parts_of(paper("The total effect of Age on mood was 0.42.").passages[-1], comma=False)
    assert part.cause == "age"


@pytest.mark.parametrize(
    ("words", "kind"), [("Mediation", "indirect"), ("total indirect", "indirect"), ("Direct", "direct")]
)
def test_kinds(words: str, kind: str) -> None:
    """Mediation is an indirect effect."""
    assert kind_of(words) == kind


def test_effects_in_columns() -> None:
    """A row whose columns are the three effects has them all, under its label."""
    given = table("Path | Total effect | Direct effect | Indirect effect", "Age | 0.42 | 0.30 | 0.12*")
    (effects,) = in_columns(tables_of(given)[0], comma=False)
    assert [(each.kind, each.number.value) for each in effects.parts] == [
        ("total", 0.42),
        ("direct", 0.3),
        ("indirect", 0.12),
    ]
    assert effects.label == "Age"


def test_effects_in_labels_end_where_the_next_model_begins() -> None:
    """A second total effect begins another run; a chain of arrows is an indirect effect."""
    rows = ("Total effect | 0.42", "Direct effect | 0.30", "X → M → Y | 0.12", "Total effect | 0.50")
    given = table("Effect | Estimate", *rows)
    runs = list(in_labels(given, tables_of(given)[0]))
    assert [[each.kind for each in run.parts] for run in runs] == [["total", "direct", "indirect"], ["total"]]
