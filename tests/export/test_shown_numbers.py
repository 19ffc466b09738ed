"""What a spreadsheet displays for a value under a number format."""

from __future__ import annotations

import pytest

from report.export.shown_numbers import shown_number, shown_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (-0.03025, "0.00E+00", "-3.03E-02"),
        (1234.5, "0.0E+0", "1.2E+3"),
        (9.996, "0.00E+00", "1.00E+01"),
        (0.0, "0.0E+00", "0.0E+00"),
        (0.5, "0E-0", "5E-1"),
        (12345.6, "0.0,", "12.3"),
        (12345678.0, "0,,", "12"),
        (1234.5, "#,##0.0", "1,234.5"),
    ],
)
def test_exponents_and_thousands(value: float, code: str, shown: str) -> None:
    """As Excel displays them: a comma behind the digits divides by a thousand."""
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", "10–21"),
        ("0.00", "10–21"),
        ('@"*"', "10–21*"),
        ('0.00;-0.00;0;@" (29)"', "10–21 (29)"),
        (";;;", ""),
        ('0;0;0;"29"', "29"),
        ("0;0;0;[Red]_(@_)", "10–21"),
        ("@", "10–21"),
        ('"a@b"0', "10–21"),
    ],
)
def test_formats_of_texts(code: str, shown: str) -> None:
    """The fourth part of a format, or one with the sign for the text, is for texts."""
    assert shown_text("10–21", code) == shown
