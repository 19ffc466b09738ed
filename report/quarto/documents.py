"""Woven documents in the form in which Quarto reads them."""

from __future__ import annotations

import re

_REMARK = "# Written before each render from templates/{}.qmd.j2: an edit here is lost.\n"
_NOTE_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def for_quarto(name: str, markdown: str) -> str:
    """A woven document as Quarto gets it: with a remark where it comes from, and notes where metadata call them."""
    head, front, body = _parts(markdown)
    if not head:
        return markdown
    front, body = _with_notes(front, body)
    return f"{head}{_REMARK.format(name)}{front}{head}{body}"


def _parts(markdown: str) -> tuple[str, str, str]:
    pieces = re.split(r"^---\n", markdown, maxsplit=2, flags=re.MULTILINE)
    return ("---\n", pieces[1], pieces[2]) if len(pieces) == 3 and not pieces[0] else ("", "", markdown)


def _with_notes(front: str, body: str) -> tuple[str, str]:
    """Quarto reads metadata apart from the text, so a note that the abstract calls moves there from the text."""
    for name in dict.fromkeys(_NOTE_CALL.findall(front)):
        note = re.search(rf"^\[\^{re.escape(name)}\]:[ \t]+(.+)\n?", body, re.MULTILINE)
        if note:
            front = front.replace(f"[^{name}]", f"^[{note[1]}]")
            body = body[: note.start()] + body[note.end() :]
    return front, body
