"""A PDF that other programs wrote, turned, cut or numbered reads as the paper; what lies over its numbers is seen."""

import io
import shutil
import subprocess

import pytest
from hostile import pdf
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
)

from report.text.reading.guards import UnreadableError
from report.text.reading.pdf import read_pdf
from tests.sampling import sampled


def changed(data, change):
    """The PDF after a change to its writer."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def each_page(change):
    def change_all(writer):
        for page in writer.pages:
            change(page)

    return change_all


def turn(page):
    """Turn what is drawn on a page, and not the page, by a quarter."""
    height, width = float(page.mediabox.height), float(page.mediabox.width)
    page.add_transformation(Transformation().rotate(90).translate(height, 0))
    page.mediabox = RectangleObject((0, 0, height, width))


def crop(page):
    box = page.mediabox
    page.cropbox = RectangleObject((box.left + 20, box.bottom + 20, box.right - 20, box.top - 20))
    page.mediabox = page.cropbox


def draw(page, code):
    """Add to what a page draws."""
    stream = DecodedStreamObject()
    stream.set_data(code.encode("latin-1"))
    page.merge_page(drawing(page, stream))


def drawing(page, stream):
    other = PageObject.create_blank_page(width=page.mediabox.width, height=page.mediabox.height)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/Fx"): font})})
    other[NameObject("/Resources")] = fonts
    other[NameObject("/Contents")] = stream
    return other


def number_lines(side, step):
    """Numbers in a margin of each page, as far down as it goes."""

    def change(writer):
        count = 1
        for page in writer.pages:
            x = 14 if side == "left" else float(page.mediabox.width) - 24
            code = []
            for y in range(790, 60, -13):
                if count % step == 0:
                    code.append(f"BT /Fx 7 Tf {x} {y} Td ({count}) Tj ET")
                count += 1
            draw(page, "\n".join(code))

    return change


def stamped(text, place, first_page=False):
    """A text on each page, or on the first; {page} in it is the number of the page from 101."""

    def change(writer):
        for number, page in enumerate(writer.pages[:1] if first_page else writer.pages, 101):
            draw(page, f"BT /Fx {place} Tm ({text.format(page=number)}) Tj ET")

    return lambda data: changed(data, change)


def watermarked(text, *, over=False, size=90, turn="0.7 0.7 -0.7 0.7"):
    """A large grey word across the text of each page, below it or laid over it."""

    def change(page):
        stream = DecodedStreamObject()
        stream.set_data(f"q 0.8 g BT /Fx {size} Tf {turn} 120 200 Tm ({text}) Tj ET Q".encode())
        page.merge_page(drawing(page, stream), over=over)

    return lambda data: changed(data, each_page(change))


DOWNLOADED = "Downloaded from https://journal.example.org/hands by guest on 12/03/2024"


def together(data, across, down):
    """Several pages printed on one."""
    pages = PdfReader(io.BytesIO(data)).pages
    writer = PdfWriter()
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    scale = 1 / max(across, down)
    for first in range(0, len(pages), across * down):
        sheet = PageObject.create_blank_page(width=width * scale * across, height=height * scale * down)
        for place, page in enumerate(pages[first : first + across * down]):
            x, y = place % across, down - 1 - place // across
            move = Transformation().scale(scale).translate(width * scale * x, height * scale * y)
            sheet.merge_transformed_page(page, move)
        writer.add_page(sheet)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def booklet(count):
    """The pages on each sheet of a booklet."""
    whole = -(-count // 4) * 4
    sheets = [(i, whole - 1 - i) if i % 2 else (whole - 1 - i, i) for i in range(whole // 2)]
    return [[page for page in sheet if page < count] for sheet in sheets]


def rearranged(data, order):
    """The pages in another order, those of a sheet next to each other."""
    pages = PdfReader(io.BytesIO(data)).pages
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    for sheet in order(len(pages)):
        made = writer.add_blank_page(width=width * len(sheet), height=height)
        for place, page in enumerate(sheet):
            made.merge_transformed_page(
                pages[page], Transformation().translate(place * width, 0), expand=True
            )
    for _ in pages:
        writer.remove_page(0)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


HARMLESS = {
    "rotated": lambda data: changed(data, each_page(lambda page: page.rotate(90))),
    "upside down": lambda data: changed(data, each_page(lambda page: page.rotate(180))),
    "turned": lambda data: changed(data, each_page(turn)),
    "cropped": lambda data: changed(data, each_page(crop)),
    "smaller": lambda data: changed(data, each_page(lambda page: page.scale_by(0.6))),
    "larger": lambda data: changed(data, each_page(lambda page: page.scale_by(1.7))),
    "two on one": lambda data: together(data, 2, 1),
    "four on one": lambda data: together(data, 2, 2),
    "numbered lines": lambda data: changed(data, number_lines("left", 1)),
    "every fifth line": lambda data: changed(data, number_lines("left", 5)),
    "downloaded": stamped(DOWNLOADED, "7 Tf 1 0 0 1 60 12"),
    "downloaded, at the side": stamped(f"{DOWNLOADED}, user 4711", "8 Tf 0 1 -1 0 12 200"),
    "numbered pages": stamped("J. Hands 12 \\(3\\), page {page} of 119", "8 Tf 1 0 0 1 300 20"),
    "arXiv": stamped("arXiv:2401.01234v2  [stat.AP]  12 Mar 2024", "20 Tf 0 1 -1 0 24 200", first_page=True),
    "ISSN": stamped("0021-9010/24/$12.00, ISSN 0021-9010", "7 Tf 1 0 0 1 60 20", first_page=True),
    "watermark": watermarked("DRAFT 2"),
    "watermark over the text": watermarked("DRAFT 2", over=True),
    "steep watermark over the text": watermarked("CONFIDENTIAL", over=True, turn="0.5 0.87 -0.87 0.5"),
    "watermark with a date": watermarked("Author's copy, 2026-11-28", size=34),
    "watermark with a date over the text": watermarked("Author's copy, 2026-11-28", over=True, size=34),
    "watermark downwards": watermarked("Copy 3 of 12", over=True, size=60, turn="0.8 -0.6 0.6 0.8"),
    "numbered at the right": lambda data: changed(data, number_lines("right", 1)),
    "last page first": lambda data: rearranged(data, lambda count: [[page] for page in range(count)][::-1]),
    "booklet": lambda data: rearranged(data, booklet),
}


@pytest.mark.parametrize("route", sampled(HARMLESS, 3))
@pytest.mark.parametrize("name", ["index.pdf", pytest.param("supplement.pdf", marks=pytest.mark.slow)])
def test_pages_that_are_turned_cut_scaled_or_numbered_have_no_findings(sample, name, route):
    """How pages lie on the paper, and numbers of lines in a margin, change nothing."""
    checked = sample.check(name, HARMLESS[route](sample.bytes(name)))
    assert checked.findings == ()
    assert "typed" not in checked.balance.parts


PROGRAMS = {
    "gs": lambda source, target: [
        "gs",
        "-q",
        "-dBATCH",
        "-sDEVICE=pdfwrite",
        f"-sOutputFile={target}",
        source,
    ],
    "pdftocairo": lambda source, target: ["pdftocairo", "-pdf", source, target],
    "qpdf": lambda source, target: ["qpdf", "--linearize", source, target],
}


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", ["index.pdf", pytest.param("supplement.pdf", marks=pytest.mark.slow)])
def test_a_pdf_that_another_program_wrote_anew_has_no_findings(sample, name, program, tmp_path):
    """Ghostscript, cairo and qpdf print the same text with other codes and spaces."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    target = tmp_path / name
    command = PROGRAMS[program](str(sample.published / name), str(target))
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert sample.found(name, target.read_bytes()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index", pytest.param("supplement", marks=pytest.mark.slow)])
def test_a_page_that_a_browser_printed_has_no_findings(sample, name, tmp_path):
    """The browser's own pages, headers and footers are not an edit."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no browser is installed")
    target = tmp_path / f"{name}.pdf"
    folder = tmp_path / "pages-of-root" / "2024-05-12 draft 3.2"
    shutil.copytree(sample.published, folder)
    page = (folder / f"{name}.html").as_uri()
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", page]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert sample.check(target.name, target.read_bytes()).findings == ()


def place_of(data, text):
    """The page of a text, and the box of its first letters: left, bottom, right, top."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number].get_textpage()
        found = page.search(text).get_next()
        if found:
            start, count = found
            boxes = [page.get_charbox(start + i) for i in range(count)]
            edges = list(zip(*boxes, strict=True))
            return number, (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))
    raise AssertionError(f"{text} is not there")


ID = "path.warm.rapport_on_alliance.beta"


@pytest.fixture
def printed(sample):
    """A PDF, the printed text of a row in it, its page and its box."""
    data = sample.bytes("index.pdf")
    return data, *place_of(data, f"(β = {sample.documents.ledger[ID].printed}")


def stamp(writer, box, fill):
    """A stamp with its own appearance: a filled box."""
    left, bottom, right, top = box
    look = DecodedStreamObject()
    look.set_data(f"{fill} rg 0 0 {right - left} {top - bottom} re f".encode())
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, right - left, top - bottom))),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): RectangleObject(box),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )


def test_a_number_under_a_stamp_is_gone(sample, printed):
    """A number under an annotation is missing, and the annotation is reported."""
    data, number, box = printed
    copy = changed(data, lambda writer: writer.add_annotation(number, stamp(writer, box, "1 1 1")))
    checked = sample.check("index.pdf", copy)
    assert [(each.kind, each.stat) for each in checked.findings] == [("deleted", ID)]
    assert checked.notes == (f"not checked: 1 drawing laid over page {number + 1}",)


def test_a_number_under_a_white_box_is_gone(sample, printed):
    """A box that is drawn on the page covers what was drawn before it."""
    data, number, (left, bottom, right, top) = printed
    code = f"1 1 1 rg {left} {bottom - 2} {right - left} {top - bottom + 4} re f"
    assert sample.found("index.pdf", changed(data, lambda w: draw(w.pages[number], code))) == [
        ("deleted", ID)
    ]


def test_a_number_that_is_struck_through_is_gone(sample, printed):
    """A struck-through number is missing."""
    data, number, (left, bottom, right, top) = printed
    corners = ArrayObject(map(FloatObject, (left, top, right, top, left, bottom, right, bottom)))
    struck = Highlight(rect=(left, bottom, right, top), quad_points=corners)
    struck[NameObject("/Subtype")] = NameObject("/StrikeOut")
    copy = changed(data, lambda writer: writer.add_annotation(number, struck))
    assert sample.found("index.pdf", copy) == [("deleted", ID)]


def test_a_highlighted_number_is_read(sample, printed):
    """A marker's colour covers nothing."""
    data, number, (left, bottom, right, top) = printed
    corners = ArrayObject(map(FloatObject, (left, top, right, top, left, bottom, right, bottom)))
    marked = Highlight(rect=(left, bottom, right, top), quad_points=corners)
    copy = changed(data, lambda writer: writer.add_annotation(number, marked))
    assert sample.found("index.pdf", copy) == []


def test_a_number_typed_over_a_page_is_found(sample, printed):
    """Text that a PDF reader adds to a page is read like any other."""
    data, number, _ = printed
    added = FreeText(text="p = .03, n = 44", rect=(20, 20, 160, 40))
    findings = sample.check("index.pdf", changed(data, lambda w: w.add_annotation(number, added))).findings
    assert [(each.kind, each.found, each.where.page) for each in findings] == [
        ("typed", ".03", number + 1),
        ("typed", "44", number + 1),
    ]


def test_comments_are_said_to_be_unchecked(sample, printed):
    """A comment is not part of the text, and the answer says that it was not checked."""
    data, number, _ = printed
    added = Text(text="Should this be .45?", rect=(20, 20, 40, 40))
    checked = sample.check("index.pdf", changed(data, lambda w: w.add_annotation(number, added)))
    assert checked.findings == ()
    assert checked.notes == (f"not checked: 1 comment laid over page {number + 1}",)


WORDS = "(Some words to fill a page with text.) Tj 0 -20 Td " * 12


def test_a_line_in_two_sizes_of_type_is_read():
    """As many letters of one size as of the other are one line."""
    data = pdf(text=f"BT /F1 12 Tf 72 700 Td (ab) Tj /F1 24 Tf (cd) Tj 0 -60 Td /F1 12 Tf {WORDS} ET")
    assert read_pdf(data).blocks[0].text == "abcd"


def test_a_password_is_named():
    """A file that asks for a password is refused with that reason."""
    protected = changed(pdf(), lambda writer: writer.encrypt("secret"))
    with pytest.raises(UnreadableError, match="protected by a password"):
        read_pdf(protected)


def test_white_text_is_not_read():
    """What leaves no ink on the page no reader sees."""
    data = pdf(text=f"BT /F1 12 Tf 72 700 Td 1 g (12.5) Tj 0 g ( mg) Tj 0 -20 Td {WORDS} ET")
    assert "12" not in read_pdf(data).blocks[0].text


def test_letters_that_are_only_drawn_are_refused_with_the_reason():
    """A conversion through PostScript may leave codes that no longer say which letters they draw."""
    codes = "".join(f"\\{code:03o}" for code in range(1, 24))
    with pytest.raises(UnreadableError, match=r"letters cannot be recognised.*check the file before"):
        read_pdf(pdf(text=f"BT /F1 12 Tf 72 720 Td ({codes}) Tj ET"))
