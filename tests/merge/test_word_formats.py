"""What the styles of a Word file say about its text, and the paragraph that is being read."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from report.merge.atoms import CITATION, NUMBER, TEXT, Atom, Unit
from report.merge.authorship import Authorship
from report.merge.hunks import Hunk
from report.merge.new_footnotes import NewFootnotes
from report.merge.regions import EditedLetter, EditedRegion
from report.merge.word_formats import format_of, paragraph_kind, style_names
from report.merge.word_paragraphs import Paragraph
from report.merge.word_text import AcceptedChange, Revision, WordText
from report.text.reading.archive import Archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def element(body: str) -> etree._Element:
    """An element of WordprocessingML."""
    return etree.fromstring(f'<w:x xmlns:w="{W}">{body}</w:x>')[0]


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("heading 1", "heading", 1),
        ("Heading 3", "heading", 3),
        ("heading", "heading", 1),
        ("Body Text", "paragraph", 0),
        ("Title", "title", 0),
        ("Subtitle", "subtitle", 0),
        ("Abstract", "abstract", 0),
        ("Abstract Title", "generated", 0),
        ("Table Caption", "caption", 0),
        ("Image Caption", "caption", 0),
        ("caption", "caption", 0),
        ("footnote text", "footnote", 0),
        ("endnote text", "footnote", 0),
        ("Bibliography", "reference list", 0),
        ("Table Note", "note", 0),
        ("Author", "author", 0),
        ("Affiliation", "author", 0),
        ("Keywords", "keywords", 0),
    ],
)
def test_kinds_of_paragraphs(name: str, kind: str, level: int) -> None:
    """By the name of the style, whatever its id."""
    properties = element('<w:pPr><w:pStyle w:val="s1"/></w:pPr>')
    assert paragraph_kind(properties, {"s1": name}) == (kind, level)


def test_an_unknown_style_is_judged_by_its_id() -> None:
    """Some programs write no names; a paragraph without a style is one of text."""
    assert paragraph_kind(element('<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'), {}) == (
        "heading",
        2,
    )
    assert paragraph_kind(None, {}) == ("paragraph", 0)
    assert paragraph_kind(None, {"": "Title"}) == ("title", 0)


def test_paragraphs_with_a_number_are_items() -> None:
    """Of a list, unless their style is that of something else."""
    numbered = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    assert paragraph_kind(element(f"<w:pPr>{numbered}</w:pPr>"), {}) == ("item", 0)
    heading = element(f'<w:pPr><w:pStyle w:val="Heading1"/>{numbered}</w:pPr>')
    assert paragraph_kind(heading, {}) == ("heading", 1)


@pytest.mark.parametrize(
    ("properties", "format"),
    [
        ("", ""),
        ("<w:b/>", "b"),
        ("<w:i/><w:b/>", "bi"),
        ('<w:b w:val="0"/>', ""),
        ('<w:b w:val="false"/><w:i w:val="true"/>', "i"),
        ('<w:i w:val="off"/>', ""),
        ('<w:vertAlign w:val="superscript"/>', "p"),
        ('<w:vertAlign w:val="subscript"/><w:b/>', "bs"),
        ('<w:vertAlign w:val="baseline"/>', ""),
        ('<w:rStyle w:val="VerbatimChar"/>', "c"),
        ('<w:rStyle w:val="Emphasis"/>', ""),
        ("<w:u/>", ""),
    ],
)
def test_formats_of_runs(properties: str, format: str) -> None:
    """Bold, italic, raised, lowered and code; a switch may be off."""
    assert format_of(element(f"<w:rPr>{properties}</w:rPr>")) == format
    assert format_of(None) == ""


def archive(**parts: str) -> Archive:
    """An archive of these parts; two underscores stand for a slash."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return Archive(out.getvalue())


def test_names_of_styles() -> None:
    """From the part that the document names; none without one."""
    one = '<Relationship Id="r" Type="http://x/styles" Target="s.xml"/>'
    link = f'<Relationships xmlns="{RELATIONS}">{one}</Relationships>'
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="b"/></w:styles>'
    )
    parts = {"word/_rels/document.xml.rels": link, "word/s.xml": styles}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    assert style_names(Archive(out.getvalue()), "word/document.xml") == {"a": "heading 1", "b": ""}
    assert style_names(archive(x="y"), "word/document.xml") == {}


def unit_of(paragraph: Paragraph) -> tuple[str, list[tuple[int, int]]]:
    """The text of a paragraph and the places of its changes."""
    made = paragraph.unit()
    assert made is not None
    unit, marks = made
    return unit.text, [(mark.start, mark.end) for mark in marks]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("words", "words"),
        ("  two  words  ", "two words"),
        ("\u00a0hard\u00a0", "\u00a0hard"),
        ("a\n b", "a\nb"),
        ("a \n\n  b", "a\n\nb"),
    ],
)
def test_white_space_of_a_paragraph(text: str, trimmed: str) -> None:
    """Repeated spaces are one, and none is at an end or beside a line break, where nobody sees it."""
    paragraph = Paragraph("paragraph")
    paragraph.put(text, "")
    assert unit_of(paragraph)[0] == trimmed


@pytest.mark.parametrize("text", ["", " ", "   "])
def test_an_empty_paragraph_is_no_unit(text: str) -> None:
    """Word leaves empty paragraphs everywhere."""
    paragraph = Paragraph("paragraph")
    paragraph.put(text, "")
    assert paragraph.unit() is None


def test_kind_home_level_and_formats_of_a_unit() -> None:
    """A letter is an atom with the format of its run."""
    paragraph = Paragraph("heading", "sec-one", 2)
    paragraph.put("ab", "i")
    made = paragraph.unit()
    assert made is not None
    assert (made[0].kind, made[0].home, made[0].level) == ("heading", "sec-one", 2)
    assert [(atom.text, atom.kind, atom.format) for atom in made[0].atoms] == [
        ("a", TEXT, "i"),
        ("b", TEXT, "i"),
    ]


def test_runs_of_the_same_number_are_one_atom() -> None:
    """A program may divide a number into runs; another number begins another atom."""
    paragraph = Paragraph("paragraph")
    paragraph.put_whole("0.", NUMBER, "", "age.b", 7)
    paragraph.put_whole("30", NUMBER, "", "age.b", 7)
    paragraph.put_whole("0.45", NUMBER, "", "sex.b", 8)
    assert [(atom.text, atom.row) for atom in paragraph.atoms] == [("0.30", "age.b"), ("0.45", "sex.b")]


def test_places_of_changes_follow_the_trimmed_text() -> None:
    """A change that covers blanks at the start begins with the first letter."""
    paragraph = Paragraph("paragraph")
    paragraph.put("  one  two", "")
    change = Revision("inserted", "Ann", "2024")
    paragraph.changes += [(0, 5, change), (7, 10, change), (5, 5, change)]
    assert unit_of(paragraph) == ("one two", [(0, 3), (4, 7), (3, 3)])


def footnote(id: str, text: str, **more: int | str) -> Unit:
    """A note with its key."""
    return Unit("footnote", tuple(Atom(each) for each in text), home=id, **more)  # type: ignore[arg-type]


def test_names_of_new_footnotes() -> None:
    """The first two words of the note, with a number if they are taken."""
    notes = NewFootnotes(
        {"a.md": "Text.\n"},
        [footnote("older-note", "x")],
        [
            footnote("1", "Older note on it"),
            footnote("2", "See 12 others"),
            footnote("3", "42"),
            footnote("4", "Über 漢字 more"),
        ],
    )
    assert [notes.name(each) for each in ("1", "2", "3", "4", "2", "9")] == [
        "older-note-2",
        "see-others",
        "note",
        "über-漢字",
        "see-others",
        "note-2",
    ]


def test_definitions_are_written_once() -> None:
    """After the text of a file without notes; only for notes that were called."""
    notes = NewFootnotes({"a.md": "Text.\n\n"}, [], [footnote("1", "A new note"), footnote("2", "Another")])
    assert list(notes.definitions("a.md")) == []
    notes.name("1")
    (edit,) = notes.definitions("a.md")
    assert (edit.file, edit.start, edit.end, edit.text) == ("a.md", 5, 5, "\n\n[^a-new]: A new note")
    assert list(notes.definitions("a.md")) == []


def test_definitions_follow_the_last_note_of_the_build() -> None:
    """In the file that has it."""
    last = footnote("old", "x", start=10, end=20, file="b.md")
    notes = NewFootnotes(
        {"a.md": "A", "b.md": "B"},
        [footnote("first", "x", start=1, end=5, file="b.md"), last],
        [footnote("1", "New")],
    )
    notes.name("1")
    (edit,) = notes.definitions("a.md")
    assert (edit.file, edit.start, edit.text) == ("b.md", 20, "\n[^new]: New")


ANN, BOB, EVE = (
    Revision("inserted", name, f"2024-01-0{n}") for n, name in enumerate(("Ann", "Bob", "Eve"), 1)
)


def copy(**marks: list[AcceptedChange]) -> WordText:
    """A copy of two paragraphs of ten letters with these changes, by the number of the paragraph."""
    units = tuple(Unit("paragraph", tuple(Atom("x") for _ in range(10))) for _ in range(2))
    return WordText(units, marks={int(name[1:]): each for name, each in marks.items()})


@pytest.mark.parametrize(
    ("place", "length", "author"),
    [(2, 2, "Ann"), (0, 1, ""), (6, 2, "Bob"), (3, 4, "Ann, Bob"), (13, 2, "Eve"), (1, 1, "Ann")],
)
def test_the_authors_of_a_region(place: int, length: int, author: str) -> None:
    """Those whose changes touch it; of the next paragraph, behind the break."""
    found = Authorship(
        copy(u0=[AcceptedChange(2, 4, ANN), AcceptedChange(6, 8, BOB)], u1=[AcceptedChange(2, 4, EVE)])
    )
    region = EditedRegion(0, 0, tuple(EditedLetter("x") for _ in range(length)), place=place)
    assert found.of_region(Hunk("x", "", ""), (0, 1), region).author == author


def test_all_authors_of_units() -> None:
    """Each once, with the latest date."""
    found = Authorship(
        copy(u0=[AcceptedChange(0, 1, BOB), AcceptedChange(2, 3, ANN), AcceptedChange(4, 5, BOB)])
    )
    hunk = found.of_units(Hunk("x", "", ""), (0, 1))
    assert (hunk.author, hunk.date) == ("Bob, Ann", "2024-01-02")
    assert Authorship(copy()).of_units(Hunk("x", "", ""), (0, 1)).author == ""


def test_a_citation_is_no_letter() -> None:
    """An atom that is indivisible is continued only by its own stretch."""
    paragraph = Paragraph("paragraph")
    paragraph.put("a", "")
    paragraph.put_whole("(Smith", CITATION, "", "smith", 3)
    paragraph.put("b", "")
    paragraph.put_whole(")", CITATION, "", "smith", 3)
    assert [atom.text for atom in paragraph.atoms] == ["a", "(Smith", "b", ")"]
