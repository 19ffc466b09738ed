"""The faults that pandoc's messages report, each with its location in the author's sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from report.render.document import Document
from report.render.guard.bibliography import CitationSources
from report.render.source_location import origin
from report.rows.errors import Fault

_CITATION = re.compile(r"Citeproc: citation (\S+) not found")
_RESOURCE = re.compile(r"Could not fetch resource ['\"]?([^\s'\":]+)")
_BIBLIOGRAPHY = re.compile(
    r"Error reading bibliography file (?P<path>[^\n]+):\s*(?:\(line (?P<line>\d+), column \d+\):\s*)?(?P<why>[^\n]*)"
)
_REFERENCE = re.compile(r"unresolved cross-reference: (\S+)")
_OWN = re.compile(r"^tracepaper-fault: (\{.*\})$", re.MULTILINE)
_FORMULA = re.compile(
    r"Could not convert TeX math (?P<tex>.+?), rendering as TeX:\s*\n(?P<why>(?:[ \t].*\n?)*)", re.DOTALL
)
_REMEDY = "correct the Markdown; --traceback prints all that pandoc reported"
#: Any other warning of pandoc: a line and the indented lines below it.
_WARNING = re.compile(r"^\[WARNING\] (?P<text>.*(?:\n[ \t]+.*)*)", re.MULTILINE)


def faults_of(document: Document, messages: str) -> Iterator[Fault]:
    """The faults that the warnings of pandoc and of our filters report."""
    for key in _CITATION.findall(messages):
        what, remedy = f"cites {key}, which is not in the bibliography", "add it, or correct the key"
        yield Fault(origin(document, key), what, remedy)
    for target in _REFERENCE.findall(messages):
        what = f"refers to {target}, which is not in the document"
        yield Fault(origin(document, target), what, "place it, or correct the label")
    for resource in _RESOURCE.findall(messages):
        what = f"shows {resource}, which does not exist"
        yield Fault(origin(document, resource), what, "create the file, or correct its name")
    for found in _OWN.findall(messages):
        own = json.loads(found)
        yield Fault(origin(document, own["word"]), own["what"], own["remedy"])
    for formula in _FORMULA.finditer(messages):
        yield _unset(document, formula["tex"], formula["why"])
    yield from _other(document, messages)


def _unset(document: Document, tex: str, why: str) -> Fault:
    """The fault of a formula that pandoc cannot typeset."""
    reason = next((line.strip() for line in why.split("\n") if line.strip().startswith("unexpected")), "")
    where = origin(document, tex.strip().split("\n")[0])
    what = f"the formula {' '.join(tex.split())} cannot be typeset: {reason or 'it is not valid TeX'}"
    return Fault(where, what, "write it with the commands of LaTeX and amsmath")


def _other(document: Document, messages: str) -> Iterator[Fault]:
    """The faults of all warnings not handled above."""
    for warning in _WARNING.finditer(messages):
        text = " ".join(warning["text"].split())
        named = (_CITATION, _REFERENCE, _RESOURCE)
        if not text.startswith("Could not convert TeX math") and not any(each.search(text) for each in named):
            yield Fault(_place(document, text), f"pandoc warns: {text}", "change the Markdown there")


def _place(document: Document, text: str) -> str:
    """The location of a warning's subject in the sources: its longest quoted word, if any."""
    quoted = re.findall(r"['\"‘“]([^'\"’”]+)['\"’”]", text)
    return origin(document, max(quoted, key=len, default=""))


def failure(document: Document, messages: str, sources: CitationSources) -> Fault:
    """The fault that stopped pandoc: an unreadable bibliography, or any other error message."""
    broken = _BIBLIOGRAPHY.search(messages)
    if broken:
        where = _place_in_file(document, broken["path"], int(broken["line"] or 0), sources)
        why = " ".join(broken["why"].split())
        return Fault(where, f"does not parse: {why}", "correct the entry there, or the one above")
    trace = f"Pandoc's messages for {document.name}:\n\n{messages.strip()}\n"
    return Fault(origin(document), f"pandoc failed: {_message(messages)}", _REMEDY, trace)


def _place_in_file(document: Document, named: str, line: int, sources: CitationSources) -> str:
    """A bibliography of the project and its line, if known, even if pandoc was given only its cited entries."""
    path, lines = (sources.shortened or {}).get(named, (Path(named), ()))
    path = path.relative_to(document.root) if path.is_relative_to(document.root) else path
    if not line:
        return path.as_posix()
    return f"{path.as_posix()}:{lines[min(line, len(lines)) - 1] if lines else line}"


def _message(messages: str) -> str:
    lines = [
        line.strip()
        for line in messages.partition("CallStack (from HasCallStack)")[0].splitlines()
        if line.strip() and not _OWN.match(line)
    ]
    return " ".join(lines) or "it gave no reason"
