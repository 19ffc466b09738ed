"""Numbers typed onto the pages of a PDF where no text is: margins, gaps between lines, heads and feet."""

import io
from random import Random

import pypdfium2
from pdf_edits import draw
from pypdf import PdfReader, PdfWriter

#: A whole number alone at the edge of a page can be its number.
FORMS = (
    *(".29", "0.29", "29", "p = .03", "29%", "-0.41", "n = 29", "< .001", "1.29", "(.29)", "29.", "[29]"),
    *("b = 0.12", ".29*", "4 of 29"),
)
WHOLE = ("29", "29.", "[29]")
SIZES = (5, 6, 7, 8, 9, 10, 11, 12, 14, 20)
#: The width of the widest number in the largest letters, and the edge of a page that has heads and feet.
WIDE, EDGE = 58, 60


def typed_beside(data, count, seed=""):
    """Copies with one number in a margin, behind a line, between lines, or in a head or foot, in any size."""
    random = Random(seed)
    document = pypdfium2.PdfDocument(data)
    places = [each for number in range(len(document)) for each in _places(document, number, random)]
    for number, name, x, y in random.sample(places, min(count, len(places))):
        edge = not EDGE < y < document[number].get_height() - EDGE
        form = random.choice([each for each in FORMS if not (edge and each in WHOLE)])
        size = random.choice(SIZES)
        yield f"{form} of size {size} {name} on page {number + 1}", _typed(data, number, x, y, size, form)


def _places(document, number, random):
    page = document[number]
    text = page.get_textpage()
    if "Provenance of the numbers" in text.get_text_range():
        return
    width, height = page.get_size()
    boxes = [text.get_charbox(i) for i, sign in enumerate(text.get_text_range()) if sign.strip()]
    for left, bottom, right, _ in random.sample(_lines(boxes), 4):
        yield number, "in the left margin", random.uniform(12, 40), bottom + random.uniform(-3, 3)
        yield number, "in the right margin", width - WIDE + random.uniform(0, 12), bottom
        yield number, "behind a line", min(right + random.uniform(4, 30), width - 40), bottom
        yield number, "between lines", random.uniform(max(60, left), width - 80), bottom - 5
    yield number, "in the head", random.uniform(40, width - 90), height - random.uniform(14, 40)
    yield number, "in the foot", random.uniform(40, width - 90), random.uniform(12, 40)


def _lines(boxes):
    """The boxes of the lines."""
    lines = {}
    for box in boxes:
        lines.setdefault(round(box[1] / 4), []).append(box)
    return [
        tuple(f(each) for f, each in zip((min, min, max, max), zip(*line, strict=True), strict=True))
        for line in lines.values()
    ]


def _typed(data, number, x, y, size, form):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    plain = form.replace("(", r"\(").replace(")", r"\)")
    draw(writer.pages[number], f"q 0 g BT /Fx {size} Tf {x} {y} Td ({plain}) Tj ET Q")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
