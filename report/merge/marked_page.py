"""A page on which the changes of a tracked Word file are marked: `<ins>`, `<del>` and numbered comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from report.merge.marked_drawings import with_drawings
from report.render.html.page import ASSETS, styled
from report.render.pandoc_process import run
from report.render.word.namespaces import DOCUMENT, element, w
from report.render.word.package import Package
from report.rows.errors import Fault, RenderError
from report.text.language import words

_OPTIONS = ("--from=docx+styles", "--track-changes=all", "--to=html5", "--mathml", "--section-divs")
_KINDS = {"insertion": "ins", "deletion": "del"}
_STYLE = "data-custom-style"
#: A link to another Word file of the build.
_OTHER_DOCUMENT = re.compile(r"(?<=[\w-])\.docx(?=#)")


def marked_page(tracked: bytes, name: str, since: str) -> str:
    """The page of a tracked file; `since` names the older build. It shows what Word shows: insertions and deletions."""
    from lxml import html

    tree: Any = html.document_fromstring(_converted(tracked, name, since))
    _mark_comments(tree)
    for kind in _KINDS:
        for span in list(tree.xpath(f"//span[@class='{kind}' or @class='paragraph-{kind}']")):
            _mark(span, kind)
    for styled_element in list(tree.xpath(f"//*[@{_STYLE}]")):
        _set_class(styled_element)
    _drop_dead_links(tree)
    for link in tree.xpath("//a[contains(@href, '.docx#')]"):
        link.set("href", _OTHER_DOCUMENT.sub(".marked.html", link.get("href")))
    page = str(html.tostring(tree, doctype="<!DOCTYPE html>", encoding="unicode"))
    return _with_style(styled(with_drawings(page)))


def printed(page: str, name: str, root: Path, epoch: int) -> bytes:
    """The PDF of a page with marked changes."""
    from report.render.document import Document
    from report.render.pdf.print import render_print

    with TemporaryDirectory(prefix="tracepaper-") as scratch:
        folder = Path(scratch)
        (folder / f"{name}.marked.html").write_text(page, encoding="utf-8")
        return render_print(Document(f"{name}.marked", "", root, folder), folder, epoch).read_bytes()


def _converted(tracked: bytes, name: str, since: str) -> str:
    with TemporaryDirectory(prefix="tracepaper-") as scratch:
        path = Path(scratch) / "tracked.docx"
        package = Package.read(tracked)
        _move_targets(package)
        path.write_bytes(package.written(0))
        arguments = [
            *_OPTIONS,
            "--embed-resources",
            f"--template={ASSETS / 'marked.html'}",
            *(f"--metadata={key}:{text}" for key, text in _metadata(package, name, since)),
            str(path),
        ]
        done = run("", ["--standalone", *arguments], Path(scratch))
    if done.returncode:
        what = f"cannot be converted to a page: {''.join(done.stderr.splitlines()[:1])}"
        raise RenderError(Fault(f"{name}.tracked.docx", what, "report this as a bug"))
    return done.stdout


def _metadata(package: Package, name: str, since: str) -> Iterator[tuple[str, str]]:
    """The title and the legend of the page, in the language of the document."""
    language = _language(package)
    own = words(language)
    yield "lang", language
    yield "pagetitle", own["changes-in"].format(document=name, version=since)
    yield "changes-since", own["changes-since"].format(version=since)
    for key in ("inserted-text", "deleted-text", "changed-figure"):
        yield key, own[key]


def _move_targets(package: Package) -> None:
    """Move the bookmarks between paragraphs, which pandoc ignores, into the next paragraph."""
    body = package.tree(DOCUMENT)[0]
    for mark in [each for each in body if each.tag == w("bookmarkStart")]:
        after = next((each for each in mark.itersiblings(w("p"), w("tbl"))), None)
        paragraph = next(after.iter(w("p")), None) if after is not None else None
        if paragraph is not None:
            properties = paragraph.find(w("pPr"))
            paragraph.insert(0 if properties is None else 1, mark)
            mark.addnext(element("bookmarkEnd", id=mark.get(w("id")) or ""))


def _language(package: Package) -> str:
    """The language of the document's default style."""
    found = package.tree("word/styles.xml").find(f"{w('docDefaults')}//{w('lang')}")
    return (found.get(w("val")) if found is not None else None) or "en"


def _drop_dead_links(tree: Any) -> None:
    """Turn links into text if their target in the Word file is not converted."""
    targets = {*tree.xpath("//@id")}
    for link in list(tree.xpath("//a[starts-with(@href, '#')]")):
        if link.get("href")[1:] not in targets:
            link.drop_tag()


def _with_style(page: str) -> str:
    rules = (ASSETS / "marked.css").read_text(encoding="utf-8")
    return page.replace("</head>", f'<style media="all">{rules}</style>\n</head>', 1)


def _mark(span: Any, kind: str) -> None:
    """Turn a change into an element of its kind; the end of a paragraph is empty, and a figure has a frame."""
    names = ["end"] if span.get("class", "").startswith("paragraph") else []
    names += ["figure"] if span.find(".//img") is not None else []
    title = span.get("title")
    span.attrib.clear()
    span.tag = _KINDS[kind]
    if "figure" in names:
        own = words(span.getroottree().getroot().get("lang") or "")
        span.set("data-version", own["new-figure" if kind == "insertion" else "old-figure"])
    if names:
        span.set("class", " ".join(names))
    if title:
        span.set("title", title)


def _set_class(element: Any) -> None:
    """Replace the style of a paragraph by a class; those of letters have elements of their own."""
    style = element.attrib.pop(_STYLE)
    if element.getparent().tag == "li" and element.tag == "div":
        element.drop_tag()
    elif element.tag == "div":
        element.set("class", "-".join(style.lower().split()))
    elif element.tag == "span" and not element.attrib:
        element.drop_tag()


def _mark_comments(tree: Any) -> None:
    """Number the comments by their text, and list them at the end of the page."""
    numbers: dict[str, int] = {}
    texts: dict[str, str] = {}
    for start in list(tree.xpath("//span[@class='comment-start']")):
        text = " ".join(start.text_content().split())
        texts[start.get("id")] = text
        numbers.setdefault(text, len(numbers) + 1)
        beside = start.getnext()
        if beside is not None and not start.tail:
            beside.set("title", text)
        tail, start.tail = start.tail, None
        for child in list(start):
            start.remove(child)
        start.text, start.tail = None, tail
        start.drop_tag()
    for end in list(tree.xpath("//span[@class='comment-end']")):
        _call(end, numbers.get(texts.get(end.get("id"), ""), 0))
    if numbers:
        heading = words(tree.get("lang") or "")["comments"]
        tree.find(".//main").append(_listed(numbers, heading))


def _call(end: Any, number: int) -> None:
    """Replace the end of a commented range by a link to its comment."""
    from lxml.html.builder import A

    end.attrib.clear()
    if not number:
        end.drop_tag()
        return
    end.tag = "sup"
    end.set("class", "cause")
    end.append(A(f"C{number}", href=f"#comment-{number}"))


def _listed(numbers: dict[str, int], heading: str) -> Any:
    """The section of the comments; equal ones are listed once."""
    from lxml.html.builder import CLASS, H1, SECTION, P

    items = [P(f"C{number}  {text}", id=f"comment-{number}") for text, number in numbers.items()]
    return SECTION(CLASS("comments"), H1(heading), *items)
