"""Numbers of a PDF that a line, column or page breaks, and raised digits, are read as they were printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.text.reading.letters import Letter, Row
from report.text.reading.lines import _rejoined
from report.text.reading.pdf import read_pdf


def texts(body: str, file: Path, style: str = "body{font:10pt serif}") -> list[str]:
    """The texts of the blocks of a page with that body."""
    import weasyprint

    weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf(str(file))
    return [block.text for block in read_pdf(file.read_bytes()).blocks]


@pytest.mark.parametrize("size", ["9pt", "11pt", "16pt"])
def test_raised_digits_are_marks_of_notes_but_for_powers_of_ten(size: str, tmp_path: Path) -> None:
    """A note's number does not become a digit of the number before it, and an exponent stays with its ten."""
    body = "<p>p = .036<sup>1</sup> and 10<sup>−25</sup>, word<sup>2,3</sup> and x<sup>2</sup> F<sub>1,28</sub></p>"
    (text,) = texts(body, tmp_path / "a.pdf", f"body{{font:{size} serif}}")
    assert text == "p = .036 1 and 10−25, word 2,3 and x2 F1,28"


def test_a_number_that_a_line_end_breaks_is_whole(tmp_path: Path) -> None:
    """The last line `05.` after `p < .` is no marker of a list item."""
    body = "<p>There was an effect, t(28) = 2.20, p &lt; .<br>05.</p><p>Lists:<br>1.<br>one</p>"
    read = texts(body, tmp_path / "a.pdf")
    assert read[0] == "There was an effect, t(28) = 2.20, p < .05."
    assert "1." in read


def spelt(text: str, x: float, baseline: float = 17.0) -> list[Letter]:
    """Letters of five points each."""
    return [Letter(letter, 8.0, x + 5 * n, baseline, int(x) // 5 + n) for n, letter in enumerate(text)]


def test_a_hyphen_within_a_line_is_not_the_end_of_the_line() -> None:
    """On a page whose text seems to run downwards, the library ends a line at each letter, and so at a hyphen."""
    rows = [Row(spelt("non", 0), "-"), Row(spelt("responders", 20)), Row(spelt("covariate", 70, 8.0), "-")]
    below = Row(spelt("adjusted", 0, -1.0))
    made = _rejoined([*rows, below], lambda before, after: 5.0 * (after - before - 1))
    assert ["".join(letter.text for letter in row.letters) + row.hyphen for row in made] == [
        "non-responders",
        "covariate-",
        "adjusted",
    ]
