"""Defines the named styles of the Word files, which replace those of pandoc and Quarto."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from report.drawing.fonts import SANS, SERIF
from report.render.word.namespaces import STYLES, W, element, property_of, w, xml
from report.render.word.package import Package
from report.render.word.paragraph import ParagraphStyle as Style
from report.render.word.paragraph import style_id

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The styles that double spacing changes; others are based on them, or stay single-spaced.
_RUNNING_TEXT = ("Body Text", "Abstract", "Bibliography")
INK, GREY, LINK = "1A1A1A", "595959", "1F4E79"
#: The type size of tables, in points, and the horizontal padding of a cell.
TABLE_SIZE, CELL_MARGIN = 9.0, 3.0

_TEXT = (
    Style("Normal", based="", font=SERIF, size=11, colour=INK, before=0, after=0, line=1.0),
    Style("Body Text", before=0, after=7, line=1.15),
    Style("First Paragraph", based="Body Text", next="Body Text"),
    Style("Compact", based="Body Text", before=0, after=2),
    Style("Block Text", based="Body Text", left=18, right=18),
    Style("Source Code", size=9, after=7),
    Style("Definition Term", based="Body Text", next="Definition", bold=True, after=0, keep_next=True),
    Style("Definition", based="Body Text", left=18, after=4),
)
_FRONT = (
    Style(
        "Title", next="Author", font=SANS, size=21, bold=True, before=0, after=8, line=1.05, keep_next=True
    ),
    Style("Subtitle", next="Author", font=SANS, size=14, colour=GREY, after=8, keep_next=True),
    Style("Author", font=SANS, size=11, bold=True, after=2, keep_next=True),
    Style("Affiliation", font=SANS, size=10, colour=GREY, after=8, contextual=True),
    Style("Author Note", font=SANS, size=9, colour=GREY, after=8, contextual=True),
    Style("Date", font=SANS, size=10, colour=GREY, after=8),
    Style("Banner", font=SANS, size=9.5, before=4, after=8, left=10, rule_left="B45309", background="FFF4E0"),
    Style("Abstract Title", font=SANS, size=12, bold=True, before=10, after=4, keep_next=True),
    Style("Abstract", size=10.5, after=5, left=14, right=14, line=1.12),
    Style("Keywords", font=SANS, size=9.5, before=5, after=10, left=14, right=14),
)
_HEADINGS = tuple(
    Style(
        f"heading {level}",
        next="Body Text",
        font=SANS,
        size=size,
        bold=bold,
        italic=not bold,
        before=before,
        after=4,
        line=1.1,
        keep_next=True,
        keep_lines=True,
        level=level - 1,
    )
    for level, size, before, bold in (
        (1, 16, 20, True),
        (2, 13, 14, True),
        (3, 11.5, 11, True),
        (4, 11, 9, False),
        (5, 11, 8, True),
        (6, 11, 8, False),
    )
)
_FLOATS = (
    Style("caption", font=SANS, size=9.5, line=1.1, keep_lines=True),
    Style("Table Caption", based="caption", before=14, after=4, keep_next=True),
    Style("Image Caption", based="caption", before=4, after=16),
    Style("Figure", before=14, after=4, align="center", keep_next=True),
    Style("Captioned Figure", based="Figure"),
    Style("Table Text", font=SANS, size=TABLE_SIZE, before=1.5, after=1.5),
    Style("Table Head", based="Table Text", bold=True, keep_next=True),
    Style("Table Group", based="Table Text", bold=True, before=4, keep_next=True),
    Style("Table Indent", based="Table Text", left=9),
    Style("Table Note", font=SANS, size=8.5, before=3, after=9, line=1.1, contextual=True, keep_lines=True),
)
_BACK = (
    Style("Bibliography", size=10, after=4, left=18, hanging=18, line=1.1),
    Style("footnote text", font=SERIF, size=9, after=2, line=1.1),
    Style("header", font=SANS, size=8.5, colour=GREY),
    Style("footer", font=SANS, size=8.5, colour=GREY),
)
PARAGRAPHS = (*_TEXT, *_FRONT, *_HEADINGS, *_FLOATS, *_BACK)

_TABLE = f"""
<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:qFormat/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblBorders><w:top w:val="single" w:sz="10" w:space="0" w:color="{INK}"/>
<w:bottom w:val="single" w:sz="10" w:space="0" w:color="{INK}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{round(CELL_MARGIN * 20)}" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{round(CELL_MARGIN * 20)}" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="5" w:space="0" w:color="{INK}"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""
_LINK = f"""
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>
<w:rPr><w:color w:val="{LINK}"/></w:rPr></w:style>"""
_REFERENCE = """
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"""
_DEFAULTS = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault/></w:docDefaults>"""


def set_styles(package: Package, language: str, *, double_spacing: bool = False) -> None:
    """Replace the styles of a package by the engine's; styles with other names remain."""
    root = package.tree(STYLES)
    own = {style.get(w("styleId")): style for style in root.findall(w("style"))}
    for style in _styles(double_spacing):
        old = own.get(style.get(w("styleId")))
        if old is not None:
            root.remove(old)
        root.append(style)
    defaults = root.find(w("docDefaults"))
    if defaults is not None:
        root.remove(defaults)
    root.insert(0, xml(_DEFAULTS.format(language)))


def add_missing(package: Package, *, double_spacing: bool = False) -> None:
    """Add missing styles to a package with its own styles, in its own fonts and colours; double-space its text."""
    root = package.tree(STYLES)
    styles = root.findall(w("style"))
    names = {(name.get(w("val")) or "").casefold() for style in styles for name in style.findall(w("name"))}
    ids = {style.get(w("styleId")) for style in styles}
    for style in PARAGRAPHS:
        if style.name.casefold() not in names:
            root.append(replace(style, font="", colour="", background="", rule_left="").element())
    for other in (xml(_TABLE), xml(_LINK), xml(_REFERENCE)):
        if other.get(w("styleId")) not in ids:
            root.append(other)
    if double_spacing:
        _space(root)


def _space(root: _Element) -> None:
    """Double-space running text, regardless of the styles of the package."""
    ids = {style_id(name) for name in _RUNNING_TEXT}
    for style in root.findall(w("style")):
        if style.get(w("styleId")) in ids:
            old = style.find(f"{w('pPr')}/{w('spacing')}")
            kept = {} if old is None else {str(key): str(value) for key, value in old.attrib.items()}
            if style.find(w("pPr")) is None:
                letters = style.find(w("rPr"))
                style.insert(len(style) if letters is None else style.index(letters), element("pPr"))
            spacing = property_of(style, "pPr", "spacing")
            for key, value in {**kept, w("line"): "480", w("lineRule"): "auto"}.items():
                spacing.set(key, value)


def _spaced(style: Style, double: bool) -> Style:
    """A style of running text, double-spaced if requested."""
    return replace(style, line=2.0) if double and style.name in _RUNNING_TEXT else style


def _styles(double_spacing: bool) -> list[_Element]:
    made = [_spaced(style, double_spacing).element() for style in PARAGRAPHS]
    made[0].set(f"{{{W}}}default", "1")
    return [*made, xml(_TABLE), xml(_LINK), xml(_REFERENCE)]
