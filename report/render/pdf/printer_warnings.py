"""The printer's layout warnings: those that concern the author's text are faults."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from report.render.document import Document
from report.render.source_location import located
from report.rows.errors import Fault, RenderError

#: Warnings to ignore: screen rules in our own style sheets, the choice of a font library, and missing descriptions,
#: which decorative pictures do not need.
_NOT_OF_THE_TEXT = re.compile(
    r"Ignored `|Invalid |Expected |Using fontTools|Unknown rule|This @|.* has no required alt|Unsupported at-rule"
)
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
        raise RenderError(_fault(document, message) for message in seen.messages)


class _Seen(logging.Handler):
    """The messages that concern the text, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if not _NOT_OF_THE_TEXT.match(message):
            self.messages[message] = None


def _fault(document: Document, message: str) -> Fault:
    anchor = _ANCHOR.search(message)
    if anchor:
        what = f"links to #{anchor[1]}, which is not in the document"
        return Fault(located(document, [f"#{anchor[1]}"]), what, "correct the link, or label its target")
    return Fault(located(document, []), f"the printer warns: {message}", "change the text that it refers to")
