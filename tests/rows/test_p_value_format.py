"""How p-values print: never across a threshold, and at the precision that a style asks for."""

from __future__ import annotations

import pytest

from report.rows.p_value_format import PValue, level_text

N = "\u00a0"


@pytest.mark.parametrize(
    ("p", "printed"),
    [
        (0.0204, ".020"),
        (0.5, ".500"),
        (0.0004, f"<{N}.001"),
        (0.0, f"<{N}.001"),
        (0.9996, f">{N}.999"),
        (1.0, "1.000"),
        (0.9994, f">{N}.999"),
        (0.999, ".999"),
    ],
)
def test_the_usual_form_has_three_decimals(p: float, printed: str) -> None:
    """Values near zero and one are bounds; one itself is a number."""
    assert PValue()(p) == printed


@pytest.mark.parametrize(
    ("p", "printed"),
    [(0.0496, ".0496"), (0.04995, ".049"), (0.05, ".05"), (0.0504, ".05"), (0.096, ".096"), (0.013, ".01")],
)
def test_rounding_never_reaches_a_threshold_from_below(p: float, printed: str) -> None:
    """A significant value prints as significant: with one more decimal, or truncated if that would round up too."""
    shown = PValue(places=2)(p)
    below = [level for level in (0.01, 0.05, 0.1) if p < level]
    assert all(float(shown) < level for level in below)
    assert shown.startswith(printed[:4])


def test_the_levels_of_a_study_are_respected() -> None:
    """A row may state other thresholds, such as a corrected level of .025."""
    assert PValue(places=2)(0.0249) == ".02"
    assert PValue(places=2)(0.0296) == ".03"
    assert PValue(places=2, thresholds=(0.03,))(0.0296) == ".029"


@pytest.mark.parametrize(
    ("p", "printed"), [(0.234, ".23"), (0.0096, ".0096"), (0.0004, f"<{N}.001"), (0.00912, ".009")]
)
def test_a_coarse_value_has_two_decimals_unless_it_is_small(p: float, printed: str) -> None:
    """The AMA asks for two decimals, and three below .01; .0096 would round up to .01."""
    assert PValue(rule="coarse")(p) == printed


@pytest.mark.parametrize(
    ("p", "printed"),
    [(0.234, ".23"), (0.0234, ".023"), (0.000123, f"1.2{N}×{N}10⁻⁴"), (1e-20, f"<{N}1{N}×{N}10⁻¹⁵")],
)
def test_an_exact_value_has_two_significant_digits(p: float, printed: str) -> None:
    """Small values are powers of ten down to the precision of algorithms."""
    assert PValue(rule="exact")(p) == printed


def test_a_leading_zero_is_written_where_a_style_asks_for_it() -> None:
    """Some journals print 0.020 and < 0.001."""
    assert PValue(leading_zero=True)(0.02) == "0.020"
    assert PValue(leading_zero=True)(0.0001) == f"<{N}0.001"


@pytest.mark.parametrize(("value", "printed"), [(None, "—"), ("n.s.", "n.s.")])
def test_a_value_that_is_not_a_number_prints_plainly(value: str | None, printed: str) -> None:
    """A missing value is a dash, and a text is itself."""
    assert PValue()(value).replace("–", "—") == printed


@pytest.mark.parametrize(("level", "text"), [(0.05, ".05"), (0.1, ".10"), (0.001, ".001"), (0.025, ".025")])
def test_levels_have_two_decimals_or_as_many_as_they_need(level: float, text: str) -> None:
    """Notes of tables print levels as papers do."""
    assert level_text(level) == text
    assert level_text(level, leading_zero=True) == f"0{text}"
