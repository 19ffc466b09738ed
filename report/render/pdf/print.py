"""Prints a page as PDF with WeasyPrint, and attaches the ledger."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from report.render.document import Document
from report.render.html.webfonts import printed_fonts
from report.render.pdf.appendix_entries import set_targets
from report.render.pdf.line_numbers import number_lines
from report.render.pdf.page_footnotes import lay_out
from report.render.pdf.printed_page import paper
from report.render.pdf.printer import printer
from report.render.pdf.printer_warnings import warnings_raised
from report.render.source_location import located
from report.rows.errors import Fault, RenderError, ToolError

PANGO = (
    "Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0; "
    "Fedora: sudo dnf install pango; macOS: brew install pango"
)

_SHORTER = "shorten it, or move its reference to another sentence"
_NOTES = re.compile(r"^::(?:foot)?note-.*$", re.MULTILINE)


def render_print(document: Document, folder: Path, epoch: int) -> Path:
    """Print `<name>.html` as `<name>.pdf`, with ledger.json attached if it is in the same folder."""
    return _print(document, folder, epoch, f"{document.name}.pdf")


def render_provenance(document: Document, folder: Path, epoch: int) -> Path:
    """Print only the appendix of `<name>.html`, as `<name>.provenance.pdf`."""
    return _print(document, folder, epoch, f"{document.name}.provenance.pdf", appendix_alone=True)


def _print(document: Document, folder: Path, epoch: int, name: str, *, appendix_alone: bool = False) -> Path:
    weasyprint = _weasyprint()
    page = (folder / f"{document.name}.html").read_text(encoding="utf-8")
    path = folder / name
    with _dated(epoch), _fonts_below(folder), warnings_raised(document):
        sheet = paper(page, path.name, appendix_alone=appendix_alone)
        printed = _with_all_notes(weasyprint, sheet.root, document)
        set_targets(printed.pages, sheet.entries)
        if sheet.has_line_numbers:
            number_lines(printed.pages, lambda root: _printed(weasyprint, root, document).pages)
        printed.metadata.attachments += _attachments(weasyprint, folder, epoch)
        printed.write_pdf(path, pdf_tags=True)  # an identifier would require compressing everything twice
    return path


def _with_all_notes(weasyprint: Any, root: Element, document: Document) -> Any:
    printed, lost = lay_out(root, lambda page: _printed(weasyprint, page, document))
    faults = [
        Fault(
            located(document, ["".join(note.itertext())]), "the PDF has no room for this footnote", _SHORTER
        )
        for note in lost
    ]
    if faults:
        raise RenderError(*faults)
    return printed


def _printed(weasyprint: Any, root: Element, document: Document) -> Any:
    from weasyprint.urls import FatalURLFetchingError

    try:
        return source(weasyprint, root).render()
    except FatalURLFetchingError as error:
        what = f"includes {error} from outside the page"
        remedy = "save it in the project, and show it as a picture"
        raise RenderError(Fault(located(document, [str(error)]), what, remedy)) from None


def source(weasyprint: Any, root: Element) -> Any:
    """A parsed tree for WeasyPrint, whose own parser would take a tenth of the printing time."""
    from cssselect2 import ElementWrapper

    class Source(weasyprint.HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url, self.url_fetcher, self.media_type = None, _fetcher(), "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = root

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [user_agent()]

    return Source()


def _fetcher() -> Any:
    """The printer's URL fetcher: data within the page and the engine's fonts only, no other file and no network."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    fonts = {font.path.as_uri() for font in printed_fonts()}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not (url.startswith("data:") or url in fonts):
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("data", "file"), allow_redirects=False)


@cache
def user_agent() -> Any:
    """WeasyPrint's default styles, without those that give every element footnote marks."""
    from importlib.resources import files

    from weasyprint import CSS
    from weasyprint.html import UA_COUNTER_STYLE

    styles = (files("weasyprint.css") / "html5_ua.css").read_text("utf-8")
    return CSS(
        string=_NOTES.sub("", styles.replace("\n::marker", "\nli::marker")), counter_style=UA_COUNTER_STYLE
    )


def _weasyprint() -> Any:
    try:
        weasyprint = printer()
    except OSError:
        raise ToolError(Fault("Pango", "is missing, so there is no PDF", PANGO)) from None
    except ImportError as error:
        raise ToolError(
            Fault("WeasyPrint", f"cannot be imported: {error}", "install it with pip install weasyprint")
        ) from None
    return weasyprint


@contextmanager
def _dated(epoch: int) -> Iterator[None]:
    """Set SOURCE_DATE_EPOCH temporarily, since it is the date written to the file."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    except RecursionError as error:
        raise RenderError(Fault("PDF", "is nested too deeply to be printed", "simplify the page")) from error
    finally:
        if before is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _fonts_below(folder: Path) -> Iterator[None]:
    """Let the printer unpack fonts below `folder`; it would leave them behind when a process is stopped."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix=".fonts-", dir=folder) as place:
        tempfile.tempdir = place
        try:
            yield
        finally:
            tempfile.tempdir = before


def _attachments(weasyprint: Any, folder: Path, epoch: int) -> list[object]:
    ledger = folder / "ledger.json"
    if not ledger.is_file():
        return []
    when = datetime.fromtimestamp(epoch, UTC)
    return [
        weasyprint.Attachment(
            string=ledger.read_text(encoding="utf-8"),
            name="ledger.json",
            description="All statistics of the paper",
            created=when,
            modified=when,
        )
    ]
