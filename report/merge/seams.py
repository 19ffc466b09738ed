"""Keeps apart what Markdown or a template would read as one construct where two pieces of text meet."""

from __future__ import annotations

import re

#: A comment, which prints nothing; behind the sign that it begins with, an empty span.
NOTHING, EMPTY_SPAN = "<!-- -->", "[]{}"
#: How much text in front of a seam is read.
_REACH = 80
#: A citation or reference without brackets that ends a text.
_KEY_END = re.compile(r"(?<![\w\[;\\])@[\w:.#$%&+?<>~/-]*\w\Z")
_KEY_END_AND_SPACE = re.compile(rf"{_KEY_END.pattern[:-2]}[ \n]*\Z")
#: What would become a part of its key.
_KEY_ON = re.compile(r"[:.#$%&+?<>~/-]*\w")
_KEY = re.compile(r"@[\w{]")
_BRACKET = re.compile(r"[ \n]*\[")
_TAG = re.compile(r"[<%#]")
_PAIRS = (
    # A key that is read as an address, or without its author.
    (re.compile(r"[\w.-]\Z"), _KEY),
    # A picture in place of a link or a note.
    (re.compile(r"(?<!\\)!\Z"), re.compile(r"\[")),
    # A link, or attributes, in place of a citation in brackets and a remark.
    (re.compile(r"(?<!\\)[\]`]\Z"), re.compile(r"[(\[{]")),
    # A formula that is none, since an amount follows the sign.
    (re.compile(r"(?<!\\)\$\Z"), re.compile(r"\d")),
    # Dashes and ellipses.
    (re.compile(r"-\Z"), re.compile(r"-")),
    (re.compile(r"\.\.\Z"), re.compile(r"\.")),
    (re.compile(r"\.\Z"), re.compile(r"\.\.")),
)


def apart(before: str, after: str) -> str:
    """What must stand between two pieces of a template so that each is read as it is alone: mostly nothing."""
    begun, end = after[:_REACH], before[-_REACH:]
    if _KEY_END.search(end) and _KEY_ON.match(begun):
        return NOTHING
    if end.endswith("<") and _TAG.match(begun):
        return EMPTY_SPAN
    if _KEY_END_AND_SPACE.search(end) and _BRACKET.match(begun):
        return NOTHING
    return NOTHING if any(a.search(end) and b.match(begun) for a, b in _PAIRS) else ""


def between(before: str, text: str, after: str) -> str:
    """A text that is written between two others, kept apart from both."""
    if not text:
        return apart(before, after)
    return f"{apart(before, text)}{text}{apart(before + text, after)}"
