"""The synthetic rows are recognised by their content, however a program saved them."""

import csv
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis.study import study
from report.data.synthetic_rows import SyntheticRows
from report.rows.errors import DataError
from report.study.build_facts import facts
from report.study.study import Study

ROOT = Path(__file__).resolve().parents[2]
TRIAL = ROOT / "data" / "trial.csv"
FRAME = pd.read_csv(TRIAL, comment="#")
TEXT = TRIAL.read_text(encoding="utf-8")
ROWS = TEXT[TEXT.index("participant,") :]
LISTED = SyntheticRows.from_record(
    yaml.safe_load((ROOT / "data" / "trial.meta.yaml").read_text("utf-8"))["rows"]
)


def saved(frame, **options):
    return frame.to_csv(index=False, **options)


def renumbered():
    return FRAME.assign(participant=[f"S{number}" for number in range(len(FRAME))])


def spelt():
    return FRAME.assign(female=FRAME["female"].map({0: "FALSE", 1: "TRUE"}))


SAVES = {
    "without its comments": ROWS,
    "by pandas": saved(FRAME),
    "by pandas with its index": FRAME.to_csv(),
    "all numbers with a point": saved(FRAME.astype({"age": float, "qids_0": float})),
    "with semicolons and decimal commas": saved(FRAME, sep=";", decimal=","),
    "with semicolons": saved(FRAME, sep=";"),
    "with tabs": saved(FRAME, sep="\t"),
    "with its separator": "sep=;\r\n" + saved(FRAME, sep=";", decimal=","),
    "by a spreadsheet that quotes the comments": '"# synthetic: true",,,\n' + ROWS,
    "all quoted": saved(FRAME, quoting=csv.QUOTE_ALL),
    "with other line ends": ROWS.replace("\n", "\r\n"),
    "with empty lines": "\n\n" + ROWS.replace("\n", "\n\n"),
    "with spaces": ROWS.replace(",", " , "),
    "missing values named": saved(FRAME, na_rep="NA"),
    "truth values spelt": saved(spelt()),
    "rows in another order": saved(FRAME.sample(frac=1, random_state=1)),
    "columns in another order": saved(FRAME[FRAME.columns[::-1]]),
    "a few rows": saved(FRAME.iloc[[3, 17, 44]]),
    "one row": saved(FRAME.iloc[[8]]),
    "other identifiers": saved(renumbered()),
    "a column more": saved(FRAME.assign(note="checked")),
    "among others": saved(pd.concat([FRAME.assign(age=FRAME["age"] + 1), FRAME.iloc[[5]]])),
}


#: The one way in which the comment that declares the data synthetic survives.
QUOTED = "by a spreadsheet that quotes the comments"


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_saved_rows_are_synthetic(tmp_path, save, encoding):
    """The facts of a build say so even if the file does not: the banner cannot be lost."""
    path = tmp_path / "export.csv"
    path.write_bytes(SAVES[save].encode(encoding))
    files = study.data_files(ROOT, path)
    assert files["trial_file"].synthetic == (save == QUOTED)
    assert facts(study, ROOT, files).synthetic


@pytest.mark.parametrize("column", ["age", "qids_6w", "ebi_1"])
def test_other_rows_are_real(tmp_path, column):
    """One score changed in each row makes other rows, which only a comment declares synthetic."""
    path = tmp_path / "export.csv"
    path.write_text(saved(FRAME.assign(**{column: FRAME[column] + 0.5})), encoding="utf-8")
    assert not facts(study, ROOT, study.data_files(ROOT, path)).synthetic


@pytest.mark.parametrize("content", [b"", b"\n", b"a,b\n1,2\n", b"\0\xff", b'"', b"# synthetic\n"])
def test_files_without_such_rows_have_none(content):
    """Every other file has no synthetic rows, and none raises an exception."""
    assert LISTED.count_in(content)[0] == 0


def test_the_list_is_that_of_the_committed_file():
    """Each row of the trial file is listed once, over all columns but the identifier."""
    assert SyntheticRows.of(TRIAL.read_bytes(), ["participant"]) == LISTED
    assert LISTED.count_in(TRIAL.read_bytes()) == (len(FRAME), len(FRAME))
    assert sum(LISTED.hashes.values()) == len(FRAME)


@pytest.mark.parametrize(
    "text", [None, "", "rows: 5", "rows: {columns: [], sha256: []}", "seed: 1", "a: [", "- 1"]
)
def test_a_list_that_is_gone_is_a_fault(tmp_path, text):
    """Deleting the list does not remove the banner."""
    (tmp_path / "data").mkdir()
    if text is not None:
        (tmp_path / "data" / "trial.meta.yaml").write_text(text)
    for name in study.files.values():
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "export.csv").write_text(ROWS)
    with pytest.raises(DataError, match="does not list the hashes"):
        facts(study, tmp_path, study.data_files(tmp_path, tmp_path / "export.csv"))


def test_rows_of_a_studys_own_synthetic_file_are_known_without_a_list(tmp_path):
    """A file that has no others, in any order and with other identifiers, is synthetic; one more row, and it is not."""
    (tmp_path / "own.csv").write_text("# synthetic: true\nid,hours,mood\na,7.25,3\nb,8.5,4\nc,6.75,2\n")
    small = Study("Sleep", (), files={"sleep": "own.csv"}, data="sleep")

    def is_synthetic(text):
        (tmp_path / "other.csv").write_text(text)
        return facts(small, tmp_path, small.data_files(tmp_path, tmp_path / "other.csv")).synthetic

    assert is_synthetic("hours;mood;id\n6,75;2;x\n7,25;3;y\n")
    assert not is_synthetic("id,hours,mood\na,7.25,3\nb,8.5,5\n")
    assert not is_synthetic("id,hours,mood\n")
