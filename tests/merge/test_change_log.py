"""What changed between two builds: rows with their causes, passages, and stamped submissions."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from report.merge.causes import Cause, ExplainedChange, explained
from report.merge.change_log import ChangeLog, as_json, in_order, places_of
from report.merge.change_pages import as_html, as_markdown
from report.merge.project_code import Code
from report.merge.text_changes import text_changes
from report.merge.word_units import read_units
from report.rows.ledger_diff import Change, Weight
from report.trace.occurrences import Occurrence

DATA = "data/sleep.csv"
OLD = "def sleep(sleep_file):\n    return 1\n\n\ndef hours(sleep):\n    return sleep\n"


def changed(ledger, value):
    """A ledger whose mean has another value, computed from other data."""
    row = ledger.stat("hours.mean")
    return replace(ledger, rows={**ledger.rows, row.id: replace(row, value=value)})


def test_a_changed_function_behind_a_row_is_its_cause(built):
    """The code of every product that a row takes is compared, not only of the one that yields it."""
    new = OLD.replace("return 1", "return 2")
    codes = Code(lambda: {"mini/products.py": OLD}), Code(lambda: {"mini/products.py": new})
    (found,) = explained(built.ledger, changed(built.ledger, 7.9), codes, (lambda _: "", lambda _: ""))
    assert (found.change.old, found.change.new) == ("7.5", "7.9")
    assert [(cause.kind, cause.what) for cause in found.causes] == [("code", "sleep in mini/products.py")]
    assert "+    return 2" in found.causes[0].diff


def test_changed_data_are_named_by_column_without_any_value(built):
    """A participant's value is in no change log."""
    row = built.ledger.stat("hours.mean")
    source = replace(row.source, data=((DATA, "0" * 64),))
    new = replace(built.ledger, rows={**built.ledger.rows, row.id: replace(row, value=7.9, source=source)})
    texts = (lambda _: "participant,hours\na,7.25\nb,8.5\n"), (lambda _: "participant,hours\na,7.21\nb,8.5\n")
    (found,) = explained(built.ledger, new, (Code(dict), Code(dict)), texts)
    assert [(cause.kind, cause.what) for cause in found.causes] == [
        ("data", f"{DATA}: column hours in 1 row (line 2)")
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("alpha: .01\ndoses: [25, 25]\n", "alpha"),
        ("alpha: .05\ndoses: [25, 10]\n", "doses[2]"),
        ("alpha: .05\ndoses: [25]\narm: {name: b}\n", "doses[2], arm.name"),
        ("# A comment.\ndoses: [25, 25]\nalpha: .05\n", "differs in its comments or its layout"),
        ("alpha: [.05\n", "differs"),
        ("", "differs"),
    ],
)
def test_changed_entries_of_a_yaml_file_are_named(built, new, said):
    """By their keys; the values are not shown, since the file may hold data."""
    row = built.ledger.stat("hours.mean")
    old = replace(row, source=replace(row.source, data=(("data/protocol.yaml", "0" * 64),)))
    changed_row = replace(
        row, value=7.9, source=replace(row.source, data=(("data/protocol.yaml", "1" * 64),))
    )
    ledgers = [replace(built.ledger, rows={**built.ledger.rows, row.id: each}) for each in (old, changed_row)]
    texts = (lambda _: "alpha: .05\ndoses: [25, 25]\n"), (lambda _: new)
    (found,) = explained(*ledgers, (Code(dict), Code(dict)), texts)
    assert [(cause.kind, cause.what) for cause in found.causes] == [("data", f"data/protocol.yaml: {said}")]


def test_every_format_says_the_same(built, edited):
    """Markdown, JSON and HTML have the row, its cause and the passage."""
    new = OLD.replace("return 1", "return 2")
    codes = Code(lambda: {"mini/products.py": OLD}), Code(lambda: {"mini/products.py": new})
    rows = explained(built.ledger, changed(built.ledger, 7.9), codes, (lambda _: "", lambda _: ""))
    texts = text_changes("index", read_units(built.word).units, read_units(edited((">7.5<", ">7.9<"))).units)
    log = ChangeLog("v1", "v2", tuple(rows), tuple(texts))
    for text in (as_markdown(log), as_json(log), as_html(log)):
        assert all(word in text for word in ("hours.mean", "sleep in mini/products.py", "Mean sleep was"))
    assert json.loads(as_json(log))["rows"][0]["kind"] == "changed"


def row(id, weight, *causes):
    """A changed row."""
    return ExplainedChange(Change(weight, id, id, "1", "2"), tuple(Cause("code", cause) for cause in causes))


def test_printed_rows_come_first_by_their_weight_and_their_place():
    """A flipped claim that no document prints comes after a number of the paper."""
    where = [Occurrence("index", "o1", "stat", id, "1", "Results", "paragraph") for id in ("d", "b", "c")]
    rows = [
        row("a", Weight.CLAIM),
        row("b", Weight.PRINTED),
        row("c", Weight.SIGN),
        row("d", Weight.PRINTED),
        row("e", Weight.SIGN),
    ]
    places = places_of(where)
    log = ChangeLog("v1", "v2", in_order(rows, places), (), places)
    assert [each.change.id for each in log.rows] == ["c", "d", "b", "a", "e"]
    assert (log.unseen, log.places["b"]) == (2, "index, Results")
    assert [each.change.id for each in in_order(rows, {})] == ["a", "c", "e", "b", "d"]


def test_a_cause_has_one_number_however_many_rows_it_changes():
    """Numbers count the causes of printed rows; a row may have several."""
    rows = row("a", Weight.CLAIM, "f"), row("b", Weight.SILENT, "g"), row("c", Weight.SIGN, "h", "f")
    log = ChangeLog("v1", "v2", rows, ())
    assert [cause.what for cause in log.causes] == ["f", "h"]
    assert (log.numbers("a"), log.numbers("c"), log.numbers("b"), log.numbers("c", "a")) == (
        "1",
        "1, 2",
        "",
        "1, 2",
    )


def test_builds_beside_the_project_are_compared_by_their_files(built, edited, tmp_path):
    """The dots of a relative path separate no revisions, and a damaged Word file is named."""
    root, other = tmp_path / "project", tmp_path / "other"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns(".tracepaper", "__pycache__"))
    shutil.copytree(root / "_output", other)
    (other / "index.docx").write_bytes(edited((">7.5<", ">7.9<")))
    shown = built.run("changes", "../other", root=root)
    assert "1 passage changed" in shown.stdout, shown.stderr
    assert "[-7.9-]{+7.5+}" in shown.stdout
    assert built.run("changes", "../other", "_output", root=root).stdout == shown.stdout
    (other / "index.docx").write_bytes(b"damaged")
    failed = built.run("changes", "../other", root=root)
    assert failed.returncode == 1
    assert failed.stderr.startswith("../other/index.docx  is not a Word document")


@pytest.mark.slow
def test_revisions_stamps_and_tracked_files_on_the_command_line(built, tmp_path):
    """A tag of git, a stamp and `--tracked-against` name the same earlier build."""
    root = tmp_path / "project"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns(".tracepaper", "__pycache__"))
    (root / ".gitignore").write_text("_output\n.tracepaper\n__pycache__\n", encoding="utf-8")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "first"], ["tag", "v1"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert built.run("stamp", "journal-1", root=root).returncode == 0
    assert built.run("stamp", "journal-1", root=root).returncode == 1
    path = root / "templates" / "index.qmd.j2"
    path.write_text(
        path.read_text(encoding="utf-8").replace("it is a number", "it is a result"), encoding="utf-8"
    )
    done = built.run("build", "--to", "docx", "--tracked-against", "v1", root=root)
    assert done.returncode == 0, done.stderr
    assert (root / "_output" / "index.tracked.docx").is_file()
    for name in ("v1", "journal-1"):
        shown = built.run("changes", name, root=root)
        assert "1 passage changed" in shown.stdout, shown.stdout + shown.stderr
    assert "is neither a build nor a Git revision" in built.run("changes", "v2", root=root).stderr
