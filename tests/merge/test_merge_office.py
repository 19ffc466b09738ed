"""Copies that LibreOffice has saved, and random edits: the same merges, and nothing the second time."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.merge.tracked import tracked
from report.merge.word_units import read_units
from tests.merge.edit_kinds import WordCopy, edited_by, footnote_after
from tests.merge.office_changes import decided

SOFFICE = shutil.which("soffice")
needs_office = [
    pytest.mark.slow,
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice"),
]
_TEXT = re.compile(r'(<w:t xml:space="preserve">)([A-Za-z][A-Za-z ,]{12,})(</w:t>)')
WORDS = st.text("abcdefghij", min_size=2, max_size=8)


def saved(data, folder):
    """A Word file after LibreOffice has opened and saved it."""
    (folder / "copy.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        SOFFICE,
        "--headless",
        profile,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        folder / "saved",
    ]
    subprocess.run([*command, folder / "copy.docx"], check=True, capture_output=True, timeout=200)
    return (folder / "saved" / "copy.docx").read_bytes()


class TestOffice:
    pytestmark = needs_office

    def test_a_copy_saved_by_libreoffice_merges_as_the_copy_itself(self, built, edited, tmp_path):
        """The base survives, and formatting that the program adds is not an edit."""
        data = edited((" nights, sleep was ", " nights, rest was "), (">emphasis<", ">stress<"))
        found = built.merge(saved(data, tmp_path))
        assert found.merged == built.merge(data).merged
        assert [hunk.state for hunk in found.hunks] == ["applied", "applied"]

    def test_tracked_changes_survive_libreoffice_in_both_directions(self, built, edited, tmp_path):
        """After it has saved a tracked file, accepting and rejecting still give the new and the old text."""
        new = edited(
            (">7.5<", ">7.9<"), (" nights, sleep was ", " nights, rest was "), (">Participants<", ">People<")
        )
        file = WordCopy(new)
        footnote_after("The measure", "See the manual.")(file)
        new = file.saved()
        data = saved(tracked(built.word, new, 0), tmp_path)
        for accept, whole in ((True, new), (False, built.word)):
            found = [unit.text for unit in read_units(data, lambda _, accept=accept: accept).units]
            assert found == [unit.text for unit in read_units(whole).units]

    def test_libreoffice_accepts_and_rejects_all_changes(self, built, tmp_path):
        """Accepting all gives the text of the new file, and rejecting all that of the old one."""
        new = edited_by(
            built.word,
            "replace a word",
            "move a paragraph",
            "delete a list item",
            "edit a list item",
            "insert a row",
            "edit a cell",
            "edit a table note",
            "insert a table with a caption",
            "edit a caption",
            "insert a footnote",
            "edit a footnote",
            "a number",
            "a citation",
            "edit next to a citation",
            "edit the title",
            "edit the abstract",
            "edit a heading",
            "insert a heading",
            "insert a paragraph",
            "split a quotation",
            "swap the last paragraphs",
            "bold",
            "superscript",
        )
        data = tracked(built.word, new, 0)
        for verb, whole in (("Accept", new), ("Reject", built.word)):
            found = [unit.text for unit in read_units(decided(data, verb, tmp_path)).units]
            assert found == [unit.text for unit in read_units(whole).units]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_edits_of_words_merge_once(built, edited, data):
    """Words replaced, added and removed anywhere are applied or explained, and are there the second time."""
    text = read_part(built.word)
    places = list(_TEXT.finditer(text))
    chosen = data.draw(st.lists(st.sampled_from(range(len(places))), min_size=1, max_size=4, unique=True))
    edits = []
    for place in chosen:
        head, words, tail = places[place].groups()
        parts = words.split(" ")
        at = data.draw(st.integers(0, len(parts) - 1))
        parts[at] = " ".join(data.draw(st.lists(WORDS, max_size=2)))
        edits.append((head + words + tail, head + " ".join(parts) + tail))
    copy = edited(*edits)
    first = built.merge(copy)
    assert all(hunk.state == "applied" or hunk.why for hunk in first.hunks)
    again = built.merge(copy, {**built.templates, **first.merged})
    assert again.changed == {}


def read_part(data):
    """The main part of a Word file."""
    import zipfile
    from io import BytesIO

    return zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
