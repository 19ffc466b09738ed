"""Options shared by several commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from report.rows.errors import Fault, StoreError, UsageError


def path_of(text: str) -> Path:
    """Parse a path of the command line: `~` is the home folder, as in a shell; a name must be UTF-8."""
    try:
        text.encode("utf-8")
        return Path(text).expanduser() if text.startswith("~") else Path(text)
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "replace").decode()
        raise StoreError(Fault(shown, "has a name that is not valid UTF-8", "rename it")) from None
    except RuntimeError:
        what = "names a home folder that does not exist"
        raise StoreError(Fault(text, what, "write the full path")) from None


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FILE",
        parser=path_of,
        help="Use this data file; it must conform to the data dictionary.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", parser=path_of, help="Folder of the published files [default: _output]."
    ),
]
Discard = Annotated[
    bool,
    typer.Option("--discard-edits", help="Overwrite files that were edited after they were published."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
JsonOut = Annotated[
    Path | None,
    typer.Option("--json-out", metavar="FILE", parser=path_of, help="Write the result as JSON to a file."),
]


def resolved(path: Path) -> Path:
    """Return the absolute path without symbolic links; a link that points to itself is a fault."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        what, remedy = (
            "is a symbolic link that points to itself",
            "fix the link, or use another path",
        )
        raise StoreError(Fault(str(path), what, remedy)) from None


def chosen_formats(option: str, wanted: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the formats of a comma-separated list, each once; an unknown one is a fault."""
    listed = tuple(dict.fromkeys(part.strip().lower() for part in wanted.split(",") if part.strip()))
    unknown = [each for each in listed if each not in known]
    if unknown or not listed:
        what = f"unknown format: {', '.join(unknown)}" if unknown else "no format given"
        raise UsageError(Fault(option, what, f"choose from {', '.join(known)}"))
    return listed
