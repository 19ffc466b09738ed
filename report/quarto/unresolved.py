"""Unresolved references, citations, pictures and shortcodes in Quarto's outputs, about which it only warns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from report.rows.errors import Fault

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_REFERENCE = re.compile(r"\?(?:@([\w.-]+)|((?:fig|tbl|sec|eq)-[\w-]+))")
_NOTE = re.compile(r"\[\^([\w-]+)\]")
_SHORTCODE = re.compile(r"\{\{<\s*(\S+)[^>]*>\}\}")
_ESCAPED = re.compile(r"\{(\{\{<[^>]*>\}\})\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_VALUE = re.compile(r"\?((?:meta|var|env):[\w.-]+)")
_CITED = re.compile(r"\[@([\w:.-]*\w)")
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")
_ELSEWHERE = re.compile(r"(?:[a-z]+:|//|#)", re.IGNORECASE)
_SILENT = ("script", "style", "code", "pre", "template")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def unresolved(output: Path, source: Path) -> list[Fault]:
    """Return the faults of an output: of HTML by its elements, of Word by its text and its source's pictures."""
    written = source.read_text(encoding="utf-8") if source.is_file() else ""
    shown = frozenset(map(_plain, _ESCAPED.findall(written)))
    if output.suffix == ".html":
        return list(dict.fromkeys(_in_page(output, shown)))
    if output.suffix == ".docx":
        return list(dict.fromkeys(_in_word(output, source.parent, written, shown)))
    return []


def _plain(shortcode: str) -> str:
    """A shortcode without white space and with straight quotation marks."""
    return "".join(shortcode.split()).translate(_QUOTES)


def _in_page(output: Path, shown: AbstractSet[str]) -> Iterator[Fault]:
    from lxml import html

    body = html.document_fromstring(output.read_text(encoding="utf-8")).find("body")
    section = ""
    for element in body.iter() if body is not None else ():
        if not isinstance(element.tag, str) or _is_silent(element):
            continue
        if element.tag in _HEADINGS:
            section = " ".join("".join(map(str, element.itertext())).split())
        where = f"{output.name}, {section or 'front matter'}"
        yield from _of_element(element, where, shown)


def _is_silent(element: HtmlElement) -> bool:
    return element.tag in _SILENT or any(ancestor.tag in _SILENT for ancestor in element.iterancestors())


def _of_element(element: HtmlElement, where: str, shown: AbstractSet[str]) -> Iterator[Fault]:
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    yield from _in_text(text, where, shown)
    source = element.get("src") if element.tag == "img" else None
    if source and not _ELSEWHERE.match(source):
        yield _missing_picture(where, source)
    if element.tag == "strong" and text.endswith("?") and _is_citation(element):
        yield _unknown_key(where, text.removesuffix("?"))


def _is_citation(element: HtmlElement) -> bool:
    return any("citation" in (each.get("class") or "").split() for each in element.iterancestors())


def _in_text(text: str, where: str, shown: AbstractSet[str]) -> Iterator[Fault]:
    """The faults of a text; the shortcodes in `shown` are printed literally because the source escapes them."""
    for match in _REFERENCE.finditer(text):
        what = f"@{match[1] or match[2]} refers to nothing"
        yield Fault(where, what, "correct the label, or add the element")
    for match in _NOTE.finditer(text):
        yield Fault(where, f"no note is called {match[1]}", "add the note, or correct its name")
    for match in _SHORTCODE.finditer(text):
        if _plain(match[0]) not in shown:
            what = f"no shortcode named {match[1]}"
            yield Fault(where, what, "correct its name, or install its extension")
    for match in _VALUE.finditer(text):
        yield Fault(where, f"{match[1]} has no value", "define it, or correct its name")
    for match in _CITED.finditer(text):
        yield _unknown_key(where, match[1])


def _unknown_key(where: str, key: str) -> Fault:
    return Fault(where, f"no reference with the key {key}", "correct the key, or add it to the bibliography")


def _missing_picture(where: str, picture: str) -> Fault:
    return Fault(where, f"the picture {picture} is missing", "correct its path, or add the file")


def _in_word(output: Path, folder: Path, written: str, shown: AbstractSet[str]) -> Iterator[Fault]:
    from lxml import etree

    with ZipFile(output) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"word/(document|footnotes)\.xml", name)]
        trees = [etree.fromstring(archive.read(name)) for name in parts]
    for paragraph in (p for tree in trees for p in tree.iter(f"{_W}p")):
        runs = [run for run in paragraph.iter(f"{_W}r") if not _is_code(run)]
        yield from _in_text("".join(map(_text, runs)), output.name, shown)
        for run in runs:
            text = _text(run)
            if text.endswith("?") and f"@{text[:-1]}" in written and run.find(f"{_W}rPr/{_W}b") is not None:
                yield _unknown_key(output.name, text[:-1])
    for match in _PICTURE.finditer(written):
        if not _ELSEWHERE.match(match[1]) and not (folder / match[1]).is_file():
            yield _missing_picture(output.name, match[1])


def _text(run: _Element) -> str:
    return "".join(each.text or "" for each in run.iter(f"{_W}t"))


def _is_code(run: _Element) -> bool:
    """Whether a run is code; pandoc gives colours to the tokens of code in styles whose names end in `Tok`."""
    style = run.find(f"{_W}rPr/{_W}rStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    return name == "VerbatimChar" or name.endswith("Tok")
