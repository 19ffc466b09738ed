"""Panels of path diagrams from a model's syntax, and panels in words."""

from report.drawing import Arrow, Node, Panel
from report.drawing.panel_text import panel_text, syntax_arrows
from report.pathmodels.syntax import parse


def test_arrows_are_the_paths_and_covariances_of_the_syntax():
    """A path points from predictor to outcome, a covariance both ways; each names its coefficient and p-value."""
    terms = parse("y ~ x + z\ny ~~ m").terms
    assert list(syntax_arrows("model", terms)) == [
        Arrow("x", "y", "model.y_on_x.beta", "model.y_on_x.p"),
        Arrow("z", "y", "model.y_on_z.beta", "model.y_on_z.p"),
        Arrow("y", "m", "model.y_with_m.beta", "model.y_with_m.p", both_ways=True),
    ]


def test_a_panel_in_words_has_every_number_of_the_panel():
    """Arrows with coefficient and p-value, explained variances, and the number of cases; details name a variable."""
    nodes = (Node("x", "Dose", "mg", 0, 0), Node("y", "Mood", "", 1, 0, "m.r2.y"), Node("z", "Age", "", 0, 1))
    arrows = (Arrow("x", "y", "m.b", "m.p"), Arrow("y", "z", "m.c", "m.q", both_ways=True))
    assert panel_text(Panel("A", nodes, arrows), "m.n") == (
        "A, n = {m.n}. Dose (mg) to Mood: β = {m.b}, p = {m.p}; Mood with Age: β = {m.c}, p = {m.q}. "
        "Explained variance: Mood {m.r2.y}."
    )
