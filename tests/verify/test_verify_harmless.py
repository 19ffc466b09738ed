"""What a copy may say in its own way without a finding."""

import re
import unicodedata
from email.message import EmailMessage

import pytest
from places import Page
from word_places import W, Word, packed

from tests.sampling import sampled


@pytest.fixture
def page(sample):
    return Page(sample.bytes("index.html"))


def place(copy, id, block="text"):
    return next(each for each in copy.places if each.id == id and each.block == block)


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("path.warm.rapport_on_alliance.beta", "0.505"),
        ("path.warm.rapport_on_alliance.beta", ".50"),
        ("path.warm.mood_6_on_insight.beta", "-0.27"),
        ("path.warm.mood_6_on_insight.beta", "–0.27"),
        ("describe.warm.younger.n", "five"),
        ("flow.randomised", "forty-eight"),
        ("describe.cold.younger.pct", "33.3"),
    ],
)
def test_one_value_in_another_form_is_no_finding(sample, page, id, text):
    """More right decimals, no leading zero, another minus, words for digits: the value is the same."""
    assert sample.found("index.html", page.edit(place(page, id), text)) == []


def replaced(sample, *pairs):
    text = sample.bytes("index.html").decode("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode("utf-8")


#: Pairs of invisible characters that a number may stand between, and that do not change the displayed order.
AROUND = [
    *[
        (mark, mark)
        for mark in "\u200b\u200c\u200d\u200e\u2060\u2061\u206a\ufe0e\ufeff\u034f\u180e\U000e0020"
    ],
    *[(mark, "\u202c") for mark in "\u202a\u202d"],
    *[(mark, "\u2069") for mark in "\u2066\u2068"],
]


@pytest.mark.parametrize("name", ["index.html", "index.docx"])
@pytest.mark.parametrize("text", ["−0.27", ".011", "48"])
def test_invisible_characters_at_numbers_are_no_finding(sample, name, text):
    """Joiners, marks and isolates around a number or within it leave its display unchanged."""
    data = sample.bytes(name)
    copy = Page(data) if name == "index.html" else Word(data, set())
    at = next(each for each in copy.places if each.text == text)
    for opened, closed in AROUND:
        for edited in (f"{opened}{text}{closed}", f"{text[:-1]}{opened}{closed}{text[-1]}"):
            assert sample.found(name, copy.edit(at, edited)) == [], ascii(edited)


@pytest.mark.parametrize("mark", "\u200f\u061c\u202b\u2067")
def test_marks_from_right_to_left_around_digits_are_no_finding(sample, page, mark):
    """Digits keep their order in any direction."""
    at = place(page, "flow.randomised")
    assert (
        sample.found("index.html", page.edit(at, f"{mark}48{chr(0x2069 if mark == chr(0x2067) else 0x202C)}"))
        == []
    )


@pytest.mark.parametrize(
    "added",
    [
        "See Hand et al. (2020) and Mitten (2022a, 2022b).",
        "As shown elsewhere (Hand &amp; Glove, 2018; Mitten, 2020, Table 3).",
        "The code is at https://doi.org/10.1234/hands.2024.0077 and doi:10.5555/12345678.",
        "We used the QIDS-SR-16, the HAM-D-17, the MEQ30 and the PHQ-9.",
        "It is registered as NCT03429075 and ISRCTN12345678.",
        "See Table 3, Figure 2, Figures 1–2 and Section 2.",
        "Received 12 March 2024; accepted April 2025.",
        "Models were fitted with semopy 2.3.11.",
        "page 3 of 9",
    ],
)
def test_what_is_no_result_is_no_finding(sample, added):
    """Years of citations, addresses, names, register numbers, cross-references and dates belong to no row."""
    old = "<p>Warm hands, with"
    assert sample.found("index.html", replaced(sample, (old, f"<p>{added}</p>\n{old}"))) == []


def test_the_years_of_citations_are_the_authors(sample):
    """A citation may be corrected, in the text and in the reference list."""
    assert sample.found("index.html", replaced(sample, ("2019", "2020"), ("101–19", "101–21"))) == []


def test_a_reference_may_be_added(sample):
    """The reference list holds no results."""
    entry = '<div class="csl-entry">Knit, Dora. 2011. “Six Mittens.” <em>Journal</em> 4 (2): 11–29.</div>'
    old = '<div id="ref-mitten2021"'
    assert sample.found("index.html", replaced(sample, (old, entry + old))) == []


def test_markers_of_lists_may_be_typed(sample):
    """A program may write the numbers of a list as text."""
    copy = replaced(sample, ("<ol", "<div"), ("</ol>", "</div>"), ("after each of", "2. after each of"))
    assert sample.found("index.html", copy) == []


def test_running_heads_of_word_are_no_text(sample):
    """Another header, footer or page number is not a finding."""
    word = Word(sample.bytes("index.docx"), set())
    names = [name for name in word.parts if name.startswith(("word/header", "word/footer"))]
    assert names
    head = "<w:p><w:r><w:t>Draft 7 of 2031, page 12 of 99</w:t></w:r></w:p>"
    parts = {**word.parts}
    for name in names:
        tag = b"</w:hdr>" if b"</w:hdr>" in parts[name] else b"</w:ftr>"
        parts[name] = parts[name].replace(tag, head.encode() + tag)
    checked = sample.check("index.docx", packed(parts))
    assert checked.findings == ()
    assert checked.balance.even


def test_empty_paragraphs_are_nothing(sample):
    """A copy with a hundred thousand empty paragraphs is the same copy."""
    word = Word(sample.bytes("index.docx"), set())
    name = "word/document.xml"
    end = b"</w:body>"
    assert end in word.parts[name]
    parts = {**word.parts, name: word.parts[name].replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 100_000, 1)}
    assert sample.found("index.docx", packed(parts)) == []
    assert W


def in_texts(change):
    """Change the texts of a page, without its scripts and styles."""
    parts = re.compile(r"(<script.*?</script>|<style.*?</style>|<[^>]*>)", re.DOTALL)
    return lambda page: "".join(
        part if number % 2 else change(part) for number, part in enumerate(parts.split(page))
    )


def hyphenated(mark):
    """Words with a mark after every third letter, and numbers between two marks."""

    def change(text):
        text = re.sub(r"[^\W\d_]{6,}", lambda word: re.sub(r"(...)(?=.)", rf"\1{mark}", word[0]), text)
        return re.sub(r"(?<![\w&#;])(−?\d*\.\d+)", rf"{mark}\1{mark}", text)

    return in_texts(change)


def in_one_file(page):
    """A page as browsers save it with all its parts."""
    message = EmailMessage()
    message.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message.make_mixed()
    return message.as_string()


_NAMES = "p|div|section|table|thead|tbody|tr|td|th|li|ul|ol|h[1-6]|figure|figcaption|caption|svg|g|text"
_BLOCKS = rf"(</?(?:{_NAMES})\b[^>]*>)"
_CODE = re.compile(r"(<script.*?</script>|<style.*?</style>)", re.DOTALL)


def outside_code(pattern, new):
    """Replace a pattern in a page, without its scripts and styles."""
    return lambda page: "".join(
        part if number % 2 else re.sub(pattern, new, part) for number, part in enumerate(_CODE.split(page))
    )


SAVED = {
    "letters and accents apart": in_texts(lambda text: unicodedata.normalize("NFD", text)),
    "soft hyphens": hyphenated("\u00ad"),
    "zero-width spaces": hyphenated("\u200b"),
    "zero-width non-joiners": hyphenated("\u200c"),
    "word joiners": hyphenated("\u2060"),
    "direction marks": hyphenated("\u200e"),
    "ligatures": in_texts(lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02")),
    "no-break spaces": in_texts(lambda text: re.sub(r" (?=[\d.−])", "\u00a0", text)),
    "pretty-printed": outside_code(_BLOCKS, r"\n    \1\n      "),
    "minified": outside_code(rf"\s*{_BLOCKS}\s*", r"\1"),
    "XHTML": lambda page: '<?xml version="1.0" encoding="utf-8"?>\n' + page,
    "in one file": in_one_file,
    "without classes": outside_code(r'(?<=<)([a-z][a-z0-9]*[^<>]*?) class="[^"]*"', r"\1"),
    "without marks": outside_code(r' data-[a-z-]+="[^"]*"', ""),
    "without links": outside_code(r"</?a\b[^>]*>", ""),
    "translated by a browser": outside_code(
        r"(?<=>)([^<>]*\d[^<>]*)(?=</(?:td|a|span)>)", r"<font><font>\1</font></font>"
    ),
    "digits in elements": outside_code(r"(?<=>)(−?)(\d*)\.(\d+)(?=<)", r"<i>\1</i><i>\2.</i><b>\3</b>"),
    "line ends of Windows": lambda page: page.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("way", sampled(SAVED, 3))
@pytest.mark.parametrize("name", ["index.html", pytest.param("supplement.html", marks=pytest.mark.slow)])
def test_a_page_that_was_saved_in_another_way_is_clean(sample, name, way):
    """Other spaces, invisible letters and markup change nothing that a reader sees."""
    page = SAVED[way](sample.bytes(name).decode("utf-8"))
    assert sample.check(name, page.encode()).findings == ()


def test_the_path_of_a_picture_is_no_alternative_text(sample):
    """Pandoc writes the name of the file where there is no description."""
    word = Word(sample.bytes("index.docx"), set())
    name = "word/document.xml"
    assert b'descr="' in word.parts[name]
    text = re.sub(rb'descr="[^"]*"', b'descr="media/image12.png"', word.parts[name])
    assert sample.found("index.docx", packed({**word.parts, name: text})) == []
