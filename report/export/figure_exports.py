"""The figures of a paper as files: artwork by number, alternative texts, captions, and the numbers in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from report.export.artwork import as_bytes, drawn
from report.export.csv_tables import written
from report.export.edition import Edition
from report.export.export_publishing import Made, Maker, together
from report.export.fonts_in_svg import keep_letters
from report.export.numbering import NumberedFloat, chosen
from report.export.tables_document import notice
from report.manuscript.computation import Computed
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.spans import filled_plain

COLUMNS = ("figure", "id", "label", "value", "printed", "n", "synthetic")


@dataclass(frozen=True)
class FigureExport:
    """The selected figures, and how they are to be drawn."""

    root: Path
    computed: Computed
    figures: list[NumberedFloat]
    formats: Sequence[str]
    dpi: float = 300.0
    width_mm: float | None = None


def figure_export(
    edition: Edition,
    names: Sequence[str],
    formats: Sequence[str],
    dpi: float = 300.0,
    width_mm: float | None = None,
) -> FigureExport:
    """Return the export of the figures with these names, or of all figures."""
    figures = chosen(names, edition.placed("figure"))
    return FigureExport(edition.root, edition.computed, figures, formats, dpi, width_mm)


def write_figures(export: FigureExport, folder: Path) -> Made:
    """Write artwork, alternative texts, captions and numbers to a folder."""
    return together(figure_makers(export), folder)


def figure_makers(export: FigureExport) -> list[Maker]:
    """Return the makers of the figures, the largest first; shared libraries are loaded once."""
    load(export.root, export.formats)
    drawn = export.computed.drawn
    figures = sorted(export.figures, key=lambda each: -len(drawn[each.name].png))
    return [*(partial(_write, export, each) for each in figures), partial(_write_texts, export)]


def load(root: Path, formats: Sequence[str]) -> None:
    """Load the drawing libraries, and subset the fonts."""
    import matplotlib.backends.backend_pdf
    import matplotlib.backends.backend_svg

    matplotlib.use("agg")
    if "svg" in formats:
        keep_letters(root)


def _write_texts(export: FigureExport, folder: Path) -> Made:
    results, warning = export.computed.results, notice(export.computed)
    texts = [(each.printed_title, results.figures[each.name]) for each in export.figures]
    alts = [(title, filled_plain(figure.alt, results.ledger)) for title, figure in texts]
    captions = [(title, filled_plain(figure.caption, results.ledger)) for title, figure in texts]
    for name, listed in (("alt-text.txt", alts), ("captions.txt", captions)):
        (folder / name).write_text(_listed(listed, warning), encoding="utf-8")
    return Made()


def _listed(texts: Sequence[tuple[str, str]], warning: str) -> str:
    head = [warning] if warning else []
    return "\n\n".join([*head, *(f"{title}\n{text}" for title, text in texts)]) + "\n"


def _write(export: FigureExport, each: NumberedFloat, folder: Path) -> Made:
    """Write a figure in all formats; return a remark if it was scaled."""
    computed = export.computed
    ledger, figure = computed.results.ledger, computed.results.figures[each.name]
    art = drawn(
        each.name,
        figure.drawing,
        ledger,
        export.root,
        dpi=export.dpi,
        width_mm=export.width_mm,
        ready=computed.drawn[each.name].png,
    )
    alt = " ".join(filter(None, (filled_plain(figure.alt, ledger), notice(computed))))
    for format in export.formats:
        data = as_bytes(art, format, each.name, alt, each.printed_title)
        (folder / f"{each.stem}.{format}").write_bytes(data)
    (folder / f"{each.stem}.csv").write_bytes(_numbers(each, figure, ledger).encode("utf-8"))
    return Made((f"{each.title} ({each.name}) was {art.remark}",) if art.remark else ())


def _numbers(each: NumberedFloat, figure: Figure, ledger: Ledger) -> str:
    """The rows that a figure shows in its drawing, caption and alternative text."""
    rows = [row for id in dict.fromkeys(figure.ids) if isinstance(row := ledger[id], Stat)]
    synthetic = int(ledger.build.synthetic)
    lines = [
        (each.title, row.id, row.label, "" if row.value is None else row.value, row.printed, row.n, synthetic)
        for row in rows
    ]
    return written([COLUMNS, *lines])
