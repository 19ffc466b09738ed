"""A Markdown text in each format, as the project's renderer makes it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from report.render.document import Document
from report.render.html.page import render_page
from report.render.pdf.print import render_print
from report.render.word import render_word

sys.path.insert(0, str(Path(__file__).parent))

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EPOCH = 1_700_000_000
FRONT = "---\ntitle: A sample\n---\n\n"


@dataclass(frozen=True)
class Rendered:
    """A text in three formats."""

    folder: Path

    @property
    def page(self) -> str:
        """The page as HTML, from its body on."""
        text = (self.folder / "sample.html").read_text(encoding="utf-8")
        return text[text.index("<body") :].partition("<script")[0]

    @property
    def read(self) -> str:
        """What a reader of the page sees of its main part, in one line."""
        main = html.fromstring(self.page).find(".//main")
        for each in main.xpath(".//annotation | .//title"):
            each.getparent().remove(each)
        return " ".join(main.text_content().split())

    @property
    def printed(self) -> str:
        """The text of the PDF, page by page, in its layout."""
        command = ["pdftotext", "-layout", str(self.folder / "sample.pdf"), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @property
    def word(self) -> str:
        """The document part of the Word file."""
        data = (self.folder / "sample.docx").read_bytes()
        return ZipFile(BytesIO(data)).read("word/document.xml").decode()

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The styles and texts of the Word file's paragraphs."""
        found = []
        for paragraph in etree.fromstring(self.word.encode()).iter(W + "p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            text = "".join(each.text or "" for each in paragraph.iter("{*}t"))
            found.append((style.get(W + "val") if style is not None else "", text))
        return found


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[..., Rendered]:
    """Renders a Markdown text in the formats that are asked for; a PDF needs its page."""

    def render(markdown: str, *formats: str, epoch: int = EPOCH) -> Rendered:
        (tmp_path / "figures").mkdir(exist_ok=True)
        whole = markdown if markdown.startswith("---") else FRONT + markdown
        document = Document("sample", whole, tmp_path, tmp_path / "figures")
        makers = {"html": render_page, "pdf": render_print, "docx": render_word}
        for format in formats or ("html",):
            makers[format](document, tmp_path, epoch)
        return Rendered(tmp_path)

    return render
