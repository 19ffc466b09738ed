"""The use of the columns of a new study: what is described, by what it is divided, what is an outcome."""

from __future__ import annotations

import pytest

from report.data.column_guesses import Guess, Guesses
from report.rows.errors import DataError, Fault
from report.starter.plan import StudyPlan, Template, planned


def number(name: str, distinct: int = 20, low: float = 0, high: float = 40) -> Guess:
    """A column of whole numbers."""
    return Guess(name, "integer", name, minimum=low, maximum=high, distinct=distinct)


def category(name: str, distinct: int = 2) -> Guess:
    """A column of categories."""
    levels = {str(place): str(place) for place in range(distinct)}
    return Guess(name, "category", name, levels, distinct=distinct)


PERSON = Guess("id", "text", "Id", distinct=80, unique=True, identifies=True)
REMARK = Guess("remark", "text", "Remark", distinct=50)
ITEMS = tuple(number(f"calm_{place}", 5, 1, 5) for place in range(1, 5))


def plan(*columns: Guess, template: Template = "blank", by: str = "") -> StudyPlan:
    """The plan for these columns."""
    return planned(Guesses(columns, {}, 80), template, by, "d.csv")


def fault(*columns: Guess, template: Template = "blank", by: str = "") -> Fault:
    """The fault of columns that a template cannot use."""
    with pytest.raises(DataError) as raised:
        plan(*columns, template=template, by=by)
    (found,) = raised.value.faults
    return found


def test_texts_and_identifiers_are_not_described() -> None:
    """Nor are columns without any value; numbers are measures as well."""
    found = plan(PERSON, REMARK, number("age"), category("sex"), number("empty", 0))
    assert found.described == ("age", "sex")
    assert found.numbers == found.drawn == ("age",)
    assert (found.group, found.outcome, found.items) == ("", "", ())


def test_a_column_with_one_value_is_described_only_if_there_is_no_other() -> None:
    """It does not vary, so that a mean or a share says nothing."""
    assert plan(number("site", 1), number("age")).described == ("age",)
    assert plan(number("site", 1)).described == ("site",)


def test_the_numbers_of_columns_are_limited() -> None:
    """Tables and figures of a first draft have to fit on a page."""
    found = plan(*(number(f"x{letter}") for letter in "abcdefghijklmnop"))
    assert (len(found.described), len(found.numbers), len(found.drawn)) == (12, 6, 4)
    assert found.numbers[0] == "xa"


@pytest.mark.parametrize(
    "name", ["arm", "Group", "treatment", "study_arm", "arm.1", "randomised", "randomized_to", "Gruppe"]
)
def test_a_column_that_is_named_like_a_treatment_divides_the_sample(name: str) -> None:
    """It has two values; its case does not matter, nor does a word before or after it."""
    found = plan(category(name), number("age"))
    assert found.group == name
    assert found.described == ("age",)


@pytest.mark.parametrize("name", ["sex", "alarm", "grouping", "army"])
def test_other_columns_do_not_divide_the_sample(name: str) -> None:
    """Part of a word is not a word."""
    assert plan(category(name), number("age")).group == ""


def test_only_a_column_of_two_groups_divides_the_sample() -> None:
    """Three arms, or a column of numbers that happens to be called group, do not."""
    assert plan(category("arm", 3), number("group", 2)).group == ""
    assert plan(Guess("treatment", "boolean", "T", distinct=2), number("age")).group == "treatment"


def test_a_named_column_divides_the_sample() -> None:
    """Whatever its name is."""
    assert plan(category("arm"), category("sex"), by="sex").group == "sex"


def test_a_column_that_does_not_exist_cannot_divide_the_sample() -> None:
    """The remedy names the nearest column."""
    found = fault(category("arm"), number("age"), by="amr")
    assert (found.where, found.what) == ("d.csv", "has no column amr")
    assert found.remedy == "did you mean arm?"


def test_a_column_of_numbers_cannot_divide_the_sample() -> None:
    """The remedy names the option."""
    found = fault(number("age"), by="age")
    assert found.what == "age does not divide the sample into 2 to 8 groups"
    assert found.remedy == "name another: --by COLUMN"


def test_a_named_column_may_have_several_groups() -> None:
    """They are compared by other tests; a trial has two, and too many are none."""
    found = plan(category("arm", 3), number("age"), by="arm")
    assert (found.group, found.several) == ("arm", True)
    assert not plan(category("arm"), number("age"), by="arm").several
    trial = fault(category("arm", 3), number("age"), by="arm", template="trial")
    assert trial.what == "arm does not divide the sample into two groups"
    assert trial.remedy == "name another: --by COLUMN; the other templates describe up to 8 groups"
    assert "2 to 8 groups" in fault(category("site", 9), number("age"), by="site").what


def test_the_outcome_of_a_trial_is_its_last_measure() -> None:
    """Columns are usually in the order in which they were measured."""
    found = plan(category("arm"), number("before"), number("after"), template="trial")
    assert (found.group, found.outcome) == ("arm", "after")
    assert plan(category("arm"), number("after")).outcome == ""


def test_the_outcome_of_a_trial_with_many_measures_is_among_the_measured() -> None:
    """The text names it by a row of their descriptions."""
    columns = [number(f"measure {place}") for place in range(9)]
    found = plan(category("arm"), *columns, template="trial")
    assert found.outcome == "measure 8"
    assert found.numbers == (*(f"measure {place}" for place in range(5)), "measure 8")
    assert set(found.drawn) <= set(found.numbers)


def test_a_trial_needs_two_groups() -> None:
    """The remedy is to name the column."""
    found = fault(category("sex"), number("age"), template="trial")
    assert found == Fault(
        "d.csv", "has no column of two groups that looks like a treatment", "name it: --by COLUMN"
    )


def test_a_trial_needs_an_outcome() -> None:
    """A treatment alone is no study."""
    found = fault(category("arm"), REMARK, template="trial")
    assert (found.what, found.remedy) == ("has no column of numbers that could be an outcome", "add one")


def test_the_items_of_a_survey_differ_in_their_number_alone() -> None:
    """They are neither described nor correlated; those are the other columns."""
    found = plan(number("age"), *ITEMS, number("total"), template="survey")
    assert found.items == ("calm_1", "calm_2", "calm_3", "calm_4")
    assert found.described == found.numbers == ("age", "total")
    assert plan(*ITEMS).items == ()


def test_a_survey_of_items_alone_describes_them() -> None:
    """There is nothing else that could be summarised as a number."""
    assert plan(*ITEMS, template="survey").numbers == ("calm_1", "calm_2", "calm_3", "calm_4")


def test_the_largest_family_of_items_is_taken() -> None:
    """At most twelve of it."""
    many = [number(f"mood{place}", 5, 1, 5) for place in range(1, 16)]
    assert plan(*ITEMS, *many, template="survey").items == tuple(f"mood{place}" for place in range(1, 13))


def test_an_item_may_have_a_letter_behind_its_number() -> None:
    """As in 3a and 3b."""
    assert plan(number("q3a", 5, 1, 5), number("q3b", 5, 1, 5), template="survey").items == ("q3a", "q3b")


@pytest.mark.parametrize(
    "columns",
    [
        (number("calm_1", 5, 1, 5), number("age")),
        (number("a", 5, 1, 5), number("b", 5, 1, 5)),
        (number("x_1", 30, 0, 30), number("x_2", 30, 0, 30)),
        (number("x_1", 8, 1, 8), number("x_2", 8, 1, 8)),
        (Guess("x_1", "number", "X", minimum=1, maximum=5, distinct=9),) * 2,
    ],
)
def test_columns_that_are_no_items_make_no_survey(columns: tuple[Guess, ...]) -> None:
    """One alone, names without a number, ranges of more than seven answers, decimals."""
    found = fault(*columns, template="survey")
    assert (
        found.what == "has no items: columns such as mood_1 and mood_2, each with at most 7 different answers"
    )
    assert found.remedy == "rename the items so that only their number differs, or choose --template blank"


def labelled(name: str, *codes: str) -> Guess:
    """A column whose values have labels, as in files of SPSS."""
    return Guess(name, "category", name, {code: f"answer {code}" for code in codes}, distinct=len(codes))


def test_labelled_codes_are_items() -> None:
    """Items of SPSS files have value labels; columns with other codes are another scale."""
    items = [labelled(f"mood{place}", "0", "1", "2", "3") for place in (1, 2, 3)]
    found = plan(number("age"), *items, labelled("mood4", "1", "2"), template="survey")
    assert found.items == ("mood1", "mood2", "mood3")


@pytest.mark.parametrize("codes", [("a", "b", "c"), ("1", "2"), ("1", "2", "3", "4", "5", "6", "7", "8")])
def test_other_categories_are_no_items(codes: tuple[str, ...]) -> None:
    """Letters, yes and no, and more than seven answers."""
    fault(labelled("x1", *codes), labelled("x2", *codes), template="survey")


def test_seven_answers_are_a_range_of_items() -> None:
    """From one to seven, as many questionnaires have."""
    items = (number("x_1", 7, 1, 7), number("x_2", 7, 1, 7))
    assert plan(*items, template="survey").items == ("x_1", "x_2")


def test_each_column_has_a_part_of_ids() -> None:
    """Columns whose names differ only in signs that ids lack are numbered."""
    found = plan(number("Größe (cm)"), number("Größe, cm"), number("2nd"))
    assert [found.part(each) for each in ("Größe (cm)", "Größe, cm", "2nd")] == [
        "grosse_cm",
        "grosse_cm_2",
        "v_2nd",
    ]
    with pytest.raises(KeyError):
        found.part("other")
