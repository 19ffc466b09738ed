"""Footnotes of a printed page."""

from __future__ import annotations

import random
import re
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pypdfium2
import pytest
from lxml import html

import report
from report.render.pdf.page_footnotes import lay_out, set_at_calls
from report.render.pdf.print import source
from report.render.pdf.printed_page import paper
from report.render.pdf.printer import printer

STYLES = (Path(report.__file__).parent / "assets" / "print.css").read_text(encoding="utf-8")
WORDS = ("alliance", "rapport", "experience", "depression", "session")


def paragraphs(chance: random.Random) -> str:
    """Paragraphs of all lengths with some thirty notes of up to four lines."""
    text, notes = [], 0
    for _ in range(30):
        words = []
        for _ in range(chance.randint(5, 140)):
            words.append(chance.choice(WORDS))
            if chance.random() < 0.015:
                notes += 1
                body = " ".join(["words"] * chance.choice([3, 20, 60]))
                words.append(f'call{notes}x<span class="note">note{notes}x {body}</span>')
        heading = "<h2>A heading</h2>" if chance.random() < 0.25 else ""
        text.append(f"{heading}<p>{' '.join(words)}</p>")
    return "".join(text)


def pages(body: str) -> list[str]:
    """The texts of the printed pages."""
    page = f'<html lang="en"><head><style>{STYLES}</style></head><body><main>{body}</main></body></html>'
    printed, lost = lay_out(paper(page).root, lambda root: source(printer(), root).render())
    assert lost == []
    document = pypdfium2.PdfDocument(printed.write_pdf())
    return [each.get_textpage().get_text_range() for each in document]


@pytest.mark.parametrize("seed", [0, 3, 7])
def test_notes_are_set_in_order_at_the_foot_of_their_calls_pages(seed: int) -> None:
    """None is lost (the printer alone loses note 26 of seed 7), and one in ten at most goes on to the next page.

    By the printer's default, one in four does, in another order.
    """
    printed = pages(paragraphs(random.Random(seed)))
    calls, notes = (_pages_of(name, printed) for name in ("call", "note"))
    assert list(notes) == list(calls)
    assert len(calls) > 20
    later = [note for note in notes if notes[note] != calls[note]]
    assert len(later) <= len(notes) / 10
    assert all(notes[note] == calls[note] + 1 for note in later)


def _pages_of(name: str, printed: list[str]) -> dict[str, int]:
    """The page of each call or note, in the order of the pages."""
    return {
        number: place for place, text in enumerate(printed) for number in re.findall(rf"{name}(\d+)x", text)
    }


def test_a_note_that_no_page_has_room_for_is_named() -> None:
    """The printer is asked again with other breaks, and the note is returned."""
    tree = fromstring(
        '<html><body><p style="color: red">Text<b><span class="note">One.</span></b></p></body></html>'
    )
    rounds = []

    def rendered(root):
        rounds.append(root.find(".//p").get("style"))
        return SimpleNamespace(pages=[])

    _, lost = lay_out(tree, rendered)
    assert [note.text for note in lost] == ["One."]
    assert rounds == [
        "color: red",
        "color: red; orphans: 1; widows: 1",
        "color: red; orphans: 1; widows: 1; break-inside: avoid",
    ]


def test_a_note_longer_than_a_page_goes_on_and_is_whole() -> None:
    """Nothing of it is lost."""
    body = f'<p>before call1x<span class="note">note1x {"words " * 1500} end1x</span> behind</p>'
    text = " ".join(pages(body))
    assert (text.count("words"), text.count("end1x"), text.count("behind")) == (1500, 1, 1)


def test_a_note_moves_to_its_call_without_its_link_back() -> None:
    """Its later paragraphs start new lines."""
    tree = html.fromstring(
        '<main><p>Text<a class="footnote-ref" href="#fn1">1</a>.</p><section class="footnotes"><ol>'
        '<li id="fn1"><p>One.</p><p>Two.<a class="footnote-back" href="#r1">back</a></p></li></ol></section></main>'
    )
    set_at_calls(tree)
    assert html.tostring(tree, encoding="unicode") == (
        '<main><p>Text<span class="note"><span>One.</span><span class="note-paragraph">Two.</span></span>.</p></main>'
    )
