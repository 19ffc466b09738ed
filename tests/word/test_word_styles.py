"""Named styles of the Word files: the engine's in its own files, missing ones alone in those of a journal."""

from __future__ import annotations

import pytest
from lxml import etree

from report.render.word.namespaces import STYLES, W, w
from report.render.word.package import Package
from report.render.word.styles import PARAGRAPHS, add_missing, set_styles

FOREIGN = (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="title"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own Style"/></w:style>'
)


def package(styles: str = FOREIGN) -> Package:
    """A package with these styles."""
    text = f'<w:styles xmlns:w="{W}"><w:docDefaults/>{styles}</w:styles>'
    return Package({"[Content_Types].xml": b"<Types/>", STYLES: text.encode()})


def style(made: Package, id: str) -> etree._Element:
    """The only style of an id."""
    (found,) = (each for each in made.tree(STYLES).findall(w("style")) if each.get(w("styleId")) == id)
    return found


def test_the_styles_of_the_engine_replace_others_of_their_names() -> None:
    """Styles with other names remain; the defaults name the language."""
    made = package()
    set_styles(made, "de-DE")
    assert style(made, "Title").find(f"{w('rPr')}/{w('sz')}").get(w("val")) == "42"
    assert style(made, "Own") is not None
    assert style(made, "Normal").get(w("default")) == "1"
    (language,) = made.tree(STYLES).iter(w("lang"))
    assert language.get(w("val")) == "de-DE"
    assert made.tree(STYLES)[0].tag == w("docDefaults")


@pytest.mark.parametrize(("name", "double"), [("BodyText", "480"), ("Abstract", "480"), ("TableText", None)])
def test_double_spacing_changes_running_text(name: str, double: str | None) -> None:
    """Tables stay single-spaced."""
    made = package()
    set_styles(made, "en-GB", double_spacing=True)
    spacing = style(made, name).find(f"{w('pPr')}/{w('spacing')}")
    assert (spacing.get(w("line")) if double else spacing.get(w("line")) != "480") == (double or True)


def test_a_template_keeps_its_own_styles() -> None:
    """Missing styles are added without fonts and colours, which the template has of its own."""
    made = package()
    before = etree.tostring(style(made, "Title"))
    add_missing(made)
    assert etree.tostring(style(made, "Title")) == before
    added = [style(made, each) for each in ("TableNote", "Banner", "Hyperlink", "FootnoteReference", "Table")]
    assert not any(
        True for each in added[:2] for _ in each.iter(w("rFonts"), w("color"), w("shd"), w("pBdr"))
    )


def test_styles_are_added_once() -> None:
    """A second call finds them all."""
    made = package()
    add_missing(made)
    count = len(made.tree(STYLES))
    add_missing(made)
    assert len(made.tree(STYLES)) == count


def test_each_style_is_based_on_one_that_exists() -> None:
    """Word drops the format of a style whose basis is missing."""
    names = {each.name for each in PARAGRAPHS}
    assert {each.based for each in PARAGRAPHS if each.based} <= names
    assert {each.next for each in PARAGRAPHS if each.next} <= names


@pytest.mark.parametrize(
    "own", ["", '<w:pPr><w:spacing w:before="60" w:line="300" w:lineRule="exact"/></w:pPr>']
)
def test_double_spacing_changes_the_running_text_of_a_template(own: str) -> None:
    """Its other distances stay, and its tables stay single-spaced."""
    body = (
        f'<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/>{own}<w:rPr/></w:style>'
    )
    made = package(body)
    add_missing(made, double_spacing=True)
    spacing = style(made, "BodyText").find(f"{w('pPr')}/{w('spacing')}")
    assert (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("480", "auto")
    assert spacing.get(w("before")) == ("60" if own else None)
    assert [each.tag for each in style(made, "BodyText")] == [w("name"), w("pPr"), w("rPr")]
    table = style(made, "TableText").find(f"{w('pPr')}/{w('spacing')}")
    assert table.get(w("line")) != "480"
