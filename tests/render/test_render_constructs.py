"""Constructs of Markdown are the same in each format, or the build stops."""

from __future__ import annotations

import pytest

from report.rows.errors import RenderError

ALL = ("html", "pdf", "docx")


def test_a_formula_is_set_in_each_format(rendered):
    """MathML on the page, a drawing with its TeX on paper, an equation of Word's own; TeX is never printed."""
    made = rendered(
        "The slope is $\\hat\\beta = \\frac{\\sum x y}{\\sum x^{a}}$.\n\n$$\n\\sqrt{x}\n$$\n", *ALL
    )
    assert "<mfrac>" in made.page
    assert "<msqrt>" in made.page
    assert "m:f>" in made.word
    assert "m:rad>" in made.word
    assert "frac" not in made.printed
    assert "frac" not in made.read


def test_a_formula_that_prints_a_row_keeps_the_row(rendered):
    """A row at the outer level of a formula is set beside its parts and stays a link to its row."""
    span = '[−.56]{#o1 .stat data-stat="a.b"}'
    made = rendered(f"We found $\\hat\\beta = {span}$ and $x > a$.", "html", "docx")
    assert '<span id="o1" class="stat" data-stat="a.b">−.56</span>' in made.page
    assert 'w:val="a.b"' in made.word
    assert made.read.endswith("= −.56 and x>a.")


@pytest.mark.parametrize("tex", ["\\frac{ROW}{n}", "x^{ROW}", "\\left( ROW \\right)"])
def test_a_row_within_a_formula_is_a_fault(tex, rendered):
    """A row that is a part of a fraction, a script or brackets cannot be linked."""
    with pytest.raises(RenderError, match="inside a formula"):
        rendered("$" + tex.replace("ROW", '[.5]{#o1 .stat data-stat="a.b"}') + "$")


def test_an_unknown_command_of_a_formula_is_a_fault(rendered):
    """The fault names the formula and what is wrong with it."""
    with pytest.raises(
        RenderError, match=r"the formula \\foo\{x\} cannot be typeset: unexpected control sequence \\foo"
    ):
        rendered("A formula $\\foo{x}$.")


def test_equations_are_numbered_and_referred_to(rendered):
    """A displayed formula before {#eq-…} has a number at its side, which @eq-… prints."""
    made = rendered("See @eq-b.\n\n$$a$$ {#eq-a}\n\n$$b$$ {#eq-b}\n", *ALL)
    assert "See Equation 2." in made.read
    assert "See Equation\xa02." in made.printed or "See Equation 2." in made.printed
    assert ">(2)<" in made.page
    assert "(2)" in made.printed
    assert "(2)</m:t>" in made.word
    assert "{#eq" not in made.read + made.word


def test_sections_are_referred_to_by_number_or_by_title(rendered):
    """@sec-… prints the number of a section where sections have numbers, its title where not."""
    text = "See @sec-b.\n\n# One\n\n## Measures {#sec-b}\n"
    assert "See Section “Measures”." in rendered(text).read
    numbered = rendered(f"---\ntitle: A\nnumber-sections: true\n---\n\n{text}", "html", "docx")
    assert "See Section 1.1." in numbered.read
    assert "1.1 Measures" in numbered.read
    assert ("Heading2", "1.1 Measures") in numbered.paragraphs


@pytest.mark.parametrize("written", ["{{< pagebreak >}}", "\\newpage", "\\pagebreak"])
def test_a_page_break_breaks_pages_and_prints_nothing(written, rendered):
    """In a PDF and in Word what follows begins a page."""
    made = rendered(f"Before.\n\n{written}\n\nAfter.\n", *ALL)
    assert made.read.endswith("Before. After.")
    assert "After" in made.printed.split("\f")[1]
    assert '<w:br w:type="page"/>' in made.word


@pytest.mark.parametrize(
    "written", ["{{< video a.mp4 >}}", "Text {{< kbd Shift >}} goes on.", "## {{< meta title >}}"]
)
def test_a_shortcode_that_the_engine_lacks_is_a_fault(written, rendered):
    """It is never printed as text."""
    with pytest.raises(RenderError, match="shortcode"):
        rendered(written)


@pytest.mark.parametrize(
    "written", ["Text {{< meta title goes on.", "- {{<\n- b", "{{< pagebreak >}} {{< kbd"]
)
def test_a_shortcode_that_is_not_closed_is_a_fault(written, rendered):
    """Its text would be printed as it is written."""
    with pytest.raises(RenderError, match="opens a shortcode that is not closed"):
        rendered(f"{written}\n", "html")


def test_a_line_break_in_a_cell_breaks_the_line_in_each_format(rendered):
    """`<br>` is a line break in a table cell, too."""
    made = rendered("| A | B |\n|---|---|\n| one<br>two | three |\n", "html", "docx")
    assert "one<br />\ntwo" in made.page or "one<br>two" in made.page
    assert "<w:br/>" in made.word


def test_a_table_in_markdown_has_a_number_and_a_caption(rendered):
    """A caption that ends with {#tbl-…} makes a table a float like any other."""
    made = rendered("As in @tbl-own.\n\n| A | B |\n|---|--:|\n| a | b |\n\n: Own table {#tbl-own}\n", *ALL)
    assert "As in Table 1." in made.read
    assert "Table 1 Own table" in made.read
    assert ("TableCaption", "Table\xa01 Own table") in made.paragraphs
    assert 'id="tbl-own"' in made.page


def test_cells_that_span_columns_and_rows_keep_their_places(rendered):
    """A grid table with spans is rendered in each format, with all of its texts."""
    table = (
        "+-----+-----+-----+\n| Both      | C   |\n+=====+=====+=====+\n| a   | b   | c   |\n"
        "|     +-----+-----+\n|     | d   | e   |\n+-----+-----+-----+\n"
    )
    made = rendered(table, *ALL)
    assert 'colspan="2"' in made.page
    assert 'rowspan="2"' in made.page
    assert "w:gridSpan" in made.word
    for text in ("Both", "a", "b", "c", "d", "e"):
        assert text in made.printed


def test_lists_keep_their_numbers_and_brackets(rendered):
    """Letters, roman numbers and brackets of list items are the same on paper as in Word."""
    made = rendered("a) alpha\nb) beta\n\n(@x) example\n\nIV. four\nV. five\n\nSee (@x).\n", *ALL)
    for marker in ("b) beta", "(1) example", "V. five"):
        assert marker in " ".join(made.printed.split())
    assert "See (1)." in made.read


def test_tasks_show_their_boxes_as_text(rendered):
    """A task list has the same boxes in each format."""
    made = rendered("- [ ] open\n- [x] done\n", *ALL)
    for text in (made.read, " ".join(made.printed.split()), "".join(each for _, each in made.paragraphs)):
        assert "☐" in text
        assert "☒" in text


def test_blocks_have_their_texts_in_each_format(rendered):
    """Definitions, quotations, verses, code, nested lists and notes of several paragraphs are lost nowhere."""
    text = (
        "Term\n\n:   Meaning.\n\n> Quoted.\n\n| A verse\n|   goes on\n\n```r\nx <- f()\n```\n\n- outer\n    - inner\n\n"
        "A note.[^n]\n\n[^n]: Its begin.\n\n    Its end.\n\n    - its item\n"
    )
    made = rendered(text, *ALL)
    for part in (
        "Term",
        "Meaning.",
        "Quoted.",
        "A verse",
        "x <- f()",
        "inner",
        "Its begin.",
        "Its end.",
        "its item",
    ):
        assert part in made.read
        assert part in " ".join(made.printed.split())


def test_a_row_higher_than_a_page_keeps_caption_and_heads(rendered):
    """Caption, heads and first row are on one page, and the heads are repeated on each page of the table."""
    long = "word and word " * 900
    made = rendered(
        "::: {#tbl-long .stat-table}\n"
        f"| Theme | Quotation |\n|:--|:---------|\n| Trust | Short |\n| Long | {long} |\n\n"
        "Themes\n:::\n",
        "html",
        "pdf",
    )
    first, *others = [page for page in made.printed.split("\f") if "word and" in page]
    assert all(text in first for text in ("Themes", "Theme ", "Trust", "Short"))
    assert others
    assert all("Quotation" in page for page in others)


def test_a_link_to_nothing_is_a_fault(rendered):
    """What the printer warns of is shown to the author: a link whose target is not in the document."""
    with pytest.raises(RenderError, match="links to #nowhere, which is not in the document"):
        rendered("See [there](#nowhere).", "html", "pdf")
    rendered("# Here {#here}\n\nSee [there](#here).", "html", "pdf")


def test_the_heading_of_a_callout_is_its_title(rendered):
    """As in Quarto, it is in no table of contents; a heading further down, or in another div, is a section."""
    callout = "::: {.callout-note}\n## Take care\n\nText.\n:::\n"
    page = rendered(f"# Start\n\n{callout}", "html").page
    assert "<strong>Take care</strong>" in page
    assert 'href="#take-care"' not in page
    page = rendered("# Start\n\n" + callout.replace("callout-note", "other"), "html").page
    assert 'href="#take-care"' in page
