"""Plots of a study: texts tied to rows, texts of axes, and plots that are finished already."""

import pickle
import re

import pytest
from gallery import PLOTS
from lxml import etree
from matplotlib.figure import Figure as Canvas

import report
from report.drawing.draw import draw
from report.drawing.export import vector
from report.rows.stat import Stat

ROWS = {
    "r": Stat("r", 0.444, "unit", "a correlation"),
    "p": Stat("p", 0.0004, "p", "its p"),
    "n": Stat("n", 29, "count", "people"),
}


def plotted():
    canvas = Canvas(figsize=(3, 2))
    return canvas, canvas.add_subplot()


def tied(canvas, rows=ROWS):
    """The texts that are tied to rows, as (id, text), and those that are not."""
    drawn = vector(canvas, "plot", rows)
    root = etree.fromstring(drawn.svg)
    found = root.iterfind(".//{*}*[@data-stat]")
    return [(each.get("data-stat"), "".join(each.itertext())) for each in found], drawn.labels


def test_a_text_that_prints_one_row_is_tied_as_a_whole():
    """The text element itself has the id of the row."""
    canvas, axes = plotted()
    report.bind(axes.text(0, 0, ".44"), "r")
    assert tied(canvas) == ([("r", ".44")], ())


@pytest.mark.parametrize(
    "text", ["r = .44, p < .001 (n = 29)", "$r = .44$, $p < .001$\nn = 29", "r = .44***, n = 29"]
)
def test_each_number_of_a_text_is_tied_to_its_row(text):
    """Numbers are found in their order, in several lines, in formulas, and as significance marks."""
    canvas, axes = plotted()
    report.bind(axes.text(0, 0, text), "r", "p", "n")
    found, labels = tied(canvas)
    assert [id for id, _ in found] == ["r", "p", "n"]
    assert [re.sub(r"\s", "", said) for _, said in found] in (
        [".44", "<.001", "29"],
        [".44", "***", "29"],
    )
    assert not re.search(r"\d", " ".join(labels))


def test_a_text_that_prints_another_number_keeps_its_id_so_that_the_build_sees_it():
    """A bound text that does not print its row is not silently taken for unbound."""
    canvas, axes = plotted()
    report.bind(axes.text(0, 0, "r = .45"), "r")
    assert tied(canvas)[0] == [("r", "r = .45")]


def test_rows_and_lists_of_artists_can_be_bound():
    """`bind` takes rows for ids, and one id for each of several artists."""
    canvas, axes = plotted()
    bars = axes.bar([0, 1], [1, 2])
    report.bind(axes.bar_label(bars, labels=[".44", "29"]), ROWS["r"], "n")
    report.bind(bars[0], "r")
    found, _ = tied(canvas)
    assert found == [("r", ".44"), ("n", "29")]
    assert 'data-encodes="r"' in vector(canvas, "plot", ROWS).svg


def test_the_texts_of_axes_are_axes():
    """Tick labels, labels of axes, offsets and colour bars need no row in any projection."""
    for name in ("scatter", "polar", "three_dimensions", "log_axes", "large_numbers", "filled_contours"):
        drawn = vector(PLOTS[name](), name, {})
        assert not re.search(r"\d", " ".join(drawn.labels)), name
        assert drawn.svg.count('class="axis"') >= 6, name


def test_what_no_row_stands_behind_is_listed():
    """Titles, annotations and legends are texts like those of a caption."""
    canvas, axes = plotted()
    axes.set_title("Group of 29")
    report.literal(axes.text(0, 0, "since 1999"), "the year of issue")
    report.scale(axes.text(0, 1, "5"))
    assert tied(canvas)[1] == ("Group of 29",)


def test_a_finished_plot_is_a_drawing():
    """It is packed with its settings, and knows the rows that it shows."""
    from matplotlib import rc_context

    with rc_context({"font.size": 17, "text.color": "red"}):
        canvas, axes = plotted()
        report.bind(axes.text(0, 0, ".44"), "r")
        figure = pickle.loads(pickle.dumps(report.Figure("Caption", "Alt", canvas)))
    assert figure.ids == ("r",)
    with rc_context():
        assert tied(draw(figure.drawing, ROWS))[0] == [("r", ".44")]
    with pytest.raises(TypeError, match="int is neither"):
        report.Figure("Caption", "Alt", 3)


def test_ids_of_two_plots_never_meet():
    """Clips, markers, hatching and fonts have names of their figure's own."""
    text = "".join(vector(PLOTS["filled_bands"](), name, {}, "alt").svg for name in ("one", "two"))
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) > 8
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)
    assert all(family.endswith(("one", "two")) for family in re.findall(r"font-family:'([^']+)'", text))


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Mean of 7.5 hours", ["7.5"]),
        ("n = 29", ["29"]),
        ("$y = 3.2 x$", ["3.2"]),
        ("$x^2 + y_1$", []),
        ("Depression (QIDS-SR-16)", []),
        ("No number", []),
        ("1\n2\n3\n4\n5", ["1", "2", "3 (and 2 more)"]),
    ],
)
def test_numbers_that_are_typed_into_a_plot_are_found(title, found):
    """Titles and annotations are linted like captions; a fault says how to tie a number to its row."""
    from report.lint import Conventions, faults, lint
    from report.rows.ledger import Ledger

    canvas, axes = plotted()
    axes.set_title(title)
    axes.set_xticks([0, 5, 10])
    ledger = Ledger.of(ROWS.values())
    labels = {"plot": vector(canvas, "plot", ledger).labels}
    figures = {"plot": report.Figure("Caption.", "Alt.", canvas)}
    conventions = Conventions.from_settings({"names": ["QIDS-SR-16"]})
    typed = lint({}, {}, figures, ledger, conventions, {"plot": "study.py:9"}, labels)
    assert [each.text for each in typed] == found
    assert all("report.bind" in fault.remedy for fault in faults(typed))
    assert all(fault.where == "study.py:9, drawing of plot" for fault in faults(typed))
