"""Fit indices of one model: what χ² and its degrees of freedom say about CFI and TLI, and NFI about both."""

from __future__ import annotations

import pytest

from report.audit.checks import Place
from report.audit.estimate_record import ReportedEstimate
from report.audit.fit_coherence import conditions
from report.audit.quantities import quantity_of


def estimate(**numbers: str) -> ReportedEstimate:
    """An estimate with printed indices."""
    found = {}
    for name, text in numbers.items():
        written = f"{'χ2' if name == 'chi2' else name} = {text}"
        quantity = quantity_of(name, written, decimal_comma=False)
        assert quantity is not None
        found[name] = quantity
    return ReportedEstimate(found, Place(0, 0, 0), "")


def indices(chi2: float, df: int, null: float, null_df: int) -> dict[str, str]:
    """CFI (Bentler, 1990), TLI (Tucker & Lewis, 1973) and NFI (Bentler & Bonett, 1980) by their definitions."""
    return {
        "chi2": f"{chi2:.3f}",
        "CFI": f"{1 - max(chi2 - df, 0) / max(null - null_df, chi2 - df, 0):.4f}",
        "TLI": f"{(null / null_df - chi2 / df) / (null / null_df - 1):.4f}",
        "NFI": f"{(null - chi2) / null:.4f}",
    }


@pytest.mark.parametrize(
    ("chi2", "df", "null", "null_df"), [(25, 10, 300, 15), (8, 10, 300, 15), (90, 40, 1200, 55)]
)
def test_indices_of_one_model_meet_every_condition(chi2: float, df: int, null: float, null_df: int) -> None:
    """Computed by their definitions, they are coherent."""
    found = conditions(estimate(**indices(chi2, df, null, null_df)), df)
    assert found
    assert not any(found)


@pytest.mark.parametrize(
    ("numbers", "df", "fault"),
    [
        ({"chi2": "8.00", "CFI": ".95"}, 10, "so that CFI is 1."),
        ({"chi2": "8.00", "TLI": ".95"}, 10, "so that TLI is at least 1."),
        ({"chi2": "25.00", "TLI": "1.02"}, 10, "so that TLI is below 1."),
        ({"CFI": ".90", "NFI": ".95"}, 0, "NFI exceeds CFI"),
    ],
)
def test_indices_that_contradict_chi2(numbers: dict[str, str], df: int, fault: str) -> None:
    """The message says what follows."""
    assert any(fault in each for each in conditions(estimate(**numbers), df))


def test_an_index_of_another_null_model_is_found() -> None:
    """CFI and TLI imply other degrees of freedom of the null model than CFI and NFI."""
    mixed = indices(25, 10, 300, 15) | {"TLI": indices(25, 10, 300, 45)["TLI"]}
    assert any("one of the indices" in each for each in conditions(estimate(**mixed), 10))


def test_rounding_excuses_a_difference() -> None:
    """A χ² that may be its degrees of freedom says nothing."""
    assert not any(conditions(estimate(chi2="10", CFI=".99"), 10))
