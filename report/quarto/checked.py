"""The check of the outputs against a fresh recomputation, as `report check` makes and tells it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from report.manuscript.computation import Inputs
from report.verify.check import opened
from report.verify.summary import summary


def check_rendered(inputs: Inputs, files: Sequence[Path]) -> int:
    """1 if a rendered file cannot be read, or prints what no row accounts for, each finding printed; else 0."""
    from report.export.verify_tables import register as know_exports
    from report.pipeline.expected import expected
    from report.text.reading.guards import UnreadableError

    know_exports()
    if not files:
        return 0
    documents = expected(inputs)
    wrong = 0
    for path in files:
        try:
            checked = opened(path)(documents)
        except UnreadableError as error:
            print(f"{path.name} {error}", file=sys.stderr)
            wrong += 1
        else:
            for line, _ in summary(checked, quiet=True):
                print(line)
            wrong += len(checked.findings)
    return int(wrong > 0)
