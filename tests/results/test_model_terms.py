"""What the rows of a model are about: heads of terms, levels of predictors, and their reference."""

from __future__ import annotations

from report.data.dictionary import read_dictionary
from report.results.factor_levels import FactorLevel
from report.results.summaries.model_terms import term_head, term_labels, with_levels
from report.rows.stat import Stat

ABOUT = {"model": "a", "model_label": "A", "statistic": "estimate"}


def row(term: str) -> Stat:
    """An estimate of a term, or of the fit."""
    about = {**ABOUT, "term": term} if term else ABOUT
    return Stat(f"m.a.{term or 'fit'}.estimate", 1.0, "fixed2", "coefficient", about=about)


def test_the_head_of_a_term_is_its_label_or_its_name_in_words() -> None:
    """With a capital."""
    assert term_head("arm_active", {}) == "Arm active"
    assert term_head("arm_active", {"arm_active": "Drug"}) == "Drug"


def test_the_head_of_an_interaction_has_the_labels_of_its_parts() -> None:
    """If any of them has one; a variable with “by” in its name is one part."""
    labels = {"age": "Age", "arm_active": "Drug", "hours_by_bus": "Hours by bus"}
    assert term_head("age_by_arm_active", labels) == "Age × Drug"
    assert term_head("age_by_sex", labels) == "Age × Sex"
    assert term_head("hours_by_bus", labels) == "Hours by bus"
    assert term_head("sex_by_site", labels) == "Sex by site"


DICTIONARY = """
columns:
  Arm: {label: Treatment arm, type: category, categories: {tau: Treatment as usual, drug: Drug}}
  age: {label: Age in years, type: integer}
"""


def test_labels_are_those_of_the_dictionary_unless_the_study_has_others() -> None:
    """Of columns and of the levels of categories."""
    found = term_labels({"age": "Age"}, read_dictionary(DICTIONARY, "d.yaml"))
    assert found == {
        "arm": "Treatment arm",
        "arm_tau": "Treatment as usual",
        "arm_drug": "Drug",
        "age": "Age",
    }
    assert term_labels(None, None) == {}


def test_a_term_without_levels_has_its_head() -> None:
    """Rows of the fit have no term, and stay as they are."""
    fit = row("")
    age, same = with_levels([row("age"), fit], "m.a", {}, {"age": "Age, years"})
    assert age.about["term_label"] == "Age, years"
    assert same == fit


def test_the_reference_precedes_the_levels_of_its_predictor() -> None:
    """It is named as it would be where another level is the reference; numbers lose their decimals."""
    levels = {
        "dose_2": FactorLevel("C(dose)", "2.0", "1.0"),
        "dose_3": FactorLevel("C(dose)", "3.0", "1.0"),
    }
    found = list(
        with_levels([row("dose_2"), row("dose_3")], "m.a", levels, {"dose": "Dose", "dose_3": "Three"})
    )
    assert [each.id for each in found] == ["m.a.dose.reference", "m.a.dose_2.estimate", "m.a.dose_3.estimate"]
    reference, second, third = found
    assert (reference.value, reference.about["factor_label"]) == ("1", "Dose")
    assert [each.about["term_label"] for each in (second, third)] == ["2", "Three"]
    assert {each.about["factor"] for each in found} == {"dose"}
