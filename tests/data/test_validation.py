"""Cells against the rules of a dictionary: each cause is one fault, with its location and its remedy."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pandas import DataFrame

from report.data.dictionary import Dictionary, read_dictionary
from report.data.text_encoding import UNREADABLE
from report.data.validation import Cells, faults_of
from report.rows.errors import Fault

NUMBER = "{label: Score, type: number, minimum: 0, maximum: 50, unit: points}"


def dictionary(**columns: str) -> Dictionary:
    """A dictionary of these columns."""
    lines = "".join(f"  {name}: {entry}\n" for name, entry in columns.items())
    return read_dictionary(f'missing: ["", "NA"]\ncolumns:\n{lines}', "d.yaml")


def faults(described: Dictionary, **columns: Sequence[str | None]) -> list[Fault]:
    """The faults of a file whose header is on line 1; None is a missing cell."""
    length = len(next(iter(columns.values())))
    frame = DataFrame(dict(columns), index=range(2, length + 2), dtype=object)
    return faults_of(Cells(frame, frame, "f.csv", 1), described)


def test_cells_that_follow_all_rules_have_no_fault() -> None:
    """The ends of a range belong to it, and a column that the dictionary lacks is not checked."""
    described = dictionary(score=NUMBER, sex="{label: Sex, type: category, categories: {f: female, m: male}}")
    assert faults(described, score=["0", "50", "12.5"], sex=["f", "m", "f"], remark=["a", "b", "99"]) == []


def test_a_missing_column_is_a_fault_of_the_header() -> None:
    """The remedy names the dictionary that describes it."""
    (fault,) = faults(dictionary(score=NUMBER), other=["1"])
    assert fault == Fault("f.csv:1", "the column score is missing", "add it; d.yaml describes it")


def test_a_misspelt_column_is_recognised() -> None:
    """Unless the dictionary describes it as well: then it is another column."""
    described = dictionary(stress_total=NUMBER)
    (fault,) = faults(described, stres_total=["1"])
    assert fault.remedy == "is it stres_total? rename it to stress_total"
    both = dictionary(stress_total=NUMBER, stress_totals=NUMBER)
    (fault,) = faults(both, stress_totals=["1"])
    assert fault.remedy == "add it; d.yaml describes it"


def test_one_wrong_cell_is_located_by_its_line() -> None:
    """The fault cites the cell, the range and the unit."""
    (fault,) = faults(dictionary(score=NUMBER), score=["10", "51", "20"])
    assert fault.where == "f.csv:3"
    assert fault.what == "score = 51 is outside 0-50 (points)"


def test_equal_faults_of_a_column_are_one_at_its_first_line() -> None:
    """With the number of lines and at most three examples."""
    (fault,) = faults(dictionary(score=NUMBER), score=["51", "10", "52", "53", "54"])
    assert fault.where == "f.csv:2"
    assert fault.what.endswith("; 4 lines: 51 (line 2), 52 (line 4), 53 (line 5), …")


def test_each_broken_rule_of_a_column_is_a_fault_of_its_own() -> None:
    """A text that is no number, and a number out of range."""
    found = faults(dictionary(score=NUMBER), score=["many", "60"])
    assert [(each.where, each.what) for each in found] == [
        ("f.csv:2", "score = many is not a number (points)"),
        ("f.csv:3", "score = 60 is outside 0-50 (points)"),
    ]


def test_faults_are_sorted_by_line() -> None:
    """Not by column: an author corrects a file from top to bottom."""
    found = faults(dictionary(a=NUMBER, b=NUMBER), a=["1", "2", "-1"], b=["1", "-2", "3"])
    assert [each.where for each in found] == ["f.csv:3", "f.csv:4"]


def test_a_required_cell_that_is_missing_is_a_fault() -> None:
    """The remedy says how to allow it; a column that is not required may be empty."""
    (fault,) = faults(dictionary(score=NUMBER), score=["1", None, "3"])
    assert (fault.where, fault.what) == ("f.csv:3", "score is empty (points)")
    assert fault.remedy == "fill it in, or allow it with `required: false` in d.yaml"
    assert faults(dictionary(score="{label: Score, type: number, required: false}"), score=["1", None]) == []


def test_a_required_cell_may_be_empty_where_it_must_be() -> None:
    """A column that is required and has `missing_when` is filled on all other lines."""
    described = dictionary(
        second="{label: Second, type: boolean}",
        dose="{label: Dose, type: number, missing_when: second is 0}",
    )
    assert faults(described, second=["0", "1"], dose=[None, "7"]) == []
    (fault,) = faults(described, second=["0", "1"], dose=[None, None])
    assert (fault.where, fault.what) == ("f.csv:3", "dose is empty (Dose)")


def test_a_condition_on_a_missing_column_is_not_checked() -> None:
    """The missing column is the fault."""
    described = dictionary(
        second="{label: Second, type: boolean}",
        dose="{label: Dose, type: number, missing_when: second is 0}",
    )
    assert [each.what for each in faults(described, dose=["1"])] == ["the column second is missing"]


def test_a_repeated_value_of_a_unique_column_is_a_fault() -> None:
    """The first line with that value is named; repeated empty cells are not repeated values."""
    described = dictionary(person="{label: Person, type: text, unique: true, required: false}")
    (fault,) = faults(described, person=["P1", "P2", None, None, "P1"])
    assert fault == Fault("f.csv:6", "person = P1 is already on line 2", "keep one line of each")


def test_a_cell_that_must_be_empty_is_a_fault_where_it_is_filled() -> None:
    """`missing_when` names the column and value at which a cell is empty; other lines may have a value."""
    described = dictionary(
        second="{label: Second, type: boolean}",
        dose="{label: Dose, type: number, missing_when: second is 0}",
    )
    (fault,) = faults(described, second=["0", "1", "0"], dose=["5", "7", None])
    assert fault.where == "f.csv:2"
    assert fault.what == "dose = 5 although second is 0"
    assert fault.remedy == "leave dose empty, or correct second"


@pytest.mark.parametrize("code", ["-99", "999", "n/a", "#N/A", "missing", "."])
def test_a_usual_code_of_missing_values_is_one_fault_for_all_columns(code: str) -> None:
    """It may mean a missing value; the remedy names the key of the dictionary that declares it."""
    described = dictionary(a=NUMBER, b=NUMBER)
    (fault,) = faults(described, a=["1", code, "3"], b=[code, "2", "3"])
    assert fault.where == "f.csv:2"
    assert fault.what == f"{code} is not a value of a, b; 2 lines: b (line 2), a (line 3)"
    assert "add it to `missing` in d.yaml" in fault.remedy


def test_a_code_in_a_single_cell_is_an_ordinary_fault() -> None:
    """It may as well be a slip of the pen."""
    (fault,) = faults(dictionary(a=NUMBER), a=["1", "-99", "3"])
    assert fault.what == "a = -99 is outside 0-50 (points)"


def test_other_wrong_cells_are_reported_beside_a_code() -> None:
    """The code does not hide them, and is not repeated among them."""
    found = faults(dictionary(a=NUMBER), a=["-99", "-99", "70"])
    assert [each.what for each in found] == [
        "-99 is not a value of a; 2 lines: a (line 2), a (line 3)",
        "a = 70 is outside 0-50 (points)",
    ]


def test_a_number_within_its_range_is_no_code() -> None:
    """99 is a possible score of a scale to 100."""
    described = dictionary(a="{label: A, type: number, minimum: 0, maximum: 100}")
    assert faults(described, a=["99", "99", "3"]) == []


def test_a_cell_that_cannot_be_decoded_breaks_no_rule() -> None:
    """The encoding of the file is the fault, which is reported elsewhere."""
    described = dictionary(sex="{label: Sex, type: category, categories: {f: female}}")
    assert faults(described, sex=[f"m{UNREADABLE}nnlich", "f"]) == []


def test_a_category_that_is_unknown_is_a_fault_with_the_known_ones() -> None:
    """Codes are compared letter by letter."""
    described = dictionary(sex="{label: Sex, type: category, categories: {f: female, m: male}}")
    (fault,) = faults(described, sex=["F", "m"])
    assert (fault.what, fault.remedy) == ("sex = F is not a known value of sex", "one of f, m")


def test_a_file_without_records_breaks_only_rules_of_its_header() -> None:
    """No cell is wrong where there is none."""
    assert faults(dictionary(a=NUMBER), a=[]) == []
    assert [each.where for each in faults(dictionary(a=NUMBER), b=[])] == ["f.csv:1"]
