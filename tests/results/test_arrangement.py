"""Rows of summaries as tables: heads, lines, cells that name rows, and notes."""

from __future__ import annotations

from typing import Any

import pytest
from pandas import Categorical, DataFrame

from report.data.dictionary import read_dictionary
from report.results.summaries.arrangement import as_table
from report.results.summaries.correlation_rows import correlations
from report.results.summaries.demographic_rows import demographics
from report.results.summaries.descriptive_rows import descriptives
from report.results.summaries.frame_rows import anova, table_from_frame
from report.results.summaries.likert_rows import likert
from report.rows.errors import Fault, ResultError
from report.rows.float_words import translated_table
from report.rows.stat import Stat
from report.rows.tables import Table

FRAME = DataFrame(
    {
        "age": [20.0, 30, 31, None],
        "score": [1.0, 3, 2, 5],
        "sex": Categorical(["f", "m", "f", "f"], ["f", "m"]),
        "smoker": [1, 0, 0, 1],
        "arm": Categorical(["drug", "drug", "none", "none"]),
    }
)


def by_id(*rows: Any) -> dict[str, Stat]:
    """Rows by their ids."""
    return {row.id: row for each in rows for row in each}


def table(*rows: Any, **options: Any) -> Table:
    """The table of these rows."""
    return translated_table(as_table(by_id(*rows), "A caption", **options))


def heads(made: Table) -> list[str]:
    """The heads of a table."""
    return [column.head for column in made.columns]


def cells(made: Table) -> list[list[str]]:
    """The texts of a table's cells."""
    return [[cell.text for cell in row.cells] for row in made.rows]


def test_a_sample_has_a_line_for_each_variable_and_each_level() -> None:
    """Numbers as M (SD), yes or no as n (%), categories with their levels below, and missing values."""
    made = table(demographics("s", FRAME, variables=["age", "sex", "smoker"]))
    assert heads(made) == ["Characteristic", "*N* = {s.n}"]
    assert cells(made) == [
        ["age", "{s.age.mean} ({s.age.sd})"],
        ["Missing", "{s.age.missing}"],
        ["sex", ""],
        ["f", "{s.sex.f.n} ({s.sex.f.pct})"],
        ["m", "{s.sex.m.n} ({s.sex.m.pct})"],
        ["smoker", "{s.smoker.yes.n} ({s.smoker.yes.pct})"],
    ]
    assert [row.indent for row in made.rows] == [0, 1, 0, 1, 1, 0]
    assert made.notes == ("*Note.* Numbers are *M* (*SD*) or *n* (%).",)


def test_each_group_of_a_sample_has_a_column() -> None:
    """Standardised differences have one more, explained in the note."""
    made = table(demographics("s", FRAME, by="arm", variables=["score", "sex"], compare="smd"))
    assert heads(made) == ["Characteristic", "drug (*n* = {s.drug.n})", "none (*n* = {s.none.n})", "SMD"]
    assert cells(made)[:3] == [
        [
            "score",
            "{s.score.drug.mean} ({s.score.drug.sd})",
            "{s.score.none.mean} ({s.score.none.sd})",
            "{s.score.smd}",
        ],
        ["sex", "", "", "{s.sex.smd}"],
        ["f", "{s.sex.f.drug.n} ({s.sex.f.drug.pct})", "{s.sex.f.none.n} ({s.sex.f.none.pct})", ""],
    ]
    assert "SMD = standardised mean difference" in made.notes[0]


def test_p_values_of_tests_have_a_column() -> None:
    """The note says of which tests they are."""
    made = table(demographics("s", FRAME, by="arm", variables=["score"], compare="test"))
    assert heads(made)[-1] == "*p*"
    assert cells(made)[0][-1] == "{s.score.test.p}"
    assert "Welch's test" in made.notes[0]


def test_a_label_with_a_number_is_named_by_its_row() -> None:
    """Typed into the table it would be a typed number."""
    made = table(demographics("s", FRAME.rename(columns={"age": "Age in 2020"}), variables=["Age in 2020"]))
    assert cells(made)[0][0] == "{s.age_in_2020.label}"


def test_descriptives_have_a_column_of_missing_values_if_there_are_any() -> None:
    """Quartiles and extremes are printed as intervals."""
    made = table(descriptives("d", FRAME, variables=["age", "score"]))
    assert heads(made)[:7] == ["Variable", "*n*", "*M*", "*SD*", "*Mdn*", "IQR", "Skewness"]
    assert heads(made)[-1] == "Missing"
    assert cells(made)[0][5] == "{d.age.q1} to {d.age.q3}"
    assert "Missing" not in heads(table(descriptives("d", FRAME, variables=["score"])))


def test_correlations_are_a_lower_triangle() -> None:
    """Columns have letters, lines the letter and the label; the last variable has no column."""
    made = table(correlations("c", FRAME, variables=["age", "score", "smoker"]))
    assert heads(made) == ["Variable", "*M*", "*SD*", "A", "B"]
    assert cells(made) == [
        ["A  age", "{c.age.mean}", "{c.age.sd}", "", ""],
        ["B  score", "{c.score.mean}", "{c.score.sd}", "{c.age.score.estimate}", ""],
        [
            "C  smoker",
            "{c.smoker.mean}",
            "{c.smoker.sd}",
            "{c.age.smoker.estimate}",
            "{c.score.smoker.estimate}",
        ],
    ]
    assert made.rows[1].cells[3].stars == "c.age.score.p"
    assert "{c.stars.three}" in made.notes[0]


def test_the_letters_of_many_variables_are_doubled() -> None:
    """After Z come AA and AB."""
    about = {"table": "correlations", "summary": "c"}
    names = [f"v{chr(97 + place // 6)}{chr(97 + place % 6)}" for place in range(29)]
    rows = [
        Stat(
            f"c.{name}.mean", 1.5, "fixed2", "mean", about={**about, "variable": name, "variable_label": name}
        )
        for name in names
    ]
    made = table(rows)
    assert heads(made)[3:5] == ["A", "B"]
    assert heads(made)[-3:] == ["Z", "AA", "AB"]
    assert cells(made)[-1][0].startswith("AC  ")


def test_answers_have_a_common_head() -> None:
    """Above their columns; beside them are n, M and SD of each item."""
    made = table(likert("l", DataFrame({"calm": [1, 2, 2], "angry": [1, 1, 2]})))
    assert heads(made) == ["Item", "*n*", "{l.a_1.label}", "{l.a_2.label}", "*M*", "*SD*"]
    assert [column.spanner for column in made.columns] == ["", "", "Answers, %", "Answers, %", "", ""]
    assert cells(made)[1] == [
        "angry",
        "{l.angry.n}",
        "{l.angry.a_1.pct}",
        "{l.angry.a_2.pct}",
        "{l.angry.mean}",
        "{l.angry.sd}",
    ]


def test_labels_with_numbers_do_not_change_the_order() -> None:
    """Of levels, answers and columns: only some of their labels have rows, which come first in the ledger."""
    levels = ["none", "2 years", "more"]
    sample = DataFrame({"school": Categorical(levels, levels)})
    assert [line[0] for line in cells(table(demographics("s", sample)))] == [
        "school",
        "none",
        "{s.school.v_2_years.label}",
        "more",
    ]
    dictionary = read_dictionary(
        "columns:\n  calm: {type: category, label: Calm, categories: {1: never, 2: 1 to 3 times, 3: often}}\n",
        "d.yaml",
    )
    made = table(likert("l", DataFrame({"calm": [1, 2, 3]}), dictionary=dictionary, variables=["calm"]))
    assert heads(made)[2:5] == ["never", "{l.a_1_to_3_times.label}", "often"]


def estimate(model: str, term: str, *names: str) -> list[Stat]:
    """The rows of a term of a model."""
    about = {"table": "regression", "summary": "r", "model": model, "model_label": model.title()}
    return [
        Stat(
            f"r.{model}.{term}.{name}",
            0.5,
            "p" if name == "p" else "fixed2",
            name,
            "*b*" if name == "estimate" else "",
            about={**about, "term": term, "term_label": term.title(), "statistic": name},
        )
        for name in names
    ]


def fit(model: str, name: str) -> Stat:
    """A row of a model's fit."""
    about = {"table": "regression", "summary": "r", "model": model, "model_label": model.title()}
    return Stat(f"r.{model}.fit.{name}", 0.5, "unit", name, about=about | {"statistic": name})


def test_models_are_beside_each_other() -> None:
    """A line for each term of any model; one that a model lacks is blank there."""
    bounds = ("estimate", "ci_lower", "ci_upper", "p")
    made = table(
        [*estimate("one", "age", *bounds), fit("one", "r2")],
        [*estimate("two", "age", "estimate"), *estimate("two", "sex", "estimate", "p"), fit("two", "n")],
    )
    assert heads(made) == ["Term", "One", "Two"]
    assert cells(made) == [
        ["Age", "{r.one.age.estimate} [{r.one.age.ci_lower}, {r.one.age.ci_upper}]", "{r.two.age.estimate}"],
        ["Sex", "", "{r.two.sex.estimate}"],
        ["*R*²", "{r.one.fit.r2}", ""],
        ["*n*", "", "{r.two.fit.n}"],
    ]
    assert [cell.stars for cell in made.rows[0].cells] == ["", "r.one.age.p", ""]
    assert made.rows[1].cells[2].stars == "r.two.sex.p"
    assert "Estimates (*b*)" in made.notes[0]


def test_an_analysis_of_variance_has_the_columns_that_it_has() -> None:
    """In the order of textbooks; degrees of freedom of the error are told from those of the term."""
    frame = DataFrame(
        {"sum_sq": [10.0, 20.0], "df": [1.0, 8.0], "F": [4.0, None], "PR(>F)": [0.08, None]},
        index=["arm", "Residual"],
    )
    made = table(anova("a", frame))
    assert heads(made) == ["Source", "*SS*", "*MS*", "*df*", "*df* of error", "*F*", "*p*", "η~p~²"]
    assert cells(made) == [
        [
            "Arm",
            *(
                f"{{a.arm.{name}}}"
                for name in ("sumsq", "meansq", "df", "df_residual", "statistic", "p", "eta2_partial")
            ),
        ]
    ]
    assert made.notes == ()


def test_a_frame_is_a_table_of_its_cells() -> None:
    """Its index names the lines; it has no note but those that are given."""
    frame = DataFrame({"Low": [1], "In 2020": [2]}, index=["Arm"])
    made = table(table_from_frame("f", frame), notes=["Own note."], wide=True)
    assert heads(made) == ["", "Low", "{f.head.in_2020}"]
    assert cells(made) == [["Arm", "{f.arm.low}", "{f.arm.in_2020}"]]
    assert (made.notes, made.wide, made.caption) == (("Own note.",), True, "A caption")


def test_own_notes_follow_the_usual_one() -> None:
    """In their order."""
    made = table(demographics("s", FRAME, variables=["score"]), notes=["One.", "Two."])
    assert made.notes[1:] == ("One.", "Two.")


def test_one_of_several_summaries_is_named() -> None:
    """Without a name it is a fault that lists them."""
    rows = (demographics("s", FRAME, variables=["score"]), demographics("t", FRAME, variables=["age"]))
    assert cells(table(*rows, id="t"))[0][0] == "age"
    rows = (demographics("s", FRAME, variables=["score"]), demographics("t", FRAME, variables=["age"]))
    with pytest.raises(ResultError) as raised:
        table(*rows)
    assert raised.value.faults == (Fault("", "the rows belong to several summaries: s, t", "name one: id=…"),)


@pytest.mark.parametrize(
    ("id", "what"), [("", "the rows do not belong to a summary"), ("x", "no summary has the id x")]
)
def test_rows_of_no_summary_make_no_table(id: str, what: str) -> None:
    """The remedy names functions that yield one."""
    with pytest.raises(ResultError) as raised:
        table([Stat("a.n", 3, "count", "cases")], id=id)
    (fault,) = raised.value.faults
    assert fault.what == what
    assert "demographics(…)" in fault.remedy
