"""What HTML, Word and PDF files say, read without the engine's own readers."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Scripts, navigation, drawings, the provenance appendix, and the marks of notes, which Word counts by itself.
UNSEEN = (
    "//script | //style | //nav | //svg | //annotation | //template"
    " | //*[contains(concat(' ', @class, ' '), ' provenance ')]"
    " | //*[@role='doc-backlink' or @role='doc-noteref']"
)
NOTES = "//*[@role='doc-endnotes'] | //*[@id='footnotes']"
HYPHENS = str.maketrans({"\u00ad": "", "\u2010": "-", "\u2011": "-", "\u2212": "-"})
NUMBER = re.compile(r"(?<![\w.])(?:\d+(?:[.,]\d+)*|\.\d+)(?!\w)")


def normalised(text: str) -> str:
    """A text in compatibility form, with one kind of hyphen."""
    return unicodedata.normalize("NFKC", text).translate(HYPHENS)


def words(text: str) -> list[str]:
    """The words and signs of a text."""
    return re.findall(r"[^\W_]+|[^\w\s\ufe0e]", normalised(text))


def page_texts(path: Path) -> tuple[str, str]:
    """The text of a page, and that of its notes."""
    tree = html.parse(path).getroot()
    for unseen in tree.xpath(UNSEEN):
        unseen.drop_tree()
    notes = tree.xpath(NOTES)
    text = "".join("".join(each.itertext()) for each in notes)
    for each in notes:
        each.drop_tree()
    return "".join(tree.find(".//main").itertext()), text


def word_texts(path: Path) -> tuple[str, str]:
    """The text of a Word file, and that of its notes."""
    archive = ZipFile(path)
    parts = [name for name in ("word/document.xml", "word/footnotes.xml") if name in archive.namelist()]
    document, *notes = (_paragraphs(archive.read(name)) for name in parts)
    return document, "".join(notes)


def _paragraphs(part: bytes) -> str:
    paragraphs = etree.fromstring(part).iter(f"{W}p")
    return "\n".join(
        "".join(each.text or " " if each.tag == f"{W}t" else " " for each in paragraph.iter(*KINDS))
        for paragraph in paragraphs
    )


KINDS = (f"{W}t", f"{W}tab", f"{W}br")


def print_text(path: Path) -> str:
    """The text of all pages of a PDF."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def numbers(text: str) -> Counter[str]:
    """How often each number occurs in a text."""
    return Counter(NUMBER.findall(normalised(text)))
