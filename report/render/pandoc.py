"""Runs pandoc from PyPI: a document is read once, examined, then written; every warning is a fault.

Pandoc runs in its sandbox, which reads no files or addresses: permitted inputs are passed to it.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from report.files.engine_hash import ENGINE, extension
from report.render.document import Document
from report.render.guard.bibliography import Sources, sources_of
from report.render.guard.reading import examined
from report.render.source_location import located, origin
from report.rows.errors import Fault, RenderError, ToolError

#: Woven documents need no implicit figures: floats are divs.
READER = "markdown-implicit_figures"
#: Citations link to their entries.
LINKED = "--metadata=link-citations:true"
#: The memory limit, which no paper needs to exceed.
_LIMITS = ("+RTS", "-M3G", "-RTS")
#: Extensions that pandoc tries at every character of a text, each with the text that starts it.
_COSTLY = {
    "-raw_html-native_divs-native_spans-markdown_in_html_blocks": re.compile(r"<[A-Za-z/!?]"),
    "-raw_tex-latex_macros": re.compile(r"\\[A-Za-z]"),
    "-tex_math_dollars": re.compile(r"\$"),
}
_CITATION = re.compile(r"Citeproc: citation (\S+) not found")
_RESOURCE = re.compile(r"Could not fetch resource ['\"]?([^\s'\":]+)")
_BIBLIOGRAPHY = re.compile(
    r"Error reading bibliography file (?P<path>[^\n]+):\s*\(line (?P<line>\d+), column \d+\):\s*(?P<why>[^\n]*)"
)
_REINSTALL = "install it again with pip install --force-reinstall pypandoc_binary"
_SILENT = Fault("pandoc", "ended without an error and wrote no document", _REINSTALL)
_REFERENCE = re.compile(r"unresolved cross-reference: (\S+)")
_OWN = re.compile(r"^tracepaper-fault: (\{.*\})$", re.MULTILINE)
_FORMULA = re.compile(
    r"Could not convert TeX math (?P<tex>.+?), rendering as TeX:\s*\n(?P<why>(?:[ \t].*\n?)*)", re.DOTALL
)
#: Any other warning of pandoc: a line and the indented lines below it.
_WARNING = re.compile(r"^\[WARNING\] (?P<text>.*(?:\n[ \t]+.*)*)", re.MULTILINE)


def read(document: Document, epoch: int, *, strict: bool = True) -> Document:
    """Read a document into a tree, numbered, cited and examined, from which every format can be written.

    Unless `strict`, only content that must not be published is raised.
    """
    with tempfile.TemporaryDirectory(prefix="tracepaper-") as scratch:
        sources = sources_of(document, Path(scratch))
        if sources.faults:
            raise RenderError(
                Fault(located(document, [name]), fault.what, fault.remedy) for name, fault in sources.faults
            )
        done = _run(document, "json", [*_reading(document), *sources.options, LINKED], epoch)
    faults = list(_faults(document, done.stderr)) if strict else []
    if done.returncode and not strict:
        return document
    if done.returncode:
        raise RenderError(dict.fromkeys(faults or [_failure(document, done.stderr, sources)]))
    if not done.stdout.lstrip().startswith("{"):
        raise RenderError(_SILENT)
    tree, refused = examined(document, done.stdout, sources.files)
    if faults or refused:
        raise RenderError(dict.fromkeys([*faults, *refused]))
    return replace(document, tree=tree)


def refused(document: Document, epoch: int) -> list[Fault]:
    """The content that must not be published in a document rendered by Quarto, which reports all other faults."""
    try:
        read(document, epoch, strict=False)
    except RenderError as error:
        return list(error.faults)
    return []


def pandoc(document: Document, writer: str, arguments: Sequence[str], epoch: int) -> str:
    """Pandoc's standard output; all warnings that matter for a paper are raised together."""
    document = document if document.tree else read(document, epoch)
    done = _run(document, writer, [*_writing(document), *arguments], epoch)
    faults = list(_faults(document, done.stderr))
    if done.returncode and not faults:
        faults = [_failure(document, done.stderr, Sources())]
    if not faults and not _has_written(done.stdout, arguments):
        faults = [_SILENT]
    if faults:
        raise RenderError(dict.fromkeys(faults))
    return done.stdout


def _has_written(printed: str, arguments: Sequence[str]) -> bool:
    """Whether pandoc wrote the document, to its standard output or to the requested file."""
    files = [Path(word.removeprefix("--output=")) for word in arguments if word.startswith("--output=")]
    return files[0].is_file() if files else bool(printed.strip())


def _run(
    document: Document, writer: str, arguments: Sequence[str], epoch: int
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [program(), *_LIMITS, "--sandbox", "--to", writer, "--standalone", "--wrap=none", *arguments],
            input=document.tree or document.markdown,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
            capture_output=True,
            encoding="utf-8",
            cwd=document.root,
            check=False,
        )
    except (OSError, UnicodeError) as error:
        raise RenderError(Fault("pandoc", f"cannot be run: {error}", _REINSTALL)) from None


def word_of(markdown: str, epoch: int) -> bytes:
    """Plain Markdown, which no filter of documents changes, as a Word file."""
    with tempfile.TemporaryDirectory(prefix="tracepaper-") as scratch:
        path = Path(scratch) / "plain.docx"
        document = Document("plain", markdown, Path(scratch), Path(scratch))
        done = _run(document, "docx", [f"--from={READER}-raw_html-raw_tex", f"--output={path}"], epoch)
        if done.returncode or not path.is_file():
            raise RenderError(_failure(document, done.stderr, Sources()))
        return path.read_bytes()


@cache
def program() -> str:
    """The pandoc from PyPI; one installed on the system might produce different output than the build records."""
    try:
        import pypandoc

        shipped = Path(pypandoc.__file__).parent / "files" / "pandoc"
        chosen = "PYPANDOC_PANDOC" in os.environ or not shipped.is_file()
        logging.getLogger("pypandoc").setLevel(logging.CRITICAL)  # failures are reported here
        return str(pypandoc.get_pandoc_path() if chosen else shipped)
    except (ImportError, OSError):
        raise ToolError(
            Fault("pandoc", "is not installed", "install it with pip install pypandoc_binary")
        ) from None


def _reading(document: Document) -> Iterator[str]:
    yield f"--from={_reader(document.markdown)}"
    yield f"--lua-filter={extension(document.root) / 'reading.lua'}"
    yield "--citeproc"


def _writing(document: Document) -> Iterator[str]:
    yield "--from=json"
    yield f"--lua-filter={ENGINE / 'assets' / 'pictures.lua'}"
    yield f"--lua-filter={extension(document.root) / 'tracepaper.lua'}"


def _reader(markdown: str) -> str:
    """The reader without extensions for tags, TeX or formulas that the text lacks, which halves the reading time."""
    return READER + "".join(without for without, begun in _COSTLY.items() if not begun.search(markdown))


def _faults(document: Document, messages: str) -> Iterator[Fault]:
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


def _failure(document: Document, messages: str, sources: Sources) -> Fault:
    """The fault that stopped pandoc: an unreadable bibliography, or any other error message."""
    broken = _BIBLIOGRAPHY.search(messages)
    if broken:
        where = _line_of(document, broken["path"], int(broken["line"]), sources)
        why = " ".join(broken["why"].split())
        return Fault(where, f"does not parse: {why}", "correct the entry there, or the one above")
    return Fault(origin(document), f"pandoc failed: {_message(messages)}", "correct the Markdown")


def _line_of(document: Document, named: str, line: int, sources: Sources) -> str:
    """The line of a bibliography in the project, even if pandoc was given only its cited entries."""
    path, lines = (sources.shortened or {}).get(named, (Path(named), ()))
    path = path.relative_to(document.root) if path.is_relative_to(document.root) else path
    return f"{path.as_posix()}:{lines[min(line, len(lines)) - 1] if lines else line}"


def _message(messages: str) -> str:
    lines = [line.strip() for line in messages.splitlines() if line.strip() and not _OWN.match(line)]
    return " ".join(lines) or "it gave no reason"
