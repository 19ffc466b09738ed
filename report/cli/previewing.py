"""`report preview`."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from report.cli.console import echo, print_faults
from report.cli.options import Data
from report.rows.errors import Fault, ReportError, ToolError, UsageError
from report.rows.suggestions import nearest_or_all

_FIRST_PORT, _PORTS = 4300, 100
_TEMPLATE = ".qmd.j2"

DocumentName = Annotated[str, typer.Argument(help="The document to open.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 chooses a free one.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]
Editor = Annotated[
    str,
    typer.Option(
        "--editor",
        metavar="ADDRESS",
        envvar="TRACEPAPER_EDITOR",
        help="Address that opens a line in your editor [default: vscode://file{path}:{line}].",
        show_default=False,
        show_envvar=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command(
        "preview", epilog="Examples: report preview; report preview supplement --port 4310 --no-browser"
    )(preview)


def preview(
    document: DocumentName = "index",
    port: Port = 0,
    no_browser: NoBrowser = False,
    editor: Editor = "vscode://file{path}:{line}",
    data: Data = None,
) -> None:
    """Show the paper in a browser and update the page while you edit. Press Ctrl-C to stop."""
    from report.study.project import Project

    root = Project.find().root
    _check_document(document, root)
    try:
        import uvicorn

        from report.preview.files import Files
        from report.preview.pages import Refresher
        from report.preview.server import Preview
    except ImportError:
        what, remedy = "the preview is not installed", "install it with pip install 'tracepaper[preview]'"
        raise ToolError(Fault("", what, remedy)) from None
    listening = _listening(port)
    chosen = listening.getsockname()[1]
    refresher = Refresher(root, data)
    address = f"http://127.0.0.1:{chosen}/"
    echo(f"preview at {address}; press Ctrl-C to stop")
    if not no_browser:
        typer.launch(address)
    with listening, TemporaryDirectory(prefix="report-preview-") as folder:
        preview = Preview(
            root, document, refresher, chosen, Files(root, data, Path(folder)), editor, _print_outcome
        )
        settings = uvicorn.Config(preview.app(), log_level="warning", timeout_graceful_shutdown=1)
        try:
            with suppress(KeyboardInterrupt):
                uvicorn.Server(settings).run(sockets=[listening])
        finally:
            refresher.stop()


def _print_outcome(faults: tuple[Fault, ...]) -> None:
    """Print the faults that the page shows, or that none are left."""
    if faults:
        print_faults(ReportError(faults), "the last good page stays")
    else:
        echo("no faults", "green")


def _check_document(name: str, root: Path) -> None:
    """Raise a fault if there is no template of a document."""
    known = [path.name.removesuffix(_TEMPLATE) for path in sorted((root / "templates").glob(f"*{_TEMPLATE}"))]
    if known and name not in known:
        raise UsageError(Fault("", f"no document named {name!r}", nearest_or_all(name, known)))


def _listening(port: int) -> socket.socket:
    """A socket that listens on a port, or on the first free one, so that two previews get two ports."""
    for tried in [port] if port else range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", tried))
    what = (
        f"port {port} is used by another program"
        if port
        else f"no port is free between {_FIRST_PORT} and {_FIRST_PORT + _PORTS - 1}"
    )
    raise ToolError(Fault("", what, "choose another with --port"))
