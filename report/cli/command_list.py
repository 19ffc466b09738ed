"""All commands by name; those of a group by both words, such as `data check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from report.cli.app import program


def commands() -> dict[str, Any]:
    """The commands as objects of the command line's library."""
    return dict(_below(vars(typer.main.get_command(program()))["commands"], ""))


def _below(found: Mapping[str, Any], group: str) -> Iterator[tuple[str, Any]]:
    for name, command in found.items():
        inner = vars(command).get("commands")
        if inner:
            yield from _below(inner, f"{group}{name} ")
        else:
            yield f"{group}{name}", command
