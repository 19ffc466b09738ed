"""Faults, and the errors that report them together."""

import pytest

from report.rows.errors import DataError, Fault, ReportError, exception_text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("no such level"), "ValueError: no such level"),
        (KeyError("age"), "KeyError: 'age'"),
        (RuntimeError(), "RuntimeError:"),
        (ValueError("first line\n   second\tline\n"), "ValueError: first line second line"),
    ],
)
def test_an_exception_is_described_on_one_line(error, text):
    assert exception_text(error) == text


def test_a_syntax_error_is_described_without_its_location():
    """The fault that uses the text names the file and line itself."""
    with pytest.raises(SyntaxError) as raised:
        compile("x = (", "study.py", "exec")
    assert exception_text(raised.value) == "SyntaxError: '(' was never closed"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("data.csv:3", "age is empty", "enter it"), "data.csv:3  age is empty\n    enter it"),
        (Fault("data.csv:3", "age is empty"), "data.csv:3  age is empty"),
        (Fault("", "age is empty"), "age is empty"),
    ],
)
def test_a_fault_prints_its_location_what_is_wrong_and_its_remedy(fault, text):
    assert str(fault) == text


def test_an_error_reports_all_its_faults():
    error = DataError([Fault("a", "one"), Fault("b", "two")])
    assert str(error) == "a  one\nb  two"
    assert isinstance(error, ReportError)


def test_a_text_is_a_fault_without_a_location():
    assert ReportError("stopped").faults == (Fault("", "stopped"),)


def test_faults_are_equal_whatever_traceback_led_to_them():
    """The same fault that is found twice is reported once."""
    assert len({Fault("a", "one", "fix", "first"), Fault("a", "one", "fix", "second")}) == 1
