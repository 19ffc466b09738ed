"""`report doctor`: what is installed, what is missing, and how to install it."""

from __future__ import annotations

import typer

from report.cli.console import echo, write_json
from report.cli.options import Json, JsonOut


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("doctor", epilog="Examples: report doctor; report doctor --json")(doctor)


def doctor(json: Json = False, json_out: JsonOut = None) -> None:
    """Show what is installed, what is missing, and how to install it."""
    from report.cli.installation import examine

    found = examine()
    write_json([vars(part) for part in found], json, json_out)
    if not json:
        for part in found:
            mark, style = ("ok", "green") if part.fit else ("--", "red" if part.needed else "yellow")
            echo(
                f"{mark}  {part.name:<12} {part.version or 'not found':<12} {part.use}",
                style if not part.fit else "",
            )
            if part.remedy:
                echo(f"      {part.remedy}")
    if any(part.needed and not part.fit for part in found):
        raise typer.Exit(1)
