"""Every number, mark, label and line that is changed in an exported table brings a finding, in every format."""

import pytest
from table_edits import Book, Csv, Tex, Tidy, table_edits

from report.export.table_differences import differences
from report.export.verify_tables import READERS, expected_tables
from report.pipeline.expected import Expected
from report.text.reading.guards import UnreadableError

COPIES = {
    **dict.fromkeys(("Table-1.csv", "Table-2.csv", "Table-3.csv"), Csv),
    **dict.fromkeys(("Table-1.tex", "Table-2.tex", "Table-3.tex"), Tex),
    "Table-1.tidy.csv": Tidy,
}
#: Every so many edits are tried in a fast test; a workbook takes longest to write and to read.
EACH, OF_BOOK = 7, 61


@pytest.fixture(scope="module")
def documents(study):
    return Expected(study.inputs, study.computed)


class Checker:
    """Compares edited tables with the expected ones, which are exported once."""

    def __init__(self, path, documents):
        self.path, self.read = path, READERS[path.suffix]
        self.today = {
            sheet.title: (sheet, ids) for sheet, ids in expected_tables(path, self.read(path), documents)
        }

    def is_clean(self, data, folder):
        copy = folder / self.path.name
        copy.write_bytes(data)
        try:
            sheets = self.read(copy)
        except UnreadableError:
            return False
        if any(each.title not in self.today for each in sheets):
            return False
        return not any(list(differences(copy, each, *self.today[each.title])) for each in sheets)


def missed(name, copy, checker, folder, step=1):
    made = list(table_edits(copy.lines, copy.kinds, key=name))
    assert len(made) > 100
    return [str(edit) for edit in made[::step] if checker.is_clean(copy.written(edit.lines), folder)]


@pytest.mark.parametrize("name", COPIES)
def test_edits_of_a_table_are_found(name, tables, documents, tmp_path):
    """A sample of all operations, in all kinds of cells and lines."""
    checker, copy = Checker(tables / name, documents), COPIES[name]((tables / name).read_bytes())
    assert checker.is_clean(copy.written(copy.lines), tmp_path)
    assert missed(name, copy, checker, tmp_path, EACH) == []


def test_edits_of_a_workbook_are_found(tables, documents, tmp_path):
    """A sample of all operations, in all kinds of cells and lines."""
    checker = Checker(tables / "tables.xlsx", documents)
    copy = Book((tables / "tables.xlsx").read_bytes(), "Table 1")
    assert checker.is_clean(copy.written(copy.lines), tmp_path)
    assert missed("tables.xlsx", copy, checker, tmp_path, OF_BOOK) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", COPIES)
def test_all_edits_of_a_table_are_found(name, tables, documents, tmp_path):
    """Every operation, in every kind of cell and line."""
    checker, copy = Checker(tables / name, documents), COPIES[name]((tables / name).read_bytes())
    assert missed(name, copy, checker, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Table 1", "Table 2", "Table 3"])
def test_all_edits_of_a_workbook_are_found(title, tables, documents, tmp_path):
    """Every operation, in every kind of cell and line of a sheet."""
    checker = Checker(tables / "tables.xlsx", documents)
    copy = Book((tables / "tables.xlsx").read_bytes(), title)
    assert missed(title, copy, checker, tmp_path) == []
