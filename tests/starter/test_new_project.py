"""`report new` makes a project that builds, with any data."""

from __future__ import annotations

import csv
import datetime
import hashlib
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pandas import DataFrame

from report.data.dictionary import read_dictionary
from report.data.typed_frames import read_frame
from report.rows.errors import DataError, StoreError, UsageError
from report.starter.new_project import new_project

SECRETS = ("Ada Lovelace", "ada@example.org", "SECRET-0007", "likes tea")

SLOW_TEMPLATES = [pytest.param(name, marks=pytest.mark.slow) for name in ("trial", "survey")]


def people(length: int = 40) -> dict[str, list[object]]:
    """Columns of all kinds, with values of persons that no output may show."""
    chance = random.Random(3)
    columns: dict[str, list[object]] = {
        "id": [f"SECRET-{number:04d}" for number in range(length)],
        "name": ["Ada Lovelace", *(f"Person {number}" for number in range(length - 1))],
        "e-mail": ["ada@example.org", *(f"p{number}@example.org" for number in range(length - 1))],
        "remark": ["likes tea", *(f"remark {number} of this person" for number in range(length - 1))],
        "arm": [("drug", "placebo")[number % 2] for number in range(length)],
        "Größe (cm)": [round(chance.gauss(170, 8), 1) for _ in range(length)],
        "年龄": [chance.randint(18, 70) for _ in range(length)],
        "item 1": [chance.randint(1, 5) for _ in range(length)],
        "item 2": [chance.randint(1, 5) for _ in range(length)],
        "constant": [3] * length,
        "empty": [None] * length,
        "born": [
            datetime.date(1990, 1, 1) + datetime.timedelta(days=17 * number) for number in range(length)
        ],
        "smoker": [("yes", "no")[chance.random() < 0.7] for _ in range(length)],
        "level": [chance.gauss(0, 1) for _ in range(length)],
        "score": [-99 if number % 9 == 4 else chance.randint(0, 40) for number in range(length)],
    }
    return columns


def as_csv(path: Path, columns: dict[str, list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*(map(cell, each) for each in columns.values()), strict=True))
    return path


def cell(value: object) -> str:
    return "" if value is None else str(value)


def sound(commands, folder: str) -> None:
    """A project computes, has no typed number, and is clean by ruff."""
    commands.report("lint", at=folder)
    for arguments in (("check",), ("format", "--check")):
        done = commands.run("-m", "ruff", *arguments, "--no-cache", ".", at=folder)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("template", ["blank", *SLOW_TEMPLATES])
def test_a_template_builds_and_says_that_its_data_are_synthetic(commands, template: str) -> None:
    """Without data: lint, build, check and the project's own tests pass."""
    commands.report("new", "first", "--template", template)
    sound(commands, "first")
    commands.report("build", "--to", "html", at="first")
    commands.report("check", at="first")
    assert "Synthetic data" in (commands.root / "first" / "_output" / "index.html").read_text(
        encoding="utf-8"
    )
    done = commands.run("-m", "pytest", "-q", "-p", "no:cacheprovider", at="first")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("template", ["blank", *SLOW_TEMPLATES])
def test_no_value_of_a_person_is_in_an_output(commands, template: str) -> None:
    """Identifiers, names, addresses and free text of the data are in no file that a build publishes."""
    as_csv(commands.root / "people.csv", people())
    printed = commands.report("new", "own", "--data", "people.csv", "--template", template)
    assert "not shown in any output: id, name, e-mail" in printed
    assert "-99" in printed
    sound(commands, "own")
    commands.report("build", "--to", "html", at="own")
    outputs = [path for path in (commands.root / "own" / "_output").rglob("*") if path.is_file()]
    text = "".join(path.read_bytes().decode("utf-8", "replace") for path in outputs)
    assert [secret for secret in SECRETS if secret in text] == []


WRITERS = {
    "xlsx": lambda frame, path: frame.to_excel(path, index=False),
    "parquet": lambda frame, path: frame.to_parquet(path),
    "sav": lambda frame, path: pytest.importorskip("pyreadstat").write_sav(
        frame,
        str(path),
        column_labels=["Person", "Sex of the person", "Points"],
        variable_value_labels={"sex": {1: "Woman", 2: "Man"}},
    ),
    "dta": lambda frame, path: pytest.importorskip("pyreadstat").write_dta(
        frame,
        str(path),
        column_labels=["Person", "Sex of the person", "Points"],
        variable_value_labels={"sex": {1: "Woman", 2: "Man"}},
    ),
}


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_each_format_gives_the_same_data(tmp_path: Path, suffix: str) -> None:
    """Excel, Parquet, SPSS and Stata become CSV with a dictionary; SPSS and Stata bring labels."""
    frame = DataFrame({"id": range(1, 21), "sex": [1, 2] * 10, "points": [2.5, None, *map(float, range(18))]})
    WRITERS[suffix](frame, tmp_path / f"study.{suffix}")
    new_project(tmp_path / "own", "blank", tmp_path / f"study.{suffix}")
    root = tmp_path / "own" / "data"
    dictionary = read_dictionary((root / "dictionary.yaml").read_text(encoding="utf-8"), "dictionary.yaml")
    read = read_frame(root / "study.csv", "study.csv", dictionary)
    assert read.points.dropna().tolist() == frame.points.dropna().tolist()
    assert (dictionary["id"].type, dictionary["id"].unique) == ("text", True)
    if suffix in ("sav", "dta"):
        assert dictionary["sex"].categories == {"1": "Woman", "2": "Man"}
        assert dictionary["points"].label == "Points"


HOSTILE = {
    "one row": {"id": ["P1"], "age": [31], "mood": [5]},
    "constant columns": {"a": [1] * 9, "b": [2.5] * 9},
    "nothing but text": {"a": ["some words"] * 2, "b": ["other words", "more words"]},
    "all empty": {"a": [None] * 3, "b": [1, 2, 3], "c": [None] * 3},
    "200 columns": {f"q{number}": [number % 3, 1 + number % 4, 2, 5] * 5 for number in range(200)},
    "heads like code": {
        "<< x >>": [1.5, 2.5, 3.5, 9] * 4,
        "{a.b}": [3, 5, 4, 1] * 4,
        'say "*hi*"': [1, 2, 4, 3] * 4,
        "no": [0, 1] * 8,
    },
    "heads of Python and of Jinja": {
        "class": [1.5, 2.5, 3.5, 9] * 4,
        "None": [3, 5, 4, 1] * 4,
        "loop.index": [1, 2, 4, 3] * 4,
        "line\nbreak": [1.5, 2, 4, 3] * 4,
        "<script>alert(1)</script>": [7, 2, 4, 3] * 4,
        "it's": [7, 2, 4.5, 3] * 4,
        "a" * 130: [7, 2, 4.5, 3] * 4,
    },
    "one column of numbers": {"id": [f"P{n}" for n in range(20)], "age": list(range(30, 50))},
    "300 columns": {f"v{number}": [number % 3 + 0.5, 1, 2, 5] * 5 for number in range(300)},
    "levels like code": {"group": ["<< x >>", "<b>5</b> | y"] * 8, "v": list(range(16))},
}


#: The case that covers most of the skeleton; the others run with the long tests.
USUAL = "heads like code"
CASES = [each if each == USUAL else pytest.param(each, marks=pytest.mark.slow) for each in sorted(HOSTILE)]


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_hostile_data_make_a_sound_project(commands, case: str) -> None:
    """What no statistic can be computed of, or no template can quote, is still a project that lints."""
    as_csv(commands.root / "odd.csv", HOSTILE[case])
    commands.report("new", "odd", "--data", "odd.csv")
    sound(commands, "odd")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a,a\n1,2\n", "names the column a twice"),
        ("a,b\n", "no records"),
        ("", "is empty"),
        ("a,b\n1\n", "cells"),
    ],
)
def test_data_that_cannot_be_read_make_no_folder(tmp_path: Path, content: str, fault: str) -> None:
    """The fault is the reader's, and no folder is left behind."""
    (tmp_path / "bad.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        new_project(tmp_path / "own", "blank", tmp_path / "bad.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


@pytest.mark.parametrize("suffix", ["xlsx", "sav", "dta", "parquet"])
def test_a_damaged_file_is_a_fault(tmp_path: Path, suffix: str) -> None:
    """A file that its library cannot read is answered in a line."""
    (tmp_path / f"bad.{suffix}").write_bytes(b"nothing of the kind")
    with pytest.raises(DataError, match="cannot be read as"):
        new_project(tmp_path / "own", "blank", tmp_path / f"bad.{suffix}")


@pytest.mark.parametrize("name", ["class", "report", "analysis", "", "...", ".hidden", "-x", "年龄"])
def test_names_that_cannot_be_are_faults(tmp_path: Path, name: str) -> None:
    """Keywords, the engine's own names, and names without a letter."""
    before = sorted(tmp_path.iterdir())
    with pytest.raises((UsageError, StoreError)):
        new_project(tmp_path / name if name else Path())
    assert sorted(tmp_path.iterdir()) == before


def test_spaces_become_hyphens_and_titles_hold_no_typed_number(tmp_path: Path) -> None:
    """The folder is one word for shells; a number in the name is not in the title."""
    assert new_project(tmp_path / "My second study 2").folder == tmp_path / "My-second-study-2"
    assert "[Title of the paper]" in (tmp_path / "My-second-study-2" / "analysis" / "study.py").read_text(
        "utf-8"
    )


def test_an_existing_folder_stays_as_it_is(tmp_path: Path) -> None:
    """Also one that is empty, or a broken link."""
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "link"):
        with pytest.raises(StoreError, match="already exists"):
            new_project(tmp_path / name)
    assert list((tmp_path / "there").iterdir()) == []


def test_the_same_command_makes_the_same_files(tmp_path: Path) -> None:
    """In any folder, with any hash seed."""
    digests = set()
    for seed, folder in (("1", tmp_path / "a"), ("2", tmp_path / "b")):
        folder.mkdir()
        code = "from report.cli import main; main()"
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", code, "new", "x"], cwd=folder, env=environment, check=False
        )
        assert done.returncode == 0
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        content = b"".join(path.relative_to(folder).as_posix().encode() + path.read_bytes() for path in paths)
        digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 1


def test_git_ignores_what_is_made(tmp_path: Path) -> None:
    """The two lines that Quarto would add are there as Quarto writes them."""
    new_project(tmp_path / "x")
    lines = (tmp_path / "x" / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/.quarto/", "**/*.quarto_ipynb", "_output/"} <= set(lines)


def test_the_readme_starts_with_two_commands(tmp_path: Path) -> None:
    """Install, build."""
    new_project(tmp_path / "x")
    text = (tmp_path / "x" / "README.md").read_text(encoding="utf-8")
    start = text.split("## Start")[1].split("\nThen")[0]
    assert re.findall(r"^    (.+)$", start, re.MULTILINE) == ["pip install tracepaper", "report build"]


@pytest.mark.parametrize(
    ("template", "fault"), [("trial", "no column of two groups"), ("survey", "no items")]
)
def test_a_template_says_what_the_data_lack(tmp_path: Path, template: str, fault: str) -> None:
    """The fault names the option that helps."""
    as_csv(tmp_path / "d.csv", {"a": [1.5, 2.25, 3.5], "b": [2.5, 4.5, 1.25]})
    with pytest.raises(DataError, match=fault):
        new_project(tmp_path / "x", template, tmp_path / "d.csv")  # type: ignore[arg-type]


def test_a_column_with_one_value_is_not_described(tmp_path: Path) -> None:
    """It would be a line of the table of participants that says nothing."""
    file = tmp_path / "people.csv"
    file.write_text(
        "age,site,wave\n" + "".join(f"{20 + n % 7},{'ab'[n % 2]},1\n" for n in range(20)), "utf-8"
    )
    made = new_project(tmp_path / "paper", "blank", file)
    assert made.plan.described == ("age", "site")


def test_a_folder_instead_of_a_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder has no name, so the fault shows its path."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match=r"^\."):
        new_project(tmp_path / "paper", "blank", Path())


@pytest.mark.parametrize(
    "arms",
    [("1", "2"), ("0", "1"), ("a", "b"), ("the waiting list " * 4, "psychotherapy " * 6), ("針" * 30, "薬")],
)
def test_a_trial_is_formatted_whatever_its_groups_are_called(tmp_path: Path, arms: tuple[str, str]) -> None:
    """Short codes of numbers fit into a line, long ones do not; the text names the last of many measures."""
    chance = random.Random(2)
    columns: dict[str, list[object]] = {"arm": [arms[number % 2].strip() for number in range(20)]}
    columns |= {f"{place}th visit": [chance.gauss(0, 1) for _ in range(20)] for place in range(9)}
    new_project(tmp_path / "own", "trial", as_csv(tmp_path / "d.csv", columns))
    for arguments in (("check",), ("format", "--check")):
        command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", str(tmp_path / "own")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    results = (tmp_path / "own" / "analysis" / "results.py").read_text(encoding="utf-8")
    assert '"8th visit"' in results.partition("DRAWN")[0].partition("NUMBERS")[2]
