"""`report check` as a command: exit codes, and its answer for readers and for scripts."""

import json
from functools import partial

import pytest
from places import Page

KEYS = {"page", "section", "block", "table", "row", "column", "context"}


@pytest.fixture
def check(sample, run_report):
    return partial(run_report, sample.inputs.project.root, "check")


def edited(sample, folder):
    page = Page(sample.bytes("index.html"))
    where = next(each for each in page.places if each.id == "describe.warm.rapport.sd")
    path = folder / "edited.html"
    path.write_bytes(page.edit(where, "1.86"))
    return path


def test_published_files_stand(sample, check):
    """Without a file, all that is published is checked: exit 0, with the balance of each file."""
    done = check("--out", sample.published)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("index.html", "index.pdf", "index.docx", "supplement.html"):
        assert f"{name}  " in done.stdout
    assert done.stdout.count("all correct") == done.stdout.count("numbers printed: ") == 6


def test_an_edited_copy_is_answered_with_its_findings(sample, check, tmp_path):
    """A finding leads to exit code 1, and shows the text of the copy, the expected text, and the place."""
    done = check(edited(sample, tmp_path))
    assert done.returncode == 1
    assert "1 finding" in done.stdout
    assert "describe.warm.rapport.sd: found 1.86, 11.86 expected" in done.stdout
    assert "tbl-measures, row Rapport (Warm hands), column SD" in done.stdout


def test_the_answer_for_scripts(sample, check, tmp_path):
    """JSON has the file, the count and the findings, each with its place."""
    path = edited(sample, tmp_path)
    done = check(path, "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert set(answer) == {"file", "numbers_checked", "findings", "notes"}
    assert answer["file"] == str(path)
    (finding,) = answer["findings"]
    assert (finding["kind"], finding["stat"]) == ("changed", "describe.warm.rapport.sd")
    assert (finding["expected"], finding["found"]) == ("11.86", "1.86")
    assert set(finding["where"]) == KEYS


def test_the_answer_can_be_written_to_a_file(sample, check, tmp_path):
    """--json-out FILE writes the same, but not over a file that somebody else wrote: that is one line."""
    there = tmp_path / "answer.json"
    done = check(edited(sample, tmp_path), "--json-out", there, "--quiet")
    assert done.returncode == 1
    assert json.loads(there.read_text())["numbers_checked"] > 200
    copy = tmp_path / "copy.docx"
    copy.write_bytes(b"a co-author's copy")
    done = check(edited(sample, tmp_path), "--json-out", copy, "--quiet")
    assert (done.returncode, copy.read_bytes()) == (1, b"a co-author's copy")
    assert "copy.docx  exists" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("other.html", b"<html><body>" + b"<p>Quite another text about trains and the sea.</p>" * 40),
        ("broken.pdf", b"%PDF-1.7 nothing"),
        ("notes.txt", b"some notes"),
        ("missing.docx", None),
    ],
)
def test_what_is_no_copy_is_refused_in_one_line(check, tmp_path, name, content):
    """Exit 2, and one line on why."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = check(path, "--quiet")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_nothing_published_is_said(check, tmp_path):
    """Where nothing was built there is nothing to check."""
    done = check("--out", tmp_path)
    assert done.returncode == 2
    assert "nothing has been published yet" in done.stderr
