"""Citations by number: in the place of the paper's own, and renumbered as a whole."""

from __future__ import annotations

import pytest
from marked_texts import block, case

from report.text.blocks import Block
from report.text.tokens import NUMBER
from report.verify.numbered_citations import NumberedCitations
from report.verify.renumbered_citations import RenumberedCitations

WORKS = [
    block(f"{name}, A. ({year}). A study of {thing}. Journal, 12, 101–119.", "reference")
    for name, year, thing in (("Smith", 2019, "hands"), ("Young", 2020, "feet"), ("Zimmer", 2021, "toes"))
]
TEXT = "Warm hands are well known {!citation|(Smith, 2019; Young, 2020)} to be pleasant in the winter months."


def cited(new: str, text: str = TEXT, works: list[Block] = WORKS) -> list[str]:
    """The numbers of a copy that cite works of the list, where `new` replaces the citation."""
    plain = block(text).text
    citation = plain[plain.index("(") : plain.index(")") + 1]
    found = [block(plain.replace(f" {citation}", new)), *works]
    made = case([block(text), *works], found)
    numbered = NumberedCitations(made)
    return [
        token.text
        for j, token in enumerate(made.found)
        if token.block == 0 and token.kind == NUMBER and numbered.covers(j)
    ]


@pytest.mark.parametrize(
    ("new", "numbers"),
    [
        (" [1, 2]", ["1", "2"]),
        (" [1,2]", ["1", "2"]),
        (" [1–2]", ["1", "2"]),
        (" (1; 2)", ["1", "2"]),
        (" [1], [2]", ["1", "2"]),
        (" [1][2]", ["1", "2"]),
        (" [see 1, 2]", ["1", "2"]),
        (" [3]", ["3"]),
        (" {!mark|1,2}", ["1", "2"]),
        (" {!mark|1},{!mark|2}", ["1", "2"]),
        (" {!citation|1}–{!citation|3}", ["1", "3"]),
        (" [4]", []),
        (" [0]", []),
        (" [1, 4]", []),
        (" [1.5]", []),
        (" [12%]", []),
        (" 1, 2", []),
        (" (n = 2)", []),
    ],
)
def test_numbers_in_the_place_of_a_citation(new: str, numbers: list[str]) -> None:
    """In brackets or raised, and works of a list of three; a number in the text or of no work is none."""
    made = [block(new, "paragraph")] if "{" in new else []
    assert (_raised(new) if made else cited(new)) == numbers


def _raised(new: str) -> list[str]:
    """As `cited`, with raised numbers."""
    before, _, after = TEXT.partition(" {!citation|(Smith, 2019; Young, 2020)}")
    made = case([block(TEXT), *WORKS], [block(before + new + after), *WORKS])
    numbered = NumberedCitations(made)
    return [
        token.text
        for j, token in enumerate(made.found)
        if token.block == 0 and token.kind == NUMBER and numbered.covers(j)
    ]


def test_a_citation_of_pages_may_keep_them() -> None:
    """Pages that the paper cites at this place are no results, also if their range is shortened."""
    text = TEXT.replace("Young, 2020", "Young, 2020, pp. 105–107")
    assert cited(" [1, 2, pp. 105–107]", text)[-2:] == ["105", "107"]
    assert cited(" [1, 2, pp. 105–7]", text)[-2:] == ["105", "7"]
    assert cited(" [1, 2, pp. 105–9]", text)[-1:] == ["105"]
    short = TEXT.replace("Young, 2020", "Young, 2020, pp. 105–7")
    assert cited(" [1, 2, pp. 105–107]", short)[-2:] == ["105", "107"]
    assert "88" not in cited(" [1, 2, pp. 88–89]", text)


def test_numbers_elsewhere_are_no_citations() -> None:
    """Where the paper cites nothing, a number in brackets is an added one."""
    text = TEXT.replace("winter months", "winter months of all years")
    plain = block(text).text.replace("pleasant in", "pleasant [2] in")
    made = case([block(text), *WORKS], [block(plain), *WORKS])
    numbered = NumberedCitations(made)
    places = [j for j, token in enumerate(made.found) if token.block == 0 and token.text == "2"]
    assert [numbered.covers(j) for j in places] == [False]


def test_a_number_beside_the_names_of_the_citation_is_added() -> None:
    """The copy still cites by author, so that the number is something else."""
    assert cited(" (Smith, 2019; Young, 2020) [2]") == []


@pytest.mark.parametrize(("ours", "theirs", "count"), [(3, 3, 3), (3, 1, 3), (1, 3, 3), (0, 0, 0)])
def test_the_number_of_works(ours: int, theirs: int, count: int) -> None:
    """The longer of the two lists; the number of an entry in a block of its own is no work."""
    number = block("[1]", "reference")
    made = case([block("x"), number, *WORKS[:ours]], [block("x"), number, *WORKS[:theirs]])
    assert NumberedCitations(made).works == count


def renumbered(ours: list[int], theirs: list[int]) -> list[str]:
    """The numbers of a copy that cite another work than the paper does, by their order in the text."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    sentences = [f"{word} things are {word}ly known by {word} people" for word in words]
    text = " ".join(f"{each} [{{!citation|{n}}}]" for each, n in zip(sentences, ours, strict=False))
    copy = " ".join(f"{each} [{n}]" for each, n in zip(sentences, theirs, strict=False))
    made = case(text, copy)
    order = [j for j, token in enumerate(made.found) if token.kind == NUMBER]
    wrong = RenumberedCitations(made).wrong
    return [words[place] for place, j in enumerate(order) if j in wrong]


@pytest.mark.parametrize(
    ("ours", "theirs", "wrong"),
    [
        ([], [], []),
        ([1, 2, 3], [1, 2, 3], []),
        ([1, 2, 1], [2, 1, 2], []),
        ([1, 2, 3], [3, 1, 2], []),
        ([1, 2, 1], [2, 1, 1], ["first", "second"]),
        ([1, 1, 1], [1, 1, 2], ["third"]),
        ([1, 1, 2], [2, 1, 2], ["first"]),
        ([1, 2, 3], [1, 1, 3], ["second"]),
    ],
)
def test_works_are_renumbered_as_a_whole(ours: list[int], theirs: list[int], wrong: list[str]) -> None:
    """Every citation of a work has its new number; one that differs cites another work."""
    assert renumbered(ours, theirs) == wrong
