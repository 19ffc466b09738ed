"""The check of rendered files against recomputed statistics, as in `report check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from report.manuscript.inputs import Inputs
from report.verify.check import opened
from report.verify.summary import summary


def check_rendered(inputs: Inputs, files: Sequence[Path]) -> int:
    """Print the findings in rendered files; return 1 if there are any or a file cannot be read, otherwise 0."""
    from report.export.verify_tables import register as know_exports
    from report.merge.checked_formulas import register as know_formulas
    from report.pipeline.expected import expected
    from report.text.reading.guards import UnreadableError

    know_exports()
    know_formulas()
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
