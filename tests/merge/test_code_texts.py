"""Edits of captions, notes and cells that code prints are proposals with the file and the line of the string."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.merge.code_texts import CodeTexts, EditedText

EDITS = {
    ("Sleep of ", "Nights of "): "caption",
    (">Participants<", ">People<"): "cell",
    (">Measure<", ">Quantity<"): "head",
    ("Mean hours of sleep (", "Average hours of sleep ("): "caption of a figure",
}


@pytest.mark.parametrize("edit", EDITS, ids=EDITS.values())
def test_an_edit_names_file_and_line(built, edited, edit):
    """The line is that of the string in the product's function; the edit is not applied."""
    source = (built.root / "mini" / "products.py").read_text(encoding="utf-8").splitlines()
    lines = {
        name: (str(built.root / "mini" / "products.py"), 1 + source.index(f"def {name}():")) for name in NAMES
    }
    found = built.merge(edited(edit), code=CodeTexts(lambda: lines, built.root))
    (hunk,) = found.hunks
    assert hunk.state == "proposal"
    file, _, line = hunk.remedy.rpartition(" in ")[2].rpartition(":")
    assert file == "mini/products.py"
    assert edit[0].strip("<>").rstrip(" (") in source[int(line) - 1]
    assert found.changed == {}


NAMES = ("sleep_table", "bar")


def test_the_command_names_the_line(built, edited, tmp_path):
    """`report merge` finds the products of the project itself."""
    copy = tmp_path / "edited.docx"
    copy.write_bytes(edited((">Participants<", ">People<")))
    done = built.run("merge", str(copy))
    assert "replace “Participants” by “People” in mini/products.py:" in " ".join(done.stdout.split())


CODE = """
def other():
    return "Hours"


def one_table():
    head = "Hours of the *night*, as the diary has them"
    return [head, f"Sleep of {len(head)} adults", "Hours"]
"""


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        (EditedText("Hours of the ", "night", ", as the diary"), [7]),
        (EditedText("Sleep of 29 ", "adults", ""), [8]),
        (EditedText("", "Hours", ""), [8, 7]),
        (EditedText("Every other ", "night", " or so"), []),
        (EditedText("", "Missing", ""), []),
    ],
)
def test_strings_of_the_function_come_first(printed, lines, tmp_path: Path):
    """Marks of Markdown and inserted numbers do not matter; a string that shares only a word is not named."""
    file = tmp_path / "code.py"
    file.write_text(CODE, encoding="utf-8")
    texts = CodeTexts(lambda: {"one_table": (str(file), 6)}, tmp_path)
    found = texts.places("tbl-one-table", printed)
    assert set(found) <= {f"code.py:{line}" for line in lines}
    assert bool(found) == bool(lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("handed out", "given out"),
        ("Visits took place", "All visits took place"),
        ("Visits of all", "The visits of all"),
        ("What was done", "What happened"),
    ],
    ids=["cell", "note", "caption", "head"],
)
def test_a_table_of_the_template_is_edited_there(built, edited, before, after):
    """Cells, notes and captions that a template holds are lines of the template like any other."""
    made = built.merged(edited((before, after)))
    assert made == built.templates["index.qmd.j2"].replace(before, after, 1)
