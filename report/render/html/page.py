"""Renders HTML: pandoc fills the page template; fonts, styles and scripts are embedded in one file."""

from __future__ import annotations

import re
from pathlib import Path

from report.render.document import Document
from report.render.guard.outputs import active_in_page
from report.render.html.webfonts import font_faces
from report.render.pandoc import pandoc
from report.render.source_location import origin
from report.rows.errors import Fault, RenderError

ASSETS = Path(__file__).parents[2] / "assets"
#: A drawing that the filter inlines, and anything else that refers to a file.
_DRAWING = re.compile(r"!\[\]\(figures/([^/\s()]+\.svg)\)")
_NAMING = re.compile(r"!\[|<[A-Za-z/!?]|\b(?:src|poster)=")
#: The options with which pandoc writes a page.
WRITING = (
    f"--template={ASSETS / 'page.html'}",
    "--section-divs",
    "--toc",
    "--toc-depth=2",
    "--email-obfuscation=none",
    "--mathml",
    "--metadata=link-citations:true",
)
_STYLES = (("screen.css", "all"), ("tables.css", "all"), ("print.css", "print"))


def render_page(document: Document, folder: Path, epoch: int) -> Path:
    """Write `<name>.html`, one self-contained file."""
    arguments = list(WRITING)
    if not _is_self_contained(document):
        arguments.append("--embed-resources")
    page = pandoc(document, "html5", arguments, epoch)
    found = dict.fromkeys(active_in_page(page))
    if found:
        raise RenderError(Fault(origin(document), what, "remove it from the sources") for what in found)
    path = folder / f"{document.name}.html"
    path.write_text(styled(page), encoding="utf-8")
    return path


def _is_self_contained(document: Document) -> bool:
    """Whether a page refers to no file once its drawings are inlined, so that pandoc need not search it."""
    drawn = [document.figures / name for name in _DRAWING.findall(document.markdown)]
    named = len(_NAMING.findall(document.markdown))
    return named == len(drawn) and all(path.is_file() for path in drawn)


def styled(page: str) -> str:
    """The page with its styles, which are added last, since pandoc would read the files that they refer to."""
    sheets = [f'<style class="fonts">{font_faces()}</style>']
    sheets += [
        f'<style media="{media}">{(ASSETS / name).read_text(encoding="utf-8")}</style>'
        for name, media in _STYLES
    ]
    script = f"<script>{(ASSETS / 'page.js').read_text(encoding='utf-8')}</script>"
    return page.replace("<!--styles-->", "\n".join(sheets)).replace("<!--script-->", script)
