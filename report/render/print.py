"""PDF: the page on paper, printed by WeasyPrint; the ledger is attached."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report.errors import Fault, RenderError, ToolError
from report.render.document import Document

PANGO = (
    "Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: sudo dnf install pango; macOS: brew install pango"
)
# Paper has no use for scripts, nor the appendix there for labels and links back, which layout would pay for.
_SCREEN_ONLY = re.compile(r'<script\b.*?</script>|<span class="provenance-label">.*?</span>', re.DOTALL)
_LINK_BACK = re.compile(r'(<span class="entry"[^>]*>)<a [^>]*>([^<]*)</a>')
_OTHER_DOCUMENT = re.compile(r'(<a [^>]*href="[\w-]+)\.html#')


def render_print(document: Document, folder: Path, epoch: int) -> Path:
    """Print `<name>.html` as `<name>.pdf`, with ledger.json attached where it lies beside."""
    weasyprint = _weasyprint()
    page = (folder / f"{document.name}.html").read_text(encoding="utf-8")
    paper = _on_paper(page)
    path = folder / f"{document.name}.pdf"
    with _dated(epoch):
        printed = weasyprint.HTML(string=paper).render()
        printed.metadata.attachments += _attachments(weasyprint, folder, epoch)
        printed.write_pdf(path, pdf_tags=True, pdf_identifier=_identifier(document, paper))
    return path


def _on_paper(page: str) -> str:
    text = _LINK_BACK.sub(r"\1\2", _SCREEN_ONLY.sub("", page))
    return _OTHER_DOCUMENT.sub(r"\1.pdf#", text)


def _identifier(document: Document, paper: str) -> bytes:
    import hashlib

    return hashlib.sha256(f"{document.name}\0{paper}".encode()).hexdigest()[:32].encode()


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError:
        raise ToolError(Fault("Pango", "is missing, so there is no PDF", PANGO)) from None
    except ImportError as error:
        raise ToolError(
            Fault("WeasyPrint", f"cannot be imported: {error}", "install it with pip install weasyprint")
        ) from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint


@contextmanager
def _dated(epoch: int) -> Iterator[None]:
    """SOURCE_DATE_EPOCH for a while: the date that goes into the file."""
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
