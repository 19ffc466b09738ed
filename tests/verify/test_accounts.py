"""Every number and mark of a copy has a reason, or is typed."""

from __future__ import annotations

import pytest
from marked_texts import block, case, rows, table

from report.text.blocks import Block
from report.verify.accounts import OWN, TYPED, Accounts

LEDGER = rows(age__b=0.30)
TEXT = "Age was related to pain (b = {age.b|0.30}) in all 3 waves of it, as Smith ({!citation|2019}) found."


def accounts(found: list[Block] | str, expected: list[Block] | str = TEXT) -> Accounts:
    """The accounts of a copy."""
    return Accounts(case(expected, found, LEDGER))


def reasons(found: list[Block] | str, expected: list[Block] | str = TEXT) -> dict[str, str]:
    """The reason for each token of a copy that is no plain word."""
    made = accounts(found, expected)
    return {
        token.text: reason
        for token, reason in zip(made.case.found, made.reasons, strict=True)
        if reason or token.kind == "number"
    }


def edited(old: str, new: str, text: str = TEXT) -> dict[str, str]:
    """The reasons after a replacement."""
    plain = block(text).text
    assert old in plain
    return reasons(plain.replace(old, new), text)


def test_every_number_of_a_true_copy_has_its_reason() -> None:
    """A row, the text of the paper, a citation."""
    assert reasons(block(TEXT).text) == {"0.30": "stat", "3": OWN, "2019": "citation"}


@pytest.mark.parametrize(
    ("old", "new", "text", "reason"),
    [
        ("3 waves", "4 waves", "4", TYPED),
        ("3 waves", "3k waves", "3", TYPED),
        ("waves", "waves (88%)", "88%", TYPED),
        ("waves", "12 waves", "12", TYPED),
        ("pain", "pain*", "*", TYPED),
        ("all 3", "all twelve", "twelve", TYPED),
        ("found.", "found (see https://example.org/12).", "12", "address"),
        ("found.", "found on 12 March 2024.", "12", "date"),
        ("found.", "found, by QIDS16.", "QIDS16", "name"),
        ("pain (", "pain > and (", ">", TYPED),
    ],
)
def test_what_an_added_number_is(old: str, new: str, text: str, reason: str) -> None:
    """A convention explains dates, addresses and names; nothing explains a result."""
    assert edited(old, new)[text] == reason


@pytest.mark.parametrize("word", ["two", "nine"])
def test_small_numbers_in_words_are_words(word: str) -> None:
    """Below ten they are no results."""
    assert word not in edited("pain", f"{word} pains")


@pytest.mark.parametrize(
    ("new", "typed"),
    [("r = – 0.88", True), ("r = –0.88", True), ("pain – 0.88", False), ("pain – that is", False)],
)
def test_a_dash_before_a_number_may_be_a_minus_sign(new: str, typed: bool) -> None:
    """After a bracket or a sign of relation it is; between words it is a dash."""
    found = edited("pain", new)
    assert (
        any(text in ("–", "–0.88", "– 0.88") and reason == TYPED for text, reason in found.items()) is typed
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "changed"),
    [
        ("29 km", "29 km", False),
        ("29 km", "29km", False),
        ("29km", "29 km", False),
        ("29°", "29", True),
        ("29", "29k", True),
        ("29", "29°", True),
        ("29 people", "29k people", True),
        ("29 kittens", "29k kittens", True),
        ("29) km", "29km) km", True),
    ],
)
def test_letters_attached_to_a_number(ours: str, theirs: str, changed: bool) -> None:
    """A unit may lose or gain its space; a letter or sign that the paper does not have changes the value."""
    made = accounts(f"It was {theirs} here", f"It was {ours} here")
    place = next(i for i, token in enumerate(made.case.expected) if token.kind == "number")
    there = next(j for j, token in enumerate(made.case.found) if token.kind == "number")
    assert made.changed_tail(place, there) is changed


def test_words_have_no_tail() -> None:
    """Only numbers are compared."""
    made = accounts("It was here", "It was here")
    assert not made.changed_tail(0, 0)


LIST = [block(f"{word} of the list is here", "list item") for word in ("First", "Second", "Third")]


@pytest.mark.parametrize(("mark", "reason"), [("1.", "mark"), ("3.", "mark"), ("4.", TYPED), ("1.5", TYPED)])
def test_numbers_of_list_items(mark: str, reason: str) -> None:
    """A program may print the numbers of a list; none exceeds the place of the item."""
    copy = [*LIST[:2], block(f"{mark} {LIST[2].text}", "list item")]
    (found,) = reasons(copy, LIST).values()
    assert found == reason


def test_numbers_of_headings() -> None:
    """ "2 Methods" is the second heading, "7 Methods" is not."""
    ours = [block("Introduction", "heading"), block("Methods", "heading")]
    for number, reason in (("2", "mark"), ("1.2", "mark"), ("7", TYPED), ("0.12", TYPED), ("0", TYPED)):
        assert reasons([ours[0], block(f"{number} Methods", "heading")], ours) == {number: reason}


HEADED = table(("Measure", "Wave 1", "Wave 2"), ("Age", "{age.b|0.30}", "3"))


def test_heads_of_tables_may_return_on_a_new_page() -> None:
    """The words of the heads, with their numbers, are no results; in other words they are."""
    page = [block("Measure Wave 1 Wave 2 Age 0.30 3", "page", page=1)]
    again = [*page, block("Measure Wave 1 Wave 2", "page", page=2)]
    assert TYPED not in reasons(again, HEADED).values()
    other = [*page, block("Measure Wave 9 Wave 8", "page", page=2)]
    assert [text for text, reason in reasons(other, HEADED).items() if reason == TYPED] == ["9", "8"]


def test_ticks_of_axes_are_no_results() -> None:
    """A label of a drawing that is a number alone, with no row of its own."""
    ours = [
        block("A figure follows"),
        block("10", "figure", home="fig-one"),
        block("20", "figure", home="fig-one"),
    ]
    assert reasons(ours, ours) == {"10": "axis", "20": "axis"}


REFERENCES = [
    block("Smith, A. (2019). A study of hands. Journal of Hands, 12, 101–119.", "reference"),
    block("Young, B. (2020). A study of feet. Journal of Feet, 7, 1–9.", "reference"),
]


def in_references(*texts: str) -> list[str]:
    """The typed numbers of a reference list."""
    copy = [block(text, "reference") for text in texts]
    return [text for text, reason in reasons(copy, REFERENCES).items() if reason == TYPED]


def test_the_number_of_an_entry_may_take_the_place_of_its_year() -> None:
    """IEEE prints the year last, and its number first."""
    entry = "Smith, A. (2019). A study of hands. Journal of Hands, 12, 101–119."
    copied = "A. Smith, A study of hands, Journal of Hands, vol. 12, pp. 101–119, 2019."
    ours = [block(f"{{!reference list|{entry}}}", "reference")]
    for year, reason in (("2019", "reference list"), ("2021", TYPED)):
        theirs = [block("[1]", "reference"), block(copied.replace("2019", year), "reference")]
        assert reasons(theirs, ours)[year] == reason


def test_reference_lists_may_be_corrected_and_numbered() -> None:
    """Numbers before entries, other orders of their parts, and a new entry are no results."""
    one, two = (each.text for each in REFERENCES)
    assert in_references(one, two) == []
    assert in_references(f"1. {one}", f"[2] {two}") == []
    assert in_references(one.replace("12, 101–119", "vol. 12, pp. 101–119"), two) == []
    assert in_references(one, two, "Zimmer, C. (2021). A study of toes. Journal of Toes, 3(2), 5–8.") == []


def test_a_number_before_one_entry_is_typed() -> None:
    """A style numbers all entries from one on; no style sets a zero or a single number before an entry."""
    one, two = (each.text for each in REFERENCES)
    for number in ("0", "2", "29", "2."):
        assert in_references(f"{number} {one}", two) == [number.rstrip(".")]
        assert in_references(one, f"{number} {two}") == [number.rstrip(".")]
    assert in_references(f"0 {one}", f"2 {two}") == ["0", "2"]


def test_a_result_in_a_reference_list_is_typed() -> None:
    """A percentage or a decimal is no part of a reference."""
    one, two = (each.text for each in REFERENCES)
    assert in_references(one.replace("hands", "hands in 88%", 1), two) == ["88%"]
    assert in_references(one.replace("hands", "hands (b = 0.55)", 1), two) == ["0.55"]


@pytest.mark.parametrize(
    ("copied", "reason"), [("Smith 2018", "citation"), ("Smith 1987", TYPED), ("Meyer 1987", TYPED)]
)
def test_a_changed_year_of_a_citation_is_that_of_another_work_of_its_author(copied: str, reason: str) -> None:
    """Of one in the list of references; nobody knows another."""
    entries = [
        block("Smith, A. (2018a). A study of fingers. Journal of Hands, 11, 5–9.", "reference"),
        *REFERENCES,
    ]
    ours = [block("It was found (Smith {!citation|2019}) to be so."), *entries]
    theirs = [block(f"It was found ({copied}) to be so."), *entries]
    assert reasons(theirs, ours)[copied[-4:]] == reason


def test_what_the_paper_knows() -> None:
    """Labels with sections, cited authors, words of its text and names with digits."""
    made = accounts(
        "x",
        [block("Methods", "heading"), block("See Table 1 on QIDS16, and young people"), REFERENCES[1]],
    )
    assert made.known.labels == {"Table 1", "Section 1"}
    assert made.known.authors == {"young"}
    assert "people" in made.known.words
    assert "Young" not in made.known.words
    assert made.known.names == {"qids16"}


def test_an_empty_copy_has_no_reasons() -> None:
    """There is nothing to account for."""
    assert accounts([]).reasons == []
    assert accounts([], []).reasons == []


@pytest.mark.parametrize(
    ("markers", "typed"),
    [("1. 2. 1. 2.", []), ("(1) (2) 1. 2.", []), ("1. 2. 1. 2. 2.", ["2"]), ("1. 2. 1. 3.", ["3"])],
)
def test_the_markers_of_several_lists_behind_the_text_of_a_page(markers: str, typed: list[str]) -> None:
    """A printer may set the markers of adjacent lists after all other text; each list counts from one."""
    items = ["apples of the tree", "pears of the garden", "plums of the hill", "figs of the town"]
    expected = [
        block("Adjacent lists", "paragraph"),
        *(block(item, "list item", ordinal=n) for item, n in zip(items, (1, 2, 1, 2), strict=True)),
        block("A note that has a number of its own", "footnote", ordinal=2),
    ]
    texts = [Block("page", text, page=1) for text in ("Adjacent lists", *items)]
    found = [*texts, *(block(f"{{!mark|{marker}}}", "page", page=1) for marker in markers.split())]
    made = accounts(found, expected)
    pairs = zip(made.case.found, made.reasons, strict=True)
    assert [token.text for token, reason in pairs if reason == TYPED] == typed


def test_a_letter_at_the_end_of_a_block_is_no_unit_of_the_next() -> None:
    """`29k` before a paragraph that begins with "Keywords" is another number."""
    ours = [block("There were {age.b|0.30}"), block("kittens and more")]
    made = accounts([block("There were 0.30k"), ours[1]], ours)
    assert made.changed_tail(2, 2)


def test_a_number_that_an_entry_already_has_is_typed_when_it_comes_again() -> None:
    """Another style may set a volume elsewhere; it does not print it twice."""
    entry = REFERENCES[0].text
    assert in_references(f"{entry} (12)", REFERENCES[1].text) == ["12"]
    assert in_references(f"Baseline (1950) {entry}", REFERENCES[1].text) == ["1950"]
    assert (
        in_references(entry.replace(", 12,", ",").replace("Journal", "12 Journal"), REFERENCES[1].text) == []
    )


FORMULA = [
    block("The regression is of this kind"),
    block("{!formula|y=β0+β1x+ε∼N(μ,σ2)} {!mark|(1)}"),
    block("where the error has a distribution"),
]


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (("y = β 0 + β 1 x + ε ∼ N ( μ , σ 2 ) (1)",), []),
        (("y=β0+β1x+ε∼N(μ,σ2) y = \\beta_0 + \\beta_1 x + \\varepsilon \\sim N(\\mu, \\sigma^2) (1)",), []),
        (("y = β 0 + β 1 x + ε ∼ N ( μ , σ 3 ) (1)",), ["3"]),
        (("y = β 1 + β 0 x + ε ∼ N ( μ , σ 2 ) (1)",), ["0"]),
        (("y = β 0 + β 1 x + 29 ε ∼ N ( μ , σ 2 ) (1)",), ["29"]),
        (("y = β 0 + β 1 x + ε ∼ N ( μ , σ 2 ) (1)", "in 2"), ["2"]),
        (("0",), ["0"]),
        (("2 of 0",), ["2", "0"]),
    ],
)
def test_a_formula_may_be_set_in_other_ways(texts: tuple[str, ...], typed: list[str]) -> None:
    """Indices apart or TeX behind it are the formula; other digits, or more of them, are not."""
    found = [FORMULA[0], *(block(text, "page", page=1) for text in texts), FORMULA[2]]
    made = accounts(found, FORMULA)
    assert [
        token.text for token, reason in zip(made.case.found, made.reasons, strict=True) if reason == TYPED
    ] == typed


@pytest.mark.parametrize(
    ("texts", "typed"), [(("= 0 + 1 ∼ ( ,", "2 ) ( 1 )"), []), (("(2)", "1"), ["2", "1"])]
)
def test_a_printer_may_set_the_signs_of_a_formula_behind_the_text(
    texts: tuple[str, ...], typed: list[str]
) -> None:
    """They are in blocks of their own; a lone number in brackets is none of them."""
    found = [
        FORMULA[0],
        FORMULA[2],
        block("More text of the page"),
        *(block(text, "page", page=1) for text in texts),
    ]
    made = accounts(found, [*FORMULA, block("More text of the page")])
    assert [
        token.text for token, reason in zip(made.case.found, made.reasons, strict=True) if reason == TYPED
    ] == typed


@pytest.mark.parametrize(
    ("line", "typed"),
    [("1 Alliance is a score.", []), ("3 Alliance is a score.", ["3"]), ("1 A score.", ["1"])],
)
def test_a_short_note_may_be_set_at_any_place_of_a_page(line: str, typed: list[str]) -> None:
    """Printers set the notes of tables at the foot of a page, too short to be recognised by their words alone."""
    ours = [
        block("Some text before the table"),
        block("Alliance is a score.", "footnote"),
        block("Long text behind it all"),
    ]
    made = accounts([ours[0], ours[2], Block("page", line, page=1)], ours)
    assert [
        token.text for token, reason in zip(made.case.found, made.reasons, strict=True) if reason == TYPED
    ] == typed


def test_the_number_of_an_equation_that_a_printer_draws_is_a_mark() -> None:
    """The formula is a drawing, and its number a block of its own; another number is typed."""
    for number, typed in (("(1)", []), ("(2)", ["2"])):
        found = [
            FORMULA[0],
            FORMULA[2],
            block("Text of the page"),
            block(f"{{!mark|{number}}}", "page", page=1),
        ]
        made = accounts(found, [*FORMULA, block("Text of the page")])
        pairs = zip(made.case.found, made.reasons, strict=True)
        assert [token.text for token, reason in pairs if reason == TYPED] == typed
