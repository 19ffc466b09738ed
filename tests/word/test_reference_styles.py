"""The styles of a reference document: found by name, whatever their ids, and completed by the engine's."""

from __future__ import annotations

from lxml import etree

from report.render.word.namespaces import DOCUMENT, STYLES, A, W, w
from report.render.word.package import Package
from report.render.word.reference_styles import use_engine_ids
from report.render.word.styles import add_missing
from report.render.word.type_widths import type_width

#: A German Word names its built-in styles in English and gives them German ids.
GERMAN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>'
    '<w:next w:val="Textkrper"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Textkrper"><w:name w:val="Body Text"/>'
    '<w:basedOn w:val="Standard"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="House title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
)
#: The empty style that pandoc adds where a reference document lacks the one of a paragraph.
PLACEHOLDER = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/>'
    '<w:basedOn w:val="BodyText"/><w:qFormat/></w:style>'
)
BODY = "".join(
    f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr></w:p>'
    for id in ("berschrift1", "Textkrper", "Title", "Titel", "Unknown")
)


def package(styles: str, defaults: str = "") -> Package:
    """A package with these styles, used by paragraphs of the text."""
    spaces = f'xmlns:w="{W}"'
    parts = {
        "[Content_Types].xml": "<Types/>",
        STYLES: f"<w:styles {spaces}><w:docDefaults>{defaults}</w:docDefaults>{styles}</w:styles>",
        DOCUMENT: f"<w:document {spaces}><w:body>{BODY}</w:body></w:document>",
    }
    return Package({name: text.encode() for name, text in parts.items()})


def ids(made: Package) -> dict[str, etree._Element]:
    """The styles by their ids."""
    return {each.get(w("styleId")): each for each in made.tree(STYLES).findall(w("style"))}


def test_styles_of_any_language_have_the_ids_of_their_names() -> None:
    """Their relations and the paragraphs follow; another style with such an id has one of its own."""
    made = package(GERMAN)
    use_engine_ids(made)
    assert list(ids(made)) == ["Normal", "Heading1", "BodyText", "TitleOwn", "Title"]
    heading = ids(made)["Heading1"]
    assert heading.find(w("basedOn")).get(w("val")) == "Normal"
    assert heading.find(w("next")).get(w("val")) == "BodyText"
    used = [each.get(w("val")) for each in made.tree(DOCUMENT).iter(w("pStyle"))]
    assert used == ["Heading1", "BodyText", "TitleOwn", "Title", "Unknown"]


def test_all_styles_are_based_on_styles_of_the_document() -> None:
    """Word and LibreOffice drop the format of a style whose basis is missing."""
    made = package(GERMAN)
    use_engine_ids(made)
    add_missing(made)
    bases = {each.get(w("val")) for each in made.tree(STYLES).iter(w("basedOn"), w("next"))}
    assert bases <= set(ids(made))


def test_empty_styles_of_pandoc_do_not_hide_those_of_the_engine() -> None:
    """A team's own style of that name stays, even if it is short."""
    own = PLACEHOLDER.replace("<w:qFormat/>", '<w:rPr><w:sz w:val="14"/></w:rPr>')
    for styles, size in ((PLACEHOLDER, "18"), (own, "14")):
        made = package(GERMAN + styles)
        use_engine_ids(made)
        add_missing(made)
        assert next(ids(made)["TableText"].iter(w("sz"))).get(w("val")) == size


def test_ids_as_the_engine_has_them_stay() -> None:
    """A second pass changes nothing."""
    made = package(GERMAN)
    use_engine_ids(made)
    before = etree.tostring(made.tree(STYLES))
    use_engine_ids(made)
    assert etree.tostring(made.tree(STYLES)) == before


def fonts(ascii: str) -> str:
    """The properties of letters in a font."""
    return f'<w:rPr><w:rFonts w:ascii="{ascii}"/></w:rPr>'


def test_the_type_of_tables_is_that_of_their_style_or_of_its_basis() -> None:
    """Own font, that of a basis, the document's default; a narrow font needs no more width than the engine's."""
    table = PLACEHOLDER.replace("BodyText", "Normal")
    default = f"<w:rPrDefault>{fonts('Verdana')}</w:rPrDefault>"
    normal = '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/>{}</w:style>'
    wide, usual, narrow = 0.636 / 0.497, 0.556 / 0.497, 1.0
    for styles, defaults, expected in (
        (normal.format("") + table, default, wide),
        (normal.format(fonts("Arial")) + table, default, usual),
        (normal.format(fonts("Arial")) + table.replace("<w:qFormat/>", fonts("Garamond")), default, narrow),
        (normal.format(fonts("House Sans")), "", usual),
    ):
        assert type_width(package(styles, defaults)) == expected


def test_a_font_of_the_theme_is_looked_up() -> None:
    """Word's own templates name no font, but the theme's."""
    latin = '<a:minorFont><a:latin typeface="Georgia"/></a:minorFont>'
    theme = f'<a:theme xmlns:a="{A}">{latin}</a:theme>'
    default = '<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:rPrDefault>'
    made = package("", default)
    made.add("word/theme/theme1.xml", theme.encode())
    assert type_width(made) == 0.614 / 0.497
