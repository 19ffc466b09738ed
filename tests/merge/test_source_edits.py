"""Regions of edited text as edits of the template, and regions that no template can take."""

from __future__ import annotations

import pytest

from report.merge.atoms import CITATION, CLAIM, NUMBER, TEXT, Atom, Unit
from report.merge.refusals import product_refusal
from report.merge.regions import regions
from report.merge.source_edits import _starts_block, edit_of
from report.merge.source_spans import Refusal, Setting, SourceEdit, remaining, span

FILE = "x.md"
TEMPLATE = 'The << flow.n >> cases *did* << claim("c.x", yes="well", no="badly") >> as @davis says.'


def letters(text: str, format: str = "", at: str = "") -> list[Atom]:
    """The letters of a text of the template."""
    start = TEMPLATE.index(at or text)
    return [Atom(each, TEXT, format, start + n, start + n + 1, "", FILE) for n, each in enumerate(text)]


def atom(text: str, kind: str, source: str, row: str = "") -> Atom:
    """An indivisible part of the text."""
    start = TEMPLATE.index(source)
    return Atom(text, kind, "", start, start + len(source), row, FILE)


UNIT = (
    *letters("The "),
    atom("42", NUMBER, "<< flow.n >>", "flow.n"),
    *letters(" cases "),
    *letters("did", "i"),
    *letters(" ", at=" << claim"),
    *(
        Atom(each, CLAIM, "", TEMPLATE.index("well") + n, TEMPLATE.index("well") + n + 1, "c.x", FILE)
        for n, each in enumerate("well")
    ),
    *letters(" as "),
    atom("Davis (2021)", CITATION, "@davis", "davis"),
    *letters(" says."),
)
PRINTED = "The 42 cases did well as Davis (2021) says."


def edited(text: str) -> list[SourceEdit | Refusal]:
    """What becomes of each region of the unit after an edit to this text."""
    copy = []
    italic = text.find("did")
    for n, each in enumerate(text):
        copy.append(Atom(each, format="i" if italic <= n < italic + 3 and italic >= 0 else ""))
    setting = Setting({FILE: TEMPLATE})
    return [edit_of(UNIT, region, setting) for region in regions(UNIT, copy)]


def after(text: str) -> str:
    """The template after an edit of the printed text, which must be possible."""
    made = TEMPLATE
    for edit in reversed(edited(text)):
        assert isinstance(edit, SourceEdit), edit
        made = made[: edit.start] + edit.text + made[edit.end :]
    return made


def refusal(text: str) -> Refusal:
    """The only refusal of an edit."""
    (found,) = [each for each in edited(text) if isinstance(each, Refusal)]
    return found


def test_the_unit_prints_its_text() -> None:
    """The atoms above are those of the template."""
    assert "".join(each.text for each in UNIT) == PRINTED
    assert edited(PRINTED) == []


@pytest.mark.parametrize(
    ("old", "new", "source_old", "source_new"),
    [
        ("cases", "patients", "cases", "patients"),
        ("The", "All", "The", "All"),
        ("says.", "says!", "says.", "says!"),
        ("did", "fared", "*did*", "fared"),
        ("well", "nicely", '"well"', '"nicely"'),
        ("cases did", "of the cases did", "cases *did*", "of the cases *did*"),
        (" says", "", " says", ""),
        ("cases", "ca*ses", "cases", "ca\\*ses"),
    ],
)
def test_words_of_the_template_are_edited_in_place(
    old: str, new: str, source_old: str, source_new: str
) -> None:
    """Replacements, insertions and deletions; the wording of a claim is edited in its tag."""
    assert after(PRINTED.replace(old, new)) == TEMPLATE.replace(source_old, source_new)


def test_a_number_and_its_tag_can_be_deleted_with_their_words() -> None:
    """A number disappears with its tag only as a whole."""
    assert "flow.n" not in after(PRINTED.replace("42 cases", "patients"))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("42", "43", "changes a number"),
        ("42", "4", "changes a number"),
        ("Davis (2021)", "Davis (2020)", "changes the printed text of a citation"),
    ],
)
def test_what_a_tag_prints_cannot_be_edited(old: str, new: str, why: str) -> None:
    """The refusal says what was typed, so that another row can be proposed."""
    found = refusal(PRINTED.replace(old, new))
    assert found.why == why
    assert found.remedy
    assert found.atom is not None


def test_the_span_of_a_claim_is_its_tag() -> None:
    """Other atoms have their own spans, and a tag that prints several letters remains once."""
    setting = Setting({FILE: TEMPLATE})
    claim = [each for each in UNIT if each.kind == CLAIM]
    start, end = span(claim[0], setting)
    assert TEMPLATE[start:end] == '<< claim("c.x", yes="well", no="badly") >>'
    assert [piece.text for piece in remaining(claim, setting)] == [TEMPLATE[start:end]]
    assert span(UNIT[0], setting) == (0, 1)


def test_text_of_a_product_is_edited_in_its_code() -> None:
    """A caption is written in the product; its numbers in the analysis."""
    number = Atom("42", NUMBER, row="flow.n")
    unit = Unit("caption", (*map(Atom, "Sex "), number, Atom("x", "product", start=0, end=1)), home="tbl-1")
    (words,) = regions(unit.atoms, [*map(Atom, "Age "), number, Atom("x")])
    (digits,) = regions(unit.atoms, [*map(Atom, "Sex "), *map(Atom, "43"), Atom("x")])
    for region, why in ((words, "is made by the product of tbl-1"), (digits, "changes a number")):
        found = product_refusal(unit, unit.atoms, region)
        assert found is not None
        assert found.why == why
    plain = Unit("paragraph", tuple(map(Atom, "Sex ")))
    assert product_refusal(plain, plain.atoms, words) is None


@pytest.mark.parametrize(
    ("template", "place", "is_start"),
    [
        ("Text", 0, True),
        ("a\n\nText", 3, True),
        ("::: {.note}\nText", 12, True),
        ("abstract: |\n  Text", 14, True),
        ("- Text", 2, True),
        ("a\n- Text", 4, True),
        ("[^a]: Text", 6, True),
        ("> Text", 2, True),
        ("a\nText", 2, False),
        ("a Text", 2, False),
        ("# Text", 2, False),
        ("title: Text", 7, False),
    ],
)
def test_the_start_of_a_block_is_found(template: str, place: int, is_start: bool) -> None:
    """There, a dash or a number would be a marker."""
    assert _starts_block(template, place) is is_start
