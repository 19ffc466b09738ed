"""The rows of a sample's description: moments, shares, missing values and differences between groups."""

from __future__ import annotations

import math
from statistics import mean, median, stdev
from typing import Any

import pytest
from pandas import Categorical, DataFrame

from report.data.dictionary import read_dictionary
from report.lint.allowed_numbers import Conventions
from report.lint.typed_numbers import lint
from report.results.summaries import as_table
from report.results.summaries.demographic_rows import demographics
from report.rows.errors import Fault, ResultError
from report.rows.float_words import translated_table
from report.rows.ledger import Ledger
from report.rows.stat import Stat

AGES = [20, 30, 30, 40, 80]
FRAME = DataFrame(
    {
        "age": AGES,
        "sex": Categorical(["f", "m", "f", "f", None], ["f", "m", "x"]),
        "smoker": [1, 0, 0, None, 1],
        "remark": ["a", "b", "c", "d", "e"],
        "arm": Categorical(["drug", "drug", "none", "none", "none"]),
    }
)


def rows(frame: DataFrame = FRAME, **options: Any) -> dict[str, Stat]:
    """The rows of a sample by their ids, without the head."""
    return {each.id.removeprefix("s."): each for each in demographics("s", frame, **options)}


def values(frame: DataFrame = FRAME, **options: Any) -> dict[str, Any]:
    """The values of a sample's rows."""
    return {id: each.value for id, each in rows(frame, **options).items()}


def fault(frame: DataFrame = FRAME, **options: Any) -> Fault:
    """The fault of a sample that cannot be described."""
    with pytest.raises(ResultError) as raised:
        rows(frame, **options)
    (found,) = raised.value.faults
    return found


def test_a_number_is_described_by_its_moments_and_quartiles() -> None:
    """The SD has n - 1 in its denominator; quartiles are those of R's default."""
    found = values(variables=["age"])
    assert found["n"] == 5
    assert found["age.mean"] == mean(AGES)
    assert found["age.sd"] == pytest.approx(stdev(AGES))
    assert (found["age.median"], found["age.q1"], found["age.q3"]) == (median(AGES), 30, 40)


def test_a_category_is_described_by_the_shares_of_its_valid_values() -> None:
    """A level without a case has a count of zero; the missing value is in no denominator."""
    found = rows(variables=["sex"])
    assert [found[f"sex.{level}.n"].value for level in "fmx"] == [3, 1, 0]
    assert [found[f"sex.{level}.pct"].value for level in "fmx"] == [0.75, 0.25, 0]
    assert found["sex.f.pct"].n == 4
    assert found["sex.missing"].value == 1


def test_a_column_of_zeros_and_ones_is_described_by_its_ones() -> None:
    """It is yes or no: the share of yes says all."""
    found = values(variables=["smoker"])
    assert (found["smoker.yes.n"], found["smoker.yes.pct"]) == (2, 0.5)
    assert not any(id.startswith("smoker.no") for id in found)


def test_texts_are_not_described() -> None:
    """Unless they are named, free texts and identifiers are left out."""
    assert not any(id.startswith("remark") for id in rows())


def test_missing_values_are_counted_only_where_there_are_any() -> None:
    """A row of zeros would be noise."""
    found = values()
    assert "age.missing" not in found
    assert found["smoker.missing"] == 1


def test_groups_are_described_each_by_itself() -> None:
    """The group is the last part but one of an id; the column that divides is not described."""
    found = values(by="arm")
    assert (found["n"], found["drug.n"], found["none.n"]) == (5, 2, 3)
    assert (found["age.drug.mean"], found["age.none.mean"]) == (25, 50)
    assert found["sex.f.drug.pct"] == 0.5
    assert found["smoker.none.missing"] == 1
    assert found["smoker.drug.missing"] == 0
    assert not any(id.startswith("arm") for id in found)


def test_a_case_without_a_group_is_in_none() -> None:
    """It counts in the sample alone."""
    found = values(FRAME.assign(arm=["a", "a", None, "b", "b"]), by="arm")
    assert (found["n"], found["a.n"], found["b.n"]) == (5, 2, 2)


def test_a_group_without_cases_is_left_out() -> None:
    """A level of the dictionary that nobody had has no column."""
    found = values(FRAME, by="sex", variables=["age"])
    assert "x.n" not in found
    assert found["f.n"] == 3


def test_numbers_can_divide_a_sample() -> None:
    """Each is a group; zeros and ones are named by yes and no."""
    found = rows(FRAME.assign(wave=[1, 2, 3, 3, 3]), by="wave", variables=["age"])
    assert [found[f"v_{wave}.n"].value for wave in (1, 2, 3)] == [1, 1, 3]
    found = rows(by="smoker", variables=["age"])
    assert found["smoker_yes.n"].value == 2
    assert found["smoker_yes.n"].label == "cases, smoker: yes"


def test_a_column_without_values_divides_nothing() -> None:
    """The remedy is another column."""
    found = fault(FRAME.assign(arm=Categorical([None] * 5, ["a"])), by="arm")
    assert found == Fault("s", "no case has a value of arm", "name another column")


def test_an_unknown_column_is_a_fault_with_the_nearest_one() -> None:
    """Whether it is described or divides."""
    assert fault(variables=["agee"]).remedy == "did you mean age?"
    assert fault(by="arn").what == "the data have no column arn"


def test_the_standardised_difference_has_the_mean_of_the_variances() -> None:
    """Austin (2009, eq. 1), by hand: (25 - 50) / sqrt((50 + 700) / 2)."""
    assert values(by="arm", compare="smd")["age.smd"] == pytest.approx(-25 / math.sqrt(375))


def test_the_standardised_difference_of_shares_has_their_variances() -> None:
    """Austin (2009, eq. 2): (p1 - p2) / sqrt((p1 q1 + p2 q2) / 2); its sign says which share is larger."""
    data = DataFrame({"x": [1, 1, 1, 0, 1, 0, 0, 0], "arm": Categorical(list("aaaabbbb"))})
    wanted = (0.75 - 0.25) / math.sqrt((0.75 * 0.25 + 0.25 * 0.75) / 2)
    assert values(data, by="arm", compare="smd")["x.smd"] == pytest.approx(wanted)
    swapped = data.assign(x=1 - data.x)
    assert values(swapped, by="arm", compare="smd")["x.smd"] == pytest.approx(-wanted)


def test_the_standardised_difference_of_a_category_is_a_distance() -> None:
    """Of two levels, it is the size of that of the shares (Yang & Dalton, 2012); of equal shares, zero."""
    two = DataFrame({"x": Categorical(list("uuuvuvvv")), "arm": Categorical(list("aaaabbbb"))})
    assert values(two, by="arm", compare="smd")["x.smd"] == pytest.approx(0.5 / math.sqrt(0.1875))
    same = DataFrame({"x": Categorical(list("uvwuvw")), "arm": Categorical(list("aaabbb"))})
    assert values(same, by="arm", compare="smd")["x.smd"] == pytest.approx(0)


@pytest.mark.parametrize("column", [[5, 5, 5, 5, 5], [None, None, 1.5, 2.5, 3.5], [1.5, None, 1, 2, 4]])
def test_a_difference_that_does_not_exist_has_no_value(column: list[float]) -> None:
    """Without variance, or with fewer than two values in a group, there is no standardised difference."""
    assert values(FRAME.assign(x=column), by="arm", variables=["x"], compare="smd")["x.smd"] is None


def test_two_groups_are_compared_by_welchs_test() -> None:
    """For numbers: t = (25 - 50) / sqrt(50/2 + 700/3)."""
    found = values(by="arm", variables=["age"], compare="test")
    assert found["age.test.statistic"] == pytest.approx(-25 / math.sqrt(50 / 2 + 700 / 3))


def test_categories_are_compared_by_chi_square_without_correction() -> None:
    """By hand for the table 3, 1; 1, 3: N (ad - bc)² / (4 * 4 * 4 * 4) = 8 * 64 / 256."""
    data = DataFrame({"x": Categorical(list("uuuvuvvv")), "arm": Categorical(list("aaaabbbb"))})
    found = values(data, by="arm", compare="test")
    assert (found["x.test.statistic"], found["x.test.df"]) == (pytest.approx(2), 1)


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"compare": "smd"}, "1 group cannot be compared by smd"),
        ({"compare": "test"}, "1 group cannot be compared by test"),
        ({"compare": "smd", "by": "wave"}, "3 groups cannot be compared by smd"),
    ],
)
def test_a_comparison_needs_groups(options: dict[str, str], what: str) -> None:
    """Standardised differences two, tests two or more."""
    found = fault(FRAME.assign(wave=[1, 2, 3, 3, 3]), variables=["age"], **options)
    assert (found.where, found.what) == ("s.age", what)


def test_a_row_says_what_it_is_about() -> None:
    """Tables are arranged by this: the kind of table, variable, group, level and statistic."""
    dictionary = read_dictionary(
        "columns:\n  arm: {type: category, label: Arm, categories: {drug: Drug, none: No drug}}\n"
        "  sex: {type: category, label: Sex, categories: {f: Female, m: Male}}\n",
        "d.yaml",
    )
    about = rows(by="arm", dictionary=dictionary)["sex.female.no_drug.pct"].about
    assert about == {
        "table": "demographics",
        "summary": "s",
        "variable": "sex",
        "variable_label": "Sex",
        "group": "no_drug",
        "group_label": "No drug",
        "level": "female",
        "level_label": "Female",
        "boolean": "",
        "statistic": "pct",
    }


def test_a_label_with_a_number_has_a_row_of_its_own() -> None:
    """In a table it would be a typed number; other labels need none."""
    found = rows(FRAME.rename(columns={"age": "Age in 2020", "smoker": "habit"}))
    assert found["age_in_2020.label"].value == "Age in 2020"
    assert "habit.label" not in found


def test_no_value_of_a_single_participant_is_a_row() -> None:
    """The texts and values of a column of five different ages do not occur."""
    assert not {20, 80, "a", "e"} & set(values(variables=["age", "sex", "smoker"]).values())


SKEWED = {
    "x": [1, 2, 3, 4, 10, 12.5],
    "y": [2, 5, 9, 11, 30, 31, 40],
    "z": [7, 8, 1.5, 60],
}


def skewed(*groups: str) -> DataFrame:
    """A frame of a skewed variable and the group of each case."""
    cases = [(group, value) for group in groups for value in SKEWED[group]]
    frame = DataFrame(cases, columns=["group", "income"])
    return frame.assign(group=Categorical(frame.group), even=frame.income * 2)


@pytest.mark.parametrize(("groups", "p"), [("xy", 0.115581899951383), ("xyz", 0.278707410620284)])
def test_medians_are_compared_by_ranks(groups: str, p: float) -> None:
    """R: wilcox.test(x, y, exact = FALSE)$p.value, kruskal.test(list(x, y, z))$p.value."""
    found = values(skewed(*groups), by="group", medians=["income"], compare="test")
    assert found["income.test.p"] == pytest.approx(p, rel=1e-12)
    assert found["even.test.p"] != pytest.approx(p, rel=1e-3)


def test_a_table_shows_medians_with_their_quartiles() -> None:
    """Only of the named variables; the note says what the cells and the tests are."""
    ledger = Ledger.of(demographics("s", skewed("x", "y"), by="group", medians=["income"], compare="test"))
    table = translated_table(as_table(ledger, "Sample"))
    assert [cell.text for cell in table.rows[0].cells] == [
        "income",
        "{s.income.x.median} ({s.income.x.q1} to {s.income.x.q3})",
        "{s.income.y.median} ({s.income.y.q1} to {s.income.y.q3})",
        "{s.income.test.p}",
    ]
    assert table.rows[1].cells[1].text == "{s.even.x.mean} ({s.even.x.sd})"
    assert "*Mdn* (interquartile range)" in table.notes[0]
    assert "Mann-Whitney" in table.notes[0]
    assert [each.text for each in lint({}, {"t": table}, {}, ledger, Conventions())] == []


def test_only_numbers_have_medians() -> None:
    """A category and an unknown name are faults with the nearest name."""
    assert fault(medians=["sex"]).what == "sex is not numeric, so its median cannot be shown"
    assert "age" in fault(medians=["agee"]).remedy
