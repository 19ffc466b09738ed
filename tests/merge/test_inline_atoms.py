"""Inline Markdown as atoms: the printed text with its formats, and what no editor may change."""

from __future__ import annotations

from itertools import pairwise

import pytest

from report.merge.atoms import CALL, CITATION, CLAIM, FORMULA, LITERAL, NOTE, NUMBER, REFERENCE, TEXT
from report.merge.inline_atoms import atoms_of, closing


def text(markdown: str) -> str:
    """The printed text."""
    return "".join(atom.text for atom in atoms_of(markdown))


def formats(markdown: str) -> list[tuple[str, str]]:
    """The stretches of text with the same format."""
    made: list[tuple[str, str]] = []
    for atom in atoms_of(markdown):
        if made and made[-1][1] == atom.format:
            made[-1] = (made[-1][0] + atom.text, atom.format)
        else:
            made.append((atom.text, atom.format))
    return made


def special(markdown: str) -> list[tuple[str, str, str]]:
    """Kind, printed text and row of the atoms that are no plain text."""
    return [(atom.kind, atom.text, atom.row) for atom in atoms_of(markdown) if atom.kind != TEXT]


@pytest.mark.parametrize(
    ("markdown", "printed"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("two\nlines", "two lines"),
        (r"\*not italic\*", "*not italic*"),
        (r"100\%", "100%"),
        (r"a\ b", "a\u00a0b"),
        (r"C:\path", r"C:\path"),
        ("trailing\\", "trailing\\"),
        ("pages 1--2 --- and so on...", "pages 1–2 — and so on…"),
        ("a - b", "a - b"),
        ("1.5", "1.5"),
        ("Größe, 漢字", "Größe, 漢字"),
        ("a < b", "a < b"),
        ("$5 and $6", "$5 and $6"),
        ("user@example", "user@example"),
        ("[not a link]", "[not a link]"),
        ("[open", "[open"),
        ("before<!-- hidden -->after", "beforeafter"),
    ],
)
def test_the_printed_text(markdown: str, printed: str) -> None:
    """Escapes, smart dashes, and signs that are no markup."""
    assert text(markdown) == printed


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("*a* b", [("a", "i"), (" b", "")]),
        ("_a_ b", [("a", "i"), (" b", "")]),
        ("**a** b", [("a", "b"), (" b", "")]),
        ("__a__", [("a", "b")]),
        ("***a***", [("a", "bi")]),
        ("***a*** b *c*", [("a", "bi"), (" b ", ""), ("c", "i")]),
        ("**b *both***", [("b ", "b"), ("both", "bi")]),
        ("___a___", [("a", "bi")]),
        ("**a *b* c**", [("a ", "b"), ("b", "bi"), (" c", "b")]),
        ("x^2^", [("x", ""), ("2", "p")]),
        ("H~2~O", [("H", ""), ("2", "s"), ("O", "")]),
        ("`a*b*`", [("a*b*", "c")]),
        ("``a`b``", [("a`b", "c")]),
        ("**`a`**", [("a", "bc")]),
        ("snake_case_name", [("snake_case_name", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("*open", [("*open", "")]),
        ("a ~ b", [("a ~ b", "")]),
        ("x^not closed", [("x^not closed", "")]),
        ("[a](https://x.org)", [("a", ">https://x.org")]),
        ('[a](https://x.org "title") b', [("a", ">https://x.org"), (" b", "")]),
        ("[*a*](x)", [("a", "i>x")]),
        ("*[a](x)*", [("a", "i>x")]),
        ("<https://x.org>", [("https://x.org", ">https://x.org")]),
        ("[a]{.class}", [("a", "")]),
    ],
)
def test_formats(markdown: str, expected: list[tuple[str, str]]) -> None:
    """Italic, bold, raised, lowered, code and links, nested or not; unclosed marks are text."""
    assert formats(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('[0.30]{.stat data-stat="age.b"}', [(NUMBER, "0.30", "age.b")]),
        ('[*p* < .001]{.stat data-stat="age.p"}', [(NUMBER, "p < .001", "age.p")]),
        ('[24]{.literal data-reason="by design"}', [(LITERAL, "24", "")]),
        ("@smith2019", [(CITATION, "", "smith2019")]),
        ("@{key/with:sign}", [(CITATION, "", "key/with:sign")]),
        ("@{key with blank}", []),
        ("[@smith2019; @young2020]", [(CITATION, "", "@smith2019; @young2020")]),
        ("[see @smith2019, p. 3]", [(CITATION, "", "see @smith2019, p. 3")]),
        ("@fig-paths", [(REFERENCE, "", "fig-paths")]),
        (
            "@tbl-one, @sec-two and @eq-three",
            [(REFERENCE, "", f"{each}") for each in ("tbl-one", "sec-two", "eq-three")],
        ),
        ("[Table 1]{.see}", [(REFERENCE, "Table 1", "see")]),
        ("a note[^one]", [(NOTE, CALL, "one")]),
        ("$x^2$", [(FORMULA, "", "")]),
        ("$$\nx\n$$", [(FORMULA, "", "")]),
        (r"$a\$b$", [(FORMULA, "", "")]),
    ],
)
def test_what_no_editor_may_change(markdown: str, expected: list[tuple[str, str, str]]) -> None:
    """Numbers with their rows, literals, citations, references, calls of notes and formulas are one atom each."""
    assert special(markdown) == expected


def test_a_locator_belongs_to_its_citation() -> None:
    """`@smith2019 [p. 3]` is one citation; a link or another citation after it is none of its parts."""
    (citation,) = atoms_of("@smith2019 [p. 3]")
    assert (citation.kind, citation.start, citation.end) == (CITATION, 0, 17)
    assert [kind for kind, _, _ in special("@smith2019 [@young2020]")] == [CITATION, CITATION]
    assert text("@smith2019 [here](x)") == " here"


def test_the_wording_of_a_claim_is_text_with_its_row() -> None:
    """Each letter may be edited, but belongs to the claim."""
    atoms = atoms_of('[pain *fell*]{.claim data-claim="pain.falls"} now')
    claimed = [atom for atom in atoms if atom.kind == CLAIM]
    assert "".join(atom.text for atom in claimed) == "pain fell"
    assert {atom.row for atom in claimed} == {"pain.falls"}
    assert {atom.format for atom in claimed} == {"", "i"}


def test_a_number_within_a_claim_remains_a_number() -> None:
    """The number has its own row or that of the claim, and its own kind."""
    atoms = atoms_of('[fell by [0.30]{.stat data-stat="age.b"}]{.claim data-claim="pain.falls"}')
    assert [(atom.kind, atom.text) for atom in atoms if atom.kind == NUMBER] == [(NUMBER, "0.30")]


@pytest.mark.parametrize(
    "markdown", ["plain", "**a *b* c** d", "x^2^ and [a](b) @c", r"\*a\* -- b...", "[a]{.stat}[^n] $x$ `c`"]
)
def test_spans_are_in_order_and_within_the_source(markdown: str) -> None:
    """Each atom has a stretch of the source that begins after the one before it."""
    atoms = atoms_of(markdown)
    assert all(atom.start < atom.end for atom in atoms)
    assert all(one.end <= other.start for one, other in pairwise(atoms))
    assert 0 <= atoms[0].start <= atoms[-1].end <= len(markdown)


def test_the_span_of_a_letter_is_its_place() -> None:
    """Also within marks, where it has no marks."""
    source = "a **bold** word"
    for atom in atoms_of(source):
        assert source[atom.start : atom.end] == atom.text


def test_offsets_of_a_larger_text() -> None:
    """Places of a quoted or indented text are those of the source with its margins."""
    source = "> one\n> two"
    offsets = [2, 3, 4, 5, 8, 9, 10]
    atoms = atoms_of("one\ntwo", offsets)
    assert [source[atom.start : atom.end] for atom in atoms] == list("one\ntwo")
    assert "".join(atom.text for atom in atoms) == "one two"


@pytest.mark.parametrize(
    ("source", "place", "end"),
    [
        ("[a]", 0, 2),
        ("[a [b] c]", 0, 8),
        ("[a [b] c]", 3, 5),
        (r"[a \] b]", 0, 7),
        ("[a `]` b]", 0, 8),
        ("[a", 0, -1),
        ("[a [b]", 0, -1),
        ("x [a]", 2, 4),
    ],
)
def test_the_closing_bracket(source: str, place: int, end: int) -> None:
    """Nested, escaped and quoted brackets do not close it."""
    assert closing(source, place) == end


def test_the_number_of_a_reference_alone_is_a_reference():
    """`[-@tbl-doses]` prints the number without its word, and is no citation."""
    (atom,) = atoms_of("[-@tbl-doses]")
    assert (atom.kind, atom.row) == ("reference", "tbl-doses")
