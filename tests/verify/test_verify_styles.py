"""Styles of a page that hide numbers, or that show some which are in no element."""

from pathlib import Path

import pytest
from lxml import etree, html
from word_html import saved_by_word

import report
from report.text.reading.html import page_copy
from report.text.reading.styles import script_name
from report.verify.earlier_scripts import PUBLISHED_SCRIPTS

#: A class of numbers on the sample's page.
CLASS = "stat"


def restyled(sample, style, head="</head>"):
    page = sample.bytes("index.html").decode("utf-8")
    return page.replace(head, f"{style}{head}", 1).encode()


@pytest.mark.parametrize(
    "rule",
    [
        ".stat::after { content: '%' }",
        "td::after{content:'\\f101'}",
        "@media screen { td .stat:after { content: attr(title) } }",
        ".stat { display : none }",
        "p .stat{color:white}",
        "p .stat{color:#FFF}",
        "td{visibility:hidden}",
        "em{ text-decoration: line-through red }",
        ".stat{opacity:0}",
        ".stat{font-size:0px}",
        "a.x, .stat{clip-path:circle(0)}",
        "@media (min-width: 1px) { @supports (color: red) { .stat{text-indent:-9999px} } }",
        "/* } */ .stat{color:transparent}",
    ],
)
def test_a_rule_that_hides_or_adds_text_is_said(sample, rule):
    """The verdict names the rule, which the text of the elements does not show."""
    checked = sample.check("index.html", restyled(sample, f"<style>{rule}</style>"))
    (note,) = checked.notes
    assert note.startswith("not checked: what style rules or scripts of the copy hide or add: ")
    assert checked.findings == ()


def test_a_linked_style_sheet_is_said(sample):
    """What it contains is not in the file."""
    checked = sample.check("index.html", restyled(sample, '<link rel="stylesheet" href="x.css">'))
    assert checked.notes == (
        "not checked: what style rules or scripts of the copy hide or add: a linked style sheet",
    )


def test_the_style_sheets_of_quarto_are_its_own(sample):
    """A page that Quarto made links its theme."""
    head = '<meta name="generator" content="quarto-1.6.43"><link rel="stylesheet" href="x.css">'
    assert sample.check("index.html", restyled(sample, head)).notes == ()


def of_quarto(sample):
    """The page as if Quarto had made it, with a script of Quarto's, which was recorded when it was published."""
    page = sample.bytes("index.html").decode()
    head = '<meta name="generator" content="quarto-1.6.43"><script src="site_libs/quarto.js"></script>'
    page = page.replace("</head>", f"{head}</head>", 1)
    return page.replace('"scripts":[', f'"scripts":["{script_name("quarto.js")}",', 1)


def test_a_script_added_to_a_page_of_quarto_is_a_finding(sample):
    """Quarto's own scripts are known by the record in the page, also where a browser has moved them."""
    for page in (of_quarto(sample), of_quarto(sample).replace("site_libs/", "./index_files/")):
        checked = sample.check("index.html", page.encode())
        assert (checked.findings, checked.notes) == ((), ())
        added = page.replace("</body>", "<script>document.title = 'x'</script></body>")
        assert [each.kind for each in sample.check("index.html", added.encode()).findings] == ["typed"]


def test_a_page_of_quarto_without_a_record_has_unchecked_scripts(sample):
    """Pages that an earlier version published have none."""
    page = of_quarto(sample).replace('"scripts":', '"others":')
    (note,) = sample.check("index.html", page.encode()).notes
    assert note.endswith("the scripts of a page that Quarto made without a record of them")


@pytest.mark.parametrize(
    "rule",
    [
        ".mine{display:none}",
        ".stat{color:white;background:black}",
        ".stat{content:none}",
        "p{color:#fff1e0}",
        "body{opacity:0.9}",
    ],
)
def test_other_rules_are_of_no_concern(sample, rule):
    """Rules that apply to no element, hide nothing, or are the page's own are not reported."""
    assert sample.check("index.html", restyled(sample, f"<style>{rule}</style>")).notes == ()
    assert sample.check("index.html", restyled(sample, f'<style media="print">{rule}</style>')).notes == ()


@pytest.mark.parametrize("change", [lambda data: data, saved_by_word])
def test_untouched_pages_have_no_note_on_styles(sample, change):
    """The rules of the paper's own page are known, and programs that save it add none that hide text."""
    assert not any(
        "style" in note for note in sample.check("index.html", change(sample.bytes("index.html"))).notes
    )


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("color: white", "b = ."),
        ("color:#FFFFFF", "b = ."),
        ("color:transparent", "b = ."),
        ("color:white;background-color:#123456", "b = 0.5."),
        ("color:#fffff0", "b = ."),
        ("color:#ffe0c0", "b = 0.5."),
    ],
)
def test_white_words_are_not_read(style, text):
    """A reader does not see them, unless they have a background of another colour."""
    page = f"<html><body><p>b = <span style='{style}'>0.5</span>.</p></body></html>"
    assert page_copy(page).blocks[0].text == text


@pytest.mark.parametrize(
    "added",
    [
        "<script>document.title = 'x'</script>",
        '<p onclick="x()">Words.</p>',
        '<p ONLOAD="x()">Words.</p>',
        '<script src="x.js"></script>',
        '<a href=" javascript:x()">Words</a>',
        "<style>p::before{content:'n = 29 '}</style>",
        "<style>p::before{content:'\\32 \\39'}</style>",
        "<style>p::before{content:'\\f101 \\000032'}</style>",
    ],
)
def test_what_can_change_a_number_on_the_page_is_a_finding(sample, added):
    """Scripts and event handlers that the page does not have, and rules that add digits to its text."""
    page = sample.bytes("index.html").replace(b"</body>", added.encode() + b"</body>")
    checked = sample.check("index.html", page)
    assert [finding.kind for finding in checked.findings] == ["typed"]
    assert checked.notes == ()


def test_the_scripts_of_the_page_may_be_saved_in_another_layout(sample):
    """Programs that save a page indent its scripts, or put them in comments."""
    page = sample.bytes("index.html").decode("utf-8")
    script = next(part for part in page.split("<script>")[1:]).partition("</script>")[0]
    other = "<!--\n" + script.replace("\n", "\r\n  ") + "\n-->"
    checked = sample.check("index.html", page.replace(script, other).encode())
    assert (checked.findings, checked.notes) == ((), ())


def test_all_scripts_that_a_build_put_into_pages_are_known():
    """When a script changes, copies of earlier builds still contain the earlier one: its name must be listed."""
    assets = Path(report.__file__).parent / "assets"
    for name in ("page.js", "provenance.js"):
        assert script_name((assets / name).read_text(encoding="utf-8")) in PUBLISHED_SCRIPTS


@pytest.mark.parametrize("enclosed", [False, True])
def test_a_page_saved_as_xhtml_has_no_findings(sample, enclosed):
    """XHTML escapes the signs in scripts and embedded data, or encloses them."""
    tree = html.document_fromstring(sample.bytes("index.html").decode("utf-8"))
    if enclosed:
        for script in tree.iter("script"):
            script.text = f"//<![CDATA[\n{script.text}\n//]]>"
    page = etree.tostring(tree, encoding="utf-8", method="html" if enclosed else "xml")
    checked = sample.check("index.html", page)
    assert (checked.findings, checked.notes) == ((), ())
