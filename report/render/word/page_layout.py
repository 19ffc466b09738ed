"""Sets the page layout of a document: page sizes, headers and footers, and landscape pages for wide tables."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from report.render.word.namespaces import DOCUMENT, MAIN, element, remove, style_of, w, xml
from report.render.word.package import Package
from report.render.word.paragraph import twips
from report.text.language import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS_PER_MM = 72 / 25.4
_HEADINGS = tuple(f"Heading{level}" for level in range(1, 5))


@dataclass(frozen=True)
class PageFormat:
    """A sheet of paper and its margins, in points."""

    name: str
    wide: float
    high: float
    side: float = 25 * _POINTS_PER_MM
    top: float = 26 * _POINTS_PER_MM
    bottom: float = 24 * _POINTS_PER_MM

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.wide - 2 * self.side

    @property
    def depth(self) -> float:
        """The height of the text."""
        return self.high - self.top - self.bottom


_SHORT, _LONG = 210 * _POINTS_PER_MM, 297 * _POINTS_PER_MM
PORTRAIT = PageFormat("portrait", _SHORT, _LONG)
#: Smaller margins at top and bottom, so that a long table needs fewer landscape pages.
LANDSCAPE = PageFormat("landscape", _LONG, _SHORT, top=22 * _POINTS_PER_MM, bottom=18 * _POINTS_PER_MM)

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_RUNNING = (
    '<w:{tag}><w:p><w:pPr><w:pStyle w:val="{style}"/>{border}<w:tabs>'
    '<w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr>'
    '<w:r><w:t xml:space="preserve">{left}</w:t></w:r><w:r><w:tab/></w:r>{end}</w:p></w:{tag}>'
)
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="A6A6A6"/></w:pBdr>'
_TEXT_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@dataclass(frozen=True)
class Running:
    """The header and footer of each page."""

    title: str
    build: str
    language: str = "en"

    @property
    def page(self) -> str:
        """The page number and the page count as runs, in the document's language."""
        words_of_page = str(words(self.language)["page-of"])
        before, _, rest = (words_of_page[:1].upper() + words_of_page[1:]).partition("{page}")
        between, _, after = rest.partition("{pages}")
        parts = (
            _text_run(before),
            _FIELD.format("PAGE"),
            _text_run(between),
            _FIELD.format("NUMPAGES"),
            _text_run(after),
        )
        return "".join(parts)

    @property
    def foot(self) -> str:
        """The build id for the footer."""
        return f"{words(self.language)['build']} {self.build}" if self.build else ""


def _text_run(text: str) -> str:
    return _TEXT_RUN.format(escape(text)) if text else ""


def set_sections(package: Package, wide: list[_Element], running: Running, *, line_numbers: bool) -> None:
    """Number the pages, and turn those with wide tables."""
    body = package.tree(DOCUMENT).find(w("body"))
    assert body is not None
    sheets = (PORTRAIT, LANDSCAPE) if wide else (PORTRAIT,)
    parts = {sheet: _running_parts(package, sheet, running) for sheet in sheets}
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


def own_sheets(body: _Element) -> tuple[PageFormat, PageFormat]:
    """The sheet of a reference document, in portrait and landscape."""
    section = body.findall(w("sectPr"))[-1:]
    size = section[0].find(w("pgSz")) if section else None
    margins = section[0].find(w("pgMar")) if section else None
    if size is None or margins is None:
        return PORTRAIT, LANDSCAPE
    wide, high = _points(size, "w"), _points(size, "h")
    side = (_points(margins, "left") + _points(margins, "right")) / 2
    top, bottom = _points(margins, "top"), _points(margins, "bottom")
    return (
        PageFormat("portrait", wide, high, side, top, bottom),
        PageFormat("landscape", max(wide, high), min(wide, high), side, top, bottom),
    )


def _points(element: _Element, name: str) -> float:
    return float(element.get(w(name)) or 0) / 20


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


def _running_parts(package: Package, sheet: PageFormat, running: Running) -> dict[str, str]:
    """The relationship ids of the header and footer of a sheet, by kind."""
    right = twips(sheet.measure)
    made = {
        "header": _RUNNING.format(
            tag="hdr", style="Header", border=_RULE, right=right, left=escape(running.title), end=running.page
        ),
        "footer": _RUNNING.format(
            tag="ftr", style="Footer", border="", right=right, left=escape(running.foot), end=""
        ),
    }
    ids = {}
    for kind, text in made.items():
        name = f"word/{kind}-{sheet.name}.xml"
        package.add(name, xml(text), f"{MAIN}.{kind}+xml")
        ids[kind] = package.relate(DOCUMENT, kind, name)
    return ids


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
