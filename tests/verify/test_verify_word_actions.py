"""What authors do with a Word file besides editing its text: contents, page numbers, line numbers, split tables."""

import re

import pytest
from word_places import Word, packed

PART = "word/document.xml"
_HEADING = re.compile(r'<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="Heading(\d)" ?/>.*?</w:p>', re.DOTALL)
_ROW = re.compile(r"<w:tr\b.*?</w:tr>", re.DOTALL)


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(code, result):
    return f"{mark('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def simple_field(code, result):
    return f'<w:fldSimple w:instr=" {code} ">{result}</w:fldSimple>'


def changed(sample, change):
    """The sample's Word file after a change of its main part."""
    word = Word(sample.bytes("index.docx"), set())
    before = word.parts[PART].decode("utf-8")
    after = change(before)
    assert after != before
    return packed({**word.parts, PART: after.encode()})


def contents(document, *, styled, control):
    """A table of contents as Word writes it, with the page of each heading."""
    entries = []
    for number, found in enumerate(_HEADING.finditer(document)):
        style = f'<w:pPr><w:pStyle w:val="TOC{found[1]}"/></w:pPr>' if styled else ""
        text = run(re.sub("<[^>]+>", "", found[0])) + "<w:r><w:tab/></w:r>"
        page = complex_field(f"PAGEREF _Toc{number} \\h", run(number + 2))
        entries.append(f"<w:p>{style}{text}{page}</w:p>")
    body = f"<w:p>{run('Contents')}</w:p>{complex_field('TOC', '</w:p>' + ''.join(entries) + '<w:p>')}"
    body = body.replace(mark("begin"), f"<w:p>{mark('begin')}", 1) + "</w:p>"
    return f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>" if control else body


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize("control", [True, False])
def test_a_table_of_contents_may_be_inserted(sample, styled, control):
    """It repeats headings, with page numbers that Word computes."""

    def insert(document):
        return document.replace(
            "<w:body>", f"<w:body>{contents(document, styled=styled, control=control)}", 1
        )

    assert sample.found("index.docx", changed(sample, insert)) == []


@pytest.mark.parametrize("field", [complex_field, simple_field])
def test_page_numbers_may_be_inserted(sample, field):
    """The result of a page number field is not a result of the study; anything else typed into it is checked."""

    def insert(result):
        numbered = run("Page ") + field("PAGE", run(result))
        return lambda document: document.replace("<w:sectPr", f"<w:p>{numbered}</w:p><w:sectPr", 1)

    assert sample.found("index.docx", changed(sample, insert("12"))) == []
    assert sample.found("index.docx", changed(sample, insert("12.7"))) == [("typed", "")]


def divided(document, number, *, repeat, edit=lambda row: row):
    """A document whose table is split in two, with its last row edited."""
    table = list(re.finditer(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL))[number]
    rows = [row[0] for row in _ROW.finditer(table[0])]
    before = table[0][: table[0].index(rows[0])]
    head = "".join(row for row in rows if "tblHeader" in row) * repeat
    half = len(rows) // 2
    parts = ("".join(rows[:half]), head + "".join([*rows[half:-1], edit(rows[-1])]))
    split = "<w:p/>".join(f"{before}{part}</w:tbl>" for part in parts)
    return document[: table.start()] + split + document[table.end() :]


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_table_may_be_split_in_two(sample, number, repeat):
    """The rows stay in order, and the second part may repeat the head."""
    copy = changed(sample, lambda document: divided(document, number, repeat=repeat))
    assert sample.found("index.docx", copy) == []


def test_an_edit_in_a_split_table_is_found(sample):
    """A number that was changed in the second part."""

    def edit(row):
        return re.sub(r"(?<=>)[−\d]*\.\d+(?=</w:t>)", "99.9", row, count=1)

    copy = changed(sample, lambda document: divided(document, 1, repeat=True, edit=edit))
    assert [kind for kind, _ in sample.found("index.docx", copy)] == ["changed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("considered", "con</w:t><w:softHyphen/><w:t>sidered"),
        ("considered", "con\u00adsidered"),
        ("considered", "con\u200bsidered"),
        ("are few", "are\u0085 few\u2028"),
        ("<w:sectPr>", '<w:sectPr><w:lnNumType w:countBy="1" w:restart="continuous"/>'),
        ("<w:t ", '<w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t '),
        ("<w:body>", '<w:body><w:bookmarkStart w:id="999" w:name="x"/><w:bookmarkEnd w:id="999"/>'),
    ],
)
def test_marks_that_change_no_word_are_no_findings(sample, old, new):
    """Hyphenation, control characters, line numbers, highlights and bookmarks."""
    assert sample.found("index.docx", changed(sample, lambda document: document.replace(old, new))) == []
