"""Formats for large counts, money, durations, powers of ten, significant digits, and fine percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report.rows.quantity_formats import (
    Clock,
    Currency,
    Duration,
    FinePercent,
    LargeCount,
    Scientific,
    Significant,
    power_of_ten,
    significant,
)

N = "\u00a0"
FORMATS = (Clock(), Currency(), Duration(), FinePercent(), LargeCount(), Scientific(), Significant())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("value", "printed"), [(None, "—"), (float("nan"), "—"), ("∞", "∞")])
def test_missing_values_are_dashes_and_texts_themselves(form, value, printed) -> None:
    """Every format prints a missing value as a dash, and a text as it is."""
    assert form(value).replace("–", "—") == printed


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("0.012345", 3, "0.0123"),
        ("9.96", 2, "10"),
        ("9.96", 3, "9.96"),
        ("99.95", 3, "100"),
        ("0", 3, "0"),
        ("12345", 2, "1.2E+4"),
    ],
)
def test_significant_digits_are_counted_from_the_first(value: str, digits: int, expected: str) -> None:
    """A number that rounds up to the next power of ten does not gain a digit."""
    assert str(significant(Decimal(value), digits)) == expected


@pytest.mark.parametrize(
    ("value", "printed"), [(0.012345, "0.0123"), (1.5, "1.50"), (123.4, "123"), (12345, "12300")]
)
def test_significant_prints_trailing_zeros(value: float, printed: str) -> None:
    """Three digits are printed even if the last is a zero; larger numbers are written out."""
    assert (
        Significant()(value).replace(" ", "").replace("\u202f", "").replace(N, "").replace(",", "") == printed
    )


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.0000123, f"1.23{N}×{N}10⁻⁵"),
        (-4.56e7, f"−4.56{N}×{N}10⁷"),
        (0.00123, "0.00123"),
        (0, "0"),
        (1230, "1230"),
    ],
)
def test_scientific_writes_out_usual_numbers(value: float, printed: str) -> None:
    """Only numbers outside 0.001 to 9999 are powers of ten."""
    assert Scientific()(value).replace(",", "") == printed


def test_a_mantissa_that_rounds_to_ten_moves_to_the_exponent() -> None:
    """9.99 × 10³ with two digits is 1.0 × 10⁴, never 10.0 × 10³."""
    assert power_of_ten(Decimal("9990"), 2) == f"1.0{N}×{N}10⁴"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (1_234_000, f"1.23{N}million"),
        (2_500_000_000, f"2.50{N}billion"),
        (7.1e12, f"7.10{N}trillion"),
        (999_999, f"1.00{N}million"),
    ],
)
def test_large_counts_have_names(value: float, printed: str) -> None:
    """The unit is chosen after rounding, so that 999 999 is one million."""
    assert LargeCount()(value) == printed


def test_smaller_counts_are_printed_in_full() -> None:
    """Below a million, every digit counts."""
    assert LargeCount()(1044) == "1044"


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        (Currency(), 12.5, "$12.50"),
        (Currency("€"), -3, "−€3.00"),
        (Currency("£", 0), 2.5, "£3"),
        (Currency("kr", after=True), 12.5, f"12.50{N}kr"),
        (Currency(), -0.001, "$0.00"),
    ],
)
def test_money_has_its_sign_before_the_amount(form: Currency, value: float, printed: str) -> None:
    """The minus precedes the currency, some signs follow the amount, and nothing rounds to minus zero."""
    assert form(value) == printed


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [
        (0, f"0{N}s"),
        (45, f"45{N}s"),
        (7500, f"2{N}h{N}5{N}min"),
        (3599.6, f"1{N}h"),
        (97_200, f"1{N}d{N}3{N}h"),
        (-90, f"−1{N}min{N}30{N}s"),
        (-0.2, f"0{N}s"),
    ],
)
def test_a_duration_has_at_most_two_units(seconds: float, printed: str) -> None:
    """The last unit is rounded, and a unit that is zero is left out."""
    assert Duration()(seconds) == printed


def test_the_parts_of_a_duration_can_be_chosen() -> None:
    """With one part, a duration is a round number of its largest unit."""
    assert Duration(parts=1)(7500) == f"2{N}h"


@pytest.mark.parametrize(
    ("seconds", "printed"), [(3723, "1:02:03"), (59.6, "0:01:00"), (-5, "−0:00:05"), (360_000, "100:00:00")]
)
def test_a_clock_has_hours_minutes_and_seconds(seconds: float, printed: str) -> None:
    """Minutes and seconds have two digits, hours as many as they need."""
    assert Clock()(seconds) == printed


@pytest.mark.parametrize(
    ("share", "printed"), [(0.38, "38"), (0.004, "0.4"), (0.996, "99.6"), (0, "0"), (1, "100"), (0.01, "1")]
)
def test_percentages_near_an_end_have_a_decimal_more(share: float, printed: str) -> None:
    """Few of many, and all but a few, are neither 0 nor 100 %."""
    assert FinePercent()(share) == printed
