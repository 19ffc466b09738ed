"""A Word file as the tests look at it."""

import io
import re
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPAN = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\{#\w+ [^}]*?data-(?:stat|claim)=\"([^\"]+)\"\}")


class WordFile:
    def __init__(self, data):
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        xml = [name for name in self.names if name.endswith((".xml", ".rels"))]
        self.trees = {name: etree.fromstring(self.parts[name]) for name in xml}
        self.body = self.trees["word/document.xml"].find(W + "body")
        self.texts = [self.body, *(tree for name, tree in self.trees.items() if name == "word/footnotes.xml")]

    @staticmethod
    def spans(markdown):
        """The rows and printed texts of the spans in a Markdown text."""
        return [(id, text.replace("\\", "")) for text, id in _SPAN.findall(markdown)]

    def all(self, name):
        return [each for tree in self.texts for each in tree.iter(W + name)]

    def controls(self):
        return self.all("sdt")

    def paragraphs(self, style):
        return [each for each in self.all("p") if style_of(each) == style]

    def tables(self):
        return list(self.body.iter(W + "tbl"))


def value(element, path):
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


def style_of(paragraph):
    return value(paragraph, "pPr/pStyle")


def text_of(element):
    return "".join(each.text or "" for each in element.iter(W + "t"))
