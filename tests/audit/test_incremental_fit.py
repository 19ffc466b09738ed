"""CFI, TLI and NFI follow from χ² of the model and of the null model; TLI does not exceed CFI."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, table, verdicts

from report.audit.rules.incremental_fit import RULE

#: CFI = 1 − 28.2/784.4 = .9640; TLI = (29.014 − 2.41)/28.014 = .9497; NFI = 1 − 48.2/812.4 = .9407.
NULL = "The null model had χ2(28) = 812.40."
MODEL = "The model had χ2(20) = 48.20"


@pytest.mark.parametrize(
    ("index", "verdict"),
    [
        ("CFI = .964", "agrees"),
        ("CFI = .96", "agrees"),
        ("CFI = .963", "inconsistent"),
        ("CFI = .946", "inconsistent"),
        ("TLI = .950", "agrees"),
        ("TLI = .960", "inconsistent"),
        ("NNFI = .950", "agrees"),
        ("NFI = .941", "agrees"),
        ("NFI = .914", "inconsistent"),
    ],
)
def test_an_index_follows_from_both_chi_squares(index: str, verdict: str) -> None:
    """Values by hand from the formulas of Bentler, and of Tucker and Lewis."""
    assert verdicts(RULE, f"{NULL} {MODEL}, {index}.") == [verdict]


def test_each_index_is_checked() -> None:
    """A wrong index beside right ones is the only finding."""
    assert verdicts(RULE, f"{NULL} {MODEL}, CFI = .964, TLI = .950, NFI = .914.") == [
        "agrees",
        "agrees",
        "inconsistent",
    ]


def test_the_question_names_what_the_index_follows_from() -> None:
    """The finding has the interval and the printed value."""
    check = only(RULE, f"{NULL} {MODEL}, CFI = .990.")
    assert check.question == (
        "χ² of the model and of the null model give CFI between 0.9640 and 0.9641, but .990 is printed. "
        "Is one of the numbers a misprint?"
    )


@pytest.mark.parametrize("words", ["null model", "baseline model", "independence model", "null-model"])
def test_the_null_model_has_several_names(words: str) -> None:
    """Null, baseline and independence model are the same."""
    assert verdicts(RULE, f"The {words} had χ2(28) = 812.40. {MODEL}, CFI = .990.") == ["inconsistent"]


def test_the_null_model_may_be_in_the_same_sentence() -> None:
    """It is the χ² after the words that name it."""
    text = "The model had χ2(20) = 48.20, CFI = {}, against the null model with χ2(28) = 812.40."
    assert verdicts(RULE, text.format(".964")) == ["agrees"]
    assert verdicts(RULE, text.format(".990")) == ["inconsistent"]


def test_a_sentence_about_another_model_in_between_separates_them() -> None:
    """The χ² of a rival model is no null model, and one two sentences away is not looked for."""
    assert checks(RULE, f"The rival model had χ2(28) = 812.40. {MODEL}, CFI = .990.") == []
    assert checks(RULE, f"{NULL} It was poor. {MODEL}, CFI = .990.") == []


def test_a_null_model_with_fewer_degrees_of_freedom_is_another_model() -> None:
    """The null model is the most restricted, so that it has at least the model's degrees of freedom."""
    assert checks(RULE, f"The null model had χ2(12) = 812.40. {MODEL}, CFI = .990.") == []
    assert verdicts(RULE, f"The null model had χ2(20) = 812.40. {MODEL}, CFI = .990.") == ["inconsistent"]


def test_any_of_several_null_models_may_be_the_one() -> None:
    """Of two in the same sentence, the index may follow from either."""
    nulls = "The null model had χ2(28) = 912.40 in one sample, and the null model had χ2(28) = 812.40 in the other."
    assert verdicts(RULE, f"{nulls} {MODEL}, CFI = .964.") == ["agrees"]
    assert verdicts(RULE, f"{nulls} {MODEL}, CFI = .750.") == ["inconsistent"]


@pytest.mark.parametrize("word", ["Satorra-Bentler scaled", "robust"])
def test_scaled_statistics_are_not_checked(word: str) -> None:
    """A scaled χ² does not give the printed index."""
    (check,) = checks(RULE, f"We report {word} χ2. {NULL} {MODEL}, CFI = .990.")
    assert (check.verdict, check.reason) == ("not checkable", "χ² may be scaled")


def test_degrees_of_freedom_are_needed() -> None:
    """Without df there is nothing to subtract; df beside χ² instead of in parentheses will do."""
    (check,) = checks(RULE, f"{NULL} The model had χ2 = 48.20, CFI = .990.")
    assert (check.verdict, check.reason) == ("not checkable", "df is not printed")
    assert verdicts(RULE, f"{NULL} The model had χ2 = 48.20, df = 20, CFI = .964.") == ["agrees"]
    assert verdicts(RULE, f"{NULL} The model had χ2 = 48.20, df = 20, CFI = .990.") == ["inconsistent"]


def test_a_model_that_fits_better_than_expected_has_a_cfi_of_one() -> None:
    """χ² below df leaves no misfit: CFI is 1, and TLI may exceed 1."""
    text = f"{NULL} The model had χ2(20) = 15.00"
    assert verdicts(RULE, f"{text}, CFI = 1.00.") == ["agrees"]
    assert verdicts(RULE, f"{text}, CFI = .99.") == ["inconsistent"]
    assert verdicts(RULE, f"{text}, TLI = 1.009.") == ["agrees"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("CFI = .944, TLI = .964", ["impossible"]),
        ("CFI = .944, TLI = .944", ["agrees"]),
        ("CFI = .94, TLI = .944", ["agrees"]),
        ("CFI = .94, TLI = .946", ["impossible"]),
        ("CFI = 1.00, TLI = 1.02", ["inconsistent"]),  # χ² exceeds df, so that TLI is below 1
        ("CFI = .964, TLI = .950", ["agrees"]),
    ],
)
def test_tli_does_not_exceed_a_cfi_below_one(text: str, verdict: list[str]) -> None:
    """With df₀ ≥ df, TLI ≤ CFI, unless the model fits perfectly; rounding is allowed for."""
    assert verdicts(RULE, f"The model fitted, χ2(20) = 48.20, {text}.") == verdict


def test_tli_above_cfi_is_explained() -> None:
    """The finding gives the reason."""
    check = only(RULE, "The model fitted, CFI = .944, TLI = .964.")
    assert check.computed == (
        "TLI exceeds CFI below 1, but the null model has at least as many degrees of freedom."
    )


def test_rows_of_tables_have_no_null_model_before_them() -> None:
    """In a table, only CFI and TLI of a row are compared."""
    made = table("Model | CFI | TLI", "One | .944 | .964", "Two | .964 | .950")
    assert [each.severity for each in RULE.run(made)] == ["impossible"]


FORMULAS = {
    "CFI": lambda own, null: 1 - max(0.0, own - 20) / max(own - 20, null - 28, 0.0),
    "TLI": lambda own, null: (null / 28 - own / 20) / (null / 28 - 1),
    "NFI": lambda own, null: 1 - own / null,
}


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize(("own", "null"), [(48, 812), (19, 812), (45, 60)])
def test_the_interval_reaches_over_all_roundings(name: str, own: int, null: int) -> None:
    """Both chi-squares are printed without decimals, so that each may be half a unit more or less."""
    check = only(RULE, f"The null model had χ2(28) = {null}. The model had χ2(20) = {own}, {name} = .500.")
    corners = [FORMULAS[name](own + a, null + b) for a in (-0.5, 0.5) for b in (-0.5, 0.5)]
    assert (check.values["low"], check.values["high"]) == pytest.approx((min(corners), max(corners)))


#: lavaan 0.6: fitMeasures() of cfa() with three factors of HolzingerSwineford1939, whose null model is not printed.
ALONE = "The model had χ2(24) = {}, CFI = {}, TLI = {}, NFI = {}."


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        (("85.306", ".931", ".896", ".907"), "agrees"),
        (("85.31", ".93", ".90", ".91"), "agrees"),
        (("85.306", ".931", ".896", ".970"), "inconsistent"),
        (("85.306", ".931", ".869", ".907"), "inconsistent"),
        (("58.306", ".931", ".896", ".907"), "inconsistent"),
        (("20.306", "1.000", "1.012", ".978"), "agrees"),
        (("20.306", ".981", ".972", ".978"), "inconsistent"),
        (("85.306", "1.000", "1.012", ".907"), "inconsistent"),
    ],
)
def test_indices_belong_to_one_null_model(numbers: tuple[str, ...], verdict: str) -> None:
    """Its degrees of freedom follow twice; χ² up to df gives CFI = 1; NFI is below CFI."""
    assert verdicts(RULE, ALONE.format(*numbers))[0] == verdict


def test_conditions_hold_only_for_unscaled_indices() -> None:
    """As the rest of the rule."""
    text = f"With MLR, {ALONE.format('20.306', '.981', '.972', '.978')}"
    assert verdicts(RULE, text) == []


@pytest.mark.parametrize("label", ["Δχ2(24)", "χ2diff(24)", "difference χ2(24)", "invariance test: χ2(24)"])
def test_chi_squares_of_comparisons_say_nothing_about_indices(label: str) -> None:
    """They may be smaller than their degrees of freedom in a model with CFI below 1."""
    assert verdicts(RULE, f"The loadings were equal ({label} = 20.3, CFI = .981, TLI = .972).") == []
