"""`report check` finds what was changed in an exported table, by position."""

import pytest
from openpyxl import load_workbook

from report.export.verify_tables import open_table
from report.pipeline.expected import Expected
from report.text.reading.guards import UnreadableError
from report.verify.check import open_paper


@pytest.fixture(scope="module")
def documents(study):
    return Expected(study.inputs, study.computed)


def checked(path, documents):
    return [(each.kind, each.stat) for each in open_table(path)(documents).findings]


@pytest.mark.parametrize(
    "name", ["Table-2.csv", "Table-2.tidy.csv", "Table-2.tex", "tables.tex", "tables.xlsx"]
)
def test_untouched_tables_stand(name, tables, documents):
    """A file as it was exported has no findings."""
    assert checked(tables / name, documents) == []


@pytest.mark.parametrize("name", ["Table-2.csv", "Table-2.tidy.csv", "Table-2.tex"])
def test_a_changed_number_is_named(name, tables, documents, study, tmp_path):
    """A changed digit is a finding for the row that is printed there."""
    row = study.ledger.stat("path.warm.mood_6_on_alliance.r2")
    text = (tables / name).read_text(encoding="utf-8-sig")
    copy = tmp_path / name
    lines = text.splitlines(keepends=True)
    named = [i for i, line in enumerate(lines) if row.id in line]
    at = named[0] if named else next(i for i, line in enumerate(lines) if line.startswith("Warm hands: Al"))
    lines[at] = lines[at][::-1].replace(row.printed[::-1], ".999"[::-1], 1)[::-1]
    copy.write_text("".join(lines), encoding="utf-8", newline="")
    assert checked(copy, documents) == [("changed", row.id)]


@pytest.mark.parametrize("name", ["Table-1.csv", "Table-1.tex"])
@pytest.mark.parametrize(("one", "other"), [("Rapport", "Insight"), ("Warm hands", "Cold hands")])
def test_exchanged_heads_are_found(name, one, other, tables, documents, tmp_path):
    """A head in the place of another misnames the values beside or below it."""
    text = (tables / name).read_text(encoding="utf-8-sig")
    mark = "\0"
    swapped = text.replace(one, mark, 1).replace(other, one, 1).replace(mark, other, 1)
    copy = tmp_path / name
    copy.write_text(swapped, encoding="utf-8", newline="")
    assert {kind for kind, _ in checked(copy, documents)} == {"swapped"}


@pytest.mark.parametrize("name", ["Table-1.csv", "Table-1.tex", "tables.xlsx"])
def test_a_row_that_was_moved_to_another_group_is_found(name, tables, documents, study, tmp_path):
    """Its values are missed in their group, and have no row in the other."""
    copy = tmp_path / name
    if name.endswith("xlsx"):
        book = load_workbook(tables / name, rich_text=True)
        for merged in list(book["Table 1"].merged_cells.ranges):
            book["Table 1"].unmerge_cells(str(merged))
        lines = [[cell.value for cell in line] for line in book["Table 1"].iter_rows()]
        regroup(lines, lambda line: line[0] and str(line[0]).strip() == "Insight")
        for row, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                book["Table 1"].cell(row, column).value = value
        book.save(copy)
    else:
        lines = (tables / name).read_text(encoding="utf-8-sig").splitlines(keepends=True)
        regroup(lines, lambda line: "Insight" in line, 4 if name.endswith("tex") else 1)
        copy.write_text("".join(lines), encoding="utf-8", newline="")
    found = checked(copy, documents)
    assert {id for kind, id in found if kind in ("deleted", "changed")} >= {
        f"describe.warm.insight.{part}" for part in ("mean", "sd", "min", "max")
    }


def regroup(lines, is_row, length=1):
    """Carry the first row of that kind, of so many lines, to the place before the second."""
    first, second = [i for i, line in enumerate(lines) if is_row(line)][:2]
    row = lines[first : first + length]
    lines[first:second] = [*lines[first + length : second], *row]


def test_a_head_of_a_row_that_was_removed_from_latex_is_found(tables, documents, tmp_path):
    """The values behind it would go with the row above."""
    lines = (tables / "Table-1.tex").read_text(encoding="utf-8").splitlines(keepends=True)
    lines.remove(next(line for line in lines if "Insight" in line))
    (tmp_path / "Table-1.tex").write_text("".join(lines), encoding="utf-8", newline="")
    assert checked(tmp_path / "Table-1.tex", documents) == [("deleted", "")]


def test_exchanged_heads_of_a_workbook_are_found(tables, documents, tmp_path):
    """A head of a row, column or group in the place of another misnames values."""
    for one, other in [("Rapport", "Insight"), ("Warm hands", "Cold hands"), ("M", "SD")]:
        book = load_workbook(tables / "tables.xlsx", rich_text=True)
        cells = [cell for line in book["Table 1"].iter_rows() for cell in line]
        places = [next(each for each in cells if str(each.value).strip() == text) for text in (one, other)]
        places[0].value, places[1].value = places[1].value, places[0].value
        book.save(tmp_path / "copy.xlsx")
        assert {kind for kind, _ in checked(tmp_path / "copy.xlsx", documents)} == {"swapped"}


@pytest.mark.parametrize(
    ("one", "other"), [("Rapport", "Insight"), ("Warm hands", "Cold hands"), ("M", "SD")]
)
def test_exchanged_heads_of_tidy_lines_are_found(one, other, tables, documents, tmp_path):
    """A tidy line that names the row, column or group of another value is a finding."""
    text = (tables / "Table-1.tidy.csv").read_text(encoding="utf-8-sig")
    lines = [line.split(",") for line in text.splitlines()]
    column, first = next((c, line) for line in lines for c, cell in enumerate(line) if cell == one)
    second = next(line for line in lines if line[column] == other)
    first[column], second[column] = other, one
    copy = tmp_path / "Table-1.tidy.csv"
    copy.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    assert checked(copy, documents)


def test_a_document_of_tables_is_checked_with_the_files_that_it_reads_in(tables, documents, study, tmp_path):
    """A changed digit in one of the files is found through the document; a missing file is reported."""
    row = study.ledger.stat("path.warm.mood_6_on_alliance.r2")
    for path in tables.glob("*.tex"):
        text = path.read_text(encoding="utf-8")
        if path.name == "Table-2.tex":
            line = next(line for line in text.splitlines() if row.id in line)
            text = text.replace(line, line.replace(row.printed, ".999", 1))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    assert checked(tmp_path / "tables.tex", documents) == [("changed", row.id)]
    (tmp_path / "Table-1.tex").unlink()
    with pytest.raises(UnreadableError, match=r"inputs Table-1\.tex, which is not in the same folder"):
        open_table(tmp_path / "tables.tex")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Of 30 participants all improved.", ["Of 30 participants all improved."]),
        (r"\title{Tables of 30 participants}", [r"\title{Tables of 30 participants}"]),
        (r"\section*{Results of 3 trials}", [r"\section*{Results of 3 trials}"]),
        (r"As before\cite{smith2020}, \emph{p} = .03.", ["As before, p = .03."]),
        (r"\vspace{4pt}", []),
        (r"\date{24 November 2026}", []),
        (r"As Table~\ref{tbl-fit} shows, and \cite[p.~3]{smith2020}. \\[4pt]", []),
        (r"\includegraphics[width=85mm]{Figure-1.pdf}", []),
        ("% 30 lines were left out", []),
        ("Nothing is counted here.", []),
    ],
)
def test_numbers_typed_between_the_tables_of_a_document_are_named(line, typed, tables, documents, tmp_path):
    """Numbers that an author types between the tables belong to no row; lengths, labels and names print no number."""
    for path in tables.glob("*.tex"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    whole = tmp_path / "tables.tex"
    text = whole.read_text(encoding="utf-8")
    whole.write_text(
        text.replace(r"\input{Table-2.tex}", f"{line}\n\\input{{Table-2.tex}}"), encoding="utf-8"
    )
    found = open_table(whole)(documents).findings
    assert [(each.kind, each.found) for each in found] == [("typed", each) for each in typed]


def test_a_document_of_an_older_build_is_no_document_with_typed_numbers(tables, documents, tmp_path):
    """The build that a document names may be another one; a number behind it is typed."""
    for path in tables.glob("*.tex"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    whole = tmp_path / "tables.tex"
    text = whole.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "Build: " in line)
    other = r"\noindent Build: 45b06ae1+ \ensuremath{\cdot} data 5b6a3573"
    whole.write_text(text.replace(line, other), encoding="utf-8")
    assert checked(whole, documents) == []
    whole.write_text(text.replace(line, f"{other}, 30 participants"), encoding="utf-8")
    found = open_table(whole)(documents).findings
    at = text.splitlines().index(line) + 1
    assert [str(each.where) for each in found] == [f"the text around the tables, line {at}"]


def test_exchanged_cells_of_a_workbook_are_found(tables, documents, tmp_path):
    """Two exchanged numbers are two findings, each for the row that should be printed there."""
    book = load_workbook(tables / "tables.xlsx", rich_text=True)
    sheet = book["Table 2"]
    wide = next(c.column for c in sheet[4] if str(c.value).startswith("row behind")) - 1
    ids = [sheet.cell(line, 4 + wide).value for line in (5, 6)]
    sheet["D5"].value, sheet["D6"].value = sheet["D6"].value, sheet["D5"].value
    book.save(tmp_path / "copy.xlsx")
    assert checked(tmp_path / "copy.xlsx", documents) == [("changed", id) for id in ids]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Table-2.csv", "Table 2, row Warm hands: Alliance, column R², cell in line {line}"),
        ("Table-2.tidy.csv", "Table 2, row Warm hands: Alliance, column printed, cell in line {line}"),
        ("Table-2.tex", "Table 2, cell in line {line}"),
    ],
)
def test_a_changed_number_is_placed_as_its_readers_count(name, place, tables, documents, study, tmp_path):
    """The line is that of the file; row and column go by their heads, where the file has them."""
    row = study.ledger.stat("path.warm.mood_6_on_alliance.r2")
    lines = (tables / name).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    named = [i for i, line in enumerate(lines) if row.id in line]
    at = named[0] if named else next(i for i, line in enumerate(lines) if line.startswith("Warm hands: Al"))
    lines[at] = lines[at][::-1].replace(row.printed[::-1], ".999"[::-1], 1)[::-1]
    (tmp_path / name).write_text("".join(lines), encoding="utf-8", newline="")
    (found,) = open_table(tmp_path / name)(documents).findings
    assert str(found.where) == place.format(line=at + 1)


def test_a_changed_number_of_a_workbook_is_placed_by_its_cell(tables, documents, tmp_path):
    """The cell is named as the program that shows the workbook names it."""
    book = load_workbook(tables / "tables.xlsx", rich_text=True)
    book["Table 2"]["D5"].value = 9.99
    book.save(tmp_path / "copy.xlsx")
    (found,) = open_table(tmp_path / "copy.xlsx")(documents).findings
    heads = [cell.value for cell in book["Table 2"][4]]
    assert str(found.where).endswith(f", column {heads[3]}, cell D5")


@pytest.mark.parametrize("name", ["tables.html", "tables.docx"])
def test_an_export_is_known_by_its_tables(name, tables, documents, tmp_path):
    """A renamed file is compared with the same tables, not with the paper."""
    copy = tmp_path / f"renamed{name[6:]}"
    copy.write_bytes((tables / name).read_bytes())
    checked = open_paper(copy)(documents)
    assert (checked.document, checked.findings) == ("tables", ())


def test_an_export_of_some_tables_is_known_by_them(study, documents, tmp_path):
    """The tables identify the export, not its file name."""
    one = next(each.name for each in study.edition.placed("table") if each.title == "Table 2")
    made = study.tables("one", one, formats=("docx",)).out / "Table-2.docx"
    made.rename(tmp_path / "appendix.docx")
    checked = open_paper(tmp_path / "appendix.docx")(documents)
    assert (checked.document, checked.findings) == ("Table-2", ())


def test_a_deleted_row_is_found(tables, documents, tmp_path):
    """A deleted row is a finding with all its statistics."""
    lines = (tables / "Table-2.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (tmp_path / "Table-2.csv").write_text("".join(lines[:4] + lines[5:]), encoding="utf-8", newline="")
    found = checked(tmp_path / "Table-2.csv", documents)
    assert {kind for kind, _ in found} == {"deleted"}
    assert len(found) >= 5


@pytest.mark.parametrize(
    ("name", "data"), [("a.csv", b"1,2\n"), ("a.xlsx", b"no zip"), ("a.tex", b"\xff\xfe")]
)
def test_other_files_are_refused(name, data, tmp_path):
    """A file that is not a table of the paper is refused in one sentence."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError):
        open_table(tmp_path / name)
