"""Citations by number, as another citation style or a reference manager writes them, are citations in their place."""

import re
import shutil
from pathlib import Path

import pytest
from editable import Html, Word
from subject import Sample

from report.text.reading.html import page_copy

PROJECT = Path(__file__).parent / "sample"
_SPAN = re.compile(r'<span class="citation".*?</span>', re.DOTALL)
_AUTHORS = re.compile(r"\((?:see )?(?:Hand and Glove 2019|Mitten 2021)[^()]*\)")
FORMS = ["[1]", "[1, 2]", "[1–2]", "(1)", "(see 2)", "[1], [2]"]
RAISED = ["1", "1,2", "1–2"]


def cited(sample, form):
    """The page after a reference manager has replaced every citation."""
    page, count = _SPAN.subn(form, sample.bytes("index.html").decode("utf-8"))
    assert count == 4
    return page.encode()


@pytest.mark.parametrize("form", [*FORMS, *(f"<sup>{each}</sup>" for each in RAISED)])
def test_numbers_in_the_place_of_a_citation_cite(sample, form):
    """In brackets, parentheses or raised, alone, in lists and in ranges."""
    assert sample.found("index.html", cited(sample, form)) == []


@pytest.mark.parametrize("form", ["[3]", "(29)", "[1–29]", "[1.2]", "<sup>29</sup>", "(2%)", "[−1]"])
def test_a_number_that_no_reference_has_is_typed(sample, form):
    """The reference list of the sample has two works."""
    assert {kind for kind, _ in sample.found("index.html", cited(sample, form))} == {"typed"}


@pytest.mark.parametrize("form", FORMS[:4])
def test_numbers_cite_in_word_too(sample, form):
    """A co-author sends back a Word file whose reference manager cites by number."""
    word = Word(sample.bytes("index.docx"))
    new = [(index, _AUTHORS.sub(form, text)) for index, (_, text) in enumerate(word.blocks)]
    changed = [each for each, (_, text) in zip(new, word.blocks, strict=True) if each[1] != text]
    assert len(changed) == 3
    assert sample.found("index.docx", word.edited(*changed)) == []


@pytest.mark.parametrize("typed", ["(2)", "[1]", "[1, 2]", "(see 2)"])
@pytest.mark.parametrize("words", ["Two limits are", "calm was measured", "for decades", "people are few"])
def test_a_number_in_brackets_elsewhere_is_typed(sample, words, typed):
    """A small number in brackets where the paper cites nothing is a result until the paper says otherwise."""
    page = Html(sample.bytes("index.html"))
    place = next(n for n, (_, text) in enumerate(page.blocks) if words in text)
    edited = page.edited((place, page.blocks[place][1].replace(words, f"{words} {typed}")))
    assert {kind for kind, _ in sample.found("index.html", edited)} == {"typed"}


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("decades<sup>1,2</sup>.", "decades 1,2.", ["mark"]),
        ("decades<span class='citation'><sup>1</sup></span>", "decades 1", ["citation"]),
        ("was <a data-stat='a.b'>7.5</a><sup>4</sup>.", "was 7.5 4.", ["stat", "mark"]),
        ("few.<sup>2</sup> Then", "few. 2 Then", ["mark"]),
        ("about 10<sup>3</sup> cells", "about 103 cells", []),
        ("R<sup>2</sup> and χ<sup>2</sup>", "R2 and χ2", []),
    ],
)
def test_raised_citations_are_apart_from_the_word_before(source, text, kinds):
    """A raised citation is not part of a word or number; an exponent is."""
    (block,) = page_copy(f"<html><body><p>{source}</p></body></html>").blocks
    assert (block.text, [anchor.kind for anchor in block.anchors]) == (text, kinds)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["vancouver", "ieee", "nature"])
def test_copies_in_a_numeric_style_are_clean(sample, style, tmp_path):
    """In every format, against the paper in that style and against the paper that cites by author.

    One citation of another work is a finding; works that were renumbered throughout are none.
    """
    shutil.copytree(PROJECT, tmp_path / "project")
    template = tmp_path / "project/templates/index.qmd.j2"
    template.write_text(template.read_text("utf-8").replace("lang:", f"csl: {style}\nlang:", 1), "utf-8")
    numeric = Sample(tmp_path / "project", tmp_path)
    for name in ("index.html", "index.docx", "index.pdf"):
        assert numeric.found(name, numeric.bytes(name)) == []
        assert sample.found(name, numeric.bytes(name)) == []
    page = numeric.bytes("index.html").decode()
    number = re.compile(r'(role="doc-biblioref">\D*)([12])(?=\D)')
    for place in number.finditer(page):
        other = f"{page[: place.start(2)]}{3 - int(place[2])}{page[place.end(2) :]}"
        assert numeric.found("index.html", other.encode()) == [("typed", "")]
    renumbered = number.sub(lambda found: f"{found[1]}{3 - int(found[2])}", page)
    assert numeric.found("index.html", renumbered.encode()) == []


def test_the_paper_itself_is_clean(sample):
    """The citations of the paper are its own."""
    for name in ("index.html", "index.docx"):
        assert sample.found(name, sample.bytes(name)) == []
