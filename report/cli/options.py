"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from report.rows.errors import Fault, UsageError

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="FILE", help="Compute from this file; it must obey the data dictionary."),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="The folder of the outputs [default: _output].")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but faults.")]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]


def chosen_formats(option: str, wanted: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats of a list, each once; an unknown one is a fault."""
    listed = tuple(dict.fromkeys(part.strip().lower() for part in wanted.split(",") if part.strip()))
    unknown = [each for each in listed if each not in known]
    if unknown or not listed:
        raise UsageError(
            Fault(option, f"no format {', '.join(unknown) or 'named'}", f"one of {', '.join(known)}")
        )
    return listed
