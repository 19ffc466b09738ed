"""Elements of a Word file, each visited by the method with its name."""

from __future__ import annotations

from lxml import etree

from report.merge.word_elements import ElementReader
from tests.merge.word_xml import W, parsed


class Texts(ElementReader):
    """Collects the names of runs and texts."""

    def __init__(self):
        super().__init__()
        self.found = []

    def _on_t(self, node):
        self.found.append(node.text)

    def _on_Special(self, node):  # noqa: N802
        self.found.append("special")


def read(content):
    reader = Texts()
    reader._visit(parsed(content))
    return reader.found


def test_unknown_elements_are_read_through():
    """A program may put text into any element."""
    assert read("<w:p><w:unknown><w:r><w:t>a</w:t></w:r></w:unknown><w:t>b</w:t></w:p>") == ["a", "b"]


def test_properties_and_drawings_have_no_text():
    """Nor have instructions that are deleted, or the marks of notes."""
    content = "<w:pPr><w:t>a</w:t></w:pPr><w:drawing><w:t>b</w:t></w:drawing><w:rPr><w:t>c</w:t></w:rPr>"
    assert read(f"<w:p>{content}<w:t>d</w:t></w:p>") == ["d"]


def test_an_element_of_any_namespace_is_known_by_its_local_name():
    """Formulas have a namespace of their own."""
    assert read('<w:p><m:Special xmlns:m="urn:m"/></w:p>') == ["special"]


def test_comments_and_instructions_of_xml_are_not_elements():
    """Their name is not a text."""
    root = etree.fromstring(f'<w:p xmlns:w="{W}"><!-- a --><?b c?><w:t>d</w:t></w:p>')
    reader = Texts()
    reader._visit(root)
    assert reader.found == ["d"]
