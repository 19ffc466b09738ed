"""Runs documents through pandoc: each is read once, examined, then written; every warning is a fault.

Pandoc's sandbox reads no files or addresses: permitted inputs are passed to it.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from report.files.engine_hash import ENGINE, extension
from report.render.document import Document
from report.render.guard.bibliography import CitationSources, sources_of
from report.render.guard.reading import examined
from report.render.pandoc_messages import failure, faults_of
from report.render.pandoc_process import REINSTALL, run
from report.render.source_location import located
from report.rows.errors import Fault, RenderError

#: Woven documents need no implicit figures: floats are divs.
READER = "markdown-implicit_figures"
#: Citations link to their entries.
LINKED = "--metadata=link-citations:true"
_CITING = "--citeproc"
#: Extensions that pandoc tries at every character of a text, each with the text that starts it.
_COSTLY = {
    "-raw_html-native_divs-native_spans-markdown_in_html_blocks": re.compile(r"<[A-Za-z/!?]"),
    "-raw_tex-latex_macros": re.compile(r"\\[A-Za-z]"),
    "-tex_math_dollars": re.compile(r"\$"),
}
_SILENT = Fault("pandoc", "ended without an error and wrote no document", REINSTALL)


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
        done = _converted(document, "json", [*_reading(document), *sources.options, LINKED], epoch)
    faults = list(faults_of(document, done.stderr)) if strict else []
    if done.returncode and not strict:
        return document
    if done.returncode:
        raise RenderError(dict.fromkeys(faults or [failure(document, done.stderr, sources)]))
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
    done = _converted(document, writer, [*_writing(document), *arguments], epoch)
    faults = list(faults_of(document, done.stderr))
    if done.returncode and not faults:
        faults = [failure(document, done.stderr, CitationSources())]
    if not faults and not _has_written(done.stdout, arguments):
        faults = [_SILENT]
    if faults:
        raise RenderError(dict.fromkeys(faults))
    return done.stdout


def unexamined(document: Document, writer: str, arguments: Sequence[str], epoch: int) -> str:
    """A document read and written in one run, without an examination of its content; empty if pandoc fails."""
    reading, written = list(_reading(document)), list(_writing(document))[1:]
    cited = "@" in document.markdown
    options = [each for each in reading if cited or each != _CITING]
    done = _converted(document, writer, [*options, LINKED, *written, *arguments], epoch)
    return "" if done.returncode else done.stdout


def _has_written(printed: str, arguments: Sequence[str]) -> bool:
    """Whether pandoc wrote the document, to its standard output or to the requested file."""
    files = [Path(word.removeprefix("--output=")) for word in arguments if word.startswith("--output=")]
    return files[0].is_file() if files else bool(printed.strip())


def word_of(page: str, epoch: int) -> bytes:
    """Plain HTML as a Word file, without the filters of documents."""
    with tempfile.TemporaryDirectory(prefix="tracepaper-") as scratch:
        path = Path(scratch) / "plain.docx"
        document = Document("plain", page, Path(scratch), Path(scratch))
        done = _converted(document, "docx", ["--from=html-tex_math_dollars", f"--output={path}"], epoch)
        if done.returncode or not path.is_file():
            raise RenderError(failure(document, done.stderr, CitationSources()))
        return path.read_bytes()


def _converted(
    document: Document, writer: str, arguments: Sequence[str], epoch: int
) -> subprocess.CompletedProcess[str]:
    text = document.tree or document.markdown
    return run(text, ["--to", writer, "--standalone", *arguments], document.root, epoch)


def _reading(document: Document) -> Iterator[str]:
    yield f"--from={_reader(document.markdown)}"
    yield f"--lua-filter={extension(document.root) / 'reading.lua'}"
    yield _CITING


def _writing(document: Document) -> Iterator[str]:
    yield "--from=json"
    yield f"--lua-filter={ENGINE / 'assets' / 'pictures.lua'}"
    yield f"--lua-filter={extension(document.root) / 'tracepaper.lua'}"


def _reader(markdown: str) -> str:
    """The reader without extensions for tags, TeX or formulas that the text lacks, which halves the reading time."""
    return READER + "".join(without for without, begun in _COSTLY.items() if not begun.search(markdown))
