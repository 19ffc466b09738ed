"""The wording of a claim may not be turned, weakened or strengthened by what is put beside it."""

import pytest
from places import Page


def put_before(page, place, words):
    def change(_, elements):
        element = elements[place.index]
        previous = element.getprevious()
        holder, slot = (element.getparent(), "text") if previous is None else (previous, "tail")
        setattr(holder, slot, (getattr(holder, slot) or "") + words)

    return page._changed(change)


WEAKENED = (
    "failed to",
    "would have",
    "weakly",
    "hardly",
    "apparently",
    "nearly",
    "strongly",
    "never",
    "might have",
)


@pytest.mark.parametrize("words", WEAKENED)
def test_words_that_turn_or_weaken_a_claim_are_found(sample, words):
    """Whatever stands before a wording changes what it says."""
    page = Page(sample.bytes("index.html"))
    for place in page.places:
        if place.kind == "claim":
            found = sample.found("index.html", put_before(page, place, f"{words} "))
            assert set(found) == {("reworded", place.id)}, (place, found)


@pytest.mark.parametrize("words", ["also", "however", "therefore", "which", "in turn"])
def test_connectives_change_nothing(sample, words):
    """A sentence may be joined to another."""
    page = Page(sample.bytes("index.html"))
    place = next(each for each in page.places if each.kind == "claim" and each.block == "text")
    assert sample.found("index.html", put_before(page, place, f"{words} ")) == []
