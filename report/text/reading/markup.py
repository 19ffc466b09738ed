"""Converts Markdown, LaTeX and JATS to HTML with pandoc, and TEI with a small transformation."""

from __future__ import annotations

import re
import subprocess
from html import escape
from typing import TYPE_CHECKING

from report.text.metadata_blocks import front_matter
from report.text.reading.archive import parsed
from report.text.reading.guards import UnreadableError
from report.text.reading.jats_formulas import with_single_formulas
from report.text.reading.latex_boxes import without_boxes

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Pandoc's readers; Markdown without the syntax that turns a line such as `p. 5` into a list.
_READERS = {
    "markdown": "markdown-smart-fancy_lists-example_lists-citations-yaml_metadata_block-implicit_figures",
    "tex": "latex-smart",
    "jats": "jats",
}
#: A minus in running text, which pandoc leaves out.
_MINUS = re.compile(r"\\textminus(?![A-Za-z])(?:\{\})?")
_LIMITS = ("+RTS", "-M700m", "-RTS")
_SECONDS = 20
#: The HTML element for each TEI element.
_TEI = {
    "head": "h2",
    "p": "p",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "figDesc": "p",
    "ab": "p",
    "item": "li",
}
_SILENT_TEI = ("listBibl", "biblStruct", "")


def as_html(data: bytes, format: str) -> bytes:
    """Convert a markup document to an HTML page; `format` is markdown, tex or xml."""
    if format == "xml":
        format = _xml_dialect(data)
    if format == "html":
        return data
    if format == "tei":
        return _page(_tei_body(parsed(_without_doctype(data), "text")))
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    front = front_matter(text) if format == "markdown" else None
    text = text[front.end :] if front else text
    prepared = {
        "tex": lambda: without_boxes(_titled(_MINUS.sub("\u2212", text))),
        "jats": lambda: with_single_formulas(text),
    }
    return _pandoc(prepared.get(format, lambda: text)(), _READERS[format]).encode()


def _titled(text: str) -> str:
    """LaTeX with a title, without which pandoc leaves out the abstract."""
    if r"\title" in text or r"\begin{abstract}" not in text:
        return text
    return text.replace(r"\begin{abstract}", "\\title{Paper}\n\\begin{abstract}", 1)


def _xml_dialect(data: bytes) -> str:
    """Which XML vocabulary a document uses."""
    head = data[:20_000]
    if b"tei-c.org" in head or b"<TEI" in head:
        return "tei"
    return "jats" if re.search(rb"<(?:\w+:)?article[\s>]", head) else "html"


def _without_doctype(data: bytes) -> bytes:
    """Remove a document type that declares no entities; one that declares entities stays and is rejected later."""
    return re.sub(rb"<!DOCTYPE[^\[>]*>", b"", data, count=1)


def _page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def _pandoc(text: str, reader: str) -> str:
    """The page that pandoc produces from a text, including abstract and notes."""
    import pypandoc

    options = ["--sandbox", "--from", reader, "--to", "html", "--standalone", "--wrap=none"]
    command = [pypandoc.get_pandoc_path(), *_LIMITS, *options]
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"could not be read within {_SECONDS} s") from None
    if done.returncode:
        reason = " ".join(done.stderr.split())[:120]
        raise UnreadableError(f"cannot be read by pandoc: {reason}")
    return done.stdout


def _tei_body(root: _Element) -> str:
    """The abstract and the text of a TEI document as HTML."""
    abstracts = [element for element in root.iter() if _name(element) == "abstract"]
    texts = [element for element in root if _name(element) == "text"]
    title = "<h2>Abstract</h2>" if abstracts else ""
    return title + "".join(map(_as_html, [*abstracts, *texts]))


def _as_html(element: _Element) -> str:
    """A TEI element with its content, as the corresponding HTML element if there is one."""
    if _name(element) in _SILENT_TEI:
        return escape(element.tail or "")
    if _name(element) == "cell" and (joined := _joined_cells(element)):
        return joined + escape(element.tail or "")
    tag = _TEI.get(_name(element), "")
    inner = escape(element.text or "") + "".join(map(_as_html, element))
    return (f"<{tag}{_spans(element)}>{inner}</{tag}>" if tag else inner) + escape(element.tail or "")


def _joined_cells(element: _Element) -> str:
    """The cells that GROBID joined: a cell over as many columns as it has words, one of them a decimal number."""
    words = "".join(map(str, element.itertext())).split()
    wide = element.get("cols") or "1"
    if wide == "1" or wide != str(len(words)) or not any(re.search(r"\d\.\d", word) for word in words):
        return ""
    return "".join(f"<td>{escape(word)}</td>" for word in words)


def _spans(element: _Element) -> str:
    """The columns and rows that a cell of a TEI table takes, as attributes of HTML."""
    named = {"cols": "colspan", "rows": "rowspan"} if _name(element) == "cell" else {}
    return "".join(
        f' {html}="{element.get(tei)}"' for tei, html in named.items() if (element.get(tei) or "").isdigit()
    )


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
