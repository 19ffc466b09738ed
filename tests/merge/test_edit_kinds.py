"""Kinds of edits, alone and together: they are applied once, in any order, and the rebuilt document has their text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.merge.atoms import alike
from report.merge.word_units import read_units
from tests.merge.edit_kinds import APPLIED, KINDS, NOTHING, OPEN, SAVES, edited_by

#: Kinds that every run of the fast tests tries; `make check-all` tries all.
FEW = ("replace a word", "insert two paragraphs", "move a paragraph", "delete the last list item")
HARMLESS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def texts(data):
    """The printed text of each unit, with quotation marks and spaces that programs exchange made alike."""
    units = read_units(data).units
    notes = sorted(alike(unit.text) for unit in units if unit.kind == "footnote")
    return [alike(unit.text) for unit in units if unit.kind != "footnote"] + notes


@pytest.fixture(scope="session")
def rebuilt(built, tmp_path_factory):
    """Render the document from other templates."""
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.pipeline.word_text import word_file
    from report.study.project import Project

    root = tmp_path_factory.mktemp("rebuilt") / "mini"
    shutil.copytree(built.root, root)

    def render(templates):
        for name, text in templates.items():
            Path(root, "templates", name).write_text(text, encoding="utf-8")
        inputs = Inputs(Project(root))
        return word_file(inputs, compute(inputs), "index")

    return render


def check_applied(built, rebuilt, names):
    """Merge edits, rebuild, and merge again: the text is there, and no hunk is left."""
    data = edited_by(built.word, *names)
    found = built.merge(data)
    assert {hunk.state for hunk in found.hunks} == {"applied"}, [hunk for hunk in found.hunks if hunk.why]
    templates = {**built.templates, **found.merged}
    assert texts(rebuilt(templates)) == texts(data)
    again = built.merge(data, templates)
    assert (again.changed, {hunk.state for hunk in again.hunks}) == ({}, {"already there"})


@pytest.mark.slow
@pytest.mark.parametrize("name", APPLIED)
def test_the_rebuilt_document_has_the_text_of_each_edit(built, rebuilt, name):
    """Every kind of edit is applied; then the copy has nothing more to merge."""
    check_applied(built, rebuilt, [name])


@pytest.mark.parametrize("name", FEW)
def test_edits_are_applied_once(built, name):
    """A second merge finds the edits in the templates."""
    data = edited_by(built.word, name)
    found = built.merge(data)
    assert {hunk.state for hunk in found.hunks} == {"applied"}
    assert built.merge(data, {**built.templates, **found.merged}).changed == {}


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_edit_of_the_text_changes_nothing(built, name):
    """Comments, colours and changes that programs make by themselves are not hunks."""
    assert built.merge(edited_by(built.word, name)).hunks == ()


@pytest.mark.parametrize("name", OPEN)
def test_what_cannot_be_applied_is_explained(built, name):
    """Each such hunk says why and what to do, and changes nothing."""
    found = built.merge(edited_by(built.word, name))
    open_hunks = [hunk for hunk in found.hunks if hunk.state in ("conflict", "proposal")]
    assert open_hunks
    assert all(hunk.why and hunk.remedy for hunk in open_hunks)


@pytest.mark.parametrize("save", SAVES)
def test_copies_saved_by_other_programs_merge_as_the_copy_itself(built, save):
    """A save alone changes nothing, and an edit in a saved copy is the same edit."""
    assert built.merge(SAVES[save](built.word)).hunks == ()
    data = edited_by(built.word, "replace a word", "insert a paragraph", "edit the title")
    assert built.merge(SAVES[save](data)).merged == built.merge(data).merged


@pytest.mark.parametrize("save", SAVES)
def test_another_author_in_a_saved_copy_is_no_new_paragraph(built, save):
    """Programs that drop the style of a line on the title page leave it at its place."""
    found = built.merge(SAVES[save](edited_by(built.word, "the author")))
    assert [(hunk.what, hunk.state) for hunk in found.hunks] == [("replaced in author", "conflict")]


@pytest.mark.slow
@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("name", APPLIED)
def test_each_edit_survives_a_save(built, save, name):
    """What other programs leave of a copy is enough to merge each kind of edit in the same way."""
    data = edited_by(built.word, name)
    if save != "Word" and name == "change the level of a heading":
        pytest.skip("these programs write styles of their own")
    assert built.merge(SAVES[save](data)).merged == built.merge(data).merged


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=HARMLESS)
@given(names=st.lists(st.sampled_from(sorted(KINDS)), min_size=2, max_size=6, unique=True))
def test_edits_together_are_applied_or_explained_and_only_once(built, names):
    """Of any combination of edits, each hunk is applied or explained, and a second merge changes nothing."""
    try:
        data = edited_by(built.word, *names)
    except (StopIteration, AttributeError, TypeError, IndexError, ValueError):
        return
    found = built.merge(data)
    assert all(hunk.state == "applied" or (hunk.why and hunk.remedy) for hunk in found.hunks)
    assert built.merge(data, {**built.templates, **found.merged}).changed == {}


#: Edits of different paragraphs.
DISJOINT = (
    "replace a word",
    "edit a heading",
    "edit a list item",
    "edit a footnote",
    "edit the title",
    "edit a quotation",
    "edit italic text",
    "join two paragraphs",
    "edit the wording of a claim",
    "edit a numbered item",
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=HARMLESS)
@given(names=st.lists(st.sampled_from(DISJOINT), min_size=2, max_size=4, unique=True))
def test_disjoint_edits_of_several_copies_commute(built, names):
    """Copies of one build with edits of different paragraphs merge in any order to what one copy with all gives."""
    wanted = {**built.templates, **built.merge(edited_by(built.word, *names)).merged}
    for order in (names, names[::-1]):
        today = dict(built.templates)
        for name in order:
            today = {**today, **built.merge(edited_by(built.word, name), today).merged}
        assert today == wanted


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=HARMLESS)
@given(names=st.lists(st.sampled_from(DISJOINT), min_size=2, max_size=6, unique=True))
def test_the_rebuilt_document_has_the_text_of_edits_together(built, rebuilt, names):
    """Edits of different paragraphs in one copy are all in the rebuilt document."""
    check_applied(built, rebuilt, names)
