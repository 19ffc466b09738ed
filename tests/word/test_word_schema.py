"""A Word file that opens without a repair prompt: parts declared and related, properties in the schema's order."""

import posixpath

import pytest
from word_file import W, WordFile

from report.render.word.namespaces import ORDER

CONTROL = ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "richText", "text")
SECTION = (
    *("footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
    *("pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg"),
)


@pytest.mark.parametrize(("group", "order"), [*ORDER.items(), ("sdtPr", CONTROL), ("sectPr", SECTION)])
def test_properties_stand_in_the_order_of_the_schema(copy, group, order):
    """Word takes another order for a damaged file."""
    word = WordFile(copy)
    trees = [tree for name, tree in word.trees.items() if name.startswith("word/") and "theme" not in name]
    found = [each for tree in trees for each in tree.iter(W + group)]
    assert found
    for properties in found:
        names = [child.tag.removeprefix(W) for child in properties]
        places = [order.index(name) for name in names if name in order]
        assert len(places) == len([name for name in names if name != "headerReference"])
        assert places == sorted(places), names
        assert len(names) == len(set(names)) or group == "sectPr"


def test_every_part_has_a_type_and_every_relation_a_target(copy):
    """A part without a content type or a relation that leads nowhere makes the whole file unreadable."""
    word = WordFile(copy)
    types = word.trees["[Content_Types].xml"]
    extensions = {each.get("Extension") for each in types if each.get("Extension")}
    declared = {each.get("PartName") for each in types if each.get("PartName")}
    assert {name.lstrip("/") for name in declared} <= set(word.names)
    for name in set(word.names) - {"[Content_Types].xml"}:
        assert f"/{name}" in declared or name.rpartition(".")[2] in extensions, name
    for name in (each for each in word.names if each.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in word.trees[name]:
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
                assert target in word.names


def test_every_relation_that_the_text_names_exists(copy):
    """Pictures, links and running heads are found."""
    word = WordFile(copy)
    ids = {each.get("Id") for each in word.trees["word/_rels/document.xml.rels"]}
    assert len(ids) == len(word.trees["word/_rels/document.xml.rels"])
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    named = [text for each in word.body.iter() for key, text in each.attrib.items() if key.startswith(space)]
    assert named
    assert set(named) <= ids


def test_every_style_that_is_used_is_defined(word):
    """A paragraph never falls back on a style that nobody set."""
    defined = {each.get(W + "styleId") for each in word.trees["word/styles.xml"].iter(W + "style")}
    used = {each.get(W + "val") for name in ("pStyle", "rStyle", "tblStyle") for each in word.all(name)}
    assert used <= defined


def test_links_inside_the_file_have_their_bookmark(word):
    """Cross-references lead to the float that they name."""
    targets = {each.get(W + "anchor") for each in word.all("hyperlink") if each.get(W + "anchor")}
    assert targets == {"tbl-small", "fig-paths"}
    assert targets <= {each.get(W + "name") for each in word.all("bookmarkStart")}


def test_nothing_of_the_filter_is_left(copy):
    """Marks that the filter left for the last step have been removed."""
    assert b"<?tracepaper" not in WordFile(copy).parts["word/document.xml"]


def test_a_validator_finds_nothing(copy, tmp_path):
    """A port of Microsoft's own validator accepts the file."""
    audit = pytest.importorskip("openxml_audit")
    path = tmp_path / "copy.docx"
    path.write_bytes(copy)
    assert audit.OpenXmlValidator().validate(path).errors == []
