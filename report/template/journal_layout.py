"""A woven document as a journal wants the manuscript: anonymous, floats at the end, spacing, numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.study.project_settings import Manuscript
from report.text.language import ENGLISH, language_in, words
from report.text.metadata_blocks import front_matter

#: Metadata by which a reviewer could recognise the authors or their repository, with the lines that belong to them.
_IDENTIFYING = re.compile(
    r"^(?:authors?|affiliations?|build-id|by-author)[ \t]*:.*\n(?:(?:[ \t]+\S|-[ \t]).*\n|[ \t]*\n)*",
    re.MULTILINE,
)
_FLOAT = re.compile(r"(?P<fence>:{3,})[ \t]*\{#(?P<label>(?:tbl|fig)-[\w-]+)[^\n]*\}[ \t]*")
_OPEN, _CLOSED = re.compile(r":{3,}[ \t]*[{\w]"), re.compile(r":{3,}[ \t]*")
_CODE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_PAGE_BREAK = "\\newpage"


def laid_out(markdown: str, wanted: Manuscript) -> str:
    """The document with its metadata and floats as set in the settings; unchanged by default."""
    front = front_matter(markdown)
    if front is None or wanted == Manuscript(style=wanted.style):
        return markdown
    metadata, body = front.yaml, markdown[front.end :]
    if wanted.anonymous:
        metadata = _IDENTIFYING.sub("", metadata)
    metadata += "".join(f"{key}: {value}\n" for key, value in _flags(wanted))
    if wanted.floats_at_end:
        body = _floats_last(body, str(words(language_in(metadata) or ENGLISH)["float-here"]))
    return f"---\n{metadata}---\n{body}"


def _flags(wanted: Manuscript) -> Iterator[tuple[str, str]]:
    """The metadata that the renderers read."""
    if wanted.double_spacing:
        yield "double-spacing", "true"
    if wanted.line_numbers:
        yield "line-numbers", "true"
    if wanted.provenance != "appendix":
        yield "provenance", f'"{wanted.provenance}"'


def _floats_last(body: str, remark: str) -> str:
    """The text with a remark ("{float} about here") for each float, then the references, then tables and figures."""
    text: list[str] = []
    floats: dict[str, list[str]] = {}
    lines = iter(body.split("\n"))
    code = ""
    for line in lines:
        fence = _CODE.match(line)
        if fence and (not code or fence[1].startswith(code)):
            code = "" if code else fence[1]
        found = None if code else _FLOAT.fullmatch(line)
        if found is None:
            text.append(line)
        else:
            floats[found["label"]] = [line, *_rest(lines)]
            text += ["", f"\\[{remark.format(float='@' + found['label'])}\\]", ""]
    if not floats:
        return body
    ordered = sorted(floats, key=lambda label: label.startswith("fig-"))
    last = [line for label in ordered for line in (_PAGE_BREAK, "", *floats[label], "")]
    return "\n".join([*text, "", *_references(body), *last])


def _rest(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a div after its first, to its end, with the divs inside it."""
    depth = 1
    for line in lines:
        yield line
        if _CLOSED.fullmatch(line):
            depth -= 1
        elif _OPEN.match(line):
            depth += 1
        if depth == 0:
            return


def _references(body: str) -> list[str]:
    """The place of the references, which would otherwise follow the floats."""
    return [] if "{#refs" in body else ["::: {#refs}", ":::", ""]
