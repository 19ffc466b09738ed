"""All that is wrong with the texts of a project, said at once: an author mends everything before the next build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from report.manuscript.computation import Computed, Inputs
from report.manuscript.woven_documents import typed_numbers, woven
from report.rows.errors import Fault, LintError, ReportError, TemplateError

_LINE = re.compile(r"(.*?):(\d+)(.*)", re.DOTALL)


@contextmanager
def all_told(inputs: Inputs, computed: Computed) -> Iterator[None]:
    """Where one text is refused, all others are looked through before that is raised."""
    try:
        yield
    except (TemplateError, LintError) as error:
        faults = dict.fromkeys([*error.faults, *_mistakes(inputs, computed)])
        raise type(error)(sorted(faults, key=_place)) from None


def _mistakes(inputs: Inputs, computed: Computed) -> Iterator[Fault]:
    """The faults of templates, of documents that authors wrote, and the numbers typed in those that can be read."""
    from report.lint import faults
    from report.manuscript.handwritten import book_of, expanded_documents

    yield from _faults(lambda: woven(inputs, computed))
    yield from _faults(lambda: expanded_documents(inputs.project, lambda: book_of(computed)))
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
    """Faults are told by file and line; a file comes before its lines."""
    line = _LINE.fullmatch(fault.where)
    return (line[1], int(line[2])) if line else (fault.where, 0)
