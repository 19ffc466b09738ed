"""The check of the outputs against a fresh recomputation, as `report check` makes and tells it."""

from __future__ import annotations

import sys
from pathlib import Path

from report.compute import Inputs
from report.verify.check import opened, published


def check_published(inputs: Inputs, out: Path) -> int:
    """1 if a published file cannot be read, or prints what no row accounts for, each finding told; else 0."""
    from report.cli.checking import tell
    from report.export.held import register as know_exports
    from report.quarto.documents import written_documents
    from report.verify.expected import expected
    from report.verify.reading.guards import UnreadableError

    know_exports()
    project = inputs.project
    files = published(out, (*project.study.documents, *written_documents(project)))
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
            tell(checked, quiet=True)
            wrong += len(checked.findings)
    return int(wrong > 0)
