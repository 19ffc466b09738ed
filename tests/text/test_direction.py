"""The order in which texts with directional characters are displayed."""

from __future__ import annotations

from time import process_time

import pytest

from report.text.blocks import Anchor
from report.text.reading.direction import displayed
from report.text.reading.writer import Writer, seen

LRM, RLM, RLE, PDF = "\u200e", "\u200f", "\u202b", "\u202c"
LRO, RLO, LRI, RLI, FSI, PDI = "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"of {RLM}−0.27 was", "of 0.27− was"),
        (f"of {RLM}48{RLM} people", "of 48 people"),
        (f"of {RLI}−0.27{PDI} was", "of 0.27− was"),
        (f"of {RLI}.011{PDI} was", "of 011. was"),
        (f"of {RLE}−0.27{PDF} was", "of 0.27− was"),
        (f"of {FSI}−0.27{PDI} was", "of −0.27 was"),
        (f"of {LRI}−0.27{PDI} was", "of −0.27 was"),
        (f"of {RLO}0.27{PDF} was", "of 72.0 was"),
        (f"[{RLM}−0.41, −0.03{RLM}]", "[0.03− ,0.41−]"),
        (f"{RLM}680<2{RLM}3{RLM}", "32>680"),
        (f"{RLO}(a {LRO}12{PDF}){PDF}", "(12 a)"),
        (f"{FSI}{RLM}1, 2{PDI}", "2 ,1"),
        ("\u05d0 27% \u05d1", "\u05d1 27% \u05d0"),
        (f"{PDI}5{PDF}7", "57"),
    ],
)
def test_the_displayed_order_is_that_of_a_browser(text: str, shown: str) -> None:
    """Numbers keep their order, but signs, points and neighbours move; brackets are mirrored."""
    assert displayed(text)[0] == shown


def test_places_lead_back_to_the_source() -> None:
    """Each displayed letter is the one at its place, but for mirrored signs."""
    text = f"a {RLI}−1, 2{PDI} b"
    shown, places = displayed(text)
    assert shown == "".join(text[place] for place in places) == "a 2 ,1− b"


def test_thousands_of_open_embeddings_are_read() -> None:
    """Deeper embeddings than a display supports have no effect."""
    assert displayed(RLE * 5000 + "12")[0] == "12"


def test_anchors_move_with_their_numbers() -> None:
    """A row that an embedding displays elsewhere is compared where it is displayed."""
    writer = Writer()
    writer.write(RLI)
    for id, text in (("a", "1"), ("b", "22")):
        writer.enter("stat", id)
        writer.write(text)
        writer.leave()
        writer.write(", " if id == "a" else "")
    writer.write(PDI)
    writer.finish()
    (block,) = writer.done
    assert block.text == "22 ,1"
    assert block.anchors == (Anchor(0, 2, "stat", "b"), Anchor(4, 5, "stat", "a"))


def test_descriptions_are_read_as_displayed() -> None:
    """An alternative text is displayed too."""
    assert seen(f"r = {RLO}12.{PDF}\u2060\ufe0e") == "r = .21"


@pytest.mark.parametrize("text", ["\u2068a", "\u2067" + "1 ", "\u202e1\u202c", "\u20681\u2069", "\u200f1 "])
def test_a_long_repetition_is_read_in_seconds(text: str) -> None:
    """A hostile file may consist of directional characters."""
    began = process_time()
    displayed(text * 40_000)
    assert process_time() - began < 5
