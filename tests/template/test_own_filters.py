"""Filters of a study: functions and patterns, and the faults of what they print."""

from __future__ import annotations

from typing import Any, cast

import pytest

from report.rows.errors import Fault, LintError, TemplateError
from report.template.ledger_names import LedgerPath
from report.template.own_filters import OwnFilter, own_filters

NAME = cast(LedgerPath, object())


def fault(given: Any, *arguments: object) -> Fault:
    """The single fault of using a filter."""
    with pytest.raises(TemplateError) as raised:
        OwnFilter("mine", given)(NAME, *arguments)
    (found,) = raised.value.faults
    return found


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("{mean} ({min} to {max})", ("mean", "min", "max")),
        ("{mean} and {mean}", ("mean",)),
        ("*M* = {mean}", ("mean",)),
        ("{a.b_2}", ("a.b_2",)),
        ("{}", ()),
        ("", ()),
        ("{Mean} { mean}", ()),
    ],
)
def test_the_parts_of_a_pattern_are_its_rows(pattern: str, parts: tuple[str, ...]) -> None:
    """Each part counts once, in order; `{}` is the row of the name itself."""
    assert OwnFilter("mine", pattern).parts == parts


def test_a_function_has_no_known_parts() -> None:
    """What it reads is known only when it runs."""
    assert OwnFilter("mine", lambda name: "").parts == ()


def test_a_function_gets_the_name_and_its_arguments() -> None:
    """Positional and named arguments of the template are passed on."""

    def given(name: LedgerPath, *words: str, end: str = "") -> str:
        assert name is NAME
        return " ".join(words) + end

    assert OwnFilter("mine", given)(NAME, "much", "more", end="!") == "much more!"


@pytest.mark.parametrize(
    ("text", "number"), [("about 12 people", "12"), ("0.25 of all", "0.25"), ("n1", "1"), ("[5]{.x}", "5")]
)
def test_a_typed_number_is_a_fault(text: str, number: str) -> None:
    """Numbers come from rows, in filters as in templates."""
    found = fault(lambda name: text)
    assert found.what.startswith("the filter mine (")
    assert found.what.endswith(f") adds the number {number}")
    assert found.remedy == "print rows, or literal_span(…) with the reason"


def test_a_number_typed_into_a_pattern_is_a_fault() -> None:
    """A pattern has no file and line."""
    assert fault("see 12").what == "the filter mine adds the number 12"


def test_numbers_of_rows_are_not_typed() -> None:
    """A row prints as a span that names it."""
    text = '[12]{#\ue000 .stat data-id="x"} people'
    assert OwnFilter("mine", lambda name: text)(NAME) == text


@pytest.mark.parametrize(
    ("value", "kind"), [(None, "NoneType"), (12, "int"), (b"x", "bytes"), (["x"], "list")]
)
def test_a_filter_returns_text(value: object, kind: str) -> None:
    """Other values are faults that name their type."""
    found = fault(lambda name: value)
    assert found.what.endswith(f" returns {kind}, not text")
    assert found.remedy == "return Markdown"


def test_an_exception_in_a_filter_is_a_fault() -> None:
    """The message says where the function is and what happened, on one line."""

    def broken(name: LedgerPath) -> str:
        raise KeyError("mean\nor median")

    found = fault(broken)
    assert "own_filters.py:" in found.what
    assert found.what.endswith(" failed: KeyError: 'mean\\nor median'")
    assert found.remedy == "correct the filter, or its use"


def test_wrong_arguments_are_a_fault() -> None:
    """A template may pass too many."""
    assert " failed: TypeError: " in fault(lambda name: "", "more").what


def test_faults_of_rows_are_passed_on() -> None:
    """A filter that refers to a missing row reports that row."""

    def given(name: LedgerPath) -> str:
        raise LintError(Fault("here", "no such row"))

    with pytest.raises(LintError, match="no such row"):
        OwnFilter("mine", given)(NAME)


def test_filters_are_registered_by_name() -> None:
    """Messages use the registered name."""
    filters = own_filters({"range": "{min} to {max}", "loud": lambda name: "!"})
    assert list(filters) == ["range", "loud"]
    assert filters["range"].name == "range"
    assert own_filters({}) == {}
