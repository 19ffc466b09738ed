"""A Word file as units of atoms, in one reading of its tracked changes."""

from __future__ import annotations

import io
import zipfile

import pytest

from report.merge.atoms import CITATION, NOTE, NUMBER, REFERENCE, TEXT
from report.merge.word_text import Revision, WordText
from report.merge.word_units import read_units
from report.text.reading.guards import UnreadableError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets: str) -> str:
    """The relations of a part."""
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if kind == "hyperlink" else "")
        + "/>"
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


STYLES = "".join(
    f'<w:style w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
    for id, name in (("H2", "heading 2"), ("Cap", "Table Caption"), ("Abs", "Abstract"), ("Ttl", "Title"))
)


def word_file(body: str, notes: str = "") -> bytes:
    """A Word file with this body and these footnotes."""
    parts = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(
            styles="styles.xml", footnotes="footnotes.xml", hyperlink="https://x.y/"
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph in a style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs)}</w:p>"


def read(*body: str, notes: str = "", accept: bool = True) -> WordText:
    """The units of a document."""
    return read_units(word_file("".join(body), notes), lambda _: accept)


def kinds(text: WordText) -> list[tuple[str, str]]:
    """The kinds and texts of units."""
    return [(unit.kind, unit.text) for unit in text.units]


@pytest.mark.parametrize(
    ("style", "properties", "kind"),
    [
        ("", "", "paragraph"),
        ("H2", "", "heading"),
        ("Cap", "", "caption"),
        ("Abs", "", "abstract"),
        ("Ttl", "", "title"),
        ("unknown", "", "paragraph"),
        ("", "<w:numPr/>", "item"),
        ("H2", "<w:numPr/>", "heading"),
    ],
)
def test_the_style_of_a_paragraph_is_its_kind(style: str, properties: str, kind: str) -> None:
    """Styles are known by their names; a numbered paragraph without a style is an item."""
    (unit,) = read(paragraph(run("Text"), style=style, properties=properties)).units
    assert unit.kind == kind
    assert unit.level == (2 if kind == "heading" else 0)


@pytest.mark.parametrize(
    ("properties", "format"),
    [
        ("", ""),
        ("<w:b/>", "b"),
        ('<w:b w:val="0"/>', ""),
        ("<w:i/><w:b/>", "bi"),
        ('<w:vertAlign w:val="superscript"/>', "p"),
        ('<w:vertAlign w:val="subscript"/>', "s"),
        ('<w:rStyle w:val="VerbatimChar"/>', "c"),
    ],
)
def test_the_format_of_a_run_is_that_of_its_atoms(properties: str, format: str) -> None:
    """Bold, italic, raised, lowered, and code."""
    (unit,) = read(paragraph(run("ab", properties))).units
    assert {atom.format for atom in unit.atoms} == {format}


def test_spaces_collapse_and_empty_paragraphs_disappear() -> None:
    """White space at the ends and repeated spaces are not edits."""
    assert kinds(read(paragraph(run(" a  b "), run(" ")), paragraph(run("  ")))) == [("paragraph", "a b")]


def test_a_control_is_one_atom() -> None:
    """The number of a row, in several runs, with the id in its tag or its alias."""
    names = '<w:sdtPr><w:alias w:val="flow.n"/></w:sdtPr>'
    control = f"<w:sdt>{names}<w:sdtContent>{run('1 0')}{run('44')}</w:sdtContent></w:sdt>"
    (unit,) = read(paragraph(run("n = "), control, run("."))).units
    assert [(atom.text, atom.row) for atom in unit.atoms if atom.kind == NUMBER] == [("1 044", "flow.n")]
    assert unit.text == "n = 1 044."


def test_citations_and_references_are_atoms_and_links_are_formats() -> None:
    """What a link points to says what its text is."""
    links = [
        f'<w:hyperlink w:anchor="ref-davis2021">{run("Davis (2021)")}</w:hyperlink>',
        f'<w:hyperlink w:anchor="tbl-fit">{run("Table 1")}</w:hyperlink>',
        f'<w:hyperlink r:id="r2">{run("x")}</w:hyperlink>',
    ]
    (unit,) = read(paragraph(*links)).units
    assert [(a.text, a.kind, a.row) for a in unit.atoms if a.kind != TEXT] == [
        ("Davis (2021)", CITATION, "davis2021"),
        ("Table 1", REFERENCE, "tbl-fit"),
    ]
    assert [a.format for a in unit.atoms if a.kind == TEXT] == [">https://x.y/"]


def test_only_notes_that_are_called_are_units() -> None:
    """Word keeps deleted notes in the file, and has notes of its own for separators."""
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{id}" {kind}>{paragraph(run(text))}</w:footnote>'
        for id, kind, text in (("0", 'w:type="separator"', "-"), ("1", "", "Gone"), ("2", "", "A note"))
    )
    text = read(paragraph(run("Text"), call), notes=notes)
    assert [(unit.kind, unit.text, unit.home) for unit in text.units][1:] == [("footnote", "A note", "2")]
    assert [atom.row for atom in text.units[0].atoms if atom.kind == NOTE] == ["2"]


def test_cells_belong_to_the_float_whose_bookmark_is_open() -> None:
    """The bookmark of a table begins before and ends after it."""
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc></w:tr></w:tbl>"
    body = f'<w:bookmarkStart w:id="1" w:name="tbl-fit"/>{table}<w:bookmarkEnd w:id="1"/>{paragraph(run("After"))}'
    assert [(unit.kind, unit.home) for unit in read(body).units] == [("cell", "tbl-fit"), ("paragraph", "")]


INSERTED = f'<w:ins w:author="A" w:date="2025-03-01">{run("new ")}</w:ins>'
DELETED = '<w:del w:author="B" w:date="2025-03-02"><w:r><w:delText xml:space="preserve">old </w:delText></w:r></w:del>'


@pytest.mark.parametrize(("accept", "text"), [(True, "The new dose"), (False, "The old dose")])
def test_tracked_changes_are_accepted_or_rejected(accept: bool, text: str) -> None:
    """One reading of a document has either the old or the new text."""
    found = read(paragraph(run("The "), INSERTED, DELETED, run("dose")), accept=accept)
    assert [unit.text for unit in found.units] == [text]
    assert found.revisions == (
        Revision("inserted", "A", "2025-03-01", "new "),
        Revision("deleted", "B", "2025-03-02", "old "),
    )


def test_accepted_changes_have_their_places_in_the_text() -> None:
    """By them, each hunk is signed by its author; a deletion covers no text."""
    found = read(paragraph(run("The "), INSERTED, DELETED, run("dose")))
    assert [(m.start, m.end, m.revision.author) for m in found.marks[0]] == [(4, 8, "A"), (8, 8, "B")]
    assert not read(paragraph(INSERTED), accept=False).marks


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """If the deletion is accepted; else they are two."""
    mark = '<w:rPr><w:del w:author="A" w:date="d"/></w:rPr>'
    body = (paragraph(run("One "), properties=mark), paragraph(run("two")))
    assert kinds(read(*body)) == [("paragraph", "One two")]
    assert kinds(read(*body, accept=False)) == [("paragraph", "One"), ("paragraph", "two")]


@pytest.mark.parametrize(("accept", "cells"), [(True, ["b"]), (False, ["a"])])
def test_tracked_rows_are_there_or_not(accept: bool, cells: list[str]) -> None:
    """A row may be deleted or inserted as a whole."""
    rows = "".join(
        f'<w:tr><w:trPr><w:{kind} w:author="A" w:date="d"/></w:trPr><w:tc>{paragraph(run(text))}</w:tc></w:tr>'
        for kind, text in (("del", "a"), ("ins", "b"))
    )
    assert [unit.text for unit in read(f"<w:tbl>{rows}</w:tbl>", accept=accept).units] == cells


def test_comments_have_the_text_that_they_are_on() -> None:
    """With the unit in which it starts."""
    start, end = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
    text = read(paragraph(run("One")), paragraph(run("a "), start, run("dose"), end, run(" b")))
    assert text.commented == {"5": ("dose", 1)}


def test_codes_of_fields_and_fallbacks_are_not_text() -> None:
    """Only the result of a field is visible."""
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{after}'
        for kind, after in (("begin", "<w:r><w:t>PAGE</w:t></w:r>"), ("separate", run("7")), ("end", ""))
    )
    assert kinds(read(paragraph(run("Page "), field, "<w:r><w:instrText>X</w:instrText></w:r>"))) == [
        ("paragraph", "Page 7")
    ]


@pytest.mark.parametrize("data", [b"", b"text", word_file("").replace(b"document.xml", b"documenx.xml")])
def test_another_file_is_not_a_word_document(data: bytes) -> None:
    """It is refused with the reason."""
    with pytest.raises(UnreadableError):
        read_units(data)
