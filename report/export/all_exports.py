"""All exports at once: what several of them need is read once, and all their files are written side by side."""

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
    """Publish tables, figures and archives, each in a folder below `out`, or leave everything as it was."""
    makers = {out / kind: each for kind, each in _makers(edition).items()}
    done = published_together(makers, progress, edition.root, discard=discard)
    said = joined(done)
    files = [f"{each.out.name}/{name}" for each in done for name in each.files]
    discarded = tuple(f"{each.out.name}/{name}" for each in done for name in each.discarded)
    return Exported(out, tuple(files), said.remarks, said.missing, discarded)


def _makers(edition: Edition) -> dict[str, list[Maker]]:
    """What writes each export, what takes long first.

    While Pandoc reads the tables, the last build is looked through and drawing is loaded, here, so that all processes
    that write have what they need.
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
