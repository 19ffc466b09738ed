"""No value of a single participant leaves through an output: one is planted and searched for in every file."""

import re
from pathlib import Path

import pytest

BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
ROOT = Path(__file__).parents[2]


def leaks(project, *marks):
    pattern = re.compile("|".join(marks))
    return [(name, match[0]) for name, text in project.texts() for match in pattern.finditer(text)]


def test_a_planted_value_is_in_no_output(mini_study):
    """Neither the value, which is not an extreme, nor the participant's name is in any part of any file."""
    mini_study.append("data/sleep.csv", "Zacharias-Q,7.1397452\n")
    done = mini_study.report("build")
    assert done.returncode == 0, done.stderr
    names = {name.split("/")[0] for name, _ in mini_study.texts()}
    assert {"index.pdf", "index.docx", "index.html", "ledger.json", "bar.svg"} <= names
    assert leaks(mini_study, "7[.,]1397", "1397452", "Zacharias") == []


@pytest.mark.slow
def test_the_search_finds_what_is_published(mini_study):
    """A value that a row does publish is found in HTML, Word, PDF, ledger and spreadsheet alike."""
    mini_study.edit("data/sleep.csv", "6.75", "6.1397452")
    mini_study.edit("mini/products.py", 'min(sleep), "fixed1"', 'min(sleep), "fixed4"')
    assert mini_study.report("build").returncode == 0
    files = {name.split("/")[0].split(" ")[0] for name, _ in leaks(mini_study, r"6\.1397")}
    assert {"index.html", "index.pdf", "index.docx", "ledger.json", "ledger.csv"} <= files


@pytest.mark.slow
def test_a_planted_value_is_in_no_file_of_the_paper(paper, tmp_path):
    """The same for the paper: a score between the others, on the instrument's grid, and all participants' names."""
    text = (ROOT / "data" / "trial.csv").read_text(encoding="utf-8")
    assert ",41.8333," not in text
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("participant,")).split(",")
    row = next(i for i, line in enumerate(lines) if line.startswith("P0"))
    cells = lines[row].split(",")
    cells[head.index("ebi_1")] = "41.8333"
    lines[row] = ",".join(cells)
    names = [line.split(",")[0] for line in lines if re.match(r"[A-Z]\d+,", line)]
    (tmp_path / "trial.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = paper.report("build", "--data", tmp_path / "trial.csv")
    assert done.returncode == 0, done.stderr
    assert len(names) > 50
    assert leaks(paper, r"41\.8333") == []
    # Short names stand by chance in fonts and compressed pictures, whose bytes are no text.
    named = re.compile("|".join(rf"\b{name}\b" for name in names))
    assert [name for name, text in paper.texts() if not BINARY.search(text) and named.search(text)] == []
