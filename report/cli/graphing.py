"""`report graph`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import echo, short, write_json
from report.cli.options import Data, Json, JsonOut, Out, resolved

if TYPE_CHECKING:
    from report.pipeline.product_graph import Graph


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command(
        "graph", epilog="Examples: report graph | dot -Tsvg > graph.svg; report graph --html graph.html"
    )(graph)


def graph(
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write an interactive page to FILE.")
    ] = None,
    data: Data = None,
    out: Out = None,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Print the dependency graph of data, products and documents.

    The output, with the state of each product, is in the DOT language of Graphviz.
    """
    from report.manuscript.inputs import Inputs
    from report.pipeline.build import published_key
    from report.pipeline.product_graph import product_graph
    from report.study.project import Project

    project = Project.find()
    target = resolved(out or project.root / "_output")
    inputs = Inputs(project, data)
    found = product_graph(inputs, target, published_key(inputs, target))
    write_json(found.as_record(), json, json_out)
    if html is not None:
        _write_page(found, html, project.root, project.study.title)
    if not json and html is None:
        typer.echo(found.as_dot(), nl=False)


def _write_page(found: Graph, file: Path, root: Path, title: str) -> None:
    from report.files.written_files import NOTES, write
    from report.pipeline.graph_page import page, summary

    write(file, page(found, title).encode(), root / NOTES)
    echo(f"wrote {short(file)}: {summary(found)}", "green")
