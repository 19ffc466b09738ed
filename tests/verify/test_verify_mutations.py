"""Single mutations of each format, in every kind of place: all are found, with kind and id right."""

import os

import pytest
from mutations import chosen, mutations
from places import Page
from printing import Press
from word_places import Word

from report.rows.stat import Claim

FEW, MANY = 30, 300


@pytest.fixture(scope="session")
def values(sample):
    return [row.printed for row in sample.documents.ledger.values()]


@pytest.fixture(scope="session")
def press(tmp_path_factory):
    return Press(tmp_path_factory.mktemp("press"))


def page(sample, values):
    return mutations(Page(sample.bytes("index.html")), values)


def printed_page(sample, values):
    """The mutations that show in print, which has no list of contents."""
    return {key: each for key, each in page(sample, values).items() if key[1] != "contents"}


def word(sample, values):
    claims = {row.id for row in sample.documents.ledger.values() if isinstance(row, Claim)}
    return mutations(Word(sample.bytes("index.docx"), claims), values)


def missed(sample, name, tried, printed=lambda data: data):
    """The mutations whose findings are not those that they must bring."""
    found = ((each, sample.found(name, printed(each.apply()))) for each in tried)
    return [f"{each}: {kinds}" for each, kinds in found if not each.is_met_by(kinds)]


def test_every_operator_reaches_every_kind_of_place(sample, values):
    """The mutations are what the check promises to find, and they cover text, tables, figures and notes."""
    for made in (page(sample, values), word(sample, values)):
        assert sum(len(each) for each in made.values()) > 3 * MANY
        assert {operator for operator, _ in made} >= {
            *("digit changed", "sign lost", "cells swapped", "row deleted", "bound replaced"),
            *("relation changed", "number added", "wording inverted", "mark lost"),
        }
        assert {block for _, block in made} >= {
            *("text", "abstract", "heading", "cell", "caption", "note", "footnote", "figure", "box"),
        }


def test_mutations_of_the_page_are_found(sample, values):
    """A sample of mutations of the HTML page is found."""
    assert missed(sample, "index.html", chosen(page(sample, values), FEW)) == []


def test_mutations_of_word_are_found(sample, values):
    """A sample of mutations of the Word file is found."""
    assert missed(sample, "index.docx", chosen(word(sample, values), FEW)) == []


@pytest.mark.slow
def test_mutations_of_the_print_are_found(sample, values, press):
    """A sample of mutations of the PDF is found."""
    tried = chosen(printed_page(sample, values), FEW // 2)
    assert missed(sample, "index.pdf", tried, press.printed) == []


@pytest.mark.slow
def test_all_mutations_of_the_page_are_found(sample, values):
    """At least three hundred mutations of the HTML page are found."""
    tried = chosen(page(sample, values), 10_000)
    assert len(tried) >= MANY
    assert missed(sample, "index.html", tried) == []


@pytest.mark.slow
def test_all_mutations_of_word_are_found(sample, values):
    """At least three hundred mutations of the Word file are found."""
    tried = chosen(word(sample, values), 10_000)
    assert len(tried) >= MANY
    assert missed(sample, "index.docx", tried) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_three_hundred_mutations_of_the_print_are_found(sample, values, press, part):
    """Three hundred mutations of the PDF are found; in parts, since printing takes its time."""
    tried = chosen(printed_page(sample, values), int(os.environ.get("MUTATIONS", MANY)))[part::4]
    assert missed(sample, "index.pdf", tried, press.printed) == []
