"""Tables and columns that a copy adds: pipe tables in templates, and advice where a product makes the table."""

from __future__ import annotations

import pytest

from report.merge.code_texts import CodeTexts
from report.merge.new_footnotes import NewFootnotes
from report.merge.new_tables import NewTables, shown
from report.merge.selections import selection
from report.merge.source_spans import Refusal
from report.merge.verification import differences
from report.merge.word_units import read_units
from tests.merge.edit_kinds import (
    WordCopy,
    column_deleted,
    column_inserted,
    element,
    inserted_after,
    new_table,
    paragraph_of,
    reworded,
    row_after,
    row_deleted,
    together,
)
from tests.merge.grids import copy_with_table
from tests.merge.markdown_copies import base_of

ROWS = [["Group", "Mean", "Place"], ["Adults", "8.5", "Valley"], ["Children", "7.5", "Hill | top"]]
NUMBERS = [["Visit", "Day"], ["First", "4711"], ["Second", "4712"]]


@pytest.fixture
def merged(built):
    """The merge of a copy with edits."""

    def merge(*edits, **options):
        file = WordCopy(built.word)
        together(*edits)(file)
        return built.merge(file.saved(), **options)

    return merge


def with_code(built):
    line = next(
        number
        for number, line in enumerate((built.root / "mini" / "products.py").read_text().split("\n"), 1)
        if line == "def sleep_table():"
    )
    file = str(built.root / "mini" / "products.py")
    return line, CodeTexts(lambda: {"sleep_table": (file, line)}, built.root)


def test_the_numbers_of_a_new_table_are_offered_rows_in_their_order(merged):
    """Each has its own answer; `nearest` takes the first row of each, and the table is written with its columns."""
    table = new_table("Another paragraph", ROWS, "Table 9: Sleep in groups.", "Note. Hours.")
    (hunk,) = merged(table).hunks
    assert (hunk.what, hunk.state) == ("inserted table", "proposal")
    assert [(each.text, each.meanings) for each in hunk.asks] == [
        ("8.5", ("hours.max",)),
        ("7.5", ("hours.mean",)),
    ]
    wanted = """nothing in it is a number.

::: {#tbl-sleep-groups}
| Group | Mean | Place |
|:------|-----:|:------|
| Adults | << hours.max >> | Valley |
| Children | << hours.mean >> | Hill \\| top |

::: {.table-note}
Note.
Hours.
:::

Sleep in groups.
:::

## Methods"""
    for answers in ("1=nearest", "1=hours.max,1=hours.mean"):
        text = merged(table, selection=selection(answers)).merged["index.qmd.j2"]
        assert wanted in text, text[text.find("nothing in it") :][:600]


def test_what_no_row_prints_stays_open_after_the_nearest_rows(merged):
    """A number without a row is asked for again, and the table is not written."""
    found = merged(new_table("Another paragraph", NUMBERS), selection=selection("1=nearest"))
    assert [each.text for each in found.hunks[0].asks] == ["4711", "4712"]
    assert found.changed == {}


def test_a_reference_to_a_new_table_names_it(merged):
    """A number may be that of the new table or of the one that had it before."""
    table = new_table("Another paragraph", [["A", "B"], ["C", "D"]], "Table 2. All letters")
    edit = reworded("in quiet towns", "in quiet towns, as Table 2 shows,")
    hunk = next(each for each in merged(table, edit).hunks if each.asks)
    assert hunk.rows == ("@tbl-all-letters", "@tbl-visits")


def test_a_table_with_merged_cells_says_what_to_do(merged):
    """A pipe table has no merged cells."""

    def with_merged_cell(file):
        new_table("Another paragraph", [["Wide", "B"], ["C", "D"]])(file)
        file.paragraph("Wide").getparent().insert(0, element("tcPr", element("gridSpan", val="2")))

    (hunk,) = [each for each in merged(with_merged_cell).hunks if each.what == "inserted table"]
    assert (hunk.state, "merged cells" in hunk.why, "divide the cells" in hunk.remedy) == (
        "conflict",
        True,
        True,
    )


def test_cells_of_a_table_with_a_new_column_are_paired_by_their_column(built, merged):
    """Equal texts in a row do not change which column is new."""
    edits = column_inserted("Second", 1, "Mode", "First", "A diary was handed out")
    (hunk,) = merged(edits).hunks
    assert (hunk.what, hunk.after) == ("inserted column", "Mode | First | A diary was handed out")


def test_an_edited_cell_beside_a_new_column_is_a_hunk_of_its_own(merged):
    """The text of a cell and the columns of its table are accepted separately."""
    edits = (
        reworded("A diary was handed out", "A paper was given"),
        column_inserted("Second", 2, "Mode", "a", "b"),
    )
    found = merged(*edits)
    assert [each.what for each in found.hunks] == ["inserted column", "replaced in cell"]
    assert "| First | A paper was given | a |" in found.merged["index.qmd.j2"]
    only = merged(*edits, selection=selection("1"))
    assert "| First | A diary was handed out | a |" in only.merged["index.qmd.j2"]


def test_a_column_of_divided_cells_says_what_to_do(merged):
    """A cell of a pipe table has one paragraph."""

    def divided(file):
        column_inserted("Second", 2, "Mode", "a", "b")(file)
        file.paragraph("b").addnext(paragraph_of("c"))

    (hunk,) = merged(divided).hunks
    assert (hunk.state, hunk.why) == ("conflict", "divides cells")


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (row_after("Participants", "Longest", "8.5"), 'add row("Longest", "{hours.max}") in sleep_table'),
        (row_deleted("Participants"), "remove “Participants | 3” in sleep_table"),
        (
            column_inserted("Participants", 1, "Most", "8.5", "none"),
            'add Column("Most") with the cells "{hours.max}", "none" in sleep_table',
        ),
        (column_deleted("Participants", 1), "remove “Value | 7.5* | 3” in sleep_table"),
        (row_after("Participants", "Oldest", "97"), "no row prints 97: compute it, or correct the copy"),
    ],
)
def test_rows_and_columns_of_a_product_name_the_function_and_the_change(built, merged, edit, change):
    """One hunk with file and line, and with the rows that print the typed numbers."""
    line, code = with_code(built)
    (hunk,) = merged(edit, code=code).hunks
    assert hunk.state == "proposal"
    assert change in hunk.remedy
    assert f"sleep_table, mini/products.py:{line}" in hunk.remedy
    assert hunk.where.startswith("templates/index.qmd.j2:")


def test_the_number_of_a_caption_is_no_difference_after_a_merge(built, merged):
    """Captions are numbered by each build: a table in between moves the numbers of those that follow."""
    file = WordCopy(built.word)
    new_table("Another paragraph", [["A", "B"], ["C", "D"]], "Table 9. All letters")(file)
    copy = file.saved()
    again = WordCopy(copy)
    reworded("Table 9. All letters", "Table 2 All letters")(again)
    assert list(differences(built.merge(copy), read_units(again.saved()).units)) == []
    reworded("All letters", "Other letters")(again)
    assert len(list(differences(built.merge(copy), read_units(again.saved()).units))) == 1


def test_what_follows_a_table_is_written_below_its_div(merged):
    """The note is the last unit of a table in the copy; a paragraph or table after it is no part of the table."""
    below = "Visits of all participants\n:::\n\n"
    paragraph = inserted_after("Note. Visits", "A paragraph below.", style="BodyText")
    assert f"{below}A paragraph below.\n" in merged(paragraph).merged["index.qmd.j2"]
    table = new_table("Note. Visits", [["Place", "People"], ["Valley", "many"]])
    assert f"{below}| Place | People |\n" in merged(table).merged["index.qmd.j2"]


SOURCE = "Text.\n\n::: {#tbl-two-letters}\n| A |\n|---|\n| 1 |\n\nTable 1. Letters\n:::\n"
CELLS = [["A", "B"], ["1", "x"]]


def new_tables(rows, before="Text.", after=""):
    """The new tables of a copy, whose first unit alone is one of the build."""
    base, copy = base_of(SOURCE), copy_with_table(rows, before, after)
    return NewTables(base, copy, NewFootnotes(base.templates, base.units, copy.units), {0}), copy.units


def test_a_table_without_caption_and_note_is_its_lines():
    """It has no label then."""
    tables, units = new_tables(CELLS)
    (table,) = tables.found
    assert tables.text(table) == "| A | B |\n|---:|:---|\n| 1 | x |"
    assert shown(table, units) == "A | B ¶ 1 | x"
    assert tables.by_unit.keys() == set(range(1, 5))


@pytest.mark.parametrize(
    ("before", "after", "caption", "note"),
    [
        ("Text.\n\nTable 2. All letters", "", 1, -1),
        ("Text.", "Table 2. All letters", 5, -1),
        ("Text.", "*Note.* Few.\n\nTable 2. All letters", 6, 5),
        ("Text.\n\nTable 2. All letters", "Notes are few.", 1, 6),
        ("Text.\n\nNo table here", "Nothing of note.", -1, -1),
        ("Text.\n\nAbbildung 2. Buchstaben", "", -1, -1),
    ],
)
def test_the_caption_is_beside_the_table_and_the_note_below_it(before, after, caption, note):
    """A caption begins with the word and the number that captions of the build begin with."""
    (table,) = new_tables(CELLS, before, after)[0].found
    assert (table.caption, table.note) == (caption, note)


def test_a_label_is_a_few_words_of_the_caption_and_is_not_taken():
    """Without accents; a label of the build gets a number."""
    named = {"Two letters": "tbl-two-letters-2", "Été à Genève, 2020": "tbl-ete-geneve", "Ab": "tbl-new"}
    for caption, label in named.items():
        tables, _ = new_tables(CELLS, f"Text.\n\nTable 2. {caption}")
        assert tables.found[0].label == label
        assert list(tables.printed_labels()) == [("Table 2", label)]


def test_a_table_with_a_unit_of_the_build_is_not_new():
    """Its rows and columns are edited."""
    base, copy = base_of(SOURCE), copy_with_table(CELLS)
    tables = NewTables(base, copy, NewFootnotes(base.templates, base.units, copy.units), {0, 3})
    assert tables.found == []


def test_a_table_with_unequal_rows_is_refused():
    """Nothing is written in its place."""
    tables, _ = new_tables([["A", "B"], ["1"]])
    made = tables.text(tables.found[0])
    assert isinstance(made, Refusal)
    assert "merged cells" in made.why
