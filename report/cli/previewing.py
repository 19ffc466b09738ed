"""`report preview`."""

from __future__ import annotations

import socket
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from report.cli.console import say
from report.cli.options import Data
from report.rows.errors import Fault, ToolError

_FIRST_PORT, _PORTS = 4300, 100


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command(
        "preview", epilog="Examples: report preview; report preview supplement --port 4310 --no-browser"
    )(preview)


def preview(
    document: Annotated[str, typer.Argument(help="The document to open.")] = "index",
    port: Annotated[int, typer.Option("--port", help="The port; 0 chooses a free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    editor: Annotated[
        str,
        typer.Option(
            "--editor",
            metavar="ADDRESS",
            envvar="TRACEPAPER_EDITOR",
            help="Address that opens a line in your editor [default: vscode://file{path}:{line}].",
            show_default=False,
            show_envvar=False,
        ),
    ] = "vscode://file{path}:{line}",
    data: Data = None,
) -> None:
    """Show the paper in a browser and update the page while you edit. Ctrl-C ends it."""
    from report.study.project import Project

    root = Project.find().root
    try:
        import uvicorn

        from report.preview.files import Files
        from report.preview.pages import Refresher
        from report.preview.server import Preview
    except ImportError:
        what, remedy = "the preview is not installed", "install it with pip install 'tracepaper[preview]'"
        raise ToolError(Fault("", what, remedy)) from None
    chosen = port or _free_port()
    refresher = Refresher(root, data)
    address = f"http://127.0.0.1:{chosen}/"
    say(f"preview at {address}; press Ctrl-C to end it")
    if not no_browser:
        typer.launch(address)
    with TemporaryDirectory(prefix="report-preview-") as folder:
        preview = Preview(root, document, refresher, chosen, Files(root, data, Path(folder)), editor)
        try:
            uvicorn.run(
                preview.app(), host="127.0.0.1", port=chosen, log_level="warning", timeout_graceful_shutdown=1
            )
        finally:
            refresher.stop()


def _free_port() -> int:
    """The first port that no other program uses, so that two previews get two ports."""
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port
    raise ToolError(Fault("", f"no port from {_FIRST_PORT} is free", "choose one with --port"))
