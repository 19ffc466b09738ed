"""The printer's layout warnings: those that concern the author's text are faults."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from report.drawing.fonts import SANS, SERIF, SYMBOLS
from report.render.document import Document
from report.render.source_location import located
from report.rows.errors import Fault, RenderError

#: Warnings to ignore: screen rules in our own style sheets, the choice of a font library, and missing descriptions,
#: which decorative pictures do not need.
_NOT_OF_THE_TEXT = re.compile(
    r"Ignored `|Invalid |Expected |Using fontTools|Unknown rule|This @|.* has no required alt|Unsupported at-rule"
)
_GLYPH = re.compile(r"\.notdef glyph rendered for Unicode string unsupported by fonts: \"(.+)\"")
#: At most this many missing characters are listed.
_MOST = 12
_ANCHOR = re.compile(r"No anchor #(\S+) for internal URI reference")


@contextmanager
def warnings_raised(document: Document) -> Iterator[None]:
    """Raise the printer's warnings when it has finished; a handler of the root logger does not get them."""
    logger, seen = logging.getLogger("weasyprint"), _Seen()
    before = logger.level, logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [seen], False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before[1:]
        logger.setLevel(before[0])
    if seen.messages:
        raise RenderError(_faults(document, seen.messages))


class _Seen(logging.Handler):
    """The messages that concern the text, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if not _NOT_OF_THE_TEXT.match(message):
            self.messages[message] = None


def _faults(document: Document, messages: Iterable[str]) -> Iterator[Fault]:
    """One fault for all characters that no font has, and one for each other warning."""
    glyphs = {message: found[1] for message in messages if (found := _GLYPH.match(message))}
    if glyphs:
        yield _no_glyphs(document, "".join(glyphs.values()))
    yield from (_fault(document, message) for message in messages if message not in glyphs)


def _no_glyphs(document: Document, missing: str) -> Fault:
    signs = "".join(dict.fromkeys(missing.replace(" ", "")))
    rest = f" and {len(signs) - _MOST} more" if len(signs) > _MOST else ""
    what = f"the fonts for PDF files lack the characters {' '.join(signs[:_MOST])}{rest} ({', '.join(_scripts(signs))})"
    remedy = (
        f"the fonts are {SERIF}, {SANS} and {SYMBOLS}: write these words in Latin, Greek or Cyrillic letters, "
        "or build only HTML and Word files, which use the reader's fonts: report build --to html,docx"
    )
    return Fault(located(document, [signs[0]]), what, remedy)


def _scripts(signs: str) -> list[str]:
    """The scripts of characters by the first words of their names, such as CJK, HANGUL or ARABIC."""
    return sorted({unicodedata.name(sign, "unknown").split()[0] for sign in signs})


def _fault(document: Document, message: str) -> Fault:
    anchor = _ANCHOR.search(message)
    if anchor:
        what = f"links to #{anchor[1]}, which is not in the document"
        return Fault(located(document, [f"#{anchor[1]}"]), what, "correct the link, or label its target")
    return Fault(located(document, []), f"the printer warns: {message}", "change the text that it refers to")
