"""All exports at once: shared inputs are read once, and all files are written in parallel."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from report.export import artwork
from report.export import table_exports as tables
from report.export.codecheck import write_codecheck
from report.export.crate import write_crate
from report.export.edition import Edition
from report.export.export_publishing import Exported, Maker, Progress, joined, published_together
from report.export.figure_exports import figure_export, figure_makers, load
from report.export.results_data import write_results_data


def export_everything(
    edition: Edition, out: Path, progress: Progress = lambda *_: None, *, discard: bool = False
) -> Exported:
    """Publish tables, figures and archives, each in its folder below `out`; if anything fails, change nothing."""
    makers = {out / kind: each for kind, each in _makers(edition).items()}
    done = published_together(makers, progress, edition.root, discard=discard)
    combined = joined(done)
    files = [f"{each.out.name}/{name}" for each in done for name in each.files]
    discarded = tuple(f"{each.out.name}/{name}" for each in done for name in each.discarded)
    return Exported(out, tuple(files), combined.remarks, combined.missing, discarded)


def _makers(edition: Edition) -> dict[str, list[Maker]]:
    """Return the makers of each export, the slowest first.

    While pandoc reads the tables, this process verifies the last build and loads the drawing libraries, which the
    writing processes inherit.
    """
    _ = edition.front
    with ThreadPoolExecutor(1) as meanwhile:
        reading = meanwhile.submit(tables.table_export, edition, ())
        _ = edition.published
        load(edition.root, artwork.FORMATS)
        read = reading.result()
    return {
        "tables": tables.table_makers(read, tables.FORMATS),
        "figures": figure_makers(figure_export(edition, (), artwork.FORMATS)),
        "ro-crate": [partial(write_crate, edition)],
        "ard": [partial(write_results_data, edition.ledger)],
        "codecheck": [partial(write_codecheck, edition)],
    }
