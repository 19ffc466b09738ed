"""The ledger in a Word file: a custom XML part with the printed texts, and nothing else of the rows."""

from __future__ import annotations

import json
from pathlib import Path

from report.render.word.custom_xml import add_custom_xml
from report.render.word.embedded_ledger import SPACE, EmbeddedLedger, with_ledger
from report.render.word.namespaces import DOCUMENT, W, w
from report.render.word.package import Package
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.trace.word_ledger import embed_printed_texts

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="a.b"/><w:tag w:val="a.b"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>0.42</w:t></w:r></w:sdtContent></w:sdt>"
)


def package(body: str = "") -> Package:
    text = f'<w:document xmlns:w="{W}"><w:body><w:p>{body}</w:p></w:body></w:document>'
    return Package({"[Content_Types].xml": TYPES, DOCUMENT: text.encode()})


def content(data: bytes) -> dict[str, object]:
    """The embedded ledger of a file."""
    found: dict[str, object] = json.loads(Package.read(data).tree("customXml/item1.xml").text)
    return found


def test_a_part_is_declared_and_related() -> None:
    """Word keeps a part that has an id, a schema and relationships; the id follows from the schema."""
    made = package()
    add_custom_xml(made, 1, "urn:x", "data", "text")
    root = made.tree("customXml/item1.xml")
    assert (root.tag, root.text) == ("{urn:x}data", "text")
    assert "customXml/item1.xml" in made.relations(DOCUMENT).values()
    assert list(made.relations("customXml/item1.xml").values()) == ["customXml/itemProps1.xml"]
    again = package()
    add_custom_xml(again, 1, "urn:x", "data", "other")
    ids = [each.tree("customXml/itemProps1.xml").values() for each in (made, again)]
    assert ids[0] == ids[1]
    assert ids[0][0].startswith("{")


def test_the_ledger_has_the_build_and_the_printed_texts() -> None:
    """As JSON in the namespace of the engine; the bytes are the same again."""
    embedded = EmbeddedLedger("abc", True, {"a.b": "0.42"}, {"a.b": "A label"})
    data = package().written(0)
    made = with_ledger(data, embedded, 0)
    found = content(made)
    assert (found["build"], found["synthetic"], found["rows"]) == ("abc", True, {"a.b": "0.42"})
    assert Package.read(made).tree("customXml/item1.xml").tag == f"{{{SPACE}}}ledger"
    assert with_ledger(data, embedded, 0) == made


def test_a_control_is_titled_with_the_label_of_its_row(tmp_path: Path) -> None:
    """`embed_printed_texts` takes printed texts and labels from the ledger; raw values stay out of the file."""
    file = tmp_path / "index.docx"
    file.write_bytes(package(CONTROL).written(0))
    embed_printed_texts(file, Ledger.of([Stat("a.b", 0.4213579, "fixed2", "A label")]), 0)
    data = file.read_bytes()
    assert content(data)["rows"] == {"a.b": "0.42"}
    titles = [each.get(w("val")) for each in Package.read(data).tree(DOCUMENT).iter(w("alias"))]
    assert titles == ["A label"]
    assert "4213579" not in json.dumps(content(data))
