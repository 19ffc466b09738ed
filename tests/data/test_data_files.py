"""Data files from any program are read; all faults are reported together, each cause once."""

from __future__ import annotations

import csv
import io
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.data.delimited_files import read_records
from report.data.dictionary import Dictionary, read_dictionary
from report.data.typed_frames import typed_frame
from report.rows.errors import DataError, Fault

DICTIONARY = read_dictionary(
    """
missing: ["", NA]
columns:
  person: {type: text, label: Person, unique: true}
  arm: {type: category, label: Arm, categories: {drug: the drug, no: none}}
  smoker: {type: boolean, label: Smoker}
  age: {type: integer, label: Age, minimum: 18, maximum: 99, unit: years}
  score: {type: number, label: Score, minimum: 0, maximum: 10, required: false, missing_when: smoker is 1}
  change: {type: number, label: Change, required: false}
""",
    "dictionary.yaml",
)
HEAD = ["person", "arm", "smoker", "age", "score", "change"]
ROWS = [
    ["P1", "drug", "0", "31", "2.5", "-1.25"],
    ["P2", "no", "1", "40", "", "0.5"],
    ["P3", "no", "0", "55", "10", ""],
]


def text(rows: list[list[str]], head: list[str] = HEAD, **dialect: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **dialect).writerows([head, *rows])  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path):
    def from_content(content: str | bytes, dictionary: Dictionary = DICTIONARY):
        path = tmp_path / "d.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return typed_frame(read_records(path, "d.csv"), dictionary)

    return from_content


@pytest.fixture
def refused(read):
    def faults(content: str | bytes, dictionary: Dictionary = DICTIONARY) -> list[Fault]:
        with pytest.raises(DataError) as caught:
            read(content, dictionary)
        return list(caught.value.faults)

    return faults


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    delimiter=st.sampled_from(",;\t|"),
    commas=st.booleans(),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    columns=st.integers(0, 3),
    rows=st.integers(0, 3),
    codes=st.sampled_from([("1", "0"), ("1.0", "0.0"), ("TRUE", "FALSE"), ("Yes", "No"), ("yes", "no")]),
    comment=st.sampled_from(["", "# synthetic: true\n", "# a\n# b\n", "sep="]),
)
def test_a_file_reads_alike_whatever_wrote_it(
    read, encoding, end, delimiter, commas, quoting, columns, rows, codes, comment
):
    """Encodings, line ends, delimiters, decimal commas, quotes, empty columns and rows, codes of booleans."""
    table = [[*row[:2], codes[row[2] == "0"], *row[3:]] for row in ROWS]
    if commas and delimiter != ",":
        table = [[cell.replace(".", ",") for cell in row] for row in table]
    table += [[""] * len(HEAD)] * rows
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([*line, *[""] * columns] for line in [HEAD, *table])
    first = f"sep={delimiter}\n" if comment == "sep=" else comment
    content = first.replace("\n", end) + out.getvalue()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert read(content.encode(encoding)).equals(read(text(ROWS)))


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_ends_end_a_line(read, refused, separator):
    """What Unicode calls a line separator is a character of a cell, and later faults have the right line."""
    rows = [["P1" + separator + "x", *ROWS[0][1:]], *ROWS[1:]]
    assert read(text(rows))["person"][0] == f"P1{separator}x"
    rows[2] = [*ROWS[2][:3], "200", *ROWS[2][4:]]
    assert [fault.where for fault in refused(text(rows))] == ["d.csv:4"]


def test_columns_without_a_name_are_not_used(read):
    """The index that pandas writes, and empty columns of a spreadsheet, are passed over with a remark."""
    rows = [[str(place), *row, "", ""] for place, row in enumerate(ROWS)]
    with pytest.warns(UserWarning, match="not used") as caught:
        assert read(text(rows, ["", *HEAD, "", ""])).equals(read(text(ROWS)))
    assert [str(each.message) for each in caught] == [
        "column 1 without a name is not used",
        "2 empty columns without a name are not used",
    ]


def test_a_boolean_names_its_own_codes(read, refused):
    """The dictionary lists the codes of true and false; other words are then unknown."""
    own = "columns: {a: {type: boolean, label: A, true: [Checked, J], false: Unchecked}, b: {type: text}}"
    dictionary = read_dictionary(own, "dictionary.yaml")
    assert list(read("a,b\nchecked,x\nUnchecked,y\nj,z\n1,z\n", dictionary)["a"]) == [1, 0, 1, 1]
    (fault,) = refused("a,b\nyes,x\n", dictionary)
    assert (fault.what, fault.remedy) == (
        "a = yes is not a known value of a",
        "one of 1, checked, j, 0, unchecked",
    )


def test_a_comma_is_no_decimal_comma_beside_decimal_points(refused):
    """In a file with decimal points, or one that commas separate, 45,5 is a fault and is never read as 455."""
    rows = [ROWS[0], [*ROWS[1][:4], "", "4,5"], ROWS[2]]
    for delimiter in ",;":
        (fault,) = refused(text(rows, delimiter=delimiter))
        assert fault == Fault(
            "d.csv:3",
            "change = 4,5 is not a number (Change)",
            "write a number with a decimal point; a missing value is an empty cell",
        )


def test_everything_wrong_with_a_file_is_reported_at_once(refused):
    """Bytes, quotes, widths, repeated and missing columns hide neither each other nor the cells."""
    lines = text(ROWS, [*HEAD[:5], "age"]).splitlines()
    lines[1] = lines[1].replace("31", "200")
    lines += ["P4,drug,0", 'P5,dr"ug,0,20,1,2,3,4', "P6,drug,0,twenty,1,", 'P7,"drug"x,0,30,1,1']
    content = "\n".join(lines).encode() + "\nP8,caf\xe9,0,30,1,1\nP9,drug,0,17,1,1\n".encode("latin-1")
    found = [f"{fault.where}  {fault.what}" for fault in refused(content)]
    assert found == [
        "d.csv:1  names the column age twice",
        "d.csv:1  the column change is missing",
        "d.csv:2  age = 200 is outside 18-99 (years); 2 lines: 200 (line 2), 17 (line 10)",
        "d.csv:5  has 3 cells where the header has 6; 2 lines: 3 cells (line 5), 8 cells (line 6)",
        "d.csv:7  age = twenty is not a whole number (years)",
        "d.csv:8  is not valid CSV: ',' expected after '\"'",
        "d.csv:9  is not UTF-8 text",
    ]


def test_one_cause_is_one_fault_with_its_number_and_three_examples(refused):
    """Equal faults of a column are counted."""
    rows = [[f"P{n}", "drug", "0", str(100 + n), "1", ""] for n in range(112)]
    (fault,) = refused(text(rows))
    assert fault.where == "d.csv:2"
    assert fault.what == (
        "age = 100 is outside 18-99 (years); 112 lines: 100 (line 2), 101 (line 3), 102 (line 4), …"
    )


def test_a_usual_code_of_missing_values_is_one_fault_for_all_columns(refused):
    """A program's code for `no value` is named with its columns, and with the place to declare it."""
    rows = [[f"P{n}", "drug", "NULL", "NULL", "-99", "1"] for n in range(5)]
    (first, second) = refused(text(rows))
    assert first.what.startswith("NULL is not a value of smoker; 5 lines") or first.what.startswith(
        "NULL is not a"
    )
    assert "missing" in first.remedy
    assert "-99" in second.what


@pytest.mark.parametrize("cell", ["inf", "-inf", "1e999", "1e308", "nan0", "0x10", "1_0", "\uff11", "--1"])
def test_what_no_instrument_gives_is_a_fault(refused, cell):
    """Infinite numbers, other notations and other digits are not scores."""
    rows = [[*ROWS[0][:4], cell, ""], *ROWS[1:]]
    assert [fault.where for fault in refused(text(rows))] == ["d.csv:2"]


def test_fifty_thousand_bad_rows_take_seconds(refused):
    """The time for a file whose every cell breaks a rule grows with its size, not faster."""
    rows = [["P1", f"x{n}", f"y{n}", f"z{n}", f"w{n}", f"v{n}"] for n in range(50_000)]
    began = time.process_time()
    found = refused(text(rows))
    assert time.process_time() - began < 10
    assert len(found) == 6


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("{type: number, minimum: none}", "a has the minimum none"),
        ("{type: number, requird: false}", "a has the unknown key requird"),
        ("{type: number, required: sometimes}", "a has required: sometimes"),
        ("{type: text, pattern: '['}", "a has a pattern that is not valid"),
        ("{type: text, missing_when: b is 1}", "a has missing_when: b is 1"),
        ("{type: text, type: number}", "names type twice"),
    ],
)
def test_a_dictionary_is_checked_too(entry, what):
    """A misspelt key, a value of another kind and a key named twice are faults at their lines."""
    with pytest.raises(DataError) as caught:
        read_dictionary(f"columns:\n  a: {entry}\n", "dictionary.yaml")
    (fault,) = caught.value.faults
    assert fault.what.startswith(what)
    assert fault.where == "dictionary.yaml:2"


def test_codes_of_a_dictionary_are_what_is_written():
    """YAML would read `no` as false, 1:30 as ninety and 010 as eight."""
    made = read_dictionary(
        "columns: {a: {type: category, categories: {no: None, 1:30: x, 010: y}}}", "d.yaml"
    )
    assert list(made["a"].categories) == ["no", "1:30", "010"]


@pytest.mark.parametrize("cell", ["-99", "-99.0", "-99,0", " -99"])
def test_a_missing_code_is_recognised_in_any_spelling_of_its_number(read, cell):
    """Spreadsheets write the code -99 of a column with decimals as -99.0, or -99,0 where decimals take a comma."""
    dictionary = read_dictionary(
        "missing: ['', '-99']\ncolumns:\n"
        "  score: {type: number, label: Score, minimum: 0, maximum: 10, required: false}\n",
        "dictionary.yaml",
    )
    frame = read(f"score;\n{cell};\n3;\n", dictionary)
    assert frame["score"].isna().tolist() == [True, False]


def test_a_file_in_another_encoding_is_one_fault(tmp_path: Path) -> None:
    """Names whose letters cannot be read may differ, so they are not said to be the same."""
    path = tmp_path / "d.csv"
    path.write_bytes("Größe;Grüße\n170,5;schön\n".encode("cp1252"))
    assert [fault.what for fault in read_records(path, "d.csv").faults] == [
        "is not UTF-8 text; 2 lines: 1, 2"
    ]
