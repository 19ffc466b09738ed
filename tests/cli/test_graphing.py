"""`report graph` prints the graph, as JSON where that is asked for, or writes it as a page."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from report.cli.graphing import graph
from report.pipeline.product_graph import Graph, GraphNode

GRAPH = Graph(
    (
        GraphNode("trial", "value", "current", "data.py:3"),
        GraphNode("means", "stats", "never run", "data.py:9"),
    ),
    (("trial", "means"),),
)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A project with a small graph; the list of the builds that the graph was asked for."""
    project = SimpleNamespace(root=tmp_path, study=SimpleNamespace(title="Sleep"))
    asked: list[Any] = []
    monkeypatch.setattr("report.study.project.Project.find", lambda *_: project)
    monkeypatch.setattr("report.manuscript.inputs.Inputs", lambda project, data: (project, data))
    monkeypatch.setattr("report.pipeline.build.published_key", lambda inputs, out: f"key of {out.name}")
    monkeypatch.setattr(
        "report.pipeline.product_graph.product_graph", lambda *given: asked.append(given) or GRAPH
    )
    monkeypatch.chdir(tmp_path)
    return asked


def test_the_graph_is_printed_for_graphviz(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing else is printed, so that the output can be piped."""
    graph()
    assert capsys.readouterr().out == GRAPH.as_dot()


def test_documents_are_those_of_the_build_in_the_output_folder(asked: list[Any], tmp_path: Path) -> None:
    """By default `_output` of the project; the key is that of a build of the data that are given."""
    graph()
    graph(out=tmp_path / "other", data=Path("real"))
    (_, default, key), ((_, data), other, other_key) = asked
    assert (default, key) == (tmp_path / "_output", "key of _output")
    assert (other, other_key, data) == (tmp_path / "other", "key of other", Path("real"))


def test_json_replaces_the_output_for_graphviz(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Printed alone; a file of JSON is written beside what is printed."""
    graph(json=True)
    assert json.loads(capsys.readouterr().out) == GRAPH.as_record()
    graph(json_out=Path("graph.json"))
    assert json.loads(Path("graph.json").read_text(encoding="utf-8")) == GRAPH.as_record()
    assert capsys.readouterr().out == GRAPH.as_dot()


def test_the_page_is_written_and_counted(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """One line says where it is and how many products are current."""
    graph(html=Path("graph.html"))
    assert capsys.readouterr().out == "wrote graph.html: 2 products, 1 current, 1 to be recomputed\n"
    page = Path("graph.html").read_text(encoding="utf-8")
    assert "<h1>Sleep</h1>" in page
    assert "never run" in page
