"""Specifications of diagrams, charts and histograms: which rows they show, and which of them cannot be drawn."""

from __future__ import annotations

import pytest

from report.drawing.counted_histograms import histograms_of
from report.drawing.flowchart import Box, FlowChart, Lane
from report.drawing.histogram import Bars, Histograms
from report.drawing.model import Arrow, Node, Panel, PathDiagram
from report.rows.errors import ProductError
from report.rows.stat import Stat


def panel(*nodes: Node, arrows: tuple[Arrow, ...] = (), title: str = "") -> Panel:
    """A panel of these nodes."""
    return Panel(title, nodes, arrows)


def test_the_rows_of_a_panel_are_those_of_arrows_nodes_and_texts() -> None:
    """Coefficients, p-values, explained variances, and every row that a title, name or detail prints."""
    found = panel(
        Node("x", "X {n.x}", "at {t.one}"),
        Node("y", "Y", column=1, r2="y.r2"),
        arrows=(Arrow("x", "y", "b.x", "p.x"), Arrow("x", "y", p="p.alone"), Arrow("x", "y")),
        title="N = {n.all}",
    )
    assert found.ids == ("b.x", "p.x", "p.alone", "y.r2", "n.all", "n.x", "t.one")


def test_a_diagram_shows_each_row_once() -> None:
    """Two panels may print the same row."""
    one = panel(Node("x", "X", r2="x.r2"), title="{n.all}")
    assert PathDiagram((one, one)).shows == ("x.r2", "n.all")
    assert PathDiagram(()).shows == ()


def test_a_sound_panel_is_accepted() -> None:
    """Nodes at different positions and arrows between them."""
    panel(Node("x", "X"), Node("y", "Y", row=1), arrows=(Arrow("x", "y"),)).check()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (panel(Node("x", "X"), Node("y", "Y")), "the nodes x and y have the same position on the grid"),
        (panel(Node("x", "X"), Node("x", "Y", row=1)), "two nodes have the key x"),
        (
            panel(Node("x", "X"), arrows=(Arrow("x", "z"),)),
            "an arrow names z, which is not a node; there are x",
        ),
        (
            panel(Node("x", "X"), arrows=(Arrow("z", "x"),)),
            "an arrow names z, which is not a node; there are x",
        ),
    ],
)
def test_a_panel_that_cannot_be_drawn_is_refused(broken: Panel, message: str) -> None:
    """The message names the nodes concerned."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        broken.check()


def test_a_flow_chart_shows_the_rows_of_its_titles_and_boxes() -> None:
    """Those of lanes come first; each is listed once."""
    chart = FlowChart(
        (
            Box("a", "n = {n.a} of {n.all}", title="All {n.all}"),
            Box("b", "no number"),
            Box("c", "{n.c}\n{n.a}"),
        ),
        (),
        (Lane("l", "Arm ({n.arm})"),),
    )
    assert chart.shows == ("n.arm", "n.all", "n.a", "n.c")


def test_a_histogram_has_one_edge_more_than_bins() -> None:
    """Any other number is a mistake, and the message says how many there must be."""
    assert Bars((0, 1, 2), ("a.one", "a.two")).ids == ("a.one", "a.two")
    with pytest.raises(ValueError, match=r"^2 bins have 3 edges, not 2$"):
        Bars((0, 1), ("a.one", "a.two"))


def test_a_histogram_shows_its_counts_its_n_and_its_titles() -> None:
    """In this order, each once over all panels."""
    bars = Bars((0, 1), ("a.one",), n="a.n", title="{a.title}", x_label="Age, {a.label}")
    assert bars.ids == ("a.one", "a.n", "a.title", "a.label")
    assert Histograms((bars, Bars((0, 1), ("b.one",)), bars)).shows == (
        "a.one",
        "a.n",
        "a.title",
        "a.label",
        "b.one",
    )


def counted(path: str, *edges: float, label: str = "Age") -> list[Stat]:
    """The rows that count the bins between these edges."""
    return [
        Stat(
            f"{path}.bin_{place}",
            place,
            "count",
            "cases",
            about={
                "statistic": "bin",
                "lower": str(edges[place]),
                "upper": str(edges[place + 1]),
                "variable_label": label,
            },
        )
        for place in range(len(edges) - 1)
    ]


def by_id(*rows: Stat) -> dict[str, Stat]:
    """Rows by their ids."""
    return {each.id: each for each in rows}


def test_counted_bins_become_one_panel_for_each_variable() -> None:
    """Panels fill lines of the given number of columns; edges are those of the bins, and the last one's upper edge."""
    rows = by_id(*counted("h.age", 18, 30, 65), *counted("h.mood", 0, 5), *counted("h.sleep", 4.5, 6))
    found = histograms_of(rows, columns=2, y_label="People")
    assert [(each.column, each.row) for each in found.panels] == [(0, 0), (1, 0), (0, 1)]
    assert [each.edges for each in found.panels] == [(18, 30, 65), (0, 5), (4.5, 6)]
    assert found.panels[0].counts == ("h.age.bin_0", "h.age.bin_1")
    assert found.panels[0].n == "h.age.n"
    assert (found.panels[0].x_label, found.y_label) == ("Age", "People")


def test_a_label_that_is_a_row_is_printed_from_the_row() -> None:
    """A label with a number in it, such as a unit, must not be typed."""
    rows = by_id(*counted("h.age", 18, 30), Stat("h.age.label", "Age, 2020", "text", "label"))
    assert histograms_of(rows).panels[0].x_label == "{h.age.label}"


def test_rows_that_count_no_bins_make_no_histogram() -> None:
    """The fault says which product to pass."""
    with pytest.raises(ProductError) as raised:
        histograms_of(by_id(Stat("a.n", 3, "count", "cases")))
    (fault,) = raised.value.faults
    assert fault.what == "no row counts a bin of a histogram"
    assert "histograms(" in fault.remedy
