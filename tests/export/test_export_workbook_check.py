"""The parts of a workbook besides the visible cells of its tables are checked, or reported as unchecked."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from report.export.verify_tables import open_table
from report.pipeline.expected import Expected
from tests.sampling import sampled

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="module")
def documents(study):
    return Expected(study.inputs, study.computed)


@pytest.fixture
def check(tables, documents, tmp_path):
    """Checks the workbook of all tables after a change: kinds and ids of the findings, and the notes."""

    def changed(change):
        book = load_workbook(tables / "tables.xlsx", rich_text=True)
        change(book)
        book.save(tmp_path / "copy.xlsx")
        found = open_table(tmp_path / "copy.xlsx")(documents)
        return [(each.kind, each.where.table or each.where.block) for each in found.findings], list(
            found.notes
        )

    return changed


def test_a_deleted_or_hidden_sheet_is_missed(check):
    """The sheet of statistics lists the tables that the workbook had."""
    assert check(lambda book: book.remove(book["Table 2"])) == ([("deleted", "Table 2")], [])
    hide = lambda book: setattr(book["Table 2"], "sheet_state", "hidden")  # noqa: E731
    assert check(hide) == ([("deleted", "Table 2")], [])


def test_an_added_sheet_is_said_to_be_unchecked(check):
    """The content of an added sheet belongs to no row and is reported as unchecked; an empty sheet is ignored."""
    add = lambda book: book.create_sheet("Notes").append(["29 of 57 improved"])  # noqa: E731
    assert check(add) == ([], ["not checked: the sheet Notes, which an export does not have"])
    assert check(lambda book: book.create_sheet("Empty")) == ([], [])


def test_a_sheet_of_a_table_that_the_paper_lacks_is_said(check):
    """An added sheet may have the name of a table; the others are compared."""
    add = lambda book: book.create_sheet("Table 7").append(["Table 7. Women 29"])  # noqa: E731
    assert check(add) == ([], ["not checked: the sheet Table 7, which this paper does not have"])


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("n = 29, p = .03", True),
        ("&14b = 0.29", True),
        ("29% of the patients", True),
        ("&P of &N", False),
        ("Draft of 29.11.2026, 00:45", False),
        ("Printed 11/29/2026 12:45 AM, page &P", False),
        ("J Hands 12", False),
    ],
)
def test_results_in_headers_of_a_sheet_are_found(check, text, typed):
    """A header prints on each page of a table; dates and page numbers in it are no results."""

    def change(book):
        book["Table 1"].oddHeader.center.text = text

    assert check(change) == ([("typed", "Table 1")] * typed, [])


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Table 1 (n = 29)", True), ("b = .29", True), ("Sheet1", False), ("Tabelle 2", False)],
)
def test_results_in_the_name_of_a_sheet_are_found(check, name, typed):
    """A sheet may have another name, unless it states a result."""
    change = lambda book: setattr(book["Table 1"], "title", name)  # noqa: E731
    assert check(change) == ([("typed", "Table 1")] * typed, [])


@pytest.mark.parametrize("name", sampled(["Statistics", "Provenance"], 2))
def test_a_deleted_sheet_of_records_is_said(check, name):
    """Its content is on no other sheet."""
    assert check(lambda book: book.remove(book[name])) == (
        [],
        [f"not checked: the sheet {name}, which the copy lacks"],
    )


@pytest.mark.parametrize(
    ("column", "value"),
    sampled([("H", "of 29 patients"), ("I", 0.29), ("J", ".29"), ("K", 29), ("G", "x.y")], 2),
)
def test_the_records_are_checked(check, column, value):
    """Value, printed text, n, id and the numbers of labels."""
    found, notes = check(lambda book: setattr(book["Statistics"][f"{column}9"], "value", value))
    assert {table for _, table in found} == {"Statistics"}
    assert notes == []


@pytest.mark.parametrize(("digits", "kinds"), [(15, set()), (10, set()), (7, {"changed"})])
def test_values_may_lose_the_digits_that_programs_do_not_store(check, digits, kinds):
    """Spreadsheets keep fifteen digits, OpenDocument files ten of a very small number; fewer are a change."""

    def shorten(book):
        for cell in book["Statistics"]["I"][1:]:
            if isinstance(cell.value, float):
                cell.value = float(f"{cell.value:.{digits}g}")

    found, _ = check(shorten)
    assert {kind for kind, _ in found} == kinds


def test_the_fact_of_synthetic_data_is_checked(check):
    """That the data are synthetic must stay; other facts may be those of an older build."""

    def change(fact, value):
        def of_book(book):
            line = next(line for line in book["Provenance"].iter_rows() if line[0].value == fact)
            line[1].value = value

        return of_book

    assert check(change("Synthetic data", "no")) == ([("reworded", "Provenance")], [])
    other = "not checked: the facts on the sheet Provenance, which belong to another build"
    assert check(change("Commit", "45b06ae1")) == ([], [other])


@pytest.mark.parametrize(
    "hide",
    [
        lambda sheet: setattr(sheet.row_dimensions[7], "hidden", True),
        lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True),
        lambda sheet: setattr(sheet["C7"], "font", Font(color="FFFFFFFF")),
        lambda sheet: setattr(sheet["C7"], "number_format", ";;;"),
    ],
    ids=["row", "column", "white", "format"],
)
def test_a_value_that_does_not_show_is_missed(check, hide):
    """A reader of the sheet does not see what is hidden or white."""
    found, _ = check(lambda book: hide(book["Table 1"]))
    assert found
    assert set(found) <= {("changed", "Table 1"), ("deleted", "Table 1")}


def test_a_comment_is_said_to_be_unchecked(check):
    """A comment on a cell is not part of the table."""
    add = lambda book: setattr(book["Table 1"]["C7"], "comment", Comment("29?", "A"))  # noqa: E731
    assert check(add) == ([], ["not checked: 1 comment"])


def test_strict_open_xml_is_read(tables, documents, tmp_path):
    """Excel can save under the namespaces of the standard's strict form."""
    out = io.BytesIO()
    with zipfile.ZipFile(tables / "tables.xlsx") as book, zipfile.ZipFile(out, "w") as copy:
        for name in book.namelist():
            part = book.read(name)
            if name.endswith((".xml", ".rels")):
                part = part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
                part = part.replace(
                    f"{OFFICE}/relationships".encode(),
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            copy.writestr(name, part)
    (tmp_path / "copy.xlsx").write_bytes(out.getvalue())
    checked = open_table(tmp_path / "copy.xlsx")(documents)
    assert (checked.findings, checked.notes) == ((), ())
    assert checked.numbers > 100
