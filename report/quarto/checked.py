"""The check of the outputs against a fresh recomputation, as `report check` makes and tells it."""

from __future__ import annotations

import sys
from pathlib import Path

from report.manuscript.computation import Inputs
from report.verify.check import opened, published
from report.verify.summary import summary


def check_published(inputs: Inputs, out: Path) -> int:
    """1 if a published file cannot be read, or prints what no row accounts for, each finding told; else 0."""
    from report.export.verify_tables import register as know_exports
    from report.manuscript.handwritten import written_documents
    from report.pipeline.expected import expected
    from report.text.reading.guards import UnreadableError

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
            for line, _ in summary(checked, quiet=True):
                print(line)
            wrong += len(checked.findings)
    return int(wrong > 0)
