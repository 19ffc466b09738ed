"""What lines, colours and texts say."""

import math

import pytest
from diagram_measure import words

from report.drawing import Arrow, Bars, Node, Panel, PathDiagram
from report.drawing.draw import draw
from report.drawing.fonts import FontFile, font_files
from report.drawing.histogram_drawing import nice_ticks
from report.drawing.model_drawing import line_style, stroke_of
from report.drawing.style import COLOURS, DASHES, WIDE
from report.drawing.typesetting import TextRun, runs_of, set_line, set_paragraph
from report.rows.stat import Stat

BETA, P = "m.y_on_x.beta", "m.y_on_x.p"
ARROW = Arrow("x", "y", BETA, P)


def rows(beta, p=0.01):
    return {BETA: Stat(BETA, beta, "fixed2", "path"), P: Stat(P, p, "p", "p-value")}


def lightness(colour):
    """CIE L* of an sRGB colour."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    y = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * y ** (1 / 3) - 16


def test_signs_part_in_grey():
    """Positive and negative differ in lightness, and both contrast with the paper."""
    assert abs(lightness(COLOURS["plus"]) - lightness(COLOURS["minus"])) > 12
    assert max(lightness(COLOURS["plus"]), lightness(COLOURS["minus"])) < 60


@pytest.mark.parametrize(
    ("p", "trends", "style"),
    [
        (0.049, False, "solid"),
        (0.05, False, "dashed"),
        (0.05, True, "dotted"),
        (0.1, True, "dashed"),
        (None, True, "dashed"),
    ],
)
def test_dashes_tell_significance(p, trends, style):
    """Solid below .05, dotted for a named trend, dashed otherwise."""
    assert line_style(Stat("x.p", p, "p", "a p-value"), trends) == style
    assert len({DASHES[name] for name in ("solid", "dotted", "dashed")}) == 3


def test_width_and_colour_tell_size_and_sign():
    """A larger coefficient is a thicker line; the hue is its sign's."""
    small, large = (stroke_of(ARROW, rows(beta), False, WIDE) for beta in (0.1, -0.9))
    assert small.width < large.width
    assert (small.colour, large.colour) == ("plus", "minus")


def test_a_missing_coefficient_is_drawn_without_a_sign():
    """A row without value prints a dash on a grey line."""
    panel = Panel("", (Node("x", "X"), Node("y", "Y", column=1)), (ARROW,))
    canvas = draw(PathDiagram((panel,), 85), rows(None, None))
    assert stroke_of(ARROW, rows(None, None), False, WIDE).colour == "muted"
    assert "–" in [word.text for word in words(canvas)]


def test_stars_are_a_text_of_their_own():
    """The coefficient links to its row, its stars to the row of p."""
    panel = Panel("", (Node("x", "X"), Node("y", "Y", column=1)), (ARROW,))
    canvas = draw(PathDiagram((panel,), 85), rows(-0.564, 0.0004))
    found = {word.gid: word.text for word in words(canvas) if word.gid}
    assert found == {f"stat:{BETA}": "−0.56", f"p:{P}": "***"}


def test_each_printed_text_is_the_rows_own(drawn):
    """A text that is tied to a row prints only that row."""
    for name in ("primary", "session1", "procedures", "participants", "histograms"):
        _, given, canvas = drawn(name, 180)
        tied = [word for word in words(canvas) if word.gid.startswith("stat:")]
        assert tied
        assert all(word.text == given[word.gid.removeprefix("stat:")].printed for word in tied)


def test_every_row_that_is_shown_is_printed(drawn):
    """Coefficients, explained variances and counts of a drawing all print, but for stars that p does not earn."""
    for name in ("primary", "session1", "session2", "seven", "procedures", "participants"):
        drawing, _, canvas = drawn(name, 180)
        printed = {word.gid.removeprefix("stat:") for word in words(canvas)}
        assert {id for id in drawing.shows if not id.endswith(".p")} <= printed


def test_a_placeholder_inside_a_text_is_a_run_of_its_own():
    """Around it the text keeps its spaces, which are advance and not characters at a run's start."""
    given = {"flow.n": Stat("flow.n", 30, "count", "n")}
    line = set_line(runs_of("Dosed, *n* = {flow.n} (all)", given, TextRun("", 7)))
    assert [(run.text, run.italic, run.gid) for _, run in line.runs] == [
        ("Dosed, ", False, ""),
        ("n", True, ""),
        ("=\u00a0", False, ""),
        ("30", False, "stat:flow.n"),
        ("(all)", False, ""),
    ]
    ends = [x + run.width for x, run in line.runs]
    assert all(a <= b + 1e-6 for a, (b, _) in zip(ends, line.runs[1:], strict=False))
    assert math.isclose(ends[-1], line.width)


def test_names_details_and_titles_print_rows():
    """A box that names a year names the row of that year, and the diagram says that it shows it."""
    year = Stat("design.year", "1960", "text", "year")
    given = {**rows(0.5), year.id: year}
    nodes = (Node("x", "Before {design.year}", "{design.year}"), Node("y", "After", column=1))
    diagram = PathDiagram((Panel("A  In {design.year}", nodes, (ARROW,)),))
    assert year.id in diagram.shows
    found = words(draw(diagram, given))
    assert [word.text for word in found if word.gid == f"stat:{year.id}"] == ["1960"] * 3
    assert not [word.text for word in found if "{" in word.text]


def test_lines_break_at_spaces_only():
    """An equation stays on one line."""
    lines = set_paragraph(runs_of("Excluded *n* = 12", {}, TextRun("", 7)), 30)
    assert ["".join(run.text for _, run in line.runs) for line in lines] == ["Excluded", "n=\u00a012"]


def test_bins_and_edges_must_fit():
    """Ten bins have eleven edges."""
    with pytest.raises(ValueError, match="1 bins have 2 edges, not 3"):
        Bars(edges=(0, 1, 2), counts=("h.a",))


@pytest.mark.parametrize(("highest", "ticks"), [(0, [0, 1]), (4, [0, 1, 2, 3, 4]), (9, [0, 2, 4, 6, 8, 10])])
def test_counts_have_whole_ticks(highest, ticks):
    """The count axis has at most six ticks, all whole."""
    assert nice_ticks(highest) == ticks


def test_fonts_are_files_and_hold_all_signs():
    """No system font is needed: every sign of a drawing is in the upright cuts."""
    from fontTools.ttLib import TTFont

    assert len(font_files()) == 12
    for font in font_files().values():
        assert isinstance(font, FontFile)
        assert font.path.is_file()
        if font.style == "normal":
            signs = TTFont(font.path, lazy=True).getBestCmap()
            assert [sign for sign in "βχ−²†‡₁₂≥≤–×" if ord(sign) not in signs] == []
