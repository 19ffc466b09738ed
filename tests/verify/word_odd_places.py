"""Edits of a Word file in places that are easily overlooked: each adds a number, or hides the printed .011."""

import re

from word_places import Word, packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN, RELATED, NUMBERING = "word/document.xml", "word/_rels/document.xml.rels", "word/numbering.xml"
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text, properties=""):
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def character(kind):
    """The beginning, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code, result):
    """A field with its code and the result that was stored."""
    code = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return f"{character('begin')}{code}{character('separate')}{result}{character('end')}"


def paragraph(content, properties=""):
    """Add a paragraph at the end of the document."""
    added = f"<w:p {_NAMESPACES}><w:pPr>{properties}</w:pPr>{content}</w:p>"
    return in_main(lambda text: text.replace("<w:sectPr", f"{added}<w:sectPr", 1))


def in_main(change):
    """Change the text part."""
    return lambda parts: {**parts, MAIN: change(parts[MAIN].decode("utf-8")).encode()}


def on_value(properties, text=".011"):
    """Give the printed number other properties, or another text."""
    new = rf"<w:r><w:rPr>{properties}</w:rPr>\1{text}"
    return in_main(lambda document: re.sub(r"<w:r>(<w:t[^>]*>)\.011", new, document, count=1))


def around_value(before, after):
    """Add code before and after the run of the printed number."""
    new = rf"{before}\1{after}"
    return in_main(
        lambda document: re.sub(
            r"(<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>\.011</w:t></w:r>)", new, document, count=1
        )
    )


def part(kind, name, content, body=""):
    """Add a part of a kind, and a paragraph that refers to it."""

    def change(parts):
        link = f'<Relationship Id="rOdd" Type="{OFFICE}/relationships/{kind}" Target="{name}"/>'
        related = parts[RELATED].replace(b"</Relationships>", f"{link}</Relationships>".encode())
        made = {**parts, RELATED: related, f"word/{name}": content.encode()}
        return paragraph(body)(made) if body else made

    return change


def note(kind, reference):
    """Add a note to the part of notes."""

    def change(parts):
        added = f'<w:{kind} w:id="990"><w:p>{run("In 29 of them.")}</w:p></w:{kind}>'
        name = f"word/{kind}s.xml"
        if name not in parts:
            return part(f"{kind}s", f"{kind}s.xml", f"<w:{kind}s {_WORD}>{added}</w:{kind}s>", reference)(
                parts
            )
        end = f"</w:{kind}s>".encode()
        return paragraph(reference)({**parts, name: parts[name].replace(end, added.encode() + end)})

    return change


def numbered(level):
    """Add a list whose only item has a marker of its own."""

    def change(parts):
        text = parts[NUMBERING].decode("utf-8")
        definition = f'<w:abstractNum w:abstractNumId="990"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        text = re.sub(r"(?=<w:num )", definition, text, count=1)
        number = '<w:num w:numId="990"><w:abstractNumId w:val="990"/></w:num>'
        text = text.replace("</w:numbering>", f"{number}</w:numbering>")
        listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="990"/></w:numPr>'
        return paragraph(run("patients left."), listed)({**parts, NUMBERING: text.encode()})

    return change


def properties(name, content):
    """Set a property of the document that describes its content."""

    def change(parts):
        core = next(each for each in parts if each.endswith("core.xml"))
        text = re.sub(rf"<{name}>.*?</{name}>|<{name}/>", "", parts[core].decode("utf-8"))
        added = f"<{name}>{content}</{name}></cp:coreProperties>"
        return {**parts, core: text.replace("</cp:coreProperties>", added).encode()}

    return change


def header(content):
    """Add a header with its own content to the last section."""
    made = part("header", "odd.xml", f"<w:hdr {_WORD} {_NAMESPACES}><w:p>{content}</w:p></w:hdr>")
    named = '<w:headerReference w:type="even" r:id="rOdd"/>'

    def change(parts):
        return in_main(lambda text: re.sub(r"(<w:sectPr[^>]*>)", rf"\1{named}", text, count=1))(made(parts))

    return change


_BOX = f"<wps:wsp><wps:txbx><w:txbxContent><w:p>{run('n = 29')}</w:p></w:txbxContent></wps:txbx></wps:wsp>"
_DRAWING = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:inline>"
    f'<wp:docPr id="1" name="Box"/><a:graphic><a:graphicData>{_BOX}</a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
_WATERMARK = '<w:r><w:pict><v:shape><v:textpath string="n = 29"/></v:shape></w:pict></w:r>'
_OLD_BOX = f"<v:textbox><w:txbxContent><w:p>{run('n = 29')}</w:p></w:txbxContent></v:textbox>"
_PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="29 patients"/></wp:inline></w:drawing></w:r>'
)
_DATE = "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>" + run("29") + "</w:sdtContent></w:sdt>"
_CHOICE = (
    "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>" + run("n = 29") + "</w:sdtContent></w:sdt>"
)
_CELL = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:p>{run('29')}</w:p></w:tc></w:tr></w:tbl>"
_CHANGED = 'w:id="990" w:author="A" w:date="2026-01-01T00:00:00Z"'

ADDED = {
    "text box": paragraph(_DRAWING),
    "text box of an older form": paragraph(f"<w:r><w:pict><v:shape>{_OLD_BOX}</v:shape></w:pict></w:r>"),
    "text effect": paragraph(_WATERMARK),
    "watermark": header(_WATERMARK),
    "text box in a header": header(_DRAWING),
    "result in a header": header(run("the effect is 0.29")),
    "footnote": note("footnote", '<w:r><w:footnoteReference w:id="990"/></w:r>'),
    "endnote": note("endnote", '<w:r><w:endnoteReference w:id="990"/></w:r>'),
    "quoted field": paragraph(run("We saw ") + field("QUOTE 29", run("29"))),
    "quoted field without a result": paragraph(run("We saw ") + '<w:fldSimple w:instr=" QUOTE 29 "/>'),
    "computed field": paragraph(run("We saw ") + field("= 20 + 9", run("29"))),
    "reference to a bookmark": paragraph(run("We saw ") + field("REF total", run("29"))),
    "property of the document": paragraph(run("We saw ") + field("DOCPROPERTY n", run("29"))),
    "number of pages in a sentence": paragraph(
        run("We saw ") + field("NUMPAGES", run("29")) + run(" patients.")
    ),
    "date chosen in a control": paragraph(run("We saw ") + _DATE),
    "choice in a control": paragraph(_CHOICE),
    "formula": paragraph("<m:oMath><m:r><m:t>n=29</m:t></m:r></m:oMath>"),
    "number of a list": numbered('<w:start w:val="29"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'),
    "bullet": numbered('<w:numFmt w:val="bullet"/><w:lvlText w:val="29"/>'),
    "words beside the number of a list": numbered(
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="29 (%1)"/>'
    ),
    "alternative text": paragraph(_PICTURE),
    "title of the document": properties("dc:title", "Calm in 29 patients"),
    "description of the document": properties("dc:description", "n = 29"),
    "tooltip of a link": paragraph(
        f'<w:hyperlink w:anchor="x" w:tooltip="n = 29">{run("here")}</w:hyperlink>'
    ),
    "tracked insertion": paragraph(f"<w:ins {_CHANGED}>{run('n = 29')}</w:ins>"),
    "smart tag": paragraph(f"<w:smartTag>{run('n = 29')}</w:smartTag>"),
    "custom XML": paragraph(f"<w:customXml>{run('n = 29')}</w:customXml>"),
    "symbol": paragraph(run("rank ") + '<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>'),
    "reading aid": paragraph(f"<w:r><w:ruby><w:rt>{run('29')}</w:rt></w:ruby></w:r>"),
    "table of one cell": in_main(lambda text: text.replace("<w:sectPr", f"{_CELL}<w:sectPr", 1)),
    "description of a table": in_main(
        lambda text: text.replace("<w:tblPr>", '<w:tblPr><w:tblDescription w:val="n = 29"/>', 1)
    ),
    "minus before a number": around_value("<w:r><w:noBreakHyphen/></w:r>", ""),
    "exponent": around_value("", run("2", '<w:vertAlign w:val="superscript"/>')),
    "digit split off by a control": around_value(
        "", f"<w:sdt><w:sdtContent>{run('9')}</w:sdtContent></w:sdt>"
    ),
}
HIDDEN = {
    "hidden": on_value("<w:vanish/>"),
    "struck through": on_value("<w:strike/>"),
    "white": on_value('<w:color w:val="FFFFFF"/>'),
    "white of the theme": on_value('<w:color w:val="auto" w:themeColor="background1"/>'),
    "almost white": on_value('<w:color w:val="FFFFFE"/>'),
    "pale": on_value('<w:color w:val="F4F4F4"/>'),
    "specks": on_value('<w:sz w:val="2"/>'),
    "black on black": on_value('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
    "the colour of its highlight": on_value('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "the colour of its background": on_value(
        '<w:color w:val="123456"/><w:shd w:val="clear" w:fill="123456"/>'
    ),
    "letters without a width": on_value('<w:w w:val="1"/>'),
    "from right to left": around_value('<w:bdo w:val="rtl">', "</w:bdo>"),
    "outlined without a fill": on_value(
        '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>'
    ),
    "tracked deletion": around_value(f"<w:del {_CHANGED}>", "</w:del>"),
    "code of a field": around_value(character("begin"), character("end")),
    "transparent": on_value(
        '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:solidFill>'
        '<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>'
    ),
}


def edited(data, name):
    """The Word file after the edit of that name."""
    parts = Word(data, set()).parts
    changed = {**ADDED, **HIDDEN}[name](parts)
    assert changed != parts
    return packed(changed)
