"""The graph of products, and where its nodes are drawn."""

import json

from report.pipeline.graph_layout import layout
from report.pipeline.graph_page import page, summary
from report.pipeline.product_graph import Graph, GraphNode

GRAPH = Graph(
    (
        GraphNode("trial_file", "file", "current", "data/trial.csv"),
        GraphNode("trial", "value", "current", "analysis/data.py:3"),
        GraphNode("means", "stats", "analysis/data.py: means changed", "analysis/data.py:9"),
        GraphNode("means_table", "table", "current", "analysis/tables.py:4"),
        GraphNode("index", "document", 'no "build" <has> published it', "templates/index.qmd.j2"),
    ),
    (("trial_file", "trial"), ("trial", "means"), ("means_table", "index"), ("means", "index")),
)


def test_dot_has_each_node_with_its_state_and_each_edge():
    """Names and reasons are quoted."""
    dot = GRAPH.as_dot()
    assert '"trial" [label="trial", shape=ellipse];' in dot
    assert 'label="means\\nanalysis/data.py: means changed", shape=ellipse, style=filled' in dot
    assert 'label="index\\nno \\"build\\" <has> published it", shape=note' in dot
    assert '"trial" -> "means";' in dot


def test_columns_follow_the_needs_and_documents_are_last():
    """A node is to the right of all that it needs; tables follow all products, also those that no edge leads to."""
    boxes = layout(GRAPH)
    assert all(boxes[one].x + boxes[one].width < boxes[other].x for one, other in GRAPH.edges)
    assert boxes["means"].x < boxes["means_table"].x < boxes["index"].x


def test_no_two_nodes_overlap():
    """Nodes of one column have different heights."""
    nodes = tuple(GraphNode(f"n{i}", "stats", "current") for i in range(30))
    boxes = layout(Graph(nodes, ()))
    assert len({box.y for box in boxes.values()}) == 30


def test_the_page_counts_products_and_escapes_reasons():
    """Files and documents are not products; a reason is text, not markup."""
    assert summary(GRAPH) == "3 products, 2 current, 1 to be recomputed"
    html = page(GRAPH, "A study")
    assert 'data-state="no &quot;build&quot; &lt;has&gt; published it"' in html
    assert "<has>" not in html
    assert html.count('class="node ') == 5
    assert html.count("<path ") == 4


def states(study):
    """The state of each node."""
    done = study.report("graph", "--json")
    assert done.returncode == 0, done.stderr
    return {node["name"]: node["state"] for node in json.loads(done.stdout)["nodes"]}


def test_before_a_build_no_product_is_current(new_mini):
    """Each says why it will be computed."""
    before = states(new_mini)
    assert before["sleep"] == "it has not been computed before"
    assert before["hours"] == "it needs sleep, which will be recomputed"


def test_states_are_what_a_build_would_do(mini):
    """After a build all products are current; a changed data file outdates its dependents."""
    assert mini.report("build", "--to", "html", "--quiet").returncode == 0
    assert set(states(mini).values()) == {"current"}
    mini.edit("data/sleep.csv", "8.5", "4.5")
    after = states(mini)
    assert after["sleep"] == "its input sleep_file changed"
    assert after["sleep_table"] == "it prints rows of hours, which will be recomputed"
    assert after["index"] == "the published build is outdated"
    assert not (mini.root / "_output" / "graph.html").exists()
