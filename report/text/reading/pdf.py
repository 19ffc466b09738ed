"""Reads PDF files: text in the order in which it was set, with lines joined and running matter left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from report.rows.counted import counted
from report.text.blocks import APPENDIX_HEADING, Anchor, Block, Copy
from report.text.reading.guards import MEGABYTE, UnreadableError, allow_for
from report.text.reading.line_numbers import NOT_NUMBERED
from report.text.reading.lines import Line, PageText, page_text
from report.text.reading.notes import without_notes
from report.text.reading.page_data import ledger_texts
from report.text.reading.pdf_order import in_page_order
from report.text.reading.pdf_tables import Heads, tables
from report.text.reading.running import running_texts, without_running
from report.text.reading.unknown_letters import LETTERS_UNKNOWN, letters_are_unknown
from report.text.reading.writer import PRINTED, Writer

#: The most pages of a copy, without those for the rows of the ledger that it contains.
_PAGES, _ROWS_PER_PAGE = 400, 20
#: The largest ledger that is read; a ledger of 50,000 numbers takes 18 MB.
_ATTACHED = 48 * MEGABYTE
#: Lines further apart than this, relative to the font size, belong to different blocks.
_LEADING = 1.75
#: Lines whose sizes differ by more than this proportion belong to different blocks.
_OTHER_SIZE = 0.06
_DIGITS = re.compile(r"\d+")
#: A line end after which the next line continues without a space: a lone point or sign before digits.
_BROKEN = re.compile(r"(?:[\s=<>≤≥(\[,;–−](?:[−-]|[−-]?\.)|[=<>≤≥(\[]\s?[−-]?\d+\.)$")
#: A line that contains only the marker of a list item.
_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]")
#: A line that begins with such a marker.
_ITEM = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s")


def read_pdf(data: bytes, *, with_tables: bool = False) -> Copy:
    """The blocks of a PDF, page by page; the cells of a page's tables, if requested, follow its text."""
    import pypdfium2

    if b"%%EOF" not in data[-2048:]:
        raise UnreadableError("is truncated: its end is missing")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = (
            "is protected by a password: save it without one"
            if "password" in str(error).lower()
            else "is not a readable PDF: it is damaged"
        )
        raise UnreadableError(why) from None
    with closing(document):
        return _read(document, with_tables)


def _read(document: Any, with_tables: bool) -> Copy:
    printed = attached_ledger(document)
    allow_for(len(printed))
    if len(document) > _PAGES + len(printed) // _ROWS_PER_PAGE:
        raise UnreadableError("has too many pages for a paper")
    pages = list(_pages(document, with_tables))
    read = in_page_order([line for page in pages for line in page.lines])
    if not read:
        raise UnreadableError("contains no text: it may be a scan")
    if letters_are_unknown(line.text for line in read):
        raise UnreadableError(LETTERS_UNKNOWN)
    remaining, left_out = without_running(read)
    running = sum(len(_DIGITS.findall(line.text)) for line in left_out) + sum(
        page.numbering.count for page in pages
    )
    text, notes = without_notes(remaining)
    blocks = list(_with_pictures(list(_blocks(text)), pages))
    appended = next((i for i, block in enumerate(blocks) if block.kind == "provenance"), len(blocks))
    blocks[appended:appended] = [*_blocks(notes), *_text_annotations(pages)]
    if with_tables:
        blocks = list(_with_tables(blocks, pages))
    unchecked = tuple(_unchecked(pages))
    return Copy(
        "pdf", {"": tuple(blocks)}, printed, running, unchecked, running_texts=running_texts(left_out)
    )


def _pages(document: Any, with_tables: bool) -> Iterator[PageText]:
    """The pages of a document; the line numbers of a page may continue those of the page before."""
    numbering = NOT_NUMBERED
    for number in range(len(document)):
        page = page_text(document, number, numbering, with_words=with_tables)
        numbering = page.numbering if page.numbering.count else numbering
        yield page


def _with_pictures(blocks: Sequence[Block], pages: Sequence[PageText]) -> Iterator[Block]:
    """Insert a block for each picture before the blocks of its page; pages without text follow the one before."""
    with_text = {block.page for block in blocks}
    done: set[int] = set()
    for block in blocks:
        last = block.page or 0
        bare = (page for page in range(1, last) if page not in with_text)
        for page in dict.fromkeys((*bare, last)):
            if page and page not in done:
                done.add(page)
                yield from [Block("picture", "", page=page)] * pages[page - 1].pictures
        yield block


def _with_tables(blocks: Sequence[Block], pages: Sequence[PageText]) -> Iterator[Block]:
    """Insert the cells of the tables of each page after its text; a table may be set across the page."""
    count, heads = 0, dict[int, Heads | None]()
    last = {block.page: place for place, block in enumerate(blocks)}
    for place, block in enumerate(blocks):
        yield block
        if block.page is not None and last[block.page] == place and block.kind != "provenance":
            for found in pages[block.page - 1].directions:
                read = tables(found, block.page, count, heads.get(found.turn))
                heads[found.turn] = read.heads
                count += len({cell.cell[0] for cell in read.cells if cell.cell})
                yield from read.cells


def _text_annotations(pages: Sequence[PageText]) -> Iterator[Block]:
    """The blocks of annotations that are text on a page."""
    for number, page in enumerate(pages, 1):
        for annotation in page.annotations:
            if annotation.kind == "text" and annotation.text.strip():
                yield Block("annotation", " ".join(annotation.text.split()), page=number)


def _unchecked(pages: Sequence[PageText]) -> Iterator[str]:
    """Annotations that are visible on the pages but are not read as text."""
    for kind in ("comment", "drawing", "form field"):
        on = [
            number for number, page in enumerate(pages, 1) for each in page.annotations if each.kind == kind
        ]
        if on:
            places = ", ".join(map(str, sorted(set(on))))
            yield f"{counted(len(on), kind)} laid over page{'s' if len(set(on)) > 1 else ''} {places}"


def _blocks(read: Sequence[Line]) -> Iterator[Block]:
    """Join lines into blocks."""
    writer = Writer(letters=PRINTED)
    before: Line | None = None
    for line in read:
        if before is not None and _is_note_call(before, line):
            writer.write(" ")
            writer.enter("mark")
            writer.write(line.text)
            writer.leave()
            continue
        if before is None or not _continues(before, line):
            writer.begin(Block("page", "", (), "", line.page))
        elif not _joins(before, line):
            writer.write(" ")
        _write(writer, line, within=before is not None and _breaks_number(before, line))
        before = line
    writer.finish()
    yield from _until_provenance(writer.done)


def _continues(before: Line, line: Line) -> bool:
    """Whether a line belongs to the block of the line before it."""
    if _is_marker(before) or (_is_marker(line) and not _breaks_number(before, line)):
        return False
    if before.ends_in_hyphen or _BROKEN.search(before.text):
        return True
    if _ITEM.match(line.text) or _begins_note(before, line):
        return False
    if before.page != line.page or abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return False
    return -0.5 * line.size <= before.baseline - line.baseline <= _LEADING * max(line.size, 1)


def _begins_note(before: Line, line: Line) -> bool:
    """Whether a line begins with the raised number of a note, and the line before it was full."""
    first = line.parts[0]
    return first.raised and first.text.strip().isdigit() and before.baseline - line.baseline > line.size / 2


def _is_note_call(before: Line, line: Line) -> bool:
    """Whether a line contains only the raised mark of a note that belongs to the line before it."""
    small = line.page == before.page and line.size <= 0.85 * before.size
    return small and line.text.strip().isdigit() and abs(line.baseline - before.baseline) < before.size


def _is_marker(line: Line) -> bool:
    return bool(_MARKER.fullmatch(line.text.strip()))


def _joins(before: Line, line: Line) -> bool:
    """Whether a line continues a word or a number of the line before it."""
    return before.ends_in_hyphen or _breaks_number(before, line)


def _breaks_number(before: Line, line: Line) -> bool:
    """Whether the end of a line is within a number, so that `05.` after `p < .` is not the marker of an item."""
    return bool(_BROKEN.search(before.text) and line.text[:1].isdigit())


def _write(writer: Writer, line: Line, *, within: bool = False) -> None:
    for place, part in enumerate(line.parts):
        mark = part.raised or (_is_marker(line) and not within)
        if mark:
            writer.write(" ")
            writer.enter("mark")
        writer.write(re.sub(r"[ \u00a0]+", " ", part.text))
        if mark:
            writer.leave()
        if mark and place == 0:
            writer.write(" ")


def _until_provenance(blocks: Sequence[Block]) -> Iterator[Block]:
    """Mark the blocks from the provenance appendix on."""
    inside = False
    for block in blocks:
        inside = inside or block.text.casefold() == APPENDIX_HEADING.casefold()
        whole = (Anchor(0, len(block.text), "provenance"),)
        yield replace(block, kind="provenance", anchors=whole) if inside else block


def attached_ledger(document: Any) -> Mapping[str, str]:
    """The ledger that is attached to the file."""
    import pypdfium2

    try:
        for index in range(min(document.count_attachments(), 50)):
            attached = document.get_attachment(index)
            if attached.get_name() == "ledger.json":
                content = bytes(attached.get_data())
                return ledger_texts(content.decode("utf-8", "replace")) if len(content) < _ATTACHED else {}
    except (pypdfium2.PdfiumError, ValueError, json.JSONDecodeError):
        pass
    return {}
