"""Woven documents in the form that Quarto reads."""

from __future__ import annotations

import hashlib
import re

from report.text.metadata_blocks import front_matter

_ORIGIN = "# Written before each render from templates/{}.qmd.j2; edit that file instead. sha256 {}\n"
_ORIGIN_LINE = re.compile(rb"\A---\n# Written before each render from [^\n]*? sha256 ([0-9a-f]{64})\n")
#: The second line of a placeholder for a document that must exist before its first render.
_STUB = b"# A stub: the step before each render replaces it."
_NOTE_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def for_quarto(name: str, markdown: str) -> str:
    """Return a woven document for Quarto, with a comment on its origin and with notes moved into the metadata."""
    head, front, body = _parts(markdown)
    if not head:
        return markdown
    front, body = _with_notes(front, body)
    rest = f"{front}{head}{body}"
    return f"{head}{_ORIGIN.format(name, _digest(rest.encode()))}{rest}"


def is_generated(content: bytes) -> bool:
    """Whether a document is unchanged since the step before a render wrote it, or is a stub."""
    remark = _ORIGIN_LINE.match(content)
    if remark is None:
        return not content.strip() or content.splitlines()[1:2] == [_STUB]
    return _digest(content[remark.end() :]) == remark[1].decode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _parts(markdown: str) -> tuple[str, str, str]:
    front = front_matter(markdown)
    return ("---\n", front.yaml, markdown[front.end :]) if front else ("", "", markdown)


def _with_notes(front: str, body: str) -> tuple[str, str]:
    """Move notes that are called in the metadata from the body into the metadata, which Quarto parses separately."""
    for name in dict.fromkeys(_NOTE_CALL.findall(front)):
        note = re.search(rf"^\[\^{re.escape(name)}\]:[ \t]+(.+)\n?", body, re.MULTILINE)
        if note:
            front = front.replace(f"[^{name}]", f"^[{note[1]}]")
            body = body[: note.start()] + body[note.end() :]
    return front, body
