"""Passages: one notation for signs and letters, blocks that were cut, parts of a paper, and sentences."""

from __future__ import annotations

import pytest

from report.audit.passages import normalized, passages, sentence_around, sentences
from report.text.blocks import SOFT, Block


def texts(*blocks: tuple[str, str]) -> list[str]:
    """The texts of the passages of blocks, each given as kind and text."""
    return [each.text for each in passages(Block(kind, text) for kind, text in blocks)]


def one(text: str) -> str:
    """The text of a paragraph as the rules see it."""
    (found,) = texts(("paragraph", text))
    return found


def parts(*headings: str) -> list[str]:
    """The part of each of several short paragraphs."""
    return [each.part for each in passages(Block("paragraph", text) for text in headings)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\u22120.5", "-0.5"),
        ("\u20130.5", "-0.5"),
        ("\u20110.5", "-0.5"),
        ("t\u2009=\u20092", "t = 2"),
        ("t\u00a0=\u202f2", "t = 2"),
        ("0\u00b75", "0.5"),
        ("p \uff1c 0.05", "p < 0.05"),
        ("p ≦ .05", "p ≤ .05"),
        ("p ⩾ .05", "p ≥ .05"),
        ("p ∼ .05", "p ≈ .05"),
        ("3 × 10", "3 x 10"),
        ("Χ²", "χ2"),
        ("ß = 2", "β = 2"),
        ("∆R²", "ΔR2"),
        ("F₁", "F1"),
        ("χ₂₇² = t₍₂₈₎", "χ227 = t(28)"),
        ("“a” ‘b’", "\"a\" 'b'"),
        ("（p，q）＝", "(p,q)="),
        ("t(28) \u03ed \u03ea2.20, p \u03fd .05", "t(28) = -2.20, p < .05"),
        ("\u24392(1) \u2afd 3.84, p \u2b0e .05", "χ2(1) = 3.84, p > .05"),
        ("\uf0632\uf0281\uf029 \uf03d \uf02d3.84", "χ2(1) = -3.84"),
        ("p = 3.2 × 10⁻¹⁵", "p = 3.2 x 10-15"),
        ("p = .036¹", "p = .036¹"),
        ("effects—t(28) = —2.20", "effects;t(28) = -2.20"),
        ("", ""),
        ("Grüße, naïve café", "Grüβe, naïve café"),
    ],
)
def test_one_character_for_each_sign(text: str, plain: str) -> None:
    """Signs, spaces, digits and Greek letters have one notation, and the length of the text does not change."""
    assert normalized(text) == plain
    assert len(plain) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("t  (28)\u00a0 =  2.20", "t (28) = 2.20"),
        ("*t*(28) = 2.20, *p* < .05", "t(28) = 2.20, p < .05"),
        ("_t_(28) = 2.20, **p** < .05", "t(28) = 2.20, p < .05"),
        ("$t(28) = 2.20$, $p < .05$", "t(28) = 2.20, p < .05"),
        ("<i>F</i><sub>1,28</sub> = 4.50", "F1,28 = 4.50"),
        ("\\chi^2(1) = 3.84, \\textit{p} \\leq .05", "χ^2(1) = 3.84, p ≤.05"),
        ("costs of $20 million and $30 per case", "costs of $20 million and $30 per case"),
        ("OR 0.95 (0.54--1.65), b = -0.54--0.10", "OR 0.95 (0.54-1.65), b = -0.54--0.10"),
        ("items * of * a_b and c_d, 2 * 3", "items * of * a_b and c_d, 2 * 3"),
        ("the e\ufb00ect and the \ufb01t", "the effect and the fit"),
        ("signi\ufb01cant di\ufb03cult \ufb02ow ba\ufb04e", "significant difficult flow baffle"),
        (f"signi{SOFT}ficant", "significant"),
        (f"Mann{SOFT}Whitney", "Mann-Whitney"),
        ("\U0001d45d = .05", "p = .05"),
        ("\U0001d6fd = 0.3", "β = 0.3"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("Ï\u0087", "χ"),
        ("P = 3.2\u00a0×\u00a010⁻⁵, à\u00a0«\u00a05\u00a0», ß\u00a0= 2", "P = 3.2 x 10-5, à « 5 », β = 2"),
        ("â\u0088\u0092.05", "-.05"),
        ("â€“", "-"),
        ("Grüße", "Grüβe"),
    ],
)
def test_damaged_characters_are_repaired(text: str, plain: str) -> None:
    """Ligatures, mathematical letters, characters without width, and UTF-8 that was decoded as Latin-1."""
    assert one(text) == plain


def test_places_are_those_of_the_block() -> None:
    """The passage has as many characters as its block, also after a repair."""
    (found,) = passages([Block("paragraph", "the e\ufb00ect \U0001d6fd \u2212 0·5")])
    assert len(found.text) == len(found.block.text)
    assert found.block.text.startswith("the effect")


FIRST = "The path from rapport to insight was strong in both groups"


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("and in all of them.", True),
        ("(b = 0.30, p = .002).", True),
        ("= 0.30 in all.", True),
        ("0.30 in all.", True),
        ("\u22120.30 in all.", True),
        ("But not in others.", False),
        ("“And” in others.", False),
    ],
)
def test_a_sentence_that_the_end_of_a_page_cut_is_one_passage(second: str, joined: bool) -> None:
    """The continuation begins with a small letter, a digit or a sign."""
    expected = [normalized(f"{FIRST} {second}")] if joined else [FIRST, normalized(second)]
    assert texts(("paragraph", FIRST), ("paragraph", second)) == expected


@pytest.mark.parametrize(
    ("one_", "other"),
    [
        (("paragraph", f"{FIRST}."), ("paragraph", "and more.")),
        (("paragraph", f"{FIRST}:"), ("paragraph", "and more.")),
        (("paragraph", "A short label"), ("paragraph", "and more.")),
        (("heading", FIRST), ("heading", "and more.")),
        (("paragraph", FIRST), ("caption", "and more.")),
        (("note", FIRST), ("note", "and more.")),
    ],
)
def test_other_blocks_are_not_joined(one_: tuple[str, str], other: tuple[str, str]) -> None:
    """The end of a sentence, a short block, and another kind of block end a passage."""
    assert len(texts(one_, other)) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The groups differed, F(1,", "23) = 4.50, p = .045."),
        ("The groups differed, t", "(163) = 3.16, p = .002."),
        ("The groups differed, t(8)", "= 3.16, p = .013."),
        ("The groups differed, p <", ".05 in all."),
        ("The groups differed, F 1, 28 =", "4.50; P < 0.05. They also differed later."),
        ("The groups differed, t(8) =", "-3.16, p = .013."),
    ],
)
def test_a_short_line_that_was_cut_within_a_test(first: str, second: str) -> None:
    """What ends in an open bracket, a sign or a symbol is no label, and no block begins with a relation."""
    assert texts(("page", first), ("page", second)) == [f"{first} {second}"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (f"{FIRST}, F1,139 = 63.07,", "P < 0.001. The groups differed.", True),
        (f"{FIRST}, χ2 (1,", "N = 104) = 3.89, P < 0.05.", True),
        (f"{FIRST} (d = 0.4;", "95% CI [0.1, 0.7]).", True),
        (f"{FIRST}, F1,139 = 63.07,", "Figure 2. Means", False),
        (f"{FIRST}, F1,139 = 63.07", "Participants were older.", False),
    ],
)
def test_a_list_that_was_cut_before_a_symbol(first: str, second: str, joined: bool) -> None:
    """A symbol with its relation continues what ends in a comma or a bracket, also one of a capital letter."""
    assert (len(texts(("page", first), ("page", second))) == 1) is joined


def test_a_sentence_that_was_cut_twice() -> None:
    """Three columns may share a sentence."""
    assert (
        len(
            texts(
                ("page", FIRST), ("page", "which continued on the next page for a while"), ("page", "and on.")
            )
        )
        == 1
    )


def test_a_sentence_that_continues_after_the_tables_of_its_page() -> None:
    """In a PDF, the cells of a page's tables stand between its text and that of the next page."""
    cells = [Block("cell", "0.25", cell=(0, 0, place)) for place in range(2)]
    read = list(
        passages([Block("page", FIRST), *cells, Block("page", "and in all."), Block("page", "More.")])
    )
    assert [each.text for each in read] == [f"{FIRST} and in all.", "0.25", "0.25", "More."]


def test_pictures_and_provenance_are_no_passages() -> None:
    """Indexes count the passages that are there."""
    blocks = [
        Block("picture", ""),
        Block("paragraph", "One."),
        Block("provenance", "x"),
        Block("paragraph", "Two."),
    ]
    assert [(each.index, each.text) for each in passages(blocks)] == [(0, "One."), (1, "Two.")]


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Abstract", "abstract"),
        ("SUMMARY", "abstract"),
        ("1. Introduction", "introduction"),
        ("Background", "introduction"),
        ("2 Materials and Methods", "methods"),
        ("Method", "methods"),
        ("III. Results", "results"),
        ("Findings:", "results"),
        ("Results and discussion", "results"),
        ("General discussion", "discussion"),
        ("4.2. Conclusions", "conclusion"),
        ("References", "references"),
        ("Works cited", "references"),
    ],
)
def test_headings_begin_parts(heading: str, part: str) -> None:
    """Numbered or not, in any case; what follows belongs to the part."""
    assert parts("Abstract", "Words.", heading, "More words.")[2:] == [part, part]


@pytest.mark.parametrize(
    "heading", ["Results of others", "No summary", "Method development in 3 labs", "Resulting"]
)
def test_other_headings_continue_the_part(heading: str) -> None:
    """Only the usual names alone begin a part."""
    assert parts("Methods", heading, "Words.") == ["methods"] * 3


def test_what_is_before_the_first_part_is_the_abstract() -> None:
    """Many papers print no heading above their abstract; one that does has a title before it."""
    assert parts("Title", "Words.", "Introduction", "More.") == ["abstract"] * 2 + ["introduction"] * 2
    assert parts("Title", "Abstract", "Introduction") == ["", "abstract", "introduction"]
    assert parts("Words.", "More.") == ["", ""]
    assert parts("Results", "Words.") == ["results", "results"]


def test_cells_of_tables_are_a_part_of_their_own() -> None:
    """The part goes on after a table; a cell is no heading."""
    cell = Block("cell", "Discussion", cell=(1, 0, 0))
    blocks = [Block("heading", "Results"), cell, Block("paragraph", "Words.")]
    assert [each.part for each in passages(blocks)] == ["results", "table", "results"]


def test_a_long_paragraph_takes_its_part_from_its_section() -> None:
    """Formats with headings of sections name the section in each block."""
    text = "These are the words of a paragraph that is longer than sixty letters."
    (found,) = passages([Block("paragraph", text, section="2. Methods")])
    assert found.part == "methods"


@pytest.mark.parametrize(
    ("kind", "text", "caption"),
    [
        ("caption", "Anything", True),
        ("paragraph", "Figure 1. Paths", True),
        ("paragraph", "Fig. 2: Paths", True),
        ("paragraph", "TABLE S3 Paths", True),
        ("paragraph", "Supplementary Table 1 | Paths", True),
        ("paragraph", "Table 1shows", False),
        ("paragraph", "As Table 1 shows", False),
        ("paragraph", "Figures 1 and 2", False),
    ],
)
def test_captions(kind: str, text: str, caption: bool) -> None:
    """By the kind of the block, or by its first words."""
    (found,) = passages([Block(kind, text)])
    assert found.is_caption is caption


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("One", ["One"]),
        ("One. Two? Three! Four", ["One. ", "Two? ", "Three! ", "Four"]),
        ("It was .05. The rest", ["It was .05. ", "The rest"]),
        ("See Fig. 1 and Smith et al. The rest.", ["See Fig. 1 and Smith et al. The rest."]),
        ("Cases (e.g. A) were few. b = 2", ["Cases (e.g. A) were few. b = 2"]),
        ("By J. Smith. Then more.", ["By J. Smith. ", "Then more."]),
        ("One (two). (Three.) [Four].", ["One (two). ", "(Three.) [Four]."]),
        ("One. mRNA was low.", ["One. ", "mRNA was low."]),
        ("A value of 3. 14 cases", ["A value of 3. 14 cases"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """A sentence ends before a capital letter or a bracket, not after an abbreviation or an initial."""
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_sentences_cover_the_text() -> None:
    """Every position belongs to one sentence; beyond the end, it is the whole text."""
    text = "One. Two. Three."
    assert [sentence_around(text, place) for place in (0, 4, 5, 15)] == [(0, 5), (0, 5), (5, 10), (10, 16)]
    assert sentence_around(text, 99) == (0, 16)
    assert sentence_around("", 0) == (0, 0)


def test_every_position_has_one_sentence() -> None:
    """The one that contains it; the whole text beyond its end."""
    text = "It fell, e.g. by 2.1. Then it rose. It ended"
    spans = sentences(text)
    assert [text[first:last] for first, last in spans] == [
        "It fell, e.g. by 2.1. ",
        "Then it rose. ",
        "It ended",
    ]
    for place in range(len(text)):
        assert sentence_around(text, place) == next(each for each in spans if each[0] <= place < each[1])
    assert sentence_around(text, len(text)) == (0, len(text))
