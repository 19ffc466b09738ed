"""Oblique text, such as a watermark, neither breaks nor hides the text of a PDF page."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from report.text.reading.letters import Letter
from report.text.reading.oblique import by_direction, whole_lines
from report.text.reading.pdf import read_pdf

LEVEL, UP, OBLIQUE, DOWN = "1 0 0 1", "0 1 -1 0", "0.7 0.7 -0.7 0.7", "0.8 -0.6 0.6 0.8"


def page(*drawn):
    """A PDF of one page with texts, each with its grey, size, direction, position and font."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    code = "".join(
        f"q {grey} g BT /{font} {size} Tf {turn} {x} {y} Tm ({text}) Tj ET Q\n"
        for text, grey, size, turn, x, y, font in drawn
    )
    fonts = {
        NameObject(f"/{name}"): DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject(f"/{base}"),
            }
        )
        for name, base in {"H": "Helvetica", "Z": "ZapfDingbats"}.items()
    }
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject(fonts)})
    page[NameObject("/Resources")] = resources
    stream = DecodedStreamObject()
    stream.set_data(code.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def texts(*drawn):
    return [block.text for block in read_pdf(page(*drawn)).blocks]


FIRST = ("The effect was 0.42 in 29 patients, and 12", 0, 12, LEVEL, 100, 500, "H")
SECOND = ("of them had no symptom after 6 weeks.", 0, 12, LEVEL, 100, 486, "H")
WHOLE = "The effect was 0.42 in 29 patients, and 12 of them had no symptom after 6 weeks."


def test_a_word_laid_over_digits_does_not_hide_them():
    """The strokes of a watermark cross a page of numbers, and all of them are read."""
    rows = [(" ".join(["0.42 1.88"] * 10), 0, 7, LEVEL, 60, 500 - 9 * row, "H") for row in range(16)]
    read = texts(*rows, ("DRAFT", 0.8, 200, OBLIQUE, 120, 300, "H"))
    assert "".join(read[:-1]).count("0.42 1.88") == 160


@pytest.mark.parametrize(
    ("turn", "x", "y"), [(OBLIQUE, 120, 440), (DOWN, 120, 560)], ids=["upwards", "downwards"]
)
@pytest.mark.parametrize("order", ["below", "between", "above"])
def test_an_oblique_word_does_not_change_the_text_it_crosses(turn, x, y, order):
    """The words of the page stay one block with all of their digits; the watermark is a block of its own."""
    mark = ("COPY 2026", 0.8, 60, turn, x, y, "H")
    drawn = {"below": (mark, FIRST, SECOND), "between": (FIRST, mark, SECOND), "above": (FIRST, SECOND, mark)}
    assert texts(*drawn[order]) == [WHOLE, "COPY 2026"]


def test_upright_text_is_no_oblique_text():
    """The label of an axis stays where it was set."""
    label = ("Depression 0-27", 0, 12, UP, 80, 300, "H")
    assert texts(label, FIRST) == ["Depression 0-27", "The effect was 0.42 in 29 patients, and 12"]


def test_oblique_ink_that_is_not_a_word_still_hides_what_it_covers():
    """A black sign of a symbol font over a number takes its digits away."""
    block = ("n", 1, 90, OBLIQUE, 190, 455, "Z")
    (text, *_) = texts(FIRST, block)
    assert "0.42" not in text


def letters(text, *, oblique=True):
    return [Letter(letter, 10.0, 0.0, 0.0, index, oblique) for index, letter in enumerate(text)]


def test_an_oblique_line_is_whole_if_a_digit_of_it_is_seen():
    """Cells of tables cover parts of a watermark below them, and all of one of them hides it."""
    read = letters("Copy 12\nCopy 34")
    seen = [letter for letter in read if letter.text not in "234"]
    assert "".join(each.text for each in whole_lines(read, seen)) == "Copy 12\nCopy "


def test_line_ends_belong_to_both_directions():
    """A level line that ends before oblique text does not continue after it."""
    level, oblique = by_direction(
        [*letters("a\n", oblique=False), *letters("b\n"), *letters("c", oblique=False)]
    )
    assert ["".join(each.text for each in part) for part in (level, oblique)] == ["a\n\nc", "\nb\n"]
