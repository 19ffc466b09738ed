"""The examples whose statistics come from result objects of Python and from files of R."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MAIN = "from report.cli import main; main()"
MADE = shutil.ignore_patterns(".tracepaper", "_output", "__pycache__")


def report(root: Path, *arguments: str) -> str:
    """The output of a command that succeeds."""
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, cwd=root, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", ["compassion_course", "tooth_growth"])
def test_an_example_builds_and_checks(tmp_path: Path, name: str) -> None:
    """Outside the repository: no typed number, all formats, every printed number correct."""
    if name == "compassion_course":
        pytest.importorskip("pingouin")
    root = shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=MADE)
    report(root, "lint")
    report(root, "build")
    assert report(root, "check").count("all correct") == 3
    text = (root / "_output" / "index.html").read_text(encoding="utf-8")
    assert ("Synthetic data" in text) == (name == "compassion_course")


def test_results_become_rows_in_few_lines() -> None:
    """Fewer than 15 lines of the trial wrap results into rows; its helpers do not import the engine."""
    course = EXAMPLES / "compassion_course" / "course"
    lines = (course / "results.py").read_text(encoding="utf-8").splitlines()
    assert sum("yield from" in line for line in lines) < 15
    assert "report" not in (course / "mystats.py").read_text(encoding="utf-8")


def test_the_synthetic_trial_is_that_of_its_script(tmp_path: Path) -> None:
    """Running the script again writes the same file."""
    (tmp_path / "data").mkdir()
    script = EXAMPLES / "compassion_course" / "make_data.py"
    subprocess.run([sys.executable, str(script)], cwd=tmp_path, check=True)
    made = (tmp_path / "data" / "trial.csv").read_bytes()
    assert made == (script.parent / "data" / "trial.csv").read_bytes()


def test_rows_are_the_numbers_of_r(tmp_path: Path) -> None:
    """Each F statistic and its p-value is that of the file that R wrote, and names that file and the script."""
    root = shutil.copytree(EXAMPLES / "tooth_growth", tmp_path / "teeth", ignore=MADE)
    rows = {row["id"]: row for row in json.loads(report(root, "list", "--json"))}
    with (root / "results" / "anova.csv").open(encoding="utf-8") as file:
        lines = {line["term"]: line for line in csv.DictReader(file)}
    for term, name in (("supp", "supp"), ("dose", "dose"), ("supp:dose", "supp_by_dose")):
        assert rows[f"anova.{name}.statistic"]["value"] == float(lines[term]["statistic"])
        assert rows[f"anova.{name}.p"]["value"] == float(lines[term]["p.value"])
        about = rows[f"anova.{name}.p"]["about"]
        assert (about["file"], about["script"]) == ("results/anova.csv", "analysis.R")
