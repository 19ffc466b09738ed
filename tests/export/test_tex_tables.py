"""Tables as LaTeX and as cells of a workbook, from grids that are written by hand."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText

from report.export.csv_tables import COLUMNS
from report.export.grid import DisplayedTable, GridRow, Run, Runs
from report.export.numbering import NumberedFloat
from report.export.outputs import described
from report.export.readback import ReadTable
from report.export.tex import fragment, whole
from report.export.workbook_cells import align, rule, set_ground, set_inert, set_number, set_text
from report.export.workbook_checks import listed_tables, missing_sheets, of_provenance, records_ids
from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.stat import Stat

LEDGER = Ledger.of(
    [
        Stat("a.r", 0.254, "unit", "correlation"),
        Stat("a.p", 0.004, "p", "p"),
        Stat("a.n", 25, "count", "cases"),
    ],
    Build(study="A_study", commit="abc1234", data=(("d.csv", "0123456789abcdef"),)),
)


def runs(*texts: str | Run) -> Runs:
    """Runs of plain text, or as they are."""
    return tuple(each if isinstance(each, Run) else Run(each) for each in texts)


def stat(text: str, id: str = "a.r", **more: str) -> Run:
    """The printed text of a row."""
    return Run(text, kind="stat", id=id, **more)  # type: ignore[arg-type]


def grid(
    *rows: GridRow, heads: tuple[Runs, ...] = (runs("Term"), runs("r")), **more: object
) -> DisplayedTable:
    """A table with a left-aligned and a right-aligned column."""
    made = {"caption": runs("A caption"), "aligns": ("left", "right"), "notes": (), **more}
    return DisplayedTable(NumberedFloat("table", "fit", "S3"), heads=heads, rows=rows, **made)  # type: ignore[arg-type]


def line(*cells: str | Run | Runs, **more: object) -> GridRow:
    """A row of cells."""
    return GridRow(tuple(each if isinstance(each, tuple) else runs(each) for each in cells), **more)  # type: ignore[arg-type]


def lines(made: DisplayedTable, notice: str = "") -> list[str]:
    """The lines of a table."""
    return fragment(made, notice).splitlines()


def test_each_cell_is_on_a_line_with_the_ids_of_its_rows() -> None:
    """A comment that LaTeX ignores and a check reads; the last cell ends the row."""
    stars = Run("**", kind="stars", id="a.p")
    found = lines(grid(line("Age", (stat(".25"), stars))))
    place = found.index("Age")
    assert found[place + 1] == r"& .25{*}{*} \\ % a.r stars:a.p"


def test_a_table_has_three_rules_and_repeats_its_head() -> None:
    """booktabs: above, below the head, and below the last row; the head of later pages has no caption."""
    found = lines(grid(line("Age", stat(".25"))))
    assert found.count(r"\toprule") == found.count(r"\midrule") == 2
    assert found.count(r"\bottomrule") == 1
    first, again = found.index(r"\endfirsthead"), found.index(r"\endhead")
    assert sum("A caption" in each for each in found[:first]) == 1
    assert found[first + 1 : again] == [r"\toprule", "Term", r"& r \\", r"\midrule"]


def test_the_ids_of_heads_are_not_repeated() -> None:
    """On later pages they would be counted twice."""
    found = lines(grid(line("a", "b"), heads=(runs("Term"), runs("N = ", stat("25", "a.n")))))
    assert found.count(r"& N = 25 \\ % a.n") == 1
    assert found.count(r"& N = 25 \\") == 1


def test_what_latex_would_obey_is_escaped() -> None:
    """In cells, captions and notices."""
    found = fragment(grid(line("50 % & more", r"\input{x}"), caption=runs("a_b")), "5 % {x}")
    assert r"50 \% \& more" in found
    assert r"\textbackslash{}input\{x\}" in found
    assert r"a\_b" in found
    assert r"5 \% \{x\}" in found


@pytest.mark.parametrize(
    ("look", "code"),
    [
        ("emph", r"\textit{M}"),
        ("strong", r"\textbf{M}"),
        ("super", r"\textsuperscript{M}"),
        ("sub", r"\textsubscript{M}"),
        ("math", "$M$"),
    ],
)
def test_each_look_has_its_command(look: str, code: str) -> None:
    """Formulas are not escaped."""
    assert code in lines(grid(line(Run("M", frozenset({look})), "x")))


def test_looks_can_be_combined() -> None:
    """The inner one first."""
    assert r"\textbf{\textit{M}}" in lines(grid(line(Run("M", frozenset({"emph", "strong"})), "x")))


def test_a_group_spans_all_columns_and_stays_with_its_first_row() -> None:
    """The starred line end forbids a page break."""
    found = lines(grid(line("Women", kind="group"), line("Age", ".25")))
    assert r"\multicolumn{2}{@{}l@{}}{Women} \\*" in found


def test_an_indented_row_is_indented() -> None:
    """Its first cell alone."""
    assert r"\hspace{1em}Age" in lines(grid(line("Age", ".25", indent=True)))


def test_a_correlation_is_shaded_by_its_size() -> None:
    """Seven per cent for each tenth; none has no colour."""
    found = lines(grid(line("a", stat(".25", shade="plus-3")), line("b", stat("-.41", shade="minus-4"))))
    assert r"& \cellcolor{plus!21}.25 \\ % a.r" in found
    assert r"& \cellcolor{minus!28}-.41 \\ % a.r" in found
    assert "cellcolor" not in fragment(grid(line("a", stat(".02", shade="plus-0"))), "")


def test_long_texts_are_paragraphs_and_wide_tables_are_turned() -> None:
    """A text of more than a third of a line is broken; more than a line of letters needs landscape."""
    narrow = fragment(grid(line("word " * 12, "1")), "")
    assert r">{\raggedright\arraybackslash}p{" in narrow
    assert "landscape" not in narrow
    assert r"\begin{longtable}{@{}lr@{}}" in lines(grid(line("Age", "1")))
    heads = tuple(runs(f"head{place}") for place in range(6))
    wide = grid(line(*("x" * 20,) * 6), heads=heads, aligns=("left",) * 6)
    assert lines(wide)[1] == r"\begin{landscape}"
    assert lines(wide)[-1] == r"\end{landscape}"


def test_notes_and_notice_are_below_the_table() -> None:
    """The notice also as a comment at the top, for a reader of the file."""
    found = lines(grid(line("a", "b"), notes=(runs("Note with ", stat("25", "a.n")),)), "Synthetic data")
    assert found[1] == "% Synthetic data"
    assert found[-3:-1] == [
        r"\par\noindent{\footnotesize Note with 25\par} % a.n",
        r"\par\noindent{\footnotesize Synthetic data\par}",
    ]


def test_the_document_inputs_each_table() -> None:
    """With the study, the build, and the notice as author."""
    found = whole([grid(line("a", "b"))], LEDGER, "Synthetic")
    assert r"\input{Table-S3.tex}" in found
    assert r"\title{Tables: A\_study}" in found
    assert r"\author{Synthetic}" in found
    assert "abc1234" in found
    assert found.startswith(r"\documentclass")
    assert r"\author{}" in whole([], LEDGER, "")


@pytest.fixture
def cell() -> object:
    """An empty cell of a workbook."""
    return Workbook().create_sheet()["B2"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@a", "  =1"])
def test_a_text_is_never_a_formula(cell, text: str) -> None:
    """Also when it is edited: the quotation prefix keeps it a text."""
    set_inert(cell, text)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_an_ordinary_text_needs_no_prefix(cell) -> None:
    """And an empty one is no text."""
    set_inert(cell, "a = b")
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", False)


def test_a_single_number_is_stored_with_its_full_value(cell) -> None:
    """It displays as printed; the width of absent marks is kept free, so that numbers are aligned."""
    set_number(cell, runs(stat(".25")), LEDGER, marks=2)
    assert cell.value == 0.254
    assert cell.number_format.startswith(".00_*_*;")


@pytest.mark.parametrize(
    "content",
    [
        runs(stat(".25"), " to ", stat(".25")),
        runs(stat(".26")),
        runs("about .25"),
        runs(),
    ],
)
def test_any_other_cell_is_text(cell, content: Runs) -> None:
    """Two numbers, a number that is not printed as its row is, typed text, or nothing."""
    set_number(cell, content, LEDGER, marks=0)
    assert not isinstance(cell.value, int | float)
    assert (cell.value or "") == "".join(run.text for run in content)


def test_a_number_below_its_format_is_displayed_as_printed(cell) -> None:
    """Words and marks around a number are part of its format."""
    stars = Run("**", kind="stars", id="a.p")
    set_number(cell, runs("r = ", stat(".25"), stars), LEDGER, marks=2)
    assert cell.value == 0.254
    assert '"r = "' in cell.number_format
    assert '"**"' in cell.number_format or r"\*\*" in cell.number_format


def test_emphasis_is_kept_in_a_text(cell) -> None:
    """As rich text; a text without any is plain."""
    set_text(cell, (Run("M", frozenset({"emph"})), Run("2", frozenset({"super"}))))
    assert isinstance(cell.value, CellRichText)
    assert [(str(b), b.font.i, b.font.vertAlign) for b in cell.value] == [
        ("M", True, None),
        ("2", False, "superscript"),
    ]
    set_text(cell, runs("plain"), bold=True, size=9)
    assert (cell.value, cell.font.b, cell.font.sz) == ("plain", True, 9)


@pytest.mark.parametrize(
    ("shading", "colour"), [("plus-10", "FF579"), ("minus-5", None), ("plus-0", ""), ("", "")]
)
def test_the_ground_of_a_correlation_is_between_white_and_its_colour(
    cell, shading: str, colour: str | None
) -> None:
    """The larger the correlation, the further from white; none has no ground."""
    set_ground(cell, runs(stat(".25", shade=shading)))
    if colour == "":
        assert cell.fill.fill_type is None
        return
    sign, _, depth = shading.partition("-")
    full = {"plus": (0x12, 0x4F, 0x86), "minus": (0xC2, 0x53, 0x1C)}[sign]
    wanted = [255 - (255 - part) * int(depth) / 14 for part in full]
    found = cell.fill.fgColor.rgb
    assert [int(found[place : place + 2], 16) for place in (2, 4, 6)] == pytest.approx(wanted, abs=0.5)


def test_cells_are_aligned_and_ruled(cell) -> None:
    """Default alignment is left; a rule covers all columns of a line and no other."""
    align(cell, "right", indent=1, wrap=True)
    assert (cell.alignment.horizontal, cell.alignment.indent, cell.alignment.wrap_text) == ("right", 1, True)
    align(cell, "default")
    assert cell.alignment.horizontal == "left"
    sheet = cell.parent
    rule(sheet, 3, 2, top="thin")
    assert [sheet.cell(3, column).border.top.style for column in (1, 2, 3)] == ["thin", "thin", None]
    assert sheet.cell(3, 1).border.bottom.style is None


def record(table: str, id: str, value: str = "1") -> tuple[str, ...]:
    """A line of the sheet of records."""
    given = {"table": table, "id": id, "value": value, "printed": value}
    return tuple(given.get(name, "") for name in COLUMNS)


RECORDS = ReadTable("Statistics", (COLUMNS, record("Table 1", "a.n"), record("Table S2", "a.r"), ()))


def test_records_list_their_tables_and_rows() -> None:
    """The head of the sheet and empty lines are none."""
    assert list(listed_tables([ReadTable("Table 1", ((("x"),),)), RECORDS])) == ["Table 1", "Table S2"]
    found = records_ids(RECORDS)
    columns = (COLUMNS.index("value"), COLUMNS.index("printed"))
    assert found == {(line, place): (id,) for line, id in ((1, "a.n"), (2, "a.r")) for place in columns}
    assert records_ids(ReadTable("Provenance", RECORDS.lines)) == {}


def test_a_table_without_a_sheet_is_deleted() -> None:
    """The finding counts its numbers; missing sheets of records and provenance are notes."""
    expected = {"Table 1": {(1, 1): ("a.n",)}, "Table 2": {(1, 1): ("a.n", "a.r"), (2, 1): ("a.p",)}}
    lost, notes = missing_sheets(["Table 1", "Provenance"], expected)
    assert [(each.kind, each.expected, each.where.table) for each in lost] == [
        ("deleted", "3 numbers", "Table 2")
    ]
    assert notes == ["the sheet Statistics, which the copy lacks"]
    assert missing_sheets(["Table 1", "Table 2", "Statistics", "Provenance"], expected) == ([], [])


def provenance(*facts: tuple[str, ...]) -> ReadTable:
    """A sheet of facts."""
    return ReadTable("Provenance", facts)


OURS = provenance(("Synthetic data", "yes"), ("These data are invented.",), ("Build", "abc"), ("", ""))


def test_the_fact_of_synthetic_data_must_remain() -> None:
    """Without it, or with another value, invented data would pass as real ones."""
    assert of_provenance(OURS, OURS) == ([], [])
    for theirs in (provenance(*OURS.lines[1:]), provenance(("Synthetic data", "no"), *OURS.lines[1:])):
        (finding,), notes = of_provenance(theirs, OURS)
        assert (finding.kind, finding.expected, finding.where.block) == (
            "reworded",
            "Synthetic data yes",
            "Provenance",
        )
        assert notes == []


def test_the_notice_must_remain() -> None:
    """It is a fact without a value."""
    (finding,), _ = of_provenance(provenance(OURS.lines[0], OURS.lines[2]), OURS)
    assert finding.expected == "These data are invented."


def test_facts_of_another_build_are_a_note() -> None:
    """An older copy has other facts; its numbers are compared elsewhere."""
    findings, notes = of_provenance(provenance(*OURS.lines[:2], ("Build", "xyz")), OURS)
    assert findings == []
    assert notes == ["the facts on the sheet Provenance, which belong to another build"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ledger.json", "All statistics in full precision, with their sources"),
        ("index.html", "The document index, as a page"),
        ("supplement.pdf", "The document supplement, as PDF"),
        ("figures/fig1.svg", "Figure fig1, as vectors"),
        ("figures/fig1.png", "Figure fig1, as pixels"),
        ("data.bin", "The document data"),
    ],
)
def test_a_published_file_is_described(name: str, words: str) -> None:
    """By its name, its folder and its format."""
    assert described(name) == words
