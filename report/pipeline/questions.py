"""Questions of the audit about the paper that is being built: numbers that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from report.files.engine_hash import engine_hash
from report.files.store import Cache, digest
from report.files.worker_processes import BackgroundTask
from report.rows.errors import ReportError
from report.study.audit_exceptions import AuditException

#: A finding as rule, statement, and the line that a build shows.
Finding = tuple[str, str, str]
Questions = Callable[[], tuple[str, ...]]


def questions(
    texts: Mapping[str, str],
    exceptions: Sequence[AuditException] = (),
    root: Path | None = None,
    *,
    fresh: bool = False,
    complete: bool = True,
) -> tuple[str, ...]:
    """One line for each finding in the pages, which are given by the name of their document.

    Findings that an exception covers are left out; an exception that covers none is a line of its own, if the pages are
    complete. Pages that have not changed are not audited again, if the project that has the cache is given.
    """
    found = [each for name, page in texts.items() for each in _cached(name, page, root, fresh)]
    lines = [
        line
        for rule, statement, line in found
        if not any(each.covers(rule, statement) for each in exceptions)
    ]
    return tuple(dict.fromkeys((*lines, *(_unused(exceptions, found) if complete else ()))))


def in_background(ask: Questions) -> Questions:
    """Start the audit in another process; the returned function waits for its result."""
    return partial(_answer_of, BackgroundTask[None](partial(_answered, ask)).start(None))


def _answered(ask: Questions, _: None) -> tuple[str, ...]:
    return ask()


def _answer_of(task: BackgroundTask[None]) -> tuple[str, ...]:
    answer, _ = task.result()
    if isinstance(answer, ReportError):
        raise answer
    return tuple(answer)


def _unused(exceptions: Iterable[AuditException], found: Sequence[Finding]) -> Iterator[str]:
    for each in exceptions:
        if not any(each.covers(rule, statement) for rule, statement, _ in found):
            yield f"audit-exceptions: no finding is about {each.statement}; remove this exception"


def _cached(name: str, page: str, root: Path | None, fresh: bool) -> list[Finding]:
    if root is None:
        return _findings(name, page)
    cache = Cache(root / ".tracepaper" / "questions" / name.replace("/", "-"))
    key = digest([], engine_hash(), version("lxml"), version("scipy"), name, page)
    return cache.get_or_compute(key, list, lambda: _findings(name, page), fresh=fresh)


def _findings(name: str, page: str) -> list[Finding]:
    """The findings of one page. Rules are imported only here: a build with nothing to do never needs them."""
    from report.audit.audited import audit
    from report.audit.papers import paper_of
    from report.text.reading.html import page_copy

    audited = audit(paper_of(page_copy(page), Path(f"{name}.html")))
    places = (", ".join(filter(None, (name, audited.located(each.places[0])))) for each in audited.findings)
    return [
        (each.rule, each.statement, f"{where}: {each.statement}: {each.question}")
        for each, where in zip(audited.findings, places, strict=True)
    ]
