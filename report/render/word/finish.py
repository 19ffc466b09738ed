"""Finishes a Word file from pandoc or Quarto, with the same steps for both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from report.render.word.active_content import active_in_word
from report.render.word.controls import number_controls
from report.render.word.embedded_fonts import embed_fonts
from report.render.word.namespaces import DOCUMENT, FOOTNOTES, w
from report.render.word.nested_floats import unwrap
from report.render.word.package import Package
from report.render.word.page_formats import LANDSCAPE, PORTRAIT, PageFormat, own_sheets
from report.render.word.page_layout import set_sections, turn_sections
from report.render.word.pictures import join_vectors, number_drawings
from report.render.word.properties import facts_of, tidy
from report.render.word.reference_styles import use_engine_ids
from report.render.word.running_heads import Running
from report.render.word.styles import add_missing, set_styles
from report.render.word.text_runs import join_runs
from report.render.word.three_line_tables import format_table
from report.render.word.title_page import arrange_front
from report.render.word.type_widths import type_width
from report.rows.errors import Fault, RenderError

if TYPE_CHECKING:
    from lxml.etree import _Element


def finish(
    data: bytes,
    figures: Path,
    epoch: int,
    *,
    line_numbers: bool = False,
    own_styles: bool = False,
    double_spacing: bool = False,
) -> bytes:
    """The finished file; `figures` has the drawings whose rasters the file shows.

    With `own_styles`, the styles, page layout and running heads are those of a project's reference document.
    """
    package = Package.read(data)
    facts = facts_of(package)
    parts = tuple(part for part in (DOCUMENT, FOOTNOTES) if part in package)
    body = package.tree(DOCUMENT).find(w("body"))
    assert body is not None
    if own_styles:
        use_engine_ids(package)
    sheets = own_sheets(body) if own_styles else (PORTRAIT, LANDSCAPE)
    _arrange(package, body, parts, figures, sheets[0])
    tables = [each for each in body.iter(w("tbl")) if each.find(f".//{w('tbl')}") is None]
    if own_styles:
        add_missing(package, double_spacing=double_spacing)
    stretch = type_width(package) if own_styles else 1.0
    wide = [table for table in tables if format_table(table, *sheets, stretch) is sheets[1]]
    if own_styles:
        turn_sections(body, wide, line_numbers=line_numbers)
    else:
        running = Running(facts.running_title, facts.build, facts.language)
        set_sections(package, wide, running, line_numbers=line_numbers)
        set_styles(package, facts.language, double_spacing=double_spacing)
        embed_fonts(package)
    number_controls(package, parts)
    number_drawings(package, parts)
    tidy(package, facts, epoch, own_settings=own_styles)
    refuse_active(package)
    return package.written(epoch)


def _arrange(
    package: Package, body: _Element, parts: Iterable[str], figures: Path, sheet: PageFormat
) -> None:
    """Put floats, the title page, runs of text and vector pictures into the form that the later steps expect."""
    unwrap(body)
    arrange_front(body)
    for part in parts:
        join_runs(package.tree(part))
        join_vectors(package, part, figures, sheet)


def refuse_active(package: Package) -> None:
    """Raise a fault for any active content in the file, wherever it came from."""
    found = dict.fromkeys(active_in_word(package))
    if found:
        raise RenderError(Fault("Word file", what, "remove it from the sources") for what in found)
