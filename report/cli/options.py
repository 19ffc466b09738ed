"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="FILE", help="Compute from this file; it must obey the data dictionary."),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="The folder of the outputs [default: _output].")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but faults.")]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]
