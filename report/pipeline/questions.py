"""Questions of the audit about the paper that is being built: numbers that cannot be true together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.audit.audited import Audited


def questions(texts: Mapping[str, str]) -> tuple[str, ...]:
    """One line for each finding in the pages, which are given by the name of their document.

    Statistics and rules are imported only here: a build with nothing to do never needs them.
    """
    from report.audit.audited import audit
    from report.audit.papers import paper_of
    from report.text.reading.html import page_copy

    audited = {name: audit(paper_of(page_copy(page), Path(f"{name}.html"))) for name, page in texts.items()}
    return tuple(dict.fromkeys(line for name, each in audited.items() for line in _lines(name, each)))


def _lines(document: str, audited: Audited) -> Iterator[str]:
    for each in audited.findings:
        where = ", ".join(filter(None, (document, audited.located(each.places[0]))))
        yield f"{where}: {each.statement}: {each.question}"
