"""How long a full regeneration of all exports takes once the statistics are computed: at most ten seconds.

Tables in all five formats, figures in all four, the crate, results data and the CODECHECK bundle are made as
`report export --all` makes them. Beside the elapsed time are the seconds of all processors, which a busy
machine changes less. The pictures that `compute` drew are taken as they are; everything else is made again. The project
must have been built.

python bench/export.py [PROJECT]
"""

import resource
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from report.cli import collect_rarely
from report.export.all_exports import export_everything
from report.export.edition import Edition
from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.rows.errors import ReportError
from report.study.project import Project

LIMIT = 10.0


def processors():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main():
    collect_rarely()
    inputs = Inputs(Project.find(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    edition = Edition(inputs, compute(inputs))
    spent = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        began, before = perf_counter(), processors()
        export_everything(
            edition, Path(scratch) / "exports", lambda kind, seconds: spent.update({kind: seconds})
        )
        seconds = perf_counter() - began
    for kind, each in spent.items():
        print(f"{kind:<10} {each:6.2f} s in one process or several")
    print(f"all        {seconds:6.2f} s, limit {LIMIT:.0f} s, processors {processors() - before:6.2f} s")
    sys.exit(seconds > LIMIT)


if __name__ == "__main__":
    try:
        main()
    except ReportError as error:
        sys.exit(str(error))
