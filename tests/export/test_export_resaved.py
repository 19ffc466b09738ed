"""An exported table that another program saved has no findings; what its cells display differently has."""

import csv
import io
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from report.export.shown_numbers import shown_number
from report.export.verify_tables import open_table
from report.pipeline.expected import Expected
from report.text.reading.guards import UnreadableError


@pytest.fixture(scope="module")
def documents(study):
    return Expected(study.inputs, study.computed)


def found(path, documents):
    return [(each.kind, each.stat, each.found) for each in open_table(path)(documents).findings]


def rewritten(path, change, delimiter=",", encoding="utf-8-sig"):
    """The bytes of a CSV with each cell changed, under another separator and encoding."""
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([[change(cell) for cell in line] for line in lines])
    return out.getvalue().encode(encoding, "replace")


def as_number(cell):
    """A cell as a spreadsheet saves it: numbers without zeros at their ends."""
    try:
        return f"{float(cell):.15g}"
    except ValueError:
        return cell


def with_comma(cell):
    number = as_number(cell)
    return number.replace(".", ",") if number != cell or cell.replace(".", "").isdigit() else cell


def as_typewritten(cell):
    """A cell whose signs are those of a typewriter."""
    return cell.translate(str.maketrans("\u2212\u2013\u2019\u2003\u00a0", "--'  "))


def as_shown(cell):
    """A cell as LibreOffice saves what it shows: very small numbers in scientific notation."""
    number = as_number(cell)
    return f"{float(number):.2E}" if number != cell and 0 < abs(float(number)) < 1e-4 else number


def with_marks(cell):
    """A cell with a mark, an isolate and joiners around its text."""
    return f"\u200e\u2066{cell[:1]}\u2060{cell[1:]}\u2069\ufeff"


ROUTES = {
    "marks": lambda path: rewritten(path, with_marks),
    "as shown": lambda path: rewritten(path, as_shown),
    "bars": lambda path: rewritten(path, as_number, "|"),
    "plain signs": lambda path: rewritten(path, as_typewritten, ";", "cp1252"),
    "ASCII": lambda path: rewritten(path, as_typewritten, ";", "ascii"),
    "ASCII without minus signs": lambda path: rewritten(path, str, ";", "ascii"),
    "numbers": lambda path: rewritten(path, as_number),
    "semicolons": lambda path: rewritten(path, as_number, ";"),
    "decimal commas": lambda path: rewritten(path, with_comma, ";"),
    "tabs": lambda path: rewritten(path, str, "\t"),
    "UTF-16": lambda path: rewritten(path, str, "\t", "utf-16"),
    "western Windows, indented by spaces": lambda path: rewritten(
        path, lambda cell: cell.replace("\u2003", " "), ";", "cp1252"
    ),
    "Mac": lambda path: rewritten(path, as_number, ";", "mac_roman"),
    "western Windows": lambda path: rewritten(path, as_number, ";", "cp1252"),
}


@pytest.mark.parametrize("name", ["Table-1.csv", "Table-2.csv", "Table-2.tidy.csv"])
@pytest.mark.parametrize("route", ROUTES)
def test_a_csv_that_a_spreadsheet_saved_has_no_findings(name, route, tables, documents, tmp_path):
    """Zeros at the ends of numbers, separators, decimal commas and encodings are the program's own."""
    (tmp_path / name).write_bytes(ROUTES[route](tables / name))
    assert found(tmp_path / name, documents) == []


def test_tidy_lines_may_be_sorted(tables, documents, tmp_path):
    """Their order says nothing; a value in another order is found all the same."""
    head, *lines = (tables / "Table-2.tidy.csv").read_text(encoding="utf-8-sig").splitlines()
    copy = tmp_path / "Table-2.tidy.csv"
    copy.write_text("\n".join([head, *sorted(lines)]), encoding="utf-8")
    assert found(copy, documents) == []
    line = next(line for line in lines if "path.warm.mood_6_on_alliance.r2" in line)
    other = line.replace(",path.warm.mood_6_on_alliance.r2,", ",path.cold.mood_6_on_alliance.r2,")
    copy.write_text("\n".join([head, *sorted({*lines, other} - {line})]), encoding="utf-8")
    assert found(copy, documents) != []


@pytest.mark.parametrize("line", ["½", "29 patients", "Total,29", "Table 9,age,,,29"])
def test_a_number_in_a_line_of_no_table_is_found(line, tables, documents, tmp_path):
    """Someone may add a line to tidy data that names no table of the paper."""
    head, *lines = (tables / "Table-2.tidy.csv").read_text(encoding="utf-8-sig").splitlines()
    width = head.count(",")
    copy = tmp_path / "Table-2.tidy.csv"
    copy.write_text("\n".join([head, line + "," * (width - line.count(",")), *lines]), encoding="utf-8")
    assert [kind for kind, _, _ in found(copy, documents)] == ["typed"]


@pytest.fixture
def book(tables):
    return load_workbook(tables / "tables.xlsx", rich_text=True)


def ids_column(sheet):
    return next(cell.column for cell in sheet[4] if str(cell.value).startswith("row behind"))


def test_marks_and_joiners_in_cells_are_no_finding(tables, documents, tmp_path):
    """A workbook whose texts went through a program that marks their direction."""
    book = load_workbook(tables / "tables.xlsx")
    texts = [
        cell for sheet in book for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)
    ]
    for cell in texts:
        cell.value = with_marks(cell.value)
    book.save(tmp_path / "copy.xlsx")
    assert found(tmp_path / "copy.xlsx", documents) == []


def test_a_number_that_a_cell_shows_reversed_is_found(tables, documents, tmp_path):
    """The cell displays 72.0 for 0.27."""
    book = load_workbook(tables / "tables.xlsx")
    cells = (cell for line in book.worksheets[1].iter_rows() for cell in line)
    cell = next(each for each in cells if isinstance(each.value, float) or str(each.value)[:1].isdigit())
    cell.value = f"\u202e{cell.value}\u202c"
    book.save(tmp_path / "copy.xlsx")
    assert found(tmp_path / "copy.xlsx", documents)


def test_hidden_columns_may_be_deleted(book, documents, tmp_path):
    """They name rows and print nothing."""
    for sheet in book.worksheets[:-2]:
        first = ids_column(sheet)
        sheet.delete_cols(first, sheet.max_column - first + 1)
    book.save(tmp_path / "copy.xlsx")
    assert found(tmp_path / "copy.xlsx", documents) == []


def test_a_renamed_sheet_is_known_by_its_caption(book, documents, tmp_path):
    """A change in it is found."""
    sheet = book["Table 2"]
    sheet.title = "Paths"
    sheet["D5"].value = 9.99
    book.save(tmp_path / "copy.xlsx")
    assert [(kind, bool(stat)) for kind, stat, _ in found(tmp_path / "copy.xlsx", documents)] == [
        ("changed", True)
    ]


@pytest.mark.parametrize("code", ["0", '"1.5"', '"−"0.00', '0.00"***"', '"> .001"', "0.00%"])
def test_what_a_cell_displays_is_compared(code, book, documents, tmp_path):
    """Another number format, with the same value beneath, is a change where another text is displayed."""
    book["Table 2"]["D5"].number_format = code
    book.save(tmp_path / "copy.xlsx")
    assert [kind for kind, _, _ in found(tmp_path / "copy.xlsx", documents)] == ["changed"]


def test_numbers_between_single_quotes_are_read(tables, documents, tmp_path):
    """A spreadsheet may enclose texts in them."""
    path = tmp_path / "Table-2.csv"
    lines = csv.reader(io.StringIO((tables / path.name).read_text(encoding="utf-8-sig"), newline=""))
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quotechar="'", quoting=csv.QUOTE_ALL).writerows(lines)
    assert found(path, documents) == []


#: What LibreOffice is told to write: separator, delimiter of texts, encoding, first line, formats of columns,
#: language, whether to quote all texts, to find special numbers, and to save cells as shown.
FILTERS = {
    "tables.xlsx": ("Calc MS Excel 2007 XML",),
    "Table-2.csv": (
        *("44,34,76,1", "44,34,76,1,,0,true,true,true", "59,34,76,1,,0,false,true,true"),
        *("9,34,76,1", "59,34,1,1", "59,34,12,1", "9,34,65535,1", "44,34,76,1,,0,false,true,false"),
        *("59,34,76,1,,1031,true,true,false", "124,34,76,1", "44,39,76,1,,0,true"),
    ),
}


@pytest.mark.parametrize(("name", "written"), [(name, each) for name in FILTERS for each in FILTERS[name]])
@pytest.mark.slow
@pytest.mark.office
def test_a_file_that_libreoffice_saved_has_no_findings(name, written, tables, documents, tmp_path):
    """Opening and saving changes nothing that is printed, in any encoding and with any separator."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    is_csv = name.endswith(".csv")
    target = f"csv:Text - txt - csv (StarCalc):{written}" if is_csv else f"xlsx:{written}"
    command = [program, profile, "--headless", *(["--infilter=CSV:44,34,76,1"] if is_csv else [])]
    names = [name, name.replace(".csv", ".tidy.csv")] if is_csv else [name]
    sources = [tables / each for each in names]
    subprocess.run(
        [*command, "--convert-to", target, "--outdir", tmp_path / "saved", *sources],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for each in names:
        checked = open_table(tmp_path / "saved" / each)(documents)
        assert [(found.expected, found.found, str(found.where)) for found in checked.findings] == []
        assert checked.notes == ()


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2.586, "0.00", "2.59"),
        (0.125, "0.00", "0.13"),
        (-2.586, '0.00;"−"0.00;0.00', "−2.59"),
        (-2.586, "0.00", "-2.59"),
        (0.629, ".000", ".629"),
        (100000, '000"\u202f"000', "100\u202f000"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.0001, '"< .001";"< .001";"< .001"', "< .001"),
        (0.38, "0%", "38%"),
        (5, "General", "5"),
        (0.5, "0.0#", "0.5"),
        (3.7, "0.00_*_*", "3.70"),
        (0.0004, '[<0.001]"< .001";.000', "< .001"),
        (-0.001, "0.00", "0.00"),
    ],
)
def test_number_formats_show_what_a_spreadsheet_shows(value, code, shown):
    """Sections, conditions, literals, optional digits, percentages and thousands."""
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("old", "new"),
    [(r"\ensuremath{-}0", "$-$0"), (r"\ensuremath{-}0", "$-0$"), ("& ", "&   "), (r" \\", r"\\")],
)
def test_latex_may_be_written_otherwise(old, new, tables, documents, tmp_path):
    """Spaces between cells, and a minus sign in mathematics, change no number."""
    text = (tables / "Table-2.tex").read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new) if new != "$-0$" else text.replace(r"\ensuremath{-}0.", "$-0$.")
    (tmp_path / "Table-2.tex").write_text(text, encoding="utf-8")
    assert found(tmp_path / "Table-2.tex", documents) == []


def test_a_workbook_with_a_password_is_named(tmp_path):
    """Office keeps it in a container of another format."""
    path = tmp_path / "copy.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9)
    with pytest.raises(UnreadableError, match="protected by a password"):
        open_table(path)
