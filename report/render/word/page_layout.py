"""Sets the page layout of a document: numbered pages, and landscape pages for wide tables."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from report.render.word.namespaces import DOCUMENT, element, remove, style_of, w, xml
from report.render.word.package import Package
from report.render.word.page_formats import LANDSCAPE, PORTRAIT, PageFormat
from report.render.word.paragraph import twips
from report.render.word.running_heads import Running, running_parts

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = tuple(f"Heading{level}" for level in range(1, 5))


def set_sections(package: Package, wide: list[_Element], running: Running, *, line_numbers: bool) -> None:
    """Number the pages, and turn those with wide tables."""
    body = package.tree(DOCUMENT).find(w("body"))
    assert body is not None
    sheets = (PORTRAIT, LANDSCAPE) if wide else (PORTRAIT,)
    parts = {sheet: running_parts(package, sheet, running) for sheet in sheets}
    for old in list(body.iter(w("sectPr"))):
        remove(old)
    body.append(_section(PORTRAIT, parts[PORTRAIT], line_numbers))
    for table in wide:
        first, last = _float(table)
        before = _paragraph_before(first)
        _end_section(before, _section(PORTRAIT, parts[PORTRAIT], line_numbers))
        _end_section(_paragraph_at_end(last), _section(LANDSCAPE, parts[LANDSCAPE], line_numbers))
    sections = list(body.iter(w("sectPr")))
    _without_head(sections[0], parts[PORTRAIT])


def turn_sections(body: _Element, wide: list[_Element], *, line_numbers: bool) -> None:
    """Turn the pages with wide tables in a document whose last section comes from a reference document."""
    own = next(iter(body.findall(w("sectPr"))[-1:]), None)
    if own is None:
        own = element("sectPr")
        body.append(own)
    if line_numbers and own.find(w("lnNumType")) is None:
        numbers = element("lnNumType", countBy=1, restart="continuous", distance=240)
        margins = own.find(w("pgMar"))
        own.insert(len(own) if margins is None else own.index(margins) + 1, numbers)
    for table in wide:
        first, last = _float(table)
        _end_section(_paragraph_before(first), deepcopy(own))
        _end_section(_paragraph_at_end(last), _turned(own))


def _turned(section: _Element) -> _Element:
    turned = deepcopy(section)
    size = turned.find(w("pgSz"))
    if size is None:
        size = element("pgSz", w=twips(PORTRAIT.wide), h=twips(PORTRAIT.high))
        turned.append(size)
    sides = sorted(int(size.get(w(name)) or 0) for name in ("w", "h"))
    for name, points in zip(("h", "w"), sides, strict=True):
        size.set(w(name), str(points))
    size.set(w("orient"), "landscape")
    return turned


def _section(sheet: PageFormat, parts: dict[str, str], line_numbers: bool) -> _Element:
    turn = ' w:orient="landscape"' if sheet.wide > sheet.high else ""
    lines = '<w:lnNumType w:countBy="1" w:restart="continuous" w:distance="240"/>' if line_numbers else ""
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{parts[kind]}"/>' for kind in ("header", "footer")
    )
    return xml(
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(sheet.wide)}" w:h="{twips(sheet.high)}"{turn}/>'
        f'<w:pgMar w:top="{twips(sheet.top)}" w:right="{twips(sheet.side)}" w:bottom="{twips(sheet.bottom)}" '
        f'w:left="{twips(sheet.side)}" w:header="680" w:footer="624" w:gutter="0"/>{lines}</w:sectPr>'
    )


def _without_head(section: _Element, parts: dict[str, str]) -> None:
    """Omit the header on the first page, which has the title, but keep the footer with the build."""
    section.insert(0, xml(f'<w:footerReference w:type="first" r:id="{parts["footer"]}"/>'))
    margins = section.find(w("lnNumType"))
    place = margins if margins is not None else section.find(w("pgMar"))
    assert place is not None
    place.addnext(element("titlePg"))


def _float(table: _Element) -> tuple[_Element, _Element]:
    """The first and last block of a table with its caption and notes."""
    first = last = table
    while (before := first.getprevious()) is not None and _belongs(before, ("TableCaption", *_HEADINGS)):
        first = before
    while (after := last.getnext()) is not None and _belongs(after, ("TableNote",)):
        last = after
    return first, last


def _belongs(block: _Element, styles: tuple[str, ...]) -> bool:
    if block.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        return True
    return block.tag == w("p") and style_of(block) in styles


def _paragraph_before(block: _Element) -> _Element:
    """The paragraph that ends the content before a float; an empty one is added if there is none."""
    before = block.getprevious()
    while before is not None and before.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        before = before.getprevious()
    if before is not None and before.tag == w("p"):
        return before
    made = element("p")
    block.addprevious(made)
    return made


def _paragraph_at_end(block: _Element) -> _Element:
    last: _Element | None = block
    while last is not None and last.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        last = last.getprevious()
    if last is not None and last.tag == w("p"):
        return last
    made = element("p")
    (block if last is None else last).addnext(made)
    return made


def _end_section(paragraph: _Element, section: _Element) -> None:
    """End a section with a paragraph; two consecutive landscape tables share one section."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    old = properties.find(w("sectPr"))
    if old is not None:
        properties.remove(old)
        return
    change = properties.find(w("pPrChange"))
    properties.insert(len(properties) if change is None else properties.index(change), section)
