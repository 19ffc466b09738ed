"""Hooks of MkDocs: the reference of the command line is made from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

MARKER = "<!-- help of all commands -->"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Replace the marker by the help of each command."""
    if MARKER not in markdown:
        return markdown
    from report.cli.app import program

    return markdown.replace(MARKER, "\n".join(_sections(typer.main.get_command(program()), "report")))


def _sections(command: Any, name: str) -> Iterator[str]:
    """A heading and the help of a command, then of its subcommands."""
    with command.make_context(name, [], resilient_parsing=True) as context:
        yield f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"
    for word, each in getattr(command, "commands", {}).items():
        yield from _sections(each, f"{name} {word}")
