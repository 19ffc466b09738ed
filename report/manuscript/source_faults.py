"""Reports all faults in the texts of a project together, so that authors can correct them before the next build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import typed_numbers, woven
from report.rows.errors import Fault, LintError, ReportError, TemplateError

_LINE = re.compile(r"(.*?):(\d+)(.*)", re.DOTALL)


@contextmanager
def all_faults(inputs: Inputs, computed: Computed) -> Iterator[None]:
    """If a text has a fault, examine all other texts and raise their faults together."""
    try:
        yield
    except (TemplateError, LintError) as error:
        faults = dict.fromkeys([*error.faults, *_text_faults(inputs, computed)])
        raise type(error)(sorted(faults, key=_place)) from None


def _text_faults(inputs: Inputs, computed: Computed) -> Iterator[Fault]:
    """The faults of templates and hand-written documents, and the typed numbers in readable templates."""
    from report.lint import faults
    from report.manuscript.handwritten import book_of, expanded_documents

    yield from _faults(lambda: woven(inputs, computed))
    yield from _faults(lambda: expanded_documents(inputs.project, lambda: book_of(inputs.project, computed)))
    try:
        templates = inputs.project.templates()
        yield from faults(typed_numbers(inputs, computed, {}))
    except ReportError as error:
        yield from error.faults
        return
    for name, text in templates.items():
        try:
            yield from faults(typed_numbers(inputs, computed, {name: text}))
        except ReportError as error:
            yield from error.faults


def _faults(attempt: Callable[[], object]) -> tuple[Fault, ...]:
    try:
        attempt()
    except ReportError as error:
        return error.faults
    return ()


def _place(fault: Fault) -> tuple[str, int]:
    """The sort key of a fault: its file and line; a file comes before its lines."""
    line = _LINE.fullmatch(fault.where)
    return (line[1], int(line[2])) if line else (fault.where, 0)
