"""Pandoc as PyPI ships it: one call, the shared filter, and everything it warns of as a fault."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from report.files.engine_hash import extension
from report.render.document import Document
from report.render.source_location import origin
from report.rows.errors import Fault, RenderError, ToolError

#: The woven form needs no implicit figures: floats are divs.
READER = "markdown-implicit_figures"
#: Citations lead to their entries.
LINKED = "--metadata=link-citations:true"
#: What Pandoc looks for at every sign of a text, beside what a text begins it with.
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
_REFERENCE = re.compile(r"unresolved cross-reference: (\S+)")


def read(document: Document, epoch: int) -> Document:
    """The document with its tree, numbered and cited: every format can be written from it."""
    return replace(document, tree=pandoc(document, "json", [LINKED], epoch))


def pandoc(document: Document, writer: str, arguments: Sequence[str], epoch: int) -> str:
    """What pandoc writes to its standard output; every warning that spoils a paper is raised, all at once."""
    done = subprocess.run(
        [_program(), *_arguments(document, writer), *arguments],
        input=document.tree or document.markdown,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        capture_output=True,
        encoding="utf-8",
        cwd=document.root,
        check=False,
    )
    faults = list(dict.fromkeys(_faults(document, done.stderr)))
    if done.returncode and not faults:
        faults = [_failure(document, done.stderr)]
    if faults:
        raise RenderError(faults)
    return done.stdout


@cache
def _program() -> str:
    """The pandoc that came from PyPI; a newer one of the machine would make other pages than the build says."""
    try:
        import pypandoc

        shipped = Path(pypandoc.__file__).parent / "files" / "pandoc"
        chosen = "PYPANDOC_PANDOC" in os.environ or not shipped.is_file()
        return str(pypandoc.get_pandoc_path() if chosen else shipped)
    except (ImportError, OSError):
        raise ToolError(
            Fault("pandoc", "is not installed", "install it with pip install pypandoc_binary")
        ) from None


def _arguments(document: Document, writer: str) -> Iterator[str]:
    filters = extension(document.root)
    yield from ("--to", writer, "--standalone", "--wrap=none")
    yield f"--resource-path={document.figures.parent}{os.pathsep}{document.root}"
    if document.tree:
        yield "--from=json"
    else:
        yield from (
            f"--from={_reader(document.markdown)}",
            f"--lua-filter={filters / 'crossref.lua'}",
            "--citeproc",
        )
    yield f"--lua-filter={filters / 'tracepaper.lua'}"


def _reader(markdown: str) -> str:
    """Where no tag, TeX or formula stands none is looked for, which is half of the time of reading."""
    return READER + "".join(without for without, begun in _COSTLY.items() if not begun.search(markdown))


def _faults(document: Document, said: str) -> Iterator[Fault]:
    for key in _CITATION.findall(said):
        what, remedy = f"cites {key}, which no entry of the bibliography has", "add it, or mend the key"
        if key.startswith(("sec-", "eq-", "lst-")):
            what, remedy = f"refers to {key}, which only Quarto numbers", f"link to it: [its name](#{key})"
        yield Fault(origin(document, key), what, remedy)
    for target in _REFERENCE.findall(said):
        what = f"refers to {target}, which is not in the document"
        yield Fault(origin(document, target), what, "place it, or mend the label")
    for resource in _RESOURCE.findall(said):
        what = f"shows {resource}, which is not there"
        yield Fault(origin(document, resource), what, "make the file, or mend its name")


def _failure(document: Document, said: str) -> Fault:
    """Why pandoc made nothing: a bibliography that it cannot read, or whatever else it says."""
    broken = _BIBLIOGRAPHY.search(said)
    if broken:
        path = broken["path"].removeprefix(f"{document.root}/")
        why = " ".join(broken["why"].split())
        return Fault(
            f"{path}:{broken['line']}", f"does not parse: {why}", "mend the entry there, or the one above"
        )
    return Fault(origin(document), f"pandoc failed: {_first_line(said)}", "mend the Markdown")


def _first_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[0].strip() if lines else "it gave no reason"
