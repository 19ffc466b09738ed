"""The header and footer of each page: title, page number and build."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from report.render.word.namespaces import DOCUMENT, MAIN, xml
from report.render.word.package import Package
from report.render.word.page_formats import PageFormat
from report.render.word.paragraph import twips
from report.text.language import words

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


def running_parts(package: Package, sheet: PageFormat, running: Running) -> dict[str, str]:
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
