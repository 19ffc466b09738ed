"""The check of the outputs against a fresh recomputation, as `report check` makes and tells it."""

from __future__ import annotations

from pathlib import Path

import typer

from report.compute import Inputs
from report.verify.check import published


def check_published(inputs: Inputs, out: Path) -> int:
    """The exit code of `report check` on the published documents; findings are told line by line."""
    from report.cli.checking import check

    files = published(out, inputs.project.study.documents)
    if not files:
        return 0
    try:
        check(files, data=inputs.data, out=out, json="", quiet=True)
    except typer.Exit as end:
        return end.exit_code
    return 0
