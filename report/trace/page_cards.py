"""Adds provenance to a rendered page: links on numbers, the appendix, the card data and the script."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml import html
from lxml.html import builder

from report.rows.errors import Fault, RenderError
from report.rows.ledger import Ledger
from report.text.reading.page_elements import MARKS
from report.text.reading.styles import script_name, scripts
from report.trace.appendix import anchor, appendix
from report.trace.card_data import embedded, payload
from report.trace.occurrences import Occurrence

ASSETS = Path(__file__).parents[1] / "assets"
_SVG = "{http://www.w3.org/2000/svg}"


def decorated(
    page: str, document: str, found: Iterable[Occurrence], ledger: Ledger, root: Path, *, fresh: bool = False
) -> str:
    """Add provenance to a page, which remains one file and works without JavaScript."""
    content = payload(document, found, ledger, root, fresh=fresh)
    tree = html.document_fromstring(page)
    _number_labels(tree)
    for element in _marked(tree, "data-stat", "data-claim"):
        _link(element, content["rows"])
    head, body = tree.find("head"), tree.find("body")
    if head is None or body is None:
        raise RenderError(Fault(document, "is not a complete page", "correct the page template"))
    home = next(tree.iter("main", "article"), body)
    home.append(appendix(content))
    body.append(_script("provenance", embedded(content), "application/json"))
    code = (ASSETS / "provenance.js").read_text(encoding="utf-8")
    names = sorted({*scripts(tree), script_name(code)})
    body.append(_script("ledger", embedded(_ledger(ledger) | {"scripts": names}), "application/json"))
    body.append(_script("", code, "module"))
    head.append(builder.STYLE((ASSETS / "provenance.css").read_text(encoding="utf-8")))
    return "<!DOCTYPE html>\n" + str(html.tostring(tree, encoding="unicode")) + "\n"


def _ledger(ledger: Ledger) -> dict[str, object]:
    """The ledger embedded in a copy, by which a copy from an older build is recognised."""
    build = ledger.build
    rows = {row.id: row.printed for row in ledger.values()}
    return {"build": build.id, "synthetic": build.synthetic, "rows": rows}


def _script(id: str, text: str, type: str) -> html.HtmlElement:
    script = builder.SCRIPT(type=type)
    script.text = text
    if id:
        script.set("id", id)
    return script


def _marked(tree: html.HtmlElement, *names: str) -> list[html.HtmlElement]:
    """The elements that have one of the given attributes, in reading order."""
    return list(tree.xpath(f"//*[{' or '.join(f'string(@{name})' for name in names)}]"))


def _number_labels(tree: html.HtmlElement) -> None:
    """Give marked elements without an id, such as labels inside figures, the number of their occurrence."""
    for number, element in enumerate(_marked(tree, *MARKS), 1):
        if not element.get("id"):
            element.set("id", f"l{number}")


def _link(element: html.HtmlElement, rows: dict[str, object]) -> None:
    id = element.get("data-stat") or element.get("data-claim")
    if id not in rows:
        return
    drawing = next(element.iterancestors("svg", f"{_SVG}svg"), None)
    if drawing is not None:
        _link_label(element, drawing, id)
    elif next(element.iterancestors("a"), None) is None:
        element.tag = "a"
        element.set("href", f"#{anchor(id)}")
        # Marks are too close to their number to be a separate tab stop; the panel lists them.
        if "stars" in element.classes:
            element.set("tabindex", "-1")


def _link_label(element: html.HtmlElement, drawing: html.HtmlElement, id: str) -> None:
    """Turn a figure label into a link inside the SVG, which then no longer has the role of a picture."""
    drawing.set("role", "group")
    link = element.makeelement("a", {"href": f"#{anchor(id)}"})
    parent = element.getparent()
    tail, element.tail = element.tail, None
    parent.replace(element, link)
    link.append(element)
    link.tail = tail
