"""The content of a paragraph: letters with their formats, and indivisible stretches of text."""

from __future__ import annotations

import pytest

from report.merge.atoms import CALL, CITATION, NOTE, NUMBER, REFERENCE, TEXT
from report.merge.word_paragraphs import Paragraph
from report.merge.word_revisions import Revisions
from report.merge.word_runs import RunReader
from tests.merge.word_xml import parsed, run

LINKS = {"r1": "https://x.y/", "r2": "supplement.docx"}


def atoms(content, *, accepted=True):
    """The atoms of the content of a paragraph."""
    reader = RunReader(Revisions(lambda revision: accepted), LINKS)
    reader.paragraph = Paragraph("paragraph")
    reader._visit(parsed(content))
    return reader.paragraph.atoms


def text_of(found):
    return "".join(atom.text for atom in found)


def test_letters_have_the_format_of_their_run():
    """An atom for each; the next run has its own format."""
    found = atoms(run("ab", "<w:b/><w:i/>") + run("c"))
    assert [(atom.text, atom.format) for atom in found] == [("a", "bi"), ("b", "bi"), ("c", "")]


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("<w:tab/>", " "),
        ("<w:br/>", "\n"),
        ('<w:br w:type="page"/>', ""),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", ""),
        ('<w:sym w:font="Symbol" w:char="F061"/>', "α"),
    ],
)
def test_marks_without_letters_are_text(element, text):
    """A break of the page is not one of the line."""
    assert text_of(atoms(f"<w:r>{element}</w:r>")) == text


def control(id, *runs):
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{id}"/></w:sdtPr><w:sdtContent>{"".join(runs)}</w:sdtContent></w:sdt>'
    )


def test_a_control_with_the_id_of_a_row_is_one_number():
    """However many runs a program made of it."""
    (found,) = atoms(control("hours.mean", run("7"), run(".5", "<w:b/>")))
    assert (found.text, found.kind, found.row) == ("7.5", NUMBER, "hours.mean")


def test_neighbouring_numbers_stay_apart():
    """Each control is an atom of its own."""
    found = atoms(control("a.n", run("1")) + control("a.m", run("2")))
    assert [(atom.text, atom.row) for atom in found] == [("1", "a.n"), ("2", "a.m")]


def test_another_control_is_read_through():
    """Such as the contents of a form."""
    assert {atom.kind for atom in atoms(control("Form field", run("ab")))} == {TEXT}


def link(name, *runs):
    return f"<w:hyperlink {name}>{''.join(runs)}</w:hyperlink>"


@pytest.mark.parametrize(
    ("name", "kind", "row"),
    [
        ('w:anchor="ref-author2020"', CITATION, "author2020"),
        ('w:anchor="tbl-visits"', REFERENCE, "tbl-visits"),
        ('w:anchor="sec-x" r:id="r2"', REFERENCE, "sec-x"),
        ('r:id="r2"', REFERENCE, ""),
    ],
)
def test_links_within_the_paper_are_indivisible(name, kind, row):
    """Citations and cross-references, also into the other document."""
    (found,) = atoms(link(name, run("Table "), run("1")))
    assert (found.text, found.kind, found.row) == ("Table 1", kind, row)


def test_a_link_to_a_site_is_text_with_a_target():
    """The target ends with the link; an unknown one is no link."""
    found = atoms(link('r:id="r1"', run("a")) + run("b") + link('r:id="r9"', run("c")))
    assert [(atom.text, atom.format) for atom in found] == [("a", ">https://x.y/"), ("b", ""), ("c", "")]


def test_notes_are_calls_without_text():
    """Footnotes and endnotes are counted separately."""
    found = atoms('<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>')
    assert [(atom.text, atom.kind, atom.row) for atom in found] == [(CALL, NOTE, "2"), (CALL, NOTE, "end2")]


REFORMATTED = '<w:b/><w:rPrChange w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange>'


@pytest.mark.parametrize(("accepted", "format"), [(True, "b"), (False, "i")])
def test_a_tracked_format_is_the_old_one_unless_it_is_accepted(accepted, format):
    """The change is recorded with the letters that it covers only if it is."""
    reader = RunReader(Revisions(lambda revision: accepted), {})
    reader.paragraph = Paragraph("paragraph")
    reader._visit(parsed(run("x") + run("ab", REFORMATTED)))
    assert [atom.format for atom in reader.paragraph.atoms] == ["", format, format]
    assert [change[:2] for change in reader.paragraph.changes] == ([(1, 3)] if accepted else [])
    assert reader.revisions.found[0].kind == "reformatted"


def test_a_tracked_format_that_is_no_difference_is_no_change():
    """Programs track fonts and colours, which templates do not have."""
    reader = RunReader(Revisions(lambda revision: True), {})
    reader.paragraph = Paragraph("paragraph")
    reader._visit(parsed(run("a", REFORMATTED.replace("<w:b/>", "<w:i/>"))))
    assert reader.revisions.found == []


def test_instructions_of_fields_are_not_text():
    """Their results are."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end")
    )
    instruction = '<w:r><w:instrText> HYPERLINK "https://x.y/" </w:instrText></w:r>'
    content = f"{begin}{instruction}{separate}{run('site')}{end}{run('z')}"
    found = atoms(content)
    assert text_of(found) == "sitez"
    assert [atom.format for atom in found] == [">https://x.y/"] * 4 + [""]


@pytest.mark.parametrize(
    ("runs", "found_texts"),
    [
        ([run("7.5 ")], ["7.5", " "]),
        ([run(" 7.5")], [" ", "7.5"]),
        ([run(" "), run("7"), run(".5"), run("  ")], [" ", "7.5", " "]),
        ([run("two  hours")], ["two hours"]),
        ([run(" ")], [" "]),
    ],
)
def test_spaces_at_the_ends_of_a_control_are_text_around_it(runs, found_texts):
    """A space typed in front of its end is no part of a number, nor of the wording of a claim."""
    found = atoms(control("hours.mean", *runs))
    assert [atom.text for atom in found] == found_texts
    assert [atom.kind for atom in found] == [TEXT if text == " " else NUMBER for text in found_texts]
