"""What a Word file shows besides its plain text: struck and hidden words, signs, pictures, charts, other forms."""

import re
import shutil
import subprocess

import pytest
from hostile import RELATIONS, W, docx, paragraph
from word_places import Word, packed

from report.text.reading.docx import read_docx
from report.text.reading.guards import UnreadableError
from report.text.reading.isolated_reading import read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def texts(body, **more):
    return [block.text for block in read_docx(docx(body, **more)).blocks]


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("property", ["strike", "dstrike", "vanish"])
def test_words_that_are_struck_through_or_hidden_are_not_read(property):
    """A reader does not see them, whether the run or its style says so; a run can switch its style off."""
    named = "<w:style w:type='character' w:styleId='Gone'><w:name w:val='Gone'/>"
    style = f"{named}<w:rPr><w:{property}/></w:rPr></w:style>"
    styles = f"<w:styles xmlns:w='{W}'>{style}</w:styles>"
    related = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='s' Type='{OFFICE}/relationships/styles' Target='styles.xml'/></Relationships>"
    )
    body = "<w:p>" + "".join(
        (
            run("b = "),
            run("0.4", f"<w:{property}/>"),
            run("0.5", f"<w:{property} w:val='0'/>"),
            run(" 0.6", "<w:rStyle w:val='Gone'/>"),
            run(" 0.7", f"<w:rStyle w:val='Gone'/><w:{property} w:val='false'/>"),
        )
    )
    parts = {"word/styles.xml": styles, "word/_rels/document.xml.rels": related}
    assert texts(f"{body}</w:p>", **parts) == ["b = 0.5 0.7"]


def styled(body, style):
    """The texts of a body under one more style."""
    related = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='s' Type='{OFFICE}/relationships/styles' Target='styles.xml'/></Relationships>"
    )
    styles = f"<w:styles xmlns:w='{W}'>{style}</w:styles>"
    return texts(body, **{"word/styles.xml": styles, "word/_rels/document.xml.rels": related})


@pytest.mark.parametrize("says", ["<w:vanish/>", "<w:strike/>", "<w:color w:val='FFFFFF'/>"])
def test_the_style_of_a_paragraph_may_hide_its_words(says):
    """The style, or the one that it is based on; a run may show all the same."""
    own = (
        f"<w:style w:type='paragraph' w:styleId='Gone'><w:name w:val='Gone'/><w:rPr>{says}</w:rPr></w:style>"
    )
    based = (
        "<w:style w:type='paragraph' w:styleId='New'><w:name w:val='New'/><w:basedOn w:val='Gone'/></w:style>"
    )
    shown = {"<w:vanish/>": "<w:vanish w:val='0'/>", "<w:strike/>": "<w:strike w:val='0'/>"}
    visible = run(" 0.7", shown.get(says, "<w:color w:val='000000'/>"))
    for style in ("Gone", "New"):
        named = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>"
        assert styled(f"<w:p>{named}{run('0.5')}{visible}</w:p>", own + based) == ["0.7"]


@pytest.mark.parametrize(
    ("properties", "cell", "read"),
    [
        ("<w:color w:val='FFFFFF'/>", "", ["b = ."]),
        ("<w:color w:val='auto' w:themeColor='background1'/>", "", ["b = ."]),
        ("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='123456'/>", "", ["b = 0.5."]),
        ("<w:color w:val='FFFFFF'/><w:highlight w:val='blue'/>", "", ["b = 0.5."]),
        (
            "<w:color w:val='FFFFFF'/>",
            "<w:tcPr><w:shd w:val='clear' w:fill='123456'/></w:tcPr>",
            ["b = 0.5."],
        ),
        ("<w:color w:val='FFFFFF'/>", "<w:tcPr><w:shd w:val='clear' w:fill='auto'/></w:tcPr>", ["b = ."]),
        ("<w:color w:val='FEFEF0'/>", "", ["b = ."]),
        ("<w:color w:val='F4F4E0'/>", "", ["b = 0.5."]),
        ("<w:color w:val='FEFEF0'/><w:highlight w:val='blue'/>", "", ["b = 0.5."]),
    ],
)
def test_white_words_are_not_read_unless_they_stand_on_a_ground(properties, cell, read):
    """Nobody sees white or almost white on white; a cell, a highlight or a shading shows it."""
    paragraph = f"<w:p>{run('b = ')}{run('0.5', properties)}{run('.')}</w:p>"
    assert texts(f"<w:tbl><w:tr><w:tc>{cell}{paragraph}</w:tc></w:tr></w:tbl>") == read


VML = "urn:schemas-microsoft-com:vml"


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (
            f"<v:textbox><w:txbxContent>{paragraph('in 29')}</w:txbxContent></v:textbox>",
            [("paragraph", "in 29")],
        ),
        ("<v:textpath string='in 29'/>", [("paragraph", "in 29")]),
        ("<v:imagedata/>", [("picture", "")]),
    ],
)
def test_the_older_drawing_language_is_read(inside, read):
    """Its text boxes and text effects are text, and its pictures are pictures."""
    body = f"<w:p><w:r><w:pict><v:shape xmlns:v='{VML}'>{inside}</v:shape></w:pict></w:r></w:p>"
    assert [(block.kind, block.text) for block in read_docx(docx(body)).blocks] == read


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "00A3", "≤"),
        ("Symbol", "F02D", "−"),
        ("Symbol", "F062", "β"),
        ("Wingdings", "F035", "5"),
        ("Symbol", "F039", "9"),
        ("Symbol", "no code", ""),
    ],
)
def test_signs_stored_as_codes_are_read(font, code, sign):
    """Word keeps a sign that was inserted from a list as a font and a code."""
    body = f"<w:p>{run('a ')}<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r></w:p>"
    assert texts(body) == [f"a {sign}".strip()]


@pytest.mark.slow
def test_strict_open_xml_is_read(sample):
    """Word can save under the namespaces of the standard's strict form."""
    word = Word(sample.bytes("index.docx"), set())
    usual = {
        f"{OFFICE}/relationships": "officeDocument/relationships",
        W: "wordprocessingml/main",
        "http://schemas.openxmlformats.org/drawingml/2006/main": "drawingml/main",
    }
    parts = dict(word.parts)
    for name in [each for each in parts if each.endswith((".xml", ".rels"))]:
        for old, new in usual.items():
            parts[name] = parts[name].replace(old.encode(), f"http://purl.oclc.org/ooxml/{new}".encode())
    assert sample.found("index.docx", packed(parts)) == []


@pytest.mark.parametrize(
    "type",
    ["application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.ms-office.vbaProject"],
)
def test_macros_are_refused_whatever_their_part_is_called(type):
    """The types of the parts show that there are macros, even if the names do not."""
    types = f"<Types><Override PartName='/word/other.bin' ContentType='{type}'/></Types>"
    with pytest.raises(UnreadableError, match="contains macros"):
        read_docx(docx(paragraph("x"), **{"[Content_Types].xml": types}))


def test_a_password_is_named(tmp_path):
    """Office keeps a file with a password in a container of another format."""
    path = tmp_path / "copy.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9)
    with pytest.raises(UnreadableError, match="protected by a password"):
        read(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        ("chart", "chart"),
        ("diagramData", "diagram"),
        ("oleObject", "embedded object"),
        ("aFChunk", "inserted file"),
    ],
)
def test_what_is_shown_and_not_read_is_listed(sample, kind, noun):
    """Charts, diagrams, objects and inserted files are reported as unchecked."""
    word = Word(sample.bytes("index.docx"), set())
    name = "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rX" Type="{OFFICE}/relationships/{kind}" Target="other/part.xml"/>'
    parts = {
        **word.parts,
        name: word.parts[name].replace(b"</Relationships>", f"{more}</Relationships>".encode()),
    }
    checked = sample.check("index.docx", packed(parts))
    assert (checked.findings, checked.notes) == ((), (f"not checked: 1 {noun}",))
    assert RELATIONS


def drawings(word):
    return [name for name in sorted(word.parts) if name.endswith(".svg")]


def test_a_picture_without_labels_stands_for_its_figure_alone(sample):
    """The labels of a figure that became a picture are not checked; those of a missing figure are findings."""
    word = Word(sample.bytes("index.docx"), set())
    bare = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    parts = {**word.parts, **dict.fromkeys(drawings(word), bare)}
    checked = sample.check("index.docx", packed(parts))
    assert checked.findings == ()
    assert checked.notes == (
        "not checked: the labels of fig-paths-cold, fig-paths-warm, shown as pictures",
        "not checked: 2 raster pictures of outdated drawings",
    )
    name = "word/document.xml"
    parts[name] = re.sub(rb"<w:drawing>.*?</w:drawing>", b"", parts[name], count=1, flags=re.DOTALL)
    checked = sample.check("index.docx", packed(parts))
    assert {(each.kind, each.where.block) for each in checked.findings} == {
        ("deleted", "figure fig-paths-warm")
    }
    assert checked.notes == (
        "not checked: the labels of fig-paths-cold, shown as pictures",
        "not checked: 1 raster picture of outdated drawings",
    )


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("name", ["index", "supplement"])
def test_a_pdf_that_an_office_program_made_of_the_word_file_has_no_findings(sample, name, tmp_path):
    """Figures are pictures there and are reported as unchecked; everything else is that of the paper."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run(
        [*command, sample.published / f"{name}.docx"], check=True, capture_output=True, timeout=300
    )
    checked = sample.check(f"{name}.pdf", (tmp_path / f"{name}.pdf").read_bytes())
    assert checked.findings == ()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (run("We saw ") + "<w:fldSimple w:instr=' NUMPAGES '>" + run("29") + "</w:fldSimple>", "We saw 29"),
        (run("See page ") + "<w:fldSimple w:instr=' PAGE '>" + run("29") + "</w:fldSimple>", "See page"),
        (run("We saw ") + "<w:fldSimple w:instr=' QUOTE 29 '/>", "We saw 29"),
    ],
)
def test_a_field_in_a_sentence_shows_a_number(body, shown):
    """Page numbers belong behind the word "page"; what another field shows is read, even without a result."""
    assert texts(f"<w:p>{body}</w:p>") == [shown]


def test_a_text_box_that_only_older_programs_show_is_read():
    """Word stores a text box in two forms, and another program may show the second."""
    space = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    box = f"<w:pict><w:txbxContent><w:p>{run('29 left')}</w:p></w:txbxContent></w:pict>"
    forms = f"<mc:AlternateContent {space}><mc:Choice/><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(f"<w:p><w:r>{forms}</w:r></w:p>") == ["29 left"]
