"""Which parameters of a path model are reported, and how they are called."""

from dataclasses import dataclass

import pytest

from report.results.path_parameters import (
    explained_variables,
    parameter_name,
    parameter_words,
    reported_parameters,
)


@dataclass(frozen=True)
class Parameter:
    lhs: str
    op: str
    rhs: str
    group: str = ""


PATH = Parameter("y", "~", "x")
OTHER_PATH = Parameter("m", "~", "x")
LOADING = Parameter("f", "=~", "x_1")
INDIRECT = Parameter("indirect", ":=", "a*b")
RESIDUALS = Parameter("y", "~~", "m")
MOMENTS = Parameter("x", "~~", "z")
VARIANCE = Parameter("y", "~~", "y")
INTERCEPT = Parameter("y", "~1", "")


def test_variances_intercepts_and_exogenous_moments_are_not_reported():
    """Paths, loadings, defined effects and covariances of outcomes are, in the order of the model."""
    every = (PATH, VARIANCE, OTHER_PATH, RESIDUALS, MOMENTS, LOADING, INTERCEPT, INDIRECT)
    assert list(reported_parameters(every)) == [PATH, OTHER_PATH, RESIDUALS, LOADING, INDIRECT]


def test_the_parameters_may_come_from_a_generator():
    """They are read once, though outcomes must be known before the first covariance."""
    assert list(reported_parameters(each for each in (RESIDUALS, PATH, OTHER_PATH))) == [
        RESIDUALS,
        PATH,
        OTHER_PATH,
    ]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        (Parameter("qids_6w", "~", "ebi_max"), "qids_6w_on_ebi_max"),
        (RESIDUALS, "y_with_m"),
        (LOADING, "f_by_x_1"),
        (INDIRECT, "indirect"),
        (Parameter("y", "~", "x", "women"), "y_on_x_women"),
    ],
)
def test_a_name_is_a_part_of_an_id(parameter, name):
    """The operator becomes a word, and the group is the last part."""
    assert parameter_name(parameter) == name


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        (PATH, "dose on mood"),
        (LOADING, "loading of x_1 on f"),
        (RESIDUALS, "residual covariance of mood and m"),
        (MOMENTS, "covariance of dose and z"),
        (INDIRECT, "effect through m"),
        (Parameter("y", "~", "x", "women"), "dose on mood in group women"),
    ],
)
def test_words_use_the_labels_of_variables_and_effects(parameter, words):
    """A covariance is that of residuals where a variable is explained by others; unlabelled names stay."""
    names = {"x": "dose", "y": "mood", "indirect": "effect through m"}
    assert parameter_words(parameter, names, {"y", "m"}) == words


def test_variables_with_causes_and_indicators_are_explained():
    """Of a path that is the outcome, of a loading the indicator."""
    assert explained_variables((PATH, LOADING, MOMENTS)) == {"y", "x_1"}
