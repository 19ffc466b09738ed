"""Malicious files, generated for each test."""

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def docx(body, doctype="", **more):
    """A Word file with that body."""
    text = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": text, **more}
    return packed(parts)


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs():
    """Entities that unfold to billions of letters."""
    lines = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return docx(paragraph("&l11;"), f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{lines}]>')


def quadratic():
    """One long entity, used often."""
    return docx(paragraph("&a;" * 20_000), f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>')


def outside(path):
    """An entity that refers to a file of the machine."""
    return docx(paragraph("&f;"), f'<!DOCTYPE x [<!ENTITY f SYSTEM "file://{path}">]>')


def remote():
    """A document type that lies elsewhere."""
    return docx(paragraph("x"), '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')


def repeated(chunk, times):
    """A chunk many times over as it is packed, without packing it as often."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = squeeze.compress(chunk) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return once * times + squeeze.flush()


def bomb():
    """A part of 64 megabytes that packs well."""
    out = io.BytesIO(docx(paragraph("x")))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/media/big.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(b"\0" * (1 << 20))
    return out.getvalue()


def lying_bomb():
    """A text part of 200 megabytes whose directory says that it is small."""
    packed_part = io.BytesIO()
    body = repeated(b" " * (1 << 20), 200)
    name = b"word/document.xml"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(body), 1000, len(name), 0)
    packed_part.write(local + name + body)
    start = packed_part.tell()
    for other, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)):
        data = text.encode()
        head = struct.pack(
            "<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), len(other), 0
        )
        packed_part.write(head + other.encode() + data)
    return _directory(packed_part, start, name, body)


def _directory(out, start, name, body):
    entries = [(name, 8, 0, len(body), 1000, 0)]
    at = start
    for other, text in ((b"[Content_Types].xml", TYPES), (b"_rels/.rels", RELATIONS)):
        data = text.encode()
        entries.append((other, 0, zlib.crc32(data), len(data), len(data), at))
        at += 30 + len(other) + len(data)
    begin = out.tell()
    for entry, method, crc, small, large, place in entries:
        out.write(
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                method,
                0,
                0,
                crc,
                small,
                large,
                len(entry),
                0,
                0,
                0,
                0,
                0,
                place,
            )
            + entry
        )
    size = out.tell() - begin
    out.write(struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(entries), len(entries), size, begin, 0))
    return out.getvalue()


def macros():
    """A Word file that carries code."""
    return docx(paragraph("x"), **{"word/vbaProject.bin": b"\0" * 100})


def empty_paragraphs(count=100_000, text=""):
    return docx("<w:p/>" * count + text)


def deep():
    """Tables in tables in tables."""
    return docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 80)


def many_parts():
    return docx(paragraph("x"), **{f"word/part{i}.xml": "x" for i in range(5000)})


def deep_html():
    return ("<html><body>" + "<div>" * 50_000 + "x").encode()


def long_html():
    return ("<html><body><p>" + "word 1 " * 3_000_000).encode()


def pdf(pages=1, text="BT /F1 12 Tf 72 720 Td (Hello 1.23) Tj ET", trailer="", extra=()):
    """A small PDF."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    objects += extra
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    return (
        out
        + f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    )


def encrypted_pdf():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def inflated(chunk, times):
    """A stream of zlib that unpacks to a chunk many times over."""
    check = 1
    for _ in range(times):
        check = zlib.adler32(chunk, check)
    return b"\x78\xda" + repeated(chunk, times) + check.to_bytes(4, "big")


def inflating_pdf():
    """A page whose text unpacks to half a gigabyte."""
    body = inflated(b"(1.23) Tj " * 100_000, 500)
    head = pdf(text="X")
    old = b"<< /Length 1 >>\nstream\nX\nendstream"
    new = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(body) + body + b"\nendstream"
    return head.replace(old, new)


FILES = {
    "truncated.pdf": lambda: pdf(30)[:-900],
    "encrypted.pdf": encrypted_pdf,
    "inflating.pdf": inflating_pdf,
    "noise.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000 + b"\n%%EOF",
    "pages.pdf": lambda: pdf(3000),
    "other.pdf": pdf,
    "word.pdf": lambda: docx(paragraph("x")),
    "page.docx": lambda: b"<!DOCTYPE html><html><body>x</body></html>",
    "paper.docx": pdf,
    "word.html": lambda: docx(paragraph("x")),
    "old.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
    "empty.docx": lambda: b"",
    "empty.html": lambda: b"",
    "noise.html": lambda: bytes(range(256)) * 40_000,
    "picture.png": lambda: b"\x89PNG",
    "laughs.docx": laughs,
    "quadratic.docx": quadratic,
    "outside.docx": lambda: outside("/etc/passwd"),
    "remote.docx": remote,
    "bomb.docx": bomb,
    "lying.docx": lying_bomb,
    "macros.docx": macros,
    "paragraphs.docx": empty_paragraphs,
    "deep.docx": deep,
    "parts.docx": many_parts,
    "cut.docx": lambda: docx(paragraph("x" * 5000))[:-200],
    "deep.html": deep_html,
    "long.html": long_html,
}
