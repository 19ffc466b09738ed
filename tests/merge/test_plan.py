"""Planning a merge from units alone: what each difference between a build and a copy becomes."""

from __future__ import annotations

from report.merge.atoms import Atom, Unit
from report.merge.base import Base
from report.merge.hunks import CONFLICT, Hunk
from report.merge.plan import planned
from report.merge.word_text import WordText

FILE = "results.md.j2"


def built(*paragraphs: str) -> Base:
    """A build of a template that contains these paragraphs and no tags."""
    source = "\n\n".join(paragraphs) + "\n"
    units = tuple(
        Unit(
            "paragraph",
            _atoms(text, source.index(text)),
            source.index(text),
            source.index(text) + len(text),
            file=FILE,
        )
        for text in paragraphs
    )
    return Base("index", "b1", "", (), {FILE: source}, units)


def _atoms(text: str, start: int) -> tuple[Atom, ...]:
    return tuple(Atom(letter, start=start + n, end=start + n + 1, file=FILE) for n, letter in enumerate(text))


def copied(*paragraphs: str) -> WordText:
    """A Word copy with these paragraphs."""
    return WordText(tuple(Unit("paragraph", tuple(map(Atom, text))) for text in paragraphs))


def hunks(base: Base, *paragraphs: str) -> tuple[Hunk, ...]:
    """The hunks of a copy with these paragraphs."""
    return planned(base, copied(*paragraphs)).hunks


def merged(base: Base, *paragraphs: str) -> str:
    """The template after all edits of a copy with these paragraphs."""
    text = base.templates[FILE]
    edits = [edit for hunk in hunks(base, *paragraphs) for edit in hunk.edits]
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


ONE, TWO, THREE = "Trials differ in size.", "We note the dose here.", "Nobody left the study early."


def test_an_unedited_copy_has_no_hunks():
    """A copy with the same units changes nothing."""
    assert hunks(built(ONE, TWO), ONE, TWO) == ()


def test_a_replaced_word_is_one_hunk_that_shows_the_words_around_it():
    """A hunk shows the edit in brackets within its sentence, regardless of the other words."""
    (hunk,) = hunks(built(ONE, TWO), ONE, TWO.replace("dose", "weight"))
    assert (hunk.before, hunk.after) == ("We note the [dose] here.", "We note the [weight] here.")
    assert hunk.what == "replaced in paragraph"


def test_a_deleted_paragraph_leaves_one_blank_line():
    """The deletion of a paragraph takes the line ends after it along."""
    assert merged(built(ONE, TWO, THREE), ONE, THREE) == f"{ONE}\n\n{THREE}\n"


def test_an_inserted_paragraph_follows_the_one_before_it():
    """A new paragraph is written after the paragraph that it follows in the copy."""
    assert merged(built(ONE, THREE), ONE, TWO, THREE) == f"{ONE}\n\n{TWO}\n\n{THREE}\n"


def test_typed_signs_of_markdown_are_printed_as_they_are():
    """Typed text is escaped, so that it cannot start a heading or emphasis."""
    assert merged(built(ONE), ONE, "# a *star*") == f"{ONE}\n\n\\# a \\*star\\*\n"


def test_a_split_paragraph_becomes_two():
    """A paragraph that was split in the copy is split at the same place of the template."""
    first, second = "Trials differ in size.", "Sites differ in staff."
    text = merged(built(f"{first} {second}"), first, second)
    assert text == f"{first}\n\n{second}\n"


def test_an_edit_of_text_that_the_engine_writes_is_a_conflict():
    """Text without an origin in a template cannot be edited there."""
    unit = Unit("generated", tuple(map(Atom, "Supplement")))
    base = Base("index", "b1", "", (), {FILE: ""}, (unit,))
    (hunk,) = planned(base, WordText((Unit("generated", tuple(map(Atom, "Appendix"))),))).hunks[:1]
    assert hunk.state == CONFLICT
    assert not hunk.edits
