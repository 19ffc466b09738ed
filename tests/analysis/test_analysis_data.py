"""A trial file is taken as it is meant, or refused with every fault, its place, its value and its rule."""

import csv
import io
import warnings
from pathlib import Path

import pytest

from analysis.trial import read_trial
from report.data.delimited_files import read_records
from report.data.dictionary import read_dictionary
from report.rows.errors import DataError
from report.study.study import DataFile

ROOT = Path(__file__).resolve().parents[2]
BODY = [
    line for line in (ROOT / "data" / "trial.csv").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]


def rows():
    return list(csv.DictReader(BODY))


def written(path, records, **dialect):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), lineterminator=dialect.pop("end", "\n"), **dialect)
    writer.writeheader()
    writer.writerows(records)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


@pytest.fixture
def read(tmp_path, dictionary):
    def from_text(content, name="export.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_trial(read_records(path, name), dictionary)

    return from_text


@pytest.fixture
def refused(read):
    def faults(content):
        with pytest.raises(DataError) as caught:
            read(content)
        return caught.value.faults

    return faults


def changed(**cells):
    """The file with cells of its first participant changed; None leaves a column out."""
    records = rows()
    records[0].update({name: text for name, text in cells.items() if text is not None})
    gone = {name for name, text in cells.items() if text is None}
    records = [{name: text for name, text in record.items() if name not in gone} for record in records]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


PLAIN = changed()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param("# synthetic: true\n", "is empty", id="comments only"),
        pytest.param(BODY[0] + "\n", "has a header and no records", id="header only"),
        pytest.param(
            b"PK\x03\x04\x14\x00\x06\x00", "is a workbook or zip archive, not delimited text", id="xlsx"
        ),
        pytest.param(b"%PDF-1.7\n", "is a PDF, not delimited text", id="pdf"),
        pytest.param('[{"participant": "P01", "arm": 1}]\n', "is JSON, not delimited text", id="json"),
        pytest.param('{\n "rows": [1, 2]\n}\n', "is JSON, not delimited text", id="json object"),
        pytest.param(b"\x01\x00\x02", "is binary, not delimited text", id="binary"),
        pytest.param("# caf\u00e9\n".encode("latin-1") + PLAIN.encode(), "is not UTF-8 text", id="latin-1"),
        pytest.param(
            "a letter to the editor\nof two lines\n", "has a single column: is it a CSV file?", id="prose"
        ),
        pytest.param(
            "".join(f"{line},arm\n" for line in BODY),
            "names the column arm twice",
            id="column twice",
        ),
        pytest.param(PLAIN + "P99,psilocybin\n", "has 2 cells where the header has 29", id="short row"),
        pytest.param(
            PLAIN + '"P01,psilocybin\n', "is not valid CSV: unexpected end of data", id="open quote"
        ),
    ],
)
def test_what_is_no_comma_separated_text_is_refused(refused, content, what):
    """A file of another form is named for what it is, with one fault."""
    (fault,) = refused(content)
    assert fault.what == what
    assert fault.where.startswith("export.csv")
    assert fault.remedy


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"qids_6w": "31"}, "qids_6w = 31 is outside 0-27 (QIDS-SR-16, points)"),
        ({"starp_1": "49"}, "starp_1 = 49 is outside 0-48 (STAR-P, points)"),
        ({"hamd17_0": "-1"}, "hamd17_0 = -1 is outside 0-52 (HAM-D-17, points)"),
        ({"qids_0": "high"}, "qids_0 = high is not a whole number (QIDS-SR-16, points)"),
        ({"qids_0": "12.5"}, "qids_0 = 12.5 is not a whole number (QIDS-SR-16, points)"),
        ({"ebi_1": "45,5"}, "ebi_1 = 45,5 is not a number (EBI, mean of six 0-100 ratings)"),
        ({"ebi_1": "1_0"}, "ebi_1 = 1_0 is not a number (EBI, mean of six 0-100 ratings)"),
        ({"ebi_1": "37.4"}, "ebi_1 = 37.4 is not a score in steps of 1/6 (EBI, mean of six 0-100 ratings)"),
        (
            {"meq_1": "2.35"},
            "meq_1 = 2.35 is not a score in steps of 1/30 (MEQ-30, mean of thirty 0-5 ratings)",
        ),
        ({"arm": "placebo"}, "arm = placebo is not a known value of trial arm"),
        ({"included": "perhaps"}, "included = perhaps is not a known value of included in the analyses"),
        ({"age": ""}, "age is empty (years)"),
        ({"participant": "P02"}, "participant = P02 is already on line 2"),
        ({"second_dose": "0"}, "rapport_2 = 97 although second_dose is 0"),
    ],
)
def test_a_wrong_cell_is_named_with_line_value_and_rule(refused, cells, what):
    """File, line, column, value and the rule that it breaks."""
    faults = refused(changed(**cells))
    said = [fault.what for fault in faults]
    assert any(part == what or part.startswith(what.split(" = ")[0]) for part in said)
    if "second_dose" not in cells:
        assert what in said
        assert len(faults) == 1
    assert all(fault.where in ("export.csv:2", "export.csv:3") for fault in faults)


@pytest.mark.parametrize("score", ["37.3", "37.33", "37.3333", "37.333333333333336", "37.5", "37", "3.75e1"])
def test_a_score_on_the_grid_may_be_rounded_as_it_was_exported(read, score):
    """A program writes a third with as many decimals as it likes."""
    assert read(changed(ebi_1=score)).frame["ebi_1"][0] == float(score)


def test_a_dictionary_without_a_grid_takes_any_score(tmp_path):
    """Ratings that are not whole numbers, or means of answered items, need no grid; a wrong grid is refused."""
    text = (ROOT / "data" / "dictionary.yaml").read_text(encoding="utf-8")
    path = tmp_path / "export.csv"
    path.write_text(changed(ebi_1="37.4"), encoding="utf-8")
    free = read_dictionary(text.replace("grid: {items: 6, step: 1/6}", "grid:"), "dictionary.yaml")
    assert read_trial(read_records(path, "export.csv"), free).frame["ebi_1"][0] == 37.4
    for step in ("0", "-1", "a/b", "1/0"):
        with pytest.raises(DataError, match="has the grid"):
            read_dictionary(text.replace("step: 1/6", f"step: {step}"), "dictionary.yaml")


def test_a_missing_column_is_named(refused):
    """What the dictionary requires and the header lacks."""
    (fault,) = refused(changed(rapport_1=None))
    assert (fault.where, fault.what) == ("export.csv:1", "the column rapport_1 is missing")


def test_a_column_under_another_name_is_recognised(refused):
    """A header that differs in case or by a letter is answered with the column's own name."""
    (fault,) = refused(PLAIN.replace("rapport_1", "Rapport_1", 1))
    assert fault.remedy == "is it Rapport_1? rename it to rapport_1"


def test_all_faults_are_told_at_once(refused):
    """Faults of several columns and lines come together, line by line."""
    records = rows()
    records[4]["qids_6w"], records[1]["arm"], records[8]["meq_1"] = "31", "placebo", "7"
    del records[0]["age"]
    names = [name for name in records[1] if name != "age"]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    lines = [fault.where for fault in refused(out.getvalue())]
    assert lines == ["export.csv:1", "export.csv:3", "export.csv:6", "export.csv:10"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(PLAIN.replace("\n", "\r"), id="CR"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN.encode(), id="byte-order mark"),
        pytest.param(PLAIN.replace("\n", "\n\n"), id="blank lines"),
        pytest.param("# synthetic: true\n# seed: 1\n" + PLAIN, id="comments"),
        pytest.param("\n".join(", ".join(line.split(",")) for line in BODY) + "\n", id="spaces"),
        pytest.param(
            "\n".join(",".join(f'"{c}"' for c in line.split(",")) for line in BODY) + "\n", id="quotes"
        ),
        pytest.param(
            "\n".join(",".join(reversed(line.split(","))) for line in BODY) + "\n", id="other order"
        ),
        pytest.param("\n".join(BODY).replace(",,", ",NA,"), id="NA"),
        pytest.param(PLAIN.encode("utf-16"), id="UTF-16"),
        pytest.param(PLAIN.encode("utf-16-be"), id="UTF-16 without a mark"),
        pytest.param(PLAIN.replace(",", ";"), id="semicolons"),
        pytest.param(PLAIN.replace(",", "\t"), id="tabs"),
        pytest.param(PLAIN.replace(",", ";").replace(".", ","), id="decimal commas"),
        pytest.param("sep=;\n" + PLAIN.replace(",", ";"), id="named separator"),
        pytest.param(PLAIN + "," * 28 + "\n" + "," * 28 + "\n", id="empty rows"),
    ],
)
def test_harmless_differences_of_form_do_not_matter(read, content):
    """Line ends, quotes, spaces, comments and the order of columns change nothing."""
    plain = read(PLAIN).frame
    assert read(content).frame[plain.columns].equals(plain)


def test_unknown_columns_are_left_aside_with_a_warning(read):
    """Columns that the dictionary lacks are not a fault; a warning says that they are not used."""
    plain = read(PLAIN).frame
    wide = "\n".join(f'{line},"{text}"' for line, text in zip(BODY, ["notes", *["a, b"] * 59], strict=True))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert read(wide).frame.equals(plain)
    assert [str(each.message).split(": ")[-1] for each in caught] == ["notes"]


def test_an_empty_cell_without_its_reason_is_a_remark_that_names_no_participant(read):
    """If measures of a given second dose are missing, the remark has the column and the count, but no participant."""
    names = BODY[0].split(",")
    rows = [line.split(",") for line in BODY[1:]]
    given = [row for row in rows if row[names.index("second_dose")] == "1"][:2]
    for row in given:
        row[names.index("ebi_2")] = ""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read("\n".join(map(",".join, [names, *rows])))
    assert [str(each.message) for each in caught] == [
        "ebi_2 is empty in 2 rows although second_dose is not 0"
    ]


def test_a_code_of_missing_values_is_the_dictionarys(tmp_path):
    """The codes that mean `no value` are declared in the dictionary, and only there."""
    text = (ROOT / "data" / "dictionary.yaml").read_text(encoding="utf-8")
    coded = read_dictionary(text.replace('missing: ["",', 'missing: ["-99",'), "dictionary.yaml")
    path = tmp_path / "export.csv"
    path.write_text("\n".join(BODY).replace(",,", ",-99,"), encoding="utf-8")
    frame = read_trial(read_records(path, "export.csv"), coded).frame
    assert frame["exclusion_reason"].notna().sum() == 1
    plain = read_dictionary(text, "dictionary.yaml")
    with pytest.raises(DataError):
        read_trial(read_records(path, "export.csv"), plain)


@pytest.mark.parametrize(
    ("first", "synthetic"),
    [
        ("# synthetic: true\n", True),
        ("# synthetic: true,,,\r\n", True),
        ('"# synthetic: true"\n', True),
        ("#Synthetic:TRUE\n", True),
        ("", False),
        ("# seed: 1\n", False),
    ],
)
def test_a_file_declares_itself_synthetic_in_its_first_line(tmp_path, first, synthetic):
    """Without that line, data are real and the paper has no banner."""
    path = tmp_path / "export.csv"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        path.write_bytes((first + PLAIN).encode(encoding))
        assert DataFile(path, "export.csv").synthetic is synthetic


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("columns: [", "is not valid YAML"),
        ("row: one", "describes no columns"),
        ("columns: {age: {type: year}}", "age has the unknown type year"),
        ("columns: {arm: {type: category}}", "arm is a category without categories"),
    ],
)
def test_a_wrong_dictionary_is_refused(text, what):
    """A dictionary that describes nothing, or in unknown words, says where."""
    with pytest.raises(DataError) as caught:
        read_dictionary(text, "dictionary.yaml")
    assert caught.value.faults[0].what.startswith(what)
