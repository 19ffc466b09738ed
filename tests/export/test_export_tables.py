"""Exported tables print what their rows print, in every format, and the same bytes each time."""

import csv
import io
import re
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from report.export.number_format import number, number_format
from report.export.tex_signs import escaped, unescaped
from report.rows.errors import LedgerError
from report.rows.stat import Stat


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def shown(value, format):
    """What a spreadsheet shows of a number under a format of ours; literals in quotes, digits as zeros."""
    sections = format.split(";")
    section = sections[1] if value < 0 else sections[0]
    section = re.sub(r"_.", "", section)
    found = re.search(r"(?<!\")(0*)(\.0+)?(?!\")", re.sub(r'"[^"]*"', lambda m: "x" * len(m[0]), section))
    holes = re.sub(r'"[^"]*"', "", section)
    literal = "".join(re.findall(r'"([^"]*)"', section))
    if not holes:
        return literal
    places = len(holes.partition(".")[2])
    text = f"{abs(value):.{places}f}"
    text = text if holes.startswith("0") else text.removeprefix("0")
    first = section.index(holes[0]) if holes else 0
    before = "".join(re.findall(r'"([^"]*)"', section[:first]))
    assert found
    return before + text + literal[len(before) :]


def test_tables_are_the_same_bytes_twice(study, tables):
    """A second export is byte for byte the first."""
    assert contents(study.tables("again").out) == contents(tables)


def test_tidy_lines_hold_full_precision(study, tables):
    """Each line of a tidy file has the id, the value to the last bit, and the printed text of a row."""
    lines = list(csv.DictReader(io.StringIO((tables / "Table-2.tidy.csv").read_text(encoding="utf-8"))))
    stats = [line for line in lines if line["kind"] == "stat"]
    assert len(stats) > 30
    for line in stats:
        row = study.ledger.stat(line["id"])
        assert (float(line["value"]), line["printed"]) == (float(row.value), row.printed)
        assert line["synthetic"] == "1"


def test_displayed_csv_reads_as_the_table(tables):
    """The displayed form begins with number and caption, says that data are synthetic, then heads and rows."""
    text = (tables / "Table-1.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0][0].startswith("Table 1. Measures of 48 participants")
    assert "Synthetic data" in lines[1][0]
    assert lines[2] == ["Measure", "M", "SD", "Range"]
    assert lines[3][0] == "Warm hands"


def test_workbook_holds_numbers_that_show_what_is_printed(study, tables):
    """A cell of one statistic is a number to sixteen digits under a format that shows the printed ones."""
    sheet = load_workbook(tables / "tables.xlsx")["Table 2"]
    wide = next(c.column for c in sheet[4] if str(c.value).startswith("row behind")) - 1
    numbers = 0
    for line in sheet.iter_rows(min_row=5, max_col=wide):
        for cell in line:
            ids = str(sheet.cell(cell.row, cell.column + wide).value or "").split()
            if isinstance(cell.value, int | float):
                row = study.ledger.stat(ids[0])
                assert cell.value == pytest.approx(number(row), rel=1e-15)
                assert shown(cell.value, cell.number_format).rstrip("*†") == row.printed
                numbers += 1
    assert numbers > 20


@pytest.mark.parametrize(
    ("value", "format", "printed"),
    [
        (-0.5555, "fixed2", "−0.56"),
        (-0.001, "fixed2", "0.00"),
        (0.0001, "p", "<\u00a0.001"),
        (0.04996, "p", None),
        (0.4234, "unit", ".42"),
        (12345, "count", None),
        (0.379, "percent", "38"),
        (0.9999, "p", None),
    ],
)
def test_number_formats_show_the_printed_text(value, format, printed):
    """Leading zeros, minus signs, thresholds and shares show as they print."""
    row = Stat("a.b", value, format, "a")
    assert printed in (None, row.printed)
    pattern = number_format(row)
    if "\u202f" in row.printed:
        assert pattern.startswith('00"\u202f"000;')
    else:
        assert shown(number(row), pattern) == row.printed


@pytest.mark.parametrize(
    ("text", "value"), [(".60", 0.6), ("\u22120.56", -0.56), ("28.0", 28.0), ("12", 12), ("0", 0)]
)
def test_a_text_that_is_a_number_is_stored_as_one(text, value):
    """What another paper printed can be sorted and compared, and shows the digits that were printed."""
    row = Stat("a.b", text, "text", "a")
    assert number(row) == value
    assert shown(number(row), number_format(row)) == text


@pytest.mark.parametrize(
    "text", ["<\u00a0.001", "1.23 (0.4)", "18\u201380", "007", "N12", "9" * 16, "\u2013", "1e5", "."]
)
def test_a_text_that_is_no_plain_number_stays_text(text):
    """Bounds, ranges, codes, and more digits than a cell holds."""
    assert number(Stat("a.b", text, "text", "a")) is None


def test_workbook_has_provenance_and_frozen_heads(study, tables):
    """A sheet says what the tables were computed from; heads and row heads stay in view; ids are hidden."""
    book = load_workbook(tables / "tables.xlsx")
    assert book.sheetnames[-2:] == ["Statistics", "Provenance"]
    facts = {line[0].value: line[1].value for line in book["Provenance"].iter_rows(max_col=2)}
    assert facts["Build"] == study.ledger.build.id
    sheet = book["Table 1"]
    assert sheet.freeze_panes == "B5"
    assert all(sheet.column_dimensions[letter].hidden for letter in "EFGH")
    assert "Synthetic" in sheet["A2"].value


def test_text_is_no_formula(study, monkeypatch, tmp_path):
    """A text that begins as a formula does stays text in workbook and CSV."""
    from dataclasses import replace

    from report.export.csv_tables import displayed_csv
    from report.export.grid import DisplayedTable, GridRow, Run
    from report.export.numbering import NumberedFloat
    from report.export.workbook import workbook

    bad = (Run("=HYPERLINK(1)"),)
    grid = DisplayedTable(
        NumberedFloat("table", "bad", "1"), bad, (bad,), ("left",), (GridRow((bad,)),), (bad,)
    )
    (tmp_path / "bad.xlsx").write_bytes(workbook([grid], study.ledger, "=x", 1_700_000_000))
    cells = [
        c for line in load_workbook(tmp_path / "bad.xlsx")["Table 1"].iter_rows() for c in line if c.value
    ]
    assert len(cells) > 4
    assert {cell.data_type for cell in cells} == {"s"}
    lines = list(csv.reader(io.StringIO(displayed_csv(replace(grid), ""))))
    assert all(not cell.startswith("=") for line in lines for cell in line)


def test_word_keeps_numbers_and_controls(study, tables):
    """The Word file numbers tables as the paper does, and each number is a content control of its row."""
    from docx import Document

    document = Document(tables / "tables.docx")
    xml = document.element.xml
    tags = re.findall(r'<w:tag w:val="([^"]+)"', xml)
    assert len(tags) > 100
    assert set(tags) <= set(study.ledger)
    assert "Table\u00a04" in "".join(document.element.itertext())


def test_a_subset_keeps_the_numbers_of_the_paper(study):
    """A table exported alone is still Table 2."""
    out = study.tables("some", "effects", formats=("csv", "html")).out
    assert sorted(path.name for path in out.iterdir()) == [
        "Table-2.csv",
        "Table-2.html",
        "Table-2.tidy.csv",
        "manifest.json",
    ]
    assert "Table\u00a02" in (out / "Table-2.html").read_text(encoding="utf-8")


def test_unknown_names_are_answered(study):
    """An unknown table is answered with the nearest, and nothing is written."""
    with pytest.raises(LedgerError) as error:
        study.tables("none", "efects")
    assert "effects (Table 2)?" in str(error.value)
    assert not (study.out / "none").exists()


def test_tex_signs_come_back():
    """What is escaped for LaTeX is read back as it was."""
    text = "β = −0.56*, 38% & _x_ {a} [b] ~ <c> # → ≤ χ², no well-known loss"
    assert unescaped(escaped(text)) == text


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs pdflatex")
def test_tex_compiles(tables, tmp_path):
    """tables.tex compiles, and nothing runs off the page."""
    for path in tables.glob("*.tex"):
        shutil.copy(path, tmp_path)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "tables.tex"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull \\hbox" not in done.stdout
