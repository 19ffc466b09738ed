"""What a build says of figures that it could draw, but not as their authors mean them."""

from __future__ import annotations

from report.manuscript.computation import flaws
from report.manuscript.drawings import Drawn


def test_missing_characters_and_cut_texts_are_named() -> None:
    """With the figure and, for a cut text, how to make room."""
    drawn = {
        "plot": Drawn("", b"", 85, missing="漢字", cut=("Weeks since\nrandomisation", "beside")),
        "fine": Drawn("", b"", 85),
    }
    boxes, cut = flaws(drawn)
    assert boxes == "figure plot: no font has 漢 字, so boxes are drawn instead"
    assert cut == (
        "figure plot: cut off at the edge: “Weeks since randomisation”, “beside”; "
        'make room with plt.subplots(layout="constrained")'
    )
