"""Fields of Word files: links and citations that other programs insert, page numbers inside other fields."""

from __future__ import annotations

import pytest

from tests.merge.edit_kinds import WordCopy, element, field_around, run_of


@pytest.fixture
def field_copy(built):
    """The built file with words inside a field."""

    def make(instruction, *inside):
        file = WordCopy(built.word)
        run = file.run("quiet towns")
        field_around(run, instruction)
        for each in inside:
            run.getprevious().addprevious(each)
        return file.saved()

    return make


def mark(kind):
    return element("r", element("fldChar", fldCharType=kind))


def test_a_field_with_an_address_is_a_link(built, field_copy):
    """A link that a program writes as a field becomes a link of the template."""
    text = built.merged(field_copy(' HYPERLINK "https://example.org/towns" \\o "Towns" '))
    assert "in [quiet towns](https://example.org/towns)." in text


@pytest.mark.parametrize("instruction", [' HYPERLINK \\l "methods" ', " ADDIN ZOTERO_ITEM {} ", " PAGE "])
def test_the_result_of_another_field_is_plain_text(built, field_copy, instruction):
    """Instructions are no text, and their results are."""
    assert built.merge(field_copy(instruction)).hunks == ()


def test_the_result_of_a_field_inside_an_instruction_is_not_text(built, field_copy):
    """`IF PAGE = 1` compares the page with 1; only the result of the outer field is printed."""
    inner = (mark("begin"), element("r", element("instrText", text=" PAGE ")), mark("separate"), run_of("7"))
    assert built.merge(field_copy(" IF ", *inner, mark("end"))).hunks == ()
