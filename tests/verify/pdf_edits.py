"""Edits of a PDF as programs for PDF make them: a white box over words, and other words in its place."""

import io
import re
from dataclasses import dataclass

import pypdfium2
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

VALUE = re.compile(r"(?<![\w.,/–-])[−<]?\s?(?:\d+\.\d+|\.\d+|\d+)(?![\w/–-]|\.\d)%?")


@dataclass(frozen=True)
class Spot:
    """Words on a page: their text, and their box (left, bottom, right, top)."""

    page: int
    text: str
    box: tuple[float, float, float, float]


def spots(data, pattern=VALUE):
    """The places of a pattern on the pages before the reference list and the appendix."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number].get_textpage()
        text = page.get_text_range()
        if "Provenance of the numbers" in text:
            return
        last = text.find("\nReferences\r") if "\nReferences\r" in text else len(text)
        for found in pattern.finditer(text, 0, last):
            boxes = [page.get_charbox(i) for i in range(*found.span())]
            edges = list(zip(*boxes, strict=True))
            yield Spot(number, found[0], (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])))
        if last < len(text):
            return


def overlaid(data, *changes):
    """The PDF with white boxes over spots and other texts in them; an empty text leaves the box white."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for spot, text in changes:
        draw(writer.pages[spot.page], _code(spot, text))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _code(spot, text):
    left, bottom, right, top = spot.box
    size = max(5, 1.35 * (top - bottom))
    box = f"1 1 1 rg {left - 0.5} {bottom - 1} {right - left + 1} {top - bottom + 2} re f"
    plain = text.replace("\u2212", "-").replace("(", r"\(").replace(")", r"\)")
    words = f"0 g BT /Fx {size} Tf {left} {bottom} Td ({plain}) Tj ET"
    return f"q {box} {words if text else ''} Q"


def draw(page, code):
    """Set code with a font on a page."""
    stream = DecodedStreamObject()
    stream.set_data(code.encode("cp1252", "replace"))
    other = PageObject.create_blank_page(width=page.mediabox.width, height=page.mediabox.height)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/Fx"): font})})
    other[NameObject("/Resources")] = fonts
    other[NameObject("/Contents")] = stream
    page.merge_page(other)
