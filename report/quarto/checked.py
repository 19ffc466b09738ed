"""The check of rendered files against recomputed statistics, as in `report check`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from report.manuscript.inputs import Inputs
from report.verify.check import OPENERS, opened
from report.verify.summary import summary

#: A document with fewer words cannot be recognised in a copy; its page is verified all the same.
_FEWEST = 40


def check_rendered(inputs: Inputs, files: Mapping[Path, str]) -> int:
    """Print the findings in rendered files, given with the names of their documents.

    Returns 1 if there are findings or a file cannot be read, otherwise 0.
    """
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
    for path, name in files.items():
        if path.suffix not in OPENERS:
            print(
                f"{path.name} was not checked: report check does not read {path.suffix} files",
                file=sys.stderr,
            )
            continue
        try:
            checked = opened(path)(documents)
        except UnreadableError as error:
            is_short = sum(len(block.text.split()) for block in documents.blocks(name)) < _FEWEST
            why = f"was not checked: {name} has fewer than {_FEWEST} words" if is_short else str(error)
            print(f"{path.name} {why}", file=sys.stderr)
            wrong += not is_short
        else:
            for line, _ in summary(checked, quiet=True):
                print(line)
            wrong += len(checked.findings)
    return int(wrong > 0)
