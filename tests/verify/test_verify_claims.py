"""The wording of a claim may not be turned, weakened or strengthened by what is put beside it."""

import pytest
from places import Page

from tests.sampling import sampled


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


@pytest.mark.parametrize("words", sampled(WEAKENED, 3))
def test_words_that_turn_or_weaken_a_claim_are_found(sample, words):
    """Words before a wording can change its meaning."""
    page = Page(sample.bytes("index.html"))
    for place in page.places:
        if place.kind == "claim":
            found = sample.found("index.html", put_before(page, place, f"{words} "))
            assert set(found) == {("reworded", place.id)}, (place, found)


BEFORE = (
    *("It failed to show that", "It would have been so that", "Weakly,", "There was no evidence that"),
    *("We hypothesised that", "It was predicted that", "Contrary to claims that", "It is untrue that"),
    *("Had the sample been larger,", "Our failure to show that", "It remains unclear whether", "Arguably,"),
    *(
        "Reportedly,",
        "In one subgroup,",
        "One might argue that",
        "In theory,",
        "At best,",
        "It is doubtful that",
    ),
)


@pytest.mark.parametrize("words", sampled(BEFORE, 3))
def test_words_at_the_start_of_a_sentence_are_found(sample, words):
    """A positive claim later in the sentence is turned or weakened by how the sentence begins."""
    assert sample.found("index.html", begun(sample, words)) == [("reworded", "claim.warm_negative")]


@pytest.mark.parametrize(
    "words",
    [
        "As expected,",
        "In our trial,",
        "Moreover,",
        "We found that",
        "As we predicted,",
        "These data show that",
    ],
)
def test_a_sentence_may_begin_otherwise(sample, words):
    """Words that state the claim all the same are the author's."""
    assert sample.found("index.html", begun(sample, words)) == []


def begun(sample, words):
    """The page in which the sentence of a positive claim begins with other words."""
    page = sample.bytes("index.html").decode("utf-8")
    assert page.count("Calm is <") == 1
    return page.replace("Calm is <", f"{words} calm is <").encode()


@pytest.mark.parametrize("words", sampled(["also", "however", "therefore", "which", "in turn"], 3))
def test_connectives_change_nothing(sample, words):
    """A sentence may be joined to another."""
    page = Page(sample.bytes("index.html"))
    place = next(each for each in page.places if each.kind == "claim" and each.block == "text")
    assert sample.found("index.html", put_before(page, place, f"{words} ")) == []
