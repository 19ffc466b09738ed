"""Fields of a Word file: instructions are no text, results are, and links have an address."""

from __future__ import annotations

import pytest

from report.merge.word_fields import OpenFields


def opened(*steps: str) -> OpenFields:
    """Fields after these beginnings, separators and ends; other steps are instructions."""
    fields = OpenFields()
    for step in steps:
        if step in ("begin", "separate", "end"):
            fields.read(step)
        else:
            fields.add(step)
    return fields


@pytest.mark.parametrize(
    ("steps", "is_open", "hides"),
    [
        ((), False, False),
        (("begin",), True, True),
        (("begin", "separate"), True, False),
        (("begin", "separate", "end"), False, False),
        (("begin", "separate", "begin"), True, True),
        (("begin", "begin", "separate"), True, True),
        (("begin", "begin", "separate", "end"), True, True),
        (("end", "separate"), False, False),
    ],
)
def test_text_before_a_separator_is_hidden(steps: tuple[str, ...], is_open: bool, hides: bool) -> None:
    """Also if it is the result of a field within the instruction of another; unmatched marks change nothing."""
    fields = opened(*steps)
    assert (fields.any, fields.hide_text) == (is_open, hides)


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        (' HYPERLINK "https://a.example/b" ', "https://a.example/b"),
        (" hyperlink mailto:a@b.example", "mailto:a@b.example"),
        (' HYPERLINK "file:///etc/passwd" ', ""),
        (" PAGE ", ""),
    ],
)
def test_the_link_of_a_field(instruction: str, address: str) -> None:
    """Addresses of the web and of mail alone."""
    assert opened("begin", instruction, "separate").link == address


def test_an_instruction_in_parts_is_one() -> None:
    """Programs divide instructions; the innermost link counts."""
    outer = ("begin", " HYPERLINK ", '"https://a.example"', "separate")
    assert opened(*outer).link == "https://a.example"
    assert opened(*outer, "begin", " HYPERLINK https://b.example", "separate").link == "https://b.example"
    assert opened(*outer, "begin", " PAGE ", "separate").link == "https://a.example"
