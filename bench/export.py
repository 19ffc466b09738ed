"""How long the exports take once the statistics are computed: tables and figures, at most ten seconds together.

Besides the time on the clock stand the seconds of all processors, which a busy machine changes less. The pictures that
`compute` drew are taken as they are; everything else is made anew.

python bench/export.py [PROJECT]
"""

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from report.compute import Inputs, compute
from report.export.figures import figure_export, write_figures
from report.export.publish import published
from report.export.results_data import write_results_data
from report.export.tables import FORMATS, table_export, write_tables
from report.project import Project

LIMIT = 10.0


def processors():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def timed(name, work):
    began, before = perf_counter(), processors()
    work()
    seconds = perf_counter() - began
    print(f"{name:<10} {seconds:6.2f} s, processors {processors() - before:6.2f} s")
    return seconds


def main():
    project = Project.find(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    inputs = Inputs(project)
    computed = compute(inputs)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)

        def tables():
            export = table_export(inputs, computed, ())
            published(folder / "tables", lambda place: write_tables(export, FORMATS, place))

        def figures():
            export = figure_export(inputs, computed, (), ("svg", "pdf", "png"))
            published(folder / "figures", lambda place: write_figures(export, place))

        def data():
            (folder / "ard").mkdir()
            write_results_data(computed.results.ledger, folder / "ard")

        total = timed("tables", tables) + timed("figures", figures) + timed("data", data)
    print(f"{'all':<10} {total:6.2f} s, limit {LIMIT:.0f} s")
    sys.exit(total > LIMIT)


if __name__ == "__main__":
    main()
