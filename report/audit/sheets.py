"""Pages of a PDF as pictures with marks at the places of findings and of consistent statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from report.audit.audited import Audited
from report.audit.checks import Check, Place

#: The most pages that are drawn.
_MOST = 80
_BEFORE = 80
SHEET_STYLE = """
.sheet{position:relative;margin:0 0 1.2rem;background:var(--paper);border:1px solid var(--line)}
.sheet img{display:block;width:100%;height:auto}.sheet figcaption{font:.8rem/1.6 system-ui,sans-serif;
color:var(--soft);padding:.1rem .6rem;border-bottom:1px solid var(--line)}.sheet div{position:relative}
.sheet a{position:absolute;display:block;background:color-mix(in srgb,var(--c) 22%,transparent);
border-bottom:2px solid var(--c);border-radius:2px;mix-blend-mode:multiply;text-decoration:none}
.sheet a.agrees{background:none;border-bottom-width:1px}.sheet a sup{position:absolute;right:-.7em;top:-.7em;
background:var(--c);color:#fff;font:700 .62rem/1.2 system-ui,sans-serif;padding:0 .3em;border-radius:.6em}
"""


@dataclass(frozen=True)
class SheetMark:
    """A place on a page: its boxes in shares of the page, the check, the finding's number, and the place's id."""

    boxes: tuple[tuple[float, float, float, float], ...]
    check: Check
    number: int = 0
    id: str = ""


@dataclass(frozen=True)
class MarkedPage:
    """A drawn page with its marks; `png` is encoded in base64."""

    page: int
    png: str
    marks: tuple[SheetMark, ...]


def css_class(check: Check) -> str:
    """The class that colours a check by its severity."""
    return check.severity.split()[0] if check.verdict == "finding" else "agrees"


def sheets_of(audited: Audited) -> list[MarkedPage]:
    """The pages of a PDF that have findings, drawn; none for other formats, or if they cannot be drawn."""
    from report.text.reading.guards import UnreadableError
    from report.text.reading.isolated_reading import drawn_pages

    marks = list(_marks(audited)) if audited.paper.format == "pdf" else []
    shown = {page for page, mark, _ in marks if mark.number and page}
    chosen = [each for each in marks if each[0] in set(sorted(shown)[:_MOST])]
    if not chosen:
        return []
    wanted = [(page, *_words(audited, place)) for page, _, place in chosen]
    try:
        drawn = drawn_pages(audited.paper.file, wanted)
    except UnreadableError:
        return []
    return [
        MarkedPage(
            each["page"],
            each["png"],
            tuple(
                SheetMark(tuple(map(tuple, boxes)), mark.check, mark.number, mark.id)
                for order, boxes in each["boxes"].items()
                for mark in (chosen[int(order)][1],)
            ),
        )
        for each in drawn
    ]


def _marks(audited: Audited) -> Iterator[tuple[int, SheetMark, Place]]:
    """Each place with its page: those of findings, then those of consistent statements."""
    for number, check in enumerate(audited.findings, 1):
        for order, place in enumerate(check.places):
            yield _page(audited, place), SheetMark((), check, number, f"c{number}p{order}"), place
    for check in audited.agreeing:
        for place in check.places[:1]:
            yield _page(audited, place), SheetMark((), check), place


def _page(audited: Audited, place: Place) -> int:
    return audited.paper.passages[place.passage].block.page or 0


def _words(audited: Audited, place: Place) -> tuple[str, str]:
    """The text before a place and the text at it; of a cell, the label of its row and the cells from it on."""
    passages = audited.paper.passages
    block = passages[place.passage].block
    if block.cell is None:
        return block.text[max(0, place.start - _BEFORE) : place.start], block.text[place.start : place.end]
    table, row, column = block.cell
    cells = [
        each.block.text
        for each in passages[place.passage :]
        if each.block.cell is not None
        and each.block.cell[:2] == (table, row)
        and each.block.cell[2] >= column
    ]
    return block.row, " ".join(cells)


def marked_sheets(audited: Audited, sheets: Sequence[MarkedPage]) -> str:
    """The drawn pages with links from their marks to the findings."""
    shown = "".join(map(_figure, sheets))
    others = sum(1 for each in audited.findings if each.places and not _page(audited, each.places[0]))
    note = f"<p class=note>{others} findings have no page.</p>" if others else ""
    return f"<h2>The pages with findings</h2>{note}{shown}"


def _figure(sheet: MarkedPage) -> str:
    marks = "".join(
        _link(mark, order, box) for mark in sheet.marks for order, box in enumerate(mark.boxes or ())
    )
    lost = "".join(f'<span id="{mark.id}"></span>' for mark in sheet.marks if mark.id and not mark.boxes)
    return (
        f'<figure class="sheet" id="page{sheet.page}"><figcaption>Page {sheet.page}{lost}</figcaption><div>'
        f'<img alt="Page {sheet.page}" src="data:image/png;base64,{sheet.png}">{marks}</div></figure>'
    )


def _link(mark: SheetMark, order: int, box: tuple[float, float, float, float]) -> str:
    """One box of a mark; the first has the number of the finding."""
    left, top, right, bottom = (100 * each for each in box)
    where = f"left:{left:.2f}%;top:{top:.2f}%;width:{right - left:.2f}%;height:{bottom - top:.2f}%"
    first = order == 0 and mark.id
    id, target = f' id="{mark.id}"' if first else "", f' href="#f{mark.number}"' if mark.number else ""
    title = escape(mark.check.question or f"agrees: {mark.check.computed}", quote=True)
    number = f"<sup>{mark.number}</sup>" if first else ""
    kind = css_class(mark.check) if mark.number else "agrees"
    return f'<a class="{kind}"{id}{target} title="{title}" style="{where}">{number}</a>'
