"""The title and the metadata of a page."""

from lxml import html

from report.text.reading.page_descriptions import page_descriptions


def descriptions(head="", body=""):
    page = html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>Text</p></body></html>")
    return [block.text for block in page_descriptions(page)]


def test_the_title_is_a_description():
    """The title of the tab, but not that of a drawing, which is an alternative text."""
    title, drawing = "<title>Calm in\n 29 people</title>", "<svg><title>Paths</title></svg>"
    assert descriptions(title, drawing) == ["Calm in 29 people"]


def test_metadata_that_describe_the_content_are_descriptions():
    """By name, property or item property; those of programs are not."""
    metadata = (
        '<meta name="description" content="29 people"><meta property="og:title" content="Calm">'
        '<meta name="generator" content="LibreOffice 24.2"><meta name="viewport" content="width=320">'
    )
    assert descriptions(metadata) == ["29 people", "Calm"]


def test_the_text_for_readers_without_scripts_is_a_description():
    """Wherever it is in the page."""
    assert descriptions(body="<noscript><p>We saw <b>29</b></p></noscript>") == ["We saw 29"]


def test_a_running_title_is_no_description():
    """It is the short form of the title, without its numbers."""
    assert descriptions('<meta name="running-title" content="Calm">') == []
