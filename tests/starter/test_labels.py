"""The labels that the text of a new project names, which are those that the study's summaries will yield."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from report.data.column_guesses import guessed
from report.data.dictionary import read_dictionary
from report.data.dictionary_text import dictionary_text
from report.data.tabular_files import read_sheet
from report.data.typed_frames import read_frame
from report.results.summaries import demographics, descriptives
from report.rows.stat import Stat
from report.starter.labels import groups, variable_label
from report.starter.plan import planned

PEOPLE = """pid,arm 2,first score (0-10),isSmoker,Gruppe
p1,A 1,3,yes,1
p2,B_2,4.5,no,2
p3,A 1,7,yes,1
p4,B_2,2,no,2
p5,A 1,1,yes,2
p6,B_2,9.5,no,1
"""


def label_in(rows: dict[str, Stat], path: str, plain: str) -> str:
    """The row of a label if the summaries yield one, or the label itself."""
    return f"<< {path}.label >>" if f"{path}.label" in rows else plain


@pytest.mark.parametrize("by", ["arm 2", "isSmoker", "Gruppe"])
def test_groups_and_labels_are_those_of_the_summaries(tmp_path: Path, by: str) -> None:
    """A label with a number is printed by its row, and each group has the id of its rows."""
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    sheet = read_sheet(path)
    guesses = guessed(sheet)
    dictionary = read_dictionary(dictionary_text(guesses, path.name), "dictionary.yaml")
    plan = planned(guesses, "trial", by, path.name)
    frame = read_frame(path, path.name, dictionary)
    sample = demographics("sample", frame, by=by, variables=plan.described, dictionary=dictionary)
    measures = descriptives("measures", frame, variables=plan.numbers, dictionary=dictionary)
    rows = {row.id: row for row in (*sample, *measures)}

    cells = next(each.cells for each in sheet.columns if each.name == by)
    named = {row.about["group"]: row.about["group_label"] for row in rows.values() if "group" in row.about}
    wanted = [(part, label_in(rows, f"sample.{part}", label)) for part, label in named.items()]
    assert [(each.part, each.label) for each in groups(plan, dictionary, cells)] == wanted
    for name in plan.numbers:
        part = f"measures.{plan.part(name)}"
        label = next(row for row in rows.values() if row.id.startswith(f"{part}.")).about["variable_label"]
        assert variable_label("measures", name, plan, dictionary) == label_in(rows, part, label)


def test_a_group_without_people_is_not_named(tmp_path: Path) -> None:
    """A category of the dictionary that nobody has is no group."""
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    guesses = guessed(read_sheet(path))
    dictionary = read_dictionary(dictionary_text(guesses, path.name), "dictionary.yaml")
    plan = planned(guesses, "trial", "arm 2", path.name)
    assert [each.code for each in groups(plan, dictionary, {"A 1"})] == ["A 1"]


def test_a_new_project_is_made_without_pandas(tmp_path: Path) -> None:
    """Loading pandas would take longer than everything else."""
    code = "import sys; sys.argv[1:] = ['new', 'demo']; import atexit; from report.cli import main\n"
    code += "atexit.register(lambda: print('pandas' in sys.modules)); main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (tmp_path / "demo").is_dir()
    assert done.stdout.splitlines()[-1] == "False"
