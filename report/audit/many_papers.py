"""Audits of many papers in parallel, as lines of one table; finished papers are cached, so a run can be resumed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report.audit.audited import Audited

HEAD = (
    "paper",
    "severity",
    "rule",
    "page",
    "section",
    "statement",
    "computed",
    "question",
    "read",
    "checked",
)
Line = tuple[str, ...]
#: What a cell begins with that a spreadsheet takes for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Request:
    """The options of an audit."""

    facts: Mapping[str, object] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    alpha: float | None = None
    shows_all: bool = False

    def run(self, path: Path) -> Audited:
        """Audit one paper; a file that cannot be read raises UnreadableError."""
        from report.audit.audited import audit_file
        from report.audit.registry import chosen

        rules = chosen(",".join(self.rules))[0] if self.rules else None
        return audit_file(path, facts=self.facts, rules=rules, alpha=self.alpha, shows_all=self.shows_all)


def papers_in(paths: Iterable[Path]) -> list[Path]:
    """All files in folders, and files named themselves, that have a known suffix."""
    from report.text.reading.isolated_reading import SUFFIXES

    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [each for each in inside if each.is_file() and each.suffix.lower() in SUFFIXES]
    return list(dict.fromkeys(found))


def audit_all(files: Sequence[Path], request: Request) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The record of each paper as it is finished; an unreadable one has the key `error`."""
    from concurrent.futures.process import BrokenProcessPool

    workers = min(len(files), os.cpu_count() or 1)
    if workers <= 1:
        yield from ((path, _record(request, path)) for path in files)
        return
    waiting = dict.fromkeys(files)
    try:
        for path, record in _in_processes(files, request, workers):
            del waiting[path]
            yield path, record
    except BrokenProcessPool:
        for path in waiting:
            yield path, _alone(request, path)


def _in_processes(
    files: Sequence[Path], request: Request, workers: int
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The record of each paper; the processes end with this one, also if it is killed."""
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    from report.files.worker_processes import end_with_parent

    with ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent) as pool:
        running = {pool.submit(partial(_record, request), path): path for path in files}
        for done in as_completed(running):
            yield running[done], done.result()


def _alone(request: Request, path: Path) -> dict[str, Any]:
    """The record of a paper in a process of its own, which may be the paper that ends it."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        ((_, record),) = _in_processes([path], request, 1)
    except BrokenProcessPool:
        return {"file": str(path), "error": "cannot be read: there is not enough memory"}
    return record


def _record(request: Request, path: Path) -> dict[str, Any]:
    """The record of one paper, from the cache if the file, the request and the rules are the same."""
    from report.text.reading.guards import UnreadableError

    try:
        cached = _cache(request, path)
        if cached.is_file():
            return {**json.loads(cached.read_text(encoding="utf-8")), "file": str(path)}
        record = request.run(path).record()
    except UnreadableError as error:
        return {"file": str(path), "error": str(error)}
    except (OSError, ValueError) as error:
        return {"file": str(path), "error": f"cannot be read: {type(error).__name__}"}
    _store(cached, record)
    return record


def _cache(request: Request, path: Path) -> Path:
    from report.files.engine_hash import engine_hash
    from report.files.store import users_cache

    key = hashlib.sha256(path.read_bytes())
    key.update(
        json.dumps([asdict(request), engine_hash(), path.suffix], default=str, sort_keys=True).encode()
    )
    return users_cache() / "audits" / f"{key.hexdigest()}.json"


def _store(file: Path, record: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_suffix(f".{os.getpid()}")
    scratch.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    scratch.replace(file)


def lines_of(path: Path, record: Mapping[str, Any]) -> Iterator[Line]:
    """A line for each finding of a paper, or one line that states that there is none, or why the paper was not read."""
    if "error" in record:
        yield (str(path), "not readable", "", "", "", "", "", str(record["error"]), "", "")
        return
    counts = (str(record["summary"]["read"]), str(record["summary"]["checked"]))
    for each in record["findings"]:
        where = each["where"][0] if each["where"] else {}
        place = (str(where.get("page", "")), str(where.get("section", where.get("part", ""))))
        texts = (each["statement"], each.get("computed", ""), each.get("question", ""))
        yield (str(path), each["severity"], each["rule"], *place, *texts, *counts)
    if not record["findings"]:
        yield (str(path), "none", "", "", "", "", "", "", *counts)


def table(lines: Iterable[Line]) -> str:
    """The lines as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(HEAD)
    for line in lines:
        writer.writerow(map(_cell, line))
    return made.getvalue()


def _cell(text: str) -> str:
    """A text that is neither evaluated as a formula nor ends the line, as an unquoted carriage return would."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
