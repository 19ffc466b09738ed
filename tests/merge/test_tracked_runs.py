"""Tracked changes within a paragraph of a Word file: words, numbers and pictures, accepted or rejected."""

from __future__ import annotations

from copy import deepcopy
from html import escape

import pytest
from lxml import etree

from report.merge.tracked_runs import (
    Marks,
    deleted_run,
    mark_paragraph,
    mark_whole,
    run_format,
    tokens,
    unwrap,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def element(body: str) -> etree._Element:
    """An element of WordprocessingML."""
    return etree.fromstring(f'<w:x xmlns:w="{W}">{body}</w:x>')[0]


def paragraph(*runs: str) -> etree._Element:
    """A paragraph of runs, each a text or, with a bar, the name of its format and a text."""
    return element("<w:p>" + "".join(map(_run, runs)) + "</w:p>")


def _run(text: str) -> str:
    if text.startswith("<"):
        return text
    format, _, words = text.rpartition("|")
    properties = f"<w:rPr><w:{format}/></w:rPr>" if format else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def nothing(_: etree._Element) -> str:
    """No picture and no note."""
    return ""


def transferred(run: etree._Element) -> etree._Element:
    """A run of the old version, as it is."""
    return run


def marked(old: etree._Element, new: etree._Element, transfer: object = transferred) -> etree._Element:
    """The new paragraph with its changes."""
    mark_paragraph(old, new, Marks("Ann", "2024-01-01T00:00:00Z"), (nothing, nothing), transfer)  # type: ignore[arg-type]
    return new


def read(node: etree._Element, *, accept: bool) -> str:
    """The text of a paragraph with all changes accepted or rejected."""
    gone = "del" if accept else "ins"
    copy = deepcopy(node)
    for mark in list(copy.iter(f"{{{W}}}{gone}")):
        mark.getparent().remove(mark)
    return "".join(each.text or "" for each in copy.iter(f"{{{W}}}t", f"{{{W}}}delText"))


def changes(node: etree._Element) -> list[tuple[str, str]]:
    """Kind and text of each tracked change."""
    found = node.iter(f"{{{W}}}ins", f"{{{W}}}del")
    return [
        (
            each.tag.rpartition("}")[2],
            "".join(t.text or "" for t in each.iter(f"{{{W}}}t", f"{{{W}}}delText")),
        )
        for each in found
    ]


CASES = [
    ("It was 0.30 here", "It was 0.30 here", []),
    ("It was 0.30 here", "It was 0.31 here", [("del", "0.30"), ("ins", "0.31")]),
    ("It was −0.30 here", "It was 0.30 here", [("del", "−0.30"), ("ins", "0.30")]),
    ("It was here", "It really was here", [("ins", " really")]),
    ("It really was here", "It was here", [("del", " really")]),
    ("one two three", "one four five three", None),
    ("", "new words", [("ins", "new words")]),
    ("old words", "", [("del", "old words")]),
    ("p < .001 and n = 1,204", "p < .002 and n = 1,205", None),
    ("a don't b", "a doesn't b", [("del", "don't"), ("ins", "doesn't")]),
]


@pytest.mark.parametrize(("old", "new", "_"), CASES)
def test_accepted_is_the_new_text_and_rejected_the_old(old: str, new: str, _: object) -> None:
    """Whatever was changed, both versions can be restored."""
    made = marked(paragraph(old), paragraph(new))
    assert read(made, accept=True) == new
    assert read(made, accept=False) == old


@pytest.mark.parametrize(("old", "new", "expected"), [each for each in CASES if each[2] is not None])
def test_only_what_differs_is_marked(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    """A number is one change with its sign, a word one with its apostrophe."""
    assert changes(marked(paragraph(old), paragraph(new))) == expected


def test_a_phrase_is_one_change() -> None:
    """Words with a blank between them are read together; a number stays a change of its own."""
    made = changes(marked(paragraph("one two three four"), paragraph("one alpha beta four")))
    assert made == [("del", "two three"), ("ins", "alpha beta")]
    numbers = changes(marked(paragraph("was 12 and 13 here"), paragraph("was 14 and 15 here")))
    assert numbers == [("del", "12"), ("ins", "14"), ("del", "13"), ("ins", "15")]


def test_formats_are_part_of_a_word() -> None:
    """A word that became bold is deleted and inserted with its format."""
    made = marked(paragraph("a word here"), paragraph("a ", "b|word", " here"))
    assert changes(made) == [("del", "word"), ("ins", "word")]
    (bold,) = made.iter(f"{{{W}}}b")
    assert bold.getparent().getparent().getparent().tag.endswith("}ins")


def test_runs_may_be_divided_in_another_way() -> None:
    """Word divides text into runs as it likes."""
    assert changes(marked(paragraph("a word here"), paragraph("a wo", "rd here"))) != []
    assert changes(marked(paragraph("a word here"), paragraph("a ", "word", " here"))) == []


def test_properties_and_bookmarks_remain() -> None:
    """What is no text is neither inserted nor deleted."""
    new = paragraph(
        '<w:pPr><w:pStyle w:val="Body"/></w:pPr>', '<w:bookmarkStart w:id="1" w:name="x"/>', "new text"
    )
    made = marked(paragraph("old text"), new)
    assert [child.tag.rpartition("}")[2] for child in made][:2] == ["pPr", "bookmarkStart"]
    assert read(made, accept=False) == "old text"


def test_each_change_has_author_date_and_a_number_of_its_own() -> None:
    """Numbers do not repeat within a document."""
    made = marked(paragraph("a 1 b 2"), paragraph("a 3 b 4"))
    marks = list(made.iter(f"{{{W}}}ins", f"{{{W}}}del"))
    assert {each.get(f"{{{W}}}author") for each in marks} == {"Ann"}
    assert {each.get(f"{{{W}}}date") for each in marks} == {"2024-01-01T00:00:00Z"}
    numbers = [each.get(f"{{{W}}}id") for each in marks]
    assert len(set(numbers)) == len(numbers) == 4


LINK = '<w:hyperlink w:anchor="x"><w:r><w:t>the link</w:t></w:r></w:hyperlink>'
CONTROL = "<w:sdt><w:sdtContent><w:r><w:t>0.30</w:t></w:r></w:sdtContent></w:sdt>"


def test_an_inserted_link_is_around_its_insertion() -> None:
    """An insertion cannot contain a link, but a link an insertion."""
    made = marked(paragraph("see "), paragraph("see ", LINK))
    (mark,) = made.iter(f"{{{W}}}ins")
    assert mark.getparent().tag.endswith("}hyperlink")
    assert read(made, accept=False) == "see "


def test_an_inserted_control_is_replaced_by_its_runs() -> None:
    """LibreOffice ignores changes inside a control."""
    made = marked(paragraph("see "), paragraph("see ", CONTROL))
    assert list(made.iter(f"{{{W}}}sdt")) == []
    assert changes(made) == [("ins", "0.30")]


def test_an_unchanged_control_remains() -> None:
    """With what is around its runs."""
    made = marked(paragraph("see ", CONTROL), paragraph("see ", CONTROL, " now"))
    assert len(list(made.iter(f"{{{W}}}sdt"))) == 1
    assert changes(made) == [("ins", " now")]


def test_runs_that_cannot_be_carried_are_left_out() -> None:
    """A picture that the new file does not have cannot be shown as deleted."""
    made = marked(paragraph("old text"), paragraph("new text"), lambda run: None)
    assert changes(made) == [("ins", "new")]


def test_a_deleted_run_has_deleted_text() -> None:
    """A copy: the original is unchanged."""
    run = paragraph("b|word")[0]
    made = deleted_run(run)
    assert [each.text for each in made.iter(f"{{{W}}}delText")] == ["word"]
    assert list(made.iter(f"{{{W}}}t")) == []
    assert [each.text for each in run.iter(f"{{{W}}}t")] == ["word"]


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_a_whole_paragraph(kind: str) -> None:
    """All of its runs and its end are marked, and runs that follow each other are one change."""
    made = paragraph("one ", "b|two", CONTROL)
    mark_whole(made, kind, Marks("Ann", "2024"), transferred)
    assert changes(made)[1:] == [(kind, "one two0.30")]
    properties = made[0]
    assert properties.tag.endswith("}pPr")
    assert [each.tag.rpartition("}")[2] for each in properties[0]] == [kind]


def test_the_end_of_a_paragraph_is_marked_before_its_section() -> None:
    """The order of elements that Word requires."""
    made = paragraph("<w:pPr><w:keepNext/><w:sectPr/></w:pPr>", "one")
    mark_whole(made, "ins", Marks("Ann", "2024"), transferred)
    assert [each.tag.rpartition("}")[2] for each in made[0]] == ["keepNext", "rPr", "sectPr"]


def test_a_control_is_replaced_by_its_runs() -> None:
    """In the same place."""
    made = paragraph("a", CONTROL, "b")
    unwrap(made[1])
    assert [each.tag.rpartition("}")[2] for each in made] == ["r", "r", "r"]
    assert read(made, accept=True) == "a0.30b"


def test_formats_of_runs_are_compared_by_content() -> None:
    """Neither the order of properties nor of attributes matters."""
    one = element("<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>x</w:t></w:r>")
    two = element("<w:r><w:rPr><w:i/><w:b/></w:rPr><w:t>y</w:t></w:r>")
    three = element('<w:r><w:rPr><w:i/><w:b w:val="0"/></w:rPr><w:t>y</w:t></w:r>')
    assert run_format(one) == run_format(two) != run_format(three)
    assert run_format(element("<w:r><w:t>x</w:t></w:r>")) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("b = −.30, n = 1,204", ["b", " ", "=", " ", "−.30", ",", " ", "n", " ", "=", " ", "1,204"]),
        ("5% of non-users", ["5%", " ", "of", " ", "non-users"]),
        ("", []),
    ],
)
def test_words_of_a_paragraph(text: str, words: list[str]) -> None:
    """Numbers with sign, separators and percent sign are one word."""
    assert [token.key[0] for token in tokens(paragraph(text), nothing)] == words
