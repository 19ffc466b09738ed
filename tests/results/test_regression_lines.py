"""Models beside each other: lines of terms and levels, cells of estimates, and the fit."""

from __future__ import annotations

from report.results.summaries.arranged_summary import Summary
from report.results.summaries.regression_lines import regression_lines
from report.rows.stat import Stat


def about(model: str, **more: str) -> dict[str, str]:
    """What a row of a model is about."""
    return {"model": model, "model_label": model.upper(), **more}


def stat(id: str, **more: str) -> Stat:
    """A number of the summary m."""
    return Stat(f"m.{id}", 1.0, "fixed2", id, more.pop("symbol", ""), about=more)


TERM = {"term": "age", "term_label": "Age"}
LEVEL = {"factor": "arm", "factor_label": "Arm"}
YES = {"term": "arm_yes", "term_label": "yes", **LEVEL}
ROWS = (
    stat("a.age.estimate", symbol="*b*", **about("a", statistic="estimate", **TERM)),
    stat("a.age.ci_lower", **about("a", statistic="ci_lower", **TERM)),
    stat("a.age.ci_upper", **about("a", statistic="ci_upper", **TERM)),
    stat("a.age.p", **about("a", statistic="p", **TERM)),
    stat("b.arm.reference", **about("b", statistic="reference", term="arm_no", term_label="no", **LEVEL)),
    stat(
        "b.arm_yes.estimate",
        symbol="OR",
        **about("b", statistic="estimate", **YES),
    ),
    stat("a.fit.r2", **about("a", statistic="r2")),
    stat("b.n", **about("b", statistic="n")),
)
SUMMARY = Summary("m", {row.id: row for row in ROWS})


def test_each_term_is_a_line_with_a_cell_for_each_model() -> None:
    """Levels are below the head of their predictor; a model without the term has an empty cell."""
    columns, lines, _ = regression_lines(SUMMARY)
    assert [column.head for column in columns] == ["{:term}", "A", "B"]
    assert [(line.indent, *(cell.text for cell in line.cells)) for line in lines[:4]] == [
        (0, "Age", "{m.a.age.estimate} [{m.a.age.ci_lower}{:separator} {m.a.age.ci_upper}]", ""),
        (0, "Arm", "", ""),
        (1, "no", "", "{:reference}"),
        (1, "yes", "", "{m.b.arm_yes.estimate}"),
    ]


def test_stars_are_those_of_a_p_value_that_exists() -> None:
    """A model may have none."""
    _, lines, _ = regression_lines(SUMMARY)
    assert (lines[0].cells[1].stars, lines[3].cells[2].stars) == ("m.a.age.p", "")


def test_fits_follow_the_terms() -> None:
    """A line for each part that any model has."""
    _, lines, note = regression_lines(SUMMARY)
    assert [[cell.text for cell in line.cells] for line in lines[4:]] == [
        ["*R*²", "{m.a.fit.r2}", ""],
        ["*n*", "", "{m.b.n}"],
    ]
    assert note.startswith("{:note} {:estimates} (*b*, OR) {:with_intervals}")
