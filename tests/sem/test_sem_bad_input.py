"""Data and models without a solution: each is refused with the reason, and none gives a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import ModelError, fit

GOLDEN = Path(__file__).parent / "golden/data"
CHAIN = "m ~ a*x\ny ~ b*m + x\nind := a*b"


def sample(n: int = 60, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    m = 0.5 * x + rng.normal(size=n)
    return pd.DataFrame({"x": x, "m": m, "y": 0.4 * m + rng.normal(size=n)})


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"m": np.nan}, "no values in column m"),
        ({"m": 3.0}, "constant in the cases used: column m"),
        ({"m": None}, "no values in column m"),
        ({"m": "ten"}, "column m is not numeric"),
    ],
)
def test_a_column_without_information_is_named(change: dict[str, object], says: str, missing: str) -> None:
    """NaN only, constant, or text."""
    with pytest.raises(ModelError, match=says):
        fit(CHAIN, sample().assign(**change), missing=missing)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_perfect_collinearity_names_the_variables(missing: str) -> None:
    """A variable that is a sum of others makes the covariance matrix singular."""
    data = sample().assign(w=lambda d: 2 * d.x - d.m, z=lambda d: np.sin(d.x * 9))
    with pytest.raises(ModelError, match=r"perfect collinearity: .*m.* are linearly dependent") as caught:
        fit("y ~ x + m + w + z", data, missing=missing)  # type: ignore[arg-type]
    assert "z" not in str(caught.value).split("collinearity: ")[1].split(" are")[0]


def test_three_cases_are_too_few() -> None:
    """n = 3 for three variables: the message has both numbers."""
    with pytest.raises(ModelError, match="n = 3: 3 variables need at least 4 cases"):
        fit(CHAIN, sample(3))


def test_fewer_cases_than_parameters_is_a_warning() -> None:
    """The estimates exist, and the fit says that its tests are not to be trusted."""
    found = fit("m ~ x\ny ~ m + x\nz ~ y + m + x", sample(8).assign(z=np.arange(8.0) ** 2))
    assert found.fit.npar > found.n
    assert any("fewer cases (8)" in text for text in found.warnings)


def test_no_complete_case_says_what_is_present() -> None:
    """Listwise deletion that leaves nothing counts the values of each column."""
    data = sample(20)
    data.loc[:9, "x"] = np.nan
    data.loc[10:, "y"] = np.nan
    with pytest.raises(ModelError, match=r"no complete case among 20 rows.*10 x"):
        fit(CHAIN, data)
    with pytest.raises(ModelError, match="observed together in 0 cases"):
        fit(CHAIN, data, missing="fiml")


def test_a_missing_column_lists_those_there_are() -> None:
    """The message has the absent name and the data's own."""
    with pytest.raises(ModelError, match="no column q in the data; its columns are x, m, y"):
        fit("q ~ x", sample())


def test_a_doubled_column_is_refused() -> None:
    """Two columns of one name leave open which is meant."""
    data = sample()
    data.columns = ["x", "y", "y"]
    with pytest.raises(ModelError, match="more than one column y"):
        fit("y ~ x", data)


def test_infinite_values_have_a_row() -> None:
    """An infinite value is not a missing value."""
    data = sample()
    data.loc[4, "m"] = np.inf
    with pytest.raises(ModelError, match="column m has an infinite value in row 5"):
        fit(CHAIN, data)


@pytest.mark.parametrize("name", ["größe", "σ_2", "Ж.1", "e\u0301tat"])
def test_names_may_have_letters_of_any_script(name: str) -> None:
    """Unicode letters are letters, in composed and decomposed form."""
    data = sample().rename(columns={"m": name})
    plain, other = fit("y ~ m + x", sample()), fit(f"y ~ {name} + x", data)
    assert [row.est for row in plain.estimates] == [row.est for row in other.estimates]


def test_a_name_with_a_space_is_explained() -> None:
    """The remedy is in the message."""
    with pytest.raises(ModelError, match=r"rename the column to 'my_var'"):
        fit("y ~ my var", sample())


def test_only_the_columns_of_the_model_are_read() -> None:
    """10,000 columns, text among them, of which three are used."""
    rng = np.random.default_rng(1)
    wide = pd.DataFrame(rng.normal(size=(60, 9997)), columns=[f"c{i}" for i in range(9997)])
    wide["c7"] = "text"
    data = pd.concat([wide, sample()], axis=1)
    assert fit(CHAIN, data).estimates == fit(CHAIN, sample()).estimates


def test_more_parameters_than_moments_is_not_identified() -> None:
    """The counts are in the message."""
    with pytest.raises(ModelError, match="not identified: 7 free parameters, but only 5 sample moments"):
        fit("y ~ x + m\nm ~ y + x\ny ~~ m", sample())


def test_a_loop_without_instruments_is_not_identified() -> None:
    """Enough moments in number, yet a direction in which the likelihood does not change: it is named."""
    data = sample(200).assign(w=np.random.default_rng(2).normal(size=200))
    with pytest.raises(ModelError, match=r"not identified|no convergence") as caught:
        fit("m ~ y\ny ~ m\nm ~~ y\nm ~~ 0*x\nw ~ x", data)
    assert "m ~ y" in str(caught.value)


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_a_path_and_a_covariance_of_one_pair_are_not_identified(missing: str) -> None:
    """With every cause of m among those of y, the path and the residual covariance say the same."""
    data = sample(60).assign(w=np.random.default_rng(2).normal(size=60))
    data.loc[:3, "w"] = np.nan
    with pytest.raises(ModelError, match=r"other values of them fit equally well: .*y ~ m.*m ~~ y"):
        fit("m ~ x\ny ~ x + w + m\nm ~~ y", data, missing=missing)  # type: ignore[arg-type]


def test_a_negative_r2_is_a_warning() -> None:
    """A residual covariance can outweigh a path: R2 is negative then, as in lavaan, and the fit says so."""
    data = pd.read_csv(GOLDEN / "negative-r2.csv")
    found = fit("m1 ~ x1\ny1 ~ b*m1 + x2\nm1 ~~ y1", data)
    share = found.r2["y1"]
    assert share is not None
    assert share < 0
    assert any("R2 of y1 is negative" in text for text in found.warnings)


def test_a_saturated_model_says_so() -> None:
    """df = 0 is not a perfect fit."""
    found = fit(CHAIN, sample())
    assert found.saturated
    assert found.fit.pvalue is None
    assert any("saturated (df = 0)" in text for text in found.warnings)


@pytest.mark.parametrize("effect", ["(-a^2)^0.5", "1/0", "a/(a - a)", "10^400*a", "(0 - 1)^a"])
def test_an_undefined_effect_is_a_warning(effect: str) -> None:
    """A root of a negative number, a division by zero or an overflow has no value, and the fit says so."""
    found = fit(f"m ~ a*x\ny ~ m\neffect := {effect}", sample())
    assert found.defined("effect").se is None
    assert any("effect has no value" in text for text in found.warnings)


def test_options_that_exclude_each_other_are_refused() -> None:
    """FIML has no divisor n - 1, and other words are not options."""
    with pytest.raises(ModelError, match="no divisor n-1"):
        fit(CHAIN, sample(), missing="fiml", divisor="n-1")
    with pytest.raises(ModelError, match="use 'listwise' or 'fiml'"):
        fit(CHAIN, sample(), missing="pairwise")  # type: ignore[arg-type]


def test_fixed_covariances_get_room() -> None:
    """A covariance fixed above what the data show is estimated around, although least squares starts outside."""
    found = fit("y ~ 0*x\nm ~ x\ny ~~ 1.5*m", sample(300))
    assert found.covariance("y", "m").est == 1.5
    assert found.covariance("y", "y").est * found.covariance("m", "m").est > 1.5**2


@pytest.mark.parametrize(
    "syntax", ["y ~ x\ny ~~ -1*y", "y ~ x\ny ~~ 0*y", "y ~ x\nm ~ x\ny ~~ 1*y\nm ~~ 1*m\ny ~~ 2*m"]
)
@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_impossible_fixed_variances_are_named(syntax: str, missing: str) -> None:
    """A variance of zero or less, and a correlation beyond one, have no likelihood."""
    with pytest.raises(ModelError, match=r"no positive definite covariance matrix: .*\(y ~~ "):
        fit(syntax, sample(), missing=missing)  # type: ignore[arg-type]


@pytest.mark.parametrize("bounds", ["1 == 2", "a == 0.1\na == 0.2", "a > 1\na < 0", "a^2 == -1"])
def test_constraints_that_contradict_each_other_are_named(bounds: str) -> None:
    """No parameters satisfy them, which is no failure of the iteration."""
    written = bounds.replace("\n", ", ").replace("^", r"\^")
    with pytest.raises(ModelError, match=f"no parameters satisfy the constraints together: {written}"):
        fit(f"m ~ a*x\ny ~ b*m\n{bounds}", sample())


def test_a_factor_of_unrelated_variables_is_refused_soon() -> None:
    """Its loadings run towards infinity, from every starting value; none of the searches goes on to its end."""
    data = pd.DataFrame(np.random.default_rng(0).normal(size=(1200,)).reshape(200, 6), columns=list("xzmywv"))
    with pytest.raises(ModelError, match=r"no convergence after [12]?\d\d iterations"):
        fit("f =~ w + v + z + x", data)
