"""Summaries of frames: rows that agree with R, and tables that arrange them; golden/summaries.R computes the values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import Categorical, DataFrame
from scipy import stats as scipy_stats

from report.data.dictionary import read_dictionary
from report.drawing import histograms_of
from report.lint.allowed_numbers import Conventions
from report.lint.typed_numbers import lint
from report.results.summaries import (
    as_table,
    correlations,
    demographics,
    descriptives,
    histograms,
    likert,
    regression,
    table_from_frame,
)
from report.results.summaries.descriptive_rows import round_edges
from report.results.summaries.variables import id_parts, needs_row
from report.rows.errors import ProductError
from report.rows.float_words import translated_table
from report.rows.ledger import Ledger
from report.rows.stat import ID, Stat
from report.rows.tables import Cell, Column, Table, TableRow
from report.template.float_markdown import table_markdown

GOLDEN = json.loads((Path(__file__).parent / "golden" / "summaries.json").read_text(encoding="utf-8"))
DICTIONARY = read_dictionary(
    """
columns:
  arm: {type: category, label: Arm, categories: {drug: Drug 25 mg, placebo: Placebo}}
  age: {type: integer, label: Age, unit: years, required: false}
  site: {type: category, label: Site, categories: {Basel: Basel, Bern: Bern, Jena: Jena}, required: false}
  smoker: {type: boolean, label: Smoker, required: false}
  score: {type: number, label: Score}
""",
    "dictionary.yaml",
)


@pytest.fixture
def frame() -> DataFrame:
    return DataFrame(GOLDEN["data"])


def ledger(rows: Iterator[Stat]) -> Ledger:
    return Ledger.of(rows)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def arranged(rows: Iterator[Stat], **options: str) -> tuple[Ledger, Table]:
    """The table of rows, all of whose cells name rows that exist, and which has no typed number."""
    found = ledger(rows)
    table = translated_table(as_table(found, "Caption", **options))
    assert [id for id in table.ids if id not in found] == []
    assert [each.text for each in lint({}, {"t": table}, {}, found, Conventions())] == []
    return found, table


@pytest.mark.parametrize("group", ["drug", "placebo"])
@pytest.mark.parametrize("name", ["mean", "sd", "median", "q1", "q3"])
def test_moments_by_group_are_those_of_r(frame: DataFrame, group: str, name: str) -> None:
    """Missing values are left out; quartiles are R's type 7."""
    part = {"drug": "drug_25_mg"}.get(group, group)
    rows = ledger(demographics("sample", frame, by="arm", dictionary=DICTIONARY))
    assert rows.stat(f"sample.age.{part}.{name}").value == pytest.approx(GOLDEN["age"][group][name])
    assert rows.stat(f"sample.age.{part}.{name}").n == GOLDEN["age"][group]["n"]


@pytest.mark.parametrize("variable", ["age", "smoker", "site"])
def test_differences_of_two_groups_are_those_of_r(frame: DataFrame, variable: str) -> None:
    """Standardised differences of numbers, of shares and of several shares, and p-values of tests."""
    smd = ledger(demographics("s", frame, by="arm", dictionary=DICTIONARY, compare="smd"))
    test = ledger(demographics("s", frame, by="arm", dictionary=DICTIONARY, compare="test"))
    assert smd.stat(f"s.{variable}.smd").value == pytest.approx(GOLDEN["smd"][variable])
    assert test.stat(f"s.{variable}.test.p").value == pytest.approx(GOLDEN["p"][variable])


def test_correlations_are_those_of_r(frame: DataFrame) -> None:
    """Estimate, degrees of freedom, p-value and interval over complete pairs."""
    rows = ledger(correlations("c", frame, variables=("age", "score")))
    for name, key in (("estimate",) * 2, ("p",) * 2, ("df",) * 2, ("ci_lower", "low"), ("ci_upper", "high")):
        assert rows.stat(f"c.age.score.{name}").value == pytest.approx(GOLDEN["pearson"][key])
    ranks = ledger(correlations("c", frame, variables=("age", "score"), method="spearman"))
    assert ranks.stat("c.age.score.estimate").value == pytest.approx(GOLDEN["spearman"]["estimate"])


def test_descriptives_are_those_of_r(frame: DataFrame) -> None:
    """Moments, skewness and missing values; values of single participants only when asked for."""
    rows = ledger(descriptives("d", frame, variables=("age",)))
    for name in ("mean", "sd", "median", "q1", "q3"):
        assert rows.stat(f"d.age.{name}").value == pytest.approx(GOLDEN["age"]["all"][name])
    assert rows.stat("d.age.skew").value == pytest.approx(GOLDEN["skew"])
    assert rows.stat("d.age.missing").value == 1
    assert "d.age.min" not in rows
    assert ledger(descriptives("d", frame, variables=("age",), extremes=True)).stat("d.age.max").value == 64


def test_demographics_make_a_table_of_groups(frame: DataFrame) -> None:
    """Levels are indented below their variable; yes or no is one line, and so are missing values where any are."""
    rows = demographics("s", frame, by="arm", dictionary=DICTIONARY, compare="smd")
    _, table = arranged(rows)
    assert [column.head for column in table.columns][1] == "{s.drug_25_mg.label} (*n* = {s.drug_25_mg.n})"
    heads = [row[0] for row in texts(table)]
    assert heads == [
        "Age, years",
        "Missing",
        "Site",
        "Basel",
        "Bern",
        "Jena",
        "Missing",
        "Smoker",
        "Missing",
        "Score",
    ]
    assert texts(table)[3][2] == "{s.site.basel.placebo.n} ({s.site.basel.placebo.pct})"
    assert texts(table)[0][3] == "{s.age.smd}"


def test_shares_are_of_valid_values(frame: DataFrame) -> None:
    """A missing value is in no share."""
    rows = ledger(demographics("s", frame, by="arm", dictionary=DICTIONARY))
    share = rows.stat("s.site.basel.drug_25_mg.pct")
    assert (share.value, share.n) == (0.5, 8)
    assert rows.stat("s.site.drug_25_mg.missing").value == 1


def test_three_groups_have_tests_but_no_standardised_difference(frame: DataFrame) -> None:
    """ANOVA of several groups; a difference of two is asked of two."""
    rows = ledger(demographics("s", frame, by="site", dictionary=DICTIONARY, compare="test"))
    groups = [frame.loc[frame.site == each, "score"] for each in ("Basel", "Bern", "Jena")]
    assert rows.stat("s.score.test.p").value == pytest.approx(scipy_stats.f_oneway(*groups).pvalue)
    with pytest.raises(ProductError, match="3 groups"):
        list(demographics("s", frame, by="site", dictionary=DICTIONARY, compare="smd"))


def test_likert_counts_each_answer_of_the_range() -> None:
    """Answers that nobody gave are counted too, where the dictionary says that they exist."""
    items = DataFrame({"calm": [1, 2, 2, None], "tense": [4, 4, 1, 1]})
    words = "columns:\n" + "".join(
        f"  {name}: {{type: integer, label: {name.title()}, minimum: 1, maximum: 4, required: false}}\n"
        for name in items
    )
    rows, table = arranged(likert("l", items, dictionary=read_dictionary(words, "d")))
    assert [rows.stat(f"l.calm.a_{answer}.n").value for answer in (1, 2, 3, 4)] == [1, 2, 0, 0]
    assert rows.stat("l.calm.a_2.pct").value == pytest.approx(2 / 3)
    assert [column.spanner for column in table.columns].count("Answers, %") == 4


def test_models_are_set_side_by_side(frame: DataFrame) -> None:
    """A term that a model lacks has an empty cell; names with digits are rows."""
    models = {
        "Model 1": scipy_stats.linregress(frame.score, frame.smoker.fillna(0)),
        "Model 2": scipy_stats.linregress(frame.smoker.fillna(0), frame.score),
    }
    rows, table = arranged(regression("m", models))
    assert [column.head for column in table.columns][1:] == ["{m.model_1.label}", "{m.model_2.label}"]
    assert rows.stat("m.model_1.slope.estimate").value == pytest.approx(models["Model 1"].slope)


def test_lines_of_models_are_terms_with_labels(frame: DataFrame) -> None:
    """The fit of a model is not a term; a term is called as `labels` say, or as in ids with spaces."""
    model = scipy_stats.linregress(frame.score, frame.smoker.fillna(0))
    _, table = arranged(regression("m", {"Model": model}, labels={"slope": "Score"}))
    heads = [line[0] for line in texts(table)]
    assert heads[:2] == ["Score", "Intercept"]
    assert "Fit" not in heads


def test_marks_behind_an_interval_are_no_link() -> None:
    """A bracket at the end of a cell and the span of its marks would be a reference link of Markdown."""
    row = Stat("m.p", 0.001, "p", "p")
    line = TableRow((Cell("Score"), Cell("{m.p} [0.1, 0.2]", stars="m.p")))
    table = Table("Models", (Column("", "left"), Column("b")), (line,))
    assert "0.2\\][" in table_markdown("models", table, Ledger.of([row]))


def test_a_frame_of_results_becomes_a_table() -> None:
    """Each cell is a row, in the format of its column; text prints as it is."""
    frame = DataFrame({"share": [0.25, 0.5], "note": ["a", "b"]}, index=["first", "other"])
    rows, table = arranged(table_from_frame("t", frame, formats={"share": "percent"}))
    assert rows.stat("t.first.share").printed == "25"
    assert texts(table) == [
        ["{t.first.label}", "{t.first.share}", "{t.first.note}"],
        ["other", "{t.other.share}", "{t.other.note}"],
    ]
    with pytest.raises(ProductError, match="twice"):
        list(table_from_frame("t", DataFrame([[1], [2]], index=["a", "a"])))


def test_one_of_several_summaries_is_named(frame: DataFrame) -> None:
    """Rows of several summaries in one product differ by their id."""

    def both() -> Iterator[Stat]:
        yield from descriptives("d", frame)
        yield from correlations("c", frame)

    with pytest.raises(ProductError, match="several summaries"):
        as_table(ledger(both()), "Caption")
    assert arranged(both(), id="c")[1].columns[-1].head == "A"
    with pytest.raises(ProductError, match="no summary"):
        as_table(ledger(both()), "Caption", id="e")


def test_an_unknown_column_is_a_fault(frame: DataFrame) -> None:
    """The fault names the nearest column."""
    with pytest.raises(ProductError, match="did you mean score"):
        list(descriptives("d", frame, variables=("scores",)))


@pytest.mark.parametrize("values", [[1.0, None], [2.0, 2.0, 2.0, 2.0, 2.0], [None, None], [3.0]])
def test_what_does_not_exist_is_a_row_without_value(values: list[float | None]) -> None:
    """One value, a constant and an empty column: no summary fails."""
    frame = DataFrame({"a": values, "b": range(len(values))}, dtype=float)
    for rows in (demographics, descriptives, correlations):
        arranged(rows("s", frame, variables=("a", "b")))
    assert all(isinstance(each, Stat) for each in histograms("h", frame))


def test_identifiers_and_texts_are_not_summarised(frame: DataFrame) -> None:
    """Without names, columns of text and unique columns of the dictionary are left out."""
    words = read_dictionary(
        "columns:\n  id: {type: integer, label: Id, unique: true}\n"
        "  note: {type: text, label: Note}\n  age: {type: number, label: Age}",
        "d",
    )
    people = DataFrame({"id": [1.0, 2.0], "note": ["x", "y"], "age": [3.0, 4.0]})
    assert {row.about.get("variable", "age") for row in demographics("s", people, dictionary=words)} == {
        "age"
    }


def test_histograms_are_drawn_of_their_counts(frame: DataFrame) -> None:
    """The bins cover all values; the drawing shows each count and the number of values."""
    rows = ledger(histograms("h", frame, variables=("age", "score")))
    drawing = histograms_of(rows)
    assert [len(drawing.panels), drawing.panels[1].column] == [2, 1]
    assert sum(rows.stat(id).value for id in drawing.panels[0].counts) == rows.stat("h.age.n").value == 16
    assert set(drawing.shows) <= set(rows)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(2, 20))
def test_edges_are_round_and_cover_the_range(one: float, other: float, bins: int) -> None:
    """The first edge is not above the smallest value, the last not below the largest."""
    low, high = sorted((one, other))
    edges = round_edges(low, high, bins)
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert edges[0] <= low + slack
    assert edges[-1] >= high - slack
    assert edges == sorted(set(edges))


@pytest.mark.parametrize(("low", "high"), [(0.0, 5e-324), (1.0, 1.0 + 2**-52), (-7.0, -7.0), (0.0, 0.0)])
def test_values_without_spread_have_distinct_edges(low: float, high: float) -> None:
    """A range too narrow to divide is widened to the size of its values."""
    edges = round_edges(low, high, 5)
    assert edges == sorted(set(edges))
    assert edges[0] <= low
    assert edges[-1] >= high


@settings(max_examples=60)
@given(st.lists(st.text(min_size=0, max_size=12), unique=True, max_size=8))
def test_every_name_has_an_id_of_its_own(names: list[str]) -> None:
    """Heads in any script, of signs alone, or equal but for case become different parts of ids."""
    parts = id_parts(names)
    assert len(set(parts.values())) == len(names)
    assert all(ID.fullmatch(f"a.{part}.mean") for part in parts.values())


@pytest.mark.parametrize(
    ("label", "needed"),
    [
        ("Age", False),
        ("Item 3", True),
        ("Two or more", True),
        ("Someone", False),
        ("a_b", True),
        ("½ day", True),
        ("Tone", False),
    ],
)
def test_labels_with_numbers_are_rows(label: str, needed: bool) -> None:
    """A label that a linter would take for a typed number, or pandoc for Markdown, prints from a row."""
    assert needs_row(label) is needed


def test_categories_of_pandas_need_no_dictionary() -> None:
    """Levels have the order of the type."""
    sizes = Categorical(["small", "large", "small"], ["small", "large"], ordered=True)
    _, table = arranged(demographics("s", DataFrame({"size": sizes})))
    assert [row[0] for row in texts(table)] == ["size", "small", "large"]
